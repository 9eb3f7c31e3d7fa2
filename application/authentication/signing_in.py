"""Signing in, in two steps, and out: what comes next, and how long a session lasts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from application.authentication.account_ports import (
    NOT_NARROWED,
    Account,
    Failing,
    Narrowed,
    NewSession,
    Session,
    Source,
    Stage,
)
from application.authentication.account_stores import Accounts
from application.authentication.session_store import Gone
from application.authentication.throttling import (
    By,
    SignInLocked,
    SignInRefused,
    counted_apart,
    failing_by_factor,
    failing_from,
    failures_since_sign_in,
    known_since,
    refuse_when_locked,
    try_once,
)
from application.authentication.typed_codes import plain_login
from application.ports import Actor
from domain.accounts.passwords import is_due
from domain.errors import DomainError
from domain.ruleset import RuleSet
from domain.shared import PersonId

PROGRAM = "program"
"""The kind of a device that is no browser."""
LAST_SEEN_WRITTEN_EVERY = timedelta(minutes=1)

__all__ = ["SignInLocked", "SignInRefused", "Source"]


class NotSignedIn(DomainError):
    """Nobody is signed in: there is no session, or it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What a sign-in is judged by: the accounts, the rules and the time.

    With `password_alone` nothing else is ever asked: only the demo's invented people sign in so.
    """

    accounts: Accounts
    rules: RuleSet
    now: datetime
    password_alone: bool = False

    def stage_for(self, account: Account, *, factor_shown: bool) -> Stage:
        """Return what somebody has to do next who showed the password, and perhaps the factor."""
        if self.password_alone:
            return Stage.OPEN
        if account.has_factor and not factor_shown:
            return Stage.SECOND_FACTOR
        if is_due(account.password_set_at, self.now, self.rules):
            return Stage.CHOOSING
        return Stage.OPEN if account.has_factor else Stage.ENROLMENT

    def expires_at(self, stage: Stage) -> datetime:
        """Return when a session of a stage ends at the latest."""
        if stage is Stage.OPEN:
            return self.now + timedelta(hours=self.rules.session_hours_at_most)
        return self.now + timedelta(minutes=self.rules.session_first_step_minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session was opened or has come further; only its holder ever has the token.

    `proven` when it opens now, by the password and all that is asked beside it; `codes_left` tells
    how many recovery codes there are when one was used up.
    """

    token: str = field(repr=False)
    person_id: PersonId
    stage: Stage
    expires_at: datetime
    failed_before: int = 0
    proven: bool = False
    codes_left: int | None = None


def sign_in(door: Door, login: str, password: str, source: Source) -> SignedIn:
    """Open a session for whoever knows the password, in place of the one they may have had.

    Failures are counted by login and by address, whether or not the login exists, or by the browser
    alone where its owner signed in before; a success forgets those of the login only, so that one
    known password does not open the door for guessing others.

    Raises: SignInRefused; SignInLocked (minutes); Unavailable when too many sign in at once.
    """
    accounts, now, rules = door.accounts, door.now, door.rules
    by = failing_from(accounts, plain_login(login), source, now, rules)
    # Before the turn, because whoever is locked out must not take anybody's place in the queue.
    refuse_when_locked(accounts, by, now, rules)
    with accounts.turn() as turn:
        checked = try_once(
            accounts, by, now, rules, lambda: turn.check(plain_login(login), password)
        )
    found = checked.person_id if checked.passed else None
    account = accounts.account(found) if found is not None else None
    if account is None:
        raise SignInRefused("sign_in_failed")
    return enter(door, account, source, door.stage_for(account, factor_shown=False))


