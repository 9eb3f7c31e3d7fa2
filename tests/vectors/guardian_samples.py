"""The samples of what is said to the family in a crisis, and of who is with the child; invented."""

from collections.abc import Mapping
from datetime import UTC, datetime

from domain.codelists import ConsentMeans
from domain.referrals.family import guardian_facts as guardians
from domain.shared import (
    CaseId,
    ChildId,
    CompanyId,
    EscortId,
    OrganisationId,
    PersonId,
    TellingId,
)
from tests.vectors.ids import sample_id

_CASE, _CHILD = CaseId(sample_id(61)), ChildId(sample_id(21))
_HOSPITAL = OrganisationId(sample_id(5))
_LEAD, _DOCTOR = PersonId(sample_id(13)), PersonId(sample_id(15))
_OMITTED = TellingId(sample_id(175))
_TOLD, _TRIED, _REFUSED = (TellingId(sample_id(number)) for number in (75, 76, 77))
_COMPANY, _ESCORT = CompanyId(sample_id(78)), EscortId(sample_id(79))

GUARDIAN_SAMPLES: Mapping[str, object] = {
    "referrals.guardian_informed.1": guardians.GuardianInformed(
        case_id=_CASE,
        child_id=_CHILD,
        telling_id=_TOLD,
        informed_by=_LEAD,
        relation_code="52",
        is_guardian=True,
        means=guardians.TellingMeans.PHONE,
        informed_at=datetime(2026, 3, 14, 5, 10, tzinfo=UTC),
        not_suspected=True,
    ),
    "referrals.family_member_named.1": guardians.FamilyMemberNamed(
        case_id=_CASE, child_id=_CHILD, telling_id=_TOLD, name="示例母亲"
    ),
    "referrals.guardian_not_reached.1": guardians.GuardianNotReached(
        case_id=_CASE,
        child_id=_CHILD,
        telling_id=_TRIED,
        tried_by=_LEAD,
        relation_code="51",
        means=guardians.TellingMeans.MESSAGE,
        tried_at=datetime(2026, 3, 14, 4, 55, tzinfo=UTC),
    ),
    "referrals.guardian_notification_withheld.1": guardians.GuardianNotificationWithheld(
        case_id=_CASE,
        child_id=_CHILD,
        withheld_by=_LEAD,
        reason=guardians.WithholdingReason.SUSPECTED_OF_HARM,
        why="孩子说身上的伤是家里人打的,已打110。",
    ),
    "referrals.other_guardian_not_told.1": guardians.OtherGuardianNotTold(
        case_id=_CASE,
        child_id=_CHILD,
        telling_id=_OMITTED,
        said_by=_LEAD,
        reason=guardians.OtherGuardianReason.ONLY_THROUGH_THEM,
        why="父亲和母亲同住,只有一部电话。",
    ),
    "referrals.consent_refused.2": guardians.ConsentRefused(
        case_id=_CASE,
        child_id=_CHILD,
        telling_id=_REFUSED,
        recorded_by=_LEAD,
        relation_code="61",
        is_guardian=True,
        means=ConsentMeans.PHONE_TWO_STAFF,
        refused_at=datetime(2026, 3, 15, 2, 0, tzinfo=UTC),
        why="说孩子只是累了,想等过完节再看。",
        not_suspected=True,
        witness_id=_DOCTOR,
    ),
    "referrals.emergency_escort_started.1": guardians.EmergencyEscortStarted(
        case_id=_CASE,
        child_id=_CHILD,
        escort_id=_ESCORT,
        started_by=_LEAD,
        escorted_by=_DOCTOR,
        hospital_id=_HOSPITAL,
        started_at=datetime(2026, 3, 14, 5, 0, tzinfo=UTC),
        danger="独自站在三楼走廊的栏杆外,被老师拉回。",
    ),
    "referrals.child_accompanied.1": guardians.ChildAccompanied(
        case_id=_CASE,
        child_id=_CHILD,
        company_id=_COMPANY,
        said_by=_LEAD,
        since_at=datetime(2026, 3, 14, 4, 35, tzinfo=UTC),
        with_id=None,
        relation_code="62",
        not_suspected=True,
    ),
    "referrals.accompanying_ended.1": guardians.AccompanyingEnded(
        case_id=_CASE,
        child_id=_CHILD,
        company_id=_COMPANY,
        said_by=_LEAD,
        ended_at=datetime(2026, 3, 14, 8, 0, tzinfo=UTC),
    ),
}
