"""The view of sign-ins, on each engine."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.reads.sign_in_rows import SignInRow
from domain.reads.sign_ins import SessionEnd, SessionEnded, SessionOpened, SignInDoor
from domain.shared import Compartment, EndId, SessionId
from tests.examples import TEACHER, VOLUNTEER, example_id
from tests.infrastructure.views.opened_reads import MORNING, OpenedReads, read

FIRST, SECOND = SessionId(example_id(971)), SessionId(example_id(972))
OPENED = SessionOpened(
    session_id=FIRST, person_id=TEACHER, door=SignInDoor.CREDENTIAL, browser_was_known=True
)
ENDED = SessionEnded(
    end_id=EndId(example_id(973)),
    session_id=FIRST,
    person_id=TEACHER,
    how=SessionEnd.SIGNED_OUT,
    ended_at=MORNING + timedelta(hours=1),
)
ROW = SignInRow(
    position=2,
    session_id=FIRST,
    opened_at=MORNING,
    door=SignInDoor.CREDENTIAL,
    device=None,
    browser_was_known=True,
)
OVER = replace(ROW, ended_at=ENDED.ended_at, how=ENDED.how, ended_by=TEACHER)


@pytest.mark.parametrize("at_once", [True, False], ids=["in one batch", "one by one"])
def test_sign_ins_are_listed_with_how_they_ended_the_newest_first(
    reads: OpenedReads, at_once: bool
) -> None:
    sign_ins = reads.shown.readings.sign_ins
    second = replace(OPENED, session_id=SECOND, browser_was_known=None)
    for fact in (read(1), OPENED, second, ENDED):
        reads.record(fact)
        if not at_once:
            assert reads.shown.projector.catch_up()
    other = replace(ROW, position=3, session_id=SECOND, browser_was_known=None)
    page = sign_ins.of_person(TEACHER, limit=1)
    assert (page.rows, page.next_before) == ((other,), 3)
    page = sign_ins.of_person(TEACHER, limit=1, before=3)
    assert (page.rows, page.next_before) == ((OVER,), None)
    assert sign_ins.of_person(VOLUNTEER, limit=9).rows == ()


def test_the_end_of_a_session_opened_before_there_were_records_is_passed_over(
    reads: OpenedReads,
) -> None:
    reads.record(ENDED, OPENED)
    assert reads.shown.readings.sign_ins.of_person(TEACHER, limit=9).rows == (ROW,)
    assert reads.shown.projector.quarantined() == ()


def test_of_an_erased_person_no_sign_in_is_left(reads: OpenedReads) -> None:
    reads.record(OPENED)
    reads.shown.projector.catch_up()
    reads.vault.destroy(TEACHER, [Compartment.ORGANISATION], MORNING)
    reads.shown.projector.forget([TEACHER])
    assert reads.shown.readings.sign_ins.of_person(TEACHER, limit=9).rows == ()
