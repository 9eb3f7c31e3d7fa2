"""By when a family that agrees to no referral is talked with again, for as long as it refuses.

Where guardian or carer may be involved nobody is sent back to talk with them: what becomes of the
child is decided without them, by the clock of that.
"""

from dataclasses import replace
from datetime import datetime

from domain.clocks.facts import Step
from domain.clocks.moments import Moment, Turn
from domain.clocks.running import Clocks
from domain.clocks.talks import Talks
from domain.referrals.levels.level_facts import CrisisLevel

_TALKS = frozenset({Turn.GUARDIAN_INFORMED, Turn.RELATIVE_INFORMED})
_ENDS = frozenset(
    {Turn.ISSUED, Turn.SUPPORTED, Turn.RETURN_PLANNED, Turn.ESCORTED, Turn.REOPENED},
)
"""Consent and danger, what a panel decided without a hospital, and what begins all anew."""


def with_refusal(clocks: Clocks, moment: Moment) -> Clocks:
    """Return the clocks after a turn, with the next talk that is due since the family refused."""
    at = moment.learned_at
    means_family = moment.may_mean_family or moment.turn is Turn.GUARDIAN_KEPT_FROM
    known = replace(clocks, may_mean_family=clocks.may_mean_family or means_family)
    if known.is_over:
        return known
    if moment.turn in _ENDS or known.may_mean_family or known.level is None:
        return replace(known, talks=None).stopped(Step.TALKED_AGAIN, at)
    if moment.turn is Turn.REFUSED and known.talks is None:
        return _first(known, moment)
    if moment.turn is Turn.REFUSED or moment.turn in _TALKS:
        return _again(known, moment)
    return known


def waits_for_family(clocks: Clocks) -> bool:
    """Return whether somebody talks with the family instead of deciding; never at red."""
    return Step.TALKED_AGAIN in clocks.running and clocks.runs_by is not CrisisLevel.RED


def _first(clocks: Clocks, moment: Moment) -> Clocks:
    """Let a talk be due, unless something else was decided on that no family has to agree to."""
    if clocks.decided_by is not None:
        return clocks
    at = _happened(moment)
    by = clocks.timing.rules.refusing
    return _next(replace(clocks, talks=Talks(refused_at=at, last_at=at, by=by)), moment)


def _again(clocks: Clocks, moment: Moment) -> Clocks:
    """Count a talk that was held since the last one; one that was before it is none after it."""
    talks, at = clocks.talks, _happened(moment)
    if talks is None or at <= talks.last_at:
        return clocks
    held = replace(clocks, talks=replace(talks, last_at=at, held=talks.held + 1))
    return _next(held.finished(Step.TALKED_AGAIN, moment), moment)


def _next(clocks: Clocks, moment: Moment) -> Clocks:
    """Let the next talk be due; one whose day was over when it was learned is due at once."""
    due_at = clocks.talks.due(clocks.runs_by) if clocks.talks else None
    if due_at is None:
        return clocks
    at = moment.learned_at
    return clocks.begun(Step.TALKED_AGAIN, at, max(due_at, at))


def _happened(moment: Moment) -> datetime:
    return min(moment.happened_at or moment.learned_at, moment.learned_at)
