"""Whether what a message asks for was done since it was queued, by all that is recorded."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from application.crisis.cases.cases import OpenCase
from application.crisis.clocks.case_clocks import clocks_stream
from application.crisis.clocks.proposals import PROPOSED, waiting_in
from application.crisis.telling.escalating import still_waits
from application.ports import Ledger, Unreadable
from domain.alerts.word_facts import CountyTold
from domain.clocks.facts import StepOverdue
from domain.referrals.facts import ConcernRaised
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.shared import Erased


def is_done(
    ledger: Ledger, case: OpenCase, is_cause: Callable[[UUID], bool], now: datetime
) -> bool:
    """Return whether what a message asks for was done since; where that cannot be read it was not.

    A worry asks for somebody who takes the case, and what is overdue for its step.
    """
    case_id = case.concern.case_id
    try:
        spoken = ledger.log.load([clocks_stream(case_id)])
    except Unreadable:
        return False
    said = () if isinstance(spoken, Erased) else spoken.recorded
    for each in (*case.history.recorded, *said):
        if is_cause(each.event_id):
            return _is_over(ledger, case, each.fact, now)
    return False


def _is_over(ledger: Ledger, case: OpenCase, cause: object, now: datetime) -> bool:
    match cause:
        case ConcernRaised() | InvolvementReported():
            return case.state.owner_id is not None
        case StepOverdue():
            return not still_waits(ledger, case.history, cause)
        case CountyTold():
            return case.state.is_over
        case _ if isinstance(cause, PROPOSED):
            return all(each.proposed != cause for each in waiting_in(ledger, case, now))
    return False
