"""How the rules of a city change: one person proposes, another approves, both for a day to come.

Each version is made from the one before it, so that nothing that was approved is lost unseen; and
only the last of them can be taken back. What begins is settled a while before its day: whatever
was counted until then stays as it was counted.
"""

from datetime import date, datetime, timedelta

from domain.days import YEARS, local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset.bounds import changed
from domain.ruleset.facts import (
    THE_CITY,
    RuleSetApproved,
    RuleSetEvent,
    RuleSetProposed,
    RuleSetRefused,
    RuleSetWithdrawn,
)
from domain.ruleset.parameters import values_of
from domain.ruleset.state import (
    ApproveRuleSet,
    EndRuleSet,
    ProposeRuleSet,
    RuleSets,
    Version,
    begins_on,
    is_unsettled,
    rules_of,
)
from domain.ruleset.version import RuleSet
from domain.shared import Known, PersonId, RuleSetId
from domain.text import REASON_AT_MOST, some_lines

Answer = tuple[RuleSetEvent, ...] | Known[RuleSetEvent]

AHEAD_AT_MOST = timedelta(days=366)
"""Who writes 2072 for 2027 is told so; it is no policy, so it is not in the rule set."""


def propose_rule_set(
    state: RuleSets, request: ProposeRuleSet, *, by: PersonId, now: datetime, base: RuleSet
) -> Answer:
    """Record a version as it would be, whole, from a day on; it changes nothing yet.

    Raises: RuleBroken when the id stands for another version, or a later one was approved
    meanwhile; Invalid for a day too soon or too far, for numbers beyond their bounds, that
    contradict each other or change nothing, and without the reason.
    """
    before = state.versions.get(request.rule_set_id)
    said = _proposal(state, request, by=by, base=base, before=before)
    if before is not None:
        if said == before.proposed:
            return Known((before.proposed,))
        raise RuleBroken("rule_set_already_proposed")
    if request.from_version != _number(state.latest()):
        raise RuleBroken("rule_set_changed_meanwhile")
    if said.values == values_of(rules_of(state.latest(), base)):
        raise Invalid("rule_set_unchanged", "values")
    _require_day(state, request.from_on, now)
    return (said,)


def _proposal(
    state: RuleSets,
    request: ProposeRuleSet,
    *,
    by: PersonId,
    base: RuleSet,
    before: Version | None,
) -> RuleSetProposed:
    version = before.proposed.version if before else state.next_version
    made_from = next(
        (each for each in state.versions.values() if _number(each) == request.from_version), None
    )
    wanted = changed(rules_of(made_from, base), version, request.values)
    return RuleSetProposed(
        city_id=THE_CITY,
        rule_set_id=request.rule_set_id,
        version=version,
        from_version=request.from_version,
        from_on=request.from_on,
        values=values_of(wanted),
        why=_why(request.why),
        proposed_by=by,
    )


def approve_rule_set(
    state: RuleSets, request: ApproveRuleSet, *, by: PersonId, now: datetime, base: RuleSet
) -> Answer:
    """Record that a version is in force from a day on.

    Raises: NotFound without a proposal; RuleBroken for whoever proposed it, when others decided,
    another version was approved or the bounds became narrower meanwhile; Invalid for a day too
    soon, too far or before the one that was proposed, and without the reason.
    """
    version = _version(state, request.rule_set_id)
    said = RuleSetApproved(
        city_id=THE_CITY,
        rule_set_id=request.rule_set_id,
        version=version.proposed.version,
        from_on=request.from_on,
        why=_why(request.why),
        approved_by=by,
    )
    if version.approved == said and version.ended is None:
        return Known((said,))
    _require_second(version, by)
    if version.proposed.from_version != _number(state.latest()):
        raise RuleBroken("rule_set_changed_meanwhile")
    _require_bounds(version, base)
    if request.from_on < version.proposed.from_on:
        raise Invalid("rule_set_before_proposed", "from_on")
    _require_day(state, request.from_on, now)
    return (said,)


def refuse_rule_set(state: RuleSets, request: EndRuleSet, *, by: PersonId) -> Answer:
    """Record that a version is not to be.

    Raises: NotFound without a proposal; RuleBroken for whoever proposed it, who takes it back
    instead, or when others decided; Invalid without the reason.
    """
    version = _version(state, request.rule_set_id)
    said = RuleSetRefused(
        city_id=THE_CITY,
        rule_set_id=request.rule_set_id,
        version=version.proposed.version,
        why=_why(request.why),
        refused_by=by,
    )
    if version.ended == said:
        return Known((said,))
    _require_second(version, by)
    return (said,)


def withdraw_rule_set(
    state: RuleSets, request: EndRuleSet, *, by: PersonId, now: datetime
) -> Answer:
    """Record that a version is taken back: by whoever proposed it, once approved by anybody.

    Raises: NotFound without a proposal; RuleBroken when it is in force or about to be, another one
    was made from it, or others decided; Invalid without the reason.
    """
    version = _version(state, request.rule_set_id)
    said = RuleSetWithdrawn(
        city_id=THE_CITY,
        rule_set_id=request.rule_set_id,
        version=version.proposed.version,
        why=_why(request.why),
        withdrawn_by=by,
    )
    if version.ended == said:
        return Known((said,))
    if version.ended is not None:
        raise RuleBroken("rule_set_already_decided")
    if version.waits and version.proposed.proposed_by != by:
        raise RuleBroken("rule_set_not_yours")
    if version.approved is not None:
        _require_not_begun(state, version, now)
    return (said,)


def _require_not_begun(state: RuleSets, version: Version, now: datetime) -> None:
    if not is_unsettled(begins_on(version), now):
        raise RuleBroken("rule_set_in_force")
    if state.latest() != version:
        raise RuleBroken("rule_set_not_last")


def _version(state: RuleSets, rule_set_id: RuleSetId) -> Version:
    version = state.versions.get(rule_set_id)
    if version is None:
        raise NotFound("rule_set_not_found")
    return version


def _require_second(version: Version, by: PersonId) -> None:
    if not version.waits:
        raise RuleBroken("rule_set_already_decided")
    if version.proposed.proposed_by == by:
        raise RuleBroken("rule_set_needs_another")


def _require_bounds(version: Version, base: RuleSet) -> None:
    """Raises: RuleBroken for numbers that nobody could propose any more."""
    try:
        changed(base, version.proposed.version, version.proposed.values)
    except Invalid:
        raise RuleBroken("rule_set_beyond_bounds") from None


def _require_day(state: RuleSets, from_on: date, now: datetime) -> None:
    """Raises: Invalid unless it can still be settled, and comes after every version before it."""
    today, latest = local_day(now), state.latest()
    if from_on.year not in YEARS or from_on > today + AHEAD_AT_MOST:
        raise Invalid("rule_set_too_far", "from_on", at_most=AHEAD_AT_MOST.days)
    if not is_unsettled(from_on, now):
        raise Invalid("rule_set_too_soon", "from_on")
    if latest is not None and from_on <= begins_on(latest):
        raise Invalid("rule_set_before_latest", "from_on")


def _number(version: Version | None) -> int:
    return version.proposed.version if version else 1


def _why(why: str) -> str:
    return some_lines(why, field="why", at_most=REASON_AT_MOST)
