"""Readings and questions about them as lines of a page."""

from collections.abc import Iterable, Mapping

from api.pages.people_names import person, place
from api.view_models.numbers import child_number
from api.view_models.readings import LookerLine, QuestionLine, ReadingLine
from application.reads.looking import Names
from application.reads.reading_rows import Looker, QuestionRow, ReadingRow
from domain.shared import ChildId, GrantId
from domain.staff.facts import Role

NOTHING: Mapping[GrantId, ChildId] = {}
NOBODY: Mapping[int, tuple[ChildId, ...]] = {}


def reading_lines(
    rows: Iterable[ReadingRow],
    names: Names,
    children: Mapping[int, tuple[ChildId, ...]] = NOBODY,
    grants: Mapping[GrantId, ChildId] = NOTHING,
) -> tuple[ReadingLine, ...]:
    """Return readings with the names of people and places, and the children's ids if given.

    `grants` are those that can be opened, each with its child.
    """
    return tuple(
        ReadingLine(
            read_at=row.read_at,
            what=row.what,
            purpose=row.purpose,
            who=person(names, row.reader_id),
            role=_role(row.duty),
            organisation=place(names, row.organisation_id),
            by_grant=row.grant_id is not None,
            grant=_opened(row.grant_id, grants),
            at_night=row.at_night,
            brought_on=row.brought_on,
            children=row.children,
            numbers=tuple((each, child_number(each)) for each in children.get(row.position, ())),
        )
        for row in rows
    )


def _opened(
    grant_id: GrantId | None, grants: Mapping[GrantId, ChildId]
) -> tuple[ChildId, GrantId] | None:
    if grant_id is None or grant_id not in grants:
        return None
    return grants[grant_id], grant_id


def looker_lines(rows: Iterable[Looker], names: Names) -> tuple[LookerLine, ...]:
    """Return who looked at a child how often, with the names of people and places."""
    return tuple(
        LookerLine(
            who=person(names, row.reader_id),
            purpose=row.purpose,
            role=_role(row.duty),
            organisation=place(names, row.organisation_id),
            times=row.times,
            first_at=row.first_at,
            last_at=row.last_at,
        )
        for row in rows
    )


def _role(duty: str | None) -> Role | None:
    """A relation such as a mentor's is no role."""
    return Role(duty) if duty is not None and duty in Role._value2member_map_ else None


def question_lines(rows: Iterable[QuestionRow], names: Names) -> tuple[QuestionLine, ...]:
    """Return questions with the names of those who were asked."""
    return tuple(
        QuestionLine(
            question_id=row.question_id,
            who=person(names, row.reader_id),
            doubt=row.doubt,
            read_on=row.read_on,
            child_count=row.child_count,
            stage=row.stage,
        )
        for row in rows
    )
