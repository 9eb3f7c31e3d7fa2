"""What is overdue is said once, whoever sweeps and however often, and nothing takes it back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid5

import pytest

from application.crisis.clocks.case_clocks import clocks_of_case, clocks_stream
from application.crisis.clocks.sweeping import Sweep, say
from application.crisis.worries.referrals import take_concern, withdraw_concern
from application.ports import Actor, Commit, Context, History, Recorded, StreamMoved
from application.staffing.reactions import introduce
from application.states import alerts_stream
from domain.alerts.facts import ClassTeacherTold
from domain.clocks.facts import Step, StepDueSoon, StepOverdue
from domain.days import local_day
from domain.errors import RuleBroken
from domain.referrals.facts import Situation, WithdrawalReason
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.state import TakeConcern, WithdrawConcern
from domain.shared import CaseId, RequestId, TakingId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.application.accompanied import with_child
from tests.application.casework import CASE, WORRY, raised, reopen_casework, taken, told
from tests.application.crisis.school.test_aftercare import ended_by_two
from tests.application.levels import RED, assessed
from tests.application.telling import DUTY_TOLD, alerts, history_of
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office, acting

IN_DANGER = replace(WORRY, situation=Situation.LIFE_IN_DANGER)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def after(minutes: float) -> datetime:
    return given.NOW + timedelta(minutes=minutes)


def machine(office: Office) -> Actor:
    return introduce(office.ledger, office.opened.ledger_id, given.NOW)


def sweep(office: Office) -> Sweep:
    return Sweep(office.ledger, lambda: machine(office))


def swept(office: Office, minutes: float) -> int:
    """Let a process that has just started sweep at that minute."""
    assert office.opened.projector.catch_up(wait_ms=10_000)
    return sweep(office).round(after(minutes))


def said(office: Office, case_id: CaseId = CASE) -> Sequence[Recorded[object]]:
    found = office.ledger.log.load([clocks_stream(case_id)])
    assert isinstance(found, History)
    return found.recorded


def overdue(step: Step, minutes: float, tier: int = 1) -> StepOverdue:
    return StepOverdue(
        case_id=CASE,
        child_id=given.CHILD,
        step=step,
        level=CrisisLevel.RED,
        is_provisional=True,
        began_at=given.NOW,
        due_at=after(minutes),
        tier=tier,
    )


SOON = StepDueSoon(
    case_id=CASE,
    child_id=given.CHILD,
    step=Step.TAKEN,
    level=CrisisLevel.RED,
    is_provisional=True,
    began_at=given.NOW,
    due_at=after(10),
)
NOT_TAKEN = overdue(Step.TAKEN, 10)


def test_a_worry_that_nobody_takes_is_said_to_be_due_soon_and_then_overdue(
    at_work: Office,
) -> None:
    raised(at_work, IN_DANGER)
    assert [swept(at_work, minutes) for minutes in (7, 8, 9, 10, 10.5)] == [0, 1, 0, 1, 0]
    recorded = said(at_work)
    assert [each.fact for each in recorded] == [SOON, NOT_TAKEN]
    assert [each.recorded_at for each in recorded] == [after(8), after(10)]
    for each in recorded:
        assert each.context == Context(rules=at_work.ledger.rules.version)
        assert each.actor_id == machine(at_work).person_id


def test_it_is_said_again_tier_by_tier_until_somebody_takes_it(at_work: Office) -> None:
    raised(at_work, IN_DANGER)
    with_child(at_work)
    for minutes in (8, 10, 20, 30):
        assert swept(at_work, minutes) == 1
    taken(at_work)
    assert swept(at_work, 40) == 0
    tiers = [each.fact.tier for each in said(at_work) if isinstance(each.fact, StepOverdue)]
    assert tiers == [1, 2, 3]


def test_a_breach_stands_after_the_step_was_done_and_after_the_case_is_over(
    at_work: Office,
) -> None:
    raised(at_work, IN_DANGER)
    assert swept(at_work, 11) == 1
    taken(at_work)
    over = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.UNFOUNDED, why="误会。")
    with pytest.raises(RuleBroken, match="assess_crisis_first"):
        withdraw_concern(at_work.ledger, acting(CRISIS_LEAD), over, given.NOW)
    assessed(at_work, replace(RED, level=None))
    ended_by_two(at_work)
    clocks = clocks_of_case(at_work.ledger, history_of(at_work), CASE)
    assert [each.fact for each in clocks.said] == [NOT_TAKEN]
    assert {each.step: clocks.tiers(each) for each in clocks.deadlines} == {
        Step.TAKEN: 1,
        Step.ACCOMPANIED: 0,
        Step.ASSESSED: 0,
        Step.GUARDIAN_INFORMED: 0,
        Step.DECIDED: 0,
    }


def test_a_breach_that_no_sweep_saw_is_said_after_the_step_was_done_and_nobody_is_told_of_it(
    at_work: Office,
) -> None:
    raised(at_work, IN_DANGER)
    with_child(at_work)
    press = TakeConcern(case_id=CASE, taking_id=TakingId(given.example_id(702)))
    take_concern(at_work.ledger, acting(CRISIS_LEAD), press, after(20))
    assert [swept(at_work, minutes) for minutes in (21, 22)] == [1, 0]
    assert [each.fact for each in said(at_work)] == [NOT_TAKEN]
    before = len(alerts(at_work))
    told(at_work)
    assert len(alerts(at_work)) == before + 1  # That of the worry itself.


def test_after_the_whole_system_was_away_what_is_overdue_is_said_in_one_commit(
    at_work: Office,
) -> None:
    raised(at_work, IN_DANGER)
    assert swept(at_work, 300) == 4
    recorded = said(at_work)
    assert [each.fact for each in recorded] == [
        NOT_TAKEN,
        overdue(Step.ACCOMPANIED, 15),
        overdue(Step.ASSESSED, 60),
        overdue(Step.GUARDIAN_INFORMED, 60),
    ]
    assert len({each.request_id for each in recorded}) == 1


def test_two_processes_that_sweep_at_once_say_it_once_under_the_same_request(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(at_work, IN_DANGER)
    assert swept(at_work, 8) == 1
    append, log = at_work.ledger.log.append, at_work.ledger.log
    requests = []

    def beaten(commit: Commit) -> tuple[Recorded[object], ...]:
        requests.append(commit.request_id)
        append(commit)
        raise StreamMoved

    with monkeypatch.context() as racing:
        racing.setattr(log, "append", beaten)
        assert say(at_work.ledger, machine(at_work), CASE, after(10)) == ()
    assert [each.fact for each in said(at_work)] == [SOON, NOT_TAKEN]
    assert requests == [said(at_work)[-1].request_id]


def test_a_process_that_leads_no_more_says_nothing(at_work: Office) -> None:
    raised(at_work, IN_DANGER)
    assert at_work.opened.projector.catch_up(wait_ms=10_000)
    assert sweep(at_work).round(after(30), lambda: False) == 0
    assert said(at_work) == ()


def tell_teacher(office: Office, at: datetime) -> None:
    told = ClassTeacherTold(
        case_id=CASE,
        child_id=given.CHILD,
        cause_id=uuid5(CASE, at.isoformat()),
        class_id=None,
        told_ids=(),
    )
    stream = alerts_stream(CASE)
    history = office.ledger.log.load([stream])
    assert isinstance(history, History)
    office.ledger.log.append(
        Commit(
            facts=(told,),
            expected=history.versions,
            request_id=RequestId(told.cause_id),
            actor_id=given.SUPERVISOR,
            recorded_at=at,
        )
    )


def test_damage_in_what_was_said_silences_no_deadline_and_the_desk_says_so(
    at_work: Office,
) -> None:
    raised(at_work, IN_DANGER)
    with_child(at_work)
    told(at_work)
    say(at_work.ledger, machine(at_work), CASE, after(8))
    spoil(at_work.databases, said(at_work)[-1].position)
    known, now = len(alerts(at_work)), [given.NOW]
    reactions = reactions_of(at_work.opened, lambda: now[0])
    rounds = []
    for minutes in (9, 11, 12, 22):
        now[0] = after(minutes)
        rounds.append(swept(at_work, minutes))
        assert reactions.follow()
        # What a class teacher is told is no tier: it must not put off the next one.
        tell_teacher(at_work, after(minutes + 0.5))
    assert rounds == [0, 1, 0, 1]
    assert [each.addressees[0] for each in alerts(at_work)[known:]] == [DUTY_TOLD, DUTY_TOLD]
    page = at_work.ledger.health.page(CRISIS_LEAD, local_day(given.NOW), limit=9)
    assert [(each.case_id, each.unreadable) for each in page.rows] == [(CASE, True)]
