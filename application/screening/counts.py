"""How many pupils of a school wait for a talk, told to whoever leads or advises there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.ports import Actor, Ledger
from application.reads.discretion import is_kept_out
from application.reads.reading import Look, note_reading
from application.rows import OrganisationRow
from application.screening.interviews import AskedInterviews, overdue_among, without_involved
from application.screening.lead_rows import LeadDue
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.reads.facts import Reading
from domain.shared import ChildId, OrganisationId, PersonId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewCount:
    """How many wait at a school, for how many of them the last day is over.

    `unattended` are those of them with whom nobody can talk: no psychology teacher is in post
    there (`nobody_talks`), each is kept out, or the child is at no school any more. `unclear` are
    left out of all these numbers, since nobody can tell who is kept out.
    """

    school: OrganisationRow
    waiting: int
    overdue: int
    nobody_talks: bool
    unattended: int = 0
    unclear: int = 0


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
        strayed = ledger.screenings.strayed((key,))
        rows = (*ledger.screenings.waiting((key,)), *strayed)
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
        talking = _talking(ledger, key, today)
        met = {each for each in counted if _can_talk(ledger, talking, each.child_id, now)}
        found.append(
            InterviewCount(
                school=schools[key],
                waiting=len(counted),
                overdue=overdue_among(counted, today),
                nobody_talks=not talking,
                unattended=len(set(counted) - (met - {*strayed})),
                unclear=_unclear(ledger, look, set(rows) - set(counted)),
            )
        )
    return tuple(found)


def _unclear(ledger: Ledger, look: Look, left_out: Collection[LeadDue]) -> int:
    me, now = look.actor.person_id, look.now
    return sum(is_kept_out(ledger, me, each.child_id, now) is None for each in left_out)


def counts_beside(ledger: Ledger, asked: AskedInterviews) -> tuple[InterviewCount, ...]:
    """Return the numbers of those schools of whose pupils the person is shown no list.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, asked.actor, asked.now)
    places = places_by_duty(standings, Asking.COUNT_SCREENINGS, asked.now)
    named = places_by_duty(standings, Asking.READ_SCREENING, asked.now)
    return counts_at(ledger, standings, places - named, asked.now, asked.read_id)


def _talking(ledger: Ledger, school_id: OrganisationId, today: date) -> frozenset[PersonId]:
    held = ledger.access.posts_at((school_id,), today)
    return frozenset(each.person_id for each in held if each.role is Role.PSYCHOLOGY_TEACHER)


def _can_talk(
    ledger: Ledger, talking: Collection[PersonId], child_id: ChildId, now: datetime
) -> bool:
    """Return whether one of them is not kept out of a case of the child."""
    if not ledger.grants.having_cases([child_id]) | ledger.reports.children_among([child_id]):
        return bool(talking)
    return any(is_kept_out(ledger, each, child_id, now) is False for each in talking)


def may_bring(ledger: Ledger, actor: Actor, now: datetime) -> frozenset[OrganisationId]:
    """Return for which schools somebody may bring results. Raises: NotPermitted, Unavailable."""
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.RECORD_SCREENING)
    return places_by_duty(standings, Asking.RECORD_SCREENING, now)
