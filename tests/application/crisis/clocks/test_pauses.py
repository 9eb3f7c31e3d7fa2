"""A paused clock is silent in any process until its day, seen by all, and heard in danger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from application.crisis.clocks.case_clocks import clocks_stream
from application.crisis.clocks.sweeping import Sweep
from application.crisis.desk.duty_desk import duty_desk
from application.crisis.hospital.referring import acknowledge_referral
from application.crisis.reading.case_reading import case
from application.ports import Actor, History, Unreadable
from application.staffing.reactions import introduce
from application.states import referrals_stream
from domain.clocks.facts import Step, StepDueSoon, StepOverdue
from domain.days import end_of_day
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.referrals.hospital.sending import AcknowledgeReferral
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.school.pause_facts import (
    PauseAgreed,
    PauseDeclined,
    PauseEnded,
    PauseProposed,
)
from domain.shared import AssessmentId, PauseId
from domain.staff.facts import DutyEnded, DutyEndReason
from tests import examples as given
from tests.application.casework import CASE, REPORTER, asked, look_id, referred, reopen_casework
from tests.application.levels import RED, assessed
from tests.application.pauses import PAUSE, WAITING, agreed, declined, ended, proposed
from tests.application.telling import know
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office, acting

YELLOW = replace(
    RED,
    assessment_id=AssessmentId(given.example_id(709)),
    level=CrisisLevel.YELLOW,
    assessed_at=given.NOW,
)
DUE_AT, LATER_AT = end_of_day(date(2026, 3, 24)), end_of_day(date(2026, 4, 7))
"""Eleven working days are left since Monday, 23 March; from 4 to 6 April is a holiday."""
SECOND = PauseId(given.example_id(892))
GOES_ON = end_of_day(WAITING.until_on)

SAID = PauseProposed(
    case_id=CASE,
    child_id=given.CHILD,
    pause_id=PAUSE,
    step=Step.SEEN,
    began_at=given.NOW,
    proposed_by=CRISIS_LEAD,
    reason=WAITING.reason,
    until_on=WAITING.until_on,
    why=WAITING.why,
)
AGREED_TO = PauseAgreed(
    case_id=CASE,
    child_id=given.CHILD,
    pause_id=PAUSE,
    step=Step.SEEN,
    began_at=given.NOW,
    until_on=WAITING.until_on,
    agreed_by=DUTY_OFFICER,
)


def at_hospital(founded: FoundedLedger) -> Office:
    """Bring a mild case to where a hospital has to see the child within ten working days."""
    office = reopen_casework(founded)
    referred(office)
    assessed(office, YELLOW)
    acknowledge_referral(
        office.ledger, acting(LIAISON), AcknowledgeReferral(case_id=CASE), given.NOW
    )
    return office


def facts(office: Office) -> Sequence[object]:
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    return [each.fact for each in found.recorded]


def swept(office: Office, now: datetime) -> Sequence[object]:
    """Let a process that has just started sweep then; return what it said of the visit."""
    office.opened.projector.catch_up(wait_ms=10_000)
    machine: Actor = introduce(office.ledger, office.opened.ledger_id, given.NOW)
    Sweep(office.ledger, lambda: machine).round(now)
    found = office.ledger.log.load([clocks_stream(CASE)])
    said = found.recorded if isinstance(found, History) else ()
    return [
        (type(each.fact), each.fact.due_at)
        for each in said
        if isinstance(each.fact, StepDueSoon | StepOverdue) and each.fact.step is Step.SEEN
    ]


def test_the_clock_stands_still_in_every_process_and_goes_on_by_itself(
    founded_ledger: FoundedLedger,
) -> None:
    office = at_hospital(founded_ledger)
    before = duty_desk(office.ledger, acting(CRISIS_LEAD), given.NOW, read_id=look_id(CRISIS_LEAD))
    assert before.paused == {CASE: ()}
    soon_at = given.NOW + (DUE_AT - given.NOW) * 0.75
    assert [proposed(office).fresh, proposed(office).fresh] == [True, False]
    # While another person is waited for, it runs.
    assert [agreed(office).fresh, agreed(office).fresh] == [True, False]
    assert facts(office)[-2:] == [SAID, AGREED_TO]
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    assert [each.context.rules for each in found.recorded[-2:]] == [given.RULES.version] * 2
    shown = case(office.ledger, asked(ADVISER))
    (seen,) = (each for each in shown.clocks.deadlines if each.step is Step.SEEN)
    assert (seen.due_at, seen.paused_until(given.NOW)) == (LATER_AT, GOES_ON)
    office.opened.projector.catch_up(wait_ms=10_000)
    desk = duty_desk(office.ledger, acting(DUTY_OFFICER), given.NOW, read_id=look_id(DUTY_OFFICER))
    (row,) = desk.paused[CASE]
    assert (row.step, row.due_at, row.paused_until, row.pauses) == (
        *(Step.SEEN, LATER_AT),
        *(GOES_ON, 1),
    )
    assert [swept(office, at) for at in (soon_at, GOES_ON, DUE_AT)] == [[], [], []]
    assert swept(office, LATER_AT - timedelta(hours=1)) == [(StepDueSoon, LATER_AT)]
    assert swept(office, LATER_AT)[-1] == (StepOverdue, LATER_AT)
    with pytest.raises(RuleBroken, match="overdue_never_pauses"):
        proposed(office, replace(WAITING, pause_id=SECOND), now=LATER_AT)


def test_a_red_level_ends_the_pause_at_once_and_what_is_over_by_then_is_said(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_hospital(founded_on_sqlite)
    proposed(office)
    agreed(office)
    at = given.NOW + timedelta(days=9)
    assert swept(office, at) == []
    assessed(office, replace(RED, assessed_at=at), now=at)
    # A child found red is seen within a day; the pause puts off nothing.
    assert swept(office, at + timedelta(days=1)) == [(StepOverdue, at + timedelta(days=1))]
    with pytest.raises(RuleBroken, match="pause_over"):
        ended(office, now=at)
    with pytest.raises(RuleBroken, match="red_never_pauses"):
        proposed(office, replace(WAITING, pause_id=SECOND), now=at)


def test_two_people_settle_it_and_whoever_may_not_is_told_nothing(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_hospital(founded_on_sqlite)
    with pytest.raises(RuleBroken, match="take_it_first"):
        proposed(office, by=DUTY_OFFICER)
    proposed(office)
    with pytest.raises(RuleBroken, match="second_person_agrees_to_pause"):
        agreed(office, by=CRISIS_LEAD)
    for person in (ADVISER, REPORTER, LIAISON):
        with pytest.raises(NotPermitted):
            agreed(office, by=person)
    with pytest.raises(NotFound, match="case_not_found"):
        agreed(office, by=given.TEACHER)
    shown = case(office.ledger, asked(LIAISON))
    assert not any(isinstance(each.fact, PauseProposed) for each in shown.entries)
    assert shown.state.at_school.pauses.waiting == ()
    declined(office)
    assert isinstance(facts(office)[-1], PauseDeclined)


def test_whoever_is_there_ends_it_early_also_when_who_proposed_it_left_the_post(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_hospital(founded_on_sqlite)
    proposed(office)
    agreed(office)
    (duty,) = office.ledger.access.duties_of(CRISIS_LEAD)
    gone = DutyEnded(
        person_id=CRISIS_LEAD,
        duty_id=duty.duty_id,
        ended_on=given.TODAY - timedelta(days=1),
        reason=DutyEndReason.LEFT,
    )
    know(office, gone)
    with pytest.raises(NotFound, match="case_not_found"):
        ended(office, by=CRISIS_LEAD)
    assert swept(office, DUE_AT) == []
    tuesday = given.NOW + timedelta(days=7)
    assert ended(office, by=ADVISER, now=tuesday).fresh
    assert facts(office)[-1] == PauseEnded(
        case_id=CASE, child_id=given.CHILD, pause_id=PAUSE, step=Step.SEEN, ended_by=ADVISER
    )
    assert swept(office, end_of_day(date(2026, 3, 31)))[-1] == (
        StepOverdue,
        end_of_day(date(2026, 3, 31)),
    )


def test_an_agreement_that_was_on_its_way_when_the_step_was_overdue_takes_no_breach_back(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_hospital(founded_on_sqlite)
    shortly_before = DUE_AT - timedelta(minutes=1)
    proposed(office, replace(WAITING, until_on=date(2026, 3, 27)), now=shortly_before)
    assert swept(office, DUE_AT)[-1] == (StepOverdue, DUE_AT)
    with pytest.raises(RuleBroken, match="overdue_never_pauses"):
        agreed(office, now=shortly_before)


def test_where_it_cannot_be_read_what_was_overdue_nothing_is_paused_and_a_pause_still_ends(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_hospital(founded_on_sqlite)
    proposed(office)
    agreed(office)
    assert swept(office, DUE_AT) == []
    found = office.ledger.log.load([clocks_stream(CASE)])
    assert isinstance(found, History)
    spoil(office.databases, found.recorded[-1].position)
    with pytest.raises(Unreadable):
        proposed(office, replace(WAITING, pause_id=SECOND))
    assert ended(office).fresh
