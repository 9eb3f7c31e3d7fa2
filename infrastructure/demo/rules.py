"""The invented version of the rules that waits for a second person of the bureau."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from application.ports import Ledger
from application.rule_sets.changing import propose_rule_set
from domain.days import local_day
from domain.ruleset.state import ProposeRuleSet
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import RuleSetId
from infrastructure.demo.caseload import Act
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import Colleague

_BEGINS_AFTER = timedelta(days=14)
_LOOKED_AFTER = (1, 3, 7, 14, 21, 28)
_CHANGED = (
    RuleValue(name="levels.5.home_visit", unit=RuleUnit.EVERY_DAYS, numbers=(10,)),
    RuleValue(name="clocks.by_level.red.taken", unit=RuleUnit.MINUTES, numbers=(5,)),
    RuleValue(name="clocks.by_level.yellow.taken", unit=RuleUnit.MINUTES, numbers=(240,)),
    RuleValue(name="returning.follow_up_days", unit=RuleUnit.DAYS_AFTER, numbers=_LOOKED_AFTER),
)


def proposed_rules(people: tuple[Colleague, ...], now: datetime) -> Iterator[Act]:
    """Yield the proposal, a day ago."""
    officer = next(each for each in people if each.login == "bureau")

    def act(ledger: Ledger, moment: datetime) -> None:
        request = ProposeRuleSet(
            rule_set_id=RuleSetId(demo_id("rule set", 2)),
            from_version=1,
            from_on=local_day(now) + _BEGINS_AFTER,
            values=_CHANGED,
            why="半年来红色预警都在四分钟内有人接手；黄色的改为当天四小时内。",
        )
        propose_rule_set(ledger, officer.actor, request, moment)

    yield now - timedelta(days=1), act
