"""Whoever holds no duty today, or is not known to be who they say, is shown nothing."""

from contextlib import suppress
from datetime import datetime

from application.authentication.outside_sign_in import unconfirmed
from application.authorisation.vouching import unconfirmed_refusal
from application.ports import Actor, Ledger
from domain.days import local_day
from domain.errors import NotPermitted, Unavailable
from domain.shared import PersonId
from domain.staff.proposal_days import open_since


def roles_today(ledger: Ledger, person_id: PersonId, now: datetime) -> frozenset[str]:
    """Return the roles that a person holds today, at whichever place. Raises: Unavailable."""
    today = local_day(now)
    duties = ledger.access.duties_of(person_id)
    return frozenset(each.role.value for each in duties if each.holds_on(today))


def without_duty(ledger: Ledger, person_id: PersonId, now: datetime) -> NotPermitted:
    """Return why somebody who holds no duty today is shown nothing, and what it waits for.

    `duty_begins_later` with its first day, `duty_awaits_approval`, or else `duty_over`.

    Raises: Unavailable.
    """
    today = local_day(now)
    ahead = [
        each.from_on
        for each in ledger.access.duties_of(person_id)
        if today < each.from_on and (each.to_on is None or each.from_on <= each.to_on)
    ]
    if ahead:
        return NotPermitted("duty_begins_later", from_on=min(ahead).isoformat())
    since = open_since(today, ledger.rules)
    if ledger.access.proposals_of(person_id, since):
        return NotPermitted("duty_awaits_approval")
    return NotPermitted("duty_over")


def require_on_duty(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass whom somebody vouched for since they set up their account, and who is on duty.

    Raises: NotPermitted `first_sign_in_unconfirmed`, or as `require_duty` tells.
    """
    if not actor.is_confirmed:
        refused = unconfirmed_refusal(ledger, actor.person_id, now)
        waits = _waits_for(ledger, actor, now)
        # Two things are waited for: the page tells both.
        raise NotPermitted(refused.code, **refused.parameters, **({"duty": waits} if waits else {}))
    require_duty(ledger, actor, now)


def require_own(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass, to their own account alone, who is on duty, and whose duty begins or is decided on.

    Raises: NotPermitted `duty_over`, or `roles_not_confirmed`.
    """
    if _waits_for(ledger, actor, now) is None:
        require_duty(ledger, actor, now)


def _waits_for(ledger: Ledger, actor: Actor, now: datetime) -> str | None:
    """Return what the first duty of whoever holds none today waits for, None where for nothing."""
    with suppress(Unavailable):
        if not roles_today(ledger, actor.person_id, now):
            code = without_duty(ledger, actor.person_id, now).code
            return code if code in {"duty_begins_later", "duty_awaits_approval"} else None
    return None


def require_duty(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass who holds a duty today, and no role that their provider did not confirm.

    While the duties cannot be told everybody passes: what then asks for a permission waits for
    them, and a worry is taken from whoever is signed in.

    Raises: NotPermitted as `without_duty` tells, or `roles_not_confirmed`.
    """
    try:
        roles = roles_today(ledger, actor.person_id, now)
    except Unavailable:
        return
    if not roles:
        raise without_duty(ledger, actor.person_id, now)
    if unconfirmed(roles, actor.roles):
        raise NotPermitted("roles_not_confirmed")
