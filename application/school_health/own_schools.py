"""The desk of a health vice principal: own schools, what was done there, and counts of cases."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import Standings, standings_of
from application.crisis.desk.stages import CaseStage
from application.ports import Actor, History, Ledger, Unreadable
from application.reads.reading import Look, note_reading
from application.rows import DutyRow, OrganisationRow
from application.school_health.duty_log import advising_state, advising_stream
from application.school_health.health_posts import HealthPost, PostStage, serving_since
from application.school_health.school_logs import EMPTY, LoggedDuty, logged_duties, progress_of
from application.screening.counts import InterviewCount, counts_at
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.advising.facts import HealthDutyKind
from domain.advising.rhythm import SemesterProgress
from domain.days import local_day
from domain.reads.facts import Reading
from domain.ruleset.semesters import Semester, semester_of
from domain.shared import Erased, OrganisationId
from domain.staff.facts import Role

LINES_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSchool:
    """One school of a health vice principal.

    `cases` counts those open to them by how far they are, None where no case may be listed: whoever
    may count them may open each, so that no number here tells more than their desk. `trainings`
    are those in which teachers learned to see a crisis, of all time. `interviews` counts the pupils
    whose screening asks for a talk. `is_unreadable` tells that the log cannot be read.
    """

    school: OrganisationRow
    duty: DutyRow
    progress: tuple[SemesterProgress, ...]
    cases: Mapping[CaseStage, int] | None
    latest: tuple[LoggedDuty, ...]
    trainings: tuple[LoggedDuty, ...]
    interviews: InterviewCount | None = None
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSchools:
    """The desk, school by school."""

    semester: Semester
    schools: tuple[OwnSchool, ...]


def own_schools(ledger: Ledger, actor: Actor, now: datetime, *, read_id: UUID) -> OwnSchools:
    """Return the asker's schools; that cases were counted is recorded first, as lists are.

    Raises: NotPermitted for who is health vice principal nowhere today; Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.LOG_HEALTH_DUTY)
    today = local_day(now)
    held = {
        each.organisation_id: each
        for each in standings.duties
        if each.role is Role.HEALTH_VICE_PRINCIPAL and each.holds_on(today)
    }
    cases = _counted(ledger, standings, held, now, read_id)
    waiting = _waiting(ledger, standings, held, now, read_id)
    schools = ledger.directory.organisations_among(held)
    found = (
        replace(
            _own(ledger, schools[key], duty, None if cases is None else cases[key], now),
            interviews=waiting.get(key),
        )
        for key, duty in held.items()
        if key in schools
    )
    return OwnSchools(
        semester=semester_of(today, ledger.rules.terms),
        schools=tuple(sorted(found, key=lambda each: each.school.name)),
    )


def _counted(
    ledger: Ledger,
    standings: Standings,
    held: Mapping[OrganisationId, DutyRow],
    now: datetime,
    read_id: UUID,
) -> Mapping[OrganisationId, Mapping[CaseStage, int]] | None:
    as_adviser = _as_adviser(standings)
    if not as_adviser.allow(Asking.LIST_CASES):
        return None
    access, me = as_adviser.require_reading(Asking.LIST_CASES), standings.actor
    rows = ledger.health.at_schools(me.person_id, held, local_day(now))
    look = Look(read_id=read_id, actor=me, now=now, what=Reading.CASE_COUNTS, access=access)
    note_reading(ledger, look, list(dict.fromkeys(each.child_id for each in rows)))
    counts: dict[OrganisationId, Counter[CaseStage]] = {each: Counter() for each in held}
    for row in rows:
        counts[row.school_id][row.stage] += 1
    return counts


def _waiting(
    ledger: Ledger,
    standings: Standings,
    held: Mapping[OrganisationId, DutyRow],
    now: datetime,
    read_id: UUID,
) -> Mapping[OrganisationId, InterviewCount]:
    as_adviser = _as_adviser(standings)
    if not as_adviser.allow(Asking.COUNT_SCREENINGS):
        return {}
    counts = counts_at(ledger, as_adviser, held, now, read_id)
    return {each.school.organisation_id: each for each in counts}


def _as_adviser(standings: Standings) -> Standings:
    """Return as health vice principal alone, whatever else somebody is: the record says so."""
    return replace(standings, held=frozenset({Standing.HEALTH_VICE_PRINCIPAL}))


def _own(
    ledger: Ledger,
    school: OrganisationRow,
    duty: DutyRow,
    cases: Mapping[CaseStage, int] | None,
    now: datetime,
) -> OwnSchool:
    key, today = school.organisation_id, local_day(now)
    history = _history(ledger, key)
    post = HealthPost(school=school, holders=(duty,), stage=PostStage.FILLED)
    log = None if history is None else advising_state(history, key)
    lines = () if history is None else logged_duties(ledger, history, key)
    counting = [each for each in lines if each.record.voided is None]
    return OwnSchool(
        school=school,
        duty=duty,
        progress=progress_of(ledger, log, serving_since(ledger, post, today), today),
        cases=cases,
        latest=lines[:LINES_AT_MOST],
        trainings=tuple(
            each for each in counting if each.record.duty.kind is HealthDutyKind.CRISIS_TRAINING
        ),
        is_unreadable=history is None,
    )


def _history(ledger: Ledger, school_id: OrganisationId) -> History | None:
    try:
        loaded = ledger.log.load([advising_stream(school_id)])
    except Unreadable:
        return None
    return EMPTY if isinstance(loaded, Erased) else loaded
