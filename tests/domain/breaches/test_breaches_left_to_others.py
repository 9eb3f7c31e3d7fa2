"""Families that an office is not shown, or does not answer for: others tell them, none is lost."""

from dataclasses import replace

from domain.breaches.facts import BreachGrade, GuardianLeftUntold, ToldBy, UntoldReason
from domain.breaches.rules import list_affected
from domain.breaches.state import ListAffected, NotifyGuardian
from domain.breaches.telling import leave_untold, notify_guardian
from domain.shared import ChildId
from tests.breach_examples import (
    AUTHORITY,
    BREACH,
    CLOSED,
    GRADED,
    GUARDIAN,
    ID,
    LEAVE,
    LEFT,
    LISTED,
    OTHERS_ASKED,
    PROPOSE,
    PROPOSED,
    REPORTED,
    TELL,
    UNTOLD,
    Rules,
    closing,
    grading,
    proposing,
)
from tests.examples import CHILD, SUPERVISOR, TEACHER, TODAY, example_id

OTHER_CHILD = ChildId(example_id(9_001))
ELSEWHERE = replace(LEFT, told_by=ToldBy.OTHER_OFFICE)
HEALTH, OTHER_OFFICE = ToldBy.HEALTH, ToldBy.OTHER_OFFICE
UNSURE, SURE = (replace(GUARDIAN, not_suspected=sure) for sure in (False, True))


def finding(*listed: ChildId, **left: tuple[ChildId, ...]) -> Rules:
    request = ListAffected(
        breach_id=ID,
        child_ids=listed,
        left_to_others={ToldBy(name): children for name, children in left.items()},
    )
    return lambda state: list_affected(state, request, by=SUPERVISOR)


def telling(told_by: ToldBy | None) -> Rules:
    return lambda state: notify_guardian(state, TELL, today=TODAY, told_by=told_by)


def leaving(told_by: ToldBy | None) -> Rules:
    return lambda state: leave_untold(state, LEAVE, by=SUPERVISOR, told_by=told_by)


def test_whom_others_tell_is_recorded_beside_the_list_and_once() -> None:
    BREACH.given(REPORTED).when(finding(OTHER_CHILD, health=(CHILD,))).then(
        replace(LISTED, child_ids=(OTHER_CHILD,)), LEFT
    )
    BREACH.given(REPORTED, LEFT).when(finding(health=(CHILD,))).then_known(LEFT)
    BREACH.given(REPORTED, LEFT).when(finding(other_office=(CHILD,))).then(ELSEWHERE)
    BREACH.given(REPORTED).when(finding()).then_refused("required", field="child_ids")


def test_a_family_is_told_by_those_alone_to_whom_it_is_left() -> None:
    left = BREACH.given(REPORTED, LEFT)
    left.when(telling(HEALTH)).then(UNSURE)
    left.when(leaving(HEALTH)).then(UNTOLD)
    for others in (None, OTHER_OFFICE):
        left.when(telling(others)).then_refused("child_not_affected")
        left.when(leaving(others)).then_refused("child_not_affected")
    BREACH.given(REPORTED, LISTED).when(telling(HEALTH)).then_refused("child_not_affected")
    BREACH.given(REPORTED, LISTED, ELSEWHERE).when(telling(OTHER_OFFICE)).then(GUARDIAN)
    BREACH.given(REPORTED, LEFT, UNSURE).when(telling(HEALTH)).then_known(UNSURE)
    # From before it was kept whether anybody made sure.
    BREACH.given(REPORTED, LEFT, GUARDIAN).when(telling(HEALTH)).then_known(GUARDIAN)
    BREACH.given(REPORTED, LEFT, CLOSED).when(leaving(HEALTH)).then_refused("breach_closed")


def test_nobody_is_told_whom_a_case_may_mean_unless_somebody_made_sure() -> None:
    def told(request: NotifyGuardian) -> Rules:
        return lambda state: notify_guardian(
            state, request, today=TODAY, told_by=HEALTH, may_mean_family=True
        )

    left = BREACH.given(REPORTED, LEFT)
    left.when(told(TELL)).then_refused("guardian_may_be_suspected")
    sure = told(replace(TELL, not_suspected=True))
    left.when(sure).then(SURE)
    for known in (SURE, GUARDIAN):
        BREACH.given(REPORTED, LEFT, known).when(sure).then_known(known)
    BREACH.given(REPORTED, LEFT, SURE).when(told(TELL)).then_refused("guardian_already_notified")


def test_a_breach_is_closed_only_when_others_told_theirs_or_left_them_untold() -> None:
    left = (REPORTED, GRADED, AUTHORITY, LEFT)
    BREACH.given(*left).when(proposing(PROPOSE)).then_refused("others_not_done")
    for done in (GUARDIAN, UNTOLD):
        BREACH.given(*left, done).when(proposing(PROPOSE)).then(PROPOSED)
        BREACH.given(*left, done, PROPOSED).when(closing(TEACHER)).then(CLOSED)


def test_that_others_were_asked_on_paper_before_ends_nothing_now() -> None:
    asked = BREACH.given(REPORTED, GRADED, AUTHORITY, LEFT, OTHERS_ASKED)
    asked.when(proposing(PROPOSE)).then_refused("others_not_done")
    proposed = BREACH.given(REPORTED, GRADED, AUTHORITY, LEFT, OTHERS_ASKED, PROPOSED)
    proposed.when(closing(TEACHER)).then_refused("others_not_done")


def test_the_family_of_whom_nobody_knows_is_left_untold_by_whoever_proposes_to_close() -> None:
    lost = GuardianLeftUntold(
        breach_id=ID,
        organisation_id=REPORTED.organisation_id,
        child_id=CHILD,
        reason=UntoldReason.NOT_REACHABLE,
        decided_by=SUPERVISOR,
    )
    nobody = frozenset({CHILD})
    left = (REPORTED, GRADED, AUTHORITY, LEFT)
    BREACH.given(*left).when(proposing(PROPOSE, of_nobody=nobody)).then(lost, PROPOSED)
    again = BREACH.given(*left, lost, PROPOSED)
    again.when(proposing(PROPOSE, of_nobody=nobody)).then_known(PROPOSED)
    BREACH.given(*left, GUARDIAN).when(proposing(PROPOSE, of_nobody=nobody)).then(PROPOSED)
    further = replace(LEFT, child_ids=(OTHER_CHILD,))
    BREACH.given(*left, further).when(proposing(PROPOSE, of_nobody=nobody)).then_refused(
        "others_not_done"
    )
    # Of the own list somebody at the office says it, child by child.
    own = BREACH.given(REPORTED, GRADED, AUTHORITY, LISTED)
    own.when(proposing(PROPOSE, of_nobody=nobody)).then_refused("guardians_not_notified")


def test_further_families_of_others_take_the_proposal_back() -> None:
    further = replace(LEFT, child_ids=(OTHER_CHILD,))
    facts = (REPORTED, GRADED, AUTHORITY, LEFT, GUARDIAN, PROPOSED, further)
    BREACH.given(*facts).when(closing(TEACHER)).then_refused("propose_closure_first")
    BREACH.given(*facts).when(proposing(PROPOSE)).then_refused("others_not_done")
    BREACH.given(*facts).when(grading(BreachGrade.LARGE)).then_known(GRADED)
