"""What the use cases need of a log, as protocols and plain values; and the ledger as a whole."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID

from application.authentication.security_rows import SecurityEvents
from application.authorisation.finding_port import ChildFinder
from application.authorisation.grant_rows import Grants
from application.crisis.clocks.clock_rows import Clocks
from application.crisis.delivery.channel_rows import NO_MESSAGES, Messages
from application.crisis.hospital.referral_rows import Referrals
from application.crisis.reading.notice_rows import RiskNotices
from application.crisis.telling import outside_rows as outside
from application.privacy.due_rows import Dues
from application.reads.reading_rows import Readings
from application.reporting.report_rows import Reports
from application.rules_now import RulesNow
from application.screening.lead_rows import ScreeningLeads
from application.stored import Stored
from application.view_ports import AccessView, Desk, Directory, HealthDesk, ProposedNumbers
from domain.access.table import OPEN_TO_ALL
from domain.access.table import Request as Asking
from domain.errors import NotPermitted
from domain.shared import Erased, OrganisationId, PersonId, RequestId, Stream

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
    """A fact as it stands in the log, learned at `recorded_at`; a plain tuple, to be read fast."""

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
class FollowUp:
    """That a commit follows from the event at `position`, as the only one of this follower.

    The follower's place moves there with the commit, its alerts are written with it, and the ids
    of its events are made of the request id: the same however often it is tried.
    """

    follower: str
    position: int
    alerts: Sequence[outside.Alert] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """Facts to append together: all of them or none.

    `expected` holds the version of every stream that was read (0 = empty): one that moved refuses
    it all. All facts carry one request id and learned time; the claims in `releases` end with it.
    """

    facts: Sequence[object]
    expected: Mapping[Stream, int]
    request_id: RequestId
    actor_id: PersonId
    recorded_at: datetime
    context: Context = NO_CONTEXT
    claims: Sequence[Claim] = ()
    releases: Sequence[Claim] = ()
    follows: FollowUp | None = None


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

    def under(self, request_id: RequestId) -> object | None:
        """Return the first fact that was recorded for a request."""
        return next((each.fact for each in self.recorded if each.request_id == request_id), None)


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


class WrittenByNewerProgram(Unreadable):
    """A stored event has a newer content than this program knows; a newer program reads it."""


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

        Raises: StreamMoved, ClaimTaken; NotFound when a subject of the facts was erased.
        """


class ReadingLog(EventLog, Protocol):
    """The log of readings, which is written to before anything is shown."""

    def note(self, commit: Commit) -> None:
        """Record facts durably, each the first of its stream. Raises: StreamMoved, NotFound."""


Reachable = Callable[[Collection[PersonId]], frozenset[PersonId]]
"""Returns those of the people who can sign in and do their duty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger(RulesNow):
    """Everything one deployment works on: its log, its log of readings, its views and its rules."""

    log: EventLog
    reads: ReadingLog
    access: AccessView
    desk: Desk
    finder: ChildFinder
    directory: Directory
    health: HealthDesk
    referrals: Referrals
    readings: Readings
    grants: Grants
    security: SecurityEvents
    dues: Dues
    numbers: ProposedNumbers
    clocks: Clocks
    reports: Reports
    risk_notices: RiskNotices
    screenings: ScreeningLeads
    reachable: Reachable
    catch_up: Callable[[], object]
    outlets: outside.Outlets = outside.nothing_outside
    addresses: outside.Address = outside.no_address
    messages: Messages = NO_MESSAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks, from which device as far as known, and when a second factor was last shown.

    `scopes` are all that a machine's token opens, `roles` all that a provider confirmed; None where
    there is none. Who is not `is_confirmed` signed in by an invitation that anybody may have used.
    """

    person_id: PersonId
    device: str | None = None
    factor_at: datetime | None = None
    scopes: frozenset[Asking] | None = None
    roles: frozenset[str] | None = None
    is_confirmed: bool = True

    def is_let(self, request: Asking) -> bool:
        """Return whether the door they came through lets them ask this at all."""
        is_open = self.is_confirmed or request in OPEN_TO_ALL
        return is_open and (self.scopes is None or request in self.scopes)

    def require_let(self, request: Asking) -> None:
        """Raises: NotPermitted for what the door they came through does not open."""
        if not self.is_let(request):
            code = "outside_token_scope" if self.is_confirmed else "first_sign_in_unconfirmed"
            raise NotPermitted(code, request=request)
