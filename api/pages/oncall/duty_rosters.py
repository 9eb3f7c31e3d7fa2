"""The pages of one's places and of the roster of one, month by month."""

from datetime import date, timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import VisitorDep
from api.view_models.oncall import (
    DayLine,
    DutyRosterPage,
    ExchangeLine,
    OnCallPage,
    PlaceLine,
    ShiftLine,
)
from application.authorisation.permission import standings_of
from application.oncall.rosters import RosterDay, RosterMonth, roster_month
from application.oncall.telephones import TriedPlace, directory
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.oncall.facts import Shift
from domain.shared import OrganisationId

router = APIRouter(include_in_schema=False)

_ONE_DAY = timedelta(days=1)


@router.get(paths.ON_CALL)
def places(visitor: VisitorDep) -> Response:
    """Show the places whose rosters the person may see, with their numbers."""
    call = visitor.call
    found = directory(call.ledger, call.actor, call.now)
    may = standings_of(call.ledger, call.actor, call.now)
    lines = tuple(_place_line(each) for each in found)
    page = OnCallPage(lines=lines, may_try=may.allow(Asking.TRY_TELEPHONE))
    return visitor.page(page, standings=may)


@router.get(paths.DUTY_ROSTER)
def roster(organisation_id: UUID, visitor: VisitorDep, month: date | None = None) -> Response:
    """Show who is on call at a place in the month of a day."""
    call = visitor.call
    place = OrganisationId(organisation_id)
    found = roster_month(call.ledger, call.actor, place, call.now, month)
    today = local_day(call.now)
    since = today - timedelta(days=call.ledger.rules.on_call.exchange_days_back)
    return visitor.page(
        DutyRosterPage(
            organisation_id=place,
            place=found.place.name,
            month=found.month,
            earlier_on=(found.month - _ONE_DAY).replace(day=1),
            later_on=found.days[-1].on + _ONE_DAY,
            is_published=found.is_published,
            days=tuple(_day(found, each, today, since) for each in found.days),
            now=tuple(shift_line(found, each) for each in found.now),
            exchanged=tuple(
                ExchangeLine(
                    on=each.on,
                    kind=each.kind,
                    given_by=found.names.people.get(each.given_by, ""),
                    taken_by=found.names.people.get(each.taken_by, ""),
                )
                for each in found.exchanged
            ),
            may_publish=found.may_publish,
        )
    )


def shift_line(found: RosterMonth, shift: Shift, since: date | None = None) -> ShiftLine:
    """Return one shift as a line; with `since`, whether an exchange of it can still be told."""
    names = found.names.people
    return ShiftLine(
        on=shift.on,
        kind=shift.kind,
        person_id=shift.person_id,
        name=names.get(shift.person_id, ""),
        role=shift.role,
        stand_in=names.get(shift.stand_in_id, "") if shift.stand_in_id else "",
        may_exchange=found.may_publish and since is not None and shift.on >= since,
    )


def _day(found: RosterMonth, day: RosterDay, today: date, since: date) -> DayLine:
    is_missing = found.is_published and day.on >= today
    return DayLine(
        on=day.on,
        shifts=tuple(shift_line(found, each, since) for each in day.shifts),
        empty=day.empty if is_missing else (),
        lacking=day.lacking if is_missing else (),
        is_today=day.on == today,
        is_over=found.month <= today <= found.days[-1].on and day.on < today,
    )


def _place_line(tried: TriedPlace) -> PlaceLine:
    row, last = tried.place, tried.last
    return PlaceLine(
        organisation_id=row.organisation_id,
        name=row.name,
        kind=row.kind,
        is_own=tried.is_own,
        telephone=row.duty_telephone,
        last_called_on=last.called_on if last else None,
        last_outcome=last.outcome if last else None,
        is_failed=tried.is_failed,
        is_untested=tried.is_untested,
        is_unreadable=tried.is_unreadable,
    )
