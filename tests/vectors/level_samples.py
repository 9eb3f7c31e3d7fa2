"""The samples of assessments of a crisis and of the drops of its level; all invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.referrals.levels import level_facts as levels
from domain.referrals.school import panel_facts as panels
from domain.shared import AssessmentId, CaseId, ChildId, DropId, PanelId, PersonId
from tests.vectors.ids import sample_id

_CASE, _CHILD = CaseId(sample_id(61)), ChildId(sample_id(21))
_LEAD, _PSYCHOLOGIST = PersonId(sample_id(13)), PersonId(sample_id(71))
_ASSESSMENT, _DROP = AssessmentId(sample_id(72)), DropId(sample_id(73))

LEVEL_SAMPLES: Mapping[str, object] = {
    "referrals.crisis_assessed.1": levels.CrisisAssessed(
        case_id=_CASE,
        child_id=_CHILD,
        assessment_id=_ASSESSMENT,
        assessed_by=_PSYCHOLOGIST,
        level=levels.CrisisLevel.ORANGE,
        methods=(
            levels.AssessmentMethod.TALK_WITH_CHILD,
            levels.AssessmentMethod.TALK_WITH_CARERS,
            levels.AssessmentMethod.SCREENING_SCALE,
        ),
        child_seen=True,
        assessed_at=datetime(2026, 3, 14, 6, 20, tzinfo=UTC),
        why="谈话中说有时觉得活着没意思,没有具体打算。\n奶奶说近来夜里常醒。",
    ),
    "referrals.level_drop_proposed.2": levels.LevelDropProposed(
        case_id=_CASE,
        child_id=_CHILD,
        drop_id=_DROP,
        proposed_by=_PSYCHOLOGIST,
        assessment_id=_ASSESSMENT,
        from_level=levels.CrisisLevel.ORANGE,
        to_level=None,
        why="评的是同班另一个孩子,打开个案时看错了名字。",
        error=levels.LevelError.OTHER_CHILD,
    ),
    "referrals.level_drop_confirmed.2": levels.LevelDropConfirmed(
        case_id=_CASE,
        child_id=_CHILD,
        drop_id=_DROP,
        confirmed_by=_LEAD,
        level=None,
        counts_as=levels.CrisisLevel.YELLOW,
        member_ids=(_LEAD, PersonId(sample_id(72))),
    ),
    "referrals.level_drop_declined.1": levels.LevelDropDeclined(
        case_id=_CASE,
        child_id=_CHILD,
        drop_id=_DROP,
        declined_by=_LEAD,
        why="月底考试前再看两周。",
    ),
    "referrals.panel_decided.1": panels.PanelDecided(
        case_id=_CASE,
        child_id=_CHILD,
        panel_id=PanelId(sample_id(74)),
        member_ids=(_LEAD, _PSYCHOLOGIST),
        met_at=datetime(2026, 3, 16, 8, 0, tzinfo=UTC),
        decision=panels.PanelDecision.IN_SCHOOL_SUPPORT,
        why="愿意每周和心理老师谈一次,家里同意晚上有人陪。",
        supported_by=_PSYCHOLOGIST,
        review_on=date(2026, 3, 30),
    ),
}
