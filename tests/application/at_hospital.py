"""What the liaisons of two hospitals say of the referral of the office's case."""

from datetime import timedelta

from application.crisis.hospital.at_hospital import (
    decline_referral,
    record_attendance,
    set_appointment,
)
from application.crisis.hospital.feedback import give_feedback, restore_case
from application.crisis.hospital.referring import acknowledge_referral
from application.ports import Receipt
from domain.codelists import ConsentMeans
from domain.referrals.hospital.at_hospital import DeclineReferral, RecordAttendance, SetAppointment
from domain.referrals.hospital.feedback import Authorisation, GiveFeedback, RestoreCase
from domain.referrals.hospital.feedback_facts import Fitness
from domain.referrals.hospital.hospital_facts import DeclineReason
from domain.referrals.hospital.sending import AcknowledgeReferral
from domain.shared import AppointmentId, AttendanceId, DeclineId, FeedbackId, PersonId
from domain.staff.facts import PersonKind, PersonRegistered, Role
from infrastructure.authentication.accounts import Accounts
from tests import examples as given
from tests.api.routes.door import CHEAP
from tests.application.casework import CASE
from tests.application.telling import (
    OTHER_HOSPITAL,
    OTHER_LIAISON,
    another_hospital,
    employ,
    know,
)
from tests.crisis import LIAISON
from tests.office import Office, acting
from tests.signing import give_account

DECLINE = DeclineReferral(
    case_id=CASE, decline_id=DeclineId(given.example_id(721)), reason=DeclineReason.NO_BED
)
APPOINTMENT = SetAppointment(
    case_id=CASE,
    appointment_id=AppointmentId(given.example_id(724)),
    at=given.NOW + timedelta(hours=3),
)

LET = Authorisation(
    name="示例母亲",
    relation_code="52",
    is_guardian=False,
    means=ConsentMeans.SIGNED,
    authorised_at=given.NOW - timedelta(minutes=2),
)
FEEDBACK = GiveFeedback(
    case_id=CASE,
    feedback_id=FeedbackId(given.example_id(727)),
    fitness=Fitness.FIT_TO_ATTEND,
    authorisation=LET,
)


def declined(office: Office, by: PersonId = LIAISON) -> Receipt:
    return decline_referral(office.ledger, acting(by), DECLINE, given.NOW)


def received(office: Office, by: PersonId = LIAISON) -> Receipt:
    request = AcknowledgeReferral(case_id=CASE)
    return acknowledge_referral(office.ledger, acting(by), request, given.NOW)


def staffed(office: Office) -> None:
    """Open another hospital with a liaison who can sign in."""
    another_hospital(office)
    liaison = PersonRegistered(person_id=OTHER_LIAISON, kind=PersonKind.HUMAN, name="另一联络员")
    know(office, liaison)
    employ(office, OTHER_LIAISON, Role.HOSPITAL_LIAISON, OTHER_HOSPITAL)
    accounts = Accounts(office.opened.engine, CHEAP, office.opened.vault)
    give_account(accounts, OTHER_LIAISON, "otherliaison")


def appointed(office: Office, by: PersonId = LIAISON) -> Receipt:
    return set_appointment(office.ledger, acting(by), APPOINTMENT, given.NOW)


def seen(office: Office, by: PersonId = LIAISON) -> Receipt:
    request = RecordAttendance(
        case_id=CASE,
        attendance_id=AttendanceId(given.example_id(726)),
        attended_at=given.NOW - timedelta(minutes=5),
    )
    return record_attendance(office.ledger, acting(by), request, given.NOW)


def fed_back(office: Office, request: GiveFeedback = FEEDBACK, by: PersonId = LIAISON) -> Receipt:
    return give_feedback(office.ledger, acting(by), request, given.NOW)


def restored(office: Office, by: PersonId = LIAISON) -> Receipt:
    request = RestoreCase(
        case_id=CASE, feedback_id=FeedbackId(given.example_id(728)), authorisation=LET
    )
    return restore_case(office.ledger, acting(by), request, given.NOW)
