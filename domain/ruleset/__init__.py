"""Every number that people chose, in one versioned value; RULES_1 is the built-in first version."""

from domain.ruleset.first import RULES_1
from domain.ruleset.levels import (
    EveryDays,
    Interval,
    LevelRules,
    MonthDay,
    PerSemester,
    TermDates,
)
from domain.ruleset.version import RuleSet, RulesOverTime

__all__ = [
    "RULES_1",
    "EveryDays",
    "Interval",
    "LevelRules",
    "MonthDay",
    "PerSemester",
    "RuleSet",
    "RulesOverTime",
    "TermDates",
]
