"""How severe a crisis is: assessed by one person, its level lowered by two."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Flag, Moment
from application.crisis.school import levels
from domain.referrals.levels.level_facts import AssessmentMethod, CrisisLevel, LevelError
from domain.referrals.levels.level_state import (
    AssessCrisis,
    ConfirmLevelDrop,
    DeclineLevelDrop,
    Levels,
    ProposeLevelDrop,
    ProposeLevelError,
)
from domain.shared import AssessmentId, CaseId, DropId, PersonId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Assessment(Body):
    """No `level`: no crisis was found. The score of a scale is a lead, and not enough alone."""

    level: CrisisLevel | None = None
    methods: tuple[AssessmentMethod, ...]
    child_seen: Flag
    assessed_at: Moment
    why: str


class Drop(Body):
    why: str


class LevelProposal(Drop):
    """With an `error` the level was set by it, and falls without days of rest."""

    error: LevelError | None = None


class Panel(Body):
    member_ids: tuple[PersonId, ...]


class CrisisBody(BaseModel):
    """How severe the crisis is; `level` is empty where none holds, `assessed_at` where none was.

    `waiting_drop_id` names the drop that waits for another person, `waiting_level` to which level,
    `waiting_error` how the level came to be set by error, where it was.
    """

    level: CrisisLevel | None
    assessed_at: AwareDatetime | None
    waiting_drop_id: DropId | None
    waiting_level: CrisisLevel | None
    waiting_error: LevelError | None


def crisis_body(known: Levels) -> CrisisBody:
    """Return what a case tells of how severe the crisis is."""
    waiting = known.waiting
    return CrisisBody(
        level=known.level,
        assessed_at=known.assessed.assessed_at if known.assessed else None,
        waiting_drop_id=waiting.drop_id if waiting else None,
        waiting_level=waiting.to_level if waiting else None,
        waiting_error=waiting.error if waiting else None,
    )


@router.put(
    "/cases/{case_id}/assessments/{assessment_id}", status_code=201, responses=recorded_with(404)
)
@apart
def assess_crisis(
    case_id: UUID, assessment_id: UUID, body: Assessment, call: CallApartDep
) -> Response:
    """Record how severe the crisis is; a more severe level than before holds at once."""
    request = AssessCrisis(
        case_id=CaseId(case_id),
        assessment_id=AssessmentId(assessment_id),
        level=body.level,
        methods=body.methods,
        child_seen=body.child_seen,
        assessed_at=body.assessed_at,
        why=body.why,
    )
    receipt = levels.assess_crisis(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/drops/{drop_id}", status_code=201, responses=recorded_with(404))
@apart
def propose_level_drop(
    case_id: UUID, drop_id: UUID, body: LevelProposal, call: CallApartDep
) -> Response:
    """Record that a less severe level is enough, or the level an error, until others decide."""
    if body.error is not None:
        error = ProposeLevelError(
            case_id=CaseId(case_id), drop_id=DropId(drop_id), error=body.error, why=body.why
        )
        receipt = levels.propose_level_error(call.ledger, call.actor, error, call.now)
        return receipt_answer(receipt, call.path)
    request = ProposeLevelDrop(case_id=CaseId(case_id), drop_id=DropId(drop_id), why=body.why)
    receipt = levels.propose_level_drop(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/drops/{drop_id}/confirmation", status_code=201, responses=recorded_with(404)
)
@apart
def confirm_level_drop(case_id: UUID, drop_id: UUID, call: CallApartDep) -> Response:
    """Record that another person than the proposer agrees: the lower level holds."""
    request = ConfirmLevelDrop(case_id=CaseId(case_id), drop_id=DropId(drop_id))
    receipt = levels.confirm_level_drop(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/drops/{drop_id}/panel", status_code=201, responses=recorded_with(404))
@apart
def confirm_in_panel(case_id: UUID, drop_id: UUID, body: Panel, call: CallApartDep) -> Response:
    """Record that a panel agrees that the level was set by error."""
    request = ConfirmLevelDrop(
        case_id=CaseId(case_id), drop_id=DropId(drop_id), member_ids=body.member_ids
    )
    receipt = levels.confirm_level_drop(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/drops/{drop_id}/refusal", status_code=201, responses=recorded_with(404)
)
@apart
def decline_level_drop(case_id: UUID, drop_id: UUID, body: Drop, call: CallApartDep) -> Response:
    """Record that the level stays as it is, and why."""
    request = DeclineLevelDrop(case_id=CaseId(case_id), drop_id=DropId(drop_id), why=body.why)
    receipt = levels.decline_level_drop(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
