"""A return to school in the case of tests/case_examples.py; fixed and invented like that."""

from dataclasses import replace
from datetime import date

from domain.referrals.returning.return_facts import (
    DeferralReason,
    ReducedLoad,
    ReturnAppealed,
    ReturnDecision,
    ReturnHelp,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from domain.shared import ReturnId, ReviewId
from tests.case_examples import CASE, CRISIS_LEAD, SCHOOL_LEADER
from tests.examples import CHILD, NOW, example_id

RETURN, REVIEW = ReturnId(example_id(893)), ReviewId(example_id(894))
ASKED = ReturnRequested(
    case_id=CASE,
    child_id=CHILD,
    return_id=RETURN,
    recorded_by=CRISIS_LEAD,
    relation_code="51",
    is_guardian=False,
    requested_on=date(2026, 3, 10),
    not_suspected=False,
)
AGREED = ReturnReviewed(
    case_id=CASE,
    child_id=CHILD,
    return_id=RETURN,
    review_id=REVIEW,
    member_ids=(CRISIS_LEAD, SCHOOL_LEADER),
    met_at=NOW,
    decision=ReturnDecision.AGREED,
)
PLANNED = ReturnPlanned(
    case_id=CASE,
    child_id=CHILD,
    return_id=RETURN,
    review_id=REVIEW,
    first_on=date(2026, 3, 12),
    met_by=SCHOOL_LEADER,
    loads=(ReducedLoad.HALF_DAYS,),
    helps=(ReturnHelp.CHOOSES_SEAT, ReturnHelp.CATCH_UP_LESSONS),
    follow_up_on=(
        *(date(2026, 3, 13), date(2026, 3, 15), date(2026, 3, 19)),
        *(date(2026, 3, 26), date(2026, 4, 9)),
    ),
)
DEFERRED = replace(
    AGREED,
    decision=ReturnDecision.DEFERRED,
    reason=DeferralReason.SUPPORT_NOT_ARRANGED,
    look_again_on=date(2026, 3, 17),
)
APPEALED = ReturnAppealed(
    case_id=CASE,
    child_id=CHILD,
    return_id=RETURN,
    recorded_by=CRISIS_LEAD,
    relation_code="51",
    is_guardian=False,
    appealed_on=date(2026, 3, 10),
    not_suspected=False,
)
