"""Assessments of one crisis and the drops of its level; fixed and invented."""

from datetime import timedelta

from domain.referrals.levels.level_facts import (
    AssessmentMethod,
    CrisisAssessed,
    CrisisLevel,
    LevelDropConfirmed,
    LevelDropDeclined,
    LevelDropProposed,
)
from domain.shared import AssessmentId, DropId, PersonId
from tests.case_examples import CASE, CRISIS_LEAD
from tests.examples import CHILD, NOW, example_id

PSYCHOLOGIST = PersonId(example_id(121))
FIRST, SECOND = AssessmentId(example_id(811)), AssessmentId(example_id(812))
DROP = DropId(example_id(813))
ASSESSED_AT = NOW - timedelta(hours=1)
RESTED_AT = ASSESSED_AT + timedelta(days=14)
"""The day on which a red level may fall."""

FOUND_RED = CrisisAssessed(
    case_id=CASE,
    child_id=CHILD,
    assessment_id=FIRST,
    assessed_by=PSYCHOLOGIST,
    level=CrisisLevel.RED,
    methods=(AssessmentMethod.TALK_WITH_CHILD, AssessmentMethod.SCREENING_SCALE),
    child_seen=True,
    assessed_at=ASSESSED_AT,
    why="谈话中说出了具体的打算。",
)
FOUND_ORANGE = CrisisAssessed(
    case_id=CASE,
    child_id=CHILD,
    assessment_id=SECOND,
    assessed_by=PSYCHOLOGIST,
    level=CrisisLevel.ORANGE,
    methods=(AssessmentMethod.TALK_WITH_CHILD,),
    child_seen=True,
    assessed_at=RESTED_AT - timedelta(hours=2),
    why="不再提起，睡得好些了。",
)
DROP_PROPOSED = LevelDropProposed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DROP,
    proposed_by=PSYCHOLOGIST,
    assessment_id=SECOND,
    from_level=CrisisLevel.RED,
    to_level=CrisisLevel.ORANGE,
    why="两周平稳，家里有人陪。",
)
DROP_CONFIRMED = LevelDropConfirmed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DROP,
    confirmed_by=CRISIS_LEAD,
    level=CrisisLevel.ORANGE,
)
DROP_DECLINED = LevelDropDeclined(
    case_id=CASE, child_id=CHILD, drop_id=DROP, declined_by=CRISIS_LEAD, why="下周要考试，再看。"
)
