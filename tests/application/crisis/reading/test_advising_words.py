"""The health vice principal sees how a case goes on, and no word that others wrote of the child."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from application.crisis.reading.case_reading import Case, case
from application.crisis.worries.own_concerns import own_concern
from application.crisis.worries.referrals import pass_concern_on, raise_concern
from domain.referrals.levels.level_facts import CrisisAssessed
from domain.referrals.state import PassConcernOn
from domain.shared import AssessmentId, CaseId, PassId, PersonId
from tests import examples as given
from tests.application.casework import (
    CASE,
    REPORTER,
    WORRY,
    asked,
    issued,
    raised,
    reopen_casework,
    taken,
)
from tests.application.levels import RED, assessed
from tests.crisis import ADVISER, CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import Office, acting

BY_LEAD = replace(RED, why="谈话里说的话。")
BY_ADVISER = replace(
    RED,
    assessment_id=AssessmentId(given.example_id(733)),
    why="查体时看到的。",
    assessed_at=given.NOW,
)


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    """Give a case that the crisis lead has, assessed by both, with words of each."""
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    taken(office)
    assessed(office, BY_LEAD, CRISIS_LEAD)
    assessed(office, BY_ADVISER, ADVISER)
    issued(office)
    return office


def words_in(value: object) -> Iterator[str]:
    """Yield every word under why, note and heard, however deep."""
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            told = getattr(value, each.name)
            if each.name in {"why", "note", "heard"} and told:
                yield told
            yield from words_in(told)
    elif isinstance(value, dict):
        for each in value.values():
            yield from words_in(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from words_in(each)


def read(office: Office, by: PersonId, number: int = 1) -> Case:
    return case(office.ledger, asked(by, number))


def test_of_a_case_of_another_the_adviser_sees_all_but_the_words_of_others(
    at_work: Office,
) -> None:
    whole, advised = read(at_work, CRISIS_LEAD), read(at_work, ADVISER)
    assert {BY_LEAD.why, BY_ADVISER.why, WORRY.heard} <= set(words_in(whole))
    assert set(words_in(advised)) == {BY_ADVISER.why}
    assert (whole.is_wordless, advised.is_wordless) == (False, True)
    assert [type(e.fact) for e in advised.entries] == [type(e.fact) for e in whole.entries]
    assert (advised.state.level, advised.state.issued) == (whole.state.level, whole.state.issued)
    found = [each.fact for each in advised.entries if isinstance(each.fact, CrisisAssessed)]
    assert [each.why for each in found] == ["", BY_ADVISER.why]


def test_who_has_the_case_reads_it_whole(at_work: Office) -> None:
    passing = PassConcernOn(
        case_id=CASE, pass_id=PassId(given.example_id(734)), to_id=ADVISER, why="请您处理。"
    )
    pass_concern_on(at_work.ledger, acting(CRISIS_LEAD), passing, given.NOW)
    assert read(at_work, ADVISER).is_wordless is True
    taken(at_work, ADVISER, 2)
    own, other = read(at_work, ADVISER, 2), read(at_work, CRISIS_LEAD)
    assert (own.state.owner_id, own.is_wordless) == (ADVISER, False)
    assert set(words_in(own)) == set(words_in(other))


def test_a_volunteer_is_asked_for_the_first_thing_alone(at_work: Office) -> None:
    assert own_concern(at_work.ledger, asked(REPORTER)).is_by_volunteer is False
    own = replace(WORRY, case_id=CaseId(given.example_id(735)))
    raise_concern(at_work.ledger, acting(given.VOLUNTEER), own, given.NOW)
    look = replace(asked(given.VOLUNTEER), case_id=own.case_id)
    assert own_concern(at_work.ledger, look).is_by_volunteer is True
