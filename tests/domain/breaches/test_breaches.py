"""A data breach from the finding to the end: its clock never moves, whatever comes."""

from dataclasses import replace
from datetime import datetime, timedelta
from time import process_time

import pytest
from hypothesis import given as example_of
from hypothesis import strategies as st

from domain.breaches.facts import (
    REPORTED_GRADES,
    AffectedChildrenListed,
    BreachesEvent,
    BreachGrade,
    BreachGraded,
    UntoldReason,
)
from domain.breaches.state import (
    ReportBreach,
    evolve,
    fold,
)
from domain.codelists import SpokenBy
from domain.shared import ChildId
from tests.breach_examples import (
    AUTHORITY,
    BREACH,
    CLOSED,
    DESCRIBED,
    FOUND_AT,
    GENERAL,
    GRADED,
    GUARDIAN,
    LISTED,
    NOTIFY,
    PROPOSE,
    PROPOSED,
    REPORT,
    REPORTED,
    TELL,
    UNTOLD,
    closing,
    grading,
    leaving,
    listing,
    notifying,
    proposing,
    reporting,
    telling,
)
from tests.examples import (
    CHILD,
    NOW,
    OTHER_CHILD,
    SUPERVISOR,
    TEACHER,
    TODAY,
    example_id,
)


def test_the_clock_of_four_hours_begins_with_the_finding() -> None:
    BREACH.given().when(reporting(REPORT)).then(REPORTED, DESCRIBED)


def test_the_same_report_is_recorded_once_and_its_moment_cannot_be_changed() -> None:
    BREACH.given(REPORTED, DESCRIBED, GRADED).when(reporting(REPORT)).then_known(
        REPORTED, DESCRIBED
    )
    later = replace(REPORT, detected_at=NOW)
    BREACH.given(REPORTED, DESCRIBED).when(reporting(later)).then_refused("breach_already_reported")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(REPORT, text=" "), "required", "breach_text"),
        (replace(REPORT, detected_at=NOW + timedelta(minutes=6)), "in_future", "detected_at"),
        (replace(REPORT, detected_at=NOW.replace(tzinfo=None)), "time_without_zone", "detected_at"),
    ],
)
def test_a_report_that_cannot_be_is_refused(wrong: ReportBreach, code: str, field: str) -> None:
    BREACH.given().when(reporting(wrong)).then_refused(code, field=field)


def test_a_breach_is_graded_and_graded_anew() -> None:
    BREACH.given(REPORTED).when(grading(BreachGrade.LARGE)).then(GRADED)
    BREACH.given(REPORTED, GRADED).when(grading(BreachGrade.LARGE)).then_known(GRADED)
    BREACH.given(REPORTED, GRADED).when(grading(BreachGrade.GENERAL)).then(GENERAL)
    BREACH.given().when(grading(BreachGrade.LARGE)).then_refused("breach_not_found")


def test_lists_of_children_add_up_and_name_each_once() -> None:
    BREACH.given(REPORTED).when(listing(CHILD)).then(LISTED)
    BREACH.given(REPORTED, LISTED).when(listing(CHILD, OTHER_CHILD)).then(
        replace(LISTED, child_ids=(OTHER_CHILD,))
    )
    BREACH.given(REPORTED, LISTED).when(listing(CHILD)).then_known(LISTED)
    BREACH.given(REPORTED).when(listing()).then_refused("required", field="child_ids")
    many = [ChildId(example_id(9_000 + number)) for number in range(10_001)]
    BREACH.given(REPORTED).when(listing(*many)).then_refused("too_many", field="child_ids")


def test_the_authority_is_told_once_and_too_late_is_recorded_too() -> None:
    BREACH.given(REPORTED, GRADED).when(notifying(NOTIFY)).then(AUTHORITY)
    BREACH.given(REPORTED, AUTHORITY).when(notifying(NOTIFY)).then_known(AUTHORITY)
    other = replace(NOTIFY, reference="别的")
    BREACH.given(REPORTED, AUTHORITY).when(notifying(other)).then_refused(
        "authority_already_notified"
    )
    without_way = replace(AUTHORITY, way=None)
    BREACH.given(REPORTED, without_way).when(notifying(NOTIFY)).then(AUTHORITY)
    BREACH.given(REPORTED, without_way).when(notifying(other)).then_refused(
        "authority_already_notified"
    )
    found_long_ago = replace(REPORTED, detected_at=NOW - timedelta(days=2))
    BREACH.given(found_long_ago, GRADED).when(notifying(NOTIFY)).then(AUTHORITY)
    for at, code in (
        (NOW + timedelta(minutes=6), "in_future"),
        (FOUND_AT - timedelta(minutes=1), "before_earlier_step"),
    ):
        BREACH.given(REPORTED).when(notifying(replace(NOTIFY, notified_at=at))).then_refused(
            code, field="notified_at"
        )


def test_the_family_of_each_child_on_the_list_is_told() -> None:
    BREACH.given(REPORTED, LISTED).when(telling(TELL)).then(GUARDIAN)
    BREACH.given(REPORTED, LISTED, GUARDIAN).when(telling(TELL)).then_known(GUARDIAN)
    BREACH.given(REPORTED).when(telling(TELL)).then_refused("child_not_affected")
    other = replace(TELL, spoken_by=SpokenBy.CHILD)
    BREACH.given(REPORTED, LISTED, GUARDIAN).when(telling(other)).then_refused(
        "guardian_already_notified"
    )
    for days, code in ((1, "in_future"), (-1, "before_earlier_step")):
        day = TODAY + timedelta(days=days)
        BREACH.given(REPORTED, LISTED).when(telling(replace(TELL, told_on=day))).then_refused(
            code, field="told_on"
        )


