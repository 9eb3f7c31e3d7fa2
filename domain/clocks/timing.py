"""One step of a case and by when it is due, and how time is counted for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.calendar import Calendar
from domain.clocks.facts import Step
from domain.days import local_day
from domain.referrals.hospital_facts import Basis
from domain.referrals.level_facts import CrisisLevel
from domain.referrals.referring import receive_by, refer_again_by
from domain.ruleset import RuleSet, RulesOverTime
from domain.ruleset.clocks import Minutes, Within
from domain.ruleset.semesters import in_holidays

_PER_CENT = 100
_A_MOMENT = timedelta(microseconds=1)
"""The end of a day is the first moment of the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One step of a case and by when it is due; it runs until it is done or the case is over.

    `done_at` is when it was done, `learned_at` when that was recorded.
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

    @property
    def is_running(self) -> bool:
        """Return whether it is still to be done."""
        return self.done_at is None and self.ended_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Return whether it is still to be done though its time is over."""
        return self.is_running and self.due_at <= now

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

    def soon(self, began_at: datetime, due_at: datetime) -> datetime:
        """Return from when on a step is due soon."""
        return began_at + (due_at - began_at) * self.rules.clocks.soon_percent / _PER_CENT

    def due(self, step: Step, level: CrisisLevel, at: datetime) -> datetime:
        """Return by when a step is due that begins at a moment and runs by a level."""
        clocks = self.rules.clocks.at(level.value)
        within = {
            Step.TAKEN: clocks.taken,
            Step.ASSESSED: clocks.assessed,
            Step.GUARDIAN_INFORMED: clocks.guardian_informed,
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

    def due_on_basis(self, step: Step, basis: Basis, at: datetime) -> datetime:
        """Return by when a step is due that runs by what the referral rests on."""
        by = receive_by if step is Step.RECEIVED else refer_again_by
        return by(basis, at, self.rules, self.calendar)


def timing_at(rules: RulesOverTime, calendar: Calendar, moment: datetime | None) -> Timing:
    """Return the numbers and the calendar by which time is counted that begins at a moment."""
    return Timing(rules.at(moment), calendar)
