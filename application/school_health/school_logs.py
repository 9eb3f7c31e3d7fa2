"""What stands in the duty log of a school, semester by semester."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import standings_for_one_of
from application.ports import Actor, History, Ledger, Recorded, Unreadable
from application.reads.looking import Names, names_of
from application.rows import OrganisationRow
from application.school_health.duty_log import advising_state, advising_stream
from domain.access.table import Request as Asking
from domain.advising.facts import HealthDutyCorrected, HealthDutyLogged
from domain.advising.rhythm import SemesterProgress, progress
from domain.advising.state import HealthDutiesState, HealthDutyRecord
from domain.days import YEARS, local_day
from domain.errors import Invalid, NotFound
from domain.ruleset.semesters import Semester, semester_of
from domain.shared import Erased, HealthDutyId, OrganisationId
from domain.staff.facts import OrganisationKind

EMPTY = History((), {})


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedDuty:
    """One entry of the log as it holds now.

    `corrected_on` are the days on which it was put right; `is_late` tells that it was learned of
    long after it was held.
    """

    record: HealthDutyRecord
    learned_on: date
    is_late: bool
    corrected_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLog:
    """The log of one school in one semester and the holidays after it, the latest first.

    `earlier_on` is a day of the semester before in which anything was logged, `later_on` of the
    next one.
    """

    school: OrganisationRow
    semester: Semester
    lines: tuple[LoggedDuty, ...]
    names: Names
    may_log: bool
    may_void: bool
    earlier_on: date | None = None
    later_on: date | None = None


def school_log(
    ledger: Ledger,
    actor: Actor,
    school_id: OrganisationId,
    now: datetime,
    on: date | None = None,
) -> SchoolLog:
    """Return the log of one school in the semester of a day, of today without one.

    Raises: NotPermitted; NotFound for what is no school; Invalid for a day beyond our time;
    Unavailable; Unreadable.
    """
    standings = standings_for_one_of(ledger, standings_of(ledger, actor, now), (school_id,), now)
    standings.require(Asking.READ_HEALTH_DUTIES)
    if on is not None and on.year not in YEARS:
        raise Invalid("not_a_day", "on")
    school = require_school(ledger, school_id)
    loaded = ledger.log.load([advising_stream(school_id)])
    history = EMPTY if isinstance(loaded, Erased) else loaded
    semester = semester_of(on or local_day(now), ledger.rules.terms)
    lines = logged_duties(ledger, history, school_id)
    held = {semester_of(each.record.duty.held_on, ledger.rules.terms) for each in lines}
    shown = tuple(each for each in lines if _semester(ledger, each) == semester)
    this = semester_of(local_day(now), ledger.rules.terms)
    return SchoolLog(
        school=school,
        semester=semester,
        lines=shown,
        names=names_of(ledger, {each.record.done_by for each in shown}, ()),
        may_log=may_log(standings),
        may_void=standings.allow(Asking.VOID_HEALTH_DUTY),
        earlier_on=max((each.first_on for each in held if each < semester), default=None),
        later_on=min((each.first_on for each in {*held, this} if each > semester), default=None),
    )


def require_school(ledger: Ledger, school_id: OrganisationId) -> OrganisationRow:
    """Return a school. Raises: NotFound for any other place."""
    school = ledger.directory.organisation(school_id)
    if school is None or school.kind is not OrganisationKind.SCHOOL:
        raise NotFound("school_not_found")
    return school


def may_log(standings: Standings) -> bool:
    """Return whether somebody writes the log of the school at which these standings hold."""
    return standings.allow(Asking.LOG_HEALTH_DUTY)


def logged_duties(
    ledger: Ledger, history: History, school_id: OrganisationId
) -> tuple[LoggedDuty, ...]:
    """Return all entries of a school, the latest held first."""
    learned: dict[HealthDutyId, Recorded[object]] = {}
    corrected: dict[HealthDutyId, list[date]] = {}
    for each in history.recorded:
        if each.stream != advising_stream(school_id):
            continue
        if isinstance(each.fact, HealthDutyLogged):
            learned[each.fact.health_duty_id] = each
        elif isinstance(each.fact, HealthDutyCorrected):
            on = local_day(each.recorded_at)
            corrected.setdefault(each.fact.health_duty_id, []).append(on)
    within = timedelta(hours=ledger.rules.late_after_hours)
    lines = (
        LoggedDuty(
            record=record,
            learned_on=local_day(learned[key].recorded_at),
            # Of what was held only the day is known, so that it counts from the end of it.
            is_late=local_day(learned[key].recorded_at - within) > record.duty.held_on,
            corrected_on=tuple(corrected.get(key, ())),
        )
        for key, record in advising_state(history, school_id).records.items()
    )
    return tuple(sorted(lines, key=lambda each: each.record.duty.held_on, reverse=True))


def logs_of(
    ledger: Ledger, school_ids: Collection[OrganisationId]
) -> Mapping[OrganisationId, HealthDutiesState | None]:
    """Return the logs of these schools, None for one that cannot be read: the others are shown."""
    wanted = sorted(set(school_ids))
    try:
        history = _loaded(ledger, wanted)
    except Unreadable:
        return {each: _one_log(ledger, each) for each in wanted}
    return {each: advising_state(history, each) for each in wanted}


def progress_of(
    ledger: Ledger, log: HealthDutiesState | None, since: date, today: date
) -> tuple[SemesterProgress, ...]:
    """Return how much was done this semester of what is expected; nothing of what nobody reads."""
    if log is None:
        return ()
    semester = semester_of(today, ledger.rules.terms)
    duties = [each.duty for each in log.counting]
    return progress(duties, semester, since=since, today=today, rules=ledger.rules)


def _one_log(ledger: Ledger, school_id: OrganisationId) -> HealthDutiesState | None:
    try:
        return advising_state(_loaded(ledger, [school_id]), school_id)
    except Unreadable:
        return None


def _loaded(ledger: Ledger, school_ids: Collection[OrganisationId]) -> History:
    loaded = ledger.log.load([advising_stream(each) for each in school_ids])
    return EMPTY if isinstance(loaded, Erased) else loaded


def _semester(ledger: Ledger, line: LoggedDuty) -> Semester:
    return semester_of(line.record.duty.held_on, ledger.rules.terms)
