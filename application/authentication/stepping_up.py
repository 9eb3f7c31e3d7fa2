"""The second factor: shown at signing in, and again a moment before a dangerous act."""

from dataclasses import replace
from datetime import datetime

from application.authentication.account_ports import Account, Checked, Note, Source, Stage
from application.authentication.advancing import CameFrom, advance
from application.authentication.open_sessions import session_of
from application.authentication.signing_in import (
    Door,
    NotSignedIn,
    SignedIn,
    failing_within,
)
from application.authentication.throttling import (
    SignInRefused,
    failing_by_factor,
    failing_from,
    is_known,
    try_once,
)
from application.authentication.typed_codes import plain_code
from application.authorisation.fresh_factor import has_fresh_factor
from application.ports import Actor
from domain.accounts.facts import RecoveryCodeUsed
from domain.errors import StepUpNeeded
from domain.ruleset import RuleSet

TOTP_DIGITS = 6


def require_fresh_factor(actor: Actor, now: datetime, rules: RuleSet) -> None:
    """Let pass who has shown a second factor in this session a moment ago.

    Raises: StepUpNeeded, with the minutes for which one counts.
    """
    if not has_fresh_factor(actor, now, rules):
        raise StepUpNeeded("step_up_needed", minutes=rules.factor_fresh_minutes)


def show_factor(door: Door, token: str, code: str, source: Source) -> SignedIn:
    """Take the second step, or show the factor again: the session goes on under a new token.

    A code of the factor counts once; a recovery code is used up. Failures count as those of the
    password do, and those in open sessions of the person together, so that codes cannot be tried.

    Raises: NotSignedIn; SignInRefused; SignInLocked; Unavailable when the factor cannot be read.
    """
    session = session_of(door, token)
    account = door.accounts.account(session.person_id) if session is not None else None
    if session is None or account is None or session.stage in (Stage.CHOOSING, Stage.ENROLMENT):
        raise NotSignedIn("not_signed_in")
    by = failing_from(door.accounts, account.login, source, door.now, door.rules)
    if session.stage is Stage.OPEN:
        by = (*failing_within(door, session, by), failing_by_factor(account.login))
    device, person_id = session.device, account.person_id
    guess = try_once(
        door.accounts,
        by,
        door.now,
        door.rules,
        lambda: Checked(passed=_is_shown(door, account, code, device), person_id=person_id),
    )
    if not guess.passed:
        raise SignInRefused("password_wrong" if door.password_alone else "code_wrong")
    stage = Stage.OPEN
    if session.stage is Stage.SECOND_FACTOR:
        stage = door.stage_for(account, factor_shown=True)
    known = is_known(door.accounts, account.login, source, door.now, door.rules)
    came = CameFrom(by=by[0], browser_was_known=known)
    shown = advance(door, token, session, stage, factor_at=door.now, came=came)
    if door.password_alone or _is_of_factor(plain_code(code)):
        return shown
    return replace(shown, codes_left=_left_without_one(account))


def _is_shown(door: Door, account: Account, typed: str, device: str | None) -> bool:
    """Return whether a code was right, of the factor or of those for when it is lost."""
    if door.password_alone:
        with door.accounts.turn() as turn:
            return turn.check(account.login, typed).passed
    code = plain_code(typed)
    if _is_of_factor(code):
        return door.accounts.factors.check(account.person_id, code, door.now)
    used = RecoveryCodeUsed(person_id=account.person_id, left=_left_without_one(account))
    note = Note(
        note_id=door.accounts.chance.id(), fact=used, actor_id=account.person_id, device=device
    )
    return door.accounts.factors.use_recovery_code(account.person_id, code, [note])


def _is_of_factor(code: str) -> bool:
    """Return whether a code is one of an authenticator's: recovery codes are longer."""
    return len(code) == TOTP_DIGITS and code.isdecimal()


def _left_without_one(account: Account) -> int:
    return max(account.codes_left - 1, 0)
