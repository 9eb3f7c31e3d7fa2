"""Every number that people chose, in one versioned value; RULES_1 is the built-in first version.

Sources: "law" names the article; "policy default" is a proposal of ours that the bureau has to
confirm (docs/architecture.md); "等保三级" are the customary values of GB/T 22239-2019 8.1.4.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from domain.data_bounds import DATA_BOUNDS_1, DataBounds
from domain.days import BirthdayConvention
from domain.door_rules import DOORS_1, DoorRules
from domain.reading_bounds import READING_BOUNDS_1, ReadingBounds
from domain.sign_in_rules import SignInRules


@dataclass(frozen=True, slots=True)
class EveryDays:
    """Again so many days after the last one."""

    days: int


@dataclass(frozen=True, slots=True)
class PerSemester:
    """So many a semester: one in each of that many equal windows of it."""

    times: int


Interval = EveryDays | PerSemester


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int


class TermDates(NamedTuple):
    """First and last day of a semester; the last may lie in the next year."""

    starts: MonthDay
    ends: MonthDay


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRules:
    """How closely to look at one care level; policy default throughout.

    `first_visit_within_days` counts from the opening of the file; without it the interval does.
    """

    home_visit: Interval
    talk: Interval
    carer_call: Interval
    reassess: Interval
    first_visit_within_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet(SignInRules):
    """One version of all numbers; a fact derived with it carries `version`."""

    version: int

    levels: tuple[LevelRules, ...]
    """Care levels 1 (stable) to 5 (high), in that order. Policy default."""
    unassessed_level: int
    """As which level a child waits who has not been assessed yet (未评估). Policy default."""
    grace_percent: int
    """How far from the due day is still on time, in percent of the interval. Policy default."""
    terms: tuple[TermDates, ...]
    """The two semesters. Policy default after the usual school calendar of Guangxi."""

    mentors_per_child: int
    """At most so many mentors look out for one child. Policy default."""
    children_per_mentor: int
    """More children than this for one mentor raise a warning. Policy default."""
    children_per_mentor_with_high: int
    """The same for a mentor one of whose children is at a high level. Policy default."""
    high_level_from: int
    """The lowest care level that counts as high. Policy default."""
    vetting_valid_days: int
    """How long a check for criminal records holds. Law: yearly, 未成年人保护法 §62."""

    duty_years_at_most: int
    """The longest term of a duty, given anew after it. Policy default: a stage of schooling."""
    administrator_years_at_most: int
    """The same for who runs the system. Policy default: shorter, looked at each year."""
    proposal_valid_days: int
    """So long after it was proposed a duty may be approved. Policy default."""
    pairing_days_at_most: int
    """The longest term of a pairing, extended after it. Policy default: yearly, as the checks."""
    ending_soon_days: int
    """So long before it ends a duty or pairing is shown to who may renew it. Policy default."""
    health_vice_principal_years_at_most: int
    """The longest term of a health vice principal. Policy default: terms of 2-3 years are usual."""
    schools_per_health_vice_principal: int
    """At most so many schools have the same one at a time. Policy default."""

    adult_at_years: int
    """The age at which nobody is a child any more. Law: 民法典 §17."""
    own_consent_from_years: int
    """From this age on a child consents alone. Law: 个人信息保护法 §31."""
    rights_answer_working_days: int
    """A request about one's own data is answered within. Law: promptly, 个人信息保护法 §50; the
    number is a policy default."""
    birthday: BirthdayConvention
    """When a year of age is complete. Law: 民法典 §201-202; the longer protection was chosen."""

    future_tolerance_minutes: int
    """How far a phone's clock may run ahead before a time counts as future. Policy default."""
    late_after_hours: int
    """What is learned later than this after it happened is marked late. Policy default."""
    contact_minutes_at_most: int
    """No visit or talk lasts longer. Policy default."""

    grant_days_at_most: int
    """The longest that access beyond a duty is granted. Policy default, for least access."""
    access_decided_within_working_days: int
    """When a request for access should be decided on. Policy default."""
    glass_minutes_at_most: int
    """How long break-glass access lasts. Policy default."""
    glass_open_at_most: int
    """So many break-glass accesses of one person run at a time. Policy default."""
    glass_reviewed_within_hours: int
    """When a break-glass access should be reviewed, from when it began. Policy default."""
    doors: DoorRules
    """The numbers of the doors beside the password."""
    page_size: int
    """Rows on one page of a list. Policy default."""
    received_cases_shown_days: int
    """So long after its last change a case that a hospital received is listed. Policy default."""
    data: DataBounds
    """How data that left is followed up."""
    reading: ReadingBounds
    """When a reading stands out. Policy default."""

    @property
    def care_levels(self) -> range:
        """The care levels that exist, lowest first."""
        return range(1, len(self.levels) + 1)

    def for_level(self, level: int | None) -> LevelRules:
        """Return the rules of a care level, or of the level that stands in for 未评估."""
        return self.levels[(self.unassessed_level if level is None else level) - 1]

    def children_advised(self, levels: Iterable[int | None]) -> int:
        """Return how many children a mentor should have at most, whose children are at `levels`."""
        if any(level is not None and level >= self.high_level_from for level in levels):
            return self.children_per_mentor_with_high
        return self.children_per_mentor


