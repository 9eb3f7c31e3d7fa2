"""Which numbers are accepted: each within its bounds, and none that contradicts another."""

from collections.abc import Iterable
from itertools import pairwise

from domain.errors import Invalid
from domain.ruleset.contradictions import require_no_contradiction
from domain.ruleset.first import RULES_1
from domain.ruleset.parameters import BY_NAME
from domain.ruleset.values import RuleUnit, RuleValue, value_in, with_value
from domain.ruleset.version import RuleSet

DAYS_AFTER_AT_MOST = 40
"""It protects storage and screens; it is no policy, so it is not in the rule set."""

_REPEATS_ITS_LAST = frozenset({"hospital.chase_days"})
"""Its last day counts again and again, so that it may be an early one."""


def changed(rules: RuleSet, version: int, values: Iterable[RuleValue]) -> RuleSet:
    """Return a version of the rules with these numbers, as somebody asked for them.

    Raises: Invalid, with the name of the number for a field, when one is unknown or beyond its
    bounds, or contradicts another.
    """
    for each in values:
        rules = _accepted(rules, each)
    require_no_contradiction(rules)
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
            except (ValueError, TypeError, OverflowError):
                continue
    return _numbered(rules, version)


def _accepted(rules: RuleSet, value: RuleValue) -> RuleSet:
    parameter = BY_NAME.get(value.name)
    if parameter is None:
        raise Invalid("rule_unknown", "name")
    if value.unit not in parameter.bounds:
        raise Invalid("rule_unit", value.name)
    least, most = parameter.bounds[value.unit]
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
    """Raises: Invalid unless the days rise, and are no fewer than in the first version.

    They begin no later than there, end no earlier, and no two are further apart.
    """
    numbers = value.numbers
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        raise Invalid("rule_days_not_rising", value.name)
    if len(numbers) > DAYS_AFTER_AT_MOST:
        raise Invalid("rule_too_many_days", value.name, at_most=DAYS_AFTER_AT_MOST)
    at_first = value_in(RULES_1, value.name, (value.unit,)).numbers
    if numbers[0] > at_first[0]:
        raise Invalid("rule_first_day_too_late", value.name, at_most=at_first[0])
    if numbers[-1] < at_first[-1] and value.name not in _REPEATS_ITS_LAST:
        raise Invalid("rule_last_day_too_early", value.name, at_least=at_first[-1])
    if _widest(numbers) > _widest(at_first):
        raise Invalid("rule_days_too_far_apart", value.name, at_most=_widest(at_first))


def _widest(days: tuple[int, ...]) -> int:
    """Return the most days without one, those before the first among them."""
    return max(later - earlier for earlier, later in pairwise((0, *days)))
