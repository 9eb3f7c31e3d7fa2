"""Access beyond a duty: asked for, decided on, used in an emergency, ended and reviewed."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AwareDatetime, BaseModel, Field

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, Listed, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body, Day
from api.routes.named import NamesBody, names_body
from application.authorisation import glass, grant_lists, grants
from application.authorisation.grant_access import AskedGrant
from application.authorisation.grant_lists import AskedList, GrantList
from application.authorisation.grant_reading import GrantShown, open_grant
from application.authorisation.grant_rows import GrantRow
from domain.grants.facts import (
    AccessApproved,
    AccessDenied,
    AccessRequested,
    AccessRevoked,
    DenialReason,
    GlassBreakReviewed,
    GlassBroken,
    GlassClosed,
    GlassReason,
    RevocationReason,
    Verdict,
)
from domain.grants.state import (
    ApproveAccess,
    BreakGlass,
    CloseGlass,
    DenyAccess,
    RequestAccess,
    ReviewGlassBreak,
    RevokeAccess,
)
from domain.shared import CaseId, ChildId, Compartment, GrantId, Purpose

router = APIRouter(prefix=PREFIX, tags=["grants"])

REQUEST = "/children/{child_id}/access-requests/{grant_id}"
GRANT = "/children/{child_id}/grants/{grant_id}"
GLASS = "/children/{child_id}/break-glass/{grant_id}"


class AccessRequest(Body):
    purpose: Purpose
    compartments: Annotated[tuple[Compartment, ...], Field(examples=[["care"]])]
    until_on: Day
    why: str


class Approval(Body):
    compartments: tuple[Compartment, ...]
    until_on: Day


class Denial(Body):
    reason: DenialReason


class Revocation(Body):
    reason: RevocationReason


class Emergency(Body):
    reason: GlassReason
    why: str


class Review(Body):
    verdict: Verdict
    note: str | None = None


class GrantBody(BaseModel):
    """One request or break-glass access; `child_name` is told to whoever decides or reviews."""

    child_id: ChildId
    grant_id: GrantId
    child_name: str | None
    requested: AccessRequested | None
    approved: AccessApproved | None
    denied: AccessDenied | None
    revoked: AccessRevoked | None
    broken: GlassBroken | None
    closed: GlassClosed | None
    reviewed: GlassBreakReviewed | None
    asked_at: AwareDatetime
    due_at: AwareDatetime
    reason: str
    note: str | None
    case_ids: tuple[CaseId, ...] | None
    names: NamesBody
    may_decide: bool
    may_revoke: bool
    may_review: bool


def _ids(child_id: UUID, grant_id: UUID) -> tuple[ChildId, GrantId]:
    return ChildId(child_id), GrantId(grant_id)


IdsDep = Annotated[tuple[ChildId, GrantId], Depends(_ids)]


@router.put(REQUEST, status_code=201, responses=recorded_with(404))
def request_access(ids: IdsDep, body: AccessRequest, call: CallDep) -> Response:
    """Ask to read some of a child's record; it is taken whether or not there is such a child."""
    request = RequestAccess(
        child_id=ids[0],
        grant_id=ids[1],
        purpose=body.purpose,
        compartments=body.compartments,
        until_on=body.until_on,
        why=body.why,
    )
    return receipt_answer(
        grants.request_access(call.ledger, call.actor, request, call.now), call.path
    )


@router.put(REQUEST + "/approval", status_code=201, responses=recorded_with(404))
def approve_access(ids: IdsDep, body: Approval, call: CallDep) -> Response:
    """Grant what was asked for, or less."""
    request = ApproveAccess(
        child_id=ids[0],
        grant_id=ids[1],
        compartments=body.compartments,
        until_on=body.until_on,
    )
    return receipt_answer(
        grants.approve_access(call.ledger, call.actor, request, call.now), call.path
    )


@router.put(REQUEST + "/denial", status_code=201, responses=recorded_with(404))
def deny_access(ids: IdsDep, body: Denial, call: CallDep) -> Response:
    """Do not grant what was asked for."""
    request = DenyAccess(child_id=ids[0], grant_id=ids[1], reason=body.reason)
    return receipt_answer(grants.deny_access(call.ledger, call.actor, request, call.now), call.path)


