"""Asks for the permission, and for a fresh second factor, before somebody fills in a form.

Whoever sends it is asked again by the use case; here it is asked so that nothing is typed in vain.
"""

from collections.abc import Collection
from datetime import datetime

from application.authentication.stepping_up import require_fresh_factor
from application.authorisation.answering_for import permit_for_person, permit_taking_away
from application.authorisation.permission import (
    Standings,
    permit,
    permit_at,
    permit_for_child,
    standings_at_one_of,
    standings_of,
)
from application.ports import Actor, Ledger
from domain.access.table import Request as Asking
from domain.access.table import purposes_with
from domain.shared import ChildId, OrganisationId, PersonId, Purpose


def open_access_request(ledger: Ledger, actor: Actor, now: datetime) -> tuple[Purpose, ...]:
    """Return for what a person may ask for access. Raises: NotPermitted, Unavailable."""
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.ASK_ACCESS)
    return purposes_with(Asking.ASK_ACCESS, standings.held)


def open_break_glass(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass who may break the glass. Raises: NotPermitted, StepUpNeeded, Unavailable."""
    permit(ledger, actor, Asking.BREAK_GLASS, now)


def open_approving(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass who approves duties. Raises: NotPermitted, StepUpNeeded, Unavailable."""
    permit(ledger, actor, Asking.APPROVE_DUTY, now)


def open_rule_proposal(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass who proposes rules. Raises: NotPermitted, Unavailable."""
    permit(ledger, actor, Asking.PROPOSE_RULES, now)


def open_rule_approval(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass who approves rules. Raises: NotPermitted, StepUpNeeded, Unavailable."""
    permit(ledger, actor, Asking.APPROVE_RULES, now)


def open_night_recovery(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass who lets colleagues in at night. Raises: NotPermitted, StepUpNeeded, Unavailable."""
    permit(ledger, actor, Asking.GIVE_NIGHT_RECOVERY, now)
    require_fresh_factor(actor, now, ledger.rules)


def open_night_review(ledger: Ledger, actor: Actor, now: datetime) -> None:
    """Let pass who reviews nights. Raises: NotPermitted, StepUpNeeded, Unavailable."""
    permit(ledger, actor, Asking.REVIEW_NIGHT_RECOVERIES, now)


def open_account_closing(ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime) -> None:
    """Let pass who may close their account. Raises: NotPermitted, StepUpNeeded, Unavailable."""
    permit_taking_away(ledger, actor, Asking.MANAGE_ACCOUNTS, person_id, now)


def open_telephone_confirming(
    ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime
) -> None:
    """Let pass who may confirm their telephone. Raises: NotPermitted, StepUpNeeded, Unavailable."""
    permit_for_person(ledger, actor, Asking.CONFIRM_TELEPHONE, person_id, now)


def open_pairing(
    ledger: Ledger, actor: Actor, request: Asking, child_id: ChildId, now: datetime
) -> None:
    """Let pass who may end or extend the pairings of a child.

    Raises: NotFound, NotPermitted, StepUpNeeded, Unavailable.
    """
    permit_for_child(ledger, actor, request, child_id, now)


def open_duty_ending(
    ledger: Ledger, actor: Actor, places: Collection[OrganisationId], now: datetime
) -> None:
    """Let pass who may end a duty at these places. Raises: NotPermitted, Unavailable."""
    permit_at(ledger, actor, Asking.END_DUTY, places, now)


def ends_at(
    ledger: Ledger, standings: Standings, places: Collection[OrganisationId], now: datetime
) -> frozenset[OrganisationId]:
    """Return at which of these places somebody may end duties. Raises: Unavailable."""
    return frozenset(
        each
        for each in places
        if standings_at_one_of(ledger, standings, (each,), now).allow(Asking.END_DUTY)
    )
