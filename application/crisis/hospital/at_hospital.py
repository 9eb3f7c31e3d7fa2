"""Requests of a hospital about a referral that it has: declined, appointed, come or not come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase
from application.crisis.cases.sharing import answers_beside, is_withheld_from_hospital
from application.crisis.hospital.hearing import hospitals_within_reach
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision, receipt_at
from application.states import case_state, referrals_stream
from domain.access.table import Request as Asking
from domain.errors import NotFound, RuleBroken
from domain.referrals.hospital import declining, visiting
from domain.referrals.hospital.at_hospital import (
    DeclineReferral,
    RecordAbsence,
    RecordAttendance,
    SetAppointment,
)
from domain.shared import CaseId, Erased, OrganisationId


def decline_referral(
    ledger: Ledger, actor: Actor, request: DeclineReferral, now: datetime
) -> Receipt:
    """Record that the hospital cannot take the child (不能接收), and to which it goes by itself.

    Once it is recorded the hospital sees the case no more; the same sent again is answered all the
    same, to whoever sent it.
    """

    def decide(case: OpenCase, _history: History) -> Decision:
        return declining.decline_referral(
            case.state,
            request,
            by=actor.person_id,
            hospital_id=hospital_of(case),
            # Nobody hands on to another hospital what the family lets nobody share any more.
            within_reach=()
            if is_withheld_from_hospital(ledger, case)
            else hospitals_within_reach(ledger, case, now),
        )

    asked = _asked(actor, request.case_id, Asking.DECLINE_REFERRAL, request.decline_id, now)
    try:
        watched = replace(asked, beside=answers_beside(ledger, request.case_id))
        return record_for_case(ledger, watched, decide)
    except NotFound:
        before = _own_receipt(ledger, actor, request)
        if before is None:
            raise
        return before


def set_appointment(
    ledger: Ledger, actor: Actor, request: SetAppointment, now: datetime
) -> Receipt:
    """Record when the hospital sees the child (预约时间)."""
    return _record(
        ledger,
        _asked(actor, request.case_id, Asking.ARRANGE_VISIT, request.appointment_id, now),
        lambda case: visiting.set_appointment(
            case.state, request, by=actor.person_id, hospital_id=hospital_of(case), now=now
        ),
    )


def record_attendance(
    ledger: Ledger, actor: Actor, request: RecordAttendance, now: datetime
) -> Receipt:
    """Record that the child came (已就诊)."""
    return _record(
        ledger,
        _asked(actor, request.case_id, Asking.ARRANGE_VISIT, request.attendance_id, now),
        lambda case: visiting.record_attendance(
            case.state,
            request,
            by=actor.person_id,
            hospital_id=hospital_of(case),
            now=now,
            rules=ledger.rules,
        ),
    )


def record_absence(ledger: Ledger, actor: Actor, request: RecordAbsence, now: datetime) -> Receipt:
    """Record that the child did not come, and by when the family is asked why (未到)."""
    return _record(
        ledger,
        _asked(actor, request.case_id, Asking.ARRANGE_VISIT, request.attendance_id, now),
        lambda case: visiting.record_absence(
            case.state,
            request,
            by=actor.person_id,
            hospital_id=hospital_of(case),
            now=now,
            rules=ledger.rules,
        ),
    )


def _asked(
    actor: Actor, case_id: CaseId, asking: Asking, request_id: UUID, now: datetime
) -> CaseRequest:
    return CaseRequest(
        actor=actor,
        case_id=case_id,
        asking=asking,
        request_id=request_id,
        now=now,
    )


def _record(ledger: Ledger, asked: CaseRequest, decide: Callable[[OpenCase], Decision]) -> Receipt:
    return record_for_case(ledger, asked, lambda case, _history: decide(case))


def hospital_of(case: OpenCase) -> OrganisationId:
    """Return the hospital that has it; who may ask is on duty there. Raises: RuleBroken."""
    if case.state.issued is None:
        raise RuleBroken("not_issued_to_this_hospital")
    return case.state.issued.hospital_id


def _own_receipt(ledger: Ledger, actor: Actor, request: DeclineReferral) -> Receipt | None:
    """Return what the person was answered when they declined it under this very id.

    Raises: RuleBroken where they gave another reason then.
    """
    history = ledger.log.load([referrals_stream(request.case_id)])
    if isinstance(history, Erased):
        return None
    said = [
        each
        for each in history.recorded
        if each.request_id == request.decline_id and each.actor_id == actor.person_id
    ]
    state = case_state(history, request.case_id)
    before = state.at_hospital.declines.get(request.decline_id)
    if not said or before is None:
        return None
    # Refused where it was declined under this id for another reason.
    declining.decline_referral(
        state,
        request,
        by=actor.person_id,
        hospital_id=before.hospital_id,
        within_reach=(),
    )
    return receipt_at(said[-1])
