"""The county has word of each red and orange case, once for each level, and nobody kept out has."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from application.crisis.telling import county_word
from application.crisis.telling.followers import COUNTY_WORD
from application.crisis.telling.outside_rows import delivery_of
from domain.alerts.outside import Channel
from domain.alerts.word_facts import CountyTold
from domain.errors import RecordDamaged
from domain.referrals.facts import Situation
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel
from domain.shared import AssessmentId, PersonId
from infrastructure import reacting
from tests import examples as given
from tests.application.casework import WORRY, raised, reopen_casework, taken
from tests.application.crisis.telling.test_escalating import follow, pass_until
from tests.application.levels import RED, assessed
from tests.application.outside import queued, sending
from tests.application.telling import alerts, cause_of, history_of
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import OFFICER, Office

ORANGE = replace(RED, assessment_id=AssessmentId(given.example_id(771)), level=CrisisLevel.ORANGE)
YELLOW = replace(RED, assessment_id=AssessmentId(given.example_id(772)), level=CrisisLevel.YELLOW)


def words(office: Office) -> Sequence[tuple[CrisisLevel, tuple[PersonId, ...]]]:
    facts = (each.fact for each in history_of(office).recorded)
    return [(each.level, each.told_ids) for each in facts if isinstance(each, CountyTold)]


def at_work(founded: FoundedLedger) -> Office:
    return sending(reopen_casework(founded))


def test_the_county_has_word_of_orange_once_and_is_told_of_red_by_an_alert(
    founded_ledger: FoundedLedger,
) -> None:
    office = at_work(founded_ledger)
    raised(office)
    taken(office)
    assessed(office, YELLOW, CRISIS_LEAD)
    follow(office, 0)
    assert words(office) == []
    for number in range(2):
        again = replace(ORANGE, assessment_id=AssessmentId(given.example_id(773 + number)))
        assessed(office, again, CRISIS_LEAD)
        follow(office, 0)
        follow(office, 0)
        assert words(office) == [(CrisisLevel.ORANGE, (DUTY_OFFICER,))]
    told = cause_of(office, CountyTold)
    message = delivery_of(told.event_id, DUTY_OFFICER, Channel.EMAIL)
    assert (message, DUTY_OFFICER, "email", 0) in queued(office)
    assessed(office, RED, CRISIS_LEAD)
    follow(office, 0)
    assert len(words(office)) == 1
    assert DUTY_OFFICER in {each.person_id for each in alerts(office)[-1].addressees}


def test_who_was_told_of_a_life_in_danger_knows_when_it_is_found_milder(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_work(founded_on_sqlite)
    raised(office, replace(WORRY, situation=Situation.LIFE_IN_DANGER))
    follow(office, 0)
    assessed(office, ORANGE, CRISIS_LEAD)
    follow(office, 0)
    assert words(office) == []


def test_what_nobody_assessed_is_told_before_its_time_is_over_and_never_to_who_is_kept_out(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = at_work(founded_on_sqlite)
    raised(
        office,
        replace(WORRY, situation=Situation.NOBODY_CARING, involved_ids=(DUTY_OFFICER,)),
    )
    taken(office)
    follow(office, 0)
    day = 24 * 60
    pass_until(office, day * 0.74)
    assert words(office) == []
    pass_until(office, day * 0.76)
    # Nobody else is on duty there: the next of the county's line sees the numbers.
    assert words(office) == [(CrisisLevel.ORANGE, (OFFICER,))]


def test_a_fault_of_the_word_silences_nobody_and_is_made_up_for(
    founded_on_sqlite: FoundedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = at_work(founded_on_sqlite)
    raised(office)
    taken(office)
    assessed(office, ORANGE, ADVISER)

    def fail(*_: object) -> object:
        raise RecordDamaged("busy")

    with monkeypatch.context() as broken:
        broken.setattr(county_word, "open_case", fail)
        follow(office, 0)
    position = cause_of(office, CrisisAssessed).position
    assert words(office) == []
    assert office.opened.recorder.unmoved(COUNTY_WORD) == [f"{COUNTY_WORD}{position}"]
    monkeypatch.setattr(reacting, "AGAIN_EVERY_SECONDS", 0.0)
    follow(office, 1)
    assert words(office) == [(CrisisLevel.ORANGE, (DUTY_OFFICER,))]
    assert office.opened.recorder.unmoved(COUNTY_WORD) == []
    follow(office, 2)
    assert len(words(office)) == 1
