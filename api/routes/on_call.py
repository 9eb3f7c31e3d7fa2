"""Who is on call at a place: its roster of a month, publishing it, and exchanging shifts."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from api.deps import PREFIX, CallDep, IfMatchDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body, Day
from api.routes.named import NamesBody, names_body
from application.oncall import gaps, publishing, rosters, telephones
from application.reads.looking import names_of
from application.rows import OrganisationRow
from domain.oncall.facts import (
    CallOutcome,
    DutyTelephoneTested,
    RosterGap,
    Shift,
    ShiftExchanged,
    ShiftKind,
)
from domain.oncall.state import AskedShift, ExchangeShift, PublishDutyRoster, TryTelephone
from domain.shared import DutyRosterId, ExchangeId, OrganisationId, PersonId, TrialId
from domain.staff.facts import Role

router = APIRouter(prefix=PREFIX, tags=["on call"])

PLACE = "/organisations/{organisation_id}"


class ShiftAsked(Body):
    """Who shall be on call; a `night` goes on into the next morning.

    `office` (civil affairs or health) where it is for that office, whatever else they hold.
    """

    on: Day
    kind: ShiftKind
    person_id: UUID
    stand_in_id: UUID | None = None
    office: Role | None = None

    def said(self) -> AskedShift:
        """Return it as the domain has it."""
        stand_in_id = None if self.stand_in_id is None else PersonId(self.stand_in_id)
        return AskedShift(
            on=self.on,
            kind=self.kind,
            person_id=PersonId(self.person_id),
            stand_in_id=stand_in_id,
            office=self.office,
        )


class Roster(Body):
    """All shifts of these days; `why` where any of them was published before."""

    first_on: Day
    last_on: Day
    shifts: list[ShiftAsked]
    why: str | None = None


class Exchange(Body):
    on: Day
    kind: ShiftKind
    given_by: UUID
    taken_by: UUID


class Try(Body):
    """What came of calling the number that is published, on a day."""

    telephone: str
    outcome: CallOutcome
    called_on: Day


class TriedBody(BaseModel):
    """A place with its number; `last` is the last call to it."""

    place: OrganisationRow
    last: DutyTelephoneTested | None
    is_failed: bool
    is_untested: bool
    is_unreadable: bool


class DirectoryBody(BaseModel):
    """The places whose rosters one may see with their numbers, one's own first."""

    items: tuple[TriedBody, ...]


class DayBody(BaseModel):
    """`kinds` are the shifts of the day, `empty` those that nobody holds."""

    on: date
    kinds: tuple[ShiftKind, ...]
    shifts: tuple[Shift, ...]
    empty: tuple[ShiftKind, ...]


class MonthBody(BaseModel):
    """The roster of one place in one month; `now` are those on call at this moment."""

    place: OrganisationRow
    is_published: bool
    days: tuple[DayBody, ...]
    now: tuple[Shift, ...]
    exchanged: tuple[ShiftExchanged, ...]
    names: NamesBody


class PlaceGapsBody(BaseModel):
    """What lacks at one place; `is_unreadable` tells that nobody can say."""

    place: OrganisationRow
    gaps: tuple[RosterGap, ...]
    is_unreadable: bool


class GapsBody(BaseModel):
    """Places in whose rosters something lacks, one's own first."""

    items: tuple[PlaceGapsBody, ...]
    names: NamesBody


@router.put(
    f"{PLACE}/duty-rosters/{{duty_roster_id}}", status_code=201, responses=recorded_with(412)
)
def publish_duty_roster(
    organisation_id: UUID,
    duty_roster_id: UUID,
    body: Roster,
    call: CallDep,
    if_match: IfMatchDep,
) -> Response:
    """Publish who is on call; If-Match holds the version of what was last said of the place."""
    request = PublishDutyRoster(
        organisation_id=OrganisationId(organisation_id),
        duty_roster_id=DutyRosterId(duty_roster_id),
        first_on=body.first_on,
        last_on=body.last_on,
        shifts=tuple(each.said() for each in body.shifts),
        why=body.why,
    )
    receipt = publishing.publish_duty_roster(
        call.ledger, call.actor, request, call.now, expected_version=if_match
    )
    return receipt_answer(receipt, call.path)


@router.put(f"{PLACE}/exchanges/{{exchange_id}}", status_code=201, responses=recorded_with(404))
def exchange_shift(
    organisation_id: UUID, exchange_id: UUID, body: Exchange, call: CallDep
) -> Response:
    """Record that somebody takes, or took, the shift of another."""
    request = ExchangeShift(
        organisation_id=OrganisationId(organisation_id),
        exchange_id=ExchangeId(exchange_id),
        on=body.on,
        kind=body.kind,
        given_by=PersonId(body.given_by),
        taken_by=PersonId(body.taken_by),
    )
    receipt = publishing.exchange_shift(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.get(f"{PLACE}/on-call", responses=refused_with(*READING, 404, 422))
def on_call(
    organisation_id: UUID, call: CallDep, month: Annotated[Day | None, Query()] = None
) -> MonthBody:
    """Return who is on call at a place in the month of a day."""
    place = OrganisationId(organisation_id)
    found = rosters.roster_month(call.ledger, call.actor, place, call.now, month)
    return MonthBody(
        place=found.place,
        is_published=found.is_published,
        days=tuple(
            DayBody(on=each.on, kinds=each.kinds, shifts=each.shifts, empty=each.empty)
            for each in found.days
        ),
        now=found.now,
        exchanged=found.exchanged,
        names=names_body(found.names),
    )


@router.get("/on-call/gaps", responses=refused_with(*READING))
def roster_gaps(call: CallDep) -> GapsBody:
    """Return what lacks in the coming days in the rosters that one may see, place by place."""
    found = gaps.roster_gaps(call.ledger, call.actor, call.now)
    named = {gap.person_id for each in found for gap in each.gaps if gap.person_id is not None}
    return GapsBody(
        items=tuple(
            PlaceGapsBody(place=each.place, gaps=each.gaps, is_unreadable=each.is_unreadable)
            for each in found
        ),
        names=names_body(names_of(call.ledger, named, ())),
    )


@router.get("/on-call", responses=refused_with(*READING))
def directory(call: CallDep) -> DirectoryBody:
    """Return the numbers of places, and what came of calling them."""
    found = telephones.directory(call.ledger, call.actor, call.now)
    return DirectoryBody(
        items=tuple(
            TriedBody(
                place=each.place,
                last=each.last,
                is_failed=each.is_failed,
                is_untested=each.is_untested,
                is_unreadable=each.is_unreadable,
            )
            for each in found
        )
    )


@router.put(f"{PLACE}/test-calls/{{trial_id}}", status_code=201, responses=recorded_with(404))
def try_telephone(organisation_id: UUID, trial_id: UUID, body: Try, call: CallDep) -> Response:
    """Record what came of calling the number of a place."""
    request = TryTelephone(
        organisation_id=OrganisationId(organisation_id),
        trial_id=TrialId(trial_id),
        telephone=body.telephone,
        outcome=body.outcome,
        called_on=body.called_on,
    )
    receipt = telephones.record_try(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
