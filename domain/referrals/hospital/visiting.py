"""When a hospital sees the child: appointed, come, or not come and chased; said by its liaison."""

from datetime import UTC, datetime, timedelta

from domain.days import local_day
from domain.errors import Invalid, RuleBroken
from domain.referrals.hospital.at_hospital import RecordAbsence, RecordAttendance, SetAppointment
from domain.referrals.hospital.declining import require_at_hospital
from domain.referrals.hospital.hospital_facts import (
    AppointmentSet,
    Attended,
    NotAttended,
    VisitEvent,
)
from domain.referrals.rules import Answer, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import AppointmentId, AttendanceId, Known, OrganisationId, PersonId


def set_appointment(
    state: CaseState,
    request: SetAppointment,
    *,
    by: PersonId,
    hospital_id: OrganisationId,
    now: datetime,
) -> Answer:
    """Record when the hospital sees the child; it moves an appointment from before.

    Raises: NotFound for no such case; RuleBroken when it is over, this hospital did not receive it,
    or the id stands for something else; Invalid for a time that is over.
    """
    raised = require_raised(state)
    said = AppointmentSet(
        case_id=request.case_id,
        child_id=raised.child_id,
        appointment_id=request.appointment_id,
        hospital_id=hospital_id,
        set_by=by,
        at=_in_utc(request.at, "at"),
    )
    if _is_known(state, request.appointment_id, said):
        return Known((said,))
    _require_received(state, hospital_id)
    if said.at < now:
        raise Invalid("in_past", "at")
    return (said,)


def record_attendance(
    state: CaseState,
    request: RecordAttendance,
    *,
    by: PersonId,
    hospital_id: OrganisationId,
    now: datetime,
    rules: RuleSet,
) -> Answer:
    """Record that the child came, with or without an appointment.

    Raises: NotFound for no such case; RuleBroken when it is over, this hospital did not receive it,
    or the id stands for something else; Invalid for a time to come.
    """
    raised = require_raised(state)
    said = Attended(
        case_id=request.case_id,
        child_id=raised.child_id,
        attendance_id=request.attendance_id,
        hospital_id=hospital_id,
        said_by=by,
        attended_at=_in_utc(request.attended_at, "attended_at"),
    )
    if _is_known(state, request.attendance_id, said):
        return Known((said,))
    _require_received(state, hospital_id)
    if said.attended_at > now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", "attended_at")
    return (said,)


def record_absence(
    state: CaseState,
    request: RecordAbsence,
    *,
    by: PersonId,
    hospital_id: OrganisationId,
    now: datetime,
    rules: RuleSet,
) -> Answer:
    """Record that the child did not come to its appointment, and when the family is asked why.

    Raises: NotFound for no such case; RuleBroken when it is over, this hospital did not receive it,
    there is no appointment that is over, or the id stands for something else.
    """
    raised = require_raised(state)
    before = state.at_hospital.visits.get(request.attendance_id)
    if isinstance(before, NotAttended) and before.said_by == by:
        return Known((before,))
    _is_known(state, request.attendance_id, None)
    _require_received(state, hospital_id)
    appointment = state.at_hospital.appointment
    if appointment is None or appointment.at > now:
        raise RuleBroken("no_appointment_missed")
    chase = len(state.at_hospital.missed) + 1
    return (
        NotAttended(
            case_id=request.case_id,
            child_id=raised.child_id,
            attendance_id=request.attendance_id,
            hospital_id=hospital_id,
            said_by=by,
            missed_at=appointment.at,
            chase=chase,
            chase_on=local_day(now) + timedelta(days=rules.hospital.chase_after_days(chase)),
        ),
    )


def _is_known(
    state: CaseState, visit_id: AppointmentId | AttendanceId, said: VisitEvent | None
) -> bool:
    """Return whether it was said before. Raises: RuleBroken where the id stands for another."""
    before = state.at_hospital.visits.get(visit_id)
    if before not in (None, said):
        raise RuleBroken("visit_already_recorded")
    return before is not None


def _require_received(state: CaseState, hospital_id: OrganisationId) -> None:
    require_at_hospital(state, hospital_id)
    if state.acknowledged is None:
        raise RuleBroken("receive_referral_first")


def _in_utc(at: datetime, field: str) -> datetime:
    if at.tzinfo is None:
        raise Invalid("time_without_zone", field)
    return at.astimezone(UTC)
