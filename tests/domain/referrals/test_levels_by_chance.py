"""However assessments and drops come: no level falls by one person, early, or unseen."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from domain.days import local_day
from domain.errors import DomainError
from domain.referrals.facts import ReferralsEvent
from domain.referrals.levels.level_facts import (
    AssessmentMethod,
    CrisisAssessed,
    CrisisLevel,
    LevelDropConfirmed,
    LevelDropProposed,
)
from domain.referrals.levels.level_rules import (
    assess_crisis,
    confirm_level_drop,
    decline_level_drop,
    propose_level_drop,
)
from domain.referrals.levels.level_state import (
    AssessCrisis,
    ConfirmLevelDrop,
    DeclineLevelDrop,
    ProposeLevelDrop,
    is_more_severe,
)
from domain.referrals.rules import Answer
from domain.referrals.state import CaseState, evolve, fold
from domain.shared import AssessmentId, DropId, Known, PersonId
from tests.case_examples import CASE, CONCERN
from tests.examples import NOW, RULES, example_id

PEOPLE = tuple(PersonId(example_id(number)) for number in (111, 113, 121))
LEVELS = (None, *CrisisLevel)
STEPS = some.lists(
    some.tuples(
        some.sampled_from(["assess", "assess", "propose", "confirm", "decline"]),
        some.sampled_from(PEOPLE),
        some.sampled_from(LEVELS),
        some.booleans(),
        some.integers(min_value=0, max_value=16),
    ),
    max_size=25,
)
Step = tuple[str, PersonId, CrisisLevel | None, bool, int]


def tried(state: CaseState, number: int, step: Step, now: datetime) -> Answer:
    kind, by, level, seen, _days = step
    waiting = state.levels.waiting
    drop_id = waiting.drop_id if waiting else DropId(example_id(2_000))
    match kind:
        case "assess":
            request = AssessCrisis(
                case_id=CASE,
                assessment_id=AssessmentId(example_id(3_000 + number)),
                level=level,
                methods=(AssessmentMethod.OBSERVATION,),
                child_seen=seen,
                assessed_at=now,
                why="示例",
            )
            return assess_crisis(state, request, by=by, now=now, rules=RULES, raised_at=NOW)
        case "propose":
            drop = ProposeLevelDrop(
                case_id=CASE, drop_id=DropId(example_id(4_000 + number)), why="示例"
            )
            return propose_level_drop(state, drop, by=by, now=now, rules=RULES)
        case "confirm":
            return confirm_level_drop(state, ConfirmLevelDrop(case_id=CASE, drop_id=drop_id), by=by)
        case _:
            return decline_level_drop(
                state, DeclineLevelDrop(case_id=CASE, drop_id=drop_id, why="示例"), by=by
            )


def check(before: CaseState, fact: ReferralsEvent, after: CaseState, now: datetime) -> None:
    if isinstance(fact, CrisisAssessed) and is_more_severe(fact.level, before.level):
        assert after.level is fact.level
    if not is_more_severe(before.level, after.level):
        return
    assert isinstance(fact, LevelDropConfirmed)
    drop = before.levels.drops[fact.drop_id]
    based_on = before.levels.assessments[drop.assessment_id]
    assert drop.proposed_by != fact.confirmed_by
    assert (based_on.child_seen, based_on.level) == (True, after.level)
    found_at = before.levels.found_at
    assert found_at is not None
    rested = local_day(now) - local_day(found_at)
    assert rested >= timedelta(days=RULES.crisis.days_at_rest(drop.from_level))


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(STEPS)
def test_whatever_is_tried_a_level_rises_at_once_and_falls_as_the_rules_say(
    steps: list[Step],
) -> None:
    state, now = fold((CONCERN,)), NOW
    for number, step in enumerate(steps):
        now += timedelta(days=step[-1])
        try:
            answer = tried(state, number, step, now)
        except DomainError:
            continue
        for fact in () if isinstance(answer, Known) else answer:
            after = evolve(state, fact)
            check(state, fact, after, now)
            state = after


def test_among_them_are_levels_that_fall() -> None:
    """The tries above are no empty ones: this course of them ends lower than it began."""
    first, second, _third = PEOPLE
    course: list[Step] = [
        ("assess", first, CrisisLevel.RED, True, 0),
        ("assess", first, None, True, 14),
        ("propose", first, None, True, 0),
        ("confirm", second, None, True, 0),
    ]
    state, now, facts = fold((CONCERN,)), NOW, list[ReferralsEvent]()
    for number, step in enumerate(course):
        now += timedelta(days=step[-1])
        answer = tried(state, number, step, now)
        assert not isinstance(answer, Known)
        facts += answer
        state = fold((CONCERN, *facts))
    assert [type(each) for each in facts[2:]] == [LevelDropProposed, LevelDropConfirmed]
    assert state.level is None
