"""The page of all organisations, and adding one."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.choices import all_places
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.taking import take
from api.view_models.forms import Form
from api.view_models.staffing.staff import OrganisationNode, OrganisationsPage
from application.authorisation.permission import standings_of
from application.authorisation.places import answered_for
from application.ports import Receipt
from application.rows import OrganisationRow
from application.staffing import staff
from application.staffing.hospital_contacts import may_keep_contacts
from domain.access.table import Request as Asking
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind
from domain.staff.state import RegisterOrganisation

router = APIRouter(include_in_schema=False)


@router.get(paths.ORGANISATIONS)
def organisations(visitor: VisitorDep) -> Response:
    """Show the tree of organisations."""
    return visitor.page(_page(visitor, uuid4(), Form()))


@router.post(paths.ORGANISATIONS)
def add(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Register an organisation."""
    call = visitor.call
    organisation_id = OrganisationId(fields.maybe_id("organisation_id") or uuid4())

    def save() -> Receipt:
        parent_id = fields.maybe_id("parent_id")
        request = RegisterOrganisation(
            organisation_id=organisation_id,
            kind=fields.one_of("kind", OrganisationKind),
            name=fields.text("name"),
            area_code=fields.maybe("area_code"),
            parent_id=OrganisationId(parent_id) if parent_id else None,
        )
        fields.require_no_errors()
        return staff.register_organisation(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.ORGANISATIONS,
        again=lambda form: _page(visitor, organisation_id, form),
    )


def _page(visitor: Visitor, organisation_id: UUID, form: Form) -> OrganisationsPage:
    call = visitor.call
    found = staff.organisations(call.ledger, call.actor, call.now)
    own = answered_for(call.ledger, call.actor, found, call.now)
    may = standings_of(call.ledger, call.actor, call.now)
    return OrganisationsPage(
        tree=_tree(found, own),
        organisation_id=organisation_id,
        form=form,
        parents=all_places(found, within=own),
        may_add=may.allow(Asking.REGISTER_ORGANISATION),
        may_keep_contacts=may_keep_contacts(call.ledger, call.actor, call.now),
    )


def _tree(
    rows: tuple[OrganisationRow, ...], own: frozenset[OrganisationId]
) -> tuple[OrganisationNode, ...]:
    """Return the organisations as a tree: children are put together before their parents."""
    below: dict[OrganisationId | None, list[OrganisationNode]] = {}
    for row in reversed(rows):
        node = OrganisationNode(
            organisation_id=row.organisation_id,
            kind=row.kind,
            name=row.name,
            area_code=row.area_code,
            duty_telephone=row.duty_telephone,
            may_publish=row.organisation_id in own,
            below=tuple(reversed(below.pop(row.organisation_id, []))),
        )
        below.setdefault(row.parent_id, []).append(node)
    return tuple(reversed(below.get(None, [])))
