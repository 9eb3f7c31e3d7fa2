"""The hospitals, and what one says of its referral: declined, appointed, come or not."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body, Moment
from application.crisis.hospital import at_hospital
from application.crisis.hospital.choosing import HospitalToChoose, hospitals_to_choose
from domain.referrals.hospital.at_hospital import (
    DeclineReferral,
    RecordAbsence,
    RecordAttendance,
    SetAppointment,
)
from domain.referrals.hospital.hospital_facts import DeclineReason
from domain.shared import AppointmentId, AttendanceId, CaseId, DeclineId, OrganisationId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Decline(Body):
    """`why` is for the reason `other` alone; it names no illness."""

    reason: DeclineReason
    why: str | None = None


class Appointment(Body):
    at: Moment


class Attendance(Body):
    attended_at: Moment


class HospitalBody(BaseModel):
    """A hospital as it stands now; `is_on_call` is empty where no roster tells.

    `on_call_until` is when whoever is on call ends, `on_call_from` when the next begins. `hears` is
    whether anybody of it is told of a referral; where not, and `goes_past`, one in danger goes on
    by itself to another.
    """

    hospital_id: OrganisationId
    name: str
    duty_telephone: str | None
    hears: bool
    goes_past: bool
    is_on_call: bool | None
    on_call_until: AwareDatetime | None
    on_call_from: AwareDatetime | None


@router.get("/cases/{case_id}/hospitals", responses=refused_with(*READING, 404, 422))
@apart
def hospitals(case_id: UUID, call: CallApartDep) -> list[HospitalBody]:
    """Return the hospitals with telephone and hours to whoever may bring the child to one."""
    found = hospitals_to_choose(call.ledger, call.actor, CaseId(case_id), call.now)
    return [_hospital_body(each) for each in found]


def _hospital_body(found: HospitalToChoose) -> HospitalBody:
    opening = found.opening
    return HospitalBody(
        hospital_id=found.hospital.organisation_id,
        name=found.hospital.name,
        duty_telephone=found.hospital.duty_telephone,
        hears=found.hears,
        goes_past=found.goes_past,
        is_on_call=opening.is_open if opening else None,
        on_call_until=opening.until_at if opening else None,
        on_call_from=opening.from_at if opening else None,
    )


@router.put("/cases/{case_id}/declines/{decline_id}", status_code=201, responses=recorded_with(404))
@apart
def decline_referral(
    case_id: UUID, decline_id: UUID, body: Decline, call: CallApartDep
) -> Response:
    """Record that the hospital cannot take the child; in danger it goes on to the next by itself.

    So it does on consent, too, where the consent names that hospital.
    """
    request = DeclineReferral(
        case_id=CaseId(case_id),
        decline_id=DeclineId(decline_id),
        reason=body.reason,
        why=body.why,
    )
    receipt = at_hospital.decline_referral(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/appointments/{appointment_id}",
    status_code=201,
    responses=recorded_with(404),
)
@apart
def set_appointment(
    case_id: UUID, appointment_id: UUID, body: Appointment, call: CallApartDep
) -> Response:
    """Record when the hospital sees the child; a later one moves the appointment."""
    request = SetAppointment(
        case_id=CaseId(case_id), appointment_id=AppointmentId(appointment_id), at=body.at
    )
    receipt = at_hospital.set_appointment(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/attendances/{attendance_id}", status_code=201, responses=recorded_with(404)
)
@apart
def record_attendance(
    case_id: UUID, attendance_id: UUID, body: Attendance, call: CallApartDep
) -> Response:
    """Record that the child came, with or without an appointment."""
    request = RecordAttendance(
        case_id=CaseId(case_id),
        attendance_id=AttendanceId(attendance_id),
        attended_at=body.attended_at,
    )
    receipt = at_hospital.record_attendance(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/absences/{attendance_id}", status_code=201, responses=recorded_with(404)
)
@apart
def record_absence(case_id: UUID, attendance_id: UUID, call: CallApartDep) -> Response:
    """Record that the child did not come to its appointment; the family is asked why in time."""
    request = RecordAbsence(case_id=CaseId(case_id), attendance_id=AttendanceId(attendance_id))
    receipt = at_hospital.record_absence(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
