"""The health desk: the cases that a person answers for or has to see, as its parts have them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, Engine, Row

from application.crisis.desk.school_cases import OwnedCase, SchoolCase, YellowCase
from application.crisis.desk.stages import CaseStage, DeskPart
from application.ports import WrittenByNewerProgram
from application.rows import HealthPage, HealthRow
from domain.days import end_of_day
from domain.referrals.facts import ConcernRaised
from domain.ruleset import RuleSet
from domain.shared import CaseId, ChildId, OrganisationId, PersonId
from infrastructure.database import for_single_reads
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.cursors import SealedCursors
from infrastructure.views.health.county import CountyCases
from infrastructure.views.health.damaged import DamagedCases, StreamId
from infrastructure.views.health.lost import lost_worries
from infrastructure.views.health.owned import owned_cases
from infrastructure.views.health.posts import EMPTY_AT_MOST, empty_posts
from infrastructure.views.health.questions import (
    AT_HOSPITAL_NOW,
    AT_SCHOOLS,
    COUNTS,
    DAMAGED,
    FIRST,
    HEARS,
    NEXT,
    OF_CHILD,
    REFERRED_AT,
    YELLOW,
    part_counted,
)
from infrastructure.views.health.shown import shown
from infrastructure.views.health.tables import HEALTH, content_column, decode_content
from infrastructure.views.of_child import OfChild
from infrastructure.views.projector import Projector
from infrastructure.views.sealed_columns import ColumnDamaged, Place

_POSITION_BYTES = 8


class HealthCases(CountyCases):
    """Reads the view `health` within what the view `access` lets a person see."""

    def __init__(
        self,
        engine: Engine,
        projector: Projector,
        access: AccessDuties,
        *,
        vault: Vault,
        stream_id: StreamId,
        rules: RuleSet,
    ) -> None:
        super().__init__(access, projector, vault)
        self._engine = for_single_reads(engine)
        self._content = content_column(vault)
        self._cursors = SealedCursors(vault, "health")
        self._stream_id = stream_id
        self._damaged = DamagedCases(stream_id)
        self._of_child = OfChild(
            engine, projector.pages, HEALTH, OF_CHILD, ConcernRaised, lambda fact: fact.case_id
        )
        self._received_shown = timedelta(days=rules.received_cases_shown_days)

    def page(
        self, person_id: PersonId, on: date, *, limit: int, cursor: str | None = None
    ) -> HealthPage:
        """Return the cases open to a person on a day by parts, the gravest of each first.

        Who may see which case is never older than the log; what is said of the case may be
        `behind` by so many events. A case that was withdrawn is over and not shown; one that a
        hospital received is listed for some time after its last change, and counted then.

        Raises: Invalid for a cursor that is not this person's; Unavailable when permission cannot
        be told.
        """
        asked = {**self._asked(person_id, on), "limit": limit + 1}
        if cursor is not None:
            asked |= _after(self._cursors.open_place(person_id, cursor))
        told = self._access.answer_to(COUNTS, asked, person_id)
        counts = _counts(told)
        with self._engine.connect() as connection:
            found = connection.execute(NEXT if cursor else FIRST, asked).all()
            damaged = self._damaged_of(connection, asked)
            lost = self._lost(connection, asked, person_id)
            posts, posts_total = empty_posts(connection, person_id, on, limit=EMPTY_AT_MOST)
        rows = self._rows(found[:limit], damaged)
        unreadable = {each.case_id for each in rows if each.unreadable}
        last = found[limit - 1] if len(found) > limit else None
        return HealthPage(
            rows=rows,
            next_cursor=self._cursors.seal_place(person_id, _place_of(last)) if last else None,
            untaken=counts.get(CaseStage.UNTAKEN, 0),
            total=sum(counts.values()),
            behind=self._projector.behind(HEALTH),
            empty_posts=posts,
            empty_posts_total=posts_total,
            older_received=sum(row.cases for row in told if row.is_old),
            lost=lost,
            unreadable=len(unreadable | damaged) + lost,
            counts=counts,
            parts=_parts(told),
        )

    def counts(self, person_id: PersonId, on: date) -> Mapping[CaseStage, int]:
        """Return how many cases of each stage are open to a person. Raises: Unavailable."""
        return _counts(self._access.answer_to(COUNTS, self._asked(person_id, on), person_id))

    def at_schools(
        self, person_id: PersonId, school_ids: Collection[OrganisationId], on: date
    ) -> tuple[SchoolCase, ...]:
        """Return the cases of these schools that are open to a person. Raises: Unavailable."""
        if not school_ids:
            return ()
        asked = {**self._asked(person_id, on), "schools": sorted(school_ids)}
        return tuple(
            SchoolCase(
                school_id=OrganisationId(row.school),
                child_id=ChildId(row.child),
                stage=CaseStage(row.told_stage),
            )
            for row in self._access.answer_to(AT_SCHOOLS, asked, person_id)
            if row.school is not None
        )

    def yellow(self, person_id: PersonId, on: date) -> tuple[YellowCase, ...]:
        """Return the yellow cases open to a person as who answers. Raises: Unavailable."""
        rows = self._access.answer_to(YELLOW, self._asked(person_id, on), person_id)
        return tuple(
            YellowCase(
                case_id=CaseId(row.case_id),
                child_id=ChildId(row.child),
                place_id=row.place and OrganisationId(row.place),
                stage=CaseStage(row.told_stage),
                raised_at=row.raised_at,
                owner_id=row.owner and PersonId(row.owner),
            )
            for row in rows
            if row.case_id
        )

    def referred_at(self, person_id: PersonId, on: date, position: int) -> CaseId | None:
        """Return the case that was referred to their hospital there. Raises: Unavailable."""
        asked = {**self._asked(person_id, on), "issued_position": position}
        rows = self._access.answer_to(REFERRED_AT, asked, person_id)
        return next((CaseId(row.case_id) for row in rows if row.case_id), None)

    def lost(self, person_id: PersonId, on: date) -> int:
        """Return how many unreadable worries the person has to hear of. Raises: Unavailable."""
        with self._engine.connect() as connection:
            return self._lost(connection, self._asked(person_id, on), person_id)

    def cases_of_child(self, child_id: ChildId) -> tuple[CaseId, ...]:
        """Return a child's cases that the view does not know to be over, and all raised since."""
        try:
            found = self._of_child.ids(child_id)
        except WrittenByNewerProgram:
            # A case is joined by what can be read, and no worry waits for that.
            found = self._of_child.known(child_id)
        return tuple(map(CaseId, found))

    def cases_at_hospital(self, hospital_id: OrganisationId) -> tuple[CaseId, ...]:
        """Return the cases that a hospital has, as far as the view knows."""
        with self._engine.connect() as connection:
            found = connection.execute(AT_HOSPITAL_NOW, {"hospital": hospital_id})
            return tuple(CaseId(each.case_id) for each in found)

    def is_near(self) -> bool:
        """Return whether `cases_of_child` leaves out nothing: not while the view is far behind."""
        return self._of_child.is_near()

    def owned(self, on: date) -> tuple[OwnedCase, ...]:
        """Return every case that somebody has, as far as the view knows, the first first."""
        with self._engine.connect() as connection:
            return owned_cases(connection, on)

    def _asked(self, person_id: PersonId, on: date) -> dict[str, object]:
        return {
            "person": person_id,
            "on": on,
            "received_since": on - self._received_shown,
            "tonight": end_of_day(on),
        }

    def _lost(
        self, connection: Connection, asked: Mapping[str, object], person_id: PersonId
    ) -> int:
        number = lost_worries(connection, self._stream_id)
        if not number:
            return 0
        self._access.require_current(person_id)
        return number if connection.execute(HEARS, asked).first() else 0

    def _damaged_of(self, connection: Connection, asked: Mapping[str, object]) -> frozenset[CaseId]:
        """Return those of all the person's cases that the view cannot follow any further."""
        damaged = self._damaged.known(connection)
        among = {**asked, "damaged": sorted(damaged)}
        return frozenset(map(CaseId, connection.scalars(DAMAGED, among) if damaged else ()))

    def _rows(
        self, found: Sequence[Row[tuple[object, ...]]], damaged: Collection[CaseId]
    ) -> tuple[HealthRow, ...]:
        self._content.warm(row.content for row in found)
        rows = (self._row(row, damaged) for row in found)
        return tuple(row for row in rows if row)

    def _row(self, row: Row[tuple[object, ...]], damaged: Collection[CaseId]) -> HealthRow | None:
        """Return the opened row; nothing of a child who was erased a moment ago."""
        try:
            opened = self._content.open(Place(row.child, row.position), row.content)
        except KeyDestroyed:
            return None
        except ColumnDamaged:
            return shown(row, None)
        return shown(row, None if row.case_id in damaged else decode_content(opened))


def _counts(told: Sequence[Row[tuple[object, ...]]]) -> dict[CaseStage, int]:
    """Return how many cases there are of each stage; where there is none, one row is empty."""
    counts: dict[CaseStage, int] = {}
    for row in told:
        if row.cases and not row.is_old:
            stage = CaseStage(row.told_stage)
            counts[stage] = counts.get(stage, 0) + row.cases
    return counts


def _parts(told: Sequence[Row[tuple[object, ...]]]) -> dict[DeskPart, int]:
    parts: dict[DeskPart, int] = {}
    for row in told:
        if row.cases and not row.is_old:
            part = part_counted(row.part)
            parts[part] = parts.get(part, 0) + row.cases
    return parts


def _after(place: bytes) -> dict[str, object]:
    return {"after_group": place[0], "after_position": int.from_bytes(place[1:], "big")}


def _place_of(row: Row[tuple[object, ...]]) -> bytes:
    position: int = row.position
    return bytes([row.in_group]) + position.to_bytes(_POSITION_BYTES, "big")
