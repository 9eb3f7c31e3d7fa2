"""Which versions of the rule set there are, and which of them is in force at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import reduce
from typing import assert_never

from domain.days import start_of_day
from domain.ruleset.bounds import read_back
from domain.ruleset.facts import (
    RuleSetApproved,
    RuleSetEvent,
    RuleSetProposed,
    RuleSetRefused,
    RuleSetWithdrawn,
)
from domain.ruleset.values import RuleValue
from domain.ruleset.version import RuleSet
from domain.shared import RuleSetId

SETTLED_BEFORE = timedelta(minutes=10)
"""So long before its day a version is settled, and changes no more: every process knows by then.

It belongs to how processes follow the log and not to any policy, so it is not in the rule set.
"""


class RuleSetStage(StrEnum):
    """How far a version has come."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRuleSet:
    """Change these numbers of the version that is latest, from a day on."""

    rule_set_id: RuleSetId
    from_version: int
    from_on: date
    values: tuple[RuleValue, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRuleSet:
    """Let a version be in force from a day on, which may be later than was proposed."""

    rule_set_id: RuleSetId
    from_on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRuleSet:
    """Refuse a version, or take it back."""

    rule_set_id: RuleSetId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version and what became of it; `ended` is why it never was in force."""

    proposed: RuleSetProposed
    approved: RuleSetApproved | None = None
    ended: RuleSetRefused | RuleSetWithdrawn | None = None

    @property
    def is_settled(self) -> bool:
        """Whether it is, was or will be in force."""
        return self.approved is not None and self.ended is None

    @property
    def waits(self) -> bool:
        """Whether a second person has still to look at it."""
        return self.approved is None and self.ended is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSets:
    """Every version that was proposed, by its id, in the order of their numbers."""

    versions: Mapping[RuleSetId, Version] = field(default_factory=dict)

    @property
    def chain(self) -> tuple[Version, ...]:
        """The approved versions: each was made from the one before it, and begins after it."""
        return tuple(each for each in self.versions.values() if each.is_settled)

    @property
    def next_version(self) -> int:
        """The number of the next version; the first is that of the program."""
        return len(self.versions) + 2

    def latest(self) -> Version | None:
        """Return the last approved version; None while only that of the program is."""
        return max(self.chain, key=begins_on, default=None)


NO_RULE_SETS = RuleSets()


def begins_on(version: Version) -> date:
    """Return from which day on an approved version is in force, a proposed one would be."""
    return (version.approved or version.proposed).from_on


def evolve(state: RuleSets, event: RuleSetEvent) -> RuleSets:
    """Return the versions with one more fact."""
    if isinstance(event, RuleSetProposed):
        return _with(state, event.rule_set_id, Version(proposed=event))
    held = state.versions[event.rule_set_id]
    match event:
        case RuleSetApproved():
            return _with(state, event.rule_set_id, replace(held, approved=event))
        case RuleSetRefused() | RuleSetWithdrawn():
            return _with(state, event.rule_set_id, replace(held, ended=event))
        case _:
            assert_never(event)


def fold(facts: Iterable[RuleSetEvent]) -> RuleSets:
    """Return the versions from the facts as they were learned."""
    return reduce(evolve, facts, NO_RULE_SETS)


def _with(state: RuleSets, rule_set_id: RuleSetId, version: Version) -> RuleSets:
    return RuleSets(versions={**state.versions, rule_set_id: version})


def in_force(state: RuleSets, moment: datetime) -> Version | None:
    """Return the version in force at a moment; None = that of the program."""
    begun = [each for each in state.chain if start_of_day(begins_on(each)) <= moment]
    return max(begun, key=begins_on, default=None)


def rules_of(version: Version | None, base: RuleSet) -> RuleSet:
    """Return the numbers of a version over those of the program."""
    if version is None:
        return base
    return read_back(base, version.proposed.version, version.proposed.values)


def stage_of(state: RuleSets, version: Version, now: datetime) -> RuleSetStage:
    """Return how far a version has come by now."""
    match version:
        case Version(ended=RuleSetRefused()):
            return RuleSetStage.REFUSED
        case Version(ended=RuleSetWithdrawn()):
            return RuleSetStage.WITHDRAWN
        case Version(approved=None):
            return RuleSetStage.PROPOSED
        case _ if start_of_day(begins_on(version)) > now:
            return RuleSetStage.APPROVED
    return RuleSetStage.IN_FORCE if in_force(state, now) is version else RuleSetStage.REPLACED


def is_unsettled(from_on: date, now: datetime) -> bool:
    """Return whether there is still time to settle what begins on a day."""
    return now + SETTLED_BEFORE <= start_of_day(from_on)
