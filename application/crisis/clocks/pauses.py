"""Requests about pauses: the clock of one step stands still for some days, by two people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase, all_kept_out
from application.crisis.clocks.case_clocks import clocks_stream, deadlines_of, said_in
from application.ports import Actor, History, Ledger, Receipt
from domain.access.table import Request as Asking
from domain.clocks import pausing
from domain.clocks.never_paused import said_overdue
from domain.clocks.pausing import Pausing
from domain.referrals.rules import Answer
from domain.referrals.school.pause_state import AgreeToPause, DeclinePause, EndPause, ProposePause
from domain.shared import CaseId

_Decide = Callable[[OpenCase, Pausing], Answer]


def propose_pause(ledger: Ledger, actor: Actor, request: ProposePause, now: datetime) -> Receipt:
    """Record that a step can wait, until another person decides (提出暂停)."""
    asked = _asked(actor, request.case_id, Asking.PAUSE_STEP, request.pause_id, now)
    asked = replace(asked, beside=[clocks_stream(request.case_id)])
    return _recorded(
        ledger, asked, lambda case, saying: pausing.propose_pause(case.state, request, saying)
    )


def agree_to_pause(ledger: Ledger, actor: Actor, request: AgreeToPause, now: datetime) -> Receipt:
    """Record that another person agrees: the clock stands still from now on (同意暂停)."""
    request_id = uuid5(request.pause_id, "agree")
    asked = _asked(actor, request.case_id, Asking.AGREE_TO_PAUSE, request_id, now)
    # What was said to be overdue meanwhile is not paused, whatever moment is asked about.
    asked = replace(asked, beside=[clocks_stream(request.case_id)])
    return _recorded(
        ledger, asked, lambda case, saying: pausing.agree_to_pause(case.state, request, saying)
    )


def decline_pause(ledger: Ledger, actor: Actor, request: DeclinePause, now: datetime) -> Receipt:
    """Record that the clock runs on, or that a proposer takes it back (不同意暂停)."""
    request_id = uuid5(request.pause_id, "decline")
    asked = _asked(actor, request.case_id, Asking.PAUSE_STEP, request_id, now)
    return _recorded(
        ledger,
        asked,
        lambda case, saying: pausing.decline_pause(case.state, request, by=saying.by),
    )


def end_pause(ledger: Ledger, actor: Actor, request: EndPause, now: datetime) -> Receipt:
    """Record that the clock goes on before the day (提前结束暂停)."""
    request_id = uuid5(request.pause_id, "end")
    asked = _asked(actor, request.case_id, Asking.PAUSE_STEP, request_id, now)
    return _recorded(
        ledger, asked, lambda case, saying: pausing.end_pause(case.state, request, saying)
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


def _recorded(ledger: Ledger, asked: CaseRequest, decide: _Decide) -> Receipt:
    def decide_by_the_clocks(case: OpenCase, history: History) -> Answer:
        saying = Pausing(
            by=asked.actor.person_id,
            now=asked.now,
            rules=ledger.rules,
            deadlines=deadlines_of(ledger, case.history, asked.case_id),
            kept_out=all_kept_out(ledger, case, asked.now),
            overdue=said_overdue(fact for _at, fact in said_in(history, asked.case_id)),
        )
        return decide(case, saying)

    return record_for_case(ledger, asked, decide_by_the_clocks)
