"""Whoever holds no duty today is shown nothing, and nobody more than was confirmed."""

from datetime import datetime

from application.outside_sign_in import unconfirmed
from application.ports import Actor, Ledger
from domain.days import local_day
from domain.errors import NotPermitted, Unavailable
from domain.shared import PersonId


def roles_today(ledger: Ledger, person_id: PersonId, now: datetime) -> frozenset[str]:
    """Return the roles that a person holds today, at whichever place. Raises: Unavailable."""
    today = local_day(now)
    duties = ledger.access.duties_of(person_id)
    return frozenset(each.role.value for each in duties if each.holds_on(today))


def require_on_duty(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass who holds a duty today, and no role that their provider did not confirm.

    While the duties cannot be told everybody passes: what then asks for a permission waits for
    them, and a worry is taken from whoever is signed in.

    Raises: NotPermitted `duty_over` or `roles_not_confirmed`.
    """
    try:
        roles = roles_today(ledger, actor.person_id, now)
    except Unavailable:
        return
    if not roles:
        raise NotPermitted("duty_over")
    if unconfirmed(roles, actor.roles):
        raise NotPermitted("roles_not_confirmed")
