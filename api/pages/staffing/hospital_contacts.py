"""The page of whom of a hospital links go to: proposed by one, confirmed by another, tried out."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.people_names import person
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.contacts import ContactLine, ContactsPage, WayLine
from api.view_models.forms import Form
from application.ports import Receipt
from application.staffing import hospital_contacts as asking
from application.staffing.hospital_contacts import WAYS, HospitalSeen
from domain.contacts.facts import ContactEnd, ContactHours, HospitalContactProposed
from domain.contacts.state import ConfirmContact, EndContact, ProposeContact
from domain.errors import Invalid
from domain.shared import ContactId, OrganisationId

router = APIRouter(include_in_schema=False)

NAMES = {each: f"contact_{each}" for each in ("name", "function", "mail", "mobile", "hours")}


@router.get(paths.HOSPITAL_CONTACTS)
def shown(organisation_id: UUID, visitor: VisitorDep) -> Response:
    """Show whom links go to, who waits for a second person, and how mail and messages fare."""
    return visitor.page(_page(visitor, organisation_id, uuid4(), Form()))


@router.post(paths.HOSPITAL_CONTACTS)
def propose(organisation_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Propose somebody."""
    call, contact_id = visitor.call, ContactId(fields.maybe_id("contact_id") or uuid4())

    def save() -> Receipt:
        request = ProposeContact(
            organisation_id=OrganisationId(organisation_id),
            contact_id=contact_id,
            name=fields.needed("contact_name"),
            function=fields.needed("contact_function"),
            mail=fields.needed("contact_mail"),
            mobile=fields.needed("contact_mobile"),
            hours=fields.one_of("contact_hours", ContactHours),
        )
        fields.require_no_errors()
        return asking.propose_contact(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: _address(organisation_id),
        again=lambda form: _page(visitor, organisation_id, contact_id, form),
        names=NAMES,
    )


@router.post(paths.CONFIRM_CONTACT)
def confirm(
    organisation_id: UUID, contact_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Let links go to somebody whom another proposed."""
    call = visitor.call
    request = ConfirmContact(
        organisation_id=OrganisationId(organisation_id), contact_id=ContactId(contact_id)
    )
    return take(
        visitor,
        fields,
        lambda: asking.confirm_contact(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: _address(organisation_id),
        again=lambda form: _page(visitor, organisation_id, uuid4(), Form(errors=form.errors)),
    )


@router.post(paths.END_CONTACT)
def end(
    organisation_id: UUID, contact_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Let nothing be sent to somebody any more."""
    call = visitor.call
    reason = fields.one_of("contact_end", ContactEnd)
    _require_sent(fields)
    request = EndContact(
        organisation_id=OrganisationId(organisation_id),
        contact_id=ContactId(contact_id),
        reason=reason,
    )
    asking.end_contact(call.ledger, call.actor, request, call.now)
    return see_other(_address(organisation_id))


@router.post(paths.TRY_CONTACT)
def send_test(
    organisation_id: UUID, contact_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Send somebody a mail and a text message about nothing."""
    call, try_id = visitor.call, fields.id("delivery_id")
    _require_sent(fields)
    place, who = OrganisationId(organisation_id), ContactId(contact_id)
    asking.try_contact(call.ledger, call.actor, place, who, try_id, call.now)
    return see_other(_address(organisation_id))


def _address(organisation_id: UUID) -> str:
    return paths.filled(paths.HOSPITAL_CONTACTS, organisation_id=organisation_id)


def _require_sent(fields: Fields) -> None:
    """Refuse what no button of the page sends. Raises: Invalid."""
    for each in fields.errors:
        raise Invalid(each.code, each.field)


def _page(visitor: Visitor, organisation_id: UUID, contact_id: UUID, form: Form) -> ContactsPage:
    call = visitor.call
    found = asking.see_contacts(call.ledger, call.actor, OrganisationId(organisation_id), call.now)
    return ContactsPage(
        organisation_id=found.hospital.organisation_id,
        hospital=found.hospital.name,
        contact_id=contact_id,
        form=form,
        ways=tuple(WayLine(channel=each, health=found.ways.get(each)) for each in WAYS),
        open=tuple(_line(visitor, found, each) for each in found.open),
        waiting=tuple(_line(visitor, found, each) for each in found.waiting),
        may_propose=found.may_propose,
    )


def _line(visitor: Visitor, found: HospitalSeen, of: HospitalContactProposed) -> ContactLine:
    me, waits = visitor.call.actor.person_id, of in found.waiting
    is_old = of.contact_id in found.old
    return ContactLine(
        contact_id=of.contact_id,
        name=of.name,
        function=of.function,
        mail=of.mail,
        mobile=of.mobile,
        hours=of.hours,
        proposed_by=person(found.names, of.proposed_by) or "",
        tests=tuple(found.tests.get(of.contact_id, ())),
        test_id=None if waits or not found.ways or not found.may_propose else uuid4(),
        is_old=is_old,
        may_confirm=waits and found.may_confirm and not is_old and of.proposed_by != me,
    )
