"""Answers which access beyond a duty waits for whom, and who is kept out for a child's cases."""

from collections.abc import Collection, Mapping
from datetime import datetime
from time import monotonic, sleep
from uuid import UUID

from sqlalchemy import Engine, select

from application.authorisation.grant_rows import GrantCounts, GrantPage, GrantRow
from domain.days import local_day
from domain.errors import RecordDamaged, Unavailable
from domain.shared import CaseId, ChildId, GrantId, PersonId
from infrastructure.database import for_single_reads
from infrastructure.keys.vault import Vault
from infrastructure.views import positions
from infrastructure.views.access.answers import (
    CURRENT_WITHIN_SECONDS,
    LOOK_AGAIN_SECONDS,
    AccessDuties,
)
from infrastructure.views.access.grant_questions import (
    CASES_OF,
    COUNTS,
    HAVING_CASES,
    IN_FORCE,
    KEPT_OUT,
    NEWS,
    OVERDUE,
    OWN,
    OWN_CHILD,
    TO_DECIDE,
    TO_REVIEW,
    UNHEARD,
    UNTOLD,
    WAITING_OF_OWN,
)
from infrastructure.views.access.grants_fold import grant_row
from infrastructure.views.access.questions import Question, proven
from infrastructure.views.cursors import SealedCursors
from infrastructure.views.health.damaged import StreamId, cases_among
from infrastructure.views.health.fold import HealthFold
from infrastructure.views.health.lost import SET_APART
from infrastructure.views.health.tables import HEALTH
from infrastructure.views.projector import Projector

_POSITION_BYTES = 8
_BEFORE_ALL, _AFTER_ALL = 0, 2**62

_BEHIND = select(positions.unfolded(HEALTH, HealthFold.names).label("behind"))
_OUT = proven(KEPT_OUT)


