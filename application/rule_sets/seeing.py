"""The versions of the rules as they are shown: how far each has come, and what differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from application.authorisation.permission import permit
from application.ports import Actor, History, Ledger
from application.reads.looking import Names, names_of
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.ruleset import RULES_1
from domain.ruleset.comparing import RuleDifference, differences
from domain.ruleset.facts import THE_CITY, RuleSetEvent, RuleSetRefused
from domain.ruleset.parameters import values_of
from domain.ruleset.state import (
    RuleSets,
    RuleSetStage,
    Version,
    begins_on,
    fold,
    in_force,
    rules_of,
    stage_of,
)
from domain.ruleset.values import RuleValue
from domain.shared import Erased, PersonId, RuleSetId, Stream

RULES_STREAM = Stream("ruleset", THE_CITY)
BASE = RULES_1
"""The first version; what an operator may set besides is no number of a version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """One version; without facts it is the first, that of the program."""

    number: int
    stage: RuleSetStage
    values: tuple[RuleValue, ...]
    version: Version | None = None
    from_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersions:
    """All versions, the latest first; `latest` is that from which the next one is made."""

    versions: tuple[ShownVersion, ...]
    latest: ShownVersion
    names: Names

    def numbered(self, number: int) -> ShownVersion:
        """Return a version. Raises: NotFound."""
        found = next((each for each in self.versions if each.number == number), None)
        if found is None:
            raise NotFound("rule_set_not_found")
        return found

    def of(self, rule_set_id: RuleSetId) -> ShownVersion:
        """Return a version by the id of its proposal. Raises: NotFound."""
        for each in self.versions:
            if each.version and each.version.proposed.rule_set_id == rule_set_id:
                return each
        raise NotFound("rule_set_not_found")

    @property
    def in_force(self) -> ShownVersion:
        """The version by which everything is counted now."""
        return next(each for each in self.versions if each.stage is RuleSetStage.IN_FORCE)

    def changed_in(self, shown: ShownVersion) -> tuple[RuleDifference, ...]:
        """Return what a version changes of the one it was made from."""
        if shown.version is None:
            return ()
        before = self.numbered(shown.version.proposed.from_version)
        return differences(before.values, shown.values)


def rule_sets_state(history: History) -> RuleSets:
    """Return every version that was proposed."""
    return fold(cast("tuple[RuleSetEvent, ...]", history.of(RULES_STREAM)))


def rule_sets(ledger: Ledger, actor: Actor, now: datetime) -> ShownVersions:
    """Return the versions of the rules to whoever may see them.

    Raises: NotPermitted, Unavailable; Unreadable.
    """
    permit(ledger, actor, Asking.READ_RULES, now)
    history = ledger.log.load([RULES_STREAM])
    state = RuleSets() if isinstance(history, Erased) else rule_sets_state(history)
    every = [_shown(state, each, now) for each in state.versions.values()]
    first = ShownVersion(number=1, stage=_stage_of_first(state, now), values=values_of(BASE))
    shown = sorted((first, *every), key=lambda each: -each.number)
    chain = [each for each in every if each.version and each.version.is_settled]
    return ShownVersions(
        versions=tuple(shown),
        latest=max(chain, key=lambda each: each.number, default=first),
        names=names_of(ledger, set(_people_in(state)), ()),
    )


def _shown(state: RuleSets, version: Version, now: datetime) -> ShownVersion:
    return ShownVersion(
        number=version.proposed.version,
        stage=stage_of(state, version, now),
        values=_values(version),
        version=version,
        from_on=begins_on(version),
    )


def _values(version: Version) -> tuple[RuleValue, ...]:
    """Return the numbers of a version; of one that waits, those on which somebody has to decide.

    What this program could not count by would show as its own number, and be approved unseen.
    """
    held = values_of(rules_of(version, BASE))
    if not version.waits:
        return held
    said = {each.name: each for each in version.proposed.values}
    return tuple(said.get(each.name, each) for each in held)


def _stage_of_first(state: RuleSets, now: datetime) -> RuleSetStage:
    return RuleSetStage.REPLACED if in_force(state, now) else RuleSetStage.IN_FORCE


def _people_in(state: RuleSets) -> Iterator[PersonId]:
    for each in state.versions.values():
        yield each.proposed.proposed_by
        if each.approved:
            yield each.approved.approved_by
        if isinstance(each.ended, RuleSetRefused):
            yield each.ended.refused_by
        elif each.ended is not None:
            yield each.ended.withdrawn_by
