"""A study leave in the case of tests/case_examples.py; fixed and invented like that."""

from datetime import date

from domain.referrals.returning.leave_facts import (
    LeaveAskedBy,
    LeaveEnd,
    StudyLeaveEnded,
    StudyLeaveStarted,
)
from domain.shared import LeaveId
from tests.case_examples import CASE, CRISIS_LEAD
from tests.examples import CHILD, example_id

LEAVE = LeaveId(example_id(891))
ON_LEAVE = StudyLeaveStarted(
    case_id=CASE,
    child_id=CHILD,
    leave_id=LEAVE,
    recorded_by=CRISIS_LEAD,
    asked_by=LeaveAskedBy.GUARDIAN,
    from_on=date(2026, 3, 9),
    until_on=date(2026, 3, 31),
    relation_code="52",
    is_guardian=False,
    agreed_on=date(2026, 3, 9),
    class_agreed_on=date(2026, 3, 10),
    not_suspected=False,
)
OFF_LEAVE = StudyLeaveEnded(
    case_id=CASE,
    child_id=CHILD,
    leave_id=LEAVE,
    recorded_by=CRISIS_LEAD,
    ended_on=date(2026, 3, 10),
    reason=LeaveEnd.BACK_AT_SCHOOL,
)
