"""Follows which version of the rule set is in force, in every process by itself."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast

from application.ports import EventLog, Unreadable
from application.rule_sets.seeing import RULES_STREAM
from domain.days import start_of_day
from domain.ruleset import RuleSet
from domain.ruleset.facts import RuleSetEvent
from domain.ruleset.state import begins_on, fold, rules_of
from domain.shared import Erased

LOOKS_AGAIN = timedelta(seconds=60)
"""What begins is settled ten times as long before: whoever looked so lately knows of it."""

logger = logging.getLogger(__name__)


class RulesInForce:
    """The rules at any moment, by what the log says and, beneath it, this program.

    The log is asked again only for a moment that lies beyond the last look. Where what it says of
    the rules cannot be read, those known before stay in force, and that is said with each look.
    """

    def __init__(
        self,
        log: EventLog,
        base: RuleSet,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._log = log
        self._base = base
        self._clock = clock
        self._begun: tuple[tuple[datetime, RuleSet], ...] = ()
        # Apart, since a caller may count time otherwise than this process.
        self._until: datetime | None = None
        self._until_by_own_clock: datetime | None = None

    def at(self, moment: datetime | None) -> RuleSet:
        """Return the version in force at a moment, or now."""
        if moment is None:
            at = self._clock()
            if self._until_by_own_clock is None or at > self._until_by_own_clock:
                self._look()
                self._until_by_own_clock = at + LOOKS_AGAIN
        else:
            at = moment
            if self._until is None or at > self._until:
                self._look()
                self._until = at + LOOKS_AGAIN
        return next((rules for since, rules in reversed(self._begun) if since <= at), self._base)

    def _look(self) -> None:
        """Read the versions; two threads that do so at once read the same."""
        try:
            history = self._log.load([RULES_STREAM])
        except Unreadable as error:
            logger.error("the versions of the rule set cannot be read: %s", error.reason)
            return
        facts = () if isinstance(history, Erased) else history.of(RULES_STREAM)
        chain = sorted(fold(cast("tuple[RuleSetEvent, ...]", facts)).chain, key=begins_on)
        self._begun = tuple(
            (start_of_day(begins_on(each)), rules_of(each, self._base)) for each in chain
        )
