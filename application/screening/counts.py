"""How many pupils of a school wait for a talk, told to whoever leads or advises there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.ports import Actor, Ledger
from application.reads.reading import Look, note_reading
from application.rows import OrganisationRow
from application.screening.interviews import AskedInterviews, overdue_among, without_involved
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.reads.facts import Reading
from domain.shared import OrganisationId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewCount:
    """How many wait at a school, for how many of them the last day is over.

    `nobody_talks` tells that no psychology teacher is in post there.
    """

    school: OrganisationRow
    waiting: int
    overdue: int
    nobody_talks: bool


def interview_counts(ledger: Ledger, asked: AskedInterviews) -> tuple[InterviewCount, ...]:
    """Return the numbers of the schools of a person's duties; that they were told is recorded.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, asked.actor, asked.now)
    standings.require(Asking.COUNT_SCREENINGS)
    places = places_by_duty(standings, Asking.COUNT_SCREENINGS, asked.now)
    return counts_at(ledger, standings, places, asked.now, asked.read_id)


def counts_at(
    ledger: Ledger,
    standings: Standings,
    places: Collection[OrganisationId],
    now: datetime,
    read_id: UUID,
) -> tuple[InterviewCount, ...]:
    """Return the numbers of some of these schools, in the order of their names.

    Raises: NotPermitted, Unavailable.
    """
    access, today = standings.require_reading(Asking.COUNT_SCREENINGS), local_day(now)
    schools = ledger.directory.organisations_among(places)
    found = []
    for key in sorted(schools, key=lambda each: (schools[each].name, each)):
        rows = ledger.screenings.waiting((key,))
        counted = without_involved(ledger, standings.actor, rows, now)
        look = Look(
            # Each school is a reading of its own.
            read_id=uuid5(read_id, f"interviews/{key}"),
            actor=standings.actor,
            now=now,
            what=Reading.INTERVIEW_COUNTS,
            access=access,
        )
        note_reading(ledger, look, list(dict.fromkeys(each.child_id for each in counted)))
        found.append(
            InterviewCount(
                school=schools[key],
                waiting=len(counted),
                overdue=overdue_among(counted, today),
                nobody_talks=_nobody_talks(ledger, key, today),
            )
        )
    return tuple(found)


def _nobody_talks(ledger: Ledger, school_id: OrganisationId, today: date) -> bool:
    held = ledger.access.posts_at((school_id,), today)
    return not any(each.role is Role.PSYCHOLOGY_TEACHER for each in held)


def may_bring(ledger: Ledger, actor: Actor, now: datetime) -> frozenset[OrganisationId]:
    """Return for which schools somebody may bring results. Raises: NotPermitted, Unavailable."""
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.RECORD_SCREENING)
    return places_by_duty(standings, Asking.RECORD_SCREENING, now)
