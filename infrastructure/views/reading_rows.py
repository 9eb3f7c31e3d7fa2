"""Rows of the view of readings as the use cases know them, and which of them are wanted."""

from sqlalchemy import ColumnElement, Row, select

from application.reading_rows import QuestionRow, QuestionStage, ReadingFilter, ReadingRow
from domain.reads.facts import Doubt, Explanation, Finding, Reading
from domain.shared import GrantId, OrganisationId, PersonId, Purpose, QuestionId
from infrastructure.views.readings_tables import SHOWN, readings_tables

_shown = readings_tables()[SHOWN]


def conditions(chosen: ReadingFilter) -> list[ColumnElement[bool]]:
    """Return what the rows of wanted readings fulfil."""
    conditions = _bounds(chosen)
    if chosen.on is not None:
        conditions.append(_shown.c.read_on == chosen.on)
    if chosen.what is not None:
        conditions.append(_shown.c.what == chosen.what.value)
    if chosen.purpose is not None:
        conditions.append(_shown.c.purpose == chosen.purpose.value)
    if chosen.at_night:
        conditions.append(_shown.c.at_night)
    return conditions


def _bounds(chosen: ReadingFilter) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = []
    if chosen.since is not None:
        bounds.append(_shown.c.read_at >= chosen.since)
    if chosen.before is not None:
        bounds.append(_shown.c.read_at < chosen.before)
    if chosen.up_to is not None:
        last = _shown.alias("last")
        same = (last.c.reader == _shown.c.reader) & (last.c.read == chosen.up_to)
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
