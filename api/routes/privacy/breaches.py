"""Data breaches: reported by whoever is signed in, handled under a clock."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX, CallDep
from api.guards.reporting import ReportingCallDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body, Day, Moment
from application.privacy import breach_steps, breaches
from domain.breaches.facts import AuthorityWay, BreachGrade, BreachKind, UntoldReason
from domain.breaches.state import (
    CloseBreach,
    GradeBreach,
    LeaveUntold,
    ListAffected,
    NotifyAuthority,
    NotifyGuardian,
    ProposeClosure,
    ReportBreach,
)
from domain.codelists import ConsentMeans, SpokenBy
from domain.shared import BreachId, ChildId, OrganisationId

router = APIRouter(prefix=PREFIX, tags=["breaches"])
BREACH = "/organisations/{office_id}/breaches/{breach_id}"


class ReportBody(Body):
    kind: BreachKind
    detected_at: Moment
    text: str


class GradeBody(Body):
    grade: BreachGrade


class AffectedBody(Body):
    child_ids: tuple[ChildId, ...]


class AuthorityBody(Body):
    notified_at: Moment
    way: AuthorityWay
    reference: str


class GuardianBody(Body):
    spoken_by: SpokenBy
    means: ConsentMeans
    told_on: Day


class UntoldBody(Body):
    reason: UntoldReason


class ClosureBody(Body):
    lessons: str


class ClosingBody(Body):
    """`proposal` counts which proposal is meant: the one that was read."""

    proposal: int


class BreachBody(BaseModel):
    """One breach and its clock; `authority_due_at` only where its grade asks for a report.

    `proposal` counts the proposal to close it that waits for somebody else, with its `lessons`.
    """

    breach_id: BreachId
    organisation_id: OrganisationId
    kind: BreachKind
    detected_at: AwareDatetime
    grade: BreachGrade | None
    authority_due_at: AwareDatetime | None
    notified_at: AwareDatetime | None
    is_overdue: bool
    affected: int
    untold: int
    left_to_others: int
    untold_by_others: int
    proposal: int | None
    lessons: str
    is_closed: bool


class BreachesBody(BaseModel):
    items: tuple[BreachBody, ...]


@router.get("/breaches", responses=refused_with(*READING))
def list_breaches(call: CallDep) -> BreachesBody:
    """Return the breaches for which one's offices answer: open ones first, the latest first."""
    found = breaches.breaches(call.ledger, call.actor, call.now)
    return BreachesBody(items=tuple(_body(each) for each in found.breaches))


