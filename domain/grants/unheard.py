"""Broken glass of which nobody could be told: it is told once somebody is there to hear of it."""

from domain.errors import NotFound, RuleBroken
from domain.grants.facts import GlassBreakTold, GrantsEvent
from domain.grants.state import GrantsState
from domain.grants.telling import Told
from domain.shared import GrantId, Known

Answer = tuple[GrantsEvent, ...] | Known[GrantsEvent]


def tell_late(state: GrantsState, grant_id: GrantId, told: Told) -> Answer:
    """Record who is told at last of broken glass of which nobody was told when it was broken.

    Raises: NotFound where there is none; RuleBroken when it was reviewed, when somebody was told
    before, and while there still is nobody.
    """
    broken = state.broken.get(grant_id)
    if broken is None:
        raise NotFound("grant_not_found")
    known = state.told.get(grant_id)
    if known is not None:
        return Known((known,))
    if grant_id in state.reviewed or state.told_of_glass(grant_id):
        raise RuleBroken("grant_already_over")
    if not (told.supervisor_ids or told.privacy_officer_ids):
        raise RuleBroken("nobody_to_tell")
    return (
        GlassBreakTold(
            child_id=broken.child_id,
            grant_id=grant_id,
            supervisor_ids=told.supervisor_ids,
            privacy_officer_ids=told.privacy_officer_ids,
        ),
    )
