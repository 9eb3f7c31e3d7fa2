"""Those above an office are told that nobody told the authority of a breach in time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from domain.breaches.facts import BreachGrade
from domain.breaches.overdue import tell_overdue
from domain.breaches.rules import Answer
from domain.breaches.state import BreachState
from tests.breach_examples import (
    AUTHORITY,
    BREACH,
    CLOSED,
    GENERAL,
    GRADED,
    OVERDUE,
    REPORTED,
)
from tests.examples import SUPERVISOR

DUE_AT = REPORTED.authority_due_at
LATE = DUE_AT + timedelta(seconds=1)


def telling(at: datetime = LATE) -> Callable[[BreachState], Answer]:
    return lambda state: tell_overdue(
        state, at=at, bureau_officers=frozenset(), privacy_officers=frozenset({SUPERVISOR})
    )


def test_nobody_told_the_authority_of_what_nobody_graded_either() -> None:
    BREACH.given(REPORTED).when(telling()).then(OVERDUE)


def test_the_grade_is_told_with_it() -> None:
    graded = replace(OVERDUE, grade=BreachGrade.LARGE)
    BREACH.given(REPORTED, GRADED).when(telling()).then(graded)


def test_it_is_told_once() -> None:
    BREACH.given(REPORTED, OVERDUE).when(telling()).then_known(OVERDUE)


def test_what_is_not_due_told_graded_general_or_closed_is_not_overdue() -> None:
    BREACH.given(REPORTED).when(telling(DUE_AT)).then_refused("authority_not_overdue")
    for done in (AUTHORITY, GENERAL):
        BREACH.given(REPORTED, done).when(telling()).then_refused("authority_not_overdue")
    BREACH.given(REPORTED, CLOSED).when(telling()).then_refused("breach_closed")
    BREACH.given().when(telling()).then_refused("breach_not_found")
