"""Which numbers of the rule set a city may change, within which bounds, and where those are from.

What is not named here stands as the program has it: what the law fixes (ages, years), how people
sign in (等保), what protects storage and screens, and what was counted from once for good.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from domain.ruleset.first import RULES_1
from domain.ruleset.values import RuleUnit, RuleValue, value_in
from domain.ruleset.version import RuleSet


class RuleGroup(StrEnum):
    """What numbers belong together, as people look for them."""

    CARE = "care"
    CRISIS = "crisis"
    HOSPITAL = "hospital"
    RETURNING = "returning"
    REPORTING = "reporting"
    SCREENING = "screening"
    ON_CALL = "on_call"
    PAIRING = "pairing"
    ACCESS = "access"


class BoundSource(StrEnum):
    """Why a number may not go beyond its bounds; the articles ask for speed and name no hours."""

    POLICY = "policy"
    AT_ONCE_IN_DANGER = "at_once_in_danger"
    GUARDIAN_AT_ONCE = "guardian_at_once"
    REPORT_AT_ONCE = "report_at_once"
    LEAST_ACCESS = "least_access"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One number that may be changed; `bounds` are the least and the most of it in each unit."""

    name: str
    group: RuleGroup
    bounds: Mapping[RuleUnit, tuple[int, int]]
    source: BoundSource = BoundSource.POLICY

    @property
    def units(self) -> tuple[RuleUnit, ...]:
        """The units it may have, the usual one first."""
        return tuple(self.bounds)


def _of(
    group: RuleGroup,
    source: BoundSource,
    rows: Mapping[str, Mapping[RuleUnit, tuple[int, int]]],
) -> Iterable[Parameter]:
    return (
        Parameter(name=name, group=group, bounds=MappingProxyType(bounds), source=source)
        for name, bounds in rows.items()
    )


_MINUTES, _HOURS, _DAYS = RuleUnit.MINUTES, RuleUnit.HOURS, RuleUnit.DAYS
_WORKING, _YEARS, _COUNT = RuleUnit.WORKING_DAYS, RuleUnit.YEARS, RuleUnit.COUNT
_EVERY, _SEMESTER = RuleUnit.EVERY_DAYS, RuleUnit.PER_SEMESTER
_AFTER, _HOUR = RuleUnit.DAYS_AFTER, RuleUnit.HOUR_OF_DAY
_A_DAY = 24 * 60
# A working day that is not over yet lasts so long at least: from its hour of closing to midnight.
_REST_OF_A_DAY = 7 * 60
_TIMES = (1, 20)

# The most days between two contacts, from the mildest level on. The mild levels may have so many a
# semester instead: of one, the first visit may be in its first days and the next in the last.
_CONTACTS = MappingProxyType(
    {
        "home_visit": (180, 120, 90, 60, 30),
        "talk": (120, 90, 60, 30, 14),
        "carer_call": (180, 120, 60, 30, 14),
        "reassess": (180, 180, 120, 60, 30),
    }
)
_FIRST_VISITS = MappingProxyType({5: 3, 4: 14, 3: 30, 2: 60})
_MILD_LEVELS = 2


def _contact_bounds(level: int, days: int) -> Mapping[RuleUnit, tuple[int, int]]:
    every = {_EVERY: (1, days)}
    return {**every, _SEMESTER: _TIMES} if level <= _MILD_LEVELS else every


_CARE: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    **{
        f"levels.{level}.{contact}": _contact_bounds(level, at_most)
        for level in range(5, 0, -1)
        for contact, days in _CONTACTS.items()
        for at_most in days[level - 1 : level]
    },
    **{
        f"levels.{level}.first_visit_within_days": {_DAYS: (1, days)}
        for level, days in _FIRST_VISITS.items()
    },
    "unassessed_level": {RuleUnit.LEVEL: (3, 5)},
    "grace_percent": {RuleUnit.PERCENT: (0, 50)},
    "terms.1": {RuleUnit.MONTH_DAYS: (1, 31)},
    "terms.2": {RuleUnit.MONTH_DAYS: (1, 31)},
}

