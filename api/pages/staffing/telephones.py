"""The page on which the telephone of a person is proposed by one and confirmed by another."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import number_line
from api.pages.taking import CONFLICT, take
from api.view_models.authentication.telephones import DeclineTelephonePage, PersonTelephonePage
from api.view_models.forms import FieldError, Form
from api.view_models.staffing.proposed_numbers import NumberLine, NumbersPage
from application.authorisation.opening_forms import open_telephone_confirming
from application.ports import Receipt
from application.proposed_numbers import NumberKind, NumberRow
from application.staffing import telephones
from application.staffing.telephones_waiting import telephones_waiting
from domain.errors import NotFound
from domain.shared import PersonId, TelephoneId
from domain.staff.proposal_days import open_until
from domain.staff.state import ConfirmTelephone, DeclineTelephone, ProposeTelephone
from domain.staff.telephone_facts import TelephoneDeclineReason

router = APIRouter(include_in_schema=False)


@router.get(paths.TELEPHONES_WAITING)
def waiting(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show which telephones wait for whoever looks, and what became of those they proposed."""
    call = visitor.call
    found = telephones_waiting(call.ledger, call.actor, call.now, cursor)
    rows = (*found.page.rows, *found.own)
    names = call.ledger.directory.names(
        {each for row in rows for each in (PersonId(row.subject_id), row.proposed_by)}
    )
    rules = call.ledger.rules

    def line(row: NumberRow) -> NumberLine:
        name = names.get(PersonId(row.subject_id), "")
        return number_line(row, name, names, open_until(row.proposed_on, rules))

    return visitor.page(
        NumbersPage(
            kind=NumberKind.TELEPHONE,
            lines=tuple(map(line, found.page.rows)),
            own=tuple(map(line, found.own)),
            total=found.page.total,
            valid_days=rules.proposal_valid_days,
            cursor=cursor,
            next_cursor=found.page.next_cursor,
        ),
        behind=found.behind,
    )


@router.get(paths.PERSON_TELEPHONE)
def telephone(person_id: UUID, visitor: VisitorDep) -> Response:
    """Show the number that holds, the one that waits, and the form to propose another."""
    return visitor.page(_page(visitor, person_id, uuid4(), Form()))


@router.post(paths.PERSON_TELEPHONE)
def propose(person_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Propose another number."""
    call = visitor.call
    telephone_id = TelephoneId(fields.maybe_id("telephone_id") or uuid4())
    request = ProposeTelephone(
        person_id=PersonId(person_id),
        telephone_id=telephone_id,
        telephone=fields.text("telephone"),
        replaces=TelephoneId(replaces) if (replaces := fields.maybe_id("replaces")) else None,
    )
    return take(
        visitor,
        fields,
        lambda: telephones.propose_telephone(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: paths.filled(paths.PERSON_TELEPHONE, person_id=person_id),
        again=lambda form: _page(visitor, person_id, telephone_id, form),
    )


@router.post(paths.CONFIRM_TELEPHONE)
def confirm(person_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Let the number hold that another person proposed."""
    call, whose = visitor.call, PersonId(person_id)
    open_telephone_confirming(call.ledger, call.actor, whose, call.now)

    def save() -> Receipt:
        request = ConfirmTelephone(
            person_id=whose, telephone_id=TelephoneId(fields.id("telephone_id"))
        )
        fields.require_no_errors()
        return telephones.confirm_telephone(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PERSON_TELEPHONE, person_id=person_id),
        again=lambda form: _page(visitor, person_id, uuid4(), Form(errors=form.errors)),
    )


@router.get(paths.DECLINE_TELEPHONE)
def ask_reason(person_id: UUID, telephone_id: UUID, visitor: VisitorDep) -> Response:
    """Ask why before a proposed number is declined or taken back."""
    _open_declining(visitor, PersonId(person_id), TelephoneId(telephone_id))
    page = _decline(visitor, person_id, telephone_id, Form())
    if isinstance(page, DeclineTelephonePage):
        return visitor.page(page)
    return visitor.page(page, status=CONFLICT)


@router.post(paths.DECLINE_TELEPHONE)
def decline(
    person_id: UUID, telephone_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Decline a proposed number, or take it back."""
    call = visitor.call
    _open_declining(visitor, PersonId(person_id), TelephoneId(telephone_id))

    def save() -> Receipt:
        request = DeclineTelephone(
            person_id=PersonId(person_id),
            telephone_id=TelephoneId(telephone_id),
            reason=fields.one_of("reason", TelephoneDeclineReason),
        )
        fields.require_no_errors()
        return telephones.decline_telephone(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PERSON_TELEPHONE, person_id=person_id),
        again=lambda form: _decline(visitor, person_id, telephone_id, form),
    )


def _open_declining(visitor: Visitor, whose: PersonId, telephone_id: TelephoneId) -> None:
    """Let pass who proposed this very number, or may confirm it, after a second factor.

    Also once it waits no more: taken back and sent again, it asks for nothing it did not ask for.
    """
    call = visitor.call
    seen = telephones.telephone_seen(call.ledger, call.actor, whose, call.now)
    if seen.proposers.get(telephone_id) != call.actor.person_id:
        open_telephone_confirming(call.ledger, call.actor, whose, call.now)


def _page(visitor: Visitor, person_id: UUID, telephone_id: UUID, form: Form) -> PersonTelephonePage:
    call, whose = visitor.call, PersonId(person_id)
    seen = telephones.telephone_seen(call.ledger, call.actor, whose, call.now)
    waits, settled_by = seen.waits, seen.last.settled_by if seen.last else None
    people = {whose, *((waits.proposed_by,) if waits else ()), *filter(None, (settled_by,))}
    names = call.ledger.directory.names(people)
    return PersonTelephonePage(
        person_id=whose,
        name=names.get(whose, ""),
        telephone_id=telephone_id,
        form=form,
        phone=seen.phone,
        waits=waits,
        proposed_by=names.get(waits.proposed_by, "") if waits else "",
        is_mine=waits is not None and waits.proposed_by == call.actor.person_id,
        may_propose=seen.may_propose,
        may_confirm=seen.may_confirm,
        confirmers=telephones.CONFIRMERS,
        until=open_until(waits.proposed_on, call.ledger.rules) if waits else None,
        last=seen.last,
        settled_by=names.get(settled_by, "") if settled_by else "",
    )


def _decline(
    visitor: Visitor, person_id: UUID, telephone_id: UUID, form: Form
) -> DeclineTelephonePage | PersonTelephonePage:
    call, whose = visitor.call, PersonId(person_id)
    seen = telephones.telephone_seen(call.ledger, call.actor, whose, call.now)
    waits = seen.waits
    if telephone_id not in seen.proposers:
        raise NotFound("telephone_not_proposed")
    if waits is None or waits.telephone_id != telephone_id:
        # Nothing is left to give a reason for: what holds now is shown, and why nothing waits.
        told = tuple(each for each in form.errors if not each.field)
        no_more = FieldError(field="", code="telephone_waits_no_more")
        return _page(visitor, person_id, uuid4(), Form(errors=told or (no_more,)))
    names = call.ledger.directory.names({whose, waits.proposed_by})
    return DeclineTelephonePage(
        person_id=whose,
        name=names.get(whose, ""),
        waits=waits,
        proposed_by=names.get(waits.proposed_by, ""),
        is_mine=waits.proposed_by == call.actor.person_id,
        form=form,
    )
