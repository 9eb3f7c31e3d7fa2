"""Which numbers are accepted: each within its bounds, and none that contradicts another."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from domain.errors import Invalid
from domain.ruleset.clocks import Minutes, Within
from domain.ruleset.first import RULES_1
from domain.ruleset.levels import EveryDays, Interval
from domain.ruleset.parameters import BY_NAME
from domain.ruleset.semesters import semesters_around
from domain.ruleset.values import RuleUnit, RuleValue, value_in, with_value
from domain.ruleset.version import RuleSet

DAYS_AFTER_AT_MOST = 40
"""It protects storage and screens; it is no policy, so it is not in the rule set."""

_ANY_DAY = date(2026, 6, 1)
_A_DAY = 24 * 60
_A_SEMESTER_DAYS = 120
_STEPS = ("taken", "assessed", "guardian_informed", "again")
_CONTACTS = ("home_visit", "talk", "carer_call", "reassess")


def changed(rules: RuleSet, version: int, values: Iterable[RuleValue]) -> RuleSet:
    """Return a version of the rules with these numbers, as somebody asked for them.

    Raises: Invalid, with the name of the number for a field, when one is unknown or beyond its
    bounds, or contradicts another.
    """
    for each in values:
        rules = _accepted(rules, each)
    _require_no_contradiction(rules)
    return _numbered(rules, version)


def _numbered(rules: RuleSet, version: int) -> RuleSet:
    return with_value(rules, RuleValue(name="version", unit=RuleUnit.COUNT, numbers=(version,)))


def read_back(base: RuleSet, version: int, values: Iterable[RuleValue]) -> RuleSet:
    """Return the rules as an approved version holds them; what it does not know is as in `base`.

    Bounds that are narrower by now are not asked: what was approved holds until it is replaced. A
    number that this program cannot read stays as in `base`.
    """
    rules = base
    for each in values:
        if each.name in BY_NAME:
            try:
                rules = with_value(rules, each)
            except (ValueError, TypeError):
                continue
    return _numbered(rules, version)


def _accepted(rules: RuleSet, value: RuleValue) -> RuleSet:
    parameter = BY_NAME.get(value.name)
    if parameter is None:
        raise Invalid("rule_unknown", "name")
    if value.unit not in parameter.bounds:
        raise Invalid("rule_unit", value.name)
    least, most = parameter.bounds[value.unit]
    if value.unit is not RuleUnit.MONTH_DAYS:
        _require_within(value, least, most)
    if value.unit is RuleUnit.DAYS_AFTER:
        _require_days_after(value)
    try:
        return with_value(rules, value)
    except ValueError:
        raise Invalid("rule_not_read", value.name) from None


def _require_within(value: RuleValue, least: int, most: int) -> None:
    if not value.numbers:
        raise Invalid("required", value.name)
    if min(value.numbers) < least:
        raise Invalid("rule_too_low", value.name, at_least=least)
    if max(value.numbers) > most:
        raise Invalid("rule_too_high", value.name, at_most=most)


def _require_days_after(value: RuleValue) -> None:
    """Raises: Invalid unless the days rise, and begin no later than in the first version."""
    numbers = value.numbers
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        raise Invalid("rule_days_not_rising", value.name)
    if len(numbers) > DAYS_AFTER_AT_MOST:
        raise Invalid("rule_too_many_days", value.name, at_most=DAYS_AFTER_AT_MOST)
    first = value_in(RULES_1, value.name, (value.unit,)).numbers[0]
    if numbers[0] > first:
        raise Invalid("rule_first_day_too_late", value.name, at_most=first)


def _require_no_contradiction(rules: RuleSet) -> None:
    _require_graver_sooner(rules)
    _require_graver_oftener(rules)
    if rules.children_per_mentor_with_high > rules.children_per_mentor:
        raise Invalid("rule_more_with_high", "children_per_mentor_with_high")
    if _overlap(rules):
        raise Invalid("rule_semesters_overlap", "terms.2")


def _require_graver_sooner(rules: RuleSet) -> None:
    by_level = rules.clocks.by_level
    for graver, milder in (("red", "orange"), ("orange", "yellow")):
        for step in _STEPS:
            grave, mild = (getattr(by_level[each], step) for each in (graver, milder))
            if _minutes(grave) > _minutes(mild):
                name = f"clocks.by_level.{graver}.{step}"
                raise Invalid("rule_graver_waits_longer", name)


def _require_graver_oftener(rules: RuleSet) -> None:
    for level in rules.care_levels[1:]:
        for contact in _CONTACTS:
            less, more = (getattr(rules.levels[at], contact) for at in (level - 2, level - 1))
            if _days(more) > _days(less):
                raise Invalid("rule_graver_seen_less", f"levels.{level}.{contact}")


def _minutes(within: Within) -> int:
    """Return for comparison how long it is; the end of a working day is a day away at most."""
    return within.minutes if isinstance(within, Minutes) else (within.days + 1) * _A_DAY


def _days(interval: Interval) -> float:
    if isinstance(interval, EveryDays):
        return interval.days
    return _A_SEMESTER_DAYS / interval.times


def _overlap(rules: RuleSet) -> bool:
    """Return whether a semester begins before the one before it is over, in whichever year."""
    around = semesters_around(_ANY_DAY, rules.terms)
    is_backwards = any(each.last_on <= each.first_on for each in around)
    return is_backwards or any(one.last_on >= two.first_on for one, two in pairwise(around))
