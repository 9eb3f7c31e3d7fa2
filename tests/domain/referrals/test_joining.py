"""Two reports of one child are one case, unless somebody would learn what they must not."""

from collections.abc import Set
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import NotFound, RuleBroken
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernRaised,
    ConcernTaken,
    Involved,
    MayTellGuardian,
    ReferralsEvent,
)
from domain.referrals.joining.joining import Reported, join, may_join, part_concern
from domain.referrals.joining.joining_facts import PartingReason
from domain.referrals.joining.joining_state import PartConcern
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.rules import take_concern, withdraw_concern
from domain.referrals.state import NO_CASE, CaseState, TakeConcern, evolve, fold
from domain.shared import CaseId, ChildId, Known, OrganisationId, PersonId, TakingId
from tests.case_examples import (
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    PASSED_ON,
    SCHOOL_LEADER,
    TAKEN,
    WITHDRAWN,
)
from tests.domain.clocks.examples import ORANGE, RED, YELLOW, found
from tests.domain.referrals.test_answering import WITHDRAW
from tests.domain.referrals.test_guardians import WITHHELD, withholding
from tests.examples import CHILD, NOW, RULES, VILLAGE, example_id
from tests.joining_examples import (
    FIRST_REPORTER,
    FURTHER_JOINED,
    FURTHER_PARTED,
    GRAVE,
    GRAVER_JOINED,
    JOINED,
    PARTED,
    REPORT,
    SECOND,
    SECOND_REPORTER,
    WHY,
    the_case,
    the_report,
)
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
WITHIN = timedelta(hours=RULES.worries.joined_within_hours)
A_MOMENT = timedelta(seconds=1)
SOMEBODY = PersonId(example_id(150))
PART = PartConcern(case_id=CASE, further_id=REPORT, why=WHY)


def joins(
    report: Reported | None = None,
    case: Reported | None = None,
    together: Set[PersonId] = frozenset(),
) -> bool:
    return may_join(
        report or the_report(), case or the_case(), kept_out_together=together, rules=RULES
    )


def named(concern: ConcernRaised, *involved: Involved, ids: tuple[PersonId, ...] = ()) -> CaseState:
    return fold([replace(concern, involved=involved, involved_ids=ids)])


def test_a_report_joins_an_open_case_of_the_same_child_within_the_rules_time() -> None:
    assert joins()
    assert joins(case=the_case(fold([CONCERN, TAKEN])))
    assert joins(replace(the_report(), at=NOW + WITHIN))
    assert not joins(replace(the_report(), at=NOW + WITHIN + A_MOMENT))
    assert joins(replace(the_report(), at=NOW - WITHIN))
    assert not joins(replace(the_report(), at=NOW - WITHIN - A_MOMENT))


def test_the_time_runs_from_the_last_report_of_the_case() -> None:
    case = the_case(fold([CONCERN, FURTHER_JOINED]))
    report = the_report(fold([replace(SECOND, case_id=CaseId(example_id(851)))]))
    assert joins(replace(report, at=FURTHER_JOINED.raised_at + WITHIN), case)


def test_it_joins_no_case_of_another_child_nor_one_that_is_over_nor_itself() -> None:
    assert not joins(the_report(fold([replace(SECOND, child_id=ChildId(example_id(44)))])))
    assert not joins(case=the_case(fold([CONCERN, WITHDRAWN])))
    assert not joins(case=the_case(fold([CONCERN, JOINED])))
    assert not joins(case=the_case(fold([SECOND])))
    assert not joins(case=the_case(NO_CASE))


