"""Being told opens one case for some days; longer to whoever has it, or while nobody has."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.alerts.bringing import Bringing, WhoHas, bringing_of, is_open_to, open_until
from domain.alerts.facts import Addressee, ConcernAlerted
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.ruleset import RULES_1
from domain.shared import PanelId, PersonId
from domain.staff.facts import Role
from tests.case_examples import (
    CASE,
    COUNTY_OFFICER,
    CRISIS_LEAD,
    LIAISON,
    PASSED_ON,
    SCHOOL_LEADER,
)
from tests.examples import CHILD, NOW, SCHOOL, TODAY, example_id
from tests.return_examples import AGREED, APPEALED, DEFERRED, PLANNED

DAYS = RULES_1.worries.brought_open_days
HAD = WhoHas(owner_id=CRISIS_LEAD, waits=False)
UNTAKEN = WhoHas(owner_id=None, waits=True)


def alerted(person_id: PersonId, role: Role = Role.SCHOOL_LEADER) -> ConcernAlerted:
    addressee = Addressee(person_id=person_id, role=role, organisation_id=SCHOOL)
    return ConcernAlerted(
        case_id=CASE,
        child_id=CHILD,
        cause_id=example_id(870),
        place_id=SCHOOL,
        addressees=(addressee,),
    )


SUPPORTED = PanelDecided(
    case_id=CASE,
    child_id=CHILD,
    panel_id=PanelId(example_id(871)),
    member_ids=(CRISIS_LEAD, COUNTY_OFFICER),
    met_at=NOW,
    decision=PanelDecision.IN_SCHOOL_SUPPORT,
    why="先在校内陪伴。",
    supported_by=SCHOOL_LEADER,
    review_on=TODAY + timedelta(days=14),
)
TOLD = alerted(SCHOOL_LEADER)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def known(*facts: tuple[object, int]) -> Bringing:
    """Return to whom these facts bring the case, each so many days after the first day."""
    return bringing_of((fact, on(days), DAYS) for fact, days in facts)


def last_day(found: Bringing, has: WhoHas = HAD, who: PersonId = SCHOOL_LEADER) -> int | None:
    """Return on how many days the case is open from the first on, without a break; None = 400."""
    opened = [is_open_to(who, found, has, on(days)) for days in range(400)]
    assert opened == sorted(opened, reverse=True)
    return None if all(opened) else sum(opened) - 1


def test_whoever_was_told_has_it_open_for_the_days_of_the_rules_once_another_has_it() -> None:
    assert last_day(known((TOLD, 0))) == DAYS == 7


def test_while_nobody_has_it_it_is_open_to_all_of_them_however_long() -> None:
    assert last_day(known((TOLD, 0)), UNTAKEN) is None
    assert last_day(known((TOLD, 0)), replace(HAD, waits=True)) is None


def test_whoever_has_it_keeps_it_until_it_is_over_and_some_days_more() -> None:
    mine = replace(HAD, owner_id=SCHOOL_LEADER)
    assert last_day(known((TOLD, 0)), mine) is None
    assert last_day(known((TOLD, 0)), replace(mine, over_until_on=on(40))) == 40
    assert last_day(known((TOLD, 0)), replace(HAD, over_until_on=on(40))) == DAYS
    assert last_day(known((TOLD, 0)), replace(UNTAKEN, over_until_on=on(40))) == DAYS


@pytest.mark.parametrize("facts", [[(TOLD, 0), (TOLD, 5)], [(TOLD, 5), (TOLD, 0)]], ids=str)
def test_the_last_time_that_they_were_told_counts(facts: Sequence[tuple[object, int]]) -> None:
    assert last_day(known(*facts)) == 5 + DAYS


def test_passing_it_on_brings_it_as_well_and_leaves_some_days_to_hand_it_over() -> None:
    assert last_day(known((PASSED_ON, 2))) == 2 + DAYS
    by_another = replace(HAD, owner_id=COUNTY_OFFICER)
    assert last_day(known((PASSED_ON, 30)), by_another, PASSED_ON.passed_by) == 30 + DAYS


def test_whoever_was_given_something_to_do_has_it_open_until_then_and_some_days_more() -> None:
    assert last_day(known((SUPPORTED, 0))) == 14 + DAYS
    assert last_day(known((SUPPORTED, 0), (TOLD, 0))) == 14 + DAYS
    plan = replace(PLANNED, met_by=SCHOOL_LEADER, first_on=on(9))
    assert last_day(known((plan, 0))) == 9 + DAYS


def test_one_who_was_told_of_an_appeal_has_it_open_until_it_is_decided() -> None:
    appealed = known((TOLD, 0), (APPEALED, 10), (alerted(COUNTY_OFFICER, Role.COUNTY_OFFICER), 10))
    assert last_day(appealed, who=COUNTY_OFFICER) is None
    assert last_day(appealed) == DAYS
    for decision in (AGREED, DEFERRED):
        over = known((APPEALED, 0), (TOLD, 0), (decision, 1))
        assert last_day(over) == DAYS


def test_it_opens_to_nobody_who_was_not_told_and_to_no_hospital() -> None:
    told = known((TOLD, 0), (alerted(LIAISON, Role.HOSPITAL_LIAISON), 0))
    assert set(told.brought) == {SCHOOL_LEADER}
    assert not is_open_to(COUNTY_OFFICER, told, UNTAKEN, TODAY)


def test_the_last_day_is_told_where_there_is_one_as_things_stand() -> None:
    found = known((TOLD, 0))
    mine = replace(HAD, owner_id=SCHOOL_LEADER)
    days = {
        has: open_until(SCHOOL_LEADER, found, has, TODAY)
        for has in (HAD, UNTAKEN, mine, replace(mine, over_until_on=on(40)))
    }
    assert list(days.values()) == [on(DAYS), None, None, on(40)]