class Grants:
    """Reads the grants of the view `access`, and the view `health` for who may be involved."""

    def __init__(
        self,
        engine: Engine,
        projector: Projector,
        access: AccessDuties,
        *,
        vault: Vault,
        stream_id: StreamId,
    ) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector
        self._access = access
        self._cursors = SealedCursors(vault, "grants")
        self._stream_id = stream_id

    def own(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return a person's own requests and accesses, the latest first. Raises: Unavailable."""
        return self._page(OWN, person_id, at, limit, cursor, _AFTER_ALL)

    def to_decide(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return the requests that wait for a person, the oldest first. Raises: Unavailable."""
        return self._page(TO_DECIDE, person_id, at, limit, cursor, _BEFORE_ALL)

    def in_force(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return the grants in force that a person may revoke. Raises: Unavailable."""
        return self._page(IN_FORCE, person_id, at, limit, cursor, _BEFORE_ALL)

    def to_review(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return the break-glass accesses that wait for a person's review. Raises: Unavailable."""
        return self._page(TO_REVIEW, person_id, at, limit, cursor, _BEFORE_ALL)

    def overdue(
        self, person_id: PersonId, at: datetime, *, limit: int, cursor: str | None = None
    ) -> GrantPage:
        """Return what waits too long of which a person was told. Raises: Unavailable."""
        return self._page(OVERDUE, person_id, at, limit, cursor, _BEFORE_ALL)

    def untold(
        self, at: datetime, *, glass_before: datetime, asked_before: datetime, limit: int
    ) -> tuple[GrantRow, ...]:
        """Return what waits from before these moments without anybody told. Raises: Unavailable."""
        asked = {"now": at, "glass_before": glass_before, "asked_before": asked_before}
        rows = self._access.rows_of(UNTOLD, {**asked, "limit": limit})
        return tuple(grant_row(row) for row in rows if row.grant_id)

    def unheard(self, *, limit: int) -> tuple[GrantRow, ...]:
        """Return broken glass of which nobody was ever told. Raises: Unavailable."""
        rows = self._access.rows_of(UNHEARD, {"limit": limit})
        return tuple(grant_row(row) for row in rows if row.grant_id)

    def child_of_own(self, person_id: PersonId, grant_id: GrantId) -> ChildId | None:
        """Return of whom a person's own request or access is. Raises: Unavailable."""
        asked = {"person": person_id, "grant": grant_id}
        (told,) = self._access.answer_to(OWN_CHILD, asked, person_id)
        return None if told.child is None else ChildId(told.child)

    def count_waiting(self, person_id: PersonId, at: datetime) -> int:
        """Return how many of a person's own requests are undecided. Raises: Unavailable."""
        (told,) = self._access.answer_to(WAITING_OF_OWN, _asked(person_id, at), person_id)
        return int(told.waiting)

    def counts(self, person_id: PersonId, at: datetime) -> GrantCounts:
        """Return how many wait for a person. Raises: Unavailable."""
        (told,) = self._access.answer_to(COUNTS, _asked(person_id, at), person_id)
        return GrantCounts(
            to_decide=told.to_decide,
            to_review=told.to_review,
            still_open=told.still_open,
            overdue=told.overdue,
        )

    def count_news(self, person_id: PersonId) -> int:
        """Return how much was decided that its holder has not opened. Raises: Unavailable."""
        (told,) = self._access.answer_to(NEWS, {"person": person_id}, person_id)
        return int(told.news)

    def kept_out(
        self, child_id: ChildId, person_ids: Collection[PersonId], at: datetime
    ) -> frozenset[PersonId]:
        """Return those of the people who are kept out of any case of the child, over or not.

        Raises: Unavailable while that cannot be told, RecordDamaged when a case of the child cannot
        be read: somebody may be named in it. A worry of which not even the child can be read keeps
        nobody out, since nobody can say of whom.
        """
        self._require_current()
        asked = {
            "child": child_id,
            "people": sorted(set(person_ids)),
            "on": local_day(at),
        }
        # Asked for nobody in particular: whose own record is damaged is still kept out.
        rows = self._access.rows_of(_OUT, asked)
        with self._engine.connect() as connection:
            set_apart = frozenset(connection.scalars(SET_APART))
            cases = connection.scalars(CASES_OF, asked).all() if set_apart else ()
        if cases_among(set_apart, cases, self._stream_id):
            raise RecordDamaged("access_view_damaged")
        return frozenset(PersonId(row.person) for row in rows if row.person)

    def cases_of(self, child_id: ChildId) -> tuple[CaseId, ...]:
        """Return the cases of a child as far as the view knows, the oldest first."""
        with self._engine.connect() as connection:
            return tuple(map(CaseId, connection.scalars(CASES_OF, {"child": child_id})))

    def having_cases(self, child_ids: Collection[ChildId]) -> frozenset[ChildId]:
        """Return those of the children of whom there is a case, as far as the view knows."""
        asked = {"children": sorted(set(child_ids))}
        with self._engine.connect() as connection:
            return frozenset(map(ChildId, connection.scalars(HAVING_CASES, asked)))

    def _require_current(self) -> None:
        give_up_at = monotonic() + CURRENT_WITHIN_SECONDS
        while self._is_behind():
            if not self._projector.catch_up() and monotonic() < give_up_at:
                sleep(LOOK_AGAIN_SECONDS)
            elif monotonic() > give_up_at:
                raise Unavailable("access_view_behind")

    def _is_behind(self) -> bool:
        with self._engine.connect() as connection:
            return bool(connection.scalar(_BEHIND))

    def _page(
        self,
        question: Question,
        person_id: PersonId,
        at: datetime,
        limit: int,
        cursor: str | None,
        start: int,
    ) -> GrantPage:
        place = start
        if cursor is not None:
            place = int.from_bytes(self._cursors.open_place(person_id, cursor), "big")
        asked = {**_asked(person_id, at), "place": place, "limit": limit + 1}
        told = self._access.answer_to(question, asked, person_id)
        rows = tuple(grant_row(row) for row in told if row.grant_id)
        more = len(rows) > limit
        return GrantPage(
            rows=rows[:limit],
            next_cursor=self._after(person_id, rows[limit - 1].position) if more else None,
        )

    def _after(self, person_id: UUID, position: int) -> str:
        return self._cursors.seal_place(person_id, position.to_bytes(_POSITION_BYTES, "big"))


def _asked(person_id: PersonId, at: datetime) -> Mapping[str, object]:
    return {"person": person_id, "now": at, "on": local_day(at)}
