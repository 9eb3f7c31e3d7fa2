"""How far a case has come, as its page says it; the desk has it from its view."""

from application.crisis.desk.stages import CaseStage
from domain.referrals.involvement import is_to_be_looked_at_again
from domain.referrals.state import CaseState


def stage_of(state: CaseState) -> CaseStage:
    """Return how far a case has come."""
    is_taken_back = state.issued is not None and state.acknowledged is None
    reached = (
        (state.further.joined_to, CaseStage.JOINED),
        (is_to_be_looked_at_again(state), CaseStage.LOOK_AGAIN),
        (state.withdrawn, CaseStage.WITHDRAWN),
        (state.restored, CaseStage.RESTORED),
        (state.aftercare.closed and is_taken_back, CaseStage.TAKEN_BACK),
        (state.aftercare.closed, CaseStage.CLOSED),
        (state.further.unanswered, CaseStage.UNTAKEN),
        (state.acknowledged, CaseStage.ACKNOWLEDGED),
        (state.issued, CaseStage.ISSUED),
        (state.owner_id and state.declined, CaseStage.DECLINED),
        (state.owner_id and state.proposed, CaseStage.PROPOSED),
        (state.owner_id, CaseStage.TAKEN),
    )
    return next((stage for fact, stage in reached if fact), CaseStage.UNTAKEN)
