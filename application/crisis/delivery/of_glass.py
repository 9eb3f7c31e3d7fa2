"""Whether a message about broken glass may still go out, and whom it must not reach."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from application.authorisation.recusal import recused_among
from application.crisis.telling.glass_word import GLASS_CAUSES
from application.ports import Ledger
from application.states import grants_state, grants_stream
from domain.errors import NotFound
from domain.shared import ChildId, Erased, PersonId


class GlassStanding(NamedTuple):
    """Who must not hear of broken glass as it stands now, and whether somebody reviewed it."""

    out: frozenset[PersonId]
    is_reviewed: bool


def standing_of_glass(
    ledger: Ledger, child_id: ChildId, is_cause: Callable[[UUID], bool], now: datetime
) -> GlassStanding:
    """Return how the break-glass access stands of which a message tells.

    Whoever broke it hears of it no more than who may be involved in a case of the child.

    Raises: NotFound where it is about none, or of whoever was erased; Unreadable, Unavailable or
    RecordDamaged where it cannot be told who is kept out.
    """
    history = ledger.log.load([grants_stream(child_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    said = (each.fact for each in history.recorded if is_cause(each.event_id))
    told = next((each for each in said if isinstance(each, GLASS_CAUSES)), None)
    if told is None:
        raise NotFound("grant_not_found")
    state = grants_state(history, child_id)
    people = state.told_of_glass(told.grant_id)
    out = recused_among(ledger, child_id, people, now) | {state.broken[told.grant_id].person_id}
    return GlassStanding(out=out, is_reviewed=told.grant_id in state.reviewed)
