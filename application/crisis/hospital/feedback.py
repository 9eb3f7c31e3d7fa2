"""Requests by which a hospital tells a school what a child can do, as the guardian lets it."""

from datetime import datetime

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase
from application.crisis.hospital.at_hospital import hospital_of
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision, receipt_at
from application.states import case_state, referrals_stream
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.referrals.hospital import feedback
from domain.referrals.hospital.feedback import GiveFeedback, RestoreCase, Telling
from domain.shared import Erased


def give_feedback(ledger: Ledger, actor: Actor, request: GiveFeedback, now: datetime) -> Receipt:
    """Record what the child can do at school (功能性意见)."""

    def decide(case: OpenCase, _history: History) -> Decision:
        telling = _telling(actor, case, now)
        return feedback.give_feedback(case.state, request, telling, ledger.rules)

    return record_for_case(ledger, _asked(actor, request, now), decide)


def restore_case(ledger: Ledger, actor: Actor, request: RestoreCase, now: datetime) -> Receipt:
    """Record that no disorder was found; whatever warned of the child ends at once (恢复原状).

    A link opens a case that is over no more; the same sent again is answered all the same, to
    whoever sent it.
    """

    def decide(case: OpenCase, _history: History) -> Decision:
        telling = _telling(actor, case, now)
        return feedback.restore_case(case.state, request, telling, ledger.rules)

    try:
        return record_for_case(ledger, _asked(actor, request, now), decide)
    except NotFound:
        before = _own_receipt(ledger, actor, request, now)
        if before is None:
            raise
        return before


def _own_receipt(
    ledger: Ledger, actor: Actor, request: RestoreCase, now: datetime
) -> Receipt | None:
    """Return what the person was answered when they said this very thing before.

    Raises: RuleBroken where they said it otherwise then.
    """
    history = ledger.log.load([referrals_stream(request.case_id)])
    if isinstance(history, Erased):
        return None
    said = [
        each
        for each in history.recorded
        if each.request_id == request.feedback_id and each.actor_id == actor.person_id
    ]
    state = case_state(history, request.case_id)
    restored = state.at_hospital.restored
    if not said or restored is None:
        return None
    telling = Telling(by=actor.person_id, hospital_id=restored.hospital_id, now=now)
    feedback.restore_case(state, request, telling, ledger.rules)
    return receipt_at(said[-1])


def _telling(actor: Actor, case: OpenCase, now: datetime) -> Telling:
    return Telling(by=actor.person_id, hospital_id=hospital_of(case), now=now)


def _asked(actor: Actor, request: GiveFeedback | RestoreCase, now: datetime) -> CaseRequest:
    return CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.GIVE_FEEDBACK,
        request_id=request.feedback_id,
        now=now,
    )
