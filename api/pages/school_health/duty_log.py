"""The pages of a school's duty log: what stands in it, logging, correcting and taking back."""

from datetime import date
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.school_health.duty_lines import health_duty_line
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form, typed
from api.view_models.school_health import (
    HealthDutyPage,
    SchoolLogPage,
    VoidHealthDutyPage,
)
from application.ports import Receipt
from application.school_health import duty_log
from application.school_health.changing import (
    EntryNow,
    entry_to_change,
    entry_to_void,
    school_to_log,
)
from application.school_health.school_logs import school_log
from domain.advising.facts import (
    Audience,
    HealthDuty,
    HealthDutyKind,
    HealthDutyVoidReason,
    Present,
)
from domain.advising.state import CorrectHealthDuty, LogHealthDuty, VoidHealthDuty
from domain.days import local_day
from domain.shared import CorrectionId, HealthDutyId, OrganisationId

router = APIRouter(include_in_schema=False)


@router.get(paths.SCHOOL_LOG)
def log(school_id: UUID, visitor: VisitorDep, on: date | None = None) -> Response:
    """Show the log of a school in the semester of a day."""
    call = visitor.call
    found = school_log(call.ledger, call.actor, OrganisationId(school_id), call.now, on)
    me, people = call.actor.person_id if found.may_log else None, found.names.people
    return visitor.page(
        SchoolLogPage(
            school_id=found.school.organisation_id,
            school=found.school.name,
            semester=found.semester,
            lines=tuple(
                health_duty_line(each, people, me, may_void=found.may_void) for each in found.lines
            ),
            may_log=found.may_log,
            earlier_on=found.earlier_on,
            later_on=found.later_on,
        )
    )


@router.get(paths.LOG_HEALTH_DUTY)
def ask(school_id: UUID, visitor: VisitorDep) -> Response:
    """Ask what was done, on which day and for whom."""
    form = Form(typed(held_on=local_day(visitor.call.now).isoformat()))
    return visitor.page(_new(visitor, school_id, HealthDutyId(uuid4()), form))


@router.post(paths.LOG_HEALTH_DUTY)
def save(school_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Log it and show the log."""
    call = visitor.call
    key = HealthDutyId(fields.maybe_id("health_duty_id") or uuid4())

    def log_it() -> Receipt:
        request = LogHealthDuty(
            school_id=OrganisationId(school_id), health_duty_id=key, duty=_typed(fields)
        )
        fields.require_no_errors()
        return duty_log.log_health_duty(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        log_it,
        done=lambda _receipt: _log_path(school_id, fields),
        again=lambda form: _new(visitor, school_id, key, form),
    )


@router.get(paths.CORRECT_HEALTH_DUTY)
def ask_correction(school_id: UUID, health_duty_id: UUID, visitor: VisitorDep) -> Response:
    """Show an entry of one's own as it holds, to be put right."""
    found = _entry(visitor, school_id, health_duty_id)
    return visitor.page(_correction(found, uuid4(), _filled(found.logged.record.duty)))


@router.post(paths.CORRECT_HEALTH_DUTY)
def correct(
    school_id: UUID, health_duty_id: UUID, visitor: VisitorDep, fields: FieldsDep
) -> Response:
    """Record what it should have said, unless it was corrected meanwhile."""
    call = visitor.call
    correction_id = CorrectionId(fields.maybe_id("correction_id") or uuid4())

    def correct_it() -> Receipt:
        request = CorrectHealthDuty(
            school_id=OrganisationId(school_id),
            health_duty_id=HealthDutyId(health_duty_id),
            correction_id=correction_id,
            duty=_typed(fields),
            why=fields.text("why"),
        )
        version = fields.number("version")
        fields.require_no_errors()
        return duty_log.correct_health_duty(call.ledger, call.actor, request, call.now, version)

    return take(
        visitor,
        fields,
        correct_it,
        done=lambda _receipt: _log_path(school_id, fields),
        again=lambda form: _correction(
            _entry(visitor, school_id, health_duty_id), correction_id, form
        ),
    )


@router.get(paths.VOID_HEALTH_DUTY)
def ask_reason(school_id: UUID, health_duty_id: UUID, visitor: VisitorDep) -> Response:
    """Ask why before an entry is taken back."""
    return visitor.page(_void(visitor, school_id, health_duty_id, Form()))


@router.post(paths.VOID_HEALTH_DUTY)
def void(school_id: UUID, health_duty_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Take an entry back."""
    call = visitor.call

    def void_it() -> Receipt:
        request = VoidHealthDuty(
            school_id=OrganisationId(school_id),
            health_duty_id=HealthDutyId(health_duty_id),
            reason=fields.one_of("reason", HealthDutyVoidReason),
        )
        fields.require_no_errors()
        return duty_log.void_health_duty(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        void_it,
        done=lambda _receipt: paths.filled(paths.SCHOOL_LOG, school_id=school_id),
        again=lambda form: _void(visitor, school_id, health_duty_id, form),
    )


def _new(visitor: Visitor, school_id: UUID, key: HealthDutyId, form: Form) -> HealthDutyPage:
    call = visitor.call
    school = school_to_log(call.ledger, call.actor, OrganisationId(school_id), call.now)
    return HealthDutyPage(
        school_id=school.organisation_id, school=school.name, health_duty_id=key, form=form
    )


def _entry(visitor: Visitor, school_id: UUID, health_duty_id: UUID) -> EntryNow:
    call = visitor.call
    return entry_to_change(
        call.ledger,
        call.actor,
        OrganisationId(school_id),
        HealthDutyId(health_duty_id),
        call.now,
    )


def _correction(found: EntryNow, correction_id: UUID, form: Form) -> HealthDutyPage:
    return HealthDutyPage(
        school_id=found.school.organisation_id,
        school=found.school.name,
        health_duty_id=found.logged.record.logged.health_duty_id,
        form=form,
        correction_id=correction_id,
        version=found.version,
    )


def _void(
    visitor: Visitor, school_id: UUID, health_duty_id: UUID, form: Form
) -> VoidHealthDutyPage:
    call, school = visitor.call, OrganisationId(school_id)
    entry_id = HealthDutyId(health_duty_id)
    found = entry_to_void(call.ledger, call.actor, school, entry_id, call.now)
    names = call.ledger.directory.names({found.logged.record.done_by})
    return VoidHealthDutyPage(
        school_id=found.school.organisation_id,
        school=found.school.name,
        line=health_duty_line(found.logged, names),
        form=form,
        is_own=found.logged.record.done_by == visitor.call.actor.person_id,
    )


def _typed(fields: Fields) -> HealthDuty:
    present = [(each, fields.number(each.value)) for each in Audience]
    return HealthDuty(
        kind=fields.one_of("kind", HealthDutyKind),
        held_on=fields.day("held_on"),
        what=fields.text("what"),
        minutes=fields.number("minutes"),
        present=tuple(Present(each, people) for each, people in present if people is not None),
    )


def _filled(duty: HealthDuty) -> Form:
    minutes = None if duty.minutes is None else str(duty.minutes)
    there = {each.audience.value: str(each.people) for each in duty.present}
    return Form(
        typed(
            kind=duty.kind,
            held_on=duty.held_on.isoformat(),
            what=duty.what,
            minutes=minutes,
            **there,
        )
    )


def _log_path(school_id: UUID, fields: Fields) -> str:
    """Return the log in the semester in which the entry is found."""
    on = {"on": fields.text("held_on")}
    return paths.filled(paths.SCHOOL_LOG, school_id=school_id, query=on)
