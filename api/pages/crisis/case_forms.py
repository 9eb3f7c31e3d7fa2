"""The pages by which a case is passed on, proposed for a hospital, and withdrawn."""

from datetime import date
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path, found_case
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.people_names import place
from api.pages.taking import take
from api.view_models.crisis.cases import Answerer, HandOnPage, ProposePage, ToldLine, WithdrawPage
from api.view_models.forms import Form
from application.crisis.hospital.referring import propose_referral
from application.crisis.reading.case_reading import Case
from application.crisis.worries.referrals import (
    pass_concern_on,
    people_who_may_answer,
    withdraw_concern,
)
from application.ports import Receipt
from application.reads.looking import Names, names_of
from application.rows import PersonRow
from domain.access.table import Request as Asking
from domain.alerts.rules import MAY_ANSWER
from domain.days import local_day
from domain.errors import NotPermitted
from domain.referrals.facts import WithdrawalReason
from domain.referrals.hospital.sending import ProposeReferral
from domain.referrals.state import PassConcernOn, WithdrawConcern
from domain.shared import CaseId, PassId, PersonId

router = APIRouter(include_in_schema=False)


@router.get(paths.HAND_CASE_ON)
@apart
def ask_whom(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask to whom the case goes, and why."""
    found = case_for(visitor, case_id, Asking.PASS_CONCERN_ON)
    if not actions_of(found, visitor.call.actor.person_id).pass_on:
        return see_other(case_path(case_id))
    return visitor.page(_hand_on(visitor, found, uuid4(), Form()), fresh=True)


@router.post(paths.HAND_CASE_ON)
@apart
def hand_on(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Pass the case on; until it is taken nobody answers for it."""
    call = visitor.call
    pass_id = PassId(fields.maybe_id("pass_id") or uuid4())

    def save() -> Receipt:
        request = PassConcernOn(
            case_id=CaseId(case_id),
            pass_id=pass_id,
            to_id=PersonId(fields.id("to_id")),
            why=fields.needed("why"),
        )
        fields.require_no_errors()
        return pass_concern_on(call.ledger, call.actor, request, call.now)

    def again(form: Form) -> HandOnPage:
        found = case_for(visitor, case_id, Asking.PASS_CONCERN_ON)
        return _hand_on(visitor, found, pass_id, form)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.HEALTH_DESK,
        again=again,
    )


@router.get(paths.PROPOSE_REFERRAL)
@apart
def ask_why(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask why a hospital should see the child."""
    found = case_for(visitor, case_id, Asking.PROPOSE_REFERRAL)
    if not actions_of(found, visitor.call.actor.person_id).propose:
        return see_other(case_path(case_id))
    return visitor.page(_propose(visitor, found, Form()), fresh=True)


@router.post(paths.PROPOSE_REFERRAL)
@apart
def propose(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record that a hospital should see the child."""
    call = visitor.call
    request = ProposeReferral(case_id=CaseId(case_id), why=fields.text("why"))
    return take(
        visitor,
        fields,
        lambda: propose_referral(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _propose(
            visitor, case_for(visitor, case_id, Asking.PROPOSE_REFERRAL), form
        ),
    )


@router.get(paths.WITHDRAW_CASE)
@apart
def ask_reason(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Say what withdrawing does, and ask for the reason."""
    found = case_for(visitor, case_id, Asking.WITHDRAW_CONCERN)
    if not actions_of(found, visitor.call.actor.person_id).withdraw:
        return see_other(case_path(case_id))
    return visitor.page(_withdraw(visitor, found, Form()), fresh=True)


@router.post(paths.WITHDRAW_CASE)
@apart
def withdraw(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """End the case."""
    call = visitor.call

    def save() -> Receipt:
        request = WithdrawConcern(
            case_id=CaseId(case_id),
            reason=fields.one_of("withdrawal_reason", WithdrawalReason),
            why=fields.needed("why"),
        )
        fields.require_no_errors()
        return withdraw_concern(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _withdraw(
            visitor, case_for(visitor, case_id, Asking.WITHDRAW_CONCERN), form
        ),
        names={"reason": "withdrawal_reason"},
    )


def case_for(visitor: Visitor, case_id: UUID, request: Asking) -> Case:
    """Return the case that a form is about. Raises: NotPermitted for whom the form is not."""
    found = found_case(visitor, case_id)
    if request not in found.may:
        raise NotPermitted("standing_not_enough", request=request)
    return found


def _hand_on(visitor: Visitor, found: Case, pass_id: UUID, form: Form) -> HandOnPage:
    call = visitor.call
    answering = people_who_may_answer(call.ledger, call.actor, found.case_id, call.now)
    rows = sorted(
        call.ledger.directory.people(answering).values(), key=lambda row: (row.name, row.person_id)
    )
    held = {duty.organisation_id for row in rows for duty in row.duties}
    names = names_of(call.ledger, (), held)
    return HandOnPage(
        case=head_of(found, call.now),
        now=call.now,
        pass_id=pass_id,
        form=form,
        people=tuple(_answerer(row, names, local_day(call.now)) for row in rows),
    )


def _answerer(row: PersonRow, names: Names, today: date) -> Answerer:
    posts = tuple(
        ToldLine(role=duty.role, place=place(names, duty.organisation_id))
        for duty in row.duties
        if duty.role in MAY_ANSWER and (duty.to_on is None or duty.to_on >= today)
    )
    return Answerer(value=str(row.person_id), name=row.name, posts=posts)


def _propose(visitor: Visitor, found: Case, form: Form) -> ProposePage:
    call = visitor.call
    return ProposePage(case=head_of(found, call.now), now=call.now, form=form)


def _withdraw(visitor: Visitor, found: Case, form: Form) -> WithdrawPage:
    return WithdrawPage(
        case=head_of(found, visitor.call.now),
        now=visitor.call.now,
        form=form,
        further=len(found.further),
    )
