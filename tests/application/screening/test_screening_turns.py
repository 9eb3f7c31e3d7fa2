"""Where no psychology teacher of the school can talk with a pupil, the next in line does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from application.screening.counts import interview_counts
from application.screening.interviews import interviews
from application.screening.leads import (
    note_interview_missed,
    record_interview,
    record_screening_lead,
)
from application.screening.turns import Turn, turns_with
from domain.errors import NotPermitted
from domain.shared import ChildId, OrganisationId, ScreeningId
from domain.staff.facts import Role
from tests import examples as given
from tests.application.screening.screening import employ_psychologist, know, looking
from tests.application.screening.test_screening import ME, NOW, WAITING, lines, recorded, refused
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.office import Office, acting
from tests.screening_examples import AGREED, BRING, HELD, HOLD, LEAD, MISS, MISSED


def test_at_a_school_without_a_psychology_teacher_the_next_in_line_talks(
    at_work_on_each: Office,
) -> None:
    office = at_work_on_each
    know(office, AGREED)
    ledger, adviser = office.ledger, acting(ADVISER)
    record_screening_lead(ledger, acting(CRISIS_LEAD), BRING, NOW)
    (count,) = interview_counts(ledger, looking(CRISIS_LEAD))
    assert (count.waiting, count.nobody_talks, count.passed_on, count.unattended) == (1, True, 1, 0)
    assert lines(ledger, ADVISER) == (replace(WAITING, in_turn=True),)
    assert lines(ledger, DUTY_OFFICER) == ()
    assert refused(office, DUTY_OFFICER) == ["standing_not_enough"] * 4
    note_interview_missed(ledger, adviser, MISS, NOW)
    # Once the school has one it is nobody else's turn, whatever was begun.
    employ_psychologist(office)
    with pytest.raises(NotPermitted):
        record_interview(ledger, adviser, HOLD, NOW)
    record_interview(ledger, ME, HOLD, NOW)
    assert recorded(office) == (LEAD, MISSED, HELD)
    # With whom others talked is told to nobody who stands in.
    assert interviews(ledger, looking(ADVISER, 2), is_over=True).lines == ()


@contextmanager
def statements() -> Iterator[list[str]]:
    """Note every statement, on whichever engine."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def pupil(number: int) -> tuple[object, ...]:
    """Return a further pupil of the school, in a class of their own, who waits for a talk."""
    child_id = ChildId(given.example_id(3900 + number))
    class_id = OrganisationId(given.example_id(4000 + number))
    return (
        replace(given.SCHOOL_CLASS_REGISTERED, organisation_id=class_id, name=f"示例班{number}"),
        replace(given.CHILD_REGISTERED, child_id=child_id, id_number=None, student_number=None),
        replace(given.CARE_FILE_OPENED, child_id=child_id),
        replace(given.SCHOOLING_RECORDED, child_id=child_id, class_id=class_id),
        replace(LEAD, child_id=child_id, screening_id=ScreeningId(given.example_id(4100 + number))),
    )


def test_of_many_who_wait_nothing_more_is_asked_than_of_one(at_work_on_each: Office) -> None:
    office = at_work_on_each
    know(office, AGREED)
    ledger, theirs = office.ledger, Turn(Role.HEALTH_VICE_PRINCIPAL, frozenset({ADVISER}))
    record_screening_lead(ledger, acting(CRISIS_LEAD), BRING, NOW)
    with statements() as of_one:
        assert turns_with(ledger, ME, [given.CHILD], NOW) == {given.CHILD: theirs}
    know(office, *(fact for number in range(40) for fact in pupil(number)))
    everybody = {row.child_id for row in ledger.screenings.waiting((given.SCHOOL,))}
    assert len(everybody) == 41
    with statements() as of_all:
        assert turns_with(ledger, ME, everybody, NOW) == dict.fromkeys(everybody, theirs)
    assert len(of_all) == len(of_one)
