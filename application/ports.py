"""What the use cases need from outside, as protocols and plain values."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID

from application.rows import (
    DeskPage,
    DueFilter,
    DutyRow,
    OrganisationRow,
    PairingRow,
    PersonRow,
    Relations,
)
from application.stored import Stored
from domain.ruleset import RuleSet
from domain.shared import ChildId, Erased, OrganisationId, PersonId, RequestId, Stream

F_co = TypeVar("F_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """How a fact reached us, sealed beside it; what is not known is left out."""

    duty: str | None = None
    organisation: OrganisationId | None = None
    device: str | None = None
    entered_at: datetime | None = None
    rules: int | None = None
    late: bool | None = None


NO_CONTEXT = Context()


class Recorded(NamedTuple, Generic[F_co]):
    """A fact as it stands in the log; `recorded_at` is when we learned it.

    A plain tuple, since whole logs are read as these; only receipts and histories ask for the leaf.
    """

    position: int
    stream: Stream
    version: int
    event_id: UUID
    request_id: RequestId
    recorded_at: datetime
    actor_id: PersonId
    stored: Stored
    fact: F_co
    context: Context

    @property
    def leaf_hash(self) -> bytes:
        """The 32-byte Merkle leaf of the event, for which no key is needed."""
        return self.stored.leaf_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A value that one owner only may hold in the whole ledger, e.g. kind `id_number`."""

    kind: str
    value: str = field(repr=False)
    owner_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """Facts to append together: all of them or none.

    `expected` holds the version of every stream the decision read (0 = empty); a stream that moved
    meanwhile refuses the whole commit. All facts carry the one request id and learned time.
    """

    facts: Sequence[object]
    expected: Mapping[Stream, int]
    request_id: RequestId
    actor_id: PersonId
    recorded_at: datetime
    context: Context = NO_CONTEXT
    claims: Sequence[Claim] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The proof that a request is recorded: its last event's place, version and leaf hash.

    `fresh` is false when the same request was recorded before and this is its first receipt again.
    """

    position: int
    version: int
    leaf_hash: bytes
    recorded_at: datetime
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class History:
    """The facts of the streams asked for, merged by position, and each stream's version."""

    recorded: tuple[Recorded[object], ...]
    versions: Mapping[Stream, int]

    def of(self, stream: Stream) -> tuple[object, ...]:
        """Return the facts of one stream in the order they were learned."""
        return tuple(each.fact for each in self.recorded if each.stream == stream)


class StreamMoved(Exception):
    """Another commit reached one of the expected streams first."""


class ClaimTaken(Exception):
    """Another owner holds the claimed value."""

    def __init__(self, kind: str, owner_id: UUID) -> None:
        super().__init__(kind)
        self.kind = kind
        self.owner_id = owner_id


class Unreadable(Exception):
    """A stored event is damaged or cannot be decoded; its stream alone is affected."""

    def __init__(self, stream_id: UUID, version: int, reason: str) -> None:
        super().__init__(f"event {version} of stream {stream_id} is unreadable: {reason}")
        self.stream_id = stream_id
        self.version = version
        self.reason = reason


class EventLog(Protocol):
    """The append-only sealed log."""

    def load(
        self, streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        """Return the facts of the streams learned before `before` (all without it).

        Raises: Unreadable when a stored row fails its integrity check.
        """
        ...

    def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
        """Record the facts durably and return them as recorded.

        Raises: StreamMoved, ClaimTaken.
        """
        ...


class AccessView(Protocol):
    """Duties, relations and places as permission needs them; raises Unavailable when behind."""

    def duties_of(self, person_id: PersonId) -> tuple[DutyRow, ...]:
        """Return every duty of a person, ended ones too."""
        ...

    def relations(self, person_id: PersonId, child_id: ChildId) -> Relations:
        """Return a person's duties with a child's places and pairings, as of one moment."""
        ...

    def chain_of_child(self, child_id: ChildId) -> frozenset[OrganisationId] | None:
        """Return class, school, village and all above them; None without a care file."""
        ...

    def chain_of_organisation(self, organisation_id: OrganisationId) -> frozenset[OrganisationId]:
        """Return the organisation and all above it."""
        ...

    def pairings_of(self, child_id: ChildId) -> tuple[PairingRow, ...]:
        """Return the pairings of a child, ended ones too."""
        ...


class Desk(Protocol):
    """The caseworker's desk."""

    def page(
        self,
        person_id: PersonId,
        on: date,
        *,
        due: DueFilter,
        limit: int,
        cursor: str | None,
    ) -> DeskPage:
        """Return the children whom the person looks after on that day, the soonest due first."""
        ...

    def load_of(self, mentor_id: PersonId, on: date) -> tuple[int | None, ...]:
        """Return the care level of each child with whom a mentor is paired on that day."""
        ...


class Directory(Protocol):
    """Organisations and people by name."""

    def organisations(self) -> tuple[OrganisationRow, ...]:
        """Return all organisations, parents before children."""
        ...

    def organisation(self, organisation_id: OrganisationId) -> OrganisationRow | None:
        """Return one organisation."""
        ...

    def people(self, person_ids: Collection[PersonId]) -> Mapping[PersonId, PersonRow]:
        """Return the people of these ids that are known."""
        ...

    def people_at(self, organisation_ids: Collection[OrganisationId]) -> tuple[PersonRow, ...]:
        """Return the people who hold or held a duty at one of these places, in the order of ids."""
        ...

    def people_page(self, *, limit: int, after: PersonId | None) -> tuple[PersonRow, ...]:
        """Return people in the order of their ids."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything one deployment works on: its log, its log of readings, its views and its rules."""

    log: EventLog
    reads: EventLog
    access: AccessView
    desk: Desk
    directory: Directory
    rules: RuleSet
    catch_up: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks, and from which device as far as known."""

    person_id: PersonId
    device: str | None = None
