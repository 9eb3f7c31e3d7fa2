"""When a hospital sees the child: appointed and moved, come, not come and asked about."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.referrals.facts import ReferralsEvent
from domain.referrals.hospital.at_hospital import (
    NOTHING_SAID,
    RecordAbsence,
    RecordAttendance,
    SetAppointment,
    of_last_hospital,
)
from domain.referrals.hospital.visiting import record_absence, record_attendance, set_appointment
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import AppointmentId, AttendanceId, OrganisationId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    HOSPITAL,
    ISSUED_IN_DANGER,
    LIAISON,
    OTHER_HOSPITAL,
    TAKEN,
    WITHDRAWN,
)
from tests.examples import NOW, RULES, example_id
from tests.hospital_examples import (
    ABSENCE,
    APPOINTED,
    APPOINTMENT,
    ATTENDANCE,
    ATTENDED,
    DECLINED,
    NOT_ATTENDED,
    REROUTED,
    SEEN_AT,
)
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
RECEIVED = (CONCERN, TAKEN, ISSUED_IN_DANGER, ACKNOWLEDGED)
LATER = SEEN_AT + timedelta(hours=2)


def appointing(
    at: datetime = SEEN_AT, hospital_id: OrganisationId = HOSPITAL
) -> Rule[CaseState, ReferralsEvent]:
    request = SetAppointment(case_id=CASE, appointment_id=APPOINTMENT, at=at)
    return lambda state: set_appointment(
        state, request, by=LIAISON, hospital_id=hospital_id, now=NOW
    )


def coming(
    at: datetime = SEEN_AT, hospital_id: OrganisationId = HOSPITAL, now: datetime = LATER
) -> Rule[CaseState, ReferralsEvent]:
    request = RecordAttendance(case_id=CASE, attendance_id=ATTENDANCE, attended_at=at)
    return lambda state: record_attendance(
        state, request, by=LIAISON, hospital_id=hospital_id, now=now, rules=RULES
    )


def missing(
    attendance_id: AttendanceId = ABSENCE,
    hospital_id: OrganisationId = HOSPITAL,
    now: datetime = LATER,
) -> Rule[CaseState, ReferralsEvent]:
    request = RecordAbsence(case_id=CASE, attendance_id=attendance_id)
    return lambda state: record_absence(
        state, request, by=LIAISON, hospital_id=hospital_id, now=now, rules=RULES
    )


@pytest.mark.parametrize("rule", [appointing(), coming(), missing()])
def test_nothing_is_said_of_a_visit_before_the_hospital_received_the_referral(
    rule: Rule[CaseState, ReferralsEvent],
) -> None:
    CASES.given().when(rule).then_refused("case_not_found")
    CASES.given(CONCERN, TAKEN, ISSUED_IN_DANGER).when(rule).then_refused("receive_referral_first")
    CASES.given(*RECEIVED, WITHDRAWN).when(rule).then_refused("concern_withdrawn")


@pytest.mark.parametrize(
    "rule",
    [
        appointing(hospital_id=OTHER_HOSPITAL),
        coming(hospital_id=OTHER_HOSPITAL),
        missing(hospital_id=OTHER_HOSPITAL),
    ],
)
def test_no_other_hospital_says_anything_of_it(rule: Rule[CaseState, ReferralsEvent]) -> None:
    CASES.given(*RECEIVED).when(rule).then_refused("not_issued_to_this_hospital")


def test_an_appointment_is_set_once_and_moved_by_a_later_one() -> None:
    CASES.given(*RECEIVED).when(appointing()).then(APPOINTED)
    CASES.given(*RECEIVED, APPOINTED).when(appointing()).then_known(APPOINTED)
    CASES.given(*RECEIVED, APPOINTED).when(appointing(LATER)).then_refused("visit_already_recorded")
    moved = replace(APPOINTED, appointment_id=AppointmentId(example_id(838)), at=LATER)
    assert fold((*RECEIVED, APPOINTED, moved)).at_hospital.appointment == moved


def test_no_appointment_is_set_in_the_past_or_without_a_zone() -> None:
    CASES.given(*RECEIVED).when(appointing(NOW - timedelta(minutes=1))).then_refused(
        "in_past", field="at"
    )
    CASES.given(*RECEIVED).when(appointing(SEEN_AT.replace(tzinfo=None))).then_refused(
        "time_without_zone", field="at"
    )


def test_a_child_comes_with_an_appointment_or_without() -> None:
    CASES.given(*RECEIVED).when(coming()).then(ATTENDED)
    CASES.given(*RECEIVED, APPOINTED).when(coming()).then(ATTENDED)
    CASES.given(*RECEIVED, ATTENDED).when(coming()).then_known(ATTENDED)
    CASES.given(*RECEIVED).when(coming(now=NOW)).then_refused("in_future", field="attended_at")
    assert fold((*RECEIVED, APPOINTED, ATTENDED)).at_hospital.appointment is None


def test_who_did_not_come_is_asked_about_later_each_time() -> None:
    CASES.given(*RECEIVED, APPOINTED).when(missing()).then(NOT_ATTENDED)
    before: tuple[ReferralsEvent, ...] = (*RECEIVED, APPOINTED)
    for chase, on in ((1, 12), (2, 14), (3, 18), (4, 18)):
        attendance_id = AttendanceId(example_id(840 + chase))
        said = replace(
            NOT_ATTENDED, attendance_id=attendance_id, chase=chase, chase_on=date(2026, 3, on)
        )
        CASES.given(*before).when(missing(attendance_id)).then(said)
        anew = AppointmentId(example_id(850 + chase))
        before = (*before, said, replace(APPOINTED, appointment_id=anew))


def test_nobody_missed_what_was_not_appointed_or_is_still_to_come() -> None:
    CASES.given(*RECEIVED).when(missing()).then_refused("no_appointment_missed")
    CASES.given(*RECEIVED, APPOINTED).when(missing(now=NOW)).then_refused("no_appointment_missed")
    CASES.given(*RECEIVED, APPOINTED, NOT_ATTENDED).when(missing()).then_known(NOT_ATTENDED)
    CASES.given(*RECEIVED, APPOINTED, NOT_ATTENDED).when(
        missing(AttendanceId(example_id(839)))
    ).then_refused("no_appointment_missed")
    CASES.given(*RECEIVED, APPOINTED, ATTENDED).when(missing(ATTENDANCE)).then_refused(
        "visit_already_recorded"
    )


def test_what_one_hospital_appointed_is_nothing_to_the_next() -> None:
    state = fold((*RECEIVED, APPOINTED, DECLINED, REROUTED))
    assert (state.at_hospital.last_visit, state.at_hospital.appointment) == (None, None)
    assert of_last_hospital(state.at_hospital) == NOTHING_SAID
    assert state.acknowledged is None
    # It is known all the same: neither is its id free for something else.
    assert state.at_hospital.visits == {APPOINTED.appointment_id: APPOINTED}