# A clock may be made shorter than in the first version, never longer, whenever it begins; red
# counts in minutes alone, so that it waits for no morning and for no working day.
_CLOCKS: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    **{
        f"clocks.by_level.{level}.{step}": {_MINUTES: (1, at_most)}
        for level, steps in {
            "red": {"taken": 10, "assessed": 60, "decided": 60, "again": 10},
            "orange": {"taken": 120, "assessed": _A_DAY, "decided": 2 * _A_DAY, "again": 60},
        }.items()
        for step, at_most in steps.items()
    },
    "clocks.accompanied": {_MINUTES: (1, 15)},
    "clocks.accompanied_calls": {_COUNT: (6, 20)},
    "clocks.by_level.yellow.taken": {_WORKING: (0, 0), _MINUTES: (10, _REST_OF_A_DAY)},
    "clocks.by_level.yellow.assessed": {_WORKING: (0, 3), _MINUTES: (10, _REST_OF_A_DAY)},
    "clocks.by_level.yellow.decided": {_WORKING: (2, 5)},
    "clocks.by_level.yellow.again": {_WORKING: (0, 0), _MINUTES: (10, _REST_OF_A_DAY)},
}
_GUARDIANS: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "clocks.by_level.red.guardian_informed": {_MINUTES: (1, 60)},
    "clocks.by_level.orange.guardian_informed": {_MINUTES: (1, _A_DAY)},
    "seeking.again.red": {_MINUTES: (1, 15)},
    "seeking.again.orange": {_MINUTES: (1, 120)},
    "seeking.again.yellow": {_WORKING: (0, 1), _MINUTES: (10, _REST_OF_A_DAY)},
    **{f"seeking.attempts.{each}": {_COUNT: (2, 10)} for each in RULES_1.hospital.seen},
    "clocks.by_level.yellow.guardian_informed": {_WORKING: (0, 5), _MINUTES: (10, _REST_OF_A_DAY)},
}
_CRISIS: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "clocks.soon_percent": {RuleUnit.PERCENT: (10, 90)},
    "clocks.closes_at_hour": {_HOUR: (17, 18)},
    "worries.joined_within_hours": {_HOURS: (24, 168)},
    "crisis.at_rest_days.red": {_DAYS: (14, 90)},
    "crisis.at_rest_days.orange": {_DAYS: (14, 90)},
    "crisis.at_rest_days.yellow": {_DAYS: (30, 180)},
    "crisis.support_review_days.red": {_DAYS: (1, 7)},
    "crisis.support_review_days.orange": {_DAYS: (1, 14)},
    "crisis.support_review_days.yellow": {_DAYS: (1, 28)},
    "crisis.closed": {_WORKING: (1, 10)},
    "refusing.at_red": {_MINUTES: (30, _A_DAY)},
    "refusing.days.orange": {_AFTER: (1, 60)},
    "refusing.days.yellow": {_AFTER: (1, 90)},
    "crisis.pause_days_at_most": {_DAYS: (1, 28)},
    "crisis.pause_days_in_all": {_DAYS: (1, 56)},
}
_IN_DANGER: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "referrals.received_minutes_in_danger": {_MINUTES: (1, 30)},
    "hospital.referred_again_minutes_in_danger": {_MINUTES: (1, 30)},
    "hospital.seen.red": {_MINUTES: (30, _A_DAY)},
}
_HOSPITAL: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "referrals.received_working_days": {_WORKING: (0, 1)},
    "referrals.signed_working_days": {_WORKING: (1, 20)},
    "hospital.referred_again_working_days": {_WORKING: (0, 1)},
    "hospital.seen.orange": {_WORKING: (0, 3)},
    "hospital.seen.yellow": {_WORKING: (0, 10)},
    "hospital.told.red": {_WORKING: (0, 2)},
    "hospital.told.orange": {_WORKING: (0, 5)},
    "hospital.told.yellow": {_WORKING: (0, 10)},
    "hospital.chase_days": {_AFTER: (1, 7)},
    **{f"hospital.follow_up_days.{each}": {_AFTER: (1, 730)} for each in RULES_1.hospital.seen},
    "hospital.again": {_WORKING: (0, 0), _MINUTES: (10, _REST_OF_A_DAY)},
}
_RETURNING: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "returning.leave_days_at_most": {_DAYS: (30, 365)},
    "returning.reviewed": {_WORKING: (1, 5)},
    "returning.appeal_reviewed": {_WORKING: (1, 10)},
    "returning.first_day_within_days": {_DAYS: (1, 30)},
    "returning.deferral_days_at_most": {_DAYS: (1, 30)},
    "returning.follow_up_days": {_AFTER: (1, 365)},
}
_REPORTING: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "reporting.recorded_within": {_MINUTES: (10, 120)},
    "reporting.acknowledged_within": {_MINUTES: (5, 30)},
    "reporting.outcome_within": {_HOURS: (4, 72)},
    "reporting.outcome_again_after": {_HOURS: (4, 24)},
}
_ON_CALL: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "on_call.days_at_most": {_DAYS: (7, 186)},
    "on_call.days_ahead_at_most": {_DAYS: (31, 186)},
    "on_call.exchange_days_back": {_DAYS: (1, 62)},
    "on_call.gap_days": {_DAYS: (3, 31)},
    "on_call.test_call_days": {_DAYS: (7, 60)},
    "on_call.outage_again_minutes": {_MINUTES: (15, 240)},
    "on_call.outage_over_minutes": {_MINUTES: (1, 30)},
    "on_call.messages_kept_days": {_DAYS: (31, 1_830)},
    "on_call.week_told_hour": {_HOUR: (7, 16)},
}
_SCREENING: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "screening.talk_within_days": {_DAYS: (1, 30)},
    "screening.again_within_days": {_DAYS: (1, 14)},
    "screening.kept_days": {_DAYS: (30, 365)},
}
_PAIRING: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "mentors_per_child": {_COUNT: (1, 8)},
    "children_per_mentor": {_COUNT: (1, 10)},
    "children_per_mentor_with_high": {_COUNT: (1, 5)},
    "high_level_from": {RuleUnit.LEVEL: (3, 5)},
    "duty_years_at_most": {_YEARS: (1, 5)},
    "administrator_years_at_most": {_YEARS: (1, 2)},
    "health_vice_principal_years_at_most": {_YEARS: (1, 5)},
    "schools_per_health_vice_principal": {_COUNT: (1, 5)},
    "ending_soon_days": {_DAYS: (7, 90)},
    "school_health.visits_per_month": {_COUNT: (1, 20)},
    "school_health.lessons_per_semester": {_COUNT: (1, 20)},
    "school_health.meetings_per_semester": {_COUNT: (1, 10)},
    "school_health.lectures_per_semester": {_COUNT: (1, 10)},
}
_ACCESS: Mapping[str, Mapping[RuleUnit, tuple[int, int]]] = {
    "grant_days_at_most": {_DAYS: (1, 60)},
    "glass_minutes_at_most": {_MINUTES: (10, 60)},
    "glass_open_at_most": {_COUNT: (1, 5)},
    "glass.unreviewed_at_most": {_COUNT: (1, 5)},
    "rights_answer_working_days": {_WORKING: (1, 15)},
    "worries.brought_open_days": {_DAYS: (1, 30)},
}

