"""When failures to sign in lock a login or an address, and what is said and noted of it."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from application.authentication.account_ports import Failing, Note
from application.authentication.account_stores import Accounts
from domain.accounts.facts import AccountLocked
from domain.errors import DomainError
from domain.ruleset import RuleSet
from domain.shared import ANONYMOUS, PersonId

IPV6_SITE_BITS = 64

logger = logging.getLogger(__name__)


class SignInRefused(DomainError):
    """Login and password do not belong together; which of them is wrong is not said."""


class SignInLocked(SignInRefused):
    """Too many failures: the door opens again in `minutes`, for a right password too."""


By = Sequence[Failing]


def failing_by(login: str, address: str) -> By:
    """Return what failures are counted by."""
    return (Failing("login", login), Failing("address", address_block(address)))


def refuse_when_locked(accounts: Accounts, by: By, now: datetime, rules: RuleSet) -> None:
    """Raises: SignInLocked while a lock of the login or of the address holds."""
    ends = [until for each in by if (until := lock(accounts, each, now, rules)) is not None]
    if ends:
        raise SignInLocked("sign_in_locked", minutes=ceil((max(ends) - now) / timedelta(minutes=1)))


def note_failure(
    accounts: Accounts, by: By, person_id: PersonId | None, now: datetime, rules: RuleSet
) -> None:
    """Keep a failure of the person whose login it is, and note the lock that it begins.

    The log says so later, not now: an answer that took longer would tell that there is an account.
    """
    accounts.failed.note(by, now)
    for each in by:
        until = lock(accounts, each, now, rules)
        if until is None:
            continue
        person = person_id if each.kind == "login" else None
        logger.warning("sign-in locked by %s, person %s", each.kind, person or "unknown")
        if person is not None:
            locked = AccountLocked(person_id=person, until_at=until)
            accounts.notes.keep(
                [Note(note_id=accounts.chance.id(), fact=locked, actor_id=ANONYMOUS)]
            )


def lock(accounts: Accounts, by: Failing, now: datetime, rules: RuleSet) -> datetime | None:
    """Return when the lock that holds now ends."""
    # A lock that holds now began at most one lock ago, with failures of at most one lock before.
    since = now - 2 * timedelta(minutes=rules.sign_in_locked_minutes)
    # Many people sign in from one address, but to one login.
    limit = (
        rules.sign_in_failures_at_most if by.kind == "login" else rules.sign_in_failures_per_address
    )
    until = locked_until(accounts.failed.times(by, since), rules, limit=limit)
    return until if until is not None and until > now else None


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
