"""The pages of families that a breach leaves to somebody to tell."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import place
from api.pages.privacy.breaches import SkipDep
from api.pages.privacy.family_fields import told_in, untold_in
from api.pages.taking import take
from api.view_models.forms import Form, typed
from api.view_models.privacy.left_families import LeftFamiliesPage, LeftFamilyLine, LeftFamilyPage
from application.authorisation.permission import standings_of
from application.ports import Receipt
from application.privacy.left_families import AskedLeft, LeftFamily, left_families, left_family
from application.privacy.left_steps import leave_left_family_untold, tell_left_family
from application.reads.looking import Names
from domain.access.table import Request as Asking
from domain.breaches.facts import ToldBy
from domain.days import local_day
from domain.shared import BreachId, ChildId, OrganisationId

router = APIRouter(include_in_schema=False)


@router.get(paths.LEFT_FAMILIES)
def list_all(visitor: VisitorDep, skip: SkipDep = 0) -> Response:
    """Show the families that are left to the person to tell."""
    found = left_families(visitor.call.ledger, _asked(visitor), skip=skip)
    page = LeftFamiliesPage(
        lines=tuple(_line(visitor, each, found.names) for each in found.families),
        unreadable=tuple(place(found.names, each) or "" for each in found.unreadable),
        skip=skip,
        next_skip=found.next_skip,
    )
    return visitor.page(page)


@router.get(paths.LEFT_FAMILY)
def one(office_id: UUID, breach_id: UUID, child_id: UUID, visitor: VisitorDep) -> Response:
    """Show one family, what happened, and whom to reach; ask who was told, or why nobody is."""
    form = Form(typed(told_on=local_day(visitor.call.now).isoformat()))
    return visitor.page(_page(visitor, (office_id, breach_id, child_id), form))


@router.post(paths.LEFT_FAMILY)
def tell(
    office_id: UUID, breach_id: UUID, child_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Write down who was told."""
    call = visitor.call

    def save() -> Receipt:
        request = told_in(fields, breach_id, child_id)
        fields.require_no_errors()
        office = OrganisationId(office_id)
        return tell_left_family(call.ledger, call.actor, office, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=_back,
        again=lambda form: _page(visitor, (office_id, breach_id, child_id), form),
    )


@router.post(paths.LEAVE_LEFT_FAMILY)
def leave_untold(
    office_id: UUID, breach_id: UUID, child_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Write down why nobody is told."""
    call = visitor.call

    def save() -> Receipt:
        request = untold_in(fields, breach_id, child_id)
        fields.require_no_errors()
        office = OrganisationId(office_id)
        return leave_left_family_untold(call.ledger, call.actor, office, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=_back,
        again=lambda form: _page(visitor, (office_id, breach_id, child_id), form),
    )


def _back(_receipt: Receipt) -> str:
    return paths.LEFT_FAMILIES


def _asked(visitor: Visitor) -> AskedLeft:
    return AskedLeft(actor=visitor.call.actor, now=visitor.call.now, read_id=visitor.read_id)


def _line(visitor: Visitor, left: LeftFamily, names: Names) -> LeftFamilyLine:
    found_on = local_day(left.reported.detected_at)
    return LeftFamilyLine(
        left=left,
        office=place(names, left.family.office) or "",
        days=(local_day(visitor.call.now) - found_on).days,
    )


def _page(visitor: Visitor, ids: tuple[UUID, UUID, UUID], form: Form) -> LeftFamilyPage:
    call, (office_id, breach_id, child_id) = visitor.call, ids
    found = left_family(
        call.ledger,
        _asked(visitor),
        OrganisationId(office_id),
        BreachId(breach_id),
        ChildId(child_id),
    )
    standings = standings_of(call.ledger, call.actor, call.now)
    is_health = found.left.family.told_by is ToldBy.HEALTH
    return LeftFamilyPage(
        line=_line(visitor, found.left, found.names),
        form=form,
        carers=found.carers,
        told=found.state.told.get(found.left.family.child_id),
        left_untold=found.left.family.child_id in found.state.left_untold,
        may_mean_family=found.may_mean_family,
        may_leave_untold=found.may_leave_untold,
        may_open_child=not is_health and standings.allow(Asking.READ_RIGHTS),
        may_ask_access=is_health and found.carers is None and standings.allow(Asking.ASK_ACCESS),
    )
