"""What a case says of its class teachers: who was told of the danger, and who read it."""

from collections.abc import Iterable

from api.deps import Call
from api.pages.people_names import person
from api.view_models.crisis.risk_notices import TeacherLines
from application.crisis.reading.case_reading import Case
from application.crisis.reading.teachers_told import teachers_told
from domain.shared import PersonId


def teachers_of(call: Call, found: Case) -> TeacherLines | None:
    """Return it of a case whose level is red; None of others, and for a hospital."""
    told = teachers_told(call.ledger, found, call.now)
    if told is None:
        return None

    def named(people: Iterable[PersonId]) -> tuple[str, ...]:
        return tuple(person(found.names, each) for each in sorted(people))

    return TeacherLines(
        is_said=told.is_said,
        names=named(told.now),
        read=named(told.read),
        before=named(told.before),
    )
