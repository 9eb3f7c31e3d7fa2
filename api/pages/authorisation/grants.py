"""The pages on which access is asked for, and the glass broken."""

from typing import Annotated
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Query, Response

from api import paths
from api.deps import Call
from api.pages.crisis.worry_forms import schools_to_choose
from api.pages.frame import FieldsDep, VisitorDep
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.authorisation.grants import AskAccessPage, BreakGlassPage
from api.view_models.care_files.visits import YES
from api.view_models.forms import Form, typed
from api.view_models.numbers import SHORT_NUMBER
from application.authorisation.finding import child_meant
from application.authorisation.glass import break_glass
from application.authorisation.grants import request_access
from application.authorisation.opening_forms import open_access_request, open_break_glass
from application.ports import Receipt
from application.rows import ChildDescribed, ChildNumbered
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.grants.facts import GlassReason
from domain.grants.state import BreakGlass, RequestAccess
from domain.shared import ChildId, Compartment, GrantId, OrganisationId, Purpose

router = APIRouter(include_in_schema=False)

ChildDep = Annotated[str, Query(max_length=40)]
Told = ChildId | ChildNumbered | ChildDescribed


@router.get(paths.ASK_ACCESS)
def ask_form(visitor: VisitorDep, child: ChildDep = "") -> Response:
    """Show the form to ask for access."""
    call = visitor.call
    purposes = open_access_request(call.ledger, call.actor, call.now)
    # One that alone is theirs need not be chosen.
    only = purposes[0].value if len(purposes) == 1 else ""
    return visitor.page(_ask_page(call, uuid4(), Form(typed(child_id=child, purpose=only))))


@router.post(paths.ASK_ACCESS)
def ask(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Ask for access; the answer is the same whether or not there is such a child."""
    call = visitor.call
    grant_id = GrantId(fields.maybe_id("grant_id") or uuid4())
    return take(
        visitor,
        fields,
        lambda: request_access(call.ledger, call.actor, _request(call, fields, grant_id), call.now),
        done=lambda _receipt: paths.filled(paths.GRANTS, query={"sent": YES}),
        again=lambda form: _ask_page(call, grant_id, form),
    )


@router.get(paths.BREAK_GLASS)
def emergency_form(visitor: VisitorDep, child: ChildDep = "") -> Response:
    """Say what breaking the glass means before it is done."""
    call = visitor.call
    # Asked for the second factor now, so that nothing is typed that would be lost on the way.
    open_break_glass(call.ledger, call.actor, call.now)
    return visitor.page(_glass_page(call, uuid4(), Form(typed(child_id=child))))


@router.post(paths.BREAK_GLASS)
def emergency(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Break the glass and lead to the file."""
    call = visitor.call
    grant_id = GrantId(fields.maybe_id("grant_id") or uuid4())

    def save() -> tuple[ChildId, Receipt]:
        told, reason = _told(fields), fields.one_of("glass_reason", GlassReason)
        why = fields.needed("why")
        request = BreakGlass(
            child_id=_child(call, fields, told, Asking.BREAK_GLASS),
            grant_id=grant_id,
            reason=reason,
            why=why,
        )
        return request.child_id, break_glass(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda saved: paths.filled(paths.CHILD, child_id=saved[0]),
        again=lambda form: _glass_page(call, grant_id, form),
    )


def _told(fields: Fields) -> Told:
    """Return the child as typed: by the number where one is given, else by name and school."""
    number = fields.text("child_id")
    whole = fields.maybe_id("child_id")
    if whole is not None:
        return ChildId(whole)
    return _numbered(fields, number) if number or not fields.text("name") else _described(fields)


def _child(call: Call, fields: Fields, told: Told, asking: Asking) -> ChildId:
    """Return the child meant, who is looked for once everything else could be read."""
    fields.require_no_errors()
    if isinstance(told, ChildNumbered | ChildDescribed):
        return child_meant(call.ledger, call.actor, asking, told, call.now)
    return told


def _numbered(fields: Fields, number: str) -> ChildNumbered:
    if not SHORT_NUMBER.fullmatch(number):
        fields.refuse("child_id", "no_child_number" if number else "number_or_name")
    school_id = fields.maybe_id("school_id")
    return ChildNumbered(
        number=number.lower(), school_id=None if school_id is None else OrganisationId(school_id)
    )


def _described(fields: Fields) -> ChildDescribed:
    return ChildDescribed(
        name=fields.text("name"),
        school_id=OrganisationId(fields.id("school_id")),
        born_on=fields.maybe_day("born_on"),
    )


def _request(call: Call, fields: Fields, grant_id: GrantId) -> RequestAccess:
    # The same form sent with other words is another request, whether or not both mean one child.
    words = "/".join(fields.text(each) for each in ("child_id", "name", "school_id", "born_on"))
    told, compartments = _told(fields), fields.some_of("compartments", Compartment)
    purpose, why = fields.one_of("purpose", Purpose), fields.needed("why")
    until_on = fields.day("until_on")
    return RequestAccess(
        child_id=_child(call, fields, told, Asking.ASK_ACCESS),
        grant_id=GrantId(uuid5(grant_id, words)),
        purpose=purpose,
        compartments=compartments,
        until_on=until_on,
        why=why,
    )


def _ask_page(call: Call, grant_id: UUID, form: Form) -> AskAccessPage:
    return AskAccessPage(
        grant_id=grant_id,
        form=form,
        schools=schools_to_choose(call),
        purposes=open_access_request(call.ledger, call.actor, call.now),
        today=local_day(call.now),
        days_at_most=call.ledger.rules.grant_days_at_most,
    )


def _glass_page(call: Call, grant_id: UUID, form: Form) -> BreakGlassPage:
    rules = call.ledger.rules
    return BreakGlassPage(
        grant_id=grant_id,
        form=form,
        schools=schools_to_choose(call),
        minutes=rules.glass_minutes_at_most,
        review_hours=rules.glass_reviewed_within_hours,
    )
