"""By when somebody is physically with a child at red; that somebody answers for it is another step.

It runs from when a case is at red, by an assessment or by what was reported, and is over once
somebody is said to be with the child, brings it to a hospital in danger, or it came there.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.clocks.deciding import AT_SCHOOL
from domain.clocks.facts import Step
from domain.clocks.moments import Moment, Turn
from domain.clocks.running import Clocks
from domain.days import local_day
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CompanyId

_BROUGHT = frozenset({Turn.ESCORTED, Turn.CAME})
_NOT_THERE = frozenset({Turn.DID_NOT_COME, Turn.RESTORED, Turn.FOLLOWED_UP, Turn.REOPENED})
"""After these a child is not at the hospital, or not any more."""
_THERE = _BROUGHT | {Turn.ACCOMPANIED}
_ANEW = frozenset({Turn.RAISED, Turn.PARTED, Turn.FREED, Turn.REOPENED})
_SAID_BEFORE = frozenset(
    {Turn.RAISED_AGAIN, Turn.FURTHER_JOINED, Turn.FURTHER_WAITS, Turn.REDIRECTED}
)
"""What counts from when it was said, though it was learned later."""


def with_company(before: Clocks, after: Clocks, moment: Moment) -> Clocks:
    """Return the clocks after a turn, with that somebody has to be with the child, or is.

    Company that was recorded on another day counts no more: nobody knows whether it still is
    there. A child that was brought to a hospital on the day is not alone. Who leaves a child that
    is supported at school begins nothing, as its days end each evening, unless a report may mean
    them.
    """
    known = replace(
        after,
        with_child=_who_is_there(after.with_child, moment),
        brought_at=_brought_at(after.brought_at, moment),
        grave_at=moment.learned_at if moment.is_grave else after.grave_at,
    )
    if moment.turn in _THERE:
        return known.finished(Step.ACCOMPANIED, moment)
    if known.level is not CrisisLevel.RED or known.is_over:
        return known
    at = _counts_from(known, moment)
    if moment.turn is Turn.LEFT_ALONE:
        return known.begun(Step.ACCOMPANIED, at) if _is_left_alone(known, moment) else known
    if before.level is not CrisisLevel.RED or moment.turn in _ANEW:
        is_there = _has_company(known, moment) or _is_brought(known, moment)
        return known if is_there else known.begun(Step.ACCOMPANIED, at)
    return known.counted_from((Step.ACCOMPANIED,), at)


def _is_left_alone(known: Clocks, moment: Moment) -> bool:
    """Return whether nobody is with the child any more, and somebody has to be.

    Whom a report may mean since leaves by the commit of that report, whatever was decided.
    """
    if _has_company(known, moment):
        return False
    if known.grave_at == moment.learned_at:
        return True
    is_supported = known.decided_by in AT_SCHOOL or known.schedule.seen_at is not None
    return not is_supported and not _is_brought(known, moment)


def _has_company(known: Clocks, moment: Moment) -> bool:
    today = local_day(moment.learned_at)
    return any(local_day(each) == today for each in known.with_child.values())


def _is_brought(known: Clocks, moment: Moment) -> bool:
    at = known.brought_at
    return at is not None and local_day(at) == local_day(moment.learned_at)


def _brought_at(before: datetime | None, moment: Moment) -> datetime | None:
    if moment.turn in _BROUGHT:
        return moment.learned_at
    return None if moment.turn in _NOT_THERE else before


def _who_is_there(
    before: Mapping[CompanyId, datetime], moment: Moment
) -> Mapping[CompanyId, datetime]:
    if moment.company_id is None:
        return before
    others = {each: at for each, at in before.items() if each != moment.company_id}
    is_there = moment.turn is Turn.ACCOMPANIED
    return {**others, moment.company_id: moment.learned_at} if is_there else others


def _counts_from(clocks: Clocks, moment: Moment) -> datetime:
    """Return since when a child is at red by a turn: also what stood aside counts from its T0."""
    if moment.turn in (Turn.RAISED, Turn.PARTED, Turn.FREED):
        return clocks.running[Step.TAKEN].began_at
    is_older = moment.turn is Turn.REDIRECTED or moment.level is CrisisLevel.RED
    if moment.turn in _SAID_BEFORE and is_older:
        return min(moment.happened_at or moment.learned_at, moment.learned_at)
    return moment.learned_at
