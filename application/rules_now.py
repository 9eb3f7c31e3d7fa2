"""The rules that a ledger goes by: those in force at the moment of one request, and all others."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from domain.ruleset import RuleSet, RulesOverTime


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesNow:
    """The rules at a `moment`, so that one request goes by one version from beginning to end.

    Without a moment they are those of whenever they are asked for. What began earlier is counted
    by the rules of when it began: `rulebook` has them for every moment.
    """

    rulebook: RulesOverTime
    moment: datetime | None = None

    @property
    def rules(self) -> RuleSet:
        """The version in force."""
        return self.rulebook.at(self.moment)

    def at(self, moment: datetime) -> Self:
        """Return the same with the rules of a moment."""
        return replace(self, moment=moment)
