"""How one number of a rule set is written down: its name, its unit and the number itself.

Facts hold the numbers so, and not as the classes that use them: whoever reads one in ten years
needs no program, and a number that a later program knows is not missing from an older fact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar, cast

from domain.ruleset.clocks import Minutes, WorkingDays
from domain.ruleset.levels import EveryDays, MonthDay, PerSemester, TermDates
from domain.ruleset.version import RuleSet

T = TypeVar("T")

_A_COMMON_YEAR = 2026
_OF_A_TERM = 4


class RuleUnit(StrEnum):
    """In what a number is counted; `month_days` are month and day of the start and of the end."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    YEARS = "years"
    PERCENT = "percent"
    HOUR_OF_DAY = "hour_of_day"
    COUNT = "count"
    LEVEL = "level"
    EVERY_DAYS = "every_days"
    PER_SEMESTER = "per_semester"
    DAYS_AFTER = "days_after"
    MONTH_DAYS = "month_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleValue:
    """One number, or several of a kind, e.g. `hospital.chase_days`: 1, 3, 7 days after."""

    name: str
    unit: RuleUnit
    numbers: tuple[int, ...]


_SPANS = {
    RuleUnit.MINUTES: timedelta(minutes=1),
    RuleUnit.HOURS: timedelta(hours=1),
    RuleUnit.DAYS: timedelta(days=1),
}


def value_in(rules: RuleSet, name: str, units: tuple[RuleUnit, ...]) -> RuleValue:
    """Return how a number of a rule set is written down; plain ones are in the first unit."""
    held: object = rules
    for part in name.split("."):
        held = _part(held, part)
    unit, numbers = _written(held, units[0])
    return RuleValue(name=name, unit=unit, numbers=numbers)


def with_value(rules: RuleSet, value: RuleValue) -> RuleSet:
    """Return the rules with one number as it is written down.

    Raises: ValueError for a unit that the number cannot have, or as many numbers as it cannot.
    """
    return cast("RuleSet", _put(rules, value.name.split("."), value))


_UNIT_OF = MappingProxyType(
    {
        Minutes: RuleUnit.MINUTES,
        WorkingDays: RuleUnit.WORKING_DAYS,
        EveryDays: RuleUnit.EVERY_DAYS,
        PerSemester: RuleUnit.PER_SEMESTER,
        TermDates: RuleUnit.MONTH_DAYS,
    }
)


def _written(held: object, unit: RuleUnit) -> tuple[RuleUnit, tuple[int, ...]]:
    unit = _UNIT_OF.get(type(held), unit)
    match held:
        case Minutes(minutes=number) | WorkingDays(days=number):
            return unit, (number,)
        case EveryDays(days=number) | PerSemester(times=number) | int(number):
            return unit, (number,)
        case TermDates():
            return unit, (*held.starts, *held.ends)
        case timedelta():
            return unit, (held // _SPANS[unit],)
        case tuple():
            return unit, held
        case _:
            raise TypeError(f"a number of the rule set is a {type(held).__name__}")


def _part(held: object, part: str) -> object:
    if isinstance(held, Mapping):
        return cast("Mapping[str, object]", held)[part]
    if isinstance(held, tuple):
        return held[int(part) - 1]
    return getattr(held, part)


def _put(held: object, path: list[str], value: RuleValue) -> object:
    if not path:
        return _read_as(held, value)
    changed = _put(_part(held, path[0]), path[1:], value)
    if isinstance(held, Mapping):
        return MappingProxyType({**held, path[0]: changed})
    if isinstance(held, tuple):
        at = int(path[0]) - 1
        return (*held[:at], changed, *held[at + 1 :])
    if not is_dataclass(held) or isinstance(held, type):
        raise TypeError(f"{value.name} is no number of the rule set")
    return replace(held, **{path[0]: changed})


def _read_as(held: object, value: RuleValue) -> object:
    """Return what is written down as the class that stands in its place so far."""
    unit, numbers = value.unit, value.numbers
    match held:
        case TermDates():
            return _term(numbers)
        case tuple():
            return numbers
        case Minutes() | WorkingDays():
            kinds = {RuleUnit.MINUTES: Minutes, RuleUnit.WORKING_DAYS: WorkingDays}
            return _of_unit(kinds, unit)(_one(numbers))
        case EveryDays() | PerSemester():
            every = {RuleUnit.EVERY_DAYS: EveryDays, RuleUnit.PER_SEMESTER: PerSemester}
            return _of_unit(every, unit)(_one(numbers))
        case timedelta():
            return _of_unit(_SPANS, unit) * _one(numbers)
        case _:
            return _one(numbers)


def _of_unit(kinds: Mapping[RuleUnit, T], unit: RuleUnit) -> T:
    if unit not in kinds:
        raise ValueError(f"{unit} is no unit of this number")
    return kinds[unit]


def _one(numbers: tuple[int, ...]) -> int:
    (number,) = numbers
    return number


def _term(numbers: tuple[int, ...]) -> TermDates:
    if len(numbers) != _OF_A_TERM:
        raise ValueError("a semester has a first and a last day")
    starts, ends = MonthDay(*numbers[:2]), MonthDay(*numbers[2:])
    for each in (starts, ends):
        date(_A_COMMON_YEAR, *each)  # There is no semester that begins on a 29 February.
    return TermDates(starts=starts, ends=ends)
