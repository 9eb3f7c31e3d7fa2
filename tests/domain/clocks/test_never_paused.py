"""Some steps wait for nobody, and nothing waits in danger or while nobody knows."""

from dataclasses import replace

import pytest

from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import Step
from domain.clocks.never_paused import NEVER_PAUSED, stands_against_step
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.situations import Situation
from domain.shared import AssessmentId
from tests.application.involving import LEAD_INVOLVED
from tests.case_examples import ISSUED_IN_DANGER
from tests.domain.clocks.pausing import ASKED, Timed, agreeing, proposing
from tests.domain.referrals.test_company import ACCOMPANIED, ESCORTED
from tests.examples import NOW, RULES, example_id
from tests.joining_examples import FURTHER_JOINED, GRAVER_JOINED
from tests.pause_examples import (
    AT_HOSPITAL,
    CALM,
    FOUND_YELLOW,
    PAUSED,
    PAUSED_AT,
    PROPOSED,
    PROPOSED_AT,
)

ORANGE = replace(
    FOUND_YELLOW,
    level=CrisisLevel.ORANGE,
    assessment_id=AssessmentId(example_id(819)),
    assessed_at=PROPOSED_AT,
)
RED = replace(ORANGE, level=CrisisLevel.RED)
IN_DANGER = replace(CALM, situation=Situation.LIFE_IN_DANGER)
HARM = replace(CALM, situation=Situation.SUSPECTED_HARM)
AGAINST: dict[str, tuple[Timed, str]] = {
    "red": ((*AT_HOSPITAL, (NOW, RED)), "red_never_pauses"),
    "not assessed": ((*AT_HOSPITAL[:2], *AT_HOSPITAL[3:]), "assess_crisis_first"),
    "a graver report waits": ((*AT_HOSPITAL, (NOW, GRAVER_JOINED)), "graver_concern_waits"),
    "a graver report is not assessed": (
        (*AT_HOSPITAL, (NOW, GRAVER_JOINED), (NOW, AT_HOSPITAL[1][1])),
        "assess_crisis_first",
    ),
    "orange with a life in danger": (
        ((NOW, IN_DANGER), *AT_HOSPITAL[1:], (NOW, ORANGE)),
        "danger_never_pauses",
    ),
    "suspected harm": (((NOW, HARM), *AT_HOSPITAL[1:]), "danger_never_pauses"),
    "harm reported later": ((*AT_HOSPITAL, (NOW, FURTHER_JOINED)), "danger_never_pauses"),
    "reported elsewhere": (
        (*AT_HOSPITAL, (NOW, replace(LEAD_INVOLVED, freed_from=None))),
        "danger_never_pauses",
    ),
    "somebody is with the child": ((*AT_HOSPITAL, (NOW, ACCOMPANIED)), "danger_never_pauses"),
    "brought to a hospital": ((*AT_HOSPITAL, (NOW, ESCORTED)), "danger_never_pauses"),
    "referred in danger": (
        (*AT_HOSPITAL[:3], (NOW, ISSUED_IN_DANGER), AT_HOSPITAL[-1]),
        "danger_never_pauses",
    ),
}


@pytest.mark.parametrize(("facts", "code"), AGAINST.values(), ids=list(AGAINST))
def test_nothing_waits_while_there_is_danger_or_nobody_knows(facts: Timed, code: str) -> None:
    proposing(*facts).then_refused(code)
    # Nor does it where somebody proposed it before.
    agreeing(*facts, (PROPOSED_AT, PROPOSED)).then_refused(code)


def test_orange_alone_may_wait_and_what_was_in_danger_and_is_yellow_since() -> None:
    proposing(*AT_HOSPITAL, (NOW, ORANGE)).then(PROPOSED)
    proposing((NOW, IN_DANGER), *AT_HOSPITAL[1:]).then(PROPOSED)


@pytest.mark.parametrize("step", Step)
def test_the_steps_that_never_wait_are_refused_each_with_why(step: Step) -> None:
    refused = proposing(request=replace(ASKED, step=step))
    if step is Step.SEEN:
        refused.then(PROPOSED)
    else:
        refused.then_refused(NEVER_PAUSED.get(step, "step_not_to_be_done"))


def test_what_stands_against_one_step_is_told_before_anybody_asks() -> None:
    (running,) = (
        each
        for each in deadlines(course_of(PAUSED, RULES), RULES, WEEKENDS_ONLY)
        if each.step is Step.SEEN
    )
    codes = [stands_against_step(running, at) for at in (NOW, PAUSED_AT, running.due_at)]
    assert codes == [None, "step_already_paused", "overdue_never_pauses"]