RULES_1 = RuleSet(
    version=1,
    levels=(
        LevelRules(
            home_visit=PerSemester(1),
            talk=PerSemester(2),
            carer_call=PerSemester(1),
            reassess=PerSemester(1),
        ),
        LevelRules(
            home_visit=PerSemester(2),
            first_visit_within_days=30,
            talk=EveryDays(60),
            carer_call=PerSemester(1),
            reassess=PerSemester(1),
        ),
        LevelRules(
            home_visit=EveryDays(60),
            first_visit_within_days=14,
            talk=EveryDays(30),
            carer_call=EveryDays(30),
            reassess=EveryDays(90),
        ),
        LevelRules(
            home_visit=EveryDays(30),
            first_visit_within_days=7,
            talk=EveryDays(14),
            carer_call=EveryDays(14),
            reassess=EveryDays(30),
        ),
        LevelRules(
            home_visit=EveryDays(14),
            first_visit_within_days=2,
            talk=EveryDays(7),
            carer_call=EveryDays(7),
            reassess=EveryDays(14),
        ),
    ),
    unassessed_level=3,
    grace_percent=20,
    terms=(
        TermDates(starts=MonthDay(9, 1), ends=MonthDay(1, 20)),
        TermDates(starts=MonthDay(2, 20), ends=MonthDay(7, 5)),
    ),
    mentors_per_child=4,
    children_per_mentor=5,
    children_per_mentor_with_high=3,
    high_level_from=4,
    vetting_valid_days=365,
    duty_years_at_most=3,
    administrator_years_at_most=1,
    proposal_valid_days=30,
    pairing_days_at_most=365,
    ending_soon_days=30,
    health_vice_principal_years_at_most=3,
    schools_per_health_vice_principal=2,
    adult_at_years=18,
    own_consent_from_years=14,
    rights_answer_working_days=15,
    birthday=BirthdayConvention.DAY_AFTER,
    future_tolerance_minutes=5,
    late_after_hours=24,
    contact_minutes_at_most=600,
    sign_in_failures_at_most=5,
    sign_in_failures_per_address=20,
    sign_in_locked_minutes=15,
    session_idle_minutes=30,
    session_hours_at_most=12,
    grant_days_at_most=30,
    access_decided_within_working_days=1,
    glass_minutes_at_most=60,
    glass_open_at_most=3,
    glass_reviewed_within_hours=24,
    session_first_step_minutes=10,
    factor_fresh_minutes=10,
    invitation_valid_hours=72,
    recovery_codes=10,
    password_length_at_least=10,
    password_kinds_at_least=3,
    passphrase_length=16,
    passwords_not_reused=5,
    password_valid_days=90,
    doors=DOORS_1,
    page_size=50,
    received_cases_shown_days=30,
    data=DATA_BOUNDS_1,
    reading=READING_BOUNDS_1,
)
