"""Keeps a page with a slip from making another one when it is loaded again."""

from datetime import datetime

from application.authentication.account_ports import Account
from application.authentication.account_stores import Accounts
from application.authentication.accounts import permit_inviting
from application.ports import Actor, Ledger
from domain.errors import RuleBroken
from domain.shared import PersonId


def invited_as_of(account: Account | None) -> str:
    """Return what is another after each invitation, and after each password that was chosen."""
    if account is None:
        return "nobody"
    return f"{account.invited_until} {account.password_set_at}"


def not_invited_since(
    ledger: Ledger, accounts: Accounts, actor: Actor, person_id: PersonId, as_of: str, now: datetime
) -> Account | None:
    """Return the account to a form that tells how it stands now: a second slip voids the first one.

    Raises: NotPermitted; StepUpNeeded; RuleBroken when somebody was invited since; Unavailable.
    """
    permit_inviting(ledger, accounts, actor, person_id, now)
    seen = accounts.account(person_id)
    if as_of != invited_as_of(seen):
        raise RuleBroken("invited_meanwhile")
    return seen
