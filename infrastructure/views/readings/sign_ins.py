"""Folds sign-ins of the log of readings, and how they ended, into a view that it answers from."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    MetaData,
    Row,
    Table,
    Text,
    select,
)

from application.ports import Recorded
from application.reads.sign_in_rows import SignInPage, SignInRow
from domain.reads.sign_ins import SessionEnd, SessionEnded, SessionOpened, SignInDoor
from domain.shared import PersonId, SessionId
from infrastructure.database import StoredInstant, StoredUuid, for_single_reads
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.projector import Projector
from infrastructure.views.view import LIVE, ViewTables

SIGN_INS = "sign_ins"


@lru_cache(maxsize=8)
def sign_ins_tables(suffix: str = LIVE) -> ViewTables:
    """Return the table of the view, a row for each session that was opened: ids, codes, times."""
    metadata = MetaData()
    Table(
        SIGN_INS + suffix,
        metadata,
        Column("session", StoredUuid, primary_key=True),
        Column("position", BigInteger, nullable=False),
        Column("person", StoredUuid, nullable=False),
        Column("opened_at", StoredInstant, nullable=False),
        Column("door", Text, nullable=False),
        Column("device", Text),
        Column("known", Boolean),
        Column("ended_at", StoredInstant),
        Column("how", Text),
        Column("ended_by", StoredUuid),
        Index(f"{SIGN_INS}_of{suffix}", "person", "position"),
    )
    return ViewTables(metadata, suffix)


class SignInsFold:
    """One row for each session; of an erased person nothing is left."""

    name = SIGN_INS
    names = frozenset(NAMES.stored_names([SessionOpened, SessionEnded]))

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the table of the view."""
        return sign_ins_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch; that a session ended whose opening was never recorded is passed over."""
        table = tables[SIGN_INS]
        ended = {each.fact.session_id for each in facts if isinstance(each.fact, SessionEnded)}
        rows: dict[UUID, list[object]] = {
            row.session: list(row) for row in rows_among(connection, table.c.session, ended)
        }
        for each in facts:
            match each.fact:
                case SessionOpened():
                    rows[each.fact.session_id] = _opened(each, each.fact)
                case SessionEnded() if each.fact.session_id in rows:
                    said = each.fact
                    rows[said.session_id][-3:] = [said.ended_at, said.how.value, each.actor_id]
        upsert(connection, table, list(rows.values()))
        delete_among(connection, table.c.person, erased)


def _opened(recorded: Recorded[object], said: SessionOpened) -> list[object]:
    return [
        *(said.session_id, recorded.position, said.person_id, recorded.recorded_at),
        *(said.door.value, recorded.context.device, said.browser_was_known),
        *(None, None, None),
    ]


class ShownSignIns:
    """Reads the view of sign-ins, which is moved forward before each answer."""

    def __init__(self, engine: Engine, projector: Projector) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector

    def of_person(
        self, person_id: PersonId, *, limit: int, before: int | None = None
    ) -> SignInPage:
        """Return the sign-ins of a person, the newest first."""
        table = sign_ins_tables()[SIGN_INS]
        wanted = select(table).where(table.c.person == person_id)
        if before is not None:
            wanted = wanted.where(table.c.position < before)
        self._projector.catch_up()
        in_order = wanted.order_by(table.c.position.desc()).limit(limit + 1)
        with self._engine.connect() as connection:
            found = connection.execute(in_order).all()
        rows = tuple(map(_row, found[:limit]))
        return SignInPage(rows=rows, next_before=rows[-1].position if found[limit:] else None)


def _row(row: Row[tuple[object, ...]]) -> SignInRow:
    return SignInRow(
        position=row.position,
        session_id=SessionId(row.session),
        opened_at=row.opened_at,
        door=SignInDoor(row.door),
        device=row.device,
        browser_was_known=row.known,
        ended_at=row.ended_at,
        how=row.how and SessionEnd(row.how),
        ended_by=row.ended_by and PersonId(row.ended_by),
    )
