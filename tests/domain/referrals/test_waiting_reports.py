"""Reports that wait for somebody though a case is held, and what cannot be done before."""

from dataclasses import replace

import pytest

from domain.errors import NotFound, RuleBroken
from domain.referrals.facts import ReferralsEvent, Situation
from domain.referrals.joining.joining import join, part_concern
from domain.referrals.joining.joining_facts import ConcernJoined, FurtherConcernJoined
from domain.referrals.joining.joining_state import PartConcern
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.rules import take_concern
from domain.referrals.state import NO_CASE, CaseState, TakeConcern, evolve, fold
from domain.shared import PersonId, TakingId
from tests.case_examples import (
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    PASSED_ON,
    TAKEN,
    WITHDRAWN,
)
from tests.domain.clocks.examples import ORANGE, RED, YELLOW, found
from tests.domain.referrals.test_feedback import SEEN, restoring
from tests.examples import CHILD, NOW, example_id
from tests.feedback_examples import LET_NAMED, RESTORED
from tests.joining_examples import (
    FURTHER_JOINED,
    FURTHER_PARTED,
    GRAVER_JOINED,
    JOINED,
    PARTED,
    REPORT,
    SECOND,
    WHY,
    the_case,
    the_report,
)
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
SOMEBODY, ANOTHER = PersonId(example_id(150)), PersonId(example_id(151))
PART = PartConcern(case_id=CASE, further_id=REPORT, why=WHY)
MILD = replace(FURTHER_JOINED, situation=Situation.NOBODY_CARING)


def joined(
    situation: Situation,
    case: tuple[ReferralsEvent, ...],
    counts_as: CrisisLevel = ORANGE,
    *,
    is_held: bool = True,
) -> FurtherConcernJoined:
    report = the_report(fold([replace(SECOND, situation=situation)]))
    _, of_case = join(
        report, the_case(fold(case)), counts_as=counts_as, known_as=[RED], is_held=is_held
    )
    return of_case


WORRIED = replace(CONCERN, situation=Situation.SOMEWHAT_WORRIED)
DANGER = replace(CONCERN, situation=Situation.LIFE_IN_DANGER)


@pytest.mark.parametrize(
    ("situation", "case", "is_graver", "waits"),
    [
        (Situation.LIFE_IN_DANGER, (DANGER, TAKEN), False, True),
        (Situation.LIFE_IN_DANGER, (CONCERN, TAKEN, found(RED, NOW)), True, True),
        (Situation.SUSPECTED_HARM, (DANGER, TAKEN), False, True),
        (Situation.SUSPECTED_HARM, (DANGER, TAKEN, FURTHER_JOINED), False, False),
        (Situation.SUSPECTED_HARM, (CONCERN, TAKEN), False, False),
        (Situation.NOBODY_CARING, (WORRIED, TAKEN, found(RED, NOW)), True, True),
        (Situation.NOBODY_CARING, (WORRIED, TAKEN, MILD, found(RED, NOW)), False, False),
        (Situation.SOMEWHAT_WORRIED, (WORRIED, TAKEN), False, False),
    ],
)
def test_a_report_waits_for_what_it_tells_whatever_level_was_found(
    situation: Situation,
    case: tuple[ReferralsEvent, ...],
    *,
    is_graver: bool,
    waits: bool,
) -> None:
    said = joined(situation, case)
    assert (said.is_graver, said.waits) == (is_graver, waits)


def test_a_report_waits_where_nobody_has_the_case_who_can_answer_for_it() -> None:
    said = joined(Situation.SOMEWHAT_WORRIED, (CONCERN, TAKEN), YELLOW, is_held=False)
    assert (said.is_graver, said.waits) == (False, True)


def test_who_is_kept_out_of_the_report_then_is_recorded_with_its_joining() -> None:
    report = replace(the_report(), kept_out=frozenset({ANOTHER, SOMEBODY}))
    own, _ = join(report, the_case(), counts_as=ORANGE, known_as=[ORANGE], is_held=True)
    assert own == ConcernJoined(
        case_id=REPORT, child_id=CHILD, joined_to=CASE, kept_out_ids=(SOMEBODY, ANOTHER)
    )
    assert fold([SECOND, own, PARTED]).further.kept_out_ids == {SOMEBODY, ANOTHER}


def taking(*unseen: FurtherConcernJoined, number: int = 901) -> Rule[CaseState, ReferralsEvent]:
    request = TakeConcern(case_id=CASE, taking_id=TakingId(example_id(number)))
    may = frozenset({CRISIS_LEAD, DUTY_OFFICER})
    ids = frozenset(each.further_id for each in unseen)
    return lambda state: take_concern(
        state, request, by=CRISIS_LEAD, may_answer=may, before=None, unseen=ids
    )


def test_nobody_takes_a_report_that_came_after_what_they_were_shown() -> None:
    for facts in ((CONCERN, GRAVER_JOINED), (CONCERN, TAKEN, GRAVER_JOINED)):
        given = CASES.given(*facts)
        given.when(taking(GRAVER_JOINED)).then_refused("concern_came_meanwhile")
        given.when(taking()).then(TAKEN)
    # One that waits for nobody stands in nobody's way.
    CASES.given(CONCERN, FURTHER_JOINED).when(taking(FURTHER_JOINED)).then(TAKEN)


def test_no_hospital_ends_a_report_that_waits_is_of_harm_or_came_since_it_was_referred() -> None:
    since = replace(FURTHER_JOINED, situation=Situation.SOMEWHAT_WORRIED)
    taken_since = (GRAVER_JOINED, TAKEN)
    for facts in ((GRAVER_JOINED,), taken_since, (FURTHER_JOINED,), (since,)):
        CASES.given(*SEEN, *facts).when(restoring()).then_refused("other_concerns_first")
    before, after = SEEN[:1], SEEN[1:]
    CASES.given(*before, FURTHER_JOINED, *after).when(restoring()).then_refused(
        "other_concerns_first"
    )
    CASES.given(*before, since, *after).when(restoring()).then(LET_NAMED, RESTORED)
    CASES.given(*SEEN, since, FURTHER_PARTED).when(restoring()).then(LET_NAMED, RESTORED)


def test_whoever_had_the_case_parts_a_report_after_its_end_and_nobody_else() -> None:
    report = fold([SECOND, JOINED])
    over = fold([CONCERN, TAKEN, FURTHER_JOINED, WITHDRAWN])
    assert part_concern(over, report, PART, by=CRISIS_LEAD) == (PARTED, FURTHER_PARTED)
    passed = fold([CONCERN, TAKEN, FURTHER_JOINED, PASSED_ON, WITHDRAWN])
    assert part_concern(passed, report, PART, by=CRISIS_LEAD) == (PARTED, FURTHER_PARTED)
    with pytest.raises(RuleBroken, match="take_it_first"):
        part_concern(over, report, PART, by=DUTY_OFFICER)
    joined_itself = fold([CONCERN, TAKEN, FURTHER_JOINED, replace(JOINED, case_id=CASE)])
    with pytest.raises(RuleBroken, match="concern_joined"):
        part_concern(joined_itself, report, PART, by=CRISIS_LEAD)
    with pytest.raises(NotFound, match="joined_concern_not_found"):
        part_concern(fold([CONCERN, TAKEN, WITHDRAWN]), report, PART, by=CRISIS_LEAD)
