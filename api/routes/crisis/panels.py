"""What a panel decided about a case, recorded once."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Moment
from application.crisis.school import panels
from domain.referrals.facts import WithdrawalReason
from domain.referrals.school.panel_facts import PanelDecision
from domain.referrals.school.panels import DecideInPanel
from domain.shared import CaseId, PanelId, PersonId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Panel(Body):
    """`supported_by` is for support at school alone, `withdrawal_reason` for a withdrawal."""

    member_ids: tuple[PersonId, ...]
    met_at: Moment
    decision: PanelDecision
    why: str
    supported_by: PersonId | None = None
    withdrawal_reason: WithdrawalReason | None = None


@router.put("/cases/{case_id}/panels/{panel_id}", status_code=201, responses=recorded_with(404))
@apart
def decide_in_panel(case_id: UUID, panel_id: UUID, body: Panel, call: CallApartDep) -> Response:
    """Record what a panel of at least two decided; a withdrawal ends the case at once."""
    request = DecideInPanel(
        case_id=CaseId(case_id),
        panel_id=PanelId(panel_id),
        member_ids=body.member_ids,
        met_at=body.met_at,
        decision=body.decision,
        why=body.why,
        supported_by=body.supported_by,
        withdrawal_reason=body.withdrawal_reason,
    )
    receipt = panels.decide_in_panel(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
