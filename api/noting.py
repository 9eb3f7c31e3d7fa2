"""The one place where refusals are noted: for the log, and for the operator when they are many."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock
from time import monotonic
from types import MappingProxyType

from fastapi import Request
from starlette.exceptions import HTTPException

from api.guards.hosts import MISDIRECTED
from api.guards.rates import Kind, TooOften
from application.authentication.api_tokens import TokenRefused
from application.authentication.throttling import SignInLocked, address_block
from application.outsiders.entering import LinkOver
from domain.errors import DomainError
from domain.security.facts import RefusalKind
from domain.shared import PersonId

OFTEN = 10
WITHIN_SECONDS = 600.0
OUTAGE_SAID_EVERY_SECONDS = 60.0
CODES = frozenset({"cross_site", "foreign_host", "sign_in_busy", "too_often"})
"""What an honest browser hardly ever meets: ten times within ten minutes is no accident."""

KINDS_OF_CODES: Mapping[str, RefusalKind] = MappingProxyType(
    {
        "cross_site": RefusalKind.CROSS_SITE,
        "sign_in_busy": RefusalKind.SIGN_IN_BUSY,
        "outside_not_started_here": RefusalKind.SIGN_IN_UNPROVEN,
        "outside_not_proven": RefusalKind.SIGN_IN_UNPROVEN,
        "device_refused": RefusalKind.SIGN_IN_UNPROVEN,
        "outside_token_scope": RefusalKind.MACHINE_OUTSIDE_SCOPE,
        "file_with_macros": RefusalKind.FILE_REFUSED,
        "file_too_large": RefusalKind.FILE_REFUSED,
        "glass_not_possible": RefusalKind.EMERGENCY_REFUSED,
    }
)
KINDS_OF_RATES: Mapping[Kind, RefusalKind] = MappingProxyType(
    {
        Kind.READ: RefusalKind.TOO_MANY_READS,
        Kind.WRITE: RefusalKind.TOO_MANY_WRITES,
        Kind.UPLOAD: RefusalKind.TOO_MANY_UPLOADS,
        Kind.ADDRESS: RefusalKind.TOO_MANY_FROM_ADDRESS,
    }
)

KINDS_OF_DOORS = (
    (SignInLocked, RefusalKind.SIGN_IN_LOCKED),
    (TokenRefused, RefusalKind.MACHINE_UNKNOWN),
    (LinkOver, RefusalKind.LINK_REFUSED),
)

Counted = Callable[[RefusalKind, datetime, str, PersonId | None], None]

logger = logging.getLogger(__name__)


def note_refusal(request: Request, error: Exception) -> None:
    """Count a refusal that may be part of an attack; every door that tells one calls this."""
    kind = kind_of(error)
    counted: Counted | None = getattr(request.app.state, "refusals", None)
    if kind is None or counted is None:
        return
    client = request.client
    address = address_block(client.host if client else "")
    person_id: PersonId | None = getattr(request.state, "person_id", None)
    counted(kind, request.app.state.clock(), address, person_id)


def kind_of(error: Exception) -> RefusalKind | None:
    """Return what kind of refusal it is; None for what people meet every day."""
    match error:
        case TooOften():
            return KINDS_OF_RATES[error.kind]
        case SignInLocked() | TokenRefused() | LinkOver():
            return next(kind for each, kind in KINDS_OF_DOORS if isinstance(error, each))
        case DomainError():
            return KINDS_OF_CODES.get(error.code)
        case HTTPException(status_code=status) if status == MISDIRECTED:
            return RefusalKind.FOREIGN_HOST
        case _:
            return None


class RefusalNotes:
    """Counts such refusals, and logs at most one line for each code in ten minutes.

    A line holds no address and nobody's id: what is logged would be kept longer than it is needed,
    and of an address one cannot tell who sat there.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._counts: dict[str, tuple[float, int]] = {}

    def note(self, code: str) -> None:
        """Count a refusal."""
        if code not in CODES:
            return
        now = self._clock()
        with self._lock:
            since, count = self._counts.get(code, (now, 0))
            if now - since >= WITHIN_SECONDS:
                since, count = now, 0
            self._counts[code] = since, count + 1
        if count + 1 == OFTEN:
            logger.warning("requests are refused often: %s", code)


class OutageNotes:
    """Logs that the database cannot be reached, once a minute for each place where that shows.

    Whoever is turned away tries again at once: a line for each would fill a disk in one long night.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._said_at: dict[str, float] = {}

    def note(self, place: str) -> None:
        """Say where it shows, unless that was said within the minute."""
        now = self._clock()
        with self._lock:
            said_at = self._said_at.get(place)
            if said_at is not None and now - said_at < OUTAGE_SAID_EVERY_SECONDS:
                return
            self._said_at[place] = now
        logger.error("database unreachable: %s", place)