@router.put(GRANT + "/revocation", status_code=201, responses=recorded_with(404))
def revoke_access(ids: IdsDep, body: Revocation, call: CallDep) -> Response:
    """Let a request, a grant or a break-glass access end now."""
    request = RevokeAccess(child_id=ids[0], grant_id=ids[1], reason=body.reason)
    return receipt_answer(
        grants.revoke_access(call.ledger, call.actor, request, call.now), call.path
    )


@router.put(GLASS, status_code=201, responses=recorded_with(404))
def break_glass(ids: IdsDep, body: Emergency, call: CallDep) -> Response:
    """Open a child's record in an emergency; supervisors and privacy officers are told at once."""
    request = BreakGlass(child_id=ids[0], grant_id=ids[1], reason=body.reason, why=body.why)
    return receipt_answer(glass.break_glass(call.ledger, call.actor, request, call.now), call.path)


@router.put(GLASS + "/end", status_code=201, responses=recorded_with(404))
def close_glass(ids: IdsDep, call: CallDep) -> Response:
    """Say that one has read enough."""
    request = CloseGlass(child_id=ids[0], grant_id=ids[1])
    return receipt_answer(glass.close_glass(call.ledger, call.actor, request, call.now), call.path)


@router.put(GLASS + "/review", status_code=201, responses=recorded_with(404))
def review_glass_break(ids: IdsDep, body: Review, call: CallDep) -> Response:
    """Say whether the glass had to be broken."""
    request = ReviewGlassBreak(
        child_id=ids[0], grant_id=ids[1], verdict=body.verdict, note=body.note
    )
    receipt = glass.review_glass_break(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.get(GRANT, responses=refused_with(*READING, 404, 422))
def read_grant(ids: IdsDep, call: CallDep, read_id: ReadIdDep) -> GrantBody:
    """Return one request or access to its holder or whoever decides or reviews."""
    asked = AskedGrant(
        actor=call.actor, child_id=ids[0], grant_id=ids[1], now=call.now, read_id=read_id
    )
    return _shown(open_grant(call.ledger, asked))


def _asked_list(
    call: CallDep,
    read_id: ReadIdDep,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> AskedList:
    return AskedList(actor=call.actor, now=call.now, read_id=read_id, cursor=cursor)


AskedListDep = Annotated[AskedList, Depends(_asked_list)]


@router.get("/grants", responses=refused_with(*READING, 422))
def own(call: CallDep, asked: AskedListDep) -> Listed[GrantRow]:
    """Return one's own requests and accesses, the latest first."""
    return _listed(grant_lists.own_grants(call.ledger, asked))


@router.get("/grants/to-decide", responses=refused_with(*READING, 422))
def to_decide(call: CallDep, asked: AskedListDep) -> Listed[GrantRow]:
    """Return the requests that wait for one's decision, the oldest first."""
    return _listed(grant_lists.grants_to_decide(call.ledger, asked))


@router.get("/grants/in-force", responses=refused_with(*READING, 422))
def in_force(call: CallDep, asked: AskedListDep) -> Listed[GrantRow]:
    """Return the grants in force that one may revoke, the oldest first."""
    return _listed(grant_lists.grants_in_force(call.ledger, asked))


@router.get("/grants/to-review", responses=refused_with(*READING, 422))
def to_review(call: CallDep, asked: AskedListDep) -> Listed[GrantRow]:
    """Return the break-glass accesses that wait for one's review, the oldest first."""
    return _listed(grant_lists.glass_to_review(call.ledger, asked))


def _listed(found: GrantList) -> Listed[GrantRow]:
    return Listed(items=found.page.rows, next_cursor=found.page.next_cursor)


def _shown(found: GrantShown) -> GrantBody:
    state, grant_id = found.state, found.grant_id
    return GrantBody(
        child_id=found.child_id,
        grant_id=grant_id,
        child_name=found.child_name,
        requested=found.requested,
        approved=state.approved.get(grant_id),
        denied=state.denied.get(grant_id),
        revoked=state.revoked.get(grant_id),
        broken=found.broken,
        closed=state.closed.get(grant_id),
        reviewed=state.reviewed.get(grant_id),
        asked_at=found.asked_at,
        due_at=found.due_at,
        reason=found.reason,
        note=found.note,
        case_ids=found.cases,
        names=names_body(found.names),
        may_decide=found.may_decide,
        may_revoke=found.may_revoke,
        may_review=found.may_review,
    )
