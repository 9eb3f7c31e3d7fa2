"""The clocks of one case as they run: each begins once, and ends with its step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from domain.clocks.course import Moment, Turn
from domain.clocks.facts import Step
from domain.clocks.schedule import NO_DAYS, Schedule
from domain.clocks.search import NOT_SOUGHT, Search
from domain.clocks.talks import Talks
from domain.clocks.timing import Deadline, Timing, timing_at
from domain.days import end_of_day, local_day
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_state import is_more_severe
from domain.ruleset import RulesOverTime
from domain.ruleset.clocks import WorkingDays
from domain.shared import CompanyId

_BY_BASIS = frozenset({Step.RECEIVED, Step.REFERRED_AGAIN})
_BY_NO_LEVEL = frozenset(
    {
        *(Step.CHASED, Step.LEAVE_OVER, Step.RETURN_REVIEWED, Step.APPEAL_REVIEWED),
        *(Step.SUPPORT_REVIEWED, Step.CLOSED),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The clocks of a case so far; `level` None = assessed, and no crisis was found.

    `agreed` is the level that was assessed or agreed on, whatever a case that is back at its
    assessment runs by meanwhile; that was learned `anew_at`. `found_at` is when that level, or a
    graver one, was found last; `decided_by` what somebody decided last that still goes on.
    `schedule` has the days of follow-ups, `talks` those since a family refused, which one that
    `may_mean_family` by some report has not; a hospital should see the child since
    `seems_possible_at`. Who is `with_child` was recorded then, and that it is on the way to a
    hospital or there at `brought_at`; something grave came last at `grave_at`. `timing` is that of
    the turn, what began at another moment goes by `rules` of that.
    """

    timing: Timing
    rules: RulesOverTime
    level: CrisisLevel | None = None
    is_provisional: bool = True
    is_over: bool = False
    basis: Basis | None = None
    agreed: CrisisLevel | None = None
    anew_at: datetime | None = None
    is_guardian_kept_from: bool = False
    found_at: datetime | None = None
    decided_by: Turn | None = None
    schedule: Schedule = NO_DAYS
    talks: Talks | None = None
    may_mean_family: bool = False
    seems_possible_at: datetime | None = None
    with_child: Mapping[CompanyId, datetime] = field(default_factory=dict)
    brought_at: datetime | None = None
    grave_at: datetime | None = None
    search: Search = NOT_SOUGHT
    running: Mapping[Step, Deadline] = field(default_factory=dict)
    done: tuple[Deadline, ...] = ()

    @property
    def runs_by(self) -> CrisisLevel:
        """Return the level by which clocks run: where there is no crisis, the mildest."""
        return self.level or CrisisLevel.YELLOW

    @property
    def first_at(self) -> datetime | None:
        """Return from when the first of them counted (T0); None where none ever began."""
        every = (*self.done, *self.running.values())
        return min((each.began_at for each in every), default=None)

    def begun(self, step: Step, at: datetime, due_at: datetime | None = None) -> "Clocks":
        """Return the clocks with one more, where it does not run already: nothing sets it back."""
        if self.is_over or step in self.running:
            return self
        due_at = due_at or self._due(step, at)
        begun = Deadline(
            step=step,
            level=self.runs_by,
            is_provisional=self.is_provisional,
            began_at=at,
            soon_at=self._timing_at(at).soon(at, due_at),
            due_at=due_at,
        )
        return replace(self, running={**self.running, step: begun})

    def _timing_at(self, moment: datetime) -> Timing:
        return timing_at(self.rules, self.timing.calendar, moment)

    def as_paused(self, each: Deadline) -> Deadline:
        """Return a deadline as it is due with its pauses, by the rules of when it began."""
        return self._timing_at(each.began_at).as_paused(each) if each.pauses else each

    def begun_since(self, step: Step, moment: Moment, within: WorkingDays) -> "Clocks":
        """Return the clocks with a step that counts from the day on which the family asked."""
        at = moment.learned_at
        due_at = self.timing.after(moment.happened_at or at, within)
        return self.begun(step, at, max(due_at, at))

    def _due(self, step: Step, at: datetime) -> datetime:
        """Return by when a step is due that counts from a moment, by the rules of that moment."""
        timing = self._timing_at(at)
        if step in _BY_BASIS and self.basis is not None:
            return timing.due_on_basis(step, self.basis, self.runs_by, at)
        return timing.due(step, self.runs_by, at)

    def counted_from(self, steps: Iterable[Step], at: datetime) -> "Clocks":
        """Return the clocks with these steps counted from an earlier moment, where they are."""
        running = dict(self.running)
        for step in steps:
            each = running.get(step)
            if each is not None and at < each.began_at:
                due_at = min(each.due_at, self._due(step, at))
                soon_at = self._timing_at(at).soon(at, due_at)
                running[step] = replace(each, began_at=at, soon_at=soon_at, due_at=due_at)
        return replace(self, running=running)

    def finished(self, step: Step, moment: Moment) -> "Clocks":
        """Return the clocks with this step done; that it was done before it began counts as then.

        Nor was it done later than that was recorded, whatever a clock elsewhere said.
        """
        if step not in self.running:
            return self
        stopped, at = self.running[step], moment.learned_at
        done_at = max(min(moment.happened_at or at, at), stopped.began_at)
        over = replace(stopped, done_at=done_at, learned_at=at)
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
        agreed = self.agreed if is_provisional else level
        changed = replace(self, level=level, agreed=agreed, is_provisional=is_provisional)
        if level is not CrisisLevel.RED:
            changed = changed.stopped(Step.ACCOMPANIED, at)
        if level is None:
            changed = changed.stopped(Step.GUARDIAN_INFORMED, at)
        elif changed._is_guardian_to_be_told():
            changed = changed.begun(Step.GUARDIAN_INFORMED, at)
        running = {
            step: changed._run_on(each, self.runs_by, at) for step, each in changed.running.items()
        }
        # What was overdue by the level of before stays so on record, though it has more time now.
        over = (each for each in changed.running.values() if self.as_paused(each).due_at < at)
        later = (each for each in over if running[each.step].due_at > each.due_at)
        done = (*changed.done, *(replace(each, ended_at=at) for each in later))
        changed = replace(changed, running=running, done=done)
        if not is_more_severe(changed.runs_by, self.runs_by):
            return changed
        # A graver schedule may go on where a milder one has run out.
        due_at = changed.schedule.due_since_rise(at, changed.runs_by)
        return changed.begun(Step.FOLLOWED_UP, at, due_at) if due_at else changed

    def _is_guardian_to_be_told(self) -> bool:
        """Return whether no guardian was told since the case began, or began anew."""
        told = (e.learned_at for e in self.of(Step.GUARDIAN_INFORMED) if e.learned_at is not None)
        since = self.anew_at
        return not self.is_guardian_kept_from and all(since and at < since for at in told)

    def came(self, moment: Moment) -> "Clocks":
        """Return the clocks of a child that came to the hospital for the first time."""
        at = moment.learned_at
        seen_at = min(moment.happened_at or at, at)
        seen_by = self.timing.rules.hospital
        return replace(self, schedule=replace(self.schedule, seen_at=seen_at, seen_by=seen_by))

    def planned(self, first_on: date) -> "Clocks":
        """Return the clocks of a child whose first day back at school is known."""
        back_by = self.timing.rules.returning
        return replace(self, schedule=replace(self.schedule, back_on=first_on, back_by=back_by))

    def followed(self, at: datetime, counted_from: datetime) -> "Clocks":
        """Return the clocks with the next follow-up, where the schedule has one left.

        None is due before the day on which its clock begins.
        """
        due_at = self.schedule.due(counted_from, self.runs_by)
        if due_at is None:
            return self
        return self.begun(Step.FOLLOWED_UP, at, max(due_at, end_of_day(local_day(at))))

    def looked_after(self, moment: Moment) -> "Clocks":
        """Return the clocks with a follow-up done, and the next of them begun.

        One done early counts for the day to which it is nearer than to the day before; one that is
        earlier still is one more, and leaves that day as it is.
        """
        if Step.FOLLOWED_UP not in self.running:
            return self
        done_at = min(moment.happened_at or moment.learned_at, moment.learned_at)
        done_on = local_day(done_at)
        due_on = local_day(self.running[Step.FOLLOWED_UP].due_at) - timedelta(days=1)
        if done_on - self.schedule.day_before(due_on, self.runs_by) < due_on - done_on:
            return self
        over = self.finished(Step.FOLLOWED_UP, moment)
        looked_after = replace(over, schedule=replace(over.schedule, followed_to=due_on))
        return looked_after.followed(done_at, done_at)

    def _run_on(self, each: Deadline, before: CrisisLevel, at: datetime) -> Deadline:
        """Return a deadline by the level of now; a more severe one never gives more time."""
        marked = replace(each, level=self.runs_by, is_provisional=self.is_provisional)
        rises = is_more_severe(self.runs_by, before)
        if each.step is Step.FOLLOWED_UP:
            due_at = self.schedule.due_since_rise(at, self.runs_by) if rises else None
            return self._sooner(marked, due_at, self.timing.soon(at, due_at)) if due_at else marked
        if each.step in _BY_NO_LEVEL or self.runs_by is before:
            return marked
        from_at = at if rises else each.began_at
        due_at = self._due(each.step, from_at)
        soon_at = self._timing_at(from_at).soon(from_at, due_at)
        if rises:
            return self._sooner(marked, due_at, soon_at)
        served = tuple(replace(pause, is_outrun=False) for pause in each.pauses)
        return replace(marked, due_at=due_at, soon_at=soon_at, pauses=served)

    def _sooner(self, each: Deadline, due_at: datetime, soon_at: datetime) -> Deadline:
        """Return a deadline that counts from a rise, where that is sooner than with its pauses."""
        if due_at >= self.as_paused(each).due_at:
            return each
        outrun = tuple(replace(p, is_outrun=not p.is_void) for p in each.pauses)
        return replace(each, due_at=due_at, soon_at=soon_at, pauses=outrun)
