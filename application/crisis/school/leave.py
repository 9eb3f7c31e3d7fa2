"""Requests about the study leave of a child."""

from datetime import datetime
from uuid import uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.school.of_county import of_county
from application.ports import Actor, Ledger, Receipt
from domain.access.table import Request as Asking
from domain.referrals.returning import leave
from domain.referrals.returning.leave_state import EndLeave, StartLeave


def start_leave(ledger: Ledger, actor: Actor, request: StartLeave, now: datetime) -> Receipt:
    """Record that the child is on study leave, or until when it lasts now (办休学)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ARRANGE_LEAVE,
        request_id=request.leave_id,
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _history: leave.start_leave(
            case.state, request, by=actor.person_id, now=now, rules=ledger.rules
        ),
    )


def end_leave(ledger: Ledger, actor: Actor, request: EndLeave, now: datetime) -> Receipt:
    """Record that the leave is over (结束休学)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ARRANGE_LEAVE,
        request_id=uuid5(request.leave_id, "end"),
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _history: leave.end_leave(
            case.state,
            request,
            by=actor.person_id,
            now=now,
            of_county=of_county(ledger, case, now),
        ),
    )
