"""What people set up for themselves: their password, their second factor, their recovery codes."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from application.authentication.account_notes import notes_of, say, state_of
from application.authentication.account_ports import Account, Checked, Session, Stage
from application.authentication.advancing import advance, record_opening
from application.authentication.open_sessions import session_of
from application.authentication.running_out import ending
from application.authentication.signing_in import (
    Door,
    NotSignedIn,
    SignedIn,
    SignInRefused,
    Source,
    enter,
    failing_within,
)
from application.authentication.stepping_up import require_fresh_factor
from application.authentication.throttling import (
    failing_by,
    failing_by_code,
    refuse_when_locked,
    try_once,
)
from application.authentication.typed_codes import plain_code, plain_login
from application.ports import Actor, Ledger
from application.states import staff_now
from domain.accounts import rules as rules
from domain.accounts.facts import (
    AccountActivated,
    AccountsEvent,
    FactorKind,
    PasswordChanged,
    PasswordChangeReason,
    RecoveryCodesIssued,
)
from domain.accounts.passwords import PASSWORD_MAX_LENGTH, require_hard_to_guess
from domain.errors import Invalid, Unavailable
from domain.reads.sign_ins import SessionEnd
from domain.shared import PersonId

INVITATION_LENGTH = 16
RECOVERY_LENGTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """A second factor counts from now on; the codes are shown this once."""

    signed_in: SignedIn
    codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A session that may do what a step is for, with its account and its token."""

    session: Session
    account: Account
    token: str = field(repr=False)

    @property
    def actor(self) -> Actor:
        """Whose session it is, as an actor."""
        return self.session.actor


def accept_invitation(door: Door, login: str, code: str, source: Source) -> SignedIn:
    """Open a session in which only a password can be chosen; failures count by address.

    Raises: SignInRefused; SignInLocked.
    """
    return enter(door, invited(door, login, code, source), source, Stage.CHOOSING)


def invited(door: Door, login: str, code: str, source: Source) -> Account:
    """Return the account of whoever holds the code of an invitation; failures count as above.

    Raises: SignInRefused, the same for a login that is not there; SignInLocked.
    """
    by = failing_by_code(plain_login(login), source.address)
    plain, typed = plain_login(login), plain_code(code)

    def redeem() -> Checked:
        person_id = door.accounts.redeem(plain, typed, door.now)
        return Checked(passed=person_id is not None, person_id=person_id)

    found = try_once(door.accounts, by, door.now, door.rules, redeem)
    account = door.accounts.account(found.person_id) if found.person_id is not None else None
    if account is None:
        raise SignInRefused("invitation_wrong")
    return account


def step(door: Door, token: str | None, *stages: Stage) -> Step:
    """Return the session of a token, if it is at one of these stages.

    Raises: NotSignedIn.
    """
    session = session_of(door, token) if token else None
    account = door.accounts.account(session.person_id) if session is not None else None
    if token is None or session is None or account is None or session.stage not in stages:
        raise NotSignedIn("not_signed_in")
    return Step(session, account, token)


def choose_password(ledger: Ledger, door: Door, at: Step, new: str) -> SignedIn:
    """Replace the password of whoever was let in to choose one; other sessions end.

    Raises: Invalid (the code says what is wrong); NotSignedIn, also where a second factor was not
    shown that there is; Unavailable.
    """
    if at.account.has_factor and at.session.factor_at is None:
        raise NotSignedIn("not_signed_in")
    reason = PasswordChangeReason.DUE if at.account.has_password else PasswordChangeReason.FIRST
    return _replace_password(ledger, door, at, new, reason)


def change_password(ledger: Ledger, door: Door, at: Step, old: str, new: str) -> SignedIn:
    """Replace the password of somebody who knows the old one; other sessions end.

    Raises: StepUpNeeded; Invalid; SignInLocked; NotSignedIn; Unavailable.
    """
    require_fresh_factor(at.actor, door.now, door.rules)
    by = failing_within(door, at.session, failing_by(at.account.login, "")[:1])
    with door.accounts.turn() as turn:
        login = at.account.login
        guess = try_once(door.accounts, by, door.now, door.rules, lambda: turn.check(login, old))
    if not guess.passed:
        raise Invalid("old_password_wrong", "old")
    return _replace_password(ledger, door, at, new, PasswordChangeReason.CHOSEN)


def pending_factor(door: Door, at: Step) -> str:
    """Return the secret of the factor that is about to be enrolled.

    Raises: StepUpNeeded in a session that is open already; NotSignedIn; Unavailable.
    """
    _require_may_enrol(door, at)
    return door.accounts.factors.pending(at.session.person_id, door.now, _shown_since(door))


