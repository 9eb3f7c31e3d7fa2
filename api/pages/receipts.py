"""The page after saving: the receipt, found again in the log, and what comes next."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import VisitorDep
from api.pages.people_names import due, head
from api.view_models.crisis.answers import ReceiptPage, Saved
from api.view_models.shell import receipt_number
from application.receipts import receipt_of
from domain.access.table import Request as Asking
from domain.children.facts import (
    IdentityCorrected,
    IdentityCorrectionProposed,
    ParticularsCorrected,
)
from domain.days import local_day
from domain.visits.facts import (
    HomeVisitCorrected,
    HomeVisitLogged,
    Outcome,
    TalkCorrected,
    TalkLogged,
)

router = APIRouter(include_in_schema=False)


@router.get(paths.RECEIPT)
def receipt(child_id: UUID, position: int, visitor: VisitorDep) -> Response:
    """Show that the request is recorded, with its number."""
    call = visitor.call
    found = receipt_of(call.ledger, visitor.asked(child_id), position)
    today = local_day(call.now)
    saved = _saved(found.first.fact)
    next_days = found.next_talk if saved is Saved.TALK else found.next_visit
    page = ReceiptPage(
        child=head(found.head, today, call.ledger.rules),
        saved=saved,
        receipt=receipt_number(found.last.position, found.last.leaf_hash),
        recorded_at=found.last.recorded_at,
        outcome=_outcome(found.first.fact),
        next_due=due(next_days, today),
        may_pair=saved is Saved.FILE and Asking.PAIR_MENTOR in found.head.may,
    )
    return visitor.page(page)


def _saved(fact: object) -> Saved:
    match fact:
        case HomeVisitLogged():
            return Saved.VISIT
        case TalkLogged():
            return Saved.TALK
        case HomeVisitCorrected() | TalkCorrected():
            return Saved.CORRECTION
        case IdentityCorrected() | ParticularsCorrected():
            return Saved.CORRECTION
        case IdentityCorrectionProposed():
            return Saved.PROPOSED_CORRECTION
        case _:
            return Saved.FILE


def _outcome(fact: object) -> Outcome | None:
    match fact:
        case HomeVisitLogged():
            return fact.visit.outcome
        case TalkLogged():
            return fact.talk.outcome
        case _:
            return None
