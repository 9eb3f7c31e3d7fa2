"""Signing in, in two steps, and out: what comes next, and how long a session lasts."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from application.authentication.account_ports import (
    NOT_NARROWED,
    Account,
    Failing,
    Narrowed,
    NewSession,
    OpenAtMost,
    Session,
    Source,
    Stage,
)
from application.authentication.account_stores import Accounts
from application.authentication.running_out import ending, unused_since
from application.authentication.throttling import (
    By,
    SignInLocked,
    SignInRefused,
    counted_apart,
    failing_by_factor,
    failing_from,
    failures_since_sign_in,
    is_known,
    refuse_when_locked,
    try_once,
)
from application.authentication.typed_codes import plain_login
from application.ports import Actor, ReadingLog, StreamMoved
from application.reads.sign_ins import note_opened
from domain.accounts.passwords import is_due
from domain.errors import DomainError, NotFound
from domain.reads.sign_ins import SessionEnd, SessionOpened, SignInDoor
from domain.ruleset import RuleSet
from domain.shared import PersonId, SessionId

PROGRAM = "program"
"""The kind of a device that is no browser."""

__all__ = ["SignInLocked", "SignInRefused", "Source"]


class NotSignedIn(DomainError):
    """Nobody is signed in: there is no session, or it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What a sign-in is judged by, the accounts, the rules and the time, and where it is recorded.

    With `password_alone` nothing else is ever asked: only the demo's invented people sign in so.
    """

    accounts: Accounts
    rules: RuleSet
    now: datetime
    reads: ReadingLog
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

    @property
    def at_most(self) -> OpenAtMost:
        """How many sessions one person may have open, and which of them have run out."""
        count = self.rules.sessions_open_at_most
        return OpenAtMost(count=count, unused_since=unused_since(self.now, self.rules))

    def record(self, session: NewSession | Session, by: SignInDoor, known: bool | None) -> None:
        """Record that somebody is about to be let in. Raises: SignInRefused; Unavailable."""
        opened = SessionOpened(
            session_id=session.session_id,
            person_id=session.person_id,
            door=by,
            browser_was_known=known,
        )
        try:
            # It was said before, and whoever said it did not come to open it: its row decides.
            with suppress(StreamMoved):
                note_opened(self.reads, opened, session.device, self.now)
        except NotFound:
            raise SignInRefused("sign_in_failed") from None


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
    """Open a session of a stage for somebody who has shown enough for it.

    What lets somebody in is recorded before: whoever dies in between leaves a record of a session
    that nobody has. Raises: SignInRefused; Unavailable where it cannot be recorded.
    """
    by = failing_from(door.accounts, account.login, source, door.now, door.rules)
    shown_at = door.now if door.password_alone and not narrowed.shows_no_factor else factor_at
    session = NewSession(
        session_id=SessionId(door.accounts.chance.id()),
        person_id=account.person_id,
        stage=stage,
        device=source.device,
        now=door.now,
        expires_at=min(
            door.expires_at(stage), narrowed.ends_at or datetime.max.replace(tzinfo=UTC)
        ),
        factor_at=shown_at,
        previous_at=account.signed_in_at,
        failed_before=failures_since_sign_in(door.accounts, account, by, door.now),
        narrowed=narrowed,
        at_most=door.at_most,
    )
    if stage is Stage.OPEN:
        known = is_known(door.accounts, account.login, source, door.now, door.rules)
        door.record(session, narrowed.door, known)
        door.accounts.saw_sign_in(account.person_id, forgotten(account, by[0], shown_at), door.now)
    if source.replaces is not None:
        _end_former(door, source.replaces, Actor(person_id=account.person_id, device=source.device))
    return _signed_in(door.accounts.sessions.open(session), session)


def _end_former(door: Door, token: str, by: Actor) -> None:
    """End what was open there; perhaps another person's, at a computer that people share."""
    anew = ending(SessionEnd.SIGNED_IN_ANEW, door.now, door.rules, by)
    door.accounts.sessions.close(token, anew)


def _signed_in(token: str, session: NewSession) -> SignedIn:
    return SignedIn(
        token=token,
        person_id=session.person_id,
        stage=session.stage,
        expires_at=session.expires_at,
        failed_before=session.failed_before,
        proven=session.stage is Stage.OPEN and session.narrowed == NOT_NARROWED,
    )


def forgotten(account: Account, by: Failing | None, shown_at: datetime | None) -> By:
    """Return which failures no longer count; who showed no second factor cleared none of them."""
    own = by or Failing("login", account.login)
    return () if shown_at is None else (own, failing_by_factor(account.login))


def failing_within(door: Door, session: Session, others: By) -> By:
    """Return what failures in a session are counted by: that session, not whoever is outside."""
    own = Failing("session", str(session.session_id))
    return counted_apart(door.accounts, own, others, door.now, door.rules)
