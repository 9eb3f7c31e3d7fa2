"""A panel of those who may answer decides; with a withdrawal the case is over at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.desk.duty_desk import duty_desk
from application.crisis.school.panels import people_for_panel
from application.crisis.worries.referrals import withdraw_concern
from application.ports import History
from application.states import referrals_stream
from domain.days import local_day
from domain.errors import NotPermitted, RuleBroken
from domain.referrals.facts import ConcernWithdrawn, WithdrawalReason
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.referrals.state import WithdrawConcern
from domain.shared import PanelId
from tests import examples as given
from tests.application.casework import (
    CASE,
    REPORTER,
    WORRY,
    look_id,
    raised,
    reopen_casework,
    taken,
)
from tests.application.levels import assessed
from tests.application.panels import SUPPORT, decided
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import LEADER, Office, acting

WITHDRAWAL = replace(
    SUPPORT,
    panel_id=PanelId(given.example_id(709)),
    decision=PanelDecision.WITHDRAW,
    why="问清楚了，是一场误会。",
    supported_by=None,
    withdrawal_reason=WithdrawalReason.UNFOUNDED,
)


def last_facts(office: Office, count: int) -> list[object]:
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    return [each.fact for each in found.recorded[-count:]]


def test_support_at_school_is_decided_once_with_the_day_of_its_review(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    taken(office)
    assessed(office)
    assert [decided(office).fresh, decided(office).fresh] == [True, False]
    assert last_facts(office, 1) == [
        PanelDecided(
            case_id=CASE,
            child_id=given.CHILD,
            panel_id=SUPPORT.panel_id,
            member_ids=tuple(sorted((CRISIS_LEAD, ADVISER))),
            met_at=given.NOW,
            decision=PanelDecision.IN_SCHOOL_SUPPORT,
            why=SUPPORT.why,
            supported_by=ADVISER,
            review_on=local_day(given.NOW) + timedelta(days=7),
        )
    ]


def test_a_case_with_a_level_is_withdrawn_by_nobody_alone_nor_by_a_panel_that_one_names(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    taken(office)
    assessed(office)
    alone = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.UNFOUNDED, why="误会。")
    with pytest.raises(RuleBroken, match="level_falls_first"):
        withdraw_concern(office.ledger, acting(CRISIS_LEAD), alone, given.NOW)
    with pytest.raises(RuleBroken, match="level_falls_first"):
        decided(office, WITHDRAWAL)


def test_a_case_without_a_level_is_withdrawn_by_a_panel_once(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    taken(office)
    assert [decided(office, WITHDRAWAL).fresh, decided(office, WITHDRAWAL).fresh] == [True, False]
    assert [type(each) for each in last_facts(office, 2)] == [PanelDecided, ConcernWithdrawn]
    desk = duty_desk(office.ledger, acting(CRISIS_LEAD), given.NOW, read_id=look_id(LEADER))
    assert desk.page.rows == ()


def test_nobody_sits_who_is_kept_out_or_has_no_post_for_it(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office, replace(WORRY, involved_ids=(DUTY_OFFICER,)))
    taken(office)
    sitting = people_for_panel(office.ledger, acting(CRISIS_LEAD), CASE, given.NOW)
    assert {CRISIS_LEAD, ADVISER} <= sitting
    assert not sitting & {DUTY_OFFICER, REPORTER, given.TEACHER}
    for other in (DUTY_OFFICER, REPORTER):
        with pytest.raises(RuleBroken, match="may_not_sit_on_panel"):
            decided(office, replace(WITHDRAWAL, member_ids=(CRISIS_LEAD, other)))


def test_whoever_advises_sits_on_a_panel_but_records_none(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    taken(office)
    with pytest.raises(NotPermitted):
        decided(office, by=ADVISER)
