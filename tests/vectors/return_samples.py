"""The samples of a return to school; invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.referrals.returning import return_facts as returning
from domain.shared import CaseId, ChildId, PersonId, ReturnId, ReviewId
from tests.vectors.ids import sample_id

_CASE, _CHILD, _RETURN = CaseId(sample_id(61)), ChildId(sample_id(21)), ReturnId(sample_id(143))
_LEAD, _OFFICER, _DOCTOR = (PersonId(sample_id(number)) for number in (13, 14, 15))
_REVIEW = ReviewId(sample_id(144))

RETURN_SAMPLES: Mapping[str, object] = {
    "referrals.return_requested.2": returning.ReturnRequested(
        case_id=_CASE,
        child_id=_CHILD,
        return_id=_RETURN,
        recorded_by=_LEAD,
        relation_code="61",
        is_guardian=True,
        requested_on=date(2026, 4, 20),
        not_suspected=True,
    ),
    "referrals.return_reviewed.1": returning.ReturnReviewed(
        case_id=_CASE,
        child_id=_CHILD,
        return_id=_RETURN,
        review_id=_REVIEW,
        member_ids=(_OFFICER, _DOCTOR),
        met_at=datetime(2026, 4, 23, 6, 30, tzinfo=UTC),
        decision=returning.ReturnDecision.DEFERRED,
        on_appeal=True,
        reason=returning.DeferralReason.NOBODY_AFTER_SCHOOL,
        look_again_on=date(2026, 4, 30),
    ),
    "referrals.return_planned.1": returning.ReturnPlanned(
        case_id=_CASE,
        child_id=_CHILD,
        return_id=_RETURN,
        review_id=_REVIEW,
        first_on=date(2026, 5, 6),
        met_by=_LEAD,
        loads=(returning.ReducedLoad.HALF_DAYS, returning.ReducedLoad.NO_EXAMS),
        helps=(returning.ReturnHelp.SEAT_BY_A_FRIEND, returning.ReturnHelp.OWN_PACE),
        follow_up_on=(date(2026, 5, 7), date(2026, 5, 9)),
    ),
    "referrals.return_appealed.2": returning.ReturnAppealed(
        case_id=_CASE,
        child_id=_CHILD,
        return_id=_RETURN,
        recorded_by=_LEAD,
        relation_code="61",
        is_guardian=True,
        appealed_on=date(2026, 4, 24),
        not_suspected=True,
    ),
}
