"""The `eventsourcing` library as it comes: its mapper, its AES cipher, its own recorders."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from eventsourcing.cryptography import AESCipher
from eventsourcing.persistence import (
    DatetimeAsISO,
    EventStore,
    InfrastructureFactory,
    JSONTranscoder,
    TrackingRecorder,
    UUIDAsHex,
)
from eventsourcing.utils import Environment
from psycopg.conninfo import conninfo_to_dict

from benchmarks.example import ACTOR, PLAIN_CONTEXT, PLAIN_VISIT, now

NAME = "peer"
TABLE = f"{NAME}_events"


@dataclass(frozen=True)
class VisitLogged:
    """What our event says, with what our log keeps beside it: learned when, asked how, by whom."""

    originator_id: UUID
    originator_version: int
    timestamp: datetime
    request_id: UUID
    actor_id: UUID
    visit_id: UUID
    visit: dict[str, object]
    context: dict[str, object]

    @classmethod
    def to_child(cls, child_id: UUID, version: int) -> "VisitLogged":
        """Return a new visit to a child; the child's id is the stream's and not written twice."""
        return cls(
            originator_id=child_id,
            originator_version=version,
            timestamp=now(),
            request_id=uuid4(),
            actor_id=ACTOR,
            visit_id=uuid4(),
            visit=PLAIN_VISIT,
            context=PLAIN_CONTEXT,
        )


class LibraryLog:
    """An event store of the library."""

    def __init__(self, store: EventStore[UUID]) -> None:
        self._store = store

    def put(self, events: Sequence[VisitLogged]) -> None:
        """Commit the events together."""
        self._store.put(events)

    def state_bytes(self) -> int:
        """Return how long the library's stored form of the event is."""
        event = VisitLogged.to_child(uuid4(), 1)
        return len(self._store.mapper.to_stored_event(event).state)


@contextmanager
def library_on_postgres(url: str, *, writers: int) -> Iterator[LibraryLog]:
    """Open the library's log in an empty database, with a connection for each writer."""
    place = conninfo_to_dict(url)
    with _opened(
        {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": str(place["dbname"]),
            "POSTGRES_HOST": str(place["host"]),
            "POSTGRES_PORT": str(place["port"]),
            "POSTGRES_USER": str(place["user"]),
            "POSTGRES_PASSWORD": "",
            "POSTGRES_POOL_SIZE": str(writers),
        }
    ) as log:
        yield log


@contextmanager
def library_on_sqlite(path: Path) -> Iterator[LibraryLog]:
    """Open the library's log in a new file; it sets WAL itself and leaves synchronous at FULL."""
    with _opened({"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}) as log:
        yield log


@contextmanager
def _opened(settings: dict[str, str]) -> Iterator[LibraryLog]:
    cipher = {
        "CIPHER_TOPIC": "eventsourcing.cryptography:AESCipher",
        "CIPHER_KEY": AESCipher.create_key(32),
    }
    factory: InfrastructureFactory[TrackingRecorder] = InfrastructureFactory.construct(
        Environment(NAME, settings | cipher)
    )
    try:
        transcoder = JSONTranscoder()
        transcoder.register(UUIDAsHex())
        transcoder.register(DatetimeAsISO())
        yield LibraryLog(
            EventStore(factory.mapper(transcoder=transcoder), factory.application_recorder())
        )
    finally:
        factory.close()
