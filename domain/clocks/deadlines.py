"""By when the steps of a case are due, from its moments, the rule set and the official calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import reduce

from domain.calendar import Calendar
from domain.clocks.course import Moment, Turn
from domain.clocks.facts import Step
from domain.clocks.timing import Deadline, Timing
from domain.days import end_of_day, local_day
from domain.referrals.hospital_facts import Basis
from domain.referrals.level_facts import CrisisLevel
from domain.referrals.level_state import is_more_severe
from domain.ruleset import RuleSet

_BY_BASIS = frozenset({Step.RECEIVED, Step.REFERRED_AGAIN})
_BY_NO_LEVEL = _BY_BASIS | {Step.CHASED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clocks:
    """The clocks of a case so far; `level` None = assessed, and no crisis was found.

    `seen_at` is when the child first came to the hospital: follow-ups count from it.
    """

    timing: Timing
    level: CrisisLevel | None = None
    is_provisional: bool = True
    is_over: bool = False
    basis: Basis | None = None
    seen_at: datetime | None = None
    running: Mapping[Step, Deadline] = field(default_factory=dict)
    done: tuple[Deadline, ...] = ()

    @property
    def runs_by(self) -> CrisisLevel:
        """Return the level by which clocks run: where there is no crisis, the mildest."""
        return self.level or CrisisLevel.YELLOW

    def begun(self, step: Step, at: datetime, due_at: datetime | None = None) -> "_Clocks":
        """Return the clocks with one more, where it does not run already: nothing sets it back."""
        if self.is_over or step in self.running:
            return self
        timing = self.timing
        due_at = due_at or self._due(step, at)
        begun = Deadline(
            step=step,
            level=self.runs_by,
            is_provisional=self.is_provisional,
            began_at=at,
            soon_at=timing.soon(at, due_at),
            due_at=due_at,
        )
        return replace(self, running={**self.running, step: begun})

    def _due(self, step: Step, at: datetime) -> datetime:
        if step in _BY_BASIS and self.basis is not None:
            return self.timing.due_on_basis(step, self.basis, at)
        return self.timing.due(step, self.runs_by, at)

    def finished(self, step: Step, moment: Moment) -> "_Clocks":
        """Return the clocks with this step done; that it was done before it began counts as then.

        Nor was it done later than that was recorded, whatever a clock elsewhere said.
        """
        if step not in self.running:
            return self
        stopped = self.running[step]
        done_at = min(moment.happened_at or moment.learned_at, moment.learned_at)
        over = replace(
            stopped, done_at=max(done_at, stopped.began_at), learned_at=moment.learned_at
        )
        rest = {each: running for each, running in self.running.items() if each is not step}
        return replace(self, running=rest, done=(*self.done, over))

    def of(self, step: Step) -> tuple[Deadline, ...]:
        """Return the deadlines of a step that run no more."""
        return tuple(each for each in self.done if each.step is step)

    def stopped(self, step: Step, at: datetime) -> "_Clocks":
        """Return the clocks without that of a step which nobody has to do any more."""
        if step not in self.running:
            return self
        rest = {each: running for each, running in self.running.items() if each is not step}
        over = replace(self.running[step], ended_at=at)
        return replace(self, running=rest, done=(*self.done, over))

    def ended(self, at: datetime) -> "_Clocks":
        """Return the clocks of a case that is over."""
        stopped = (replace(each, ended_at=at) for each in self.running.values())
        return replace(self, is_over=True, running={}, done=(*self.done, *stopped))

    def at_level(
        self, level: CrisisLevel | None, at: datetime, *, is_provisional: bool
    ) -> "_Clocks":
        """Return the clocks as they run by another level from a moment on."""
        changed = replace(self, level=level, is_provisional=is_provisional)
        if level is None:
            changed = changed.stopped(Step.GUARDIAN_INFORMED, at)
        elif all(each.done_at is None for each in changed.of(Step.GUARDIAN_INFORMED)):
            changed = changed.begun(Step.GUARDIAN_INFORMED, at)
        running = {
            step: changed._run_on(each, self.runs_by, at) for step, each in changed.running.items()
        }
        return replace(changed, running=running)

    def _follow_up_due(self, at: datetime) -> datetime | None:
        if self.seen_at is None:
            return None
        came_on = local_day(self.seen_at)
        passed = (local_day(at) - came_on).days
        days = self.timing.rules.hospital.next_follow_up(self.runs_by.value, passed)
        return end_of_day(came_on + timedelta(days=days)) if days else None

    def followed(self, at: datetime) -> "_Clocks":
        """Return the clocks with the next follow-up, where the schedule has one left."""
        due_at = self._follow_up_due(at)
        return self.begun(Step.FOLLOWED_UP, at, due_at) if due_at else self

    def _run_on(self, each: Deadline, before: CrisisLevel, at: datetime) -> Deadline:
        """Return a deadline by the level of now; a more severe one never gives more time."""
        marked = replace(each, level=self.runs_by, is_provisional=self.is_provisional)
        rises = is_more_severe(self.runs_by, before)
        if each.step is Step.FOLLOWED_UP:
            due_at = self._follow_up_due(at) if rises else None
            return replace(marked, due_at=min(due_at or each.due_at, each.due_at))
        if each.step in _BY_NO_LEVEL or self.runs_by is before:
            return marked
        from_at = at if rises else each.began_at
        due_at = self.timing.due(each.step, self.runs_by, from_at)
        if rises and due_at >= each.due_at:
            return marked
        return replace(marked, due_at=due_at, soon_at=self.timing.soon(from_at, due_at))


def deadlines(course: Iterable[Moment], rules: RuleSet, calendar: Calendar) -> tuple[Deadline, ...]:
    """Return every deadline that a case has and had, those that run last; each began once."""
    clocks = reduce(_turn, course, _Clocks(timing=Timing(rules, calendar)))
    return (*clocks.done, *(clocks.running[each] for each in Step if each in clocks.running))


_FINISHED_BY = {
    Turn.TAKEN: Step.TAKEN,
    Turn.APPOINTED: Step.CHASED,
    Turn.FEEDBACK_GIVEN: Step.FEEDBACK,
    Turn.GUARDIAN_INFORMED: Step.GUARDIAN_INFORMED,
    # That whom the report may mean is not told was decided in time, too.
    Turn.GUARDIAN_KEPT_FROM: Step.GUARDIAN_INFORMED,
}


def _turn(clocks: _Clocks, moment: Moment) -> _Clocks:
    at = moment.learned_at
    match moment.turn:
        case Turn.RAISED:
            first = replace(clocks, level=moment.level)
            for step in (Step.TAKEN, Step.ASSESSED, Step.GUARDIAN_INFORMED):
                first = first.begun(step, at)
            return first
        case Turn.PASSED_ON:
            return clocks.begun(Step.TAKEN, at)
        case Turn.WITHDRAWN | Turn.RESTORED | Turn.CLOSED:
            # That no disorder was found tells the school what it waited for, and ends all else.
            return clocks.finished(Step.FEEDBACK, moment).ended(at)
        case turn if turn in _FINISHED_BY:
            return clocks.finished(_FINISHED_BY[turn], moment)
        case turn if turn in _AT_HOSPITAL:
            return _turn_at_hospital(clocks, moment)
        case _:
            return _turn_level(clocks, moment)


_AT_HOSPITAL = frozenset(
    {
        *(Turn.ISSUED, Turn.RECEIVED, Turn.DECLINED, Turn.SUPPORTED),
        *(Turn.CAME, Turn.DID_NOT_COME, Turn.FOLLOWED_UP, Turn.REOPENED),
    }
)


def _turn_at_hospital(clocks: _Clocks, moment: Moment) -> _Clocks:
    at = moment.learned_at
    match moment.turn:
        case Turn.ISSUED:
            again = replace(clocks, basis=moment.basis).finished(Step.REFERRED_AGAIN, moment)
            return again.begun(Step.RECEIVED, at)
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
            # Support at school was decided on instead: no other hospital has to be found.
            return clocks.stopped(Step.REFERRED_AGAIN, at)


def _turn_after_visit(clocks: _Clocks, moment: Moment) -> _Clocks:
    at = moment.learned_at
    if moment.turn is not Turn.CAME:
        done = clocks.finished(Step.FOLLOWED_UP, moment)
        return done.followed(at) if moment.turn is Turn.FOLLOWED_UP else _reopened(done, at)
    seen = clocks.finished(Step.CHASED, moment).finished(Step.SEEN, moment)
    if seen.seen_at is not None:
        return seen
    first = replace(seen, seen_at=min(moment.happened_at or at, at))
    return first.begun(Step.FEEDBACK, at).followed(at)


def _reopened(clocks: _Clocks, at: datetime) -> _Clocks:
    """Let all begin anew: nobody knows how severe it is, so it counts as severe until assessed."""
    steps = (Step.RECEIVED, Step.REFERRED_AGAIN, Step.SEEN, Step.CHASED, Step.FEEDBACK)
    left = reduce(lambda each, step: each.stopped(step, at), steps, clocks)
    least = CrisisLevel(clocks.timing.rules.hospital.reopened_as)
    level = least if is_more_severe(least, clocks.level) else clocks.level
    again = replace(left, seen_at=None).at_level(level, at, is_provisional=True)
    return again.begun(Step.ASSESSED, at)


def _turn_level(clocks: _Clocks, moment: Moment) -> _Clocks:
    at, level = moment.learned_at, moment.level
    match moment.turn:
        case Turn.RAISED_AGAIN:
            if clocks.is_provisional and is_more_severe(level, clocks.level):
                return clocks.at_level(level, at, is_provisional=True)
            return clocks
        case Turn.ASSESSED:
            return _assessed(clocks.finished(Step.ASSESSED, moment), level, at)
        case Turn.LEVEL_DROPPED:
            return clocks.at_level(level, at, is_provisional=False)
        case _:
            return clocks


def _assessed(clocks: _Clocks, level: CrisisLevel | None, at: datetime) -> _Clocks:
    """Let the first assessment settle the level; after it a less severe one changes nothing."""
    if clocks.is_provisional or is_more_severe(level, clocks.level):
        return clocks.at_level(level, at, is_provisional=False)
    return clocks
