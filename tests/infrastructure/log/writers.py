"""A process that appends from several threads until it is killed, and says what was acknowledged.

    python -m tests.infrastructure.log.writers ADDRESS NAME THREADS

Each line on its standard output is one acknowledged commit: its first position, its number of
events and its stream.
"""

import sys
from itertools import count
from threading import Lock, Thread
from uuid import NAMESPACE_OID, UUID, uuid5

from eventsourcing.persistence import StoredEvent

from infrastructure.database import open_engine
from infrastructure.log.joining import JoinedRecorder
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import EVENTS
from tests.infrastructure.log.examples import NAME


def commit(writer: str, number: int) -> list[StoredEvent]:
    """Return one event or three, in turn, of a stream of their own."""
    return [
        StoredEvent(stream_of(writer, number), version, NAME, f"{writer} {number}".encode())
        for version in range(1, 2 + 2 * (number % 2))
    ]


def stream_of(writer: str, number: int) -> UUID:
    return uuid5(NAMESPACE_OID, f"{writer}/{number}")


def main(address: str, name: str, threads: int) -> None:
    joined = JoinedRecorder(LogRecorder(open_engine(address), EVENTS))
    printing = Lock()

    def write(writer: str) -> None:
        for number in count():
            events = commit(writer, number)
            positions = joined.insert_events(events) or []
            with printing:
                sys.stdout.write(f"{positions[0]} {len(positions)} {events[0].originator_id}\n")
                sys.stdout.flush()

    for number in range(threads):
        Thread(target=write, args=(f"{name}-{number}",)).start()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
