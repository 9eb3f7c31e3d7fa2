"""A case that turns out graver is told to whoever has it at once, in danger to the county too."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from application.crisis.desk.stages import CaseStage
from application.crisis.desk.untaken import untaken_cases
from application.crisis.school.accompanying import start_escort
from application.crisis.worries.referrals import take_concern
from domain.alerts.facts import Addressee, ConcernAlerted
from domain.clocks.facts import Step
from domain.errors import RuleBroken
from domain.referrals.facts import Situation
from domain.referrals.family.guardian_facts import EmergencyEscortStarted
from domain.referrals.joining.joining_facts import AskedAnew, TakingAskedAnew
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel
from domain.referrals.state import RaiseConcern, TakeConcern
from domain.shared import AssessmentId, PersonId, TakingId
from infrastructure.log.tables import ALERTS
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, reopen_casework, taken
from tests.application.crisis.cases.test_left_cases import shown, steps
from tests.application.crisis.telling.test_escalating import follow, told
from tests.application.families import ESCORT
from tests.application.levels import RED, assessed
from tests.application.telling import (
    DUTY_TOLD,
    LEAD_TOLD,
    OFFICER_TOLD,
    alerts,
    cause_of,
    history_of,
    repeated,
    state_of,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import Office, acting

ORANGE = replace(RED, assessment_id=AssessmentId(given.example_id(987)), level=CrisisLevel.ORANGE)


FOUND_GRAVER = TakingAskedAnew(
    case_id=CASE, child_id=given.CHILD, had_by=CRISIS_LEAD, reason=AskedAnew.FOUND_GRAVER
)


@pytest.fixture
def on_each(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def begun(office: Office, by: PersonId | None = CRISIS_LEAD, worry: RaiseConcern = WORRY) -> None:
    """Let a worry be raised and told of, and somebody have it."""
    raised(office, worry)
    follow(office, 0)
    if by is not None:
        taken(office, by)


def take(office: Office, seen: int) -> None:
    taking = TakeConcern(case_id=CASE, taking_id=TakingId(given.example_id(8802)), seen=seen)
    take_concern(office.ledger, acting(CRISIS_LEAD), taking, given.NOW)


def told_since(office: Office, before: int) -> list[tuple[Addressee, ...]]:
    follow(office, 1)
    return told(office)[before:]


def test_who_has_the_case_hears_of_each_rise_by_another_once_and_at_red_the_county(
    on_each: Office,
) -> None:
    office = on_each
    begun(office)
    assessed(office, ORANGE, ADVISER)
    assert told_since(office, 1) == [(LEAD_TOLD,)]
    assessed(office, RED, ADVISER)
    assert told_since(office, 2) == [(DUTY_TOLD, LEAD_TOLD)]
    red = cause_of(office, CrisisAssessed)
    assert alerts(office)[-1] == ConcernAlerted(
        case_id=CASE,
        child_id=given.CHILD,
        cause_id=red.event_id,
        place_id=None,
        addressees=(DUTY_TOLD, LEAD_TOLD),
    )
    with office.opened.engine.connect() as connection:
        sent = connection.scalars(select(ALERTS.c.addressee).where(ALERTS.c.case_id == CASE))
        # Of the orange level the county had word, and of the red one it was told.
        assert sorted(sent) == sorted(
            [CRISIS_LEAD, ADVISER, *[CRISIS_LEAD, DUTY_OFFICER] * 2], key=str
        )
    asked = [e.fact for e in history_of(office).recorded if isinstance(e.fact, TakingAskedAnew)]
    assert asked == [FOUND_GRAVER] * 2
    # Found as grave again, or looked at by another process: it is told already.
    assessed(office, replace(RED, assessment_id=AssessmentId(given.example_id(988))), ADVISER)
    assert told_since(office, 3) == []


def test_it_rings_as_if_nobody_had_it_until_somebody_takes_it_with_what_was_found(
    office: Office,
) -> None:
    begun(office)
    seen = history_of(office).recorded[-1].position
    assessed(office, RED, ADVISER)
    follow(office, 1)
    assert office.opened.projector.catch_up(wait_ms=10_000)
    assert state_of(office).owner_id == CRISIS_LEAD
    assert shown(office) == [(CaseStage.UNTAKEN, CRISIS_LEAD)]
    assert untaken_cases(office.ledger, acting(CRISIS_LEAD), given.NOW) == 1
    assert [
        each.level for each in steps(office) if each.step is Step.TAKEN and each.is_running
    ] == [CrisisLevel.RED]
    with pytest.raises(RuleBroken, match="concern_came_meanwhile"):
        take(office, seen)
    take(office, history_of(office).recorded[-1].position)
    assert shown(office) == [(CaseStage.TAKEN, CRISIS_LEAD)]
    assert state_of(office).further.unanswered == set()


def test_an_escort_that_somebody_else_starts_is_told_as_a_danger(office: Office) -> None:
    begun(office)
    start_escort(office.ledger, acting(ADVISER), ESCORT, given.NOW)
    assert told_since(office, 1) == [(DUTY_TOLD, LEAD_TOLD)]
    assert alerts(office)[-1].cause_id == cause_of(office, EmergencyEscortStarted).event_id
    asked = cause_of(office, TakingAskedAnew).fact
    assert asked == replace(FOUND_GRAVER, reason=AskedAnew.ESCORT_STARTED)


def test_whoever_found_it_is_not_told_what_they_said(office: Office) -> None:
    begun(office)
    assessed(office, ORANGE, CRISIS_LEAD)
    assert told_since(office, 1) == []
    assessed(office, RED, CRISIS_LEAD)
    assert told_since(office, 1) == [(DUTY_TOLD,)]
    assert state_of(office).further.unanswered == set()


def test_while_nobody_has_it_the_line_is_told_and_nobody_who_may_be_involved(
    office: Office,
) -> None:
    begun(office, by=None)
    repeated(office, replace(WORRY, involved_ids=(DUTY_OFFICER,)))
    follow(office, 0)
    before = len(told(office))
    assessed(office, RED, ADVISER)
    assert told_since(office, before) == [(OFFICER_TOLD, LEAD_TOLD)]
    assert alerts(office)[-1].kept_out_ids == (DUTY_OFFICER,)


def test_a_life_in_danger_was_told_as_red_already(office: Office) -> None:
    begun(office, worry=replace(WORRY, situation=Situation.LIFE_IN_DANGER))
    before = len(told(office))
    assessed(office, RED, ADVISER)
    assert told_since(office, before) == []
