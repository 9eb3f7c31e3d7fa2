"""What a class teacher learns of a pupil in acute danger, and the two things they say to it."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX, ReadIdDep
from api.guards.apart import CallApartDep, apart
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body
from application.authorisation.permission import standings_of
from application.crisis.reading import risk_notices
from application.crisis.reading.case_reading import AskedCase
from application.crisis.reading.notices_now import risk_notices as notices_now
from domain.access.table import Request as Asking
from domain.shared import CaseId, CompanyId, OrganisationId

router = APIRouter(prefix=PREFIX, tags=["referrals"])

NOTICE = "/risk-notices/{case_id}"
COMPANY = NOTICE + "/companies/{company_id}"


class RiskNoticesBody(BaseModel):
    """The cases of which I am told now; where not `is_whole`, there may be more: then telephone."""

    case_ids: tuple[CaseId, ...]
    is_whole: bool


class RiskNoticeBody(BaseModel):
    """Which pupil of mine is in acute danger, and nothing of why.

    `cause_id` is that of the danger, which is sent along once I have read it; `pupil_name` is empty
    where nobody knows it. `company_id` and `since_at` are what I said of being with the child.
    """

    case_id: CaseId
    cause_id: UUID
    pupil_name: str | None
    class_id: OrganisationId | None
    told_at: AwareDatetime
    read_at: AwareDatetime | None
    company_id: CompanyId | None
    since_at: AwareDatetime | None


class NoticeRead(Body):
    """Of which danger I have read: that of the notice as I was shown it."""

    cause_id: UUID


@router.get("/risk-notices", responses=refused_with(*READING))
@apart
def list_risk_notices(call: CallApartDep) -> RiskNoticesBody:
    """Return the cases of pupils of my class who are in acute danger, without a name."""
    standings = standings_of(call.ledger, call.actor, call.now)
    standings.require(Asking.READ_RISK_NOTICE)
    found = notices_now(call.ledger, standings, call.now)
    return RiskNoticesBody(case_ids=found.case_ids, is_whole=found.is_whole)


@router.get(NOTICE, responses=refused_with(*READING, 404, 422))
@apart
def read_risk_notice(case_id: UUID, call: CallApartDep, read_id: ReadIdDep) -> RiskNoticeBody:
    """Return which pupil is in danger; the reading is recorded first."""
    asked = AskedCase(actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=read_id)
    found = risk_notices.risk_notice(call.ledger, asked)
    return RiskNoticeBody(
        case_id=found.case_id,
        cause_id=found.cause_id,
        pupil_name=found.name,
        class_id=found.class_id,
        told_at=found.told_at,
        read_at=found.read_at,
        company_id=found.here.company_id if found.here else None,
        since_at=found.here.since_at if found.here else None,
    )


@router.put(NOTICE + "/readings/{reading_id}", status_code=201, responses=recorded_with(404))
@apart
def note_risk_notice_read(
    case_id: UUID, reading_id: UUID, body: NoticeRead, call: CallApartDep
) -> Response:
    """Record that I have read it; that somebody is with the child is said apart."""
    receipt = risk_notices.note_risk_notice_read(
        call.ledger, call.actor, CaseId(case_id), body.cause_id, reading_id, call.now
    )
    return receipt_answer(receipt, call.path)


@router.put(COMPANY, status_code=201, responses=recorded_with(404))
@apart
def be_with_child(case_id: UUID, company_id: UUID, call: CallApartDep) -> Response:
    """Record that I am physically with the child from now on."""
    receipt = risk_notices.be_with_child(
        call.ledger, call.actor, CaseId(case_id), CompanyId(company_id), call.now
    )
    return receipt_answer(receipt, call.path)


@router.put(COMPANY + "/end", status_code=201, responses=recorded_with(404))
@apart
def leave_child(case_id: UUID, company_id: UUID, call: CallApartDep) -> Response:
    """Record that I am no longer with the child, whatever became of the notice."""
    receipt = risk_notices.leave_child(
        call.ledger, call.actor, CaseId(case_id), CompanyId(company_id), call.now
    )
    return receipt_answer(receipt, call.path)
