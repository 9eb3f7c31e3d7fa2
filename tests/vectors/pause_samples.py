"""The samples of pauses of the clocks of a case; all invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.referrals.school import pause_facts as pauses
from domain.referrals.steps import Step
from domain.shared import CaseId, ChildId, PauseId, PersonId
from tests.vectors.ids import sample_id

_CASE, _CHILD, _PAUSE = CaseId(sample_id(61)), ChildId(sample_id(21)), PauseId(sample_id(81))
_LEAD, _PSYCHOLOGIST = PersonId(sample_id(13)), PersonId(sample_id(71))
_BEGAN_AT = datetime(2026, 3, 16, 1, 30, tzinfo=UTC)

PAUSE_SAMPLES: Mapping[str, object] = {
    "referrals.pause_proposed.1": pauses.PauseProposed(
        case_id=_CASE,
        child_id=_CHILD,
        pause_id=_PAUSE,
        step=Step.SEEN,
        began_at=_BEGAN_AT,
        proposed_by=_LEAD,
        reason=pauses.PauseReason.FAMILY_AWAY,
        until_on=date(2026, 3, 27),
        why="爷爷带孩子去外地看父母,约好每天视频,周末回来。",
    ),
    "referrals.pause_agreed.1": pauses.PauseAgreed(
        case_id=_CASE,
        child_id=_CHILD,
        pause_id=_PAUSE,
        step=Step.SEEN,
        began_at=_BEGAN_AT,
        until_on=date(2026, 3, 27),
        agreed_by=_PSYCHOLOGIST,
    ),
    "referrals.pause_declined.1": pauses.PauseDeclined(
        case_id=_CASE,
        child_id=_CHILD,
        pause_id=_PAUSE,
        declined_by=_PSYCHOLOGIST,
        why="门诊改到了出发以前,先看了再走。",
    ),
    "referrals.pause_ended.1": pauses.PauseEnded(
        case_id=_CASE, child_id=_CHILD, pause_id=_PAUSE, step=Step.SEEN, ended_by=_LEAD
    ),
}
