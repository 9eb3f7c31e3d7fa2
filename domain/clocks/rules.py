"""What is to be said of a deadline: that it is due soon, that it is overdue, and that again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from domain.clocks.facts import ClocksEvent, Step, StepDueSoon, StepOverdue, is_by_days
from domain.clocks.timing import Deadline, Timing
from domain.shared import CaseId, ChildId


class Which(NamedTuple):
    """Which deadline of a case is meant: one step begins more than once, and may be due anew."""

    step: Step
    began_at: datetime
    due_at: datetime


def which(of: Deadline | ClocksEvent) -> Which:
    """Return which deadline this is, or which a fact speaks of."""
    return Which(of.step, of.began_at, of.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of one deadline; `tier` 0 = not yet that it is overdue."""

    is_soon: bool = False
    tier: int = 0
    last_at: datetime | None = None


NOTHING_SAID = Said()


def said_of(deadline: Deadline, facts: Iterable[tuple[datetime, ClocksEvent]]) -> Said:
    """Return what was said of a deadline, by facts with when they were recorded."""
    said = NOTHING_SAID
    for recorded_at, fact in facts:
        if which(fact) == which(deadline):
            said = after_saying(said, fact, recorded_at)
    return said


def after_saying(said: Said, fact: ClocksEvent, recorded_at: datetime) -> Said:
    """Return what was said of a deadline with one more fact of it."""
    tier = fact.tier if isinstance(fact, StepOverdue) else said.tier
    return Said(is_soon=True, tier=max(tier, said.tier), last_at=recorded_at)


def say_at(deadline: Deadline, said: Said, timing: Timing) -> datetime:
    """Return when there is next something to say of a deadline that runs."""
    if said.tier and said.last_at is not None:
        by_level = timing.rules.clocks.at(deadline.level.value).again
        is_daily = is_by_days(deadline.step, deadline.level) or _were_all_told(
            deadline, said, timing
        )
        again = timing.rules.hospital.again if is_daily else by_level
        return timing.after(said.last_at, again)
    return deadline.due_at if said.is_soon else min(deadline.soon_at, deadline.due_at)


def _were_all_told(deadline: Deadline, said: Said, timing: Timing) -> bool:
    """Return whether the whole line heard that nobody is with the child.

    Who takes, assesses and decides is called for until somebody does; once that is done a child
    that stays at red for weeks would have the line called every ten minutes for a mark alone.
    """
    calls = timing.rules.clocks.accompanied_calls
    return deadline.step is Step.ACCOMPANIED and said.tier >= calls


def is_unsaid(deadline: Deadline, said: Said) -> bool:
    """Return whether a step that runs no more was overdue, and nobody said so.

    What was recorded when its time was over was overdue then, whatever time it names itself.
    """
    return not said.tier and deadline.ended_over_time


def to_say(
    case_id: CaseId,
    child_id: ChildId,
    deadline: Deadline,
    said: Said,
    now: datetime,
    timing: Timing,
) -> ClocksEvent | None:
    """Return what is to be said of a deadline now, None where there is nothing.

    After a stop of the whole system what became overdue meanwhile is said at once, not that it
    will be; further tiers follow one by one, so that nobody in the line is left out. That a step
    done since was overdue is said, too, where no sweep saw it.
    """
    waits = deadline.is_running and say_at(deadline, said, timing) <= now
    if not waits and not is_unsaid(deadline, said):
        return None
    if deadline.due_at > now:
        return StepDueSoon(
            case_id=case_id,
            child_id=child_id,
            step=deadline.step,
            level=deadline.level,
            is_provisional=deadline.is_provisional,
            began_at=deadline.began_at,
            due_at=deadline.due_at,
        )
    return StepOverdue(
        case_id=case_id,
        child_id=child_id,
        step=deadline.step,
        level=deadline.level,
        is_provisional=deadline.is_provisional,
        began_at=deadline.began_at,
        due_at=deadline.due_at,
        tier=said.tier + 1,
    )
