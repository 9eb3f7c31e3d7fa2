"""An authority that nobody told of a breach in time: those above the office are told of that, once.

The clock runs from the finding (国家网络安全事件报告管理办法 of 2025), so also where nobody has
graded the breach: a grade that asks for no report stops it.
"""

from datetime import datetime

from domain.breaches.facts import REPORTED_GRADES, AuthorityTellingOverdue
from domain.breaches.rules import Answer, require_open
from domain.breaches.state import BreachState
from domain.errors import RuleBroken
from domain.shared import Known, PersonId


def tell_overdue(
    state: BreachState,
    *,
    at: datetime,
    bureau_officers: frozenset[PersonId],
    privacy_officers: frozenset[PersonId],
) -> Answer:
    """Record that nobody told the authority in time, and who above is told of it; once.

    Raises: NotFound; RuleBroken when it was told, need not be, is closed or not yet due.
    """
    if state.overdue is not None:
        return Known((state.overdue,))
    reported = require_open(state)
    grade = None if state.graded is None else state.graded.grade
    is_asked = grade is None or grade in REPORTED_GRADES
    if state.authority is not None or not is_asked or at <= reported.authority_due_at:
        raise RuleBroken("authority_not_overdue")
    return (
        AuthorityTellingOverdue(
            breach_id=reported.breach_id,
            organisation_id=reported.organisation_id,
            due_at=reported.authority_due_at,
            bureau_officer_ids=tuple(sorted(bureau_officers)),
            privacy_officer_ids=tuple(sorted(privacy_officers)),
            grade=grade,
        ),
    )
