"""The samples of study leaves; invented."""

from collections.abc import Mapping
from datetime import date

from domain.referrals.returning import leave_facts as leave
from domain.shared import CaseId, ChildId, LeaveId, PersonId
from tests.vectors.ids import sample_id

_CASE, _CHILD, _LEAVE = CaseId(sample_id(61)), ChildId(sample_id(21)), LeaveId(sample_id(90))
_LEAD = PersonId(sample_id(13))

LEAVE_SAMPLES: Mapping[str, object] = {
    "referrals.study_leave_started.2": leave.StudyLeaveStarted(
        case_id=_CASE,
        child_id=_CHILD,
        leave_id=_LEAVE,
        recorded_by=_LEAD,
        asked_by=leave.LeaveAskedBy.CHILD,
        from_on=date(2026, 3, 23),
        until_on=date(2026, 5, 8),
        relation_code="61",
        is_guardian=True,
        agreed_on=date(2026, 3, 19),
        class_agreed_on=date(2026, 3, 20),
        not_suspected=True,
    ),
    "referrals.study_leave_ended.1": leave.StudyLeaveEnded(
        case_id=_CASE,
        child_id=_CHILD,
        leave_id=_LEAVE,
        recorded_by=_LEAD,
        ended_on=date(2026, 5, 6),
        reason=leave.LeaveEnd.BACK_AT_SCHOOL,
    ),
}
