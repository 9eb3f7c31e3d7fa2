"""Who finds a crisis severe is heard at once; a lower level takes two people and days of rest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.reading.case_reading import case
from application.ports import History
from application.states import case_state, referrals_stream
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.referrals.levels.level_facts import (
    CrisisAssessed,
    CrisisLevel,
    LevelDropConfirmed,
    LevelDropProposed,
)
from domain.shared import AssessmentId
from tests import examples as given
from tests.application.casework import (
    CASE,
    REPORTER,
    asked,
    issued,
    raised,
    reopen_casework,
    taken,
    told,
)
from tests.application.levels import DROP, RED, assessed, confirmed, declined, dropping
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office

LATER = given.NOW + timedelta(days=14)
ORANGE = replace(
    RED,
    assessment_id=AssessmentId(given.example_id(707)),
    level=CrisisLevel.ORANGE,
    assessed_at=LATER,
)

RED_FOUND = CrisisAssessed(
    case_id=CASE,
    child_id=given.CHILD,
    assessment_id=RED.assessment_id,
    assessed_by=ADVISER,
    level=CrisisLevel.RED,
    methods=RED.methods,
    child_seen=True,
    assessed_at=given.NOW,
    why=RED.why,
)
ORANGE_FOUND = replace(
    RED_FOUND,
    assessment_id=ORANGE.assessment_id,
    level=CrisisLevel.ORANGE,
    assessed_at=LATER,
)


@pytest.fixture
def worried(founded_on_sqlite: FoundedLedger) -> Office:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    return office


def level(office: Office) -> CrisisLevel | None:
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    return case_state(found, CASE).level


def last(office: Office, count: int) -> History:
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    return replace(found, recorded=found.recorded[-count:])


def test_a_level_rises_by_one_and_falls_by_two(founded_ledger: FoundedLedger) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    assert [assessed(office).fresh, assessed(office).fresh] == [True, False]
    assert level(office) is CrisisLevel.RED
    assessed(office, ORANGE, now=LATER)
    assert level(office) is CrisisLevel.RED
    assert [dropping(office, LATER).fresh, dropping(office, LATER).fresh] == [True, False]
    assert level(office) is CrisisLevel.RED
    assert [confirmed(office, LATER).fresh, confirmed(office, LATER).fresh] == [True, False]
    assert level(office) is CrisisLevel.ORANGE
    assert [each.fact for each in last(office, 4).recorded] == [
        RED_FOUND,
        ORANGE_FOUND,
        LevelDropProposed(
            case_id=CASE,
            child_id=given.CHILD,
            drop_id=DROP,
            proposed_by=ADVISER,
            assessment_id=ORANGE.assessment_id,
            from_level=CrisisLevel.RED,
            to_level=CrisisLevel.ORANGE,
            why="两周平稳。",
        ),
        LevelDropConfirmed(
            case_id=CASE,
            child_id=given.CHILD,
            drop_id=DROP,
            confirmed_by=CRISIS_LEAD,
            level=CrisisLevel.ORANGE,
        ),
    ]


def test_a_drop_tells_by_which_version_of_the_rules_it_may_be(worried: Office) -> None:
    assessed(worried)
    assessed(worried, ORANGE, now=LATER)
    dropping(worried, LATER)
    contexts = [each.context for each in last(worried, 2).recorded]
    assert [each.rules for each in contexts] == [given.RULES.version] * 2


def test_whoever_proposed_a_drop_does_not_agree_to_it_but_may_take_it_back(
    worried: Office,
) -> None:
    assessed(worried)
    assessed(worried, ORANGE, now=LATER)
    dropping(worried, LATER, by=DUTY_OFFICER)
    with pytest.raises(RuleBroken, match="second_person_confirms_drop"):
        confirmed(worried, LATER, by=DUTY_OFFICER)
    with pytest.raises(NotPermitted):
        confirmed(worried, LATER, by=ADVISER)
    assert declined(worried, LATER, by=DUTY_OFFICER).fresh
    assert level(worried) is CrisisLevel.RED


def test_whoever_raised_the_worry_assesses_nothing_and_is_told_no_level(worried: Office) -> None:
    assessed(worried)
    with pytest.raises(NotPermitted):
        assessed(worried, by=REPORTER)
    with pytest.raises(NotPermitted):
        case(worried.ledger, asked(REPORTER))
    with pytest.raises(NotFound, match="case_not_found"):
        assessed(worried, by=given.TEACHER)


def test_a_hospital_is_told_the_level_and_not_who_found_it_how(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    told(office)
    taken(office)
    assessed(office)
    issued(office)
    shown = case(office.ledger, asked(LIAISON))
    assert (shown.state.level, shown.state.assessed) == (CrisisLevel.RED, None)
    assert not any(isinstance(each.fact, CrisisAssessed) for each in shown.entries)
    assert case(office.ledger, asked(CRISIS_LEAD)).state.assessed is not None
