"""The pages by which a hospital's liaison without an account is named, told and ended."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response

from api import paths
from api.deps import Call, LanguageDep
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.link_entry import KeysDep, entry_page, given_page
from api.pages.people_names import place
from api.pages.taking import take
from api.view_models.crisis.liaisons import ContactChoice, NameLiaisonPage
from api.view_models.forms import Form
from api.view_models.reporting.outsiders import Entry, OutsiderLine
from application.crisis.delivery.sending_links import Sending, goes_out, send_link
from application.crisis.hospital.outside_liaisons import Naming, end_liaison, name_liaison
from application.crisis.reading.case_reading import Case
from application.outsiders.entering import Given
from application.outsiders.links import Door
from application.ports import Receipt, Unreadable
from application.staffing.hospital_contacts import contacts_in_turn
from domain.access.table import Request as Asking
from domain.shared import CaseId, ContactId, OrganisationId, PersonId

router = APIRouter(include_in_schema=False)

NAMES = {"name": "liaison_name", "function": "liaison_function", "phone": "liaison_phone"}


@router.get(paths.NAME_LIAISON)
@apart
def ask_whom(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask who of the hospital is let in, and show who is."""
    found = case_for(visitor, case_id, Asking.ISSUE_REFERRAL)
    if not actions_of(found, visitor.call.actor.person_id).name_liaison:
        return see_other(case_path(case_id))
    return visitor.page(_name_page(visitor, found, uuid4(), Form()), fresh=True)


@router.post(paths.NAME_LIAISON)
@apart
def name(
    case_id: UUID,
    visitor: VisitorApartDep,
    keys: KeysDep,
    fields: FieldsDep,
) -> Response:
    """Name them, and show link and code this once."""
    call, naming_id = visitor.call, fields.maybe_id("naming_id") or uuid4()
    given = list[Given]()

    def save() -> None:
        naming = Naming(
            case_id=CaseId(case_id),
            naming_id=naming_id,
            name=fields.needed("liaison_name"),
            function=fields.needed("liaison_function"),
            phone=fields.needed("liaison_phone"),
        )
        fields.require_no_errors()
        given.append(name_liaison(call.ledger, call.actor, keys, naming, call.now))

    def again(form: Form) -> NameLiaisonPage:
        found = case_for(visitor, case_id, Asking.ISSUE_REFERRAL)
        return _name_page(visitor, found, naming_id, form)

    answer = take(
        visitor, fields, save, done=lambda _none: case_path(case_id), again=again, names=NAMES
    )
    if not given:
        return answer
    name_given, back = fields.text("liaison_name"), case_path(case_id)
    return given_page(visitor, given[0], Door.REFERRAL, name=name_given, back=back)


@router.post(paths.SEND_LINK)
@apart
def send(case_id: UUID, visitor: VisitorApartDep, keys: KeysDep, fields: FieldsDep) -> Response:
    """Send link and code to somebody of the hospital's directory, each another way."""
    call, naming_id = visitor.call, fields.maybe_id("naming_id") or uuid4()

    def save() -> Receipt:
        contact_id = ContactId(fields.id("contact_id"))
        fields.require_no_errors()
        sending = Sending(case_id=CaseId(case_id), naming_id=naming_id, contact_id=contact_id)
        return send_link(call.ledger, call.actor, keys.digest, sending, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.NAME_LIAISON, case_id=case_id),
        again=lambda form: _name_page(
            visitor, case_for(visitor, case_id, Asking.ISSUE_REFERRAL), naming_id, form
        ),
    )


@router.post(paths.END_LIAISON)
@apart
def end(case_id: UUID, liaison_id: UUID, visitor: VisitorApartDep) -> Response:
    """Take a link back."""
    call = visitor.call
    end_liaison(call.ledger, call.actor, CaseId(case_id), PersonId(liaison_id), call.now)
    return see_other(paths.filled(paths.NAME_LIAISON, case_id=case_id))


@router.get(paths.LIAISON_DONE)
def done(request: Request, language: LanguageDep) -> Response:
    """Say that what they said is recorded, to whoever opens the referral no more."""
    return entry_page(request, language, Entry.DONE)


def _name_page(visitor: Visitor, found: Case, naming_id: UUID, form: Form) -> NameLiaisonPage:
    call, issued = visitor.call, found.state.issued
    hospital_id = issued.hospital_id if issued else None
    return NameLiaisonPage(
        case=head_of(found, call.now),
        now=call.now,
        naming_id=naming_id,
        hospital=place(found.names, hospital_id) or "",
        days=call.ledger.rules.doors.outside_liaison_days,
        contacts=_contacts(call, hospital_id),
        goes_out=goes_out(call.ledger),
        open=tuple(
            OutsiderLine(
                person_id=each.named.liaison_id,
                name=each.named.name,
                function=each.named.function,
                phone=each.named.phone,
                ends_at=each.named.ends_at,
                has_entered=each.has_entered,
                is_sent=each.contact_id is not None,
                undelivered=each.undelivered.by if each.undelivered else None,
                end=paths.filled(
                    paths.END_LIAISON,
                    case_id=found.case_id,
                    liaison_id=each.named.liaison_id,
                ),
            )
            for each in found.state.at_hospital.liaisons.open(hospital_id, call.now)
        ),
        may_name=actions_of(found, call.actor.person_id).name_liaison,
        form=form,
    )


def _contacts(call: Call, hospital_id: OrganisationId | None) -> tuple[ContactChoice, ...]:
    """Return whom the directory names; where it cannot be read somebody is named by hand."""
    try:
        found = contacts_in_turn(call.ledger, hospital_id, call.now) if hospital_id else ()
    except Unreadable:
        return ()
    return tuple(
        ContactChoice(
            contact_id=each.contact_id,
            name=each.name,
            function=each.function,
            mobile=each.mobile,
            hours=each.hours,
        )
        for each in found
    )
