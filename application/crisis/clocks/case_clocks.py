"""The deadlines of one case, from all that is recorded of it, and what was said of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from application.ports import History, Ledger, Recorded, Unreadable
from application.states import referrals_stream
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import AT_HOSPITAL, ClocksEvent, StepOverdue
from domain.clocks.rules import which
from domain.clocks.timing import Deadline, Timing, timing_at
from domain.shared import CaseId, Erased, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClocks:
    """What runs and ran of a case; `said` as recorded, `is_damaged` where that cannot be read.

    A breach stands in `said` for good, also where the step was done since or runs otherwise now.
    """

    deadlines: tuple[Deadline, ...] = ()
    said: tuple[Recorded[object], ...] = ()
    is_damaged: bool = False

    def tiers(self, deadline: Deadline) -> int:
        """Return how often it was said that a deadline is overdue."""
        overdue = [each.fact for each in self.said if isinstance(each.fact, StepOverdue)]
        same = [each for each in overdue if which(each) == which(deadline)]
        return max((each.tier for each in same), default=0)


NO_CLOCKS = CaseClocks()


def clocks_stream(case_id: CaseId) -> Stream:
    """Return the stream of what was said of the deadlines of one case."""
    return Stream("clocks", case_id)


def timing_of(ledger: Ledger) -> Timing:
    """Return the numbers and the calendar by which a ledger counts what begins now."""
    return Timing(ledger.rules, ledger.clocks.calendar)


def timing_since(ledger: Ledger, of: Deadline | ClocksEvent) -> Timing:
    """Return the numbers and the calendar by which a deadline counts: those of when it began."""
    return timing_at(ledger.rulebook, ledger.clocks.calendar, of.began_at)


def deadlines_of(ledger: Ledger, history: History, case_id: CaseId) -> tuple[Deadline, ...]:
    """Return every deadline of a case, from what is recorded of it."""
    stream = referrals_stream(case_id)
    facts = [(each.recorded_at, each.fact) for each in history.recorded if each.stream == stream]
    return deadlines(course_of(facts, ledger.rulebook), ledger.rulebook, ledger.clocks.calendar)


def said_in(history: History, case_id: CaseId) -> Sequence[tuple[datetime, ClocksEvent]]:
    """Return what was said of the deadlines of a case, and when."""
    stream = clocks_stream(case_id)
    return [
        (each.recorded_at, cast("ClocksEvent", each.fact))
        for each in history.recorded
        if each.stream == stream
    ]


def clocks_of_case(
    ledger: Ledger, history: History, case_id: CaseId, *, sent_at: datetime | None = None
) -> CaseClocks:
    """Return the deadlines of a case; damage there closes no case.

    To a hospital only its own are shown: those that began since the case was `sent_at` it.
    """
    every = deadlines_of(ledger, history, case_id)
    found = tuple(each for each in every if _is_shown(each, sent_at))
    try:
        spoken = ledger.log.load([clocks_stream(case_id)])
    except Unreadable:
        return CaseClocks(deadlines=found, is_damaged=True)
    said = () if isinstance(spoken, Erased) else spoken.recorded
    theirs = (each for each in said if _is_shown(cast("ClocksEvent", each.fact), sent_at))
    return CaseClocks(deadlines=found, said=tuple(theirs))


def _is_shown(what: Deadline | ClocksEvent, sent_at: datetime | None) -> bool:
    return sent_at is None or (what.step in AT_HOSPITAL and what.began_at >= sent_at)