def enter(
    door: Door,
    account: Account,
    source: Source,
    stage: Stage,
    *,
    factor_at: datetime | None = None,
    narrowed: Narrowed = NOT_NARROWED,
) -> SignedIn:
    """Open a session of a stage for somebody who has shown enough for it."""
    by = failing_from(door.accounts, account.login, source, door.now, door.rules)
    failed = failures_since_sign_in(door.accounts, account, by, door.now)
    shown_at = door.now if door.password_alone and not narrowed.shows_no_factor else factor_at
    if stage is Stage.OPEN:
        door.accounts.saw_sign_in(account.person_id, _forgotten(account, by[0], shown_at), door.now)
    if source.replaces is not None:
        door.accounts.sessions.close(source.replaces)
    expires_at = min(door.expires_at(stage), narrowed.ends_at or datetime.max.replace(tzinfo=UTC))
    token = door.accounts.sessions.open(
        NewSession(
            person_id=account.person_id,
            stage=stage,
            device=source.device,
            now=door.now,
            expires_at=expires_at,
            factor_at=shown_at,
            previous_at=account.signed_in_at,
            failed_before=failed,
            narrowed=narrowed,
        )
    )
    return SignedIn(
        token=token,
        person_id=account.person_id,
        stage=stage,
        expires_at=expires_at,
        failed_before=failed,
        proven=stage is Stage.OPEN and narrowed == NOT_NARROWED,
    )


def _forgotten(account: Account, by: Failing, shown_at: datetime | None) -> By:
    """Return which failures no longer count; who showed no second factor cleared none of them."""
    return () if shown_at is None else (by, failing_by_factor(account.login))


def failing_within(door: Door, session: Session, others: By) -> By:
    """Return what failures in a session are counted by: that session, not whoever is outside."""
    own = Failing("session", str(session.session_id))
    return counted_apart(door.accounts, own, others, door.now, door.rules)


def advance(
    door: Door,
    token: str,
    session: Session,
    stage: Stage,
    *,
    factor_at: datetime | None,
    by: Failing | None = None,
) -> SignedIn:
    """Let a session go on at a stage, under a new token; it forgets failures `by` when it opens.

    Raises: NotSignedIn when it ended meanwhile.
    """
    opens = stage is Stage.OPEN and session.stage is not Stage.OPEN
    expires_at = session.expires_at if session.stage is Stage.OPEN else door.expires_at(stage)
    renewed = door.accounts.sessions.advance(
        token, stage, now=door.now, expires_at=expires_at, factor_at=factor_at
    )
    account = door.accounts.account(session.person_id)
    if renewed is None or account is None:
        raise NotSignedIn("not_signed_in")
    if opens:
        forgotten = _forgotten(account, by or Failing("login", account.login), factor_at)
        door.accounts.saw_sign_in(account.person_id, forgotten, door.now)
    return SignedIn(
        token=renewed,
        person_id=session.person_id,
        stage=stage,
        expires_at=expires_at,
        failed_before=session.failed_before,
        proven=opens and factor_at is not None,
    )


def session_of(door: Door, token: str) -> Session | None:
    """Return the session of a token at whatever stage, None when it has ended."""
    session = door.accounts.sessions.of(token)
    if session is None:
        return None
    idle = door.now - session.last_seen_at
    if door.now >= session.expires_at or idle >= timedelta(minutes=door.rules.session_idle_minutes):
        door.accounts.sessions.close(token)
        return None
    return session


def signed_in(door: Door, token: str, *, slides: bool = True) -> Actor | None:
    """Return who holds an open session, None when there is none.

    Its idle limit slides, unless the page asked by itself and not the person.
    """
    session = session_of(door, token)
    if session is None or session.stage is not Stage.OPEN:
        return None
    if slides and door.now - session.last_seen_at >= LAST_SEEN_WRITTEN_EVERY:
        door.accounts.sessions.saw(token, door.now)
    return session.actor


def remember_browser(door: Door, entered: SignedIn, source: Source) -> str | None:
    """Know the browser of whoever just proved who they are, and return what it holds from now on.

    None for a program, and where nobody proved anything: half a sign-in, a device, another's word.
    """
    if not entered.proven or source.device in (None, PROGRAM):
        return None
    gone = Gone(
        unused_since=known_since(door.now, door.rules), all_but=door.rules.known_browsers_at_most
    )
    return door.accounts.browsers.remember(entered.person_id, source.browser, door.now, gone)


def sign_out(accounts: Accounts, token: str) -> None:
    """End the session; a session that has ended already is no error."""
    accounts.sessions.close(token)
