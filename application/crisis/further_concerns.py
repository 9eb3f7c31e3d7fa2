"""The reports that belong to one case: how a joined one stands, and which are other matters."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from application.crisis.case_recording import CaseRequest, record_for_case
from application.crisis.cases import OpenCase, recorded_case
from application.ports import Actor, History, Ledger, Receipt, Unreadable
from application.recording import Decision
from application.states import case_state, referrals_stream
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.referrals import joining
from domain.referrals.joining_state import PartConcern


@dataclass(frozen=True, slots=True, kw_only=True)
class HowItStands:
    """What whoever raised a worry is told: whether anybody was told, has it, and it is over.

    `reached` is None where nobody can say yet.
    """

    reached: bool | None
    is_taken: bool
    is_over: bool


def how_it_stands(ledger: Ledger, report: OpenCase) -> HowItStands:
    """Return how a worry stands; one that was joined stands as the case it belongs to.

    Nothing else of that case is told. Of a graver report it is said that somebody has it once
    somebody took the case with it. Where the case cannot be read nobody can say that anybody has
    it: then whoever raised it is asked to telephone.
    """
    further_id, joined_to = report.concern.case_id, report.state.further.joined_to
    if joined_to is None:
        return _of(report, is_taken=report.state.owner_id is not None)
    try:
        case = recorded_case(ledger, joined_to)
    except (NotFound, Unreadable):
        return HowItStands(reached=None, is_taken=False, is_over=False)
    is_known = further_id not in case.state.further.unanswered
    return _of(case, is_taken=is_known and case.state.owner_id is not None)


def part_concern(ledger: Ledger, actor: Actor, request: PartConcern, now: datetime) -> Receipt:
    """Record that a report is another matter, and a case of its own again (另有其事)."""
    report = referrals_stream(request.further_id)

    def decide(case: OpenCase, history: History) -> Decision:
        return joining.part_concern(
            case.state, case_state(history, request.further_id), request, by=actor.person_id
        )

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.PART_CONCERN,
        request_id=uuid5(request.further_id, f"part/{request.case_id}"),
        now=now,
        beside=[report],
    )
    return record_for_case(ledger, asked, decide)


def _of(case: OpenCase, *, is_taken: bool) -> HowItStands:
    return HowItStands(
        reached=bool(case.brought_to) if case.alerts else None,
        is_taken=is_taken,
        is_over=case.state.is_over,
    )
