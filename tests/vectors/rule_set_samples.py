"""The samples of versions of the rule set; the numbers are invented and few."""

from collections.abc import Mapping
from datetime import date

from domain.ruleset.facts import (
    RuleSetApproved,
    RuleSetProposed,
    RuleSetRefused,
    RuleSetWithdrawn,
)
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import CityId, PersonId, RuleSetId
from tests.vectors.ids import sample_id

_CITY = CityId(sample_id(161))
_FIRST, _SECOND, _THIRD = (RuleSetId(sample_id(number)) for number in (162, 163, 164))
_PROPOSER, _APPROVER = (PersonId(sample_id(number)) for number in (84, 85))

RULE_SET_SAMPLES: Mapping[str, object] = {
    "ruleset.rule_set_proposed.1": RuleSetProposed(
        city_id=_CITY,
        rule_set_id=_FIRST,
        version=2,
        from_version=1,
        from_on=date(2026, 4, 1),
        values=(
            RuleValue(name="clocks.by_level.red.taken", unit=RuleUnit.MINUTES, numbers=(5,)),
            RuleValue(name="hospital.chase_days", unit=RuleUnit.DAYS_AFTER, numbers=(1, 3, 7)),
            RuleValue(name="terms.1", unit=RuleUnit.MONTH_DAYS, numbers=(9, 1, 1, 20)),
        ),
        why="去年的值班记录：五分钟内都有人接手。",
        proposed_by=_PROPOSER,
    ),
    "ruleset.rule_set_approved.1": RuleSetApproved(
        city_id=_CITY,
        rule_set_id=_FIRST,
        version=2,
        from_on=date(2026, 4, 6),
        why="同意，清明后开始。",
        approved_by=_APPROVER,
    ),
    "ruleset.rule_set_refused.1": RuleSetRefused(
        city_id=_CITY,
        rule_set_id=_SECOND,
        version=3,
        why="医院来不及，请先与卫健局商量。",
        refused_by=_APPROVER,
    ),
    "ruleset.rule_set_withdrawn.1": RuleSetWithdrawn(
        city_id=_CITY,
        rule_set_id=_THIRD,
        version=4,
        why="开学日期又改了，重新提。",
        withdrawn_by=_PROPOSER,
    ),
}
