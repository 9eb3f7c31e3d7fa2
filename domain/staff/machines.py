"""Keeps apart who arranges a machine's duties and who holds its token: never one and the same."""

from collections.abc import Collection
from datetime import date

from domain.errors import RuleBroken
from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyApproved, DutyDeclined
from domain.staff.rules import last_day_of
from domain.staff.state import StaffState

ISSUED_TO_IT = "issued_its_token"
"""Why whoever issued a machine's token neither proposes nor approves its duties."""


def arranged_by(state: StaffState, today: date) -> frozenset[PersonId]:
    """Return who proposed or approved a duty that is not over, also one that nobody decided on."""
    found: set[PersonId] = set()
    for each in state.proposed.values():
        decided = state.decided.get(each.duty_id)
        if isinstance(decided, DutyDeclined) or _last_on(state, each.duty_id) < today:
            continue
        found.add(each.proposed_by)
        if isinstance(decided, DutyApproved):
            found.add(decided.approved_by)
    return frozenset(found)


def require_arranged_by_others(state: StaffState, *, by: PersonId, today: date) -> None:
    """Raises: RuleBroken for whoever arranged a duty of a machine: they hold none of its tokens."""
    if by in arranged_by(state, today):
        raise RuleBroken("arranged_its_duties")


def require_other_than_issuer(by: PersonId, issuers: Collection[PersonId]) -> None:
    """Raises: RuleBroken for whoever issued a token by which the machine is let in."""
    if by in issuers:
        raise RuleBroken(ISSUED_TO_IT)


def _last_on(state: StaffState, duty_id: DutyId) -> date:
    if duty_id in state.assigned:
        return last_day_of(state, duty_id) or date.max
    return state.proposed[duty_id].to_on
