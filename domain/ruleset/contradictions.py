"""Which numbers of a version contradict each other: a graver level, e.g., never waits longer."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from domain.errors import Invalid
from domain.ruleset.clocks import Minutes, Within
from domain.ruleset.levels import EveryDays, Interval
from domain.ruleset.semesters import semesters_around
from domain.ruleset.version import RuleSet

SEMESTER_DAYS = range(100, 171)
"""So long is a semester: what is counted in equal parts of it is neither daily nor never."""

_ANY_DAY = date(2026, 6, 1)
_AN_HOUR = 60
_A_DAY = 24 * _AN_HOUR
_A_SEMESTER_DAYS = 120
_GRAVER = (("red", "orange"), ("orange", "yellow"))
_STEPS = ("taken", "assessed", "guardian_informed", "decided", "again")
_CONTACTS = ("home_visit", "talk", "carer_call", "reassess")


def require_no_contradiction(rules: RuleSet) -> None:
    """Raises: Invalid, with the name of a number for a field, when two contradict each other."""
    _require_graver_sooner(rules)
    _require_graver_reviewed_sooner(rules)
    _require_graver_looked_after(rules)
    _require_graver_oftener(rules)
    _require_first_visits(rules)
    if rules.crisis.pause_days_at_most > rules.crisis.pause_days_in_all:
        raise Invalid("rule_one_pause_longer", "crisis.pause_days_in_all")
    if rules.children_per_mentor_with_high > rules.children_per_mentor:
        raise Invalid("rule_more_with_high", "children_per_mentor_with_high")
    _require_semesters(rules)


def _require_graver_sooner(rules: RuleSet) -> None:
    for name, by_level in _waits_of(rules):
        for graver, milder in _GRAVER:
            if _may_take_longer(by_level[graver], by_level[milder], rules):
                raise Invalid("rule_graver_waits_longer", name.format(graver))


def _waits_of(rules: RuleSet) -> Iterable[tuple[str, Mapping[str, Within]]]:
    by_level = rules.clocks.by_level
    for step in _STEPS:
        waits = {level: getattr(clocks, step) for level, clocks in by_level.items()}
        yield f"clocks.by_level.{{}}.{step}", waits
    yield "seeking.again.{}", rules.seeking.again
    yield "hospital.seen.{}", rules.hospital.seen
    yield "hospital.told.{}", rules.hospital.told


def _may_take_longer(graver: Within, milder: Within, rules: RuleSet) -> bool:
    """Return whether there is a moment from which on the graver one would be due later.

    Working days may be many days of a holiday, so none is sure to be shorter than minutes.
    """
    if isinstance(graver, Minutes):
        return graver.minutes > _shortest(milder, rules)
    return isinstance(milder, Minutes) or graver.days > milder.days


def _shortest(within: Within, rules: RuleSet) -> int:
    """Return in minutes how long it is at least: a day ends soonest for what came last on it."""
    if isinstance(within, Minutes):
        return within.minutes
    return within.days * _A_DAY or _A_DAY - rules.clocks.closes_at_hour * _AN_HOUR


def _require_graver_reviewed_sooner(rules: RuleSet) -> None:
    days = rules.crisis.support_review_days
    for graver, milder in _GRAVER:
        if days[graver] > days[milder]:
            name = f"crisis.support_review_days.{graver}"
            raise Invalid("rule_graver_waits_longer", name)


def _require_graver_looked_after(rules: RuleSet) -> None:
    """Raises: Invalid when by some day a milder level was looked after more often."""
    for graver, milder in _GRAVER:
        by_level = rules.hospital.follow_up_days
        _require_as_often(by_level[graver], by_level[milder], f"hospital.follow_up_days.{graver}")
    talks = rules.refusing.days
    _require_as_often(talks["orange"], talks["yellow"], "refusing.days.orange")


def _require_as_often(graver: tuple[int, ...], milder: tuple[int, ...], name: str) -> None:
    for times, day in enumerate(milder, start=1):
        if sum(each <= day for each in graver) < times:
            raise Invalid("rule_graver_seen_less", name)


def _require_graver_oftener(rules: RuleSet) -> None:
    for level in rules.care_levels[1:]:
        for contact in _CONTACTS:
            less, more = (getattr(rules.levels[at], contact) for at in (level - 2, level - 1))
            if _days(more) > _days(less):
                raise Invalid("rule_graver_seen_less", f"levels.{level}.{contact}")


def _require_first_visits(rules: RuleSet) -> None:
    """Raises: Invalid when a graver level is first visited later; without a day it has none."""
    for level in rules.care_levels[1:]:
        milder, graver = (rules.levels[at].first_visit_within_days for at in (level - 2, level - 1))
        if milder is not None and graver is not None and graver > milder:
            raise Invalid("rule_graver_waits_longer", f"levels.{level}.first_visit_within_days")


def _days(interval: Interval) -> float:
    if isinstance(interval, EveryDays):
        return interval.days
    return _A_SEMESTER_DAYS / interval.times


def _require_semesters(rules: RuleSet) -> None:
    """Raises: Invalid for a semester too short or too long, or begun before the one before ends."""
    for number, term in enumerate(rules.terms, start=1):
        for each in semesters_around(_ANY_DAY, (term,)):
            if (each.last_on - each.first_on).days + 1 not in SEMESTER_DAYS:
                least, most = SEMESTER_DAYS[0], SEMESTER_DAYS[-1]
                raise Invalid(
                    "rule_semester_length", f"terms.{number}", at_least=least, at_most=most
                )
    around = semesters_around(_ANY_DAY, rules.terms)
    if any(one.last_on >= two.first_on for one, two in pairwise(around)):
        raise Invalid("rule_semesters_overlap", "terms.2")
