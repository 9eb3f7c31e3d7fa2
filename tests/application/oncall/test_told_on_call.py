"""At night and at weekends whoever the roster names is told of a worry beside all in the post."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from application.crisis.telling.addressing import alert_for
from application.oncall.publishing import on_call_stream, publish_duty_roster
from domain.alerts.facts import Addressee
from domain.oncall.facts import ShiftKind
from domain.oncall.state import AskedShift
from domain.referrals.facts import ConcernRaised
from domain.referrals.state import NO_CASE
from domain.shared import PersonId
from domain.staff.facts import DutyEnded, DutyEndReason, Role
from tests import examples as given
from tests.application.casework import raised, reopen_casework
from tests.application.crisis.worries.test_raising import damage
from tests.application.telling import (
    ADVISER_TOLD,
    HEAD_TOLD,
    LEAD_TOLD,
    all_but,
    cause_of,
    employ,
    know,
)
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import LEADER, Office, acting
from tests.on_call_examples import PUBLISH, SATURDAY, TONIGHT

SECOND = PersonId(given.example_id(981))
SECOND_TOLD = Addressee(person_id=SECOND, role=Role.CRISIS_LEAD, organisation_id=given.SCHOOL)
AT_NIGHT = datetime(2026, 3, 10, 14, 30, tzinfo=UTC)
BEFORE_DAWN = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 3, 11, 1, 0, tzinfo=UTC)
ON_SATURDAY = datetime(2026, 3, 14, 4, 0, tzinfo=UTC)
"""22:30 on the tenth, 05:00 and 09:00 on the eleventh, 12:00 on the fourteenth."""
EVERYBODY = (LEAD_TOLD, SECOND_TOLD, ADVISER_TOLD)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    office = reopen_casework(founded_ledger)
    employ(office, SECOND, Role.CRISIS_LEAD, given.SCHOOL)
    request = replace(
        PUBLISH,
        shifts=(
            AskedShift(on=TONIGHT, kind=ShiftKind.DAY, person_id=LEADER),
            AskedShift(on=TONIGHT, kind=ShiftKind.NIGHT, person_id=LEADER, stand_in_id=CRISIS_LEAD),
            AskedShift(on=SATURDAY, kind=ShiftKind.WEEKEND, person_id=LEADER),
        ),
    )
    publish_duty_roster(office.ledger, acting(LEADER), request, given.NOW)
    return office


def told(office: Office, now: datetime, *unreachable: PersonId) -> Collection[Addressee]:
    raised(office)
    cause = cause_of(office, ConcernRaised)
    alert = alert_for(office.ledger, cause, NO_CASE, now, all_but(*unreachable))
    return set(alert.addressees)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (AT_NIGHT, (*EVERYBODY, HEAD_TOLD)),
        (BEFORE_DAWN, (*EVERYBODY, HEAD_TOLD)),
        (NEXT_MORNING, EVERYBODY),
        (given.NOW, EVERYBODY),
        (ON_SATURDAY, (*EVERYBODY, HEAD_TOLD)),
    ],
)
def test_the_roster_brings_in_who_is_on_call_out_of_hours(
    at_work: Office, now: datetime, expected: tuple[Addressee, ...]
) -> None:
    assert told(at_work, now) == set(expected)


def test_who_is_on_call_and_cannot_be_told_takes_nobody_else_away(at_work: Office) -> None:
    assert told(at_work, AT_NIGHT, LEADER) == set(EVERYBODY)


def test_a_duty_that_ended_beats_the_roster(at_work: Office) -> None:
    (post,) = at_work.ledger.access.duties_of(LEADER)
    know(
        at_work,
        DutyEnded(
            person_id=LEADER,
            duty_id=post.duty_id,
            ended_on=TONIGHT,
            reason=DutyEndReason.MOVED,
        ),
    )
    assert told(at_work, AT_NIGHT) == {*EVERYBODY, HEAD_TOLD}
    assert told(at_work, BEFORE_DAWN) == set(EVERYBODY)


def test_a_roster_that_cannot_be_read_holds_up_nobody(at_work: Office) -> None:
    damage(at_work, on_call_stream(given.SCHOOL))
    assert told(at_work, AT_NIGHT) == set(EVERYBODY)
