"""A case in which a child waits for a hospital, and a pause of that; fixed and invented."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.school.pause_facts import (
    PauseAgreed,
    PauseDeclined,
    PauseEnded,
    PauseProposed,
    PauseReason,
)
from domain.referrals.situations import Situation
from domain.referrals.steps import Step
from domain.shared import PauseId
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    ISSUED_ON_CONSENT,
    TAKEN,
)
from tests.examples import CHILD, NOW, example_id
from tests.level_examples import FOUND_ORANGE, PSYCHOLOGIST

PAUSE, SECOND_PAUSE = PauseId(example_id(891)), PauseId(example_id(892))
RAISED_AT = NOW
"""Tuesday, 10 March 2026, 09:30."""
PROPOSED_AT = NOW + timedelta(days=2)
PAUSED_AT = NOW + timedelta(days=3)
"""Friday, 13 March."""
UNTIL_ON = date(2026, 3, 20)
"""Friday of the week after."""

CALM = replace(CONCERN, situation=Situation.SOMEWHAT_WORRIED)
FOUND_YELLOW = replace(FOUND_ORANGE, level=CrisisLevel.YELLOW, assessed_at=NOW)
AT_HOSPITAL: tuple[tuple[datetime, object], ...] = (
    *((NOW, CALM), (NOW, TAKEN), (NOW, FOUND_YELLOW)),
    *((NOW, ISSUED_ON_CONSENT), (NOW, ACKNOWLEDGED)),
)
"""By the end of 24 March, ten working days later, a hospital has to see the child."""

PROPOSED = PauseProposed(
    case_id=CASE,
    child_id=CHILD,
    pause_id=PAUSE,
    step=Step.SEEN,
    began_at=NOW,
    proposed_by=CRISIS_LEAD,
    reason=PauseReason.FAMILY_AWAY,
    until_on=UNTIL_ON,
    why="奶奶带孩子去看爸爸妈妈，每天打电话。",
)
AGREED = PauseAgreed(
    case_id=CASE,
    child_id=CHILD,
    pause_id=PAUSE,
    step=Step.SEEN,
    began_at=NOW,
    until_on=UNTIL_ON,
    agreed_by=PSYCHOLOGIST,
)
DECLINED = PauseDeclined(
    case_id=CASE,
    child_id=CHILD,
    pause_id=PAUSE,
    declined_by=PSYCHOLOGIST,
    why="先请医院改到走之前。",
)
ENDED = PauseEnded(
    case_id=CASE, child_id=CHILD, pause_id=PAUSE, step=Step.SEEN, ended_by=CRISIS_LEAD
)
WAITING = (*AT_HOSPITAL, (PROPOSED_AT, PROPOSED))
PAUSED = (*WAITING, (PAUSED_AT, AGREED))
