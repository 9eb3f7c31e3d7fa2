"""Families that an office is not shown, or does not answer for: others tell them, none is lost."""

from dataclasses import replace

from domain.breaches.facts import BreachGrade, ToldBy
from domain.breaches.rules import list_affected
from domain.breaches.state import ListAffected
from domain.shared import ChildId
from tests.breach_examples import (
    AUTHORITY,
    BREACH,
    CLOSED,
    GRADED,
    ID,
    LEFT,
    LISTED,
    OTHERS_ASKED,
    PROPOSE,
    PROPOSED,
    REPORTED,
    Rules,
    closing,
    grading,
    proposing,
)
from tests.examples import CHILD, SUPERVISOR, TEACHER, example_id

OTHER_CHILD = ChildId(example_id(9_001))
ASKED = replace(PROPOSE, others_asked=True)


def finding(*listed: ChildId, **left: tuple[ChildId, ...]) -> Rules:
    request = ListAffected(
        breach_id=ID,
        child_ids=listed,
        left_to_others={ToldBy(name): children for name, children in left.items()},
    )
    return lambda state: list_affected(state, request, by=SUPERVISOR)


def test_whom_others_tell_is_recorded_beside_the_list_and_once() -> None:
    BREACH.given(REPORTED).when(finding(OTHER_CHILD, health=(CHILD,))).then(
        replace(LISTED, child_ids=(OTHER_CHILD,)), LEFT
    )
    BREACH.given(REPORTED, LEFT).when(finding(health=(CHILD,))).then_known(LEFT)
    BREACH.given(REPORTED, LEFT).when(finding(other_office=(CHILD,))).then(
        replace(LEFT, told_by=ToldBy.OTHER_OFFICE)
    )
    BREACH.given(REPORTED).when(finding()).then_refused("required", field="child_ids")


def test_a_breach_is_closed_only_after_others_were_asked() -> None:
    done = BREACH.given(REPORTED, GRADED, AUTHORITY, LEFT)
    done.when(proposing(PROPOSE)).then_refused("others_not_asked")
    done.when(proposing(ASKED)).then(OTHERS_ASKED, PROPOSED)
    asked = BREACH.given(REPORTED, GRADED, AUTHORITY, LEFT, OTHERS_ASKED, PROPOSED)
    asked.when(proposing(ASKED)).then_known(PROPOSED)
    asked.when(closing(TEACHER)).then(CLOSED)


def test_further_families_of_others_take_the_proposal_back() -> None:
    further = replace(LEFT, child_ids=(OTHER_CHILD,))
    facts = (REPORTED, GRADED, AUTHORITY, LEFT, OTHERS_ASKED, PROPOSED, further)
    BREACH.given(*facts).when(closing(TEACHER)).then_refused("propose_closure_first")
    BREACH.given(*facts).when(proposing(PROPOSE)).then_refused("others_not_asked")
    BREACH.given(*facts).when(proposing(ASKED)).then(replace(OTHERS_ASKED, children=2), PROPOSED)
    BREACH.given(*facts).when(grading(BreachGrade.LARGE)).then_known(GRADED)