PARAMETERS: tuple[Parameter, ...] = (
    *_of(RuleGroup.CARE, BoundSource.POLICY, _CARE),
    *_of(RuleGroup.CRISIS, BoundSource.AT_ONCE_IN_DANGER, _CLOCKS),
    *_of(RuleGroup.CRISIS, BoundSource.GUARDIAN_AT_ONCE, _GUARDIANS),
    *_of(RuleGroup.CRISIS, BoundSource.POLICY, _CRISIS),
    *_of(RuleGroup.HOSPITAL, BoundSource.AT_ONCE_IN_DANGER, _IN_DANGER),
    *_of(RuleGroup.HOSPITAL, BoundSource.POLICY, _HOSPITAL),
    *_of(RuleGroup.RETURNING, BoundSource.POLICY, _RETURNING),
    *_of(RuleGroup.REPORTING, BoundSource.REPORT_AT_ONCE, _REPORTING),
    *_of(RuleGroup.SCREENING, BoundSource.POLICY, _SCREENING),
    *_of(RuleGroup.ON_CALL, BoundSource.POLICY, _ON_CALL),
    *_of(RuleGroup.PAIRING, BoundSource.POLICY, _PAIRING),
    *_of(RuleGroup.ACCESS, BoundSource.LEAST_ACCESS, _ACCESS),
)
"""In the order in which pages show them and facts hold them."""

BY_NAME: Mapping[str, Parameter] = MappingProxyType({each.name: each for each in PARAMETERS})


def values_of(rules: RuleSet) -> tuple[RuleValue, ...]:
    """Return every number that may be changed as it stands in a rule set, in their one order."""
    return tuple(value_in(rules, each.name, each.units) for each in PARAMETERS)
