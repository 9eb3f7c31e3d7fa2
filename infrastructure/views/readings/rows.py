"""Rows of the view of readings as the use cases know them, and which of them are wanted."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Row, Select, select

from application.reads.reading_rows import (
    QuestionRow,
    QuestionStage,
    ReadingFilter,
    ReadingRow,
    ShownTo,
)
from domain.reads.discretion import PURPOSES_OF_CASES, TELLING_OF_CASES
from domain.reads.facts import Doubt, Explanation, Finding, Reading
from domain.shared import ChildId, GrantId, OrganisationId, PersonId, Purpose, QuestionId
from infrastructure.views.readings.tables import CHILDREN, QUESTIONS, SHOWN, readings_tables

_shown, _questions = readings_tables()[SHOWN], readings_tables()[QUESTIONS]
_children = readings_tables()[CHILDREN]

URGENCY = {
    each.value: order
    for order, each in enumerate(
        (Doubt.BREAK_GLASS, Doubt.WITHOUT_DUTY, Doubt.MANY_CHILDREN, Doubt.AT_NIGHT)
    )
}
"""Broken glass is looked at first; nights are many."""


def conditions(reader_id: PersonId, chosen: ReadingFilter) -> list[ColumnElement[bool]]:
    """Return what the rows of a person's wanted readings fulfil."""
    conditions = [_shown.c.reader == reader_id, *_bounds(reader_id, chosen)]
    if chosen.on is not None:
        conditions.append(_shown.c.read_on == chosen.on)
    if chosen.what is not None:
        conditions.append(_shown.c.what == chosen.what.value)
    if chosen.purpose is not None:
        conditions.append(_shown.c.purpose == chosen.purpose.value)
    if chosen.at_night:
        conditions.append(_shown.c.at_night)
    return conditions


def positions_shown(chosen: ShownTo) -> Select[tuple[int]]:
    """Return the positions of the readings of a person or a grant within some days."""
    shown = select(_shown.c.position).where(
        _shown.c.read_on.between(chosen.since_on, chosen.until_on)
    )
    if chosen.reader_id is not None:
        shown = shown.where(_shown.c.reader == chosen.reader_id)
    if chosen.grant_id is not None:
        shown = shown.where(_shown.c.grant_id == chosen.grant_id)
    if chosen.without_cases:
        shown = shown.where(*tells_of_no_case())
    return shown


def readings_of(child_id: ChildId) -> Select[tuple[object, ...]]:
    """Return the readings that showed a child, the newest first."""
    return (
        select(_shown)
        .join(_children, _children.c.position == _shown.c.position)
        .where(_children.c.child == child_id)
        .order_by(_children.c.position.desc())
    )


def tells_of_no_case() -> tuple[ColumnElement[bool], ...]:
    """Return what a reading fulfils that tells of no case."""
    return (
        _shown.c.purpose.not_in([each.value for each in PURPOSES_OF_CASES]),
        _shown.c.what.not_in([each.value for each in TELLING_OF_CASES]),
    )


def at_stages(stages: Sequence[QuestionStage]) -> ColumnElement[bool]:
    """Return what a question at one of these stages fulfils."""
    return _questions.c.stage.in_([each.value for each in stages])


def may_be_settled(due_before: date) -> ColumnElement[bool]:
    """Return what a question fulfils that was answered, or could have been long enough."""
    overdue = at_stages([QuestionStage.OPEN]) & (_questions.c.read_on < due_before)
    return at_stages([QuestionStage.ANSWERED]) | overdue


def _bounds(reader_id: PersonId, chosen: ReadingFilter) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = []
    if chosen.from_on is not None:
        bounds.append(_shown.c.read_on >= chosen.from_on)
    if chosen.to_on is not None:
        bounds.append(_shown.c.read_on <= chosen.to_on)
    if chosen.since is not None:
        bounds.append(_shown.c.read_at >= chosen.since)
    if chosen.before is not None:
        bounds.append(_shown.c.read_at < chosen.before)
    if chosen.up_to is not None:
        last = _shown.alias("last")
        # Of the person asked about, not of each row: else it is looked for again at every one.
        same = (last.c.reader == reader_id) & (last.c.read == chosen.up_to)
        bounds.append(_shown.c.position <= select(last.c.position).where(same).scalar_subquery())
    return bounds


def reading_row(row: Row[tuple[object, ...]]) -> ReadingRow:
    """Return a reading as the use cases know it."""
    return ReadingRow(
        position=row.position,
        read_id=row.read,
        reader_id=PersonId(row.reader),
        read_at=row.read_at,
        what=Reading(row.what),
        purpose=Purpose(row.purpose),
        duty=row.duty,
        organisation_id=row.organisation and OrganisationId(row.organisation),
        grant_id=row.grant_id and GrantId(row.grant_id),
        brought_on=row.brought_on,
        children=row.children,
        at_night=row.at_night,
    )


def question_row(row: Row[tuple[object, ...]]) -> QuestionRow:
    """Return a question as the use cases know it."""
    return QuestionRow(
        question_id=QuestionId(row.question),
        reader_id=PersonId(row.reader),
        doubt=Doubt(row.doubt),
        read_on=row.read_on,
        child_count=row.child_count,
        questioned_at=row.questioned_at,
        stage=QuestionStage(row.stage),
        explanation=row.explanation and Explanation(row.explanation),
        finding=row.finding and Finding(row.finding),
    )
