"""When people are told that a part is silent: once an outage, again by the rules, and of its end.

Who looks sees each part at each look, in whichever process. What all of them said stands in one
stream: of two that see the same one records it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from domain.errors import RuleBroken
from domain.outages.facts import OutageEvent, OutageOverTold, OutageTold, WatchedPart
from domain.ruleset import RuleSet
from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOutage:
    """An outage that goes on: how often it was told, when last, and to whom in all."""

    number: int
    told_at: datetime
    first_seen_at: datetime
    told_ids: frozenset[PersonId]


NO_OUTAGES: Mapping[WatchedPart, OpenOutage] = MappingProxyType({})


def fold(
    facts: Iterable[tuple[datetime, OutageEvent]],
) -> Mapping[WatchedPart, OpenOutage]:
    """Return the outages that go on, from what was recorded and when."""
    going_on: dict[WatchedPart, OpenOutage] = {}
    for at, fact in facts:
        if isinstance(fact, OutageOverTold):
            going_on.pop(fact.part, None)
            continue
        before = going_on.get(fact.part)
        going_on[fact.part] = OpenOutage(
            number=fact.number,
            told_at=at,
            first_seen_at=before.first_seen_at if before else fact.first_seen_at,
            told_ids=frozenset(fact.told_ids) | (before.told_ids if before else frozenset()),
        )
    return going_on


@dataclass(slots=True)
class Sightings:
    """What one process saw of each part at its looks: since when it is silent, or works."""

    silent_since: dict[WatchedPart, datetime] = field(default_factory=dict)
    works_since: dict[WatchedPart, datetime] = field(default_factory=dict)

    def see(self, silent: Collection[WatchedPart], now: datetime) -> None:
        """Note what one look saw."""
        for part in WatchedPart:
            seen, other = self.silent_since, self.works_since
            if part not in silent:
                seen, other = other, seen
            seen.setdefault(part, now)
            other.pop(part, None)

    def forget(self) -> None:
        """Forget all: what could not be looked at was not seen in between."""
        self.silent_since.clear()
        self.works_since.clear()


def tell_outage(
    going_on: Mapping[WatchedPart, OpenOutage],
    found: OutageTold,
    now: datetime,
    rules: RuleSet,
) -> tuple[OutageTold, ...]:
    """Record that people are told of a silent part, for the first time or again.

    `found.number` is set here. Raises: RuleBroken where they were told lately, or nobody can be.
    """
    before = going_on.get(found.part)
    again = timedelta(minutes=rules.on_call.outage_again_minutes)
    # A moment ahead of ours was noted by a wrong clock: it keeps nobody from being told.
    if before is not None and abs(now - before.told_at) < again:
        raise RuleBroken("outage_told")
    if not found.told_ids:
        raise RuleBroken("outage_unheard")
    return (
        replace(
            found,
            number=before.number + 1 if before else 1,
            first_seen_at=before.first_seen_at if before else found.first_seen_at,
            told_ids=tuple(sorted(set(found.told_ids))),
            by=tuple(sorted(set(found.by))),
        ),
    )


def tell_over(
    going_on: Mapping[WatchedPart, OpenOutage],
    found: OutageOverTold,
    now: datetime,
    rules: RuleSet,
) -> tuple[OutageOverTold, ...]:
    """Record that all who were told of an outage are told that it is over; they are set here.

    What works for a moment only is not over: else each moment would be told, and each end of it.

    Raises: RuleBroken where no outage goes on, or it does not work for long enough.
    """
    outage = going_on.get(found.part)
    steady = timedelta(minutes=rules.on_call.outage_over_minutes)
    if outage is None or now - found.works_since < steady:
        raise RuleBroken("outage_not_over")
    told = tuple(sorted(outage.told_ids))
    return (replace(found, told_ids=told, by=tuple(sorted(set(found.by)))),)
