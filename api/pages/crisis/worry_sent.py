"""The page that tells whoever raised a worry how it stands, and what to do meanwhile."""

from datetime import datetime, timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import RaisingVisitorDep, apart
from api.pages.crisis.worry_forms import telephones
from api.view_models.crisis.worries import Standing, WorrySentPage
from api.view_models.shell import receipt_number
from application.crisis.reading.case_reading import AskedCase
from application.crisis.worries.own_concerns import OwnConcern, own_concern
from application.crisis.worries.worrying import places_around
from domain.referrals.facts import Sign
from domain.shared import CaseId

router = APIRouter(include_in_schema=False)

REACHED_WITHIN = timedelta(seconds=30)
"""Whoever raised a worry is asked to telephone when nobody was told of it by then."""


@router.get(paths.WORRY_SENT)
@apart
def worry_sent(case_id: UUID, visitor: RaisingVisitorDep, again: str = "") -> Response:
    """Show that the worry arrived and whether somebody has it; nothing else of the case."""
    call = visitor.call
    asked = AskedCase(
        actor=call.actor, case_id=CaseId(case_id), now=call.now, read_id=visitor.read_id
    )
    found = own_concern(call.ledger, asked)
    page = WorrySentPage(
        case_id=found.case_id,
        situation=found.concern.situation,
        is_missing=Sign.MISSING_NOW in found.concern.signs,
        receipt=receipt_number(found.position, found.leaf_hash),
        raised_at=found.raised_at,
        standing=_standing(found, call.now),
        came_again=bool(again),
        is_with_child=found.concern.is_with_child,
        may_redirect=found.may_redirect,
        was_redirected=found.was_redirected,
        is_by_volunteer=found.is_by_volunteer,
        telephones=telephones(places_around(call.ledger, call.actor, call.now)),
    )
    return visitor.page(page)


def _standing(found: OwnConcern, now: datetime) -> Standing:
    if found.is_over:
        return Standing.OVER
    if found.is_taken:
        return Standing.TAKEN
    if found.reached is None:
        waits_in_vain = now - found.raised_at > REACHED_WITHIN
        return Standing.NOBODY if waits_in_vain else Standing.SENT
    return Standing.TOLD if found.reached else Standing.NOBODY
