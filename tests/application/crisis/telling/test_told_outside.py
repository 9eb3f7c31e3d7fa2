"""Whoever is told of a case is told outside, too, where they can be, and nobody who must not."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid5

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as having
from hypothesis import strategies as st

from application.crisis.telling.outside import alerts_for
from domain.alerts.facts import ConcernAlerted
from domain.alerts.outside import Channel, neutral_words
from domain.clocks.facts import Step, StepOverdue
from domain.referrals.facts import ConcernRaised, Situation
from domain.referrals.levels.level_facts import CrisisLevel
from domain.ruleset import RuleSet
from domain.ruleset.bounds import changed
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import PersonId
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, reopen_casework
from tests.application.outside import LINK, by_mail, queued, telling
from tests.application.telling import cause_of, history_of
from tests.crisis import ADVISER, CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import LEADER, Office

EVERYWHERE = frozenset(Channel)


def everywhere(person_ids: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
    return dict.fromkeys(person_ids, EVERYWHERE)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def test_each_person_told_is_sent_one_message_by_each_of_their_channels(at_work: Office) -> None:
    raised(at_work, replace(WORRY, situation=Situation.LIFE_IN_DANGER))
    cause = telling(at_work)
    people = {row[1] for row in queued(at_work)}
    assert {CRISIS_LEAD, ADVISER} <= people
    assert queued(at_work) == {
        (uuid5(uuid5(cause.event_id, str(each)), "email"), each, "email", 10) for each in people
    }


def test_without_a_channel_nothing_is_queued(at_work: Office) -> None:
    raised(at_work)
    telling(at_work, at_work.ledger.outlets)
    assert queued(at_work) == set()


def test_a_group_is_told_once_however_many_people_are(at_work: Office) -> None:
    raised(at_work)
    telling(at_work, everywhere)
    by_channel = [channel for _, _, channel, _ in queued(at_work)]
    assert {each: by_channel.count(each) for each in by_channel} == {
        "email": 2,
        "sms": 2,
        "webhook": 2,
        "wecom": 1,
        "dingtalk": 1,
    }


def test_a_group_hears_nothing_of_a_case_that_somebody_must_not_hear_of(at_work: Office) -> None:
    raised(at_work, replace(WORRY, involved_ids=(LEADER,)))
    telling(at_work, everywhere)
    assert {channel for _, _, channel, _ in queued(at_work)} == {"email", "sms", "webhook"}
    assert LEADER not in {person_id for _, person_id, _, _ in queued(at_work)}


def test_days_are_said_as_no_minutes_and_what_is_overdue_by_when_more_are_told(
    at_work: Office,
) -> None:
    raised(at_work)
    history, cause = history_of(at_work), cause_of(at_work, ConcernRaised)
    ledger = replace(at_work.ledger, outlets=by_mail)
    telling(at_work)
    assert {minutes for *_, minutes in queued(at_work)} == {0}
    overdue = StepOverdue(
        case_id=CASE,
        child_id=given.CHILD,
        step=Step.TAKEN,
        level=CrisisLevel.ORANGE,
        is_provisional=True,
        began_at=given.NOW,
        due_at=given.NOW + timedelta(hours=2),
        tier=1,
    )
    rows = alerts_for(ledger, cause._replace(fact=overdue), alerted(at_work), history)
    assert {each.minutes for row in rows for each in row.outside} == {60}


def test_the_minutes_said_are_those_of_when_it_began_and_not_of_when_it_is_said(
    at_work: Office,
) -> None:
    raised(at_work, replace(WORRY, situation=Situation.LIFE_IN_DANGER))
    telling(at_work)
    history, cause = history_of(at_work), cause_of(at_work, ConcernRaised)
    five = RuleValue(name="clocks.by_level.red.taken", unit=RuleUnit.MINUTES, numbers=(5,))

    class FiveSince:
        def at(self, moment: datetime | None) -> RuleSet:
            is_before = moment is not None and moment <= cause.recorded_at
            return given.RULES if is_before else changed(given.RULES, 2, [five])

    ledger = replace(at_work.ledger, outlets=by_mail, rulebook=FiveSince())
    rows = alerts_for(ledger, cause, alerted(at_work), history)
    assert {each.minutes for row in rows for each in row.outside} == {10}


def alerted(office: Office) -> ConcernAlerted:
    fact = history_of(office).recorded[-1].fact
    assert isinstance(fact, ConcernAlerted)
    return fact


MARKED = st.text("春夏秋冬甲乙丙丁", min_size=2, max_size=8).map(lambda text: f"标记{text}")


@having(heard=MARKED, situation=st.sampled_from(Situation))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_of_a_case_reaches_a_message(
    at_work: Office, heard: str, situation: Situation
) -> None:
    if not queued(at_work):
        raised(at_work)
        telling(at_work)
    cause, history = cause_of(at_work, ConcernRaised), history_of(at_work)
    assert isinstance(cause.fact, ConcernRaised)
    concern = replace(cause.fact, heard=heard, situation=situation)
    ledger = replace(at_work.ledger, outlets=everywhere)
    rows = alerts_for(ledger, cause._replace(fact=concern), alerted(at_work), history)
    for each in (each for row in rows for each in row.outside):
        words = neutral_words(each.minutes, LINK).text
        assert "标记" not in f"{each}{words}"
        for hidden in (heard, situation.value, str(CASE), str(given.CHILD)):
            assert hidden not in words
        assert all(str(level.value) not in words for level in CrisisLevel)
