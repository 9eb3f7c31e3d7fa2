"""A second person makes sure who set up an account, before any duty counts in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.authentication.account_notes import notes_of, say, state_of
from application.authentication.account_ports import Account, FirstSignIn
from application.authentication.account_stores import Accounts
from application.authentication.running_out import ending
from application.authorisation.permission import Standings, permit, standings_of
from application.authorisation.vouching import (
    CONFIRMING,
    permit_vouching,
    vouched_by,
    vouching_for,
)
from application.ports import Actor, Ledger
from application.staffing.duty_rows import OnePage, page_of
from application.states import accounts_stream, staff_now
from domain.accounts import confirming as rules
from domain.accounts.facts import AccountInvited
from domain.accounts.outside_facts import IdentifiedBy
from domain.days import local_day
from domain.errors import NotFound, RuleBroken
from domain.reads.sign_ins import SessionEnd
from domain.shared import Erased, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Say how somebody made sure who signed in; `set_up_at` tells which sign-in they mean."""

    person_id: PersonId
    set_up_at: datetime
    identified_by: IdentifiedBy

    @property
    def meant(self) -> FirstSignIn:
        """Which sign-in is meant: whoever is invited anew signs in for the first time again."""
        return FirstSignIn(person_id=self.person_id, set_up_at=self.set_up_at)


def first_sign_ins(
    ledger: Ledger, accounts: Accounts, actor: Actor, now: datetime, cursor: str | None = None
) -> OnePage[FirstSignIn]:
    """Return a page of those who wait for this person's word, the earliest first.

    Raises: NotPermitted; Invalid for the cursor; Unavailable.
    """
    return page_of(
        all_first_sign_ins(ledger, accounts, actor, now),
        lambda each: (local_day(each.set_up_at), each.person_id),
        cursor=cursor,
        size=ledger.rules.page_size,
    )


def all_first_sign_ins(
    ledger: Ledger, accounts: Accounts, actor: Actor, now: datetime
) -> Sequence[FirstSignIn]:
    """Return all who wait for this person's word, the earliest first.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    if not standings.allow(CONFIRMING):
        permit(ledger, actor, CONFIRMING, now)
    return _waiting(ledger, accounts, standings, now)


def waiting_first_sign_ins(
    ledger: Ledger, accounts: Accounts, standings: Standings, now: datetime
) -> int:
    """Return how many wait for this person's word. Raises: Unavailable."""
    # Mostly nobody waits at all, which one question tells without asking whom the person knows.
    if not standings.allow(CONFIRMING) or not accounts.first_sign_ins.any_waits():
        return 0
    return len(_waiting(ledger, accounts, standings, now))


def open_confirming(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass who vouches for others. Raises: NotPermitted, StepUpNeeded, Unavailable."""
    permit(ledger, actor, CONFIRMING, now)


def first_sign_in_of(
    ledger: Ledger, accounts: Accounts, standings: Standings, person_id: PersonId, now: datetime
) -> FirstSignIn | None:
    """Return the sign-in of a person that waits, None where none waits for this person's word.

    Raises: Unavailable.
    """
    if person_id == standings.actor.person_id or not standings.allow(CONFIRMING):
        return None
    waits = _waits(accounts.account(person_id))
    if waits is None:
        return None
    among = vouched_by(ledger, standings, now)
    return waits if waits in accounts.first_sign_ins.waiting(among) else None


def confirm_first_sign_in(
    ledger: Ledger, accounts: Accounts, actor: Actor, request: Confirmation, now: datetime
) -> None:
    """Keep that it was the person; from now on the duties count. Again it changes nothing.

    Raises: NotPermitted; StepUpNeeded; NotFound; RuleBroken; Unavailable.
    """
    permit_vouching(ledger, actor, request.person_id, now)
    person_id = request.person_id
    if _is_done(accounts, request.meant):
        return
    state = state_of(ledger, accounts, person_id, now)
    facts = rules.confirm_first_sign_in(
        state,
        person_id,
        request.identified_by,
        by=actor.person_id,
        invited_by=_inviter(ledger, person_id),
        has_telephone=telephone_of(ledger, person_id) is not None,
    )
    notes = notes_of(facts, accounts.chance.id(), actor)
    _require_unchanged(accounts.first_sign_ins.confirm(request.meant, now, notes))
    say(ledger, accounts, now, person_id)


def deny_first_sign_in(
    ledger: Ledger, accounts: Accounts, actor: Actor, denied: FirstSignIn, now: datetime
) -> None:
    """Close the account at once, because it was not the person who set it up.

    Raises: NotPermitted; StepUpNeeded; NotFound; RuleBroken; Unavailable.
    """
    permit_vouching(ledger, actor, denied.person_id, now)
    person_id = denied.person_id
    _require_account(accounts, person_id)
    state = state_of(ledger, accounts, person_id, now)
    inviter = _inviter(ledger, person_id)
    facts = rules.deny_first_sign_in(state, person_id, by=actor.person_id, invited_by=inviter)
    notes = notes_of(facts, accounts.chance.id(), actor)
    closed = ending(SessionEnd.ACCOUNT_CLOSED, now, ledger.rules, actor)
    _require_unchanged(accounts.first_sign_ins.deny(denied, notes, closed))
    say(ledger, accounts, now, person_id)


def confirm_at_founding(
    ledger: Ledger, accounts: Accounts, actor: Actor, person_id: PersonId, now: datetime
) -> None:
    """Keep that the operator vouches for somebody; only while nobody else can.

    Raises: NotFound; RuleBroken; Unavailable.
    """
    first = _waits(_require_account(accounts, person_id))
    state = state_of(ledger, accounts, person_id, now)
    others = ledger.reachable(frozenset(vouching_for(ledger, person_id, now)))
    facts = rules.confirm_at_founding(state, person_id, others_may_confirm=bool(others))
    if first is not None:
        notes = notes_of(facts, accounts.chance.id(), actor)
        _require_unchanged(accounts.first_sign_ins.confirm(first, now, notes))
        say(ledger, accounts, now, person_id)


def telephone_of(ledger: Ledger, person_id: PersonId) -> str | None:
    """Return the telephone of a person that holds: as registered, or as two people changed it."""
    return staff_now(ledger, person_id).phone


def _waiting(
    ledger: Ledger, accounts: Accounts, standings: Standings, now: datetime
) -> Sequence[FirstSignIn]:
    among = vouched_by(ledger, standings, now)
    me = standings.actor.person_id
    return [each for each in accounts.first_sign_ins.waiting(among) if each.person_id != me]


def _is_done(accounts: Accounts, meant: FirstSignIn) -> bool:
    account = _require_account(accounts, meant.person_id)
    return account.confirmed_at is not None and account.set_up_at == meant.set_up_at


def _waits(account: Account | None) -> FirstSignIn | None:
    if account is None or account.set_up_at is None or account.disabled_at is not None:
        return None
    if account.confirmed_at is not None:
        return None
    return FirstSignIn(person_id=account.person_id, set_up_at=account.set_up_at)


def _require_account(accounts: Accounts, person_id: PersonId) -> Account:
    account = accounts.account(person_id)
    if account is None:
        raise NotFound("account_not_found")
    return account


def _require_unchanged(kept: bool) -> None:
    if not kept:
        raise RuleBroken("first_sign_in_changed")


def _inviter(ledger: Ledger, person_id: PersonId) -> PersonId | None:
    """Return who gave out the last invitation, and so held its code in the hand."""
    history = ledger.log.load([accounts_stream(person_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    given = [each.actor_id for each in history.recorded if isinstance(each.fact, AccountInvited)]
    return given[-1] if given else None
