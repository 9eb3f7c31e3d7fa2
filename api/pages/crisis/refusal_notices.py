"""The page on which an office reads that a family refuses help for a child in acute danger."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.worry_forms import telephones
from api.pages.frame import see_other
from api.view_models.crisis.refusal_notices import RefusalNoticePage, RefusalNoticesPage
from application.authorisation.permission import standings_of
from application.crisis.reading.case_reading import AskedCase
from application.crisis.reading.notices_now import refusal_notices as notices_now
from application.crisis.reading.refusal_notices import refusal_notice
from application.crisis.worries.worrying import places_around
from domain.access.table import Request as Asking
from domain.shared import CaseId

router = APIRouter(include_in_schema=False)


@router.get(paths.REFUSAL_NOTICES)
@apart
def all_notices(visitor: VisitorApartDep) -> Response:
    """Lead to the refusal of which an office is told, or to each where there are more."""
    call = visitor.call
    standings = standings_of(call.ledger, call.actor, call.now)
    standings.require(Asking.READ_REFUSAL_NOTICE)
    found = notices_now(call.ledger, standings, call.now)
    if len(found.case_ids) == 1 and found.is_whole:
        return see_other(paths.filled(paths.REFUSAL_NOTICE, case_id=found.case_ids[0]))
    page = RefusalNoticesPage(
        case_ids=found.case_ids,
        is_whole=found.is_whole,
        telephones=telephones(places_around(call.ledger, call.actor, call.now)),
    )
    return visitor.page(page, standings=standings)


@router.get(paths.REFUSAL_NOTICE)
@apart
def notice(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Show which child it is, and whom to call now."""
    call = visitor.call
    asked = AskedCase(
        actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=visitor.read_id
    )
    found = refusal_notice(call.ledger, asked)
    page = RefusalNoticePage(
        case_id=found.case_id,
        child=found.name,
        refused_at=found.refused_at,
        by_guardian=found.by_guardian,
        owner=found.owner,
        telephones=telephones(found.places),
    )
    return visitor.page(page)
