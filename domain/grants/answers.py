"""Whether whoever asked or broke the glass knows what was decided on it."""

from domain.errors import NotFound
from domain.grants.facts import AnswerSeen, GrantsEvent
from domain.grants.requesting import holder_of
from domain.grants.state import GrantsState
from domain.shared import GrantId, Known, PersonId

Answer = tuple[GrantsEvent, ...] | Known[GrantsEvent]


def see_answer(state: GrantsState, grant_id: GrantId, *, by: PersonId) -> Answer:
    """Record that whoever asked opened what was decided; each decision is opened once.

    Raises: NotFound for somebody else, and where nothing was ever decided.
    """
    asked = state.requested.get(grant_id) or state.broken.get(grant_id)
    seen = state.seen.get(grant_id)
    if asked is None or holder_of(state, grant_id) != by:
        raise NotFound("grant_not_found")
    if grant_id in state.unseen:
        return (AnswerSeen(child_id=asked.child_id, grant_id=grant_id, person_id=by),)
    if seen is None:
        raise NotFound("grant_not_found")
    return Known((seen,))
