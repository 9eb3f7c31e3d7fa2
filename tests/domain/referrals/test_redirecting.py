"""A worry about the wrong child is one about the right child since it was raised, or is refused."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.clocks.facts import Step
from domain.errors import NotFound, RuleBroken
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernRaised,
    PupilNamed,
    ReferralsEvent,
    RepeatRedirected,
)
from domain.referrals.joining.joining import parted
from domain.referrals.joining.joining_facts import FurtherConcernParted, PartingReason
from domain.referrals.joining.redirecting import (
    Redirectable,
    RedirectConcern,
    raised_anew,
    redirect_concern,
    redirecting_lacks,
    require_redirectable,
)
from domain.referrals.joining.redirecting_facts import ConcernMisdirected, ConcernRedirected
from domain.referrals.levels.level_facts import CrisisLevel, LevelDropConfirmed
from domain.referrals.returning.leave_facts import LeaveEnd
from domain.referrals.rules import Facts, raise_concern
from domain.referrals.state import NO_CASE, fold
from domain.shared import CaseId, ChildId, DropId, PersonId
from tests.case_examples import (
    CASE,
    CONCERN,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    ISSUED_IN_DANGER,
    PASSED_ON,
    TAKEN,
    WITHDRAWN,
)
from tests.domain.clocks.examples import after, counted, found, worry
from tests.domain.referrals.test_company import BY_FAMILY, ESCORTED
from tests.domain.referrals.test_guardians import INFORMED, REFUSAL
from tests.domain.referrals.test_panels import DECIDED
from tests.examples import CHILD, NOW, RULES, example_id
from tests.joining_examples import (
    FIRST_REPORTER,
    FURTHER_JOINED,
    GRAVER_JOINED,
    JOINED,
    REPORT,
    SECOND,
    SECOND_REPORTER,
)
from tests.leave_examples import OFF_LEAVE, ON_LEAVE

RIGHT_CHILD, ANEW = ChildId(example_id(45)), CaseId(example_id(852))
REDIRECT = RedirectConcern(case_id=CASE, child_id=RIGHT_CHILD, name="示例同学")
WITHIN = timedelta(hours=RULES.worries.redirected_within_hours)
MISDIRECTED = ConcernMisdirected(case_id=CASE, child_id=CHILD)
REDIRECTED = ConcernRedirected(
    case_id=ANEW, child_id=RIGHT_CHILD, raised_by=FIRST_REPORTER, raised_at=NOW
)


def case(*facts: ReferralsEvent) -> Redirectable:
    return Redirectable(state=fold([CONCERN, *facts]), at=NOW, by=FIRST_REPORTER)


def anew(of: Redirectable, request: RedirectConcern = REDIRECT) -> Facts:
    """Return the worry as raised about the right child."""
    asked = raised_anew(of.state, request, ANEW)
    answer = raise_concern(NO_CASE, asked, on_file=None, is_registered=True)
    assert isinstance(answer, tuple)
    return answer


def redirected(
    of: Redirectable, by: PersonId = FIRST_REPORTER, request: RedirectConcern = REDIRECT
) -> Facts:
    return redirect_concern(of, anew(of, request), by=by, now=NOW, rules=RULES)


def refused(of: Redirectable, by: PersonId = FIRST_REPORTER, now: datetime = NOW) -> str | None:
    try:
        require_redirectable(of, by=by, now=now, rules=RULES)
    except RuleBroken as refusal:
        return refusal.code
    return None


def test_two_facts_say_it_and_all_that_was_said_but_the_places_goes_along() -> None:
    raised = replace(
        CONCERN,
        case_id=ANEW,
        child_id=RIGHT_CHILD,
        class_id=None,
        school_id=None,
        village_id=None,
    )
    named = PupilNamed(case_id=ANEW, child_id=RIGHT_CHILD, name=REDIRECT.name)
    assert redirected(case()) == (MISDIRECTED, named, raised, REDIRECTED)


def test_what_its_repeats_said_goes_along_as_of_the_right_child() -> None:
    kept = replace(CONCERN, heard="他说不想回家。", is_with_child=False)
    said = RepeatRedirected(
        case_id=CASE, child_id=CHILD, kept=kept, said_by=SECOND_REPORTER, said_at=after(minutes=1)
    )
    repeated = replace(case(), repeats=[said])
    (raised,) = (each for each in anew(repeated) if isinstance(each, ConcernRaised))
    assert redirected(repeated)[-1] == replace(
        said,
        case_id=ANEW,
        child_id=RIGHT_CHILD,
        kept=replace(raised, heard=kept.heard, is_with_child=False),
    )


def test_reports_that_belong_to_it_stand_alone_and_a_case_it_belongs_to_is_left() -> None:
    report, other = fold([SECOND, JOINED]), PartingReason.OTHER_CHILD
    with_report = replace(case(FURTHER_JOINED), reports={REPORT: report})
    assert redirected(with_report)[:3] == (*parted(report, CASE, other), MISDIRECTED)
    the_report = Redirectable(
        state=report, at=NOW, by=SECOND_REPORTER, joined_to=fold([CONCERN, FURTHER_JOINED])
    )
    first, second, *_ = redirected(the_report, SECOND_REPORTER)
    assert (first, second) == (
        FurtherConcernParted(
            case_id=CASE, child_id=CHILD, further_id=REPORT, reason=other, why=None
        ),
        ConcernMisdirected(case_id=REPORT, child_id=CHILD),
    )


def test_whoever_raised_it_may_in_the_rules_time_while_nobody_took_it() -> None:
    assert refused(case(), now=NOW + WITHIN) is None
    assert refused(case(), now=NOW + WITHIN + timedelta(seconds=1)) == "too_late_to_redirect"
    assert refused(case(TAKEN)) == "holder_redirects_it"
    assert refused(case(TAKEN, PASSED_ON)) == "holder_redirects_it"
    assert refused(case(), by=SECOND_REPORTER) == "take_it_first"


def test_whoever_has_it_may_at_any_time_until_it_is_over() -> None:
    assert refused(case(TAKEN), by=CRISIS_LEAD, now=NOW + 2 * WITHIN) is None
    assert refused(case(TAKEN, PASSED_ON), by=CRISIS_LEAD) == "take_it_first"
    assert refused(case(TAKEN, WITHDRAWN), by=CRISIS_LEAD) == "concern_withdrawn"
    with pytest.raises(NotFound):
        refused(Redirectable(state=NO_CASE, at=NOW, by=FIRST_REPORTER))


def test_one_that_belongs_to_a_case_is_taken_with_it_unless_it_waits() -> None:
    of = Redirectable(
        state=fold([SECOND, JOINED]), at=NOW, by=SECOND_REPORTER, joined_to=fold([CONCERN, TAKEN])
    )
    assert refused(of, by=SECOND_REPORTER) == "holder_redirects_it"
    assert refused(of, by=CRISIS_LEAD) is None
    waiting = replace(of, joined_to=fold([CONCERN, TAKEN, GRAVER_JOINED]))
    assert refused(waiting, by=SECOND_REPORTER) is None
    over = replace(of, joined_to=fold([CONCERN, TAKEN, WITHDRAWN]))
    assert refused(over, by=CRISIS_LEAD) == "concern_withdrawn"


def test_whoever_raised_it_learns_nothing_by_asking_of_what_became_of_the_child() -> None:
    by_nobody = "not_redirected_by_reporter"
    for known in (WITHDRAWN, INFORMED, found(CrisisLevel.RED, NOW), DECIDED, BY_FAMILY):
        assert refused(case(known)) == by_nobody
        assert refused(case(known), now=NOW + 2 * WITHIN) == "too_late_to_redirect"
        assert refused(case(TAKEN, known)) == "holder_redirects_it"
        assert refused(case(TAKEN, known), by=SECOND_REPORTER) == "take_it_first"


def test_a_family_that_agreed_on_a_leave_knows_also_once_it_is_over() -> None:
    in_error = replace(OFF_LEAVE, reason=LeaveEnd.RECORDED_IN_ERROR)
    ends = {OFF_LEAVE: "family_knows_of_it", in_error: None}
    assert {end: refused(case(TAKEN, ON_LEAVE, end), by=CRISIS_LEAD) for end in ends} == ends


def test_no_one_person_takes_back_a_crisis_that_was_found_and_holds_no_more() -> None:
    red = found(CrisisLevel.RED, NOW)
    lowered = LevelDropConfirmed(
        case_id=CASE,
        child_id=CHILD,
        drop_id=DropId(example_id(813)),
        level=None,
        confirmed_by=SECOND_REPORTER,
    )
    of = case(TAKEN, red, lowered)
    assert of.state.level is None
    assert refused(of, by=CRISIS_LEAD) == "child_was_assessed"


@pytest.mark.parametrize(
    ("known", "code"),
    [
        (ISSUED_IN_DANGER, "hospital_knows_of_it"),
        (ESCORTED, "hospital_knows_of_it"),
        (INFORMED, "family_knows_of_it"),
        (BY_FAMILY, "family_knows_of_it"),
        (REFUSAL, "family_knows_of_it"),
        (CONSENT_RECORDED, "family_knows_of_it"),
        (found(CrisisLevel.YELLOW, NOW), "child_was_assessed"),
        (DECIDED, "child_was_assessed"),
    ],
    ids=lambda each: each if isinstance(each, str) else type(each).__name__,
)
def test_nothing_is_taken_back_that_somebody_outside_knows_or_found_of_the_child(
    known: ReferralsEvent, code: str
) -> None:
    assert redirecting_lacks(fold([CONCERN, TAKEN, found(None, NOW)])) is None
    assert refused(case(TAKEN, known), by=CRISIS_LEAD) == code


def test_the_same_child_is_no_correction() -> None:
    with pytest.raises(RuleBroken, match="same_child_again"):
        redirected(case(), request=replace(REDIRECT, child_id=CHILD))


def test_the_right_childs_deadlines_count_from_the_first_and_the_wrong_ones_end() -> None:
    of_danger = worry(CONCERN.situation.LIFE_IN_DANGER)
    at = after(hours=1)
    ends = counted((NOW, of_danger), (at, MISDIRECTED))
    assert {each.ended_at for each in ends.values()} == {at}
    anew = counted((at, of_danger), (at, REDIRECTED))
    first = counted((NOW, of_danger))
    steps = (Step.TAKEN, Step.ASSESSED, Step.GUARDIAN_INFORMED)
    assert [(anew[each].began_at, anew[each].due_at) for each in steps] == [
        (first[each].began_at, first[each].due_at) for each in steps
    ]


def test_a_graver_repeat_counts_from_when_it_was_said_and_is_overdue_where_it_was() -> None:
    grave = worry(CONCERN.situation.LIFE_IN_DANGER)
    again, late = after(minutes=1), after(hours=3)
    kept = ConcernConflictKept(case_id=CASE, child_id=CHILD, kept=grave)
    carried = RepeatRedirected(
        case_id=CASE, child_id=CHILD, kept=grave, said_by=FIRST_REPORTER, said_at=again
    )
    mild = worry(CONCERN.situation.SOMEWHAT_WORRIED)
    before = counted((NOW, mild), (again, kept))
    assert before[Step.TAKEN].due_at == after(minutes=11)
    assert counted((late, mild), (late, REDIRECTED), (late, carried)) == before
