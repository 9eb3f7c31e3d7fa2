"""The pages of the steps in which a data breach is ended, a form for each of them."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.privacy.breach_lines import asked_families, line_of, shown
from api.pages.privacy.family_fields import told_in, untold_in
from api.pages.taking import take
from api.view_models.forms import Form, typed
from api.view_models.privacy.breaches import FamilyPage, GradeBreachPage, NotifyAuthorityPage
from application.ports import Receipt
from application.privacy import breach_steps as steps
from application.privacy.breach_families import family_of
from domain.breaches.facts import AuthorityWay, BreachGrade
from domain.breaches.state import (
    GradeBreach,
    NotifyAuthority,
)
from domain.days import LOCAL, local_day
from domain.shared import BreachId, ChildId, OrganisationId

router = APIRouter(include_in_schema=False)


@router.get(paths.GRADE_BREACH)
def ask_grade(office_id: UUID, breach_id: UUID, visitor: VisitorDep) -> Response:
    """Ask how grave it is."""
    return visitor.page(_grade_page(visitor, office_id, breach_id, uuid4(), Form()))


@router.post(paths.GRADE_BREACH)
def grade(office_id: UUID, breach_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Write down how grave it is."""
    call, request_id = visitor.call, fields.maybe_id("request_id") or uuid4()

    def save() -> Receipt:
        chosen = fields.one_of("breach_grade", BreachGrade)
        fields.require_no_errors()
        request = GradeBreach(breach_id=BreachId(breach_id), grade=chosen)
        office = OrganisationId(office_id)
        return steps.grade_breach(call.ledger, call.actor, office, request, request_id, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to(office_id, breach_id),
        again=lambda form: _grade_page(visitor, office_id, breach_id, request_id, form),
    )


@router.get(paths.NOTIFY_AUTHORITY)
def ask_authority(office_id: UUID, breach_id: UUID, visitor: VisitorDep) -> Response:
    """Ask when and by which way the authority was told."""
    here = visitor.call.now.astimezone(LOCAL)
    form = Form(typed(notified_on=here.date().isoformat(), notified_time=f"{here:%H:%M}"))
    return visitor.page(_authority_page(visitor, office_id, breach_id, form))


@router.post(paths.NOTIFY_AUTHORITY)
def notify_authority(
    office_id: UUID, breach_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Write down that the authority was told."""
    call = visitor.call

    def save() -> Receipt:
        request = NotifyAuthority(
            breach_id=BreachId(breach_id),
            notified_at=fields.moment("notified_on", "notified_time", "notified_at"),
            way=fields.one_of("authority_way", AuthorityWay),
            reference=fields.needed("reference"),
        )
        fields.require_no_errors()
        office = OrganisationId(office_id)
        return steps.notify_authority(call.ledger, call.actor, office, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to(office_id, breach_id),
        again=lambda form: _authority_page(visitor, office_id, breach_id, form),
    )


@router.get(paths.NOTIFY_GUARDIAN)
def ask_family(office_id: UUID, breach_id: UUID, child_id: UUID, visitor: VisitorDep) -> Response:
    """Ask who was told, or why nobody is."""
    form = Form(typed(told_on=local_day(visitor.call.now).isoformat()))
    return visitor.page(_family_page(visitor, office_id, breach_id, child_id, form))


@router.post(paths.NOTIFY_GUARDIAN)
def notify_guardian(
    office_id: UUID, breach_id: UUID, child_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Write down who was told, also of the families that were told in the same way.

    Each is recorded under an id of its own: broken off, the same form sent again records the rest.
    """
    call = visitor.call

    def save() -> Receipt:
        request = told_in(fields, breach_id, child_id)
        alike = fields.ids("told_alike")
        fields.require_no_errors()
        office = OrganisationId(office_id)
        receipt = steps.notify_guardian(call.ledger, call.actor, office, request, call.now)
        for each in alike:
            also = replace(request, child_id=ChildId(each))
            receipt = steps.notify_guardian(call.ledger, call.actor, office, also, call.now)
        return receipt

    return take(
        visitor,
        fields,
        save,
        done=back_to(office_id, breach_id),
        again=lambda form: _family_page(visitor, office_id, breach_id, child_id, form),
    )


@router.post(paths.LEAVE_UNTOLD)
def leave_untold(
    office_id: UUID, breach_id: UUID, child_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Write down why nobody is told."""
    call = visitor.call

    def save() -> Receipt:
        request = untold_in(fields, breach_id, child_id)
        fields.require_no_errors()
        office = OrganisationId(office_id)
        return steps.leave_untold(call.ledger, call.actor, office, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=back_to(office_id, breach_id),
        again=lambda form: _family_page(visitor, office_id, breach_id, child_id, form),
    )


def back_to(office_id: UUID, breach_id: UUID) -> Callable[[Receipt], str]:
    """Return how one comes back to the page of the breach."""
    return lambda _receipt: paths.filled(paths.BREACH, office_id=office_id, breach_id=breach_id)


def _grade_page(
    visitor: Visitor, office_id: UUID, breach_id: UUID, request_id: UUID, form: Form
) -> GradeBreachPage:
    line = line_of(shown(visitor, office_id, breach_id), visitor.call.now)
    return GradeBreachPage(line=line, request_id=request_id, form=form)


def _authority_page(
    visitor: Visitor, office_id: UUID, breach_id: UUID, form: Form
) -> NotifyAuthorityPage:
    line = line_of(shown(visitor, office_id, breach_id), visitor.call.now)
    return NotifyAuthorityPage(line=line, form=form)


def _family_page(
    visitor: Visitor, office_id: UUID, breach_id: UUID, child_id: UUID, form: Form
) -> FamilyPage:
    call, asked = visitor.call, asked_families(visitor, office_id, breach_id)
    family = family_of(call.ledger, asked, ChildId(child_id))
    return FamilyPage(
        line=line_of(family.found, call.now),
        child_id=family.child_id,
        form=form,
        left_untold=family.is_left_untold,
        others=family.others,
    )
