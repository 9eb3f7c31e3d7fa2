"""Which worry a lead of a screening led to, or may lead to."""

from dataclasses import dataclass
from datetime import datetime

from application.ports import Ledger, Unreadable
from application.screening.streams import raised_at, worry_of
from application.states import case_state, referrals_stream
from domain.screening.state import Lead
from domain.shared import CaseId, Erased

_PASSED_OVER_AT_MOST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class LedTo:
    """The worry of a lead and when it was raised, None where that id waits for one."""

    case_id: CaseId
    raised_at: datetime | None = None


def worry_after(ledger: Ledger, lead: Lead) -> LedTo:
    """Return the worry about the child that a lead led to, else the id that waits for one.

    An id is passed over under which nobody answers for this child: its worry was about another, or
    cannot be read. To raise one anew tells somebody, to take an old one for it tells nobody.
    """
    screening_id = lead.recorded.screening_id
    for number in range(_PASSED_OVER_AT_MOST):
        case_id = worry_of(screening_id, number)
        try:
            history = ledger.log.load([referrals_stream(case_id)])
        except Unreadable:
            continue
        if isinstance(history, Erased):
            continue
        if case_state(history, case_id).raised is None:
            return LedTo(case_id=case_id)
        if (at := raised_at(history, case_id, lead)) is not None:
            return LedTo(case_id=case_id, raised_at=at)
    return LedTo(case_id=worry_of(screening_id, _PASSED_OVER_AT_MOST))
