"""People are told once that something is silent, again by the rules, and of its end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.alerts.outside import Channel
from domain.errors import RuleBroken
from domain.outages.facts import OutageEvent, OutageOverTold, OutageTold, WatchedPart
from domain.outages.rules import OpenOutage, Sightings, fold, tell_outage, tell_over
from domain.shared import PersonId
from tests import examples as given

ADMINISTRATOR, OFFICER, RECORDER = (PersonId(given.example_id(n)) for n in (301, 302, 303))
SINCE = given.NOW - timedelta(minutes=2)
FOUND = OutageTold(
    recorder_id=RECORDER,
    part=WatchedPart.EMAIL,
    number=1,
    first_seen_at=SINCE,
    told_ids=(OFFICER, ADMINISTRATOR),
    by=(Channel.SMS,),
)
TOLD = replace(FOUND, told_ids=(ADMINISTRATOR, OFFICER))
WORKS = OutageOverTold(
    recorder_id=RECORDER, part=WatchedPart.EMAIL, works_since=given.NOW, told_ids=(), by=()
)
AGAIN = timedelta(minutes=given.RULES.on_call.outage_again_minutes)
STEADY = timedelta(minutes=given.RULES.on_call.outage_over_minutes)
MOMENT = timedelta(seconds=1)


def after(*facts: OutageEvent) -> Mapping[WatchedPart, OpenOutage]:
    return fold((given.NOW, each) for each in facts)


def test_the_first_who_sees_an_outage_tells_of_it() -> None:
    assert tell_outage(after(), FOUND, given.NOW, given.RULES) == (TOLD,)


def test_it_is_told_again_by_the_rules_and_not_before() -> None:
    before = given.NOW + AGAIN - MOMENT
    with pytest.raises(RuleBroken, match="outage_told"):
        tell_outage(after(TOLD), FOUND, before, given.RULES)
    later = replace(FOUND, first_seen_at=before)
    again = tell_outage(after(TOLD), later, given.NOW + AGAIN, given.RULES)
    assert again == (replace(TOLD, number=2),)


def test_each_part_has_outages_of_its_own() -> None:
    other = replace(FOUND, part=WatchedPart.SWEEPING)
    (said,) = tell_outage(after(TOLD), other, given.NOW, given.RULES)
    assert said == replace(TOLD, part=WatchedPart.SWEEPING)


def test_where_nobody_can_be_told_it_is_not_said_that_anybody_was() -> None:
    with pytest.raises(RuleBroken, match="outage_unheard"):
        tell_outage(after(), replace(FOUND, told_ids=()), given.NOW, given.RULES)


def test_a_clock_that_was_ahead_keeps_nobody_from_being_told() -> None:
    ahead = fold([(given.NOW + timedelta(days=1), TOLD)])
    assert tell_outage(ahead, FOUND, given.NOW, given.RULES) == (replace(TOLD, number=2),)


def test_all_who_were_told_hear_of_the_end_once_it_works_for_a_while() -> None:
    going_on = after(replace(TOLD, told_ids=(OFFICER,)), replace(TOLD, told_ids=(ADMINISTRATOR,)))
    with pytest.raises(RuleBroken, match="outage_not_over"):
        tell_over(going_on, WORKS, given.NOW + STEADY - MOMENT, given.RULES)
    over = replace(WORKS, told_ids=(ADMINISTRATOR, OFFICER))
    assert tell_over(going_on, WORKS, given.NOW + STEADY, given.RULES) == (over,)
    with pytest.raises(RuleBroken, match="outage_not_over"):
        tell_over(after(TOLD, over), WORKS, given.NOW + STEADY, given.RULES)


def test_after_its_end_the_next_outage_is_told_at_once() -> None:
    over = replace(WORKS, told_ids=TOLD.told_ids)
    assert tell_outage(after(TOLD, over), FOUND, given.NOW, given.RULES) == (TOLD,)


def test_what_works_for_a_moment_is_seen_anew_from_then_on() -> None:
    seen = Sightings()
    seen.see({WatchedPart.EMAIL}, SINCE)
    seen.see({WatchedPart.EMAIL}, given.NOW)
    assert seen.silent_since == {WatchedPart.EMAIL: SINCE}
    assert seen.works_since[WatchedPart.SMS] == SINCE
    seen.see(set(), given.NOW)
    seen.see({WatchedPart.EMAIL}, given.NOW + MOMENT)
    assert seen.silent_since == {WatchedPart.EMAIL: given.NOW + MOMENT}
    seen.forget()
    assert seen == Sightings()
