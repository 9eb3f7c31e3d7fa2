"""How many pupils of a school wait for a talk, told to whoever leads or advises there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.ports import Actor, Ledger
from application.reads.discretion import having_cases, is_kept_out
from application.reads.reading import Look, note_reading
from application.rows import OrganisationRow
from application.screening.interviews import (
    AskedInterviews,
    overdue_among,
    school_places,
    without_involved,
)
from application.screening.lead_rows import LeadDue
from application.screening.turns import LINE, turns_with
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.reads.facts import Reading
from domain.shared import OrganisationId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewCount:
    """How many wait at a school, for how many of them the last day is over.

    Of them `passed_on` are for the next in line to talk with, and `unattended` for nobody: no
    psychology teacher is in post there (`nobody_talks`), each is kept out, or the child is at no
    school any more. `unclear` are left out of all these numbers, since nobody can tell who is kept
    out. `dropped` were taken off the list without a talk since leads are kept.
    """

    school: OrganisationRow
    waiting: int
    overdue: int
    nobody_talks: bool
    passed_on: int = 0
    unattended: int = 0
    unclear: int = 0
    dropped: int = 0


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
    access = standings.require_reading(Asking.COUNT_SCREENINGS)
    schools = ledger.directory.organisations_among(places)
    return tuple(
        _count_of(
            ledger,
            schools[key],
            Look(
                # Each school is a reading of its own.
                read_id=uuid5(read_id, f"interviews/{key}"),
                actor=standings.actor,
                now=now,
                what=Reading.INTERVIEW_COUNTS,
                access=access,
            ),
        )
        for key in sorted(schools, key=lambda each: (schools[each].name, each))
    )


def _count_of(ledger: Ledger, school: OrganisationRow, look: Look) -> InterviewCount:
    key, today = school.organisation_id, local_day(look.now)
    strayed = ledger.screenings.strayed((key,))
    rows = (*ledger.screenings.waiting((key,)), *strayed)
    counted = without_involved(ledger, look.actor, rows, look.now)
    note_reading(ledger, look, list(dict.fromkeys(each.child_id for each in counted)))
    has_teacher = _has_teacher(ledger, key, today)
    asked = counted if not has_teacher else _unclear_whose(ledger, look, counted, strayed)
    passed_on, unattended = _unmet(ledger, look, asked)
    since = today - timedelta(days=ledger.rules.screening.kept_days)
    return InterviewCount(
        school=school,
        waiting=len(counted),
        overdue=overdue_among(counted, today),
        nobody_talks=not has_teacher,
        passed_on=passed_on,
        unattended=unattended,
        unclear=_unclear(ledger, look, set(rows) - set(counted)),
        dropped=ledger.screenings.dropped(key, since),
    )


def _unclear(ledger: Ledger, look: Look, left_out: Collection[LeadDue]) -> int:
    me, now = look.actor.person_id, look.now
    return sum(is_kept_out(ledger, me, each.child_id, now) is None for each in left_out)


def counts_beside(ledger: Ledger, asked: AskedInterviews) -> tuple[InterviewCount, ...]:
    """Return the numbers of those schools of whose pupils the person is shown no list, or a part.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, asked.actor, asked.now)
    places = places_by_duty(standings, Asking.COUNT_SCREENINGS, asked.now)
    beside = places - school_places(standings, asked.now)
    return counts_at(ledger, standings, beside, asked.now, asked.read_id) if beside else ()


def _has_teacher(ledger: Ledger, school_id: OrganisationId, today: date) -> bool:
    held = ledger.access.posts_at((school_id,), today)
    return any(each.role is Role.PSYCHOLOGY_TEACHER for each in held)


def _unclear_whose(
    ledger: Ledger, look: Look, rows: Collection[LeadDue], strayed: Collection[LeadDue]
) -> tuple[LeadDue, ...]:
    """Return those whom the teachers of the school may not be able to talk with: hardly any."""
    cases = having_cases(ledger, look.actor, [each.child_id for each in rows], look.now)
    return tuple(each for each in rows if each.child_id in cases or each in strayed)


def _unmet(ledger: Ledger, look: Look, rows: Collection[LeadDue]) -> tuple[int, int]:
    """Return with how many the next in line talks, and with how many nobody can."""
    children = list({each.child_id: None for each in rows})
    turns = turns_with(ledger, look.actor, children, look.now)
    found = [turns[each.child_id] for each in rows]
    passed_on = sum(each is not None and each.role is not LINE[0] for each in found)
    return passed_on, found.count(None)


def may_bring(ledger: Ledger, actor: Actor, now: datetime) -> frozenset[OrganisationId]:
    """Return for which schools somebody may bring results. Raises: NotPermitted, Unavailable."""
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.RECORD_SCREENING)
    return places_by_duty(standings, Asking.RECORD_SCREENING, now)
