"""The clocks of one case as they run: each begins once, and ends with its step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from domain.clocks.course import Moment
from domain.clocks.facts import Step
from domain.clocks.timing import Deadline, Timing
from domain.days import end_of_day, local_day
from domain.referrals.hospital_facts import Basis
from domain.referrals.level_facts import CrisisLevel
from domain.referrals.level_state import is_more_severe

_BY_BASIS = frozenset({Step.RECEIVED, Step.REFERRED_AGAIN})
_BY_NO_LEVEL = _BY_BASIS | {
    *(Step.CHASED, Step.LEAVE_OVER, Step.RETURN_REVIEWED, Step.APPEAL_REVIEWED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The clocks of a case so far; `level` None = assessed, and no crisis was found.

    `seen_at` is when the child first came to the hospital, `back_on` when it came back to school:
    follow-ups count from both.
    """

    timing: Timing
    level: CrisisLevel | None = None
    is_provisional: bool = True
    is_over: bool = False
    basis: Basis | None = None
    seen_at: datetime | None = None
    back_on: date | None = None
    running: Mapping[Step, Deadline] = field(default_factory=dict)
    done: tuple[Deadline, ...] = ()

    @property
    def runs_by(self) -> CrisisLevel:
        """Return the level by which clocks run: where there is no crisis, the mildest."""
        return self.level or CrisisLevel.YELLOW

    def begun(self, step: Step, at: datetime, due_at: datetime | None = None) -> "Clocks":
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

    def finished(self, step: Step, moment: Moment) -> "Clocks":
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

    def stopped(self, step: Step, at: datetime) -> "Clocks":
        """Return the clocks without that of a step which nobody has to do any more."""
        if step not in self.running:
            return self
        rest = {each: running for each, running in self.running.items() if each is not step}
        over = replace(self.running[step], ended_at=at)
        return replace(self, running=rest, done=(*self.done, over))

    def ended(self, at: datetime) -> "Clocks":
        """Return the clocks of a case that is over."""
        stopped = (replace(each, ended_at=at) for each in self.running.values())
        return replace(self, is_over=True, running={}, done=(*self.done, *stopped))

    def at_level(
        self, level: CrisisLevel | None, at: datetime, *, is_provisional: bool
    ) -> "Clocks":
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
        rules, today = self.timing.rules, local_day(at)
        came_on = local_day(self.seen_at) if self.seen_at else None
        due = []
        if came_on is not None:
            days = rules.hospital.next_follow_up(self.runs_by.value, (today - came_on).days)
            due += [came_on + timedelta(days=days)] if days else []
        if self.back_on is not None:
            days = rules.returning.next_follow_up((today - self.back_on).days)
            due += [self.back_on + timedelta(days=days)] if days else []
        return end_of_day(min(due)) if due else None

    def followed(self, at: datetime) -> "Clocks":
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
