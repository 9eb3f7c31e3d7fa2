"""What is stored of a data key, how it is named, and the few statements on these rows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import BindParameter, Connection, Engine, Insert, Select, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from infrastructure.keys.tables import DATA_KEYS

KEY_ID_BYTES = 16
AT_ONCE = 500

V = TypeVar("V")


class KeyRow(NamedTuple):
    """A data key as stored; from its destruction on, `wrapped` is None."""

    subject: UUID
    compartment: str
    generation: int
    key_id: bytes
    wrapped: bytes | None
    destroyed_at: datetime | None = None


def key_context(subject: UUID, compartment: str, generation: int) -> bytes:
    """Return subject ‖ compartment ‖ generation (u32): both ends are of fixed width."""
    return subject.bytes + compartment.encode() + generation.to_bytes(4, "big")


def key_id_of(data_key: bytes, context: bytes) -> bytes:
    """Return the public id of a data key: 16 bytes of HKDF-SHA256 that commit to key and context.

    AES-GCM does not commit to its key by itself; every leaf holds this id, so it does.
    """
    info = b"tongxin/key-id/1" + context
    return HKDF(algorithm=SHA256(), length=KEY_ID_BYTES, salt=None, info=info).derive(data_key)


_columns = (
    DATA_KEYS.c.subject,
    DATA_KEYS.c.compartment,
    DATA_KEYS.c.generation,
    DATA_KEYS.c.key_id,
    DATA_KEYS.c.wrapped,
    DATA_KEYS.c.destroyed_at,
)


# Built once: each fact that is recorded asks for keys.
_AMONG: BindParameter[object] = bindparam("among", expanding=True)
_NEWEST_FIRST = (
    select(*_columns).where(DATA_KEYS.c.subject.in_(_AMONG)).order_by(DATA_KEYS.c.generation.desc())
)
_UNLESS_THERE: Mapping[str, Insert] = {
    "postgresql": postgresql.insert(DATA_KEYS).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(DATA_KEYS).on_conflict_do_nothing(),
}
_OF_IDS = select(*_columns).where(DATA_KEYS.c.key_id.in_(_AMONG))


def rows_of_subjects(engine: Engine, subjects: Collection[UUID]) -> list[KeyRow]:
    """Return every key of the subjects, each subject's newest generations first."""
    return [row for some in _portions(list(subjects)) for row in _rows(engine, _NEWEST_FIRST, some)]


def rows_of_ids(engine: Engine, key_ids: Collection[bytes]) -> list[KeyRow]:
    """Return the keys of these ids; unknown ids have no row."""
    return [row for some in _portions(list(key_ids)) for row in _rows(engine, _OF_IDS, some)]


def destroyed_in(engine: Engine, compartments: Collection[str]) -> frozenset[UUID]:
    """Return the subjects of whom a key in one of these compartments was destroyed."""
    destroyed = DATA_KEYS.c.destroyed_at.is_not(None)
    among = DATA_KEYS.c.compartment.in_(compartments)
    with engine.connect() as connection:
        return frozenset(connection.scalars(select(DATA_KEYS.c.subject).where(destroyed, among)))


def _portions(values: list[V]) -> Iterator[list[V]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


def _rows(engine: Engine, asked: Select[*tuple[object, ...]], among: list[V]) -> list[KeyRow]:
    with engine.connect() as connection:
        return [KeyRow._make(row) for row in connection.execute(asked, {"among": among})]


def insert_new(engine: Engine, rows: Sequence[KeyRow], created_at: datetime) -> None:
    """Commit the rows; where another process was first, its row stands."""
    # Sorted, so that two processes that make the same keys never wait for each other in a ring.
    values = [{**row._asdict(), "created_at": created_at} for row in sorted(rows, key=_order)]
    with engine.begin() as connection:
        connection.execute(_insert_unless_there(connection), values)


def destroy_rows(engine: Engine, fences: Sequence[KeyRow], destroyed_at: datetime) -> None:
    """Null every generation of each fence's subject and compartment, all in one commit.

    Where there is no key yet, the fence itself is inserted, so that none can be made later.
    """
    with engine.begin() as connection:
        for row in sorted(fences, key=_order):
            connection.execute(
                _insert_unless_there(connection),
                {**row._asdict(), "created_at": destroyed_at, "destroyed_at": destroyed_at},
            )
            connection.execute(
                update(DATA_KEYS)
                .where(
                    DATA_KEYS.c.subject == row.subject,
                    DATA_KEYS.c.compartment == row.compartment,
                    DATA_KEYS.c.destroyed_at.is_(None),
                )
                .values(wrapped=None, destroyed_at=destroyed_at)
            )


def _order(row: KeyRow) -> tuple[UUID, str, int]:
    return row.subject, row.compartment, row.generation


def _insert_unless_there(connection: Connection) -> Insert:
    return _UNLESS_THERE[connection.dialect.name]
