"""The pages on which a hospital says that it cannot take a child, when it sees it, who came."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.hospital import DeclinePage, VisitOutcome, VisitPage
from api.view_models.forms import Form
from application.authentication.signing_in import NotSignedIn
from application.crisis.hospital import at_hospital
from application.crisis.reading.case_reading import Case
from application.outsiders.links import LINK_OVER
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.days import LOCAL
from domain.errors import NotFound
from domain.referrals.hospital.at_hospital import (
    DeclineReferral,
    RecordAbsence,
    RecordAttendance,
    SetAppointment,
)
from domain.referrals.hospital.hospital_facts import Basis, DeclineReason
from domain.shared import AppointmentId, AttendanceId, CaseId, DeclineId

router = APIRouter(include_in_schema=False)


@router.get(paths.DECLINE_REFERRAL)
@apart
def ask_reason(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask why the hospital cannot take the child, and say what the law says of danger."""
    found = case_for(visitor, case_id, Asking.DECLINE_REFERRAL)
    if not actions_of(found, visitor.call.actor.person_id).decline:
        return see_other(case_path(case_id))
    return visitor.page(_decline_page(visitor, found, uuid4(), Form()), fresh=True)


@router.post(paths.DECLINE_REFERRAL)
@apart
def decline(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record it; the hospital sees the case no more, and the school is told at once."""
    call = visitor.call
    decline_id = DeclineId(fields.maybe_id("decline_id") or uuid4())

    def save() -> Receipt:
        request = DeclineReferral(
            case_id=CaseId(case_id),
            decline_id=decline_id,
            reason=fields.one_of("decline_reason", DeclineReason),
            why=fields.text("why"),
        )
        fields.require_no_errors()
        try:
            return at_hospital.decline_referral(call.ledger, call.actor, request, call.now)
        except NotFound:
            if visitor.is_liaison:
                raise NotSignedIn(LINK_OVER) from None
            raise

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.LIAISON_DONE if visitor.is_liaison else paths.HEALTH_DESK,
        again=lambda form: _decline_page(
            visitor, case_for(visitor, case_id, Asking.DECLINE_REFERRAL), decline_id, form
        ),
    )


@router.get(paths.HOSPITAL_VISIT)
@apart
def ask_visit(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask when the hospital sees the child, or whether it came."""
    found = case_for(visitor, case_id, Asking.ARRANGE_VISIT)
    if not actions_of(found, visitor.call.actor.person_id).arrange:
        return see_other(case_path(case_id))
    here = visitor.call.now.astimezone(LOCAL)
    form = Form({"visit_on": (here.date().isoformat(),), "visit_time": (f"{here:%H:%M}",)})
    return visitor.page(_visit_page(visitor, found, uuid4(), form), fresh=True)


@router.post(paths.HOSPITAL_VISIT)
@apart
def say_visit(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record the appointment, or that the child came or did not come."""
    visit_id = fields.maybe_id("visit_id") or uuid4()
    return take(
        visitor,
        fields,
        lambda: _save_visit(visitor.call, fields, CaseId(case_id), visit_id),
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _visit_page(
            visitor, case_for(visitor, case_id, Asking.ARRANGE_VISIT), visit_id, form
        ),
        names={"at": "visit_at", "attended_at": "visit_at"},
    )


def _save_visit(call: Call, fields: Fields, case_id: CaseId, visit_id: UUID) -> Receipt:
    outcome = fields.one_of("visit_outcome", VisitOutcome)
    if outcome is VisitOutcome.NOT_ATTENDED:
        missed = RecordAbsence(case_id=case_id, attendance_id=AttendanceId(visit_id))
        fields.require_no_errors()
        return at_hospital.record_absence(call.ledger, call.actor, missed, call.now)
    at = fields.moment("visit_on", "visit_time", "visit_at")
    fields.require_no_errors()
    if outcome is VisitOutcome.ATTENDED:
        came = RecordAttendance(
            case_id=case_id, attendance_id=AttendanceId(visit_id), attended_at=at
        )
        return at_hospital.record_attendance(call.ledger, call.actor, came, call.now)
    appointment = SetAppointment(case_id=case_id, appointment_id=AppointmentId(visit_id), at=at)
    return at_hospital.set_appointment(call.ledger, call.actor, appointment, call.now)


def _decline_page(visitor: Visitor, found: Case, decline_id: UUID, form: Form) -> DeclinePage:
    issued = found.state.issued
    return DeclinePage(
        case=head_of(found, visitor.call.now),
        now=visitor.call.now,
        decline_id=decline_id,
        form=form,
        in_danger=issued is not None and issued.basis is Basis.EMERGENCY,
    )


def _visit_page(visitor: Visitor, found: Case, visit_id: UUID, form: Form) -> VisitPage:
    call, known = visitor.call, found.state.at_hospital
    appointment = known.appointment
    at = appointment.at if appointment else None
    return VisitPage(
        case=head_of(found, call.now),
        now=call.now,
        visit_id=visit_id,
        form=form,
        appointment_at=at,
        missed_at=at if at is not None and at <= call.now else None,
        chase_days=call.ledger.rules.hospital.chase_after_days(len(known.missed) + 1),
    )
