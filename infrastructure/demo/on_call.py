"""The invented roster of the first school: its crisis lead at night, but for one day left empty."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from application.oncall.publishing import publish_duty_roster
from application.ports import Ledger
from domain.days import local_day
from domain.oncall.facts import ShiftKind
from domain.oncall.hours import days_between, shifts_of
from domain.oncall.state import AskedShift, PublishDutyRoster
from domain.shared import DutyRosterId
from infrastructure.demo.caseload import Act
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import Colleague

_DAYS = 30
_EMPTY_AFTER = 5


def rostered(people: tuple[Colleague, ...], now: datetime) -> Iterator[Act]:
    """Yield the publication of today and the month after it, by the head of the school."""
    at = {each.login: each for each in people}
    lead, head, psychology = (at[login] for login in ("lead", "leader", "psychology"))
    today = local_day(now)

    def act(ledger: Ledger, moment: datetime) -> None:
        days = days_between(today, today + timedelta(days=_DAYS))
        shifts = tuple(
            AskedShift(
                on=on,
                kind=kind,
                person_id=psychology.person_id if kind is ShiftKind.DAY else lead.person_id,
                stand_in_id=head.person_id,
            )
            for number, on in enumerate(days)
            for kind in shifts_of(on, ledger.clocks.calendar, ledger.rules, at_school=True)
            if number != _EMPTY_AFTER
        )
        request = PublishDutyRoster(
            organisation_id=head.place_id,
            duty_roster_id=DutyRosterId(demo_id("duty roster", 1)),
            first_on=days[0],
            last_on=days[-1],
            shifts=shifts,
        )
        publish_duty_roster(ledger, head.actor, request, moment)

    yield now - timedelta(minutes=1), act
