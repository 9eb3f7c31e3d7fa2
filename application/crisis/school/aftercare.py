"""Requests about a child whom a hospital saw: follow-ups, and the end that two people decide."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.ports import Actor, Ledger, Receipt
from domain.access.table import Request as Asking
from domain.referrals.returning import aftercare
from domain.referrals.returning.aftercare_state import (
    CloseCase,
    DeclineClosing,
    ProposeClosing,
    RecordFollowUp,
)
from domain.referrals.rules import Answer
from domain.referrals.state import CaseState
from domain.shared import CaseId


def record_follow_up(
    ledger: Ledger, actor: Actor, request: RecordFollowUp, now: datetime
) -> Receipt:
    """Record that somebody looked after the child, and how it is (随访)."""
    asked = _asked(actor, request.case_id, Asking.FOLLOW_UP, request.follow_up_id, now)
    return _record(
        ledger,
        asked,
        lambda case: aftercare.record_follow_up(
            case, request, by=actor.person_id, now=now, rules=ledger.rules
        ),
    )


def propose_closing(
    ledger: Ledger, actor: Actor, request: ProposeClosing, now: datetime
) -> Receipt:
    """Record that the case can end, until another person decides (提出结案)."""
    asked = _asked(actor, request.case_id, Asking.CLOSE_CASE, request.closing_id, now)
    return _record(
        ledger, asked, lambda case: aftercare.propose_closing(case, request, by=actor.person_id)
    )


def close_case(ledger: Ledger, actor: Actor, request: CloseCase, now: datetime) -> Receipt:
    """Record that another person agrees, so that the case is over (同意结案)."""
    request_id = uuid5(request.closing_id, "close")
    asked = _asked(actor, request.case_id, Asking.CLOSE_CASE, request_id, now)
    return _record(
        ledger, asked, lambda case: aftercare.close_case(case, request, by=actor.person_id)
    )


def decline_closing(
    ledger: Ledger, actor: Actor, request: DeclineClosing, now: datetime
) -> Receipt:
    """Record that the case goes on (不同意结案)."""
    request_id = uuid5(request.closing_id, "decline")
    asked = _asked(actor, request.case_id, Asking.CLOSE_CASE, request_id, now)
    return _record(
        ledger, asked, lambda case: aftercare.decline_closing(case, request, by=actor.person_id)
    )


def _asked(
    actor: Actor, case_id: CaseId, asking: Asking, request_id: UUID, now: datetime
) -> CaseRequest:
    return CaseRequest(actor=actor, case_id=case_id, asking=asking, request_id=request_id, now=now)


def _record(ledger: Ledger, asked: CaseRequest, decide: Callable[[CaseState], Answer]) -> Receipt:
    return record_for_case(ledger, asked, lambda case, _history: decide(case.state))
