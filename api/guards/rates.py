"""How often one account and one address may ask; what concerns a worry is never counted."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from threading import Lock
from time import monotonic
from typing import Protocol

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api import paths
from api.guards.hosts import PROBES
from application.authentication.throttling import address_block
from domain.errors import DomainError
from domain.shared import PersonId

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MINUTE, HOUR = 60, 3600
REMEMBERED_AT_MOST = 20_000
"""So many accounts and addresses are remembered, some 200 bytes each; who asked last, stays."""

NEVER_COUNTED = frozenset(
    {paths.WORRY, paths.REPORT, paths.HELP_NUMBERS, paths.STREAM, paths.SERVICE_WORKER, *PROBES}
)
NEVER_COUNTED_BELOW = (
    # What the pages of worries are drawn with.
    paths.STATIC,
    paths.HEALTH_DESK,
    paths.RISK_NOTICES,
    paths.REFUSAL_NOTICES,
    # The links of messages about worries.
    "/a",
    "/cases",
    "/worries",
    "/own-reports",
    paths.REPORTS,
    "/api/v1/cases",
    "/api/v1/reports",
    "/api/v1/own-reports",
    "/api/v1/risk-notices",
)
NEVER_COUNTED_AT_THE_END = "/worry"


class Kind(StrEnum):
    """What is counted by itself."""

    READ = "read"
    WRITE = "write"
    UPLOAD = "upload"
    ADDRESS = "address"


class TooOften(DomainError):
    """An account or an address asks more often than anybody works; `seconds` until it may again."""

    def __init__(self, code: str, *, kind: Kind, seconds: int) -> None:
        super().__init__(code, seconds=seconds)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, which come back evenly over so many seconds."""

    amount: int
    seconds: int


Rates = dict[Kind, Rate]


class Rated(Protocol):
    """The numbers that an operator may set."""

    @property
    def reads_a_minute(self) -> int: ...

    @property
    def writes_a_minute(self) -> int: ...

    @property
    def uploads_an_hour(self) -> int: ...

    @property
    def address_requests_a_minute(self) -> int: ...


class Counting:
    """Buckets of tokens in the memory of one process: of several, each lets as much through."""

    def __init__(self, rates: Rates, clock: Callable[[], float] = monotonic) -> None:
        self._rates = rates
        self._clock = clock
        self._lock = Lock()
        # How many tokens were left, and when.
        self._left: OrderedDict[tuple[Kind, Hashable], tuple[float, float]] = OrderedDict()

    def count(self, kind: Kind, who: Hashable) -> None:
        """Take one token of somebody. Raises: TooOften when none is left."""
        rate, now = self._rates[kind], self._clock()
        with self._lock:
            left, then = self._left.pop((kind, who), (float(rate.amount), now))
            left = min(rate.amount, left + (now - then) * rate.amount / rate.seconds)
            is_enough = left >= 1
            self._left[kind, who] = (left - 1 if is_enough else left, now)
            if len(self._left) > REMEMBERED_AT_MOST:
                self._left.popitem(last=False)
        if not is_enough:
            seconds = ceil((1 - left) * rate.seconds / rate.amount)
            raise TooOften("too_often", kind=kind, seconds=seconds)


def counting_of(rated: Rated) -> Counting:
    """Return what counts by an operator's numbers."""
    return Counting(
        {
            Kind.READ: Rate(rated.reads_a_minute, MINUTE),
            Kind.WRITE: Rate(rated.writes_a_minute, MINUTE),
            Kind.UPLOAD: Rate(rated.uploads_an_hour, HOUR),
            Kind.ADDRESS: Rate(rated.address_requests_a_minute, MINUTE),
        }
    )


def is_never_counted(path: str) -> bool:
    """Return whether this is an address of worries, cases, the duty desk or the probes.

    A life may hang on these: they have threads of their own instead (api/guards/apart.py).
    """
    return (
        path in NEVER_COUNTED
        or path.endswith(NEVER_COUNTED_AT_THE_END)
        or any(path == above or path.startswith(f"{above}/") for above in NEVER_COUNTED_BELOW)
    )


class AddressRates:
    """Counts the requests of each address before anything of them is read."""

    def __init__(self, app: ASGIApp, *, counting: Counting) -> None:
        self._app = app
        self._counting = counting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not is_never_counted(scope["path"]):
            client = scope.get("client")
            self._counting.count(Kind.ADDRESS, address_block(client[0] if client else ""))
        await self._app(scope, receive, send)


def count_request(request: Request, person_id: PersonId) -> None:
    """Count a request of somebody who is signed in. Raises: TooOften."""
    if is_never_counted(request.url.path):
        return
    counting: Counting = request.app.state.counting
    counting.count(_kind_of(request.method, request.url.path), person_id)


def _kind_of(method: str, path: str) -> Kind:
    if method in SAFE_METHODS:
        return Kind.READ
    return Kind.UPLOAD if path in paths.UPLOADS else Kind.WRITE