@pytest.mark.parametrize(
    "became",
    [
        TAKEN,
        PASSED_ON,
        WITHDRAWN,
        ConcernConflictKept(case_id=REPORT, child_id=CHILD, kept=SECOND),
        JOINED,
        FURTHER_JOINED,
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_report_of_which_anything_became_stands_alone(became: ReferralsEvent) -> None:
    assert not joins(the_report(fold([SECOND, became])))


def test_a_report_that_stands_alone_again_joins_no_more() -> None:
    assert not joins(the_report(fold([SECOND, JOINED, PARTED])))


def test_a_report_that_names_whom_the_case_does_not_stands_alone() -> None:
    assert not joins(the_report(named(SECOND, Involved.CARER)))
    assert not joins(the_report(named(SECOND, ids=(SOMEBODY,))))
    case = the_case(named(CONCERN, Involved.CARER, Involved.PUPIL, ids=(SOMEBODY,)))
    assert joins(the_report(named(SECOND, Involved.CARER, ids=(SOMEBODY,))), case)
    assert joins(case=case)
    again = replace(CONCERN, involved=(Involved.CARER,))
    repeated = ConcernConflictKept(case_id=CASE, child_id=CHILD, kept=again)
    assert joins(the_report(named(SECOND, Involved.CARER)), the_case(fold([CONCERN, repeated])))


def test_nobody_kept_out_of_one_comes_to_know_of_the_other() -> None:
    kept_out = replace(the_case(), kept_out={SOMEBODY})
    assert joins(case=kept_out, together={SOMEBODY})
    assert not joins(together={SOMEBODY})
    assert not joins(case=replace(the_case(), kept_out={SECOND_REPORTER}))
    assert not joins(case=replace(the_case(fold([CONCERN, TAKEN])), kept_out={CRISIS_LEAD}))


def test_who_answers_for_the_report_answers_for_the_case_too() -> None:
    assert not joins(replace(the_report(), chain={VILLAGE}))
    assert not joins(replace(the_report(), chain=frozenset[OrganisationId]()))


def test_joining_is_a_fact_of_the_report_and_one_of_the_case() -> None:
    facts = join(the_report(), the_case(), counts_as=ORANGE, known_as=[ORANGE], is_held=True)
    assert facts == (JOINED, FURTHER_JOINED)
    asks = replace(GRAVE, may_tell_guardian=MayTellGuardian.NOT_YET)
    _, of_case = join(
        the_report(fold([asks])), the_case(), counts_as=RED, known_as=[ORANGE], is_held=True
    )
    assert of_case == replace(GRAVER_JOINED, keeps_from_guardian=True)


@pytest.mark.parametrize(
    ("more", "counts_as", "is_graver"),
    [
        ((), YELLOW, False),
        ((), ORANGE, False),
        ((), RED, True),
        ((GRAVER_JOINED,), RED, False),
        ((found(YELLOW, NOW),), ORANGE, True),
        ((found(None, NOW),), YELLOW, True),
        ((found(YELLOW, NOW), GRAVER_JOINED), RED, False),
        ((GRAVER_JOINED, found(YELLOW, GRAVER_JOINED.raised_at)), RED, True),
        ((found(RED, NOW),), RED, False),
    ],
)
def test_a_report_is_graver_than_what_was_found_and_reported_since(
    more: tuple[ReferralsEvent, ...], counts_as: CrisisLevel, *, is_graver: bool
) -> None:
    case = the_case(fold([CONCERN, *more]))
    _, of_case = join(the_report(), case, counts_as=counts_as, known_as=[ORANGE], is_held=True)
    assert of_case.is_graver is is_graver


def taking(by: PersonId) -> Rule[CaseState, ReferralsEvent]:
    request = TakeConcern(case_id=CASE, taking_id=TakingId(example_id(901)))
    may = frozenset({CRISIS_LEAD, DUTY_OFFICER})
    return lambda state: take_concern(state, request, by=by, may_answer=may, before=None)


def test_a_graver_report_has_to_be_taken_anew_by_whoever_has_the_case_or_by_another() -> None:
    held = CASES.given(CONCERN, TAKEN, GRAVER_JOINED)
    held.when(taking(CRISIS_LEAD)).then(TAKEN)
    held.when(taking(DUTY_OFFICER)).then(
        ConcernTaken(case_id=CASE, child_id=CHILD, taken_by=DUTY_OFFICER)
    )
    held.when(lambda state: withdraw_concern(state, WITHDRAW, by=CRISIS_LEAD)).then_refused(
        "graver_concern_waits"
    )
    for facts in ((TAKEN, FURTHER_JOINED), (TAKEN, GRAVER_JOINED, TAKEN)):
        CASES.given(CONCERN, *facts).when(taking(DUTY_OFFICER)).then_refused(
            "concern_already_taken"
        )


def test_a_joined_report_is_nobodys_to_take() -> None:
    report = TakeConcern(case_id=REPORT, taking_id=TakingId(example_id(903)))
    may = frozenset({CRISIS_LEAD})
    CASES.given(SECOND, JOINED).when(
        lambda state: take_concern(state, report, by=CRISIS_LEAD, may_answer=may, before=None)
    ).then_refused("concern_joined")


def test_a_report_that_asks_not_to_tell_the_guardian_asks_it_of_the_case() -> None:
    plain = replace(CONCERN, may_tell_guardian=MayTellGuardian.YES)
    asks = replace(FURTHER_JOINED, keeps_from_guardian=True)
    CASES.given(plain, TAKEN, asks).when(withholding()).then(WITHHELD)
    unasked = CASES.given(plain, TAKEN, FURTHER_JOINED)
    unasked.when(withholding()).then_refused("nobody_suspects_guardian")


def test_whoever_has_the_case_says_that_a_report_is_another_matter() -> None:
    report = fold([SECOND, JOINED])
    case = fold([CONCERN, TAKEN, FURTHER_JOINED])
    assert part_concern(case, report, PART, by=CRISIS_LEAD) == (PARTED, FURTHER_PARTED)
    again = evolve(case, FURTHER_PARTED)
    assert part_concern(again, report, PART, by=CRISIS_LEAD) == Known((FURTHER_PARTED,))
    assert fold([SECOND, JOINED, PARTED]).is_over is False
    with pytest.raises(RuleBroken, match="concern_already_parted"):
        part_concern(again, report, replace(PART, why="别的原因。"), by=CRISIS_LEAD)
    by_itself = replace(FURTHER_PARTED, reason=PartingReason.SAID_OTHERWISE, why=None)
    with pytest.raises(RuleBroken, match="concern_already_parted"):
        part_concern(evolve(case, by_itself), report, PART, by=CRISIS_LEAD)


def test_nobody_else_parts_them_nor_before_a_graver_report_was_taken() -> None:
    report = fold([SECOND, JOINED])
    joined = fold([CONCERN, TAKEN, FURTHER_JOINED])
    with pytest.raises(RuleBroken, match="take_it_first"):
        part_concern(joined, report, PART, by=SCHOOL_LEADER)
    with pytest.raises(RuleBroken, match="graver_concern_waits"):
        part_concern(fold([CONCERN, TAKEN, GRAVER_JOINED]), report, PART, by=CRISIS_LEAD)
    with pytest.raises(NotFound, match="joined_concern_not_found"):
        part_concern(fold([CONCERN, TAKEN]), report, PART, by=CRISIS_LEAD)
    assert FIRST_REPORTER != SECOND_REPORTER
