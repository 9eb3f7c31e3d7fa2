"""By when the steps of a case are due, from its moments, the rule set and the official calendar."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import reduce
from types import MappingProxyType

from domain.calendar import Calendar
from domain.clocks.at_once import told_at_once
from domain.clocks.company import with_company
from domain.clocks.course import Moment, Turn
from domain.clocks.deciding import with_decision
from domain.clocks.facts import Step
from domain.clocks.of_reports import raised, turn_of_reports
from domain.clocks.pauses import turned
from domain.clocks.running import Clocks
from domain.clocks.schedule import NO_DAYS
from domain.clocks.seeking import with_search
from domain.clocks.timing import Deadline, timing_at
from domain.days import end_of_day, local_day, start_of_day
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_state import is_more_severe
from domain.ruleset import RulesOverTime


def deadlines(
    course: Iterable[Moment], rules: RulesOverTime, calendar: Calendar
) -> tuple[Deadline, ...]:
    """Return every deadline that a case has and had, those that run last; each began once.

    Each turn counts by the rules of when it was learned: no later version moves what it began.
    """
    clocks: Clocks | None = None
    for each in course:
        timing = timing_at(rules, calendar, each.learned_at)
        begun = replace(clocks, timing=timing) if clocks else Clocks(timing=timing, rules=rules)
        clocks = turned(begun, each, _turn_and_decide)
    if clocks is None:
        return ()
    every = (*clocks.done, *(clocks.running[each] for each in Step if each in clocks.running))
    return tuple(map(clocks.as_paused, every))


def _turn_and_decide(clocks: Clocks, moment: Moment) -> Clocks:
    sought = with_search(_turn(clocks, moment), moment)
    decided = with_decision(clocks, sought, moment)
    return with_company(clocks, told_at_once(decided, moment), moment)


_FINISHED_BY = {
    Turn.TAKEN: Step.TAKEN,
    Turn.APPOINTED: Step.CHASED,
    Turn.FEEDBACK_GIVEN: Step.FEEDBACK,
    Turn.GUARDIAN_INFORMED: Step.GUARDIAN_INFORMED,
}


def _turn(clocks: Clocks, moment: Moment) -> Clocks:
    at = moment.learned_at
    match moment.turn:
        case Turn.RAISED:
            return raised(replace(clocks, level=moment.level), at)
        case Turn.PASSED_ON:
            return clocks.begun(Step.TAKEN, at)
        case Turn.WITHDRAWN | Turn.RESTORED | Turn.CLOSED:
            # That no disorder was found, that alone, tells the school what it waited for.
            is_told = moment.turn is Turn.RESTORED
            return (clocks.finished(Step.FEEDBACK, moment) if is_told else clocks).ended(at)
        case turn if turn in _FINISHED_BY:
            return clocks.finished(_FINISHED_BY[turn], moment)
        case turn if turn in _TURNED_BY:
            return _TURNED_BY[turn](clocks, moment)
        case _:
            return _turn_at_school(clocks, moment)


def _turn_at_hospital(clocks: Clocks, moment: Moment) -> Clocks:
    at = moment.learned_at
    match moment.turn:
        case Turn.ISSUED:
            again = replace(clocks, basis=moment.basis).finished(Step.REFERRED_AGAIN, moment)
            # A hospital looks at the child instead of a panel.
            return again.finished(Step.SUPPORT_REVIEWED, moment).begun(Step.RECEIVED, at)
        case Turn.RECEIVED:
            return clocks.finished(Step.RECEIVED, moment).begun(Step.SEEN, at)
        case Turn.DECLINED:
            answered = clocks.finished(Step.RECEIVED, moment)
            left = answered.stopped(Step.SEEN, at).stopped(Step.CHASED, at)
            return left.begun(Step.REFERRED_AGAIN, at)
        case Turn.CAME | Turn.FOLLOWED_UP | Turn.REOPENED:
            return _turn_after_visit(clocks, moment)
        case Turn.DID_NOT_COME if moment.due_on is not None:
            return clocks.begun(Step.CHASED, at, end_of_day(moment.due_on))
        case _:
            return clocks


def _turn_by_panel(clocks: Clocks, moment: Moment) -> Clocks:
    """Let each panel look at support that was given so far, and again by the day that it names.

    An assessment alone does not: the school promised that several people look again.
    """
    at, looked_at = moment.learned_at, clocks.finished(Step.SUPPORT_REVIEWED, moment)
    if moment.turn is not Turn.SUPPORTED:
        return looked_at
    # Support at school was decided on instead: no other hospital has to be found.
    here = looked_at.stopped(Step.REFERRED_AGAIN, at)
    level = clocks.level.value if clocks.level else None
    days = timedelta(days=clocks.timing.rules.crisis.review_days(level))
    # Where the panel named no day it is that of the rules.
    on = moment.due_on or local_day(moment.happened_at or at) + days
    return here.begun(Step.SUPPORT_REVIEWED, at, max(end_of_day(on), at))


def _turn_after_visit(clocks: Clocks, moment: Moment) -> Clocks:
    at = moment.learned_at
    if moment.turn is Turn.FOLLOWED_UP:
        return clocks.looked_after(moment)
    if moment.turn is Turn.REOPENED:
        return _reopened(clocks.finished(Step.FOLLOWED_UP, moment), at)
    seen = clocks.finished(Step.CHASED, moment).finished(Step.SEEN, moment)
    if seen.schedule.seen_at is not None:
        return seen
    first = seen.came(moment)
    # Days that were over when the visit became known are made up for on that day.
    return first.begun(Step.FEEDBACK, at).followed(at, first.schedule.seen_at or at)


def _reopened(clocks: Clocks, at: datetime) -> Clocks:
    """Let all begin anew: nobody knows how severe it is, so it counts as severe until assessed."""
    steps = (Step.RECEIVED, Step.REFERRED_AGAIN, Step.SEEN, Step.CHASED, Step.FEEDBACK)
    left = reduce(lambda each, step: each.stopped(step, at), steps, clocks)
    least = CrisisLevel(clocks.timing.rules.hospital.reopened_as)
    level = least if is_more_severe(least, clocks.level) else clocks.level
    again = replace(left, schedule=NO_DAYS, anew_at=at)
    again = again.at_level(level, at, is_provisional=True)
    return again.begun(Step.ASSESSED, at)


def _turn_at_school(clocks: Clocks, moment: Moment) -> Clocks:
    at, level = moment.learned_at, moment.level
    match moment.turn:
        case Turn.RAISED_AGAIN if clocks.is_provisional and is_more_severe(level, clocks.level):
            # What was said before its child was corrected counts from when it was said.
            since = min(moment.happened_at or at, at)
            return clocks.at_level(level, since, is_provisional=True)
        case Turn.ASSESSED:
            return _assessed(clocks.finished(Step.ASSESSED, moment), level, at)
        case Turn.GUARDIAN_KEPT_FROM:
            # That whom the report may mean is not told was decided in time, too, and once for all.
            kept_from = clocks.finished(Step.GUARDIAN_INFORMED, moment)
            return replace(kept_from, is_guardian_kept_from=True)
        case Turn.LEVEL_DROPPED:
            return clocks.at_level(level, at, is_provisional=False)
        case Turn.UNASSESSED:
            return _unassessed(clocks, moment)
        case _:
            return clocks


def _unassessed(clocks: Clocks, moment: Moment) -> Clocks:
    """Let a case whose level was set by error run as before: by what was reported, until assessed.

    What was late by then stays so on record.
    """
    at = moment.learned_at
    # Nothing is decided of a child before somebody assessed it.
    before = replace(clocks, agreed=moment.agreed, found_at=None).stopped(Step.DECIDED, at)
    return before.at_level(moment.level, at, is_provisional=True).begun(Step.ASSESSED, at)


def _assessed(clocks: Clocks, level: CrisisLevel | None, at: datetime) -> Clocks:
    """Let the first assessment settle the level; after it a less severe one changes nothing.

    Nor does one of a case that is back at its assessment lower what was agreed on before.
    """
    if clocks.is_provisional and is_more_severe(clocks.agreed, level):
        level = clocks.agreed
    if clocks.is_provisional or is_more_severe(level, clocks.level):
        return clocks.at_level(level, at, is_provisional=False)
    return clocks


_REVIEWS = (Step.RETURN_REVIEWED, Step.APPEAL_REVIEWED)


def _turn_return(clocks: Clocks, moment: Moment) -> Clocks:
    """Let nobody be forgotten on leave, and no return wait without a day on which it is decided."""
    at, due_at = moment.learned_at, end_of_day(moment.due_on) if moment.due_on else None
    match moment.turn:
        case Turn.ON_LEAVE:
            return clocks.stopped(Step.LEAVE_OVER, at).begun(Step.LEAVE_OVER, at, due_at)
        case Turn.OFF_LEAVE:
            over = clocks.finished(Step.LEAVE_OVER, moment)
            return reduce(lambda each, step: each.stopped(step, at), _REVIEWS, over)
        case Turn.RETURN_ASKED:
            within = clocks.timing.rules.returning.reviewed
            return clocks.begun_since(Step.RETURN_REVIEWED, moment, within)
        case Turn.RETURN_APPEALED:
            within = clocks.timing.rules.returning.appeal_reviewed
            # Until the county has decided no panel of the school looks at it.
            at_county = clocks.stopped(Step.RETURN_REVIEWED, at)
            return at_county.begun_since(Step.APPEAL_REVIEWED, moment, within)
        case Turn.RETURN_PLANNED if moment.due_on is not None:
            return _planned(clocks, moment.due_on, at)
        case _:
            reviewed = reduce(lambda each, step: each.finished(step, moment), _REVIEWS, clocks)
            return reviewed.begun(Step.RETURN_REVIEWED, at, due_at) if due_at else reviewed


def _planned(clocks: Clocks, first_on: date, at: datetime) -> Clocks:
    """Return the clocks with the days of a plan beside those of a visit.

    A day that was to be done by then stays to be done. What is over when the plan is recorded is
    made up for on that day.
    """
    back = clocks.planned(first_on)
    anew = back.stopped(Step.FOLLOWED_UP, at).followed(at, min(at, start_of_day(first_on)))
    before, planned = (each.running.get(Step.FOLLOWED_UP) for each in (clocks, anew))
    if before is None or (planned is not None and planned.due_at < before.due_at):
        return anew
    return back


_TURNED_BY: Mapping[Turn, Callable[[Clocks, Moment], Clocks]] = MappingProxyType(
    {
        **dict.fromkeys((Turn.FURTHER_JOINED, Turn.FURTHER_WAITS), turn_of_reports),
        **dict.fromkeys((Turn.JOINED, Turn.PARTED, Turn.FREED), turn_of_reports),
        **dict.fromkeys((Turn.MISDIRECTED, Turn.REDIRECTED), turn_of_reports),
        **dict.fromkeys(
            (
                *(Turn.ISSUED, Turn.RECEIVED, Turn.DECLINED),
                *(Turn.CAME, Turn.DID_NOT_COME, Turn.FOLLOWED_UP, Turn.REOPENED),
            ),
            _turn_at_hospital,
        ),
        **dict.fromkeys((Turn.DECIDED, Turn.SUPPORTED, Turn.TO_BE_REFERRED), _turn_by_panel),
        **dict.fromkeys(
            (
                *(Turn.ON_LEAVE, Turn.OFF_LEAVE, Turn.RETURN_ASKED, Turn.RETURN_AGREED),
                *(Turn.RETURN_DEFERRED, Turn.RETURN_APPEALED, Turn.RETURN_PLANNED),
            ),
            _turn_return,
        ),
    }
)
