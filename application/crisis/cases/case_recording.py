"""The one way in which something is done with a case: who may and what follows see the same facts.

Permission, those kept out and those who may answer are read before the decision. A fact that came
in between may change all three, so then everything is asked again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import Standings
from application.crisis.cases.cases import OpenCase, standings_for_case
from application.ports import Actor, History, Ledger, Receipt
from application.recording import ATTEMPTS, Decision, Request, record
from application.states import referrals_stream
from domain.access.table import Request as Asking
from domain.errors import Unavailable
from domain.shared import CaseId, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRequest:
    """Who asks for what of which case; `beside` are the other streams that the decision needs.

    `standings` tells in what capacities they ask, where it is not to answer for the case.
    """

    actor: Actor
    case_id: CaseId
    asking: Asking
    request_id: UUID
    now: datetime
    beside: Sequence[Stream] = ()
    standings: Callable[[Ledger, Actor, CaseId, datetime], tuple[Standings, OpenCase]] = (
        standings_for_case
    )


class _MovedMeanwhile(Exception):
    """The case is no longer the one for which permission was read."""


def record_for_case(
    ledger: Ledger, request: CaseRequest, decide: Callable[[OpenCase, History], Decision]
) -> Receipt:
    """Record what `decide` makes of the case for somebody who may ask for it; return the receipt.

    The case that `decide` is given is the one for which permission was read, whole and current; the
    history holds the streams beside it, too.

    Raises: as `standings_for_case`, `Standings.require` and `record`; Unavailable when the case
    moves three times.
    """
    for _attempt in range(ATTEMPTS):
        try:
            return _record_once(ledger, request, decide)
        except _MovedMeanwhile:
            continue
    raise Unavailable("busy")


def _record_once(
    ledger: Ledger, request: CaseRequest, decide: Callable[[OpenCase, History], Decision]
) -> Receipt:
    asked_in = request.standings
    standings, case = asked_in(ledger, request.actor, request.case_id, request.now)
    stream = referrals_stream(request.case_id)

    def decide_on_the_same(history: History) -> Decision:
        if history.versions[stream] != case.history.versions[stream]:
            raise _MovedMeanwhile
        return decide(case, history)

    context = standings.require(request.asking)
    asked = Request(
        request_id=request.request_id,
        actor=request.actor,
        now=request.now,
        context=context,
    )
    return record(ledger, asked, [stream, *request.beside], decide_on_the_same)
