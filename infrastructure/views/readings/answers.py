"""Answers what the view `readings` knows: who looked at whom, and what was asked about it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Engine,
    Row,
    Select,
    Tuple,
    case,
    func,
    literal,
    select,
    tuple_,
)

from application.reads.reading_rows import (
    Looker,
    Places,
    QuestionList,
    QuestionRow,
    QuestionStage,
    ReaderDay,
    ReadingFilter,
    ReadingPage,
    ShownTo,
)
from domain.shared import ChildId, GrantId, PersonId, QuestionId
from infrastructure.database import for_single_reads
from infrastructure.views.access.staffed import is_staffed_under
from infrastructure.views.projector import Projector
from infrastructure.views.readings.lookers import LOOKERS, looker, lookers_of
from infrastructure.views.readings.rows import (
    URGENCY,
    at_stages,
    conditions,
    may_be_settled,
    positions_shown,
    question_row,
    reading_row,
    readings_of,
    tells_of_no_case,
)
from infrastructure.views.readings.sign_ins import ShownSignIns
from infrastructure.views.readings.tables import (
    CHILDREN,
    DAYS,
    QUESTIONS,
    READINGS,
    SHOWN,
    readings_tables,
)

_shown, _children = readings_tables()[SHOWN], readings_tables()[CHILDREN]
_days, _questions = readings_tables()[DAYS], readings_tables()[QUESTIONS]
_lookers = readings_tables()[LOOKERS]


class ShownReadings:
    """Reads the view of readings, which is moved forward before each answer."""

    def __init__(self, engine: Engine, projector: Projector, sign_ins: ShownSignIns) -> None:
        self.sign_ins = sign_ins
        self._engine = for_single_reads(engine)
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
        found = readings_of(child_id)
        if not with_cases:
            found = found.where(*tells_of_no_case())
        return self._page(found, _children.c.position, limit, before)

    def lookers(
        self, child_id: ChildId, *, limit: int, with_cases: bool = True
    ) -> tuple[Looker, ...]:
        """Return who looked at a child for what and how often in all, beyond a duty first."""
        self._projector.catch_up()
        with self._engine.connect() as connection:
            found = lookers_of(_lookers, child_id, with_cases=with_cases)
            return tuple(looker(row) for row in connection.execute(found.limit(limit)))

    def of_grant(self, child_id: ChildId, grant_id: GrantId, *, limit: int) -> ReadingPage:
        """Return what was looked at of a child by one grant or broken glass, the newest first."""
        found = readings_of(child_id).where(_shown.c.grant_id == grant_id)
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
        found = select(_shown).where(*conditions(reader_id, chosen))
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

    def waiting(
        self, due_before: date, places: Places, *, limit: int, after: QuestionId | None = None
    ) -> QuestionList:
        """Return the questions that are not settled, those first that may be settled now."""
        is_early = at_stages([QuestionStage.OPEN]) & (_questions.c.read_on >= due_before)
        order: tuple[ColumnElement[object], ...] = (
            case((is_early, 1), else_=0),
            case(URGENCY, value=_questions.c.doubt, else_=len(URGENCY)),
            _questions.c.questioned_at,
            _questions.c.question,
        )
        waits = at_stages([QuestionStage.OPEN, QuestionStage.ANSWERED])
        wanted = select(_questions).where(waits, is_staffed_under(_questions.c.reader, places))
        behind = self._place_of(after, order)
        if behind is not None:
            wanted = wanted.where(tuple_(*order) > behind)
        return self._listed(wanted.order_by(*order), limit)

    def settled(
        self, places: Places, *, limit: int, after: QuestionId | None = None
    ) -> QuestionList:
        """Return the questions to people of these places that are settled, the newest first."""
        order = _questions.c.questioned_at, _questions.c.question
        theirs = is_staffed_under(_questions.c.reader, places)
        wanted = select(_questions).where(at_stages([QuestionStage.SETTLED]), theirs)
        behind = self._place_of(after, order)
        if behind is not None:
            wanted = wanted.where(tuple_(*order) < behind)
        return self._listed(wanted.order_by(*(each.desc() for each in order)), limit)

    def questions_of(self, reader_id: PersonId) -> tuple[QuestionRow, ...]:
        """Return what a person was asked, the newest first."""
        wanted = select(_questions).where(_questions.c.reader == reader_id)
        in_order = wanted.order_by(_questions.c.questioned_at.desc(), _questions.c.question)
        return tuple(map(question_row, self._rows(in_order)))

    def count_to_settle(self, due_before: date, places: Places, *, but: PersonId) -> int:
        """Return how many questions about somebody else of these places may be settled now."""
        theirs = is_staffed_under(_questions.c.reader, places)
        return self._count(may_be_settled(due_before), _questions.c.reader != but, theirs)

    def count_open_of(self, reader_id: PersonId) -> int:
        """Return how many questions wait for this person's answer."""
        return self._count(_questions.c.reader == reader_id, at_stages([QuestionStage.OPEN]))

    def children_shown(self, chosen: ShownTo, *, limit: int) -> tuple[ChildId, ...]:
        """Return the different children whom these readings showed."""
        child = _children.c.child
        wanted = select(child).where(_children.c.position.in_(positions_shown(chosen))).distinct()
        return tuple(ChildId(row.child) for row in self._rows(wanted.order_by(child).limit(limit)))

    def readers_between(
        self, first: date, last: date, places: Places, *, limit: int
    ) -> tuple[PersonId, ...]:
        """Return who of these places read on any of these days."""
        theirs = is_staffed_under(_days.c.reader, places)
        on_these = _days.c.read_on.between(first, last)
        wanted = select(_days.c.reader).where(on_these, theirs).distinct()
        rows = self._rows(wanted.order_by(_days.c.reader).limit(limit))
        return tuple(PersonId(row.reader) for row in rows)

    def catch_up(self) -> bool:
        """Move the view to the end of its log and return whether it is there."""
        return self._projector.catch_up()

    def behind(self) -> int:
        """Return how many records the view has still to fold."""
        return self._projector.behind(READINGS)

    def _place_of(
        self, after: QuestionId | None, order: Sequence[ColumnElement[object]]
    ) -> Tuple | None:
        """Return where a question stands in the order today, None for no question."""
        keys = [each.label(f"key_{number}") for number, each in enumerate(order)]
        place = select(*keys).where(_questions.c.question == after)
        asked = cast("Select[tuple[object, ...]]", place)
        for last in self._rows(asked) if after is not None else ():
            pairs = zip(last, order, strict=True)
            return tuple_(*(literal(value, each.type) for value, each in pairs))
        return None

    def _listed(self, wanted: Select[tuple[object, ...]], limit: int) -> QuestionList:
        found = self._rows(wanted.limit(limit + 1))
        rows = tuple(map(question_row, found[:limit]))
        return QuestionList(rows=rows, next_after=rows[-1].question_id if found[limit:] else None)

    def _count(self, *fulfilled: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(_questions).where(*fulfilled)
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
        found = [reading_row(row) for row in self._rows(wanted.limit(limit + 1))]
        rows = tuple(found[:limit])
        return ReadingPage(rows=rows, next_before=rows[-1].position if found[limit:] else None)

    def _rows(self, wanted: Select[tuple[object, ...]]) -> Sequence[Row[tuple[object, ...]]]:
        self._projector.catch_up()
        with self._engine.connect() as connection:
            return connection.execute(wanted).all()
