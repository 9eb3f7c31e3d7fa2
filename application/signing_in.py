"""Signing in and out: when failures lock the door, and how long a session lasts."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from application.accounts import Accounts, Checked, Failing, plain_login
from application.ports import Actor
from domain.errors import DomainError
from domain.ruleset import RuleSet
from domain.shared import PersonId

LAST_SEEN_WRITTEN_EVERY = timedelta(minutes=1)
IPV6_SITE_BITS = 64

logger = logging.getLogger(__name__)


class NotSignedIn(DomainError):
    """Nobody is signed in: there is no session, or it has ended."""


class SignInRefused(DomainError):
    """Login and password do not belong together; which of them is wrong is not said."""


class SignInLocked(SignInRefused):
    """Too many failures: the door opens again in `minutes`, for a right password too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a sign-in comes from; `replaces` is the token of the session it takes the place of."""

    address: str = field(repr=False)
    device: str | None = None
    replaces: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session was opened; only its holder ever has the token."""

    token: str = field(repr=False)
    person_id: PersonId
    expires_at: datetime


def sign_in(
    accounts: Accounts,
    login: str,
    password: str,
    *,
    source: Source,
    now: datetime,
    rules: RuleSet,
) -> SignedIn:
    """Open a session for whoever knows the password, in place of the one they may have had.

    Failures are counted by login and by address, whether or not the login exists; a success forgets
    those of the login only, so that one known password does not open the door for guessing others.

    Raises: SignInRefused; SignInLocked (minutes); Unavailable when too many sign in at once.
    """
    by = (Failing("login", plain_login(login)), Failing("address", address_block(source.address)))
    # Before the turn, because whoever is locked out must not take anybody's place in the queue ...
    _refuse_when_locked(accounts, by, now, rules)
    with accounts.turn() as turn:
        # ... and within it, because guesses that waited together were all let in on the same count.
        _refuse_when_locked(accounts, by, now, rules)
        checked = turn.check(plain_login(login), password)
        if not checked.passed or checked.person_id is None:
            _note_failure(accounts, by, checked, now=now, rules=rules)
            raise SignInRefused("sign_in_failed")
    accounts.forget_failures(by[0])
    if source.replaces is not None:
        accounts.close_session(source.replaces)
    expires_at = now + timedelta(hours=rules.session_hours_at_most)
    token = accounts.open_session(
        checked.person_id, device=source.device, now=now, expires_at=expires_at
    )
    return SignedIn(token=token, person_id=checked.person_id, expires_at=expires_at)


def signed_in(accounts: Accounts, token: str, now: datetime, rules: RuleSet) -> Actor | None:
    """Return who holds the session, and slide its idle limit; None when it has ended."""
    session = accounts.session(token)
    if session is None:
        return None
    idle = now - session.last_seen_at
    if now >= session.expires_at or idle >= timedelta(minutes=rules.session_idle_minutes):
        accounts.close_session(token)
        return None
    if idle >= LAST_SEEN_WRITTEN_EVERY:
        accounts.saw(token, now)
    return Actor(person_id=session.person_id, device=session.device)


def sign_out(accounts: Accounts, token: str) -> None:
    """End the session; a session that has ended already is no error."""
    accounts.close_session(token)


def locked_until(failed_at: Sequence[datetime], rules: RuleSet, *, limit: int) -> datetime | None:
    """Return when the latest lock ends; one begins with `limit` failures within its own length.

    `failed_at` is in the order of time. The lock may have ended already.
    """
    lasts = timedelta(minutes=rules.sign_in_locked_minutes)
    begun = [
        last
        for first, last in zip(failed_at, failed_at[limit - 1 :], strict=False)
        if last - first < lasts
    ]
    return begun[-1] + lasts if begun else None


def address_block(address: str) -> str:
    """Return what counts as one address: an IPv4 address, or one IPv6 subscriber's /64."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((int(parsed), IPV6_SITE_BITS), strict=False))
    return str(parsed)


def _refuse_when_locked(
    accounts: Accounts, by: Sequence[Failing], now: datetime, rules: RuleSet
) -> None:
    ends = [until for each in by if (until := _lock(accounts, each, now, rules)) is not None]
    if ends:
        raise SignInLocked("sign_in_locked", minutes=ceil((max(ends) - now) / timedelta(minutes=1)))


def _lock(accounts: Accounts, by: Failing, now: datetime, rules: RuleSet) -> datetime | None:
    """Return when the lock that holds now ends."""
    # A lock that holds now began at most one lock ago, with failures of at most one lock before.
    since = now - 2 * timedelta(minutes=rules.sign_in_locked_minutes)
    # Many people sign in from one address, but to one login.
    limit = (
        rules.sign_in_failures_at_most if by.kind == "login" else rules.sign_in_failures_per_address
    )
    until = locked_until(accounts.failures(by, since), rules, limit=limit)
    return until if until is not None and until > now else None


def _note_failure(
    accounts: Accounts,
    by: Sequence[Failing],
    checked: Checked,
    *,
    now: datetime,
    rules: RuleSet,
) -> None:
    accounts.note_failure(by, now)
    for each in by:
        if _lock(accounts, each, now, rules) is not None:
            person = checked.person_id if each.kind == "login" else None
            logger.warning("sign-in locked by %s, person %s", each.kind, person or "unknown")
