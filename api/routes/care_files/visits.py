"""Home visits and talks: logged once however often they are sent, corrected beside the first."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX, CallDep, IfMatchDep
from api.routes.answers import receipt_answer, recorded_with
from api.routes.care_files.contacts import (
    HomeVisitCorrection,
    HomeVisitLog,
    TalkCorrection,
    TalkLog,
)
from application.care_files import corrections, visits
from domain.shared import ChildId, CorrectionId, TalkId, VisitId
from domain.visits.state import CorrectHomeVisit, CorrectTalk, LogHomeVisit, LogTalk

router = APIRouter(prefix=PREFIX, tags=["visits"])


@router.put(
    "/children/{child_id}/home-visits/{visit_id}", status_code=201, responses=recorded_with(404)
)
def log_home_visit(child_id: UUID, visit_id: UUID, body: HomeVisitLog, call: CallDep) -> Response:
    """Record a home visit made or tried; a repeat that differs is kept too, with a receipt."""
    request = LogHomeVisit(
        child_id=ChildId(child_id),
        visit_id=VisitId(visit_id),
        visit=body.visit(),
        words=body.words,
    )
    receipt = visits.log_home_visit(
        call.ledger, call.actor, request, call.now, entered_at=body.entered_at
    )
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/home-visits/{visit_id}/corrections/{correction_id}",
    status_code=201,
    responses=recorded_with(404, 412),
)
def correct_home_visit(
    child_id: UUID,
    visit_id: UUID,
    correction_id: UUID,
    body: HomeVisitCorrection,
    call: CallDep,
    if_match: IfMatchDep,
) -> Response:
    """Record what a visit should have said, whole; with If-Match only if nobody did since."""
    request = CorrectHomeVisit(
        child_id=ChildId(child_id),
        visit_id=VisitId(visit_id),
        correction_id=CorrectionId(correction_id),
        visit=body.visit(),
        why=body.why,
        words=body.words,
    )
    receipt = corrections.correct_home_visit(
        call.ledger, call.actor, request, call.now, expected_version=if_match
    )
    return receipt_answer(receipt, call.path)


@router.put("/children/{child_id}/talks/{talk_id}", status_code=201, responses=recorded_with(404))
def log_talk(child_id: UUID, talk_id: UUID, body: TalkLog, call: CallDep) -> Response:
    """Record a talk held or tried; repeats as for visits."""
    request = LogTalk(
        child_id=ChildId(child_id),
        talk_id=TalkId(talk_id),
        talk=body.talk(),
        notes=body.notes,
    )
    receipt = visits.log_talk(
        call.ledger, call.actor, request, call.now, entered_at=body.entered_at
    )
    return receipt_answer(receipt, call.path)


@router.put(
    "/children/{child_id}/talks/{talk_id}/corrections/{correction_id}",
    status_code=201,
    responses=recorded_with(404, 412),
)
def correct_talk(
    child_id: UUID,
    talk_id: UUID,
    correction_id: UUID,
    body: TalkCorrection,
    call: CallDep,
    if_match: IfMatchDep,
) -> Response:
    """Record what a talk's record should have said, whole; If-Match as for visits."""
    request = CorrectTalk(
        child_id=ChildId(child_id),
        talk_id=TalkId(talk_id),
        correction_id=CorrectionId(correction_id),
        talk=body.talk(),
        why=body.why,
        notes=body.notes,
    )
    receipt = corrections.correct_talk(
        call.ledger, call.actor, request, call.now, expected_version=if_match
    )
    return receipt_answer(receipt, call.path)
