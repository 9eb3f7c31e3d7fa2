"""In the school holidays psychology teachers look after a child: they are told before it is due."""

from datetime import date, datetime, timedelta

import pytest

from application.crisis.clocks.sweeping import say
from application.crisis.telling.escalating import escalation_for, holiday_duty_for
from application.ports import History, Recorded
from application.states import alerts_stream, referrals_stream
from domain.alerts.facts import Addressee, GapReason
from domain.clocks.facts import ClocksEvent, Step, StepDueSoon, StepOverdue
from domain.days import end_of_day
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import PersonId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.casework import CASE, raised, reopen_casework
from tests.application.crisis.telling.test_escalating import follow, machine
from tests.application.telling import alerts, all_but, employ
from tests.engines import FoundedLedger
from tests.office import Office

COUNSELLOR = PersonId(given.example_id(129))
IN_SUMMER, IN_TERM = end_of_day(date(2026, 7, 20)), end_of_day(date(2026, 5, 11))


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    office = reopen_casework(founded_ledger)
    raised(office)
    return office


def soon(due_at: datetime, step: Step = Step.FOLLOWED_UP) -> StepDueSoon:
    return StepDueSoon(
        case_id=CASE,
        child_id=given.CHILD,
        step=step,
        level=CrisisLevel.YELLOW,
        is_provisional=False,
        began_at=due_at - timedelta(days=28),
        due_at=due_at,
    )


def cause(office: Office, fact: ClocksEvent) -> tuple[Recorded[object], History]:
    history = office.ledger.log.load([referrals_stream(CASE), alerts_stream(CASE)])
    assert isinstance(history, History)
    return history.recorded[-1]._replace(fact=fact), history


def told(office: Office, fact: StepDueSoon) -> dict[PersonId, Role] | None:
    because, history = cause(office, fact)
    found = holiday_duty_for(office.ledger, because, history, given.NOW, all_but())
    return None if found is None else {each.person_id: each.role for each in found.addressees}


def test_psychology_teachers_are_told_of_a_follow_up_that_falls_in_the_holidays(
    office: Office,
) -> None:
    employ(office, COUNSELLOR, Role.PSYCHOLOGY_TEACHER, given.SCHOOL)
    assert told(office, soon(IN_SUMMER)) == {COUNSELLOR: Role.PSYCHOLOGY_TEACHER}
    assert told(office, soon(IN_TERM)) is None
    assert told(office, soon(IN_SUMMER, Step.CHASED)) is None


def test_where_no_psychology_teacher_can_be_told_it_is_the_line_and_the_gap_is_said(
    office: Office,
) -> None:
    because, history = cause(office, soon(IN_SUMMER))
    found = holiday_duty_for(office.ledger, because, history, given.NOW, all_but())
    assert found is not None
    assert [each.role for each in found.addressees] == [Role.CRISIS_LEAD]
    (gap,) = found.gaps
    assert (gap.role, gap.reason) == (Role.PSYCHOLOGY_TEACHER, GapReason.VACANT)


def test_what_is_overdue_in_the_holidays_is_told_to_them_beside_the_line(office: Office) -> None:
    employ(office, COUNSELLOR, Role.PSYCHOLOGY_TEACHER, given.SCHOOL)
    fact = soon(IN_SUMMER)
    late = StepOverdue(
        case_id=fact.case_id,
        child_id=fact.child_id,
        step=fact.step,
        level=fact.level,
        is_provisional=fact.is_provisional,
        began_at=fact.began_at,
        due_at=fact.due_at,
        tier=1,
    )
    because, history = cause(office, late)
    found = escalation_for(office.ledger, because, history, given.NOW, all_but())
    mine = Addressee(
        person_id=COUNSELLOR, role=Role.PSYCHOLOGY_TEACHER, organisation_id=given.SCHOOL
    )
    assert mine in found.addressees
    assert len(found.addressees) > 1


def test_what_else_is_due_soon_is_told_to_nobody_and_holds_up_nothing(office: Office) -> None:
    follow(office, 1)
    before = alerts(office)
    evening = given.NOW + timedelta(hours=12)
    assert say(office.ledger, machine(office), CASE, evening)
    follow(office, 12 * 60)
    assert alerts(office) == before
