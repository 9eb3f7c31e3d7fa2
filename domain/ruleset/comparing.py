"""What differs between two versions of the rules, number by number."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.ruleset.parameters import PARAMETERS, RuleGroup
from domain.ruleset.values import RuleValue


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDifference:
    """One number as two versions have it; None where a version is older than the number."""

    name: str
    group: RuleGroup
    before: RuleValue | None
    after: RuleValue | None


def differences(
    before: Iterable[RuleValue], after: Iterable[RuleValue]
) -> tuple[RuleDifference, ...]:
    """Return the numbers that differ, in their order."""
    one, other = ({each.name: each for each in values} for values in (before, after))
    return tuple(
        RuleDifference(
            name=each.name,
            group=each.group,
            before=one.get(each.name),
            after=other.get(each.name),
        )
        for each in PARAMETERS
        if one.get(each.name) != other.get(each.name)
    )
