"""Whom a joined report reaches, whom it waits for, and who stays kept out once it is parted."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from application.crisis.clocks.case_clocks import deadlines_of
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.reactions import react
from application.crisis.reading.case_reading import AskedCase, case
from application.crisis.worries.referrals import pass_concern_on, take_concern, withdraw_concern
from application.ports import Reachable
from application.rows import HealthRow
from application.staffing.reactions import introduce
from domain.alerts.facts import ConcernAlerted
from domain.clocks.facts import Step
from domain.errors import NotFound, RuleBroken
from domain.referrals.facts import ConcernRaised, Involved, WithdrawalReason
from domain.referrals.joining.joining_facts import ConcernParted
from domain.referrals.state import PassConcernOn, TakeConcern, WithdrawConcern
from domain.shared import CaseId, PassId, PersonId, TakingId
from domain.staff.facts import DutyEnded, DutyEndReason, PersonKind, PersonRegistered, Role
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, reopen_casework
from tests.application.joining import (
    FURTHER_JOINED,
    GRAVE,
    LATER,
    REPORT,
    SECOND,
    SECOND_REPORTER,
    joinings,
    on_desk,
    parted,
    raised_at,
    stands,
    state_of,
    taken_at,
    told_at,
    two_reports,
)
from tests.application.levels import RED, assessed
from tests.application.telling import (
    ADVISER_TOLD,
    DUTY_TOLD,
    LEAD_TOLD,
    alerts,
    all_but,
    cause_of,
    employ,
    history_of,
    know,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import LEADER, Office, acting

SOMEBODY = PersonId(given.example_id(555))
LATER_STILL = LATER.replace(minute=45)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


@pytest.fixture
def on_both(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def reacted(office: Office, kind: type[object], reach: Reachable, case_id: CaseId = REPORT) -> None:
    actor = introduce(office.ledger, office.opened.ledger_id, LATER)
    react(office.ledger, actor, cause_of(office, kind, case_id), LATER, reach)
    office.ledger.catch_up()


def nobody(_people: Collection[PersonId]) -> frozenset[PersonId]:
    return frozenset()


def row(office: Office, by: PersonId) -> HealthRow:
    (found,) = duty_desk(office.ledger, acting(by), LATER, read_id=uuid4()).page.rows
    return found


def reading(office: Office, by: PersonId, case_id: CaseId) -> None:
    case(
        office.ledger,
        AskedCase(actor=acting(by), case_id=case_id, now=LATER, read_id=uuid4()),
    )


def test_who_was_kept_out_of_a_report_stays_out_once_it_is_parted(on_both: Office) -> None:
    """Given a class teacher kept out of a joined report, when they become crisis lead."""
    know(on_both, PersonRegistered(person_id=SOMEBODY, kind=PersonKind.HUMAN, name="示例九"))
    employ(on_both, SOMEBODY, Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    raised(on_both, replace(WORRY, involved=(Involved.CLASS_TEACHER,)), by=LEADER)
    told_at(on_both, given.NOW)
    raised_at(on_both, replace(SECOND, involved=(Involved.CLASS_TEACHER,)), by=LEADER)
    told_at(on_both)
    (duty,) = on_both.ledger.access.duties_of(SOMEBODY)
    yesterday = given.TODAY - timedelta(days=1)
    know(
        on_both,
        DutyEnded(
            person_id=SOMEBODY,
            duty_id=duty.duty_id,
            ended_on=yesterday,
            reason=DutyEndReason.LEFT,
        ),
    )
    employ(on_both, SOMEBODY, Role.CRISIS_LEAD, given.SCHOOL)
    taken_at(on_both)
    parted(on_both)
    # Until people are told of it again, nothing but its joining tells who was kept out.
    assert on_desk(on_both, SOMEBODY) == set()
    with pytest.raises(NotFound, match="case_not_found"):
        reading(on_both, SOMEBODY, REPORT)
    reacted(on_both, ConcernParted, all_but())
    told = history_of(on_both, REPORT).recorded[-1].fact
    assert isinstance(told, ConcernAlerted)
    assert SOMEBODY in told.kept_out_ids
    assert SOMEBODY not in {each.person_id for each in told.addressees}
    assert on_desk(on_both, SOMEBODY) == set()
    with pytest.raises(NotFound, match="case_not_found"):
        reading(on_both, SOMEBODY, REPORT)


def test_of_a_life_in_danger_all_are_told_though_the_case_counts_as_severe(
    at_work: Office,
) -> None:
    raised(at_work)
    told_at(at_work, given.NOW)
    taken_at(at_work)
    assessed(at_work, replace(RED, assessed_at=LATER), by=CRISIS_LEAD, now=LATER)
    raised_at(at_work, GRAVE)
    told_at(at_work)
    assert alerts(at_work)[-1].addressees == (DUTY_TOLD, LEAD_TOLD, ADVISER_TOLD)
    assert stands(at_work, SECOND_REPORTER, REPORT) == (True, False, False)
    running = deadlines_of(at_work.ledger, history_of(at_work, CASE), CASE)
    assert Step.TAKEN in {each.step for each in running if each.is_running}
    assert row(at_work, DUTY_OFFICER).stage == "untaken"


def test_where_the_owner_cannot_answer_the_case_waits_for_another(on_both: Office) -> None:
    raised(on_both)
    told_at(on_both, given.NOW)
    taken_at(on_both)
    raised_at(on_both, SECOND)
    reacted(on_both, ConcernRaised, all_but(CRISIS_LEAD))
    assert joinings(on_both, CASE) == [replace(FURTHER_JOINED, waits=True)]
    assert stands(on_both, SECOND_REPORTER, REPORT) == (True, False, False)
    assert row(on_both, CRISIS_LEAD).stage == "untaken"
    taken_at(on_both, LATER_STILL)
    assert stands(on_both, SECOND_REPORTER, REPORT) == (True, True, False)


def test_a_report_of_which_nobody_could_be_told_says_so_though_the_first_reached_people(
    on_both: Office,
) -> None:
    raised(on_both)
    told_at(on_both, given.NOW)
    raised_at(on_both, SECOND)
    reacted(on_both, ConcernRaised, nobody)
    assert stands(on_both, SECOND_REPORTER, REPORT) == (False, False, False)
    assert row(on_both, CRISIS_LEAD).reached_nobody


def test_a_held_case_that_waits_tells_that_nobody_heard_of_it(on_both: Office) -> None:
    raised(on_both)
    told_at(on_both, given.NOW)
    taken_at(on_both)
    raised_at(on_both, GRAVE)
    reacted(on_both, ConcernRaised, nobody)
    assert row(on_both, CRISIS_LEAD).reached_nobody


def test_a_press_on_what_was_shown_before_a_graver_report_takes_nothing(at_work: Office) -> None:
    raised(at_work)
    told_at(at_work, given.NOW)
    shown = row(at_work, CRISIS_LEAD).changed_at
    raised_at(at_work, GRAVE)
    told_at(at_work)

    def pressed(seen: int | None) -> None:
        taking_id = TakingId(given.example_id(999))
        request = TakeConcern(case_id=CASE, taking_id=taking_id, seen=seen)
        take_concern(at_work.ledger, acting(CRISIS_LEAD), request, LATER)

    for seen in (shown, None):
        with pytest.raises(RuleBroken, match="concern_came_meanwhile"):
            pressed(seen)
    assert state_of(at_work, CASE).further.unanswered == {REPORT}
    pressed(row(at_work, CRISIS_LEAD).changed_at)
    assert state_of(at_work, CASE).further.unanswered == set()
    # A press that comes again is the same, whatever came since.
    pressed(shown)


def test_a_report_of_a_case_that_was_withdrawn_can_be_parted_still(at_work: Office) -> None:
    two_reports(at_work, is_taken=True)
    why = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.RAISED_IN_ERROR, why="看错了。")
    withdraw_concern(at_work.ledger, acting(CRISIS_LEAD), why, LATER)
    parted(at_work)
    told_at(at_work)
    assert on_desk(at_work, CRISIS_LEAD) == {REPORT}
    assert stands(at_work, SECOND_REPORTER, REPORT) == (True, False, False)


def test_of_a_parted_report_people_are_found_by_the_place_of_its_reporter(at_work: Office) -> None:
    """Given a child of no school, when the case is parted by somebody of the city's bureau."""
    know(at_work, PersonRegistered(person_id=SOMEBODY, kind=PersonKind.HUMAN, name="示例九"))
    employ(at_work, SOMEBODY, Role.BUREAU_OFFICER, given.BUREAU)
    worry = replace(WORRY, child_id=given.OTHER_CHILD, name="示例乙")
    raised(at_work, worry, by=given.TEACHER)
    told_at(at_work, given.NOW)
    raised_at(at_work, replace(worry, case_id=REPORT, heard="别的。"))
    told_at(at_work)
    taken_at(at_work, by=DUTY_OFFICER)
    passing = PassConcernOn(case_id=CASE, pass_id=PassId(uuid4()), to_id=SOMEBODY, why="她更合适。")
    pass_concern_on(at_work.ledger, acting(DUTY_OFFICER), passing, LATER)
    taken_at(at_work, LATER_STILL, by=SOMEBODY)
    parted(at_work, by=SOMEBODY)
    reacted(at_work, ConcernParted, all_but())
    told = history_of(at_work, REPORT).recorded[-1].fact
    assert isinstance(told, ConcernAlerted)
    assert told.addressees == alerts(at_work)[0].addressees
    assert told.place_id == alerts(at_work)[0].place_id


def test_of_a_damaged_case_only_those_who_have_it_open_what_was_reported(at_work: Office) -> None:
    two_reports(at_work, is_taken=True)
    spoil(at_work.databases, cause_of(at_work, ConcernAlerted, CASE).position)
    reading(at_work, CRISIS_LEAD, REPORT)
    with pytest.raises(NotFound, match="case_not_found"):
        reading(at_work, ADVISER, REPORT)
