"""What is asked about the level of a crisis, for the tests of requests about a case."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from application.crisis.school.levels import (
    assess_crisis,
    confirm_level_drop,
    decline_level_drop,
    propose_level_drop,
)
from application.ports import Receipt
from domain.referrals.levels.level_facts import AssessmentMethod, CrisisLevel
from domain.referrals.levels.level_state import (
    AssessCrisis,
    ConfirmLevelDrop,
    DeclineLevelDrop,
    ProposeLevelDrop,
)
from domain.shared import AssessmentId, DropId, PersonId
from tests import examples as given
from tests.application.casework import CASE, look_id
from tests.crisis import ADVISER, CRISIS_LEAD
from tests.office import Office, acting

DROP = DropId(given.example_id(705))
RED = AssessCrisis(
    case_id=CASE,
    assessment_id=AssessmentId(given.example_id(706)),
    level=CrisisLevel.RED,
    methods=(AssessmentMethod.TALK_WITH_CHILD,),
    child_seen=True,
    assessed_at=given.NOW,
    why="说出了具体的打算。",
)


def assessed(
    office: Office, request: AssessCrisis = RED, by: PersonId = ADVISER, now: datetime = given.NOW
) -> Receipt:
    return assess_crisis(office.ledger, acting(by), request, now)


def dropping(office: Office, now: datetime, by: PersonId = ADVISER) -> Receipt:
    request = ProposeLevelDrop(case_id=CASE, drop_id=DROP, why="两周平稳。")
    return propose_level_drop(office.ledger, acting(by), request, now)


def confirmed(office: Office, now: datetime, by: PersonId = CRISIS_LEAD) -> Receipt:
    request = ConfirmLevelDrop(case_id=CASE, drop_id=DROP)
    return confirm_level_drop(office.ledger, acting(by), request, now)


def declined(office: Office, now: datetime, by: PersonId = CRISIS_LEAD) -> Receipt:
    request = DeclineLevelDrop(case_id=CASE, drop_id=DROP, why="再看两周。")
    return decline_level_drop(office.ledger, acting(by), request, now)


def _assessing(office: Office, by: PersonId) -> object:
    request = replace(RED, assessment_id=AssessmentId(look_id(by, 6)))
    return assessed(office, request, by)


LEVEL_REQUESTS: Mapping[str, Callable[[Office, PersonId], object]] = {
    "assess the crisis": _assessing,
    "propose a lower level": lambda office, by: dropping(office, given.NOW, by),
    "agree to a lower level": lambda office, by: confirmed(office, given.NOW, by),
    "decline a lower level": lambda office, by: declined(office, given.NOW, by),
}
"""Each as somebody tries it who may or may not."""
