"""What a roster of one month would be as the one before."""

from collections.abc import Mapping
from datetime import date, timedelta

from application.oncall.publishing import on_call_state
from application.oncall.rosters import RosterMonth, loaded
from application.ports import Ledger
from domain.oncall.facts import Shift, ShiftKind
from domain.oncall.hours import Watch
from domain.oncall.offices import of_office, office_of
from domain.shared import PersonId
from domain.staff.facts import Role

_A_MONTH = timedelta(days=28)
"""After so many days, or a week more, the same day of the week comes in the next month."""


def month_before(
    ledger: Ledger, found: RosterMonth, office: Role | None = None
) -> Mapping[tuple[date, ShiftKind], Shift]:
    """Return what a month would be as the one before: the same day of the week, four weeks ago.

    Of an office it is what that had, without one what the place itself had.

    Of five such days the last follows the one five weeks before. Whoever is in post no more is
    left out.
    """
    state = on_call_state(loaded(ledger, found.place.organisation_id), found.place.organisation_id)
    copied: dict[tuple[date, ShiftKind], Shift] = {}
    for day in found.days:
        before_on = day.on - _A_MONTH
        if before_on >= found.month:
            before_on -= timedelta(days=7)
        for kind in day.kinds:
            same = Watch(before_on, is_night=kind is ShiftKind.NIGHT)
            there = of_office(state.during(same), office)
            held = [each for each in there if _is_able(found, each.person_id, office)]
            if held:
                copied[day.on, kind] = held[0]
    return copied


def _is_able(found: RosterMonth, person_id: PersonId, office: Role | None) -> bool:
    return any(office_of(role) is office for role in found.able.get(person_id, ()))
