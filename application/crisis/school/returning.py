"""Requests about a child's return to school."""

from datetime import datetime
from uuid import uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase, may_answer, standings_for_case
from application.crisis.school.of_county import of_county
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision
from domain.access.table import Request as Asking
from domain.referrals.returning import returning
from domain.referrals.returning.return_state import AppealReturn, RequestReturn, ReviewReturn
from domain.referrals.school.panels import Sitting
from domain.shared import CaseId, PersonId


def request_return(ledger: Ledger, actor: Actor, request: RequestReturn, now: datetime) -> Receipt:
    """Record that a guardian asks that the child comes back (申请复学)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ARRANGE_LEAVE,
        request_id=request.return_id,
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _history: returning.request_return(
            case.state, request, by=actor.person_id, now=now
        ),
    )


def appeal_return(ledger: Ledger, actor: Actor, request: AppealReturn, now: datetime) -> Receipt:
    """Record that a guardian asks the county to look at a deferral (申诉)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ARRANGE_LEAVE,
        request_id=uuid5(request.return_id, "appeal"),
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _history: returning.appeal_return(
            case.state, request, by=actor.person_id, now=now
        ),
    )


def review_return(ledger: Ledger, actor: Actor, request: ReviewReturn, now: datetime) -> Receipt:
    """Record what a panel decided about a return, and the plan where it agreed (复学评估)."""

    def decide(case: OpenCase, _history: History) -> Decision:
        sitting = _sitting(ledger, actor.person_id, case, now)
        return returning.review_return(case.state, request, sitting, ledger.rules)

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.DECIDE_RETURN,
        request_id=request.review_id,
        now=now,
    )
    return record_for_case(ledger, asked, decide)


def sitting_on_return(ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime) -> Sitting:
    """Return who may sit on a panel about the child's return today."""
    standings, case = standings_for_case(ledger, actor, case_id, now)
    standings.require(Asking.DECIDE_RETURN)
    return _sitting(ledger, actor.person_id, case, now)


def _sitting(ledger: Ledger, by: PersonId, case: OpenCase, now: datetime) -> Sitting:
    may_sit = frozenset(each.person_id for each in may_answer(ledger, case, now))
    return Sitting(by=by, now=now, may_sit=may_sit, of_county=of_county(ledger, case, now))
