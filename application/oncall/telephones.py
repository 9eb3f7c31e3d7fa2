"""The numbers of places: what came of calling them, and which nobody tried this semester."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from application.authorisation.places import permit_for_place
from application.oncall.gaps import heads_of
from application.oncall.publishing import on_call_state, on_call_stream
from application.oncall.rosters import EMPTY, loaded, places_on_call, require_place
from application.ports import Actor, Context, History, Ledger, Receipt, Unreadable
from application.recording import Request, record
from application.rows import OrganisationRow
from application.states import staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.oncall.facts import DutyTelephoneTested
from domain.oncall.state import TryTelephone
from domain.oncall.trying import (
    is_failed,
    is_untested,
    last_call,
    tell_untested,
    try_telephone,
)
from domain.ruleset.semesters import semester_of
from domain.shared import Erased, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedPlace:
    """A place with its number, and the last call to it.

    `is_failed` until it is mended, `is_untested` where nobody was reached in time this semester;
    `is_unreadable` tells that nobody can say.
    """

    place: OrganisationRow
    is_own: bool = False
    last: DutyTelephoneTested | None = None
    is_failed: bool = False
    is_untested: bool = False
    is_unreadable: bool = False


def directory(ledger: Ledger, actor: Actor, now: datetime) -> tuple[TriedPlace, ...]:
    """Return the places whose rosters somebody may see with their numbers, their own first.

    Raises: NotPermitted, Unavailable.
    """
    found = places_on_call(ledger, actor, now)
    histories = _histories(ledger, found.rows)
    return tuple(
        _tried(ledger, row, history, now, is_own=row.organisation_id in found.own)
        for row, history in zip(found.rows, histories, strict=True)
    )


def place_to_try(
    ledger: Ledger, actor: Actor, place: OrganisationId, now: datetime
) -> OrganisationRow:
    """Return a place with a number to whoever may try it.

    Raises: NotPermitted; NotFound without a number; Unavailable.
    """
    permit_for_place(ledger, actor, Asking.TRY_TELEPHONE, place, now)
    row = require_place(ledger, place)
    if row.duty_telephone is None:
        raise NotFound("no_duty_telephone")
    return row


def record_try(ledger: Ledger, actor: Actor, request: TryTelephone, now: datetime) -> Receipt:
    """Record what came of calling the number of a place."""
    place = request.organisation_id
    context = permit_for_place(ledger, actor, Asking.TRY_TELEPHONE, place, now)
    asked = Request(request_id=request.trial_id, actor=actor, now=now, context=context)
    return record(
        ledger,
        asked,
        [on_call_stream(place), staff_stream(place)],
        lambda history: try_telephone(
            on_call_state(history, place),
            request,
            published=_published(history, place),
            by=actor.person_id,
            today=local_day(now),
            rules=ledger.rules,
        ),
    )


def tell_of_untested(ledger: Ledger, actor: Actor, row: OrganisationRow, now: datetime) -> bool:
    """Tell those who answer for a place that nobody tried its number in time, once a semester.

    Raises: RuleBroken where nobody is to be told; Unreadable; Unavailable.
    """
    place, today = row.organisation_id, local_day(now)
    semester = semester_of(today, ledger.rules.terms)
    told_ids = heads_of(ledger, place, now)

    def decide(history: History) -> Sequence[object]:
        state = on_call_state(history, place)
        published = _published(history, place)
        if not is_untested(state, published, semester, today, ledger.rules):
            raise RuleBroken("untested_told")
        return tell_untested(state, place, semester.first_on, told_ids)

    request = Request(
        request_id=uuid5(place, f"untested/{semester.first_on}"),
        actor=actor,
        now=now,
        context=Context(rules=ledger.rules.version),
    )
    return record(ledger, request, [on_call_stream(place), staff_stream(place)], decide).fresh


def _published(history: History, place: OrganisationId) -> str | None:
    published = staff_state(history, place).telephone
    return published.telephone if published else None


def _tried(
    ledger: Ledger, row: OrganisationRow, history: History | None, now: datetime, *, is_own: bool
) -> TriedPlace:
    if history is None:
        return TriedPlace(place=row, is_own=is_own, is_unreadable=True)
    state, today = on_call_state(history, row.organisation_id), local_day(now)
    number, semester = row.duty_telephone, semester_of(today, ledger.rules.terms)
    last = last_call(state, number)
    return TriedPlace(
        place=row,
        is_own=is_own,
        last=last,
        is_failed=is_failed(last),
        is_untested=is_untested(state, number, semester, today, ledger.rules),
    )


def _histories(ledger: Ledger, rows: Sequence[OrganisationRow]) -> list[History | None]:
    """Return what was said of each place, at once as long as all can be read."""
    try:
        every = ledger.log.load([on_call_stream(each.organisation_id) for each in rows])
    except Unreadable:
        return [_one(ledger, each) for each in rows]
    history = EMPTY if isinstance(every, Erased) else every
    return [history for _each in rows]


def _one(ledger: Ledger, row: OrganisationRow) -> History | None:
    try:
        return loaded(ledger, row.organisation_id)
    except Unreadable:
        return None
