"""What a row of a list of results tells, and what is wrong with it before anything is recorded."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.ruleset import RuleSet
from domain.screening.facts import ScreeningScale


class ResultProblem(StrEnum):
    """Why a row is not taken; of several the first that somebody has to know."""

    SPEAKS_OF_DANGER = "speaks_of_danger"
    FORMULA = "formula"
    NAME_MISSING = "name_missing"
    BAND_UNREAD = "band_unread"
    SCALE_UNKNOWN = "scale_unknown"
    DAY_UNREAD = "day_unread"
    DAY_AHEAD = "day_ahead"
    TOO_LONG_AGO = "too_long_ago"
    TOO_LITTLE_TOLD = "too_little_told"
    NOBODY_CALLED_SO = "nobody_called_so"
    NUMBER_DIFFERS = "number_differs"
    CLASS_DIFFERS = "class_differs"
    SEVERAL = "several"
    NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedResult:
    """One row; `row` counts the rows of the sheet from 1. What cannot be read is None.

    `speaks_of_danger` tells that its result is in words of danger to life: that waits for no list.
    """

    row: int
    name: str | None = field(default=None, repr=False)
    number: str | None = field(default=None, repr=False)
    class_name: str | None = None
    scale: ScreeningScale | None = None
    screened_on: date | None = None
    asks_talk: bool | None = None
    speaks_of_danger: bool = False
    has_formula: bool = False

    @property
    def asks_no_talk(self) -> bool:
        """Whether nothing of it is recorded."""
        return self.asks_talk is False and not self.speaks_of_danger


def problem_of(row: ListedResult, today: date, rules: RuleSet) -> ResultProblem | None:
    """Return why a row cannot be taken, as far as it tells that by itself."""
    if row.speaks_of_danger:
        return ResultProblem.SPEAKS_OF_DANGER
    if row.has_formula:
        # Written back into a spreadsheet, it would be run.
        return ResultProblem.FORMULA
    if row.asks_talk is None:
        return ResultProblem.BAND_UNREAD
    if row.name is None:
        return ResultProblem.NAME_MISSING
    if row.scale is None:
        return ResultProblem.SCALE_UNKNOWN
    return _of_day(row.screened_on, today, rules)


def _of_day(on: date | None, today: date, rules: RuleSet) -> ResultProblem | None:
    if on is None:
        return ResultProblem.DAY_UNREAD
    if on > today:
        return ResultProblem.DAY_AHEAD
    if on <= today - timedelta(days=rules.screening.kept_days):
        return ResultProblem.TOO_LONG_AGO
    return None
