"""The sealed log as the use cases see it: facts go in and come out, rows and keys stay here."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from uuid import UUID, uuid4, uuid5

from eventsourcing.persistence import EventStore, IntegrityError, Notification, Tracking

from application.ports import (
    ClaimTaken,
    Commit,
    FollowUp,
    History,
    Recorded,
    StreamMoved,
    Unreadable,
)
from domain.errors import NotFound
from domain.shared import Erased, Stream
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.appending import Append
from infrastructure.log.joining import JoinedRecorder
from infrastructure.log.mapper import Outgoing, SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import AlertRow, ClaimHeld, ClaimRow, OutsideRow, StoredRow
from infrastructure.log.unreadable import Reason


class SealedLog:
    """One append-only log: loads opened facts of streams, appends facts as sealed rows.

    The `eventsourcing` store seals through the mapper and writes through the joined recorder;
    a repeat after a lost reply happens below it, so that the stored bytes stay equal. Only what is
    noted goes past the store, which seals on the thread that brings it.
    """

    def __init__(
        self,
        recorder: LogRecorder,
        mapper: SealingMapper,
        vault: Vault,
        may_append: Callable[[], None] = lambda: None,
    ) -> None:
        self._recorder = recorder
        self._mapper = mapper
        self._vault = vault
        self._may_append = may_append
        self._joined = JoinedRecorder(recorder)
        self._store: EventStore[UUID] = EventStore(mapper, self._joined)

    def load(
        self, streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        """Return the facts of the streams, merged by position, and the version of each stream.

        With `before`, stops at the first event learned at or after that moment. A subject whose
        keys were destroyed answers Erased.

        Raises: Unreadable when a stored row fails its integrity check, or one is missing.
        """
        rows = self._recorder.rows_of([self._mapper.stream_id(stream) for stream in streams])
        try:
            opened = self._mapper.open_rows(rows)
        except KeyDestroyed as destroyed:
            return Erased(destroyed.subject)
        if before is not None:
            opened = list(takewhile(lambda each: each.recorded_at < before, opened))
        last = _last_versions(rows[: len(opened)])
        versions = {stream: last.get(self._mapper.stream_id(stream).int, 0) for stream in streams}
        return History(tuple(opened), versions)

    def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
        """Record the facts of a commit durably and return them as recorded.

        Raises: StreamMoved when an expected stream is at another version, or the follower has come
        as far before; ClaimTaken when another owner holds a claimed value; NotFound when a key that
        a fact needs was destroyed; Unavailable while the clocks differ.
        """
        self._may_append()
        streams = [self._mapper.stream_of(fact) for fact in commit.facts]
        outgoing = self._outgoing(commit, streams)
        try:
            recordings = self._store.put(
                outgoing,
                expected=self._only_read(commit, outgoing),
                claims=self._claims(commit),
                **(_following(commit.follows) if commit.follows else {}),
            )
        except ClaimHeld as held:
            raise ClaimTaken(held.kind, held.owner) from None
        except IntegrityError:
            raise StreamMoved from None
        except KeyDestroyed:
            raise NotFound("erased") from None
        return tuple(
            Recorded(
                position=recording.notification.id,
                stream=stream,
                version=each.originator_version,
                event_id=each.event_id,
                request_id=each.request_id,
                recorded_at=each.recorded_at,
                actor_id=each.actor_id,
                stored=_row_of(each, recording.notification),
                fact=each.fact,
                context=each.context,
            )
            for stream, each, recording in zip(streams, outgoing, recordings, strict=True)
        )

    def note(self, commit: Commit) -> None:
        """Record facts durably, each the first of its stream, sealed by whoever commits them.

        Raises: StreamMoved when the stream of one of them holds a fact; as `append`.
        """
        self._may_append()
        # Here, so that whoever seals for all waits for no key of another.
        self._mapper.prepare(commit.facts)
        try:
            first_rows = self._mapper.first_rows
            self._joined.write_sealed(lambda drawn: Append(first_rows(commit, drawn)))
        except IntegrityError:
            raise StreamMoved from None
        except KeyDestroyed:
            raise NotFound("erased") from None

    def _outgoing(self, commit: Commit, streams: Sequence[Stream]) -> list[Outgoing]:
        """Give each fact its stream's next version, in the order of the commit."""
        stream_id = self._mapper.stream_id
        versions = {stream_id(stream).int: seen for stream, seen in commit.expected.items()}
        outgoing = []
        for number, (stream, fact) in enumerate(zip(streams, commit.facts, strict=True)):
            originator_id = stream_id(stream)
            versions[originator_id.int] += 1
            outgoing.append(
                Outgoing(
                    originator_id=originator_id,
                    originator_version=versions[originator_id.int],
                    event_id=uuid5(commit.request_id, str(number)) if commit.follows else uuid4(),
                    request_id=commit.request_id,
                    recorded_at=commit.recorded_at,
                    actor_id=commit.actor_id,
                    fact=fact,
                    context=commit.context,
                )
            )
        return outgoing

    def _only_read(self, commit: Commit, outgoing: Sequence[Outgoing]) -> dict[UUID, int]:
        """Return the streams the decision read without adding to them.

        Those added to are guarded by the uniqueness of (stream, version) already.
        """
        added_to = {each.originator_id.int for each in outgoing}
        expected = {
            self._mapper.stream_id(stream): seen for stream, seen in commit.expected.items()
        }
        return {stream: seen for stream, seen in expected.items() if stream.int not in added_to}

    def _claims(self, commit: Commit) -> list[ClaimRow]:
        digest = self._vault.claim_digest
        return [
            ClaimRow(each.kind, digest(each.kind, each.value), each.owner_id, is_released)
            for claims, is_released in ((commit.releases, True), (commit.claims, False))
            for each in claims
        ]


def _following(follows: FollowUp) -> dict[str, object]:
    return {
        "tracking": Tracking(follows.follower, follows.position),
        "alerts": [
            AlertRow(*alert[:3], tuple(OutsideRow(*each) for each in alert.outside))
            for alert in follows.alerts
        ],
    }


def _row_of(each: Outgoing, stored: Notification) -> StoredRow:
    return StoredRow(
        stored.id, each.originator_id, each.originator_version, stored.topic, stored.state
    )


def _last_versions(rows: Sequence[StoredRow]) -> Mapping[int, int]:
    """Return the last version of each stream, called by its id as a whole number.

    Those take a tenth of the time to look up that streams take, and every event is counted here.

    Raises: Unreadable when a version is missing: what follows cannot be judged without it.
    """
    last: dict[int, int] = {}
    for _, stream, version, _, _ in rows:
        if last.get(stream.int, 0) != version - 1:
            raise Unreadable(stream, version - 1, Reason.VERSION_MISSING)
        last[stream.int] = version
    return last
