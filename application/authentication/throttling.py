"""When failures to sign in lock a login or an address, and what is said and noted of it."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import TypeVar
from uuid import UUID

from application.authentication.account_ports import Account, Checked, Failing, Kept, Note, Source
from application.authentication.account_stores import Accounts
from domain.accounts.facts import AccountLocked
from domain.errors import DomainError
from domain.ruleset import RuleSet
from domain.shared import ANONYMOUS, PersonId

IPV6_SITE_BITS = 64
OF_AN_ACCOUNT = frozenset({"login", "factor"})
"""The counts whose locks the log tells of, and an administrator lifts."""

logger = logging.getLogger(__name__)


class SignInRefused(DomainError):
    """Login and password do not belong together; which of them is wrong is not said."""


class SignInLocked(SignInRefused):
    """Too many failures: the door opens again in `minutes`, for a right password too."""


By = Sequence[Failing]
C = TypeVar("C", bound=Checked)


def failing_by(login: str, address: str) -> By:
    """Return what failures are counted by where nothing tells strangers and owner apart."""
    return (Failing("login", login), Failing("address", address_block(address)))


def failing_by_code(login: str, address: str) -> By:
    """Return what failures are counted by where a random code opens, of 60 bits at least.

    Nobody guesses those, so that a lock of the login would keep out its owner alone.
    """
    return (Failing("code", login), Failing("address", address_block(address)))


def failing_by_factor(login: str) -> Failing:
    """Return what wrong second factors in all sessions of a person are counted by together.

    A device and its PIN, or a provider, open as many sessions as one likes without that factor.
    """
    return Failing("factor", login)


def failing_from(
    accounts: Accounts, login: str, source: Source, now: datetime, rules: RuleSet
) -> By:
    """Return what failures at a login are counted by.

    A browser in which its owner signed in before has a count of its own, so that no stranger's
    failures keep them out (OWASP, Slow Down Online Guessing Attacks with Device Cookies).
    """
    known = _known(accounts, login, source, now, rules)
    own = None if known is None else Failing("browser", str(known))
    return counted_apart(accounts, own, failing_by(login, source.address), now, rules)


def is_known(accounts: Accounts, login: str, source: Source, now: datetime, rules: RuleSet) -> bool:
    """Return whether the owner of a login signed in before in the browser."""
    return _known(accounts, login, source, now, rules) is not None


def counted_apart(
    accounts: Accounts, own: Failing | None, others: By, now: datetime, rules: RuleSet
) -> By:
    """Return the count of its own that somebody has, until they failed too often by it, too."""
    if own is None or lock(accounts, own, now, rules) is not None:
        return others
    return (own,)


def known_since(now: datetime, rules: RuleSet) -> datetime:
    """Return since when a browser must have been used to be known: as long as a password lasts."""
    return now - timedelta(days=rules.password_valid_days)


def failures_since_sign_in(accounts: Accounts, account: Account, by: By, now: datetime) -> int:
    """Return how often it failed since a person signed in last, in the last day at most."""
    yesterday = now - timedelta(days=1)
    since = account.signed_in_at or yesterday
    counts = {Failing("login", account.login), Failing("code", account.login), *by[:1]}
    failed = sum(at > since for each in counts for at in accounts.failed.times(each, since))
    # Whoever guesses those signs in by a device in between: they are told until both are shown.
    return failed + len(accounts.failed.times(failing_by_factor(account.login), yesterday))


def refuse_when_locked(
    accounts: Accounts, by: By, now: datetime, rules: RuleSet, *, but: Kept | None = None
) -> None:
    """Raises: SignInLocked while a lock of what failures are counted by holds, but for some."""
    locks = (lock(accounts, each, now, rules, but=but) for each in by)
    ends = [until for until in locks if until is not None]
    if ends:
        raise SignInLocked("sign_in_locked", minutes=ceil((max(ends) - now) / timedelta(minutes=1)))


def try_once(
    accounts: Accounts, by: By, now: datetime, rules: RuleSet, guess: Callable[[], C]
) -> C:
    """Count a guess before it is looked at, and return what it was; a right one counts no more.

    Each is kept before all are counted: however many are sent at once, and to however many
    processes, none above the limit is looked at. It may be refused that would have been the last.

    Raises: SignInLocked while too many failed, or are looked at just now; whatever `guess` raises.
    """
    refuse_when_locked(accounts, by, now, rules)
    kept = accounts.failed.note(by, now)
    try:
        refuse_when_locked(accounts, by, now, rules, but=kept)
        checked = guess()
    except Exception:
        accounts.failed.take_back(kept)
        raise
    if checked.passed:
        accounts.failed.take_back(kept)
    else:
        _tell_of_locks(accounts, by, checked.person_id, now, rules)
    return checked


def note_failure(
    accounts: Accounts, by: By, person_id: PersonId | None, now: datetime, rules: RuleSet
) -> None:
    """Keep a failure of the person whose login it is, where nothing was guessed."""
    accounts.failed.note(by, now)
    _tell_of_locks(accounts, by, person_id, now, rules)


def _tell_of_locks(
    accounts: Accounts, by: By, person_id: PersonId | None, now: datetime, rules: RuleSet
) -> None:
    """Note the locks that hold after a failure of the person whose login it is.

    The log says so later, not now: an answer that took longer would tell that there is an account.
    """
    for each in by:
        until = lock(accounts, each, now, rules)
        if until is None:
            continue
        person = person_id if each.kind in OF_AN_ACCOUNT else None
        logger.warning("sign-in locked by %s, person %s", each.kind, person or "unknown")
        if person is not None:
            locked = AccountLocked(person_id=person, until_at=until)
            accounts.notes.keep(
                [Note(note_id=accounts.chance.id(), fact=locked, actor_id=ANONYMOUS)]
            )


def lock(
    accounts: Accounts,
    by: Failing,
    now: datetime,
    rules: RuleSet,
    *,
    but: Kept | None = None,
) -> datetime | None:
    """Return when the lock that holds now ends, by all failures `but` these."""
    if by.kind == "code":
        return None
    # A lock that holds now began at most one lock ago, with failures of at most one lock before.
    since = now - 2 * timedelta(minutes=rules.sign_in_locked_minutes)
    failed = accounts.failed.times(by, since, but=but)
    if by.kind in OF_AN_ACCOUNT and failed:
        lifted = accounts.failed.times(Failing("lifted", by.value), since)[-1:]
        failed = [at for at in failed if all(at > each for each in lifted)]
    until = locked_until(failed, rules, limit=_limit(by, rules))
    return until if until is not None and until > now else None


def account_lock(
    accounts: Accounts, account: Account, now: datetime, rules: RuleSet
) -> datetime | None:
    """Return when the last of the locks ends that hold now and that an administrator may lift."""
    counts = [Failing(kind, account.login) for kind in OF_AN_ACCOUNT]
    ends = [lock(accounts, each, now, rules) for each in counts]
    return max((each for each in ends if each is not None), default=None)


def _limit(by: Failing, rules: RuleSet) -> int:
    """Return how many failures lock: many people sign in from one address, but to one login."""
    match by.kind:
        case "address":
            return rules.sign_in_failures_per_address
        case "factor":
            return rules.factor_failures_at_most
        case _:
            return rules.sign_in_failures_at_most


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


def _known(
    accounts: Accounts, login: str, source: Source, now: datetime, rules: RuleSet
) -> UUID | None:
    if source.browser is None:
        return None
    return accounts.browsers.find(source.browser, login, known_since(now, rules))
