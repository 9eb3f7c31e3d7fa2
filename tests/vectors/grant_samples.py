"""One invented fact for each stored name of access beyond a duty."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.grants import facts as grants
from domain.shared import ChildId, Compartment, GrantId, PersonId, Purpose
from tests.vectors.ids import sample_id

CHILD = ChildId(sample_id(21))
GRANT, GLASS = GrantId(sample_id(52)), GrantId(sample_id(53))
DOCTOR, OFFICER, SUPERVISOR, PRIVACY_OFFICER = (
    PersonId(sample_id(number)) for number in (15, 14, 17, 18)
)
UNTIL_AT = datetime(2026, 3, 14, 13, 5, tzinfo=UTC)

GRANT_SAMPLES: Mapping[str, object] = {
    "grants.access_requested.1": grants.AccessRequested(
        child_id=CHILD,
        grant_id=GRANT,
        person_id=DOCTOR,
        purpose=Purpose.SUPERVISION,
        compartments=(Compartment.IDENTITY, Compartment.CARE),
        until_on=date(2026, 4, 10),
    ),
    "grants.access_reason_written.1": grants.AccessReasonWritten(
        child_id=CHILD,
        grant_id=GRANT,
        written_by=DOCTOR,
        why="月底到村里复核帮扶情况,要先看档案里登记的住址和最近的家访。",
    ),
    "grants.access_approved.1": grants.AccessApproved(
        child_id=CHILD,
        grant_id=GRANT,
        person_id=DOCTOR,
        approved_by=OFFICER,
        purpose=Purpose.SUPERVISION,
        compartments=(Compartment.CARE,),
        until_on=date(2026, 3, 31),
    ),
    "grants.access_denied.1": grants.AccessDenied(
        child_id=CHILD,
        grant_id=GRANT,
        denied_by=OFFICER,
        reason=grants.DenialReason.REASON_TOO_THIN,
    ),
    "grants.access_revoked.1": grants.AccessRevoked(
        child_id=CHILD,
        grant_id=GRANT,
        revoked_by=PRIVACY_OFFICER,
        reason=grants.RevocationReason.DUTY_CHANGED,
    ),
    "grants.glass_broken.1": grants.GlassBroken(
        child_id=CHILD,
        grant_id=GLASS,
        person_id=DOCTOR,
        reason=grants.GlassReason.CHILD_MISSING,
        compartments=(Compartment.IDENTITY, Compartment.CARE, Compartment.HEALTH),
        until_at=UNTIL_AT,
        supervisor_ids=(SUPERVISOR, OFFICER),
        privacy_officer_ids=(PRIVACY_OFFICER,),
    ),
    "grants.glass_break_counted.1": grants.GlassBreakCounted(
        person_id=DOCTOR, grant_id=GLASS, until_at=UNTIL_AT
    ),
    "grants.glass_closed.1": grants.GlassClosed(child_id=CHILD, grant_id=GLASS, closed_by=DOCTOR),
    "grants.glass_break_reviewed.1": grants.GlassBreakReviewed(
        child_id=CHILD,
        grant_id=GLASS,
        reviewed_by=SUPERVISOR,
        verdict=grants.Verdict.COMPLIANT,
    ),
    "grants.access_answer_overdue.1": grants.AccessAnswerOverdue(
        child_id=CHILD,
        grant_id=GRANT,
        due_at=datetime(2026, 3, 17, 9, 30, tzinfo=UTC),
        supervisor_ids=(OFFICER,),
        privacy_officer_ids=(PRIVACY_OFFICER,),
    ),
    "grants.glass_review_overdue.1": grants.GlassReviewOverdue(
        child_id=CHILD,
        grant_id=GLASS,
        due_at=datetime(2026, 3, 15, 12, 5, tzinfo=UTC),
        supervisor_ids=(OFFICER,),
        privacy_officer_ids=(PRIVACY_OFFICER,),
    ),
    "grants.glass_break_told.1": grants.GlassBreakTold(
        child_id=CHILD,
        grant_id=GLASS,
        supervisor_ids=(OFFICER,),
        privacy_officer_ids=(PRIVACY_OFFICER,),
    ),
    "grants.answer_seen.1": grants.AnswerSeen(child_id=CHILD, grant_id=GRANT, person_id=DOCTOR),
}
