"""The samples of what a school does after a hospital saw the child; invented."""

from collections.abc import Mapping
from datetime import UTC, datetime

from domain.referrals.returning import aftercare_facts as aftercare
from domain.shared import CaseId, ChildId, ClosingId, FollowUpId, PersonId
from tests.vectors.ids import sample_id

_CASE, _CHILD, _CLOSING = CaseId(sample_id(61)), ChildId(sample_id(21)), ClosingId(sample_id(89))
_LEAD, _DOCTOR = PersonId(sample_id(13)), PersonId(sample_id(15))

AFTERCARE_SAMPLES: Mapping[str, object] = {
    "referrals.follow_up_done.1": aftercare.FollowUpDone(
        case_id=_CASE,
        child_id=_CHILD,
        follow_up_id=FollowUpId(sample_id(88)),
        done_by=_LEAD,
        done_at=datetime(2026, 3, 18, 4, 20, tzinfo=UTC),
        outcome=aftercare.FollowUpOutcome.NEEDS_ASSESSMENT,
        child_seen=True,
        note="这两天又不愿出门,想再谈谈。",
    ),
    "referrals.closing_proposed.1": aftercare.ClosingProposed(
        case_id=_CASE,
        child_id=_CHILD,
        closing_id=_CLOSING,
        proposed_by=_LEAD,
        why="三个月平稳,随访都做完了。",
    ),
    "referrals.closing_declined.1": aftercare.ClosingDeclined(
        case_id=_CASE,
        child_id=_CHILD,
        closing_id=_CLOSING,
        declined_by=_DOCTOR,
        why="期末压力大,再看一个月。",
    ),
    "referrals.case_closed.1": aftercare.CaseClosed(
        case_id=_CASE, child_id=_CHILD, closing_id=_CLOSING, closed_by=_DOCTOR
    ),
}
