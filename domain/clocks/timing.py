"""One step of a case and by when it is due, and how time is counted for it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.calendar import Calendar
from domain.clocks.facts import Step
from domain.clocks.talks import talk_due
from domain.days import end_of_day, local_day
from domain.referrals.hospital.answer_by import is_urgent, receive_by, refer_again_by
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.levels.level_facts import CrisisLevel
from domain.ruleset import RuleSet, RulesOverTime
from domain.ruleset.clocks import Minutes, Within
from domain.ruleset.semesters import in_holidays
from domain.shared import PauseId

_PER_CENT = 100
_BY_CALENDAR_DAYS = frozenset(
    {Step.CHASED, Step.FOLLOWED_UP, Step.SUPPORT_REVIEWED, Step.TALKED_AGAIN}
)
"""What is due on a day that somebody named or a schedule has, whether it is worked or not."""
_ONE_DAY, _A_MOMENT = timedelta(days=1), timedelta(microseconds=1)
"""The end of a day is the first moment of the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """From when until when a clock stands still; `ends_at` lies ahead while it does.

    One that `is_void` was ended by danger: from then on the clock counts as if it had never been.
    Nor does one count that `is_outrun`: the level rose since, and the step is due from then on.
    """

    pause_id: PauseId
    from_at: datetime
    ends_at: datetime
    is_void: bool = False
    is_outrun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One step of a case and by when it is due; it runs until it is done or the case is over.

    `done_at` is when it was done, `learned_at` when that was recorded. With its `pauses` it is due
    later, by the time for which it stood still.
    """

    step: Step
    level: CrisisLevel
    is_provisional: bool
    began_at: datetime
    soon_at: datetime
    due_at: datetime
    done_at: datetime | None = None
    learned_at: datetime | None = None
    ended_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()

    @property
    def is_running(self) -> bool:
        """Return whether it is still to be done."""
        return self.done_at is None and self.ended_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Return whether it is still to be done though its time is over."""
        return self.is_running and self.due_at <= now

    def paused_until(self, now: datetime) -> datetime | None:
        """Return until when the clock stands still; None where it runs, or is over."""
        if not self.is_running:
            return None
        return max((p.ends_at for p in self.pauses if p.from_at <= now < p.ends_at), default=None)

    @property
    def ended_over_time(self) -> bool:
        """Return whether its time was over when it was recorded as done, or as needed no more."""
        over_at = self.learned_at or self.ended_at
        return over_at is not None and over_at > self.due_at

    @property
    def was_late(self) -> bool:
        """Return whether it was done when its time was over."""
        return self.done_at is not None and self.done_at > self.due_at


@dataclass(frozen=True, slots=True)
class Timing:
    """The numbers and the calendar by which time is counted."""

    rules: RuleSet
    calendar: Calendar

    def after(self, at: datetime, within: Within) -> datetime:
        """Return when so much time has passed."""
        if isinstance(within, Minutes):
            return at + timedelta(minutes=within.minutes)
        closes_at_hour = self.rules.clocks.closes_at_hour
        return self.calendar.end_of_working_day(at, within.days, closes_at_hour=closes_at_hour)

    def as_paused(self, deadline: Deadline) -> Deadline:
        """Return a deadline as it is due with all that it stood still, and due soon as before."""
        for each in deadline.pauses:
            due_at, soon_at = deadline.due_at, deadline.soon_at
            if each.is_void:
                due_at = max(due_at, each.ends_at)
            elif not each.is_outrun:
                due_at = self._resumed(deadline.step, due_at, each)
                soon_at = max(each.ends_at, due_at - (deadline.due_at - soon_at))
            deadline = replace(deadline, due_at=due_at, soon_at=min(soon_at, due_at))
        return deadline

    def _resumed(self, step: Step, due_at: datetime, pause: Pause) -> datetime:
        """Return by when a step is due whose clock stood still: at the end of a day.

        As many days are left as were, that of the pause and the last one with them: nobody loses
        time by a pause.
        """
        stood_on, goes_on = local_day(pause.from_at), local_day(pause.ends_at)
        due_on = local_day(due_at - _A_MOMENT)
        if step in _BY_CALENDAR_DAYS:
            return max(end_of_day(goes_on + (due_on - stood_on)), due_at)
        left = self.calendar.working_days_between(stood_on - _ONE_DAY, due_on)
        return max(end_of_day(self.calendar.working_days_after(goes_on - _ONE_DAY, left)), due_at)

    def soon(self, began_at: datetime, due_at: datetime) -> datetime:
        """Return from when on a step is due soon."""
        return began_at + (due_at - began_at) * self.rules.clocks.soon_percent / _PER_CENT

    def due(self, step: Step, level: CrisisLevel, at: datetime) -> datetime:
        """Return by when a step is due that begins at a moment and runs by a level."""
        if step is Step.TALKED_AGAIN:
            return talk_due(level, at, self.rules.refusing)
        clocks = self.rules.clocks.at(level.value)
        within = {
            Step.TAKEN: clocks.taken,
            Step.ACCOMPANIED: self.rules.clocks.accompanied,
            Step.ASSESSED: clocks.assessed,
            Step.GUARDIAN_INFORMED: clocks.guardian_informed,
            Step.SOUGHT_AGAIN: self.rules.seeking.again[level.value],
            Step.OTHER_TOLD: clocks.guardian_informed,
            Step.DECIDED: clocks.decided,
            Step.SEEN: self.rules.hospital.seen_within(level.value),
            Step.FEEDBACK: self.rules.hospital.told_within(level.value),
        }
        return self.after(at, within[step])

    def is_for_duty_teacher(self, step: Step, due_at: datetime) -> bool | None:
        """Return whether a follow-up falls in the school holidays, when no class is there.

        None where the rule set knows no semesters: then nobody can tell.
        """
        if step is not Step.FOLLOWED_UP:
            return False
        return in_holidays(local_day(due_at - _A_MOMENT), self.rules.terms)

    def due_on_basis(self, step: Step, basis: Basis, level: CrisisLevel, at: datetime) -> datetime:
        """Return by when a step is due that runs by what the referral rests on, sooner at red."""
        by = receive_by if step is Step.RECEIVED else refer_again_by
        return by(at, self.rules, self.calendar, urgent=is_urgent(basis, level))


def timing_at(rules: RulesOverTime, calendar: Calendar, moment: datetime | None) -> Timing:
    """Return the numbers and the calendar by which time is counted that begins at a moment."""
    return Timing(rules.at(moment), calendar)
