"""The pages that extend a pairing and list those that end soon."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.care_files.pairing import pairing_page
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.taking import take
from api.view_models.care_files.pairing import (
    EndingPairingLine,
    EndingPairingsPage,
    ExtendPairingPage,
)
from api.view_models.forms import Form, typed
from application.authorisation.opening_forms import open_pairing
from application.care_files.pairing import extend_pairing
from application.care_files.pairings_ending import ending_pairings
from application.ports import Receipt
from application.reads.looking import names_of
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.pairing.state import ExtendPairing
from domain.shared import ChildId, PairingId

router = APIRouter(include_in_schema=False)


@router.get(paths.EXTEND_PAIRING)
def ask_day(child_id: UUID, pairing_id: UUID, visitor: VisitorDep) -> Response:
    """Ask until when, with the longest there may be filled in."""
    call = visitor.call
    longest = local_day(call.now) + timedelta(days=call.ledger.rules.pairing_days_at_most)
    form = Form(typed(until_on=longest.isoformat()))
    return visitor.page(_page(visitor, child_id, pairing_id, form))


@router.post(paths.EXTEND_PAIRING)
def extend(child_id: UUID, pairing_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Extend a pairing and show the child's mentors."""
    call = visitor.call

    def save() -> Receipt:
        request = ExtendPairing(
            child_id=ChildId(child_id),
            pairing_id=PairingId(pairing_id),
            until_on=fields.day("until_on"),
        )
        fields.require_no_errors()
        return extend_pairing(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PAIRINGS, child_id=child_id),
        again=lambda form: _page(visitor, child_id, pairing_id, form),
    )


@router.get(paths.ENDING_PAIRINGS)
def ending(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show the pairings that end soon, each leading to the child's page, where it is extended."""
    call = visitor.call
    today = local_day(call.now)
    page = ending_pairings(
        call.ledger, call.actor, call.now, read_id=visitor.read_id, cursor=cursor
    )
    people = names_of(call.ledger, {row.mentor_id for row in page.rows}, ()).people
    lines = (
        EndingPairingLine(
            child_id=row.child_id,
            mentor=people.get(row.mentor_id, ""),
            is_lead=row.is_lead,
            ends_on=row.ends_on,
            days_left=(row.ends_on - today).days,
        )
        for row in page.rows
    )
    shown = EndingPairingsPage(
        lines=tuple(lines),
        total=page.total,
        within_days=call.ledger.rules.ending_soon_days,
        next_cursor=page.next_cursor,
        is_first_page=cursor is None,
    )
    return visitor.page(shown)


def _page(visitor: Visitor, child_id: UUID, pairing_id: UUID, form: Form) -> ExtendPairingPage:
    call = visitor.call
    open_pairing(call.ledger, call.actor, Asking.PAIR_MENTOR, ChildId(child_id), call.now)
    shown = pairing_page(visitor, child_id, pairing_id, form)
    line = next((each for each in shown.current if each.pairing_id == pairing_id), None)
    if line is None:
        raise NotFound("pairing_not_found")
    return ExtendPairingPage(
        child=shown.child,
        pairing=line,
        form=form,
        days_at_most=call.ledger.rules.pairing_days_at_most,
    )
