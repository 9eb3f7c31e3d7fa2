"""Answers what the view `readings` knows: who looked at whom, and what was asked about it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Engine, Row, Select, func, literal, select, tuple_

from application.reading_rows import (
    Places,
    QuestionList,
    QuestionRow,
    QuestionStage,
    ReaderDay,
    ReadingFilter,
    ReadingPage,
    ReadingRow,
)
from domain.reads.discretion import PURPOSES_OF_CASES, TELLING_OF_CASES
from domain.reads.facts import Doubt, Explanation, Finding, Reading
from domain.shared import ChildId, GrantId, OrganisationId, PersonId, Purpose, QuestionId
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.views.database import for_reading
from infrastructure.views.projector import Projector
from infrastructure.views.readings_tables import (
    CHILDREN,
    DAYS,
    QUESTIONS,
    READINGS,
    SHOWN,
    readings_tables,
)
from infrastructure.views.staffed import is_staffed_under

_shown, _children = readings_tables()[SHOWN], readings_tables()[CHILDREN]
_days, _questions = readings_tables()[DAYS], readings_tables()[QUESTIONS]


class ShownReadings:
    """Reads the view of readings, which is moved forward before each answer."""

    def __init__(self, engine: Engine, projector: Projector) -> None:
        self._engine = for_reading(engine)
        self._projector = projector

    def of_child(
        self,
        child_id: ChildId,
        *,
        limit: int,
        before: int | None = None,
        with_cases: bool = True,
    ) -> ReadingPage:
        """Return who looked at a child, the newest first; what tells of a case only if wanted."""
        found = (
            select(_shown)
            .join(_children, _children.c.position == _shown.c.position)
            .where(_children.c.child == child_id)
            .order_by(_children.c.position.desc())
        )
        if not with_cases:
            found = found.where(
                _shown.c.purpose.not_in([each.value for each in PURPOSES_OF_CASES]),
                _shown.c.what.not_in([each.value for each in TELLING_OF_CASES]),
            )
        return self._page(found, _children.c.position, limit, before)

    def of_grant(self, child_id: ChildId, grant_id: GrantId, *, limit: int) -> ReadingPage:
        """Return what was looked at of a child by one grant or broken glass, the newest first."""
        found = (
            select(_shown)
            .join(_children, _children.c.position == _shown.c.position)
            .where(_children.c.child == child_id, _shown.c.grant_id == grant_id)
            .order_by(_children.c.position.desc())
        )
        return self._page(found, _children.c.position, limit, None)

    def of_reader(
        self,
        reader_id: PersonId,
        chosen: ReadingFilter,
        *,
        limit: int,
        before: int | None = None,
    ) -> ReadingPage:
        """Return what a person looked at, the newest first."""
        found = select(_shown).where(_shown.c.reader == reader_id, *_conditions(chosen))
        return self._page(
            found.order_by(_shown.c.position.desc()), _shown.c.position, limit, before
        )

    def children_of(self, positions: Sequence[int]) -> dict[int, tuple[ChildId, ...]]:
        """Return the children whom these readings showed."""
        found: defaultdict[int, list[ChildId]] = defaultdict(list)
        wanted = select(_children).where(_children.c.position.in_(positions))
        with self._engine.connect() as connection:
            for position, child in connection.execute(
                wanted.order_by(_children.c.position, _children.c.child)
            ):
                found[position].append(ChildId(child))
        return {position: tuple(children) for position, children in found.items()}

    def readers_on(
        self, on: date, places: Places, *, limit: int, skip: int = 0
    ) -> tuple[ReaderDay, ...]:
        """Return who of these places read on a day, who read most first."""
        theirs = is_staffed_under(_days.c.reader, places)
        wanted = select(_days).where(_days.c.read_on == on, theirs)
        in_order = wanted.order_by(_days.c.reads.desc(), _days.c.reader).limit(limit).offset(skip)
        return tuple(
            ReaderDay(
                on=row.read_on,
                reader_id=PersonId(row.reader),
                reads=row.reads,
                children=row.children,
                at_night=row.at_night,
            )
            for row in self._rows(in_order)
        )

    def questions(
        self,
        stages: Sequence[QuestionStage],
        places: Places,
        *,
        limit: int,
        after: QuestionId | None = None,
    ) -> QuestionList:
        """Return the questions at these stages to people of these places, the oldest first."""
        in_order = _questions.c.questioned_at, _questions.c.question
        wanted = select(_questions).where(
            _at(stages), is_staffed_under(_questions.c.reader, places)
        )
        asked = select(*in_order).where(_questions.c.question == after)
        for last in self._rows(asked) if after is not None else ():
            behind = tuple_(*in_order) > tuple_(
                literal(last.questioned_at, StoredInstant), literal(last.question, StoredUuid)
            )
            wanted = wanted.where(behind)
        found = self._rows(wanted.order_by(*in_order).limit(limit + 1))
        rows = tuple(map(_question_row, found[:limit]))
        return QuestionList(rows=rows, next_after=rows[-1].question_id if found[limit:] else None)

    def questions_of(self, reader_id: PersonId) -> tuple[QuestionRow, ...]:
        """Return what a person was asked, the newest first."""
        wanted = select(_questions).where(_questions.c.reader == reader_id)
        in_order = wanted.order_by(_questions.c.questioned_at.desc(), _questions.c.question)
        return tuple(map(_question_row, self._rows(in_order)))

    def count_questions(
        self, stages: Sequence[QuestionStage], places: Places, *, but: PersonId
    ) -> int:
        """Return how many questions at these stages are about somebody else of these places."""
        theirs = is_staffed_under(_questions.c.reader, places)
        return self._count(_at(stages), _questions.c.reader != but, theirs)

    def count_open_of(self, reader_id: PersonId) -> int:
        """Return how many questions wait for this person's answer."""
        return self._count(_questions.c.reader == reader_id, _at([QuestionStage.OPEN]))

    def catch_up(self) -> bool:
        """Move the view to the end of its log and return whether it is there."""
        return self._projector.catch_up()

    def behind(self) -> int:
        """Return how many records the view has still to fold."""
        return self._projector.behind(READINGS)

    def _count(self, *conditions: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(_questions).where(*conditions)
        with self._engine.connect() as connection:
            return connection.execute(counted).scalar_one()

    def _page(
        self,
        wanted: Select[tuple[object, ...]],
        position: ColumnElement[int],
        limit: int,
        before: int | None,
    ) -> ReadingPage:
        if before is not None:
            wanted = wanted.where(position < before)
        found = [_reading_row(row) for row in self._rows(wanted.limit(limit + 1))]
        rows = tuple(found[:limit])
        return ReadingPage(rows=rows, next_before=rows[-1].position if found[limit:] else None)

    def _rows(self, wanted: Select[tuple[object, ...]]) -> Sequence[Row[tuple[object, ...]]]:
        self._projector.catch_up()
        with self._engine.connect() as connection:
            return connection.execute(wanted).all()


def _at(stages: Sequence[QuestionStage]) -> ColumnElement[bool]:
    return _questions.c.stage.in_([each.value for each in stages])


def _conditions(chosen: ReadingFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.on is not None:
        conditions.append(_shown.c.read_on == chosen.on)
    if chosen.what is not None:
        conditions.append(_shown.c.what == chosen.what.value)
    if chosen.purpose is not None:
        conditions.append(_shown.c.purpose == chosen.purpose.value)
    if chosen.at_night:
        conditions.append(_shown.c.at_night)
    return conditions


def _reading_row(row: Row[tuple[object, ...]]) -> ReadingRow:
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


def _question_row(row: Row[tuple[object, ...]]) -> QuestionRow:
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