def enrol_factor(ledger: Ledger, door: Door, at: Step, code: str) -> Enrolled:
    """Let the factor count whose code is shown, in place of any other, with new recovery codes.

    Raises: StepUpNeeded; NotSignedIn; Invalid `code_wrong`; SignInLocked; Unavailable.
    """
    _require_may_enrol(door, at)
    person_id = at.session.person_id
    by = failing_within(door, at.session, failing_by(at.account.login, "")[:1])
    refuse_when_locked(door.accounts, by, door.now, door.rules)
    state = state_of(ledger, door.accounts, person_id, door.now)
    typed, since = plain_code(code), _shown_since(door)

    def confirm() -> Checked:
        passed = door.accounts.factors.confirm(person_id, typed, door.now, since)
        return Checked(passed=passed, person_id=person_id)

    if not try_once(door.accounts, by, door.now, door.rules, confirm).passed:
        raise Invalid("code_wrong", "code")
    codes = _new_codes(door)
    facts = rules.enrol(state, person_id, FactorKind.TOTP, len(codes))
    notes = notes_of(facts, door.accounts.chance.id(), at.actor)
    # Whatever may fail comes first: once the factor counts, its codes are shown this once.
    record_opening(door, at.session, Stage.OPEN)
    door.accounts.factors.enrol(person_id, codes, door.now, notes)
    with suppress(Unavailable):
        say(ledger, door.accounts, door.now, person_id)
    signed_in = advance(door, at.token, at.session, Stage.OPEN, factor_at=door.now)
    return Enrolled(signed_in=signed_in, codes=codes)


def renew_codes(ledger: Ledger, door: Door, at: Step) -> tuple[str, ...]:
    """Return new recovery codes, which void all others.

    Raises: StepUpNeeded; Unavailable.
    """
    require_fresh_factor(at.actor, door.now, door.rules)
    codes = _new_codes(door)
    issued = RecoveryCodesIssued(person_id=at.session.person_id, count=len(codes))
    notes = notes_of((issued,), door.accounts.chance.id(), at.actor)
    door.accounts.factors.replace_codes(at.session.person_id, codes, notes)
    say(ledger, door.accounts, door.now, at.session.person_id)
    return codes


def known_of(ledger: Ledger, person_id: PersonId) -> tuple[str | None, ...]:
    """Return what others know of a person and no password may hold: name and telephones."""
    state = staff_now(ledger, person_id)
    return (state.person.name, state.person.phone, state.phone) if state.person else ()


def _replace_password(
    ledger: Ledger, door: Door, at: Step, new: str, reason: PasswordChangeReason
) -> SignedIn:
    """Replace the password; the session goes on as far as before, and as narrow as it was."""
    person_id = at.session.person_id
    require_hard_to_guess(
        new[: PASSWORD_MAX_LENGTH + 1],
        login=at.account.login,
        about=known_of(ledger, person_id),
        rules=door.rules,
    )
    with door.accounts.turn() as turn:
        if turn.is_one_of_the_last(person_id, new, door.rules.passwords_not_reused):
            raise Invalid("password_reused", "password", count=door.rules.passwords_not_reused)
        password_hash = turn.hash(new)
    changed: tuple[AccountsEvent, ...] = (PasswordChanged(person_id=person_id, reason=reason),)
    if door.password_alone and not at.account.is_active:
        # Nothing else is asked of the demo's people: they set up no second factor that activates.
        changed = (*changed, AccountActivated(person_id=person_id))
    notes = notes_of(changed, door.accounts.chance.id(), at.actor)
    asked_in = at.session.session_id
    changing = ending(SessionEnd.CREDENTIAL_CHANGED, door.now, door.rules)
    if not door.accounts.keep_password(person_id, password_hash, notes, asked_in, changing):
        raise NotSignedIn("not_signed_in")
    say(ledger, door.accounts, door.now, person_id)
    account = door.accounts.account(person_id)
    if account is None:
        raise NotSignedIn("not_signed_in")
    shown = at.session.factor_at
    stage = door.stage_for(account, factor_shown=shown is not None)
    signed_in = advance(door, at.token, at.session, stage, factor_at=shown)
    # Known browsers went with the old password; this one stays known, as its session stays open.
    return replace(signed_in, proven=stage is Stage.OPEN and shown is not None)


def _shown_since(door: Door) -> datetime:
    """Return since when a secret must have been shown first to be enrolled now."""
    return door.now - timedelta(minutes=door.rules.session_first_step_minutes)


def _require_may_enrol(door: Door, at: Step) -> None:
    """Who has a factor shows it first: a moment ago in an open session, or by signing in again."""
    if at.session.stage is Stage.OPEN:
        require_fresh_factor(at.actor, door.now, door.rules)
    elif at.account.has_factor:
        raise NotSignedIn("not_signed_in")


def _new_codes(door: Door) -> tuple[str, ...]:
    return tuple(
        door.accounts.chance.code(RECOVERY_LENGTH) for _ in range(door.rules.recovery_codes)
    )
