"""Which version of the rules is in force, and that nothing which began before moves with it."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.crisis.clocks.case_clocks import clocks_stream
from application.crisis.clocks.sweeping import Sweep
from application.crisis.worries.referrals import raise_concern
from application.ports import Actor, Commit, Context, History, Recorded
from application.rule_sets.changing import approve_rule_set
from application.rule_sets.seeing import RULES_STREAM
from application.staffing.reactions import introduce
from application.states import referrals_stream
from domain.clocks.facts import Step, StepOverdue
from domain.days import start_of_day
from domain.errors import RuleBroken
from domain.referrals.facts import Situation
from domain.referrals.levels.level_facts import CrisisLevel
from domain.ruleset.facts import THE_CITY, RuleSetApproved, RuleSetProposed, RuleSetWithdrawn
from domain.ruleset.parameters import values_of
from domain.ruleset.state import SETTLED_BEFORE, ApproveRuleSet
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import Erased, PersonId, RequestId, RuleSetId, Stream
from infrastructure.rules_in_force import LOOKS_AGAIN, RulesInForce
from tests import examples as given
from tests.application.casework import CASE, REPORTER, WORRY, reopen_casework
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office, acting, reopen_office, with_factor
from tests.rule_officers import OFFICERS, in_post

FROM = given.TODAY + timedelta(days=2)
BEGINS = start_of_day(FROM)
A_MOMENT = timedelta(microseconds=1)
FIVE = RuleValue(name="clocks.by_level.red.taken", unit=RuleUnit.MINUTES, numbers=(5,))
IN_DANGER = replace(WORRY, situation=Situation.LIFE_IN_DANGER)
PROPOSED = RuleSetProposed(
    city_id=THE_CITY,
    rule_set_id=RuleSetId(given.example_id(971)),
    version=2,
    from_version=1,
    from_on=FROM,
    values=tuple(FIVE if each.name == FIVE.name else each for each in values_of(given.RULES)),
    why="五分钟内都有人接手",
    proposed_by=given.OPERATOR,
)
APPROVED = RuleSetApproved(
    city_id=THE_CITY,
    rule_set_id=PROPOSED.rule_set_id,
    version=2,
    from_on=FROM,
    why="同意",
    approved_by=given.SUPERVISOR,
)
WITHDRAWN = RuleSetWithdrawn(
    city_id=THE_CITY,
    rule_set_id=PROPOSED.rule_set_id,
    version=2,
    why="再议",
    withdrawn_by=given.SUPERVISOR,
)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def settle(office: Office, *facts: object, after: int = 0) -> None:
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected={RULES_STREAM: after},
            request_id=RequestId(given.example_id(972)),
            actor_id=given.SUPERVISOR,
            recorded_at=given.NOW,
        )
    )


def machine(office: Office) -> Actor:
    return introduce(office.ledger, office.opened.ledger_id, given.NOW)


def version(office: Office, at: datetime) -> int:
    return office.ledger.at(at).rules.version


def test_every_process_goes_by_a_version_from_its_day_on_and_says_so_of_what_it_derives(
    at_work: Office,
) -> None:
    other = reopen_office(at_work.databases)
    assert version(other, given.NOW) == 1
    settle(at_work, PROPOSED, APPROVED)
    assert [version(other, each) for each in (BEGINS - A_MOMENT, BEGINS)] == [1, 2]
    assert version(other, given.NOW) == 1, "what was before stays as it was"

    at = BEGINS + timedelta(minutes=1)
    raise_concern(at_work.ledger.at(at), acting(REPORTER), IN_DANGER, at)
    history = at_work.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(history, History)
    assert {each.context.rules for each in history.recorded} == {2}
    assert other.opened.projector.catch_up(wait_ms=10_000)
    swept = Sweep(other.ledger, lambda: machine(other)).round(at + timedelta(minutes=5))
    said = other.ledger.log.load([clocks_stream(CASE)])
    assert isinstance(said, History)
    assert swept == 1
    assert [(each.fact, each.context) for each in said.recorded] == [
        (
            StepOverdue(
                case_id=CASE,
                child_id=given.CHILD,
                step=Step.TAKEN,
                level=CrisisLevel.RED,
                is_provisional=True,
                began_at=at,
                due_at=at + timedelta(minutes=5),
                tier=1,
            ),
            Context(rules=2),
        )
    ]


def test_what_is_taken_back_before_its_day_never_is_in_force(at_work: Office) -> None:
    settle(at_work, PROPOSED, APPROVED)
    assert version(at_work, given.NOW) == 1
    settle(at_work, WITHDRAWN, after=2)
    assert version(at_work, BEGINS) == 1


def test_versions_that_cannot_be_read_leave_those_known_before_in_force(
    at_work: Office, caplog: pytest.LogCaptureFixture
) -> None:
    settle(at_work, PROPOSED, APPROVED)
    assert version(at_work, BEGINS) == 2
    history = at_work.ledger.log.load([RULES_STREAM])
    assert isinstance(history, History)
    spoil(at_work.databases, history.recorded[0].position)
    later = BEGINS + LOOKS_AGAIN + A_MOMENT
    with caplog.at_level(logging.ERROR, "infrastructure.rules_in_force"):
        assert version(at_work, later) == 2
        assert version(reopen_office(at_work.databases), later) == 1
    assert len(caplog.records) == 3


def test_of_two_who_settle_a_version_at_once_one_does_and_the_other_is_told(
    at_work: Office,
) -> None:
    officers = [PersonId(given.example_id(number)) for number in (974, 975)]
    facts = (fact for login in OFFICERS for fact in in_post(login))
    at_work.opened.ledger.log.append(
        Commit(
            facts=(told := tuple(facts)),
            expected={at_work.opened.mapper.stream_of(fact): 0 for fact in told},
            request_id=RequestId(given.example_id(978)),
            actor_id=given.SUPERVISOR,
            recorded_at=given.NOW,
        )
    )
    settle(at_work, PROPOSED)
    request = ApproveRuleSet(rule_set_id=PROPOSED.rule_set_id, from_on=FROM, why="同意")

    def approve(person_id: PersonId) -> str:
        try:
            approve_rule_set(at_work.ledger, with_factor(person_id), request, given.NOW)
        except RuleBroken as refused:
            return refused.code
        return "approved"

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(approve, officers))
    assert answers == ["approved", "rule_set_already_decided"]
    history = at_work.ledger.log.load([RULES_STREAM])
    assert isinstance(history, History)
    assert [type(each.fact) for each in history.recorded] == [RuleSetProposed, RuleSetApproved]


def test_the_log_is_asked_again_for_a_moment_beyond_the_last_look_alone() -> None:
    asked: list[Sequence[Stream]] = []

    class Counted:
        def load(
            self, streams: Sequence[Stream], *, before: datetime | None = None
        ) -> History | Erased:
            asked.append(streams)
            return History((), {}) if before is None else Erased(THE_CITY)

        def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
            raise AssertionError(commit)

    rules = RulesInForce(Counted(), given.RULES)
    for seconds in (0, 30, 60, 61, 10):
        assert rules.at(given.NOW + timedelta(seconds=seconds)) == given.RULES
    assert asked == [[RULES_STREAM]] * 2
    assert LOOKS_AGAIN * 10 == SETTLED_BEFORE
