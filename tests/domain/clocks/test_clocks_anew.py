"""How the clocks of a case run that is back at its assessment: anew, and never milder alone."""

from domain.clocks.facts import Step
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.returning.aftercare_facts import FollowUpOutcome
from tests.case_examples import ACKNOWLEDGED, ISSUED_IN_DANGER
from tests.domain.clocks.examples import ORANGE, RED, YELLOW, Fact, after, counted, found, runs
from tests.domain.clocks.test_follow_up_clocks import CALM, SEEN, looked_after
from tests.domain.clocks.test_guardian_clock import KEPT_FROM, informed

WORSE = looked_after(3, FollowUpOutcome.NEEDS_ASSESSMENT)
SETTLED: tuple[Fact, ...] = (*SEEN, (after(hours=3), found(RED, after(hours=3))))


def assessed(level: CrisisLevel | None, *, hours: float = 1) -> Fact:
    at = after(days=3, hours=hours)
    return at, found(level, at)


def test_one_person_lowers_no_level_that_was_agreed_on_before() -> None:
    received = ((after(days=3, hours=2), ISSUED_IN_DANGER), (after(days=3, hours=3), ACKNOWLEDGED))
    steps = counted(*SETTLED, WORSE, assessed(YELLOW), *received)
    assert steps[Step.SEEN] == runs(
        *(Step.SEEN, RED, after(days=4, hours=3)),
        began_at=after(days=3, hours=3),
        is_provisional=False,
    )
    assert steps[Step.ASSESSED].level is RED
    assert steps[Step.GUARDIAN_INFORMED].level is RED


def test_nobody_agreed_on_the_level_as_which_it_counts_until_assessed() -> None:
    steps = counted(*CALM, (after(hours=3), found(YELLOW, after(hours=3))), WORSE)
    assert steps[Step.ASSESSED].level is ORANGE
    settled = counted(*CALM, (after(hours=3), found(YELLOW, after(hours=3))), WORSE, assessed(None))
    assert settled[Step.GUARDIAN_INFORMED].level is YELLOW


def test_a_guardian_is_told_anew() -> None:
    told: Fact = (after(hours=1), informed(after(hours=1)))
    steps = counted(*CALM, told, WORSE)
    due_at = after(days=4)
    assert steps[Step.GUARDIAN_INFORMED] == runs(
        *(Step.GUARDIAN_INFORMED, ORANGE, due_at), began_at=after(days=3)
    )
    told_anew: Fact = (after(days=3, hours=1), informed(after(days=3, hours=1)))
    done = counted(*CALM, told, WORSE, told_anew, assessed(RED, hours=2))[Step.GUARDIAN_INFORMED]
    assert done.done_at == after(days=3, hours=1)
    none_then_red = (assessed(None), assessed(RED, hours=2))
    assert counted(*CALM, told, WORSE, *none_then_red)[Step.GUARDIAN_INFORMED].is_running


def test_a_guardian_who_is_not_told_for_the_child_is_kept_from_it_anew() -> None:
    kept = counted(*CALM, (after(hours=1), KEPT_FROM), WORSE, assessed(RED))
    assert kept[Step.GUARDIAN_INFORMED].done_at == after(hours=1)
