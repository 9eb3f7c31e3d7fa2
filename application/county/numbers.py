"""The numbers of a county (本县数字) for its education and health office: nobody can be told apart.

Nothing of a child is shown, so no reading is recorded: each number is of five at least, and none
follows from the others by subtraction.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from application.authorisation.permission import standings_of
from application.authorisation.places import places_by_duty
from application.crisis.desk.county_rows import AskedOfCounty, CountyCase
from application.crisis.desk.stages import CaseStage
from application.ports import Actor, Ledger
from application.reads.discretion import is_kept_out
from application.rows import OrganisationRow
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import ChildId, OrganisationId
from domain.small_numbers import Spread, untold, without_small
from domain.staff.facts import OrganisationKind, Role

K = TypeVar("K")

POSTS = (Role.CRISIS_LEAD, Role.PSYCHOLOGY_TEACHER, Role.HEALTH_VICE_PRINCIPAL)
"""Who is to be at each school for pupils in a crisis."""


class LevelOfCases(StrEnum):
    """How grave a case is; `UNKNOWN` where it was not assessed and no step runs."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    UNKNOWN = "unknown"


class CountyStep(StrEnum):
    """How far a case is, a referral that waits and one that was received as one."""

    UNTAKEN = "untaken"
    TAKEN = "taken"
    PROPOSED = "proposed"
    REFERRED = "referred"
    DECLINED = "declined"


class InTime(StrEnum):
    """Whether the time for something is over."""

    OVERDUE = "overdue"
    IN_TIME = "in_time"


class Refusal(StrEnum):
    """Whether the family refused and is to be talked with again."""

    REFUSED = "refused"
    NOT_REFUSED = "not_refused"


class Answered(StrEnum):
    """How long a hospital took to say that it received a referral."""

    WAITING = "waiting"
    WITHIN_AN_HOUR = "within_an_hour"
    WITHIN_A_DAY = "within_a_day"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """At how many of the county's schools nobody holds a post today."""

    role: Role
    vacant: int
    schools: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyNumbers:
    """All numbers of the person's counties; `hospitals` and `answered` are of what is referred.

    `names` are those of hospitals. `leads` are screenings that ask for a talk. `behind` is how many
    events the cases do not tell yet.
    """

    levels: Spread[LevelOfCases]
    steps: Spread[CountyStep]
    in_time: Spread[InTime]
    refusals: Spread[Refusal]
    hospitals: Spread[OrganisationId]
    answered: Spread[Answered]
    leads: Spread[InTime]
    vacancies: tuple[Vacancy, ...]
    names: Mapping[OrganisationId, str]
    behind: int


def county_numbers(ledger: Ledger, actor: Actor, now: datetime) -> CountyNumbers:
    """Return the numbers of the person's counties, without children in whose case they may be.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.COUNT_COUNTY)
    places, on = places_by_duty(standings, Asking.COUNT_COUNTY, now), local_day(now)
    found = ledger.health.open_in(AskedOfCounty(actor.person_id, places, on, now))
    leads = ledger.screenings.waiting(places)
    children = {each.child_id for each in found} | {each.child_id for each in leads}
    apart = _apart(ledger, actor, children, now)
    cases = [each for each in found if each.child_id not in apart]
    steps = _spread(CountyStep, (_step_of(each) for each in cases))
    referred = [each for each in cases if _step_of(each) is CountyStep.REFERRED]
    is_told = steps.cells[CountyStep.REFERRED] is not None
    at_hospitals = Counter(each.hospital_id for each in referred if each.hospital_id)
    # Where nothing is told of them, not even at which hospitals anybody is.
    hospitals = without_small(at_hospitals) if is_told else untold({})
    late = (each.due_on < on for each in leads if each.child_id not in apart)
    return CountyNumbers(
        levels=_spread(LevelOfCases, (_level_of(each.level) for each in cases)),
        steps=steps,
        in_time=_spread(InTime, (_in_time(each.is_overdue) for each in cases)),
        refusals=_spread(Refusal, (_refusal_of(each) for each in cases)),
        hospitals=hospitals,
        answered=_within(is_told, _counts(Answered, map(_answered, referred))),
        leads=_spread(InTime, map(_in_time, late)),
        vacancies=_vacancies(ledger, places, now),
        names=_names(ledger, hospitals.cells),
        behind=ledger.health.cases_behind(),
    )


def _apart(
    ledger: Ledger, actor: Actor, children: Collection[ChildId], now: datetime
) -> frozenset[ChildId]:
    """Return in whose case or report the person may be involved; reports are few, and each asked.

    Of whom nobody can tell that, they may.
    """
    reported = ledger.reports.children_among(sorted(children)) if children else frozenset()
    suspected = {
        each for each in reported if is_kept_out(ledger, actor.person_id, each, now) is not False
    }
    return ledger.health.apart(actor.person_id, local_day(now)) | suspected


def _counts(kinds: Iterable[K], found: Iterable[K]) -> Mapping[K, int]:
    counted = Counter(found)
    return {each: counted[each] for each in kinds}


def _spread(kinds: Iterable[K], found: Iterable[K]) -> Spread[K]:
    return without_small(_counts(kinds, found))


def _within(is_told: bool, counts: Mapping[K, int]) -> Spread[K]:
    """Return a spread of what another one counts as one kind, if that is told at all."""
    return without_small(counts) if is_told else untold(counts)


def _level_of(level: CrisisLevel | None) -> LevelOfCases:
    return LevelOfCases.UNKNOWN if level is None else LevelOfCases(level.value)


def _step_of(case: CountyCase) -> CountyStep:
    if case.stage in (CaseStage.ISSUED, CaseStage.ACKNOWLEDGED):
        return CountyStep.REFERRED
    return CountyStep(case.stage.value)


def _in_time(is_late: bool) -> InTime:
    return InTime.OVERDUE if is_late else InTime.IN_TIME


def _refusal_of(case: CountyCase) -> Refusal:
    return Refusal.REFUSED if case.is_refused else Refusal.NOT_REFUSED


def _answered(case: CountyCase) -> Answered:
    if case.received_at is None or case.issued_at is None:
        return Answered.WAITING
    took = case.received_at - case.issued_at
    if took <= timedelta(hours=1):
        return Answered.WITHIN_AN_HOUR
    return Answered.WITHIN_A_DAY if took <= timedelta(days=1) else Answered.LATER


def _vacancies(
    ledger: Ledger, places: Collection[OrganisationId], now: datetime
) -> tuple[Vacancy, ...]:
    schools = _schools_under(ledger.directory.organisations(), places)
    posts = ledger.access.posts_at(schools, local_day(now)) if schools else ()
    filled = Counter(role for _school, role in {(e.organisation_id, e.role) for e in posts})
    return tuple(
        Vacancy(role=role, vacant=len(schools) - filled[role], schools=len(schools))
        for role in POSTS
    )


def _schools_under(
    rows: Iterable[OrganisationRow], places: Collection[OrganisationId]
) -> frozenset[OrganisationId]:
    """Return the schools under these places, parents standing before what is under them."""
    under, schools = set(places), set()
    for row in rows:
        if row.parent_id in under:
            under.add(row.organisation_id)
            if row.kind is OrganisationKind.SCHOOL:
                schools.add(row.organisation_id)
    return frozenset(schools)


def _names(ledger: Ledger, hospitals: Iterable[OrganisationId]) -> Mapping[OrganisationId, str]:
    found = ledger.directory.organisations_among([*hospitals])
    return {key: row.name for key, row in found.items()}
