"""Requests about accounts: inviting people; closing, opening and unlocking what they have."""

from dataclasses import dataclass, field
from datetime import datetime

from application.authentication.account_notes import notes_of, say, state_of
from application.authentication.account_ports import Account, Invitation, InvitePerson
from application.authentication.account_stores import Accounts
from application.authentication.enrolling import INVITATION_LENGTH
from application.authentication.running_out import ending, unused_since
from application.authentication.throttling import account_lock
from application.authentication.typed_codes import plain_login, usable_login
from application.authorisation.answering_for import permit_for_person, permit_taking_away
from application.ports import Actor, Ledger
from application.states import staff_now
from domain.access.table import Request as Asking
from domain.accounts import rules as deciding
from domain.accounts.facts import (
    AccountInvited,
    DisablingReason,
    PasswordChanged,
    PasswordChangeReason,
)
from domain.accounts.passwords import require_hard_to_guess
from domain.errors import NotFound, RuleBroken
from domain.reads.sign_ins import SessionEnd
from domain.ruleset import RuleSet
from domain.shared import PersonId
from domain.staff.facts import PersonKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation; the code is told this once and kept nowhere."""

    login: str
    code: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFound:
    """An account as administrators see it; `locked_until` while a lock of it holds."""

    account: Account | None
    locked_until: datetime | None
    sessions: int
    was_used: bool


def invite(
    ledger: Ledger,
    accounts: Accounts,
    actor: Actor,
    request: InvitePerson,
    now: datetime,
) -> Invited:
    """Give a registered person a code to sign in with for the first time, or anew.

    Whatever they signed in with before is void from now on, which only who manages accounts may do;
    what they chose since their account was seen is not: that is refused.

    Raises: NotPermitted; StepUpNeeded; Invalid; RuleBroken; Unavailable.
    """
    permit_inviting(ledger, accounts, actor, request.person_id, now)
    return invite_as_operator(ledger, accounts, actor, request, now)


def permit_inviting(
    ledger: Ledger, accounts: Accounts, actor: Actor, person_id: PersonId, now: datetime
) -> None:
    """Raises: NotPermitted; StepUpNeeded; Unavailable."""
    anew = was_used(ledger, accounts, person_id, now)
    asking = Asking.MANAGE_ACCOUNTS if anew else Asking.INVITE_PERSON
    permit_for_person(ledger, actor, asking, person_id, now)


def was_used(ledger: Ledger, accounts: Accounts, person_id: PersonId, now: datetime) -> bool:
    """Return whether somebody ever signed in here, also where they wait for a code just now."""
    account = accounts.account(person_id)
    if account is None:
        return False
    if account.has_password or account.signed_in_at is not None:
        return True
    return state_of(ledger, accounts, person_id, now).was_active


def invite_as_operator(
    ledger: Ledger,
    accounts: Accounts,
    actor: Actor,
    request: InvitePerson,
    now: datetime,
) -> Invited:
    """Give a registered person a code; the operator's command line needs no permission for it.

    Raises: Invalid; RuleBroken; Unavailable.
    """
    name, person_id = usable_login(request.login), request.person_id
    _require_human(ledger, person_id)
    state = state_of(ledger, accounts, person_id, now)
    facts = deciding.invite(state, person_id, by=actor.person_id, now=now, rules=ledger.rules)
    (expires_at,) = (each.expires_at for each in facts if isinstance(each, AccountInvited))
    code = accounts.chance.code(INVITATION_LENGTH)
    invitation = Invitation(login=name, code=code, expires_at=expires_at)
    notes = notes_of(facts, accounts.chance.id(), actor)
    anew = ending(SessionEnd.INVITED_ANEW, now, ledger.rules, actor)
    accounts.invite(request, invitation, notes, anew)
    say(ledger, accounts, now, person_id)
    return Invited(login=name, code=invitation.code, expires_at=expires_at)


def disable_account(
    ledger: Ledger,
    accounts: Accounts,
    actor: Actor,
    person_id: PersonId,
    reason: DisablingReason,
    now: datetime,
) -> None:
    """Close a person's account; its sessions end and its devices are let go.

    Raises: NotPermitted; StepUpNeeded; NotFound; RuleBroken; Unavailable.
    """
    permit_taking_away(ledger, actor, Asking.MANAGE_ACCOUNTS, person_id, now)
    _require_account(accounts, person_id)
    state = state_of(ledger, accounts, person_id, now)
    facts = deciding.disable(state, person_id, reason, by=actor.person_id)
    closed = ending(SessionEnd.ACCOUNT_CLOSED, now, ledger.rules, actor)
    accounts.disable(person_id, notes_of(facts, accounts.chance.id(), actor), closed)
    say(ledger, accounts, now, person_id)


def enable_account(
    ledger: Ledger, accounts: Accounts, actor: Actor, person_id: PersonId, now: datetime
) -> None:
    """Open a closed account again.

    Raises: NotPermitted; StepUpNeeded; NotFound; RuleBroken; Unavailable.
    """
    permit_for_person(ledger, actor, Asking.MANAGE_ACCOUNTS, person_id, now)
    _require_account(accounts, person_id)
    state = state_of(ledger, accounts, person_id, now)
    facts = deciding.enable(state, person_id, by=actor.person_id)
    accounts.enable(person_id, now, notes_of(facts, accounts.chance.id(), actor), actor)
    say(ledger, accounts, now, person_id)


def unlock_account(
    ledger: Ledger, accounts: Accounts, actor: Actor, person_id: PersonId, now: datetime
) -> None:
    """Lift the lock that failed sign-ins have begun.

    Raises: NotPermitted; NotFound; RuleBroken; Unavailable.
    """
    permit_for_person(ledger, actor, Asking.MANAGE_ACCOUNTS, person_id, now)
    account = _require_account(accounts, person_id)
    facts = deciding.unlock(person_id, by=actor.person_id)
    accounts.failed.lift(account.login, now, notes_of(facts, accounts.chance.id(), actor))
    say(ledger, accounts, now, person_id)


def account_of(
    ledger: Ledger, accounts: Accounts, actor: Actor, person_id: PersonId, now: datetime
) -> AccountFound:
    """Return how a person's account stands, to whoever may shut the person out.

    Raises: NotPermitted; Unavailable.
    """
    permit_taking_away(ledger, actor, Asking.READ_ACCOUNTS, person_id, now)
    account, since = accounts.account(person_id), unused_since(now, ledger.rules)
    return AccountFound(
        account=account,
        locked_until=account_lock(accounts, account, now, ledger.rules) if account else None,
        sessions=len(accounts.sessions.of_person(person_id, now, since)),
        was_used=was_used(ledger, accounts, person_id, now),
    )


def create_account(
    accounts: Accounts,
    person_id: PersonId,
    login: str,
    password: str,
    *,
    now: datetime,
    rules: RuleSet,
) -> None:
    """Give one of the demo's invented people an account that is ready; nobody else gets one so.

    Raises: Invalid; RuleBroken when the login or the person has one; Unavailable.
    """
    name = usable_login(login)
    require_hard_to_guess(password, login=name, about=(), rules=rules)
    with accounts.turn() as turn:
        password_hash = turn.hash(password)
    accounts.add(person_id, name, now, password_hash)


def set_password(
    ledger: Ledger, accounts: Accounts, actor: Actor, login: str, password: str, now: datetime
) -> None:
    """Let a password hold for one sign-in: the operator's emergency.

    All sessions end, and devices and night codes open nothing any more.

    Raises: Invalid; NotFound; Unavailable.
    """
    account = accounts.account_of(plain_login(login))
    if account is None:
        raise NotFound("account_not_found")
    require_hard_to_guess(password, login=account.login, about=(), rules=ledger.rules)
    with accounts.turn() as turn:
        password_hash = turn.hash(password)
    changed = PasswordChanged(
        person_id=account.person_id, reason=PasswordChangeReason.RESET_BY_OPERATOR
    )
    notes = notes_of((changed,), accounts.chance.id(), actor)
    reset = ending(SessionEnd.CREDENTIAL_RESET, now, ledger.rules, actor)
    accounts.reset_password(account.person_id, password_hash, notes, reset)
    accounts.failed.lift(account.login, now, ())
    say(ledger, accounts, now, account.person_id)


def require_free_login(accounts: Accounts, login: str) -> None:
    """Raises: Invalid for a login that will not do; RuleBroken for one that somebody has."""
    if accounts.account_of(usable_login(login)) is not None:
        raise RuleBroken("account_exists")


def _require_account(accounts: Accounts, person_id: PersonId) -> Account:
    account = accounts.account(person_id)
    if account is None:
        raise NotFound("account_not_found")
    return account


def _require_human(ledger: Ledger, person_id: PersonId) -> None:
    person = staff_now(ledger, person_id).person
    if person is None or person.kind is not PersonKind.HUMAN:
        raise RuleBroken("not_a_registered_human", field="person_id")