@router.put(BREACH, status_code=201, responses=recorded_with(404))
def report_breach(
    office_id: UUID, breach_id: UUID, body: ReportBody, call: ReportingCallDep
) -> Response:
    """Report that data may have leaked or been lost, to the office that answers for it."""
    request = ReportBreach(
        breach_id=BreachId(breach_id),
        organisation_id=OrganisationId(office_id),
        kind=body.kind,
        detected_at=body.detected_at,
        text=body.text,
    )
    receipt = breaches.report_breach(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(f"{BREACH}/gradings/{{grading_id}}", status_code=201, responses=recorded_with(404))
def grade_breach(
    office_id: UUID, breach_id: UUID, grading_id: UUID, body: GradeBody, call: CallDep
) -> Response:
    """Judge how grave it is; from large on the authority is told within hours of the finding."""
    office, request = (
        OrganisationId(office_id),
        GradeBreach(breach_id=BreachId(breach_id), grade=body.grade),
    )
    receipt = breach_steps.grade_breach(
        call.ledger, call.actor, office, request, grading_id, call.now
    )
    return receipt_answer(receipt, call.path)


@router.put(f"{BREACH}/lists/{{list_id}}", status_code=201, responses=recorded_with(404))
def list_affected(
    office_id: UUID, breach_id: UUID, list_id: UUID, body: AffectedBody, call: CallDep
) -> Response:
    """Name further children whose data is concerned."""
    office, request = (
        OrganisationId(office_id),
        ListAffected(breach_id=BreachId(breach_id), child_ids=body.child_ids),
    )
    receipt = breach_steps.list_affected(
        call.ledger, call.actor, office, request, list_id, call.now
    )
    return receipt_answer(receipt, call.path)


@router.put(f"{BREACH}/authority", status_code=201, responses=recorded_with(404))
def notify_authority(
    office_id: UUID, breach_id: UUID, body: AuthorityBody, call: CallDep
) -> Response:
    """Record when the authority was told; too late is recorded as such, never refused."""
    request = NotifyAuthority(
        breach_id=BreachId(breach_id),
        notified_at=body.notified_at,
        way=body.way,
        reference=body.reference,
    )
    office = OrganisationId(office_id)
    receipt = breach_steps.notify_authority(call.ledger, call.actor, office, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    f"{BREACH}/children/{{child_id}}/guardian", status_code=201, responses=recorded_with(404)
)
def notify_guardian(
    office_id: UUID, breach_id: UUID, child_id: UUID, body: GuardianBody, call: CallDep
) -> Response:
    """Record that somebody who speaks for an affected child was told."""
    request = NotifyGuardian(
        breach_id=BreachId(breach_id),
        child_id=ChildId(child_id),
        spoken_by=body.spoken_by,
        means=body.means,
        told_on=body.told_on,
    )
    office = OrganisationId(office_id)
    receipt = breach_steps.notify_guardian(call.ledger, call.actor, office, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(f"{BREACH}/children/{{child_id}}/untold", status_code=201, responses=recorded_with(404))
def leave_untold(
    office_id: UUID, breach_id: UUID, child_id: UUID, body: UntoldBody, call: CallDep
) -> Response:
    """Record why the family of an affected child is not told."""
    request = LeaveUntold(
        breach_id=BreachId(breach_id), child_id=ChildId(child_id), reason=body.reason
    )
    office = OrganisationId(office_id)
    receipt = breach_steps.leave_untold(call.ledger, call.actor, office, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    f"{BREACH}/closure-proposals/{{proposal_id}}", status_code=201, responses=recorded_with(404)
)
def propose_closure(
    office_id: UUID, breach_id: UUID, proposal_id: UUID, body: ClosureBody, call: CallDep
) -> Response:
    """Say that everything is done, and what was learned; somebody else closes it."""
    office, request = (
        OrganisationId(office_id),
        ProposeClosure(breach_id=BreachId(breach_id), lessons=body.lessons),
    )
    receipt = breach_steps.propose_closure(
        call.ledger, call.actor, office, request, proposal_id, call.now
    )
    return receipt_answer(receipt, call.path)


@router.put(f"{BREACH}/closure", status_code=201, responses=recorded_with(404))
def close_breach(office_id: UUID, breach_id: UUID, body: ClosingBody, call: CallDep) -> Response:
    """Close what somebody else proposed to close, as it was read."""
    office, request = (
        OrganisationId(office_id),
        CloseBreach(breach_id=BreachId(breach_id), proposal=body.proposal),
    )
    receipt = breach_steps.close_breach(call.ledger, call.actor, office, request, call.now)
    return receipt_answer(receipt, call.path)


def _body(breach: breaches.Breach) -> BreachBody:
    state = breach.state
    return BreachBody(
        breach_id=breach.breach_id,
        organisation_id=breach.reported.organisation_id,
        kind=breach.reported.kind,
        detected_at=breach.reported.detected_at,
        grade=state.graded.grade if state.graded else None,
        authority_due_at=state.authority_due_at,
        notified_at=state.authority.notified_at if state.authority else None,
        is_overdue=breach.is_overdue,
        affected=len(state.affected),
        untold=len(state.untold),
        left_to_others=len(state.others),
        untold_by_others=len(state.untold_by_others),
        proposal=state.proposals if state.proposed else None,
        lessons=state.proposed.lessons if state.proposed else "",
        is_closed=state.closed is not None,
    )