def test_a_long_list_is_recorded_in_parts() -> None:
    many = [ChildId(example_id(9_000 + number)) for number in range(1_001)]
    facts = listing(*many)(fold([REPORTED]))
    assert isinstance(facts, tuple)
    lists = [each for each in facts if isinstance(each, AffectedChildrenListed)]
    assert [len(each.child_ids) for each in lists] == [1_000, 1]
    assert {key for each in lists for key in each.child_ids} == set(many)


def test_why_a_family_is_not_told_is_decided_once_and_they_may_be_told_after_all() -> None:
    harm, unreachable = UntoldReason.WOULD_HARM_CHILD, UntoldReason.NOT_REACHABLE
    BREACH.given(REPORTED, LISTED).when(leaving(harm)).then(UNTOLD)
    BREACH.given(REPORTED, LISTED, UNTOLD).when(leaving(harm)).then_known(UNTOLD)
    BREACH.given(REPORTED, LISTED, UNTOLD).when(telling(TELL)).then(GUARDIAN)
    for fact, code in (
        (UNTOLD, "guardian_already_left_untold"),
        (GUARDIAN, "guardian_already_notified"),
    ):
        BREACH.given(REPORTED, LISTED, fact).when(leaving(unreachable)).then_refused(code)
    BREACH.given(REPORTED).when(leaving(harm)).then_refused("child_not_affected")
    BREACH.given(REPORTED, LISTED, CLOSED).when(leaving(harm)).then_refused("breach_closed")
    assert fold([REPORTED, LISTED, UNTOLD]).untold == frozenset()


def test_a_breach_is_closed_by_another_when_everything_is_done_and_not_before() -> None:
    everything = (REPORTED, GRADED, LISTED, AUTHORITY, GUARDIAN)
    BREACH.given(*everything).when(proposing(PROPOSE)).then(PROPOSED)
    BREACH.given(*everything, PROPOSED).when(proposing(PROPOSE)).then_known(PROPOSED)
    BREACH.given(*everything).when(closing(TEACHER)).then_refused("propose_closure_first")
    BREACH.given(*everything, PROPOSED).when(closing(SUPERVISOR)).then_refused("closed_by_another")
    BREACH.given(*everything, PROPOSED).when(closing(TEACHER)).then(CLOSED)
    done = BREACH.given(*everything, PROPOSED, CLOSED)
    done.when(closing(TEACHER)).then_known(CLOSED)
    done.when(closing(SUPERVISOR)).then_refused("breach_closed")
    for change in (grading(BreachGrade.MAJOR), listing(OTHER_CHILD), proposing(PROPOSE)):
        done.when(change).then_refused("breach_closed")


def test_nothing_is_closed_while_something_has_still_to_be_done() -> None:
    for facts, code in (
        ((REPORTED,), "grade_it_first"),
        ((REPORTED, GRADED), "authority_not_notified"),
        ((REPORTED, GENERAL, LISTED), "guardians_not_notified"),
    ):
        BREACH.given(*facts).when(proposing(PROPOSE)).then_refused(code)
        BREACH.given(*facts, PROPOSED).when(closing(TEACHER)).then_refused(code)
    BREACH.given(REPORTED, GENERAL, LISTED, UNTOLD).when(proposing(PROPOSE)).then(PROPOSED)
    BREACH.given(REPORTED, GENERAL).when(proposing(PROPOSE)).then(PROPOSED)


after_the_report: st.SearchStrategy[list[BreachesEvent]] = st.lists(
    st.one_of(
        st.sampled_from(BreachGrade).map(lambda grade: replace(GRADED, grade=grade)),
        st.just(LISTED),
        st.just(GUARDIAN),
    ),
    max_size=12,
)


@example_of(after_the_report, st.integers(0, 600))
def test_the_clock_never_moves_and_runs_out_four_hours_after_the_finding(
    facts: list[BreachesEvent], minutes: int
) -> None:
    state = fold([REPORTED, *facts])
    now: datetime = FOUND_AT + timedelta(minutes=minutes)
    grades = [each.grade for each in facts if isinstance(each, BreachGraded)]
    reported = bool(grades) and grades[-1] in REPORTED_GRADES
    assert state.authority_due_at == (FOUND_AT + timedelta(hours=4) if reported else None)
    assert state.is_overdue(now) == (reported and minutes > 240)
    told_at = replace(AUTHORITY, notified_at=now)
    assert evolve(state, told_at).is_overdue(NOW + timedelta(days=9)) == state.is_overdue(now)


@pytest.mark.parametrize("since", [GENERAL, replace(LISTED, child_ids=(OTHER_CHILD,)), UNTOLD])
def test_nothing_comes_between_a_proposal_and_the_closing(since: BreachesEvent) -> None:
    proposed = (REPORTED, GRADED, LISTED, AUTHORITY, GUARDIAN, PROPOSED)
    BREACH.given(*proposed, since).when(closing(TEACHER)).then_refused("propose_closure_first")


def test_whoever_closes_names_the_proposal_that_was_read() -> None:
    everything = (REPORTED, GRADED, LISTED, AUTHORITY, GUARDIAN)
    in_other_words = replace(PROPOSED, lessons="以后不带手机。")
    again = BREACH.given(*everything, PROPOSED, in_other_words)
    again.when(closing(TEACHER, 1)).then_refused("proposal_changed")
    again.when(closing(TEACHER, 2)).then(replace(CLOSED, lessons="以后不带手机。"))


def test_a_breach_of_ten_thousand_families_is_taken_in_at_once() -> None:
    children = [ChildId(example_id(9_000 + number)) for number in range(10_000)]
    told = [replace(GUARDIAN, child_id=each) for each in children]
    began = process_time()
    assert len(fold([REPORTED, *told]).told) == len(children)
    assert process_time() - began < 0.1
