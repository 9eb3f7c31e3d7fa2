"""The list of pupils whose screening asks for a talk (访谈名单), and one of them.

It stands apart from all that is told of a crisis. That somebody is shown it is recorded first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.care_files.heads import Head, head_of
from application.ports import Actor, Ledger, Unreadable
from application.reads.discretion import may_be_involved_in
from application.reads.looking import Asked
from application.reads.reading import Look, note_reading
from application.screening.lead_rows import LeadDue
from application.screening.standing import standings_for_screening
from application.screening.streams import agrees, screening_state, screening_stream
from application.screening.turns import in_turn
from application.screening.worries import worry_after
from application.states import (
    care_state,
    care_stream,
    child_state,
    children_stream,
    consent_stream,
)
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.days import local_day
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.screening.state import Lead
from domain.shared import CaseId, ChildId, Erased, OrganisationId, ScreeningId, Stream
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedInterviews:
    """One look at the list: by whom, when, and under which id it is recorded."""

    actor: Actor
    now: datetime
    read_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewLine:
    """One lead on the list; `lead` and `name` are None where the record cannot be read.

    Of one whose family took its consent back nothing is told but that (`agrees`). `in_turn` tells
    that no psychology teacher can talk with the pupil, so that the reader does.
    """

    row: LeadDue
    name: str | None = None
    school_id: OrganisationId | None = None
    class_id: OrganisationId | None = None
    in_turn: bool = False
    lead: Lead | None = None
    agrees: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Interviews:
    """One page of the list: `total` and `overdue` count all of it, `behind` what it lacks."""

    lines: tuple[InterviewLine, ...]
    total: int
    overdue: int
    behind: int
    next_skip: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewNow:
    """One lead, and the pupil; `raised_at` is when the worry of `case_id` was raised about them.

    Without `raised_at` that id waits for a worry.
    """

    head: Head
    lead: Lead
    agrees: bool
    case_id: CaseId
    raised_at: datetime | None


def interviews(
    ledger: Ledger, asked: AskedInterviews, *, skip: int = 0, is_over: bool = False
) -> Interviews:
    """Return a page of those who wait for a talk, or of those who were talked with (`is_over`).

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, asked.actor, asked.now)
    access = standings.require_reading(Asking.READ_SCREENING)
    today, (rows, standing_in) = local_day(asked.now), _theirs(ledger, standings, asked, is_over)
    shown = without_involved(ledger, asked.actor, rows, asked.now)
    page = shown[skip : skip + ledger.rules.page_size]
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.INTERVIEWS,
        access=access,
    )
    note_reading(ledger, look, _children(page))
    further = skip + len(page)
    return Interviews(
        lines=tuple(
            replace(_line(ledger, each, today), in_turn=each in standing_in) for each in page
        ),
        total=len(shown),
        overdue=0 if is_over else overdue_among(shown, today),
        behind=ledger.screenings.behind(),
        next_skip=further if further < len(shown) else None,
    )


def _theirs(
    ledger: Ledger, standings: Standings, asked: AskedInterviews, is_over: bool
) -> tuple[tuple[LeadDue, ...], frozenset[LeadDue]]:
    """Return the leads of somebody's list, and those of them for which they stand in.

    With whom others talked before is told to nobody who stands in.
    """
    now, leads = asked.now, ledger.screenings
    own = school_places(standings, now)
    if is_over:
        return leads.talked(own, local_day(now)), frozenset()
    beside = places_by_duty(standings, Asking.READ_SCREENING, now) - own
    waiting = leads.waiting(own)
    known = set(waiting)
    further = (each for each in leads.waiting(beside) if each not in known)
    standing_in = in_turn(ledger, asked.actor, further, now) if beside else ()
    rows = sorted((*waiting, *standing_in), key=lambda each: (each.due_on, each.screening_id))
    return tuple(rows), frozenset(standing_in)


def school_places(standings: Standings, now: datetime) -> frozenset[OrganisationId]:
    """Return where somebody talks with pupils for themselves, not in the stead of others."""
    held = standings.held & {Standing.PSYCHOLOGY_TEACHER}
    duties = tuple(each for each in standings.duties if each.role is Role.PSYCHOLOGY_TEACHER)
    as_teacher = replace(standings, held=held, duties=duties)
    return places_by_duty(as_teacher, Asking.READ_SCREENING, now)


def interview(ledger: Ledger, asked: Asked, screening_id: ScreeningId) -> InterviewNow:
    """Return one lead of a child; the reading is recorded first.

    Raises: NotFound, also for one that was dropped or is kept no more; NotPermitted, Unavailable,
    Unreadable.
    """
    child_id = asked.child_id
    standings = standings_for_screening(ledger, asked.actor, child_id, asked.now)
    access = standings.require_reading(Asking.READ_SCREENING)
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.INTERVIEWS,
        access=access,
    )
    note_reading(ledger, look, [child_id])
    history = ledger.log.load(_streams(child_id))
    if isinstance(history, Erased):
        raise NotFound("erased")
    lead = screening_state(history, child_id).leads.get(screening_id)
    if lead is None or not lead.is_shown_on(asked.day):
        raise NotFound("screening_not_found")
    led_to = worry_after(ledger, lead)
    return InterviewNow(
        head=head_of(ledger, child_id, standings, history),
        lead=lead,
        agrees=agrees(history, child_id),
        case_id=led_to.case_id,
        raised_at=led_to.raised_at,
    )


def without_involved(
    ledger: Ledger, actor: Actor, rows: Iterable[LeadDue], now: datetime
) -> tuple[LeadDue, ...]:
    """Return the leads without those of children in whose case somebody may be involved.

    Raises: Unavailable.
    """
    found = tuple(rows)
    apart = may_be_involved_in(ledger, actor, _children(found), now)
    return tuple(each for each in found if each.child_id not in apart)


def overdue_among(rows: Iterable[LeadDue], today: date) -> int:
    """Return of how many the last day is over."""
    return sum(each.due_on < today for each in rows)


def _children(rows: Iterable[LeadDue]) -> list[ChildId]:
    return list(dict.fromkeys(each.child_id for each in rows))


def _line(ledger: Ledger, row: LeadDue, today: date) -> InterviewLine:
    """Return a line from the log; what was said since the view was moved counts."""
    try:
        history = ledger.log.load(_streams(row.child_id))
    except Unreadable:
        return InterviewLine(row=row)
    if isinstance(history, Erased):
        return InterviewLine(row=row)
    registered = child_state(history, row.child_id).registered
    schooling = care_state(history, row.child_id).schooling
    lead = screening_state(history, row.child_id).leads.get(row.screening_id)
    is_agreed = agrees(history, row.child_id)
    is_told = is_agreed and lead is not None and lead.is_shown_on(today)
    return InterviewLine(
        row=row,
        name=registered.name if registered else None,
        school_id=schooling.school_id if schooling else None,
        class_id=schooling.class_id if schooling else None,
        lead=lead if is_told else None,
        agrees=is_agreed,
    )


def _streams(child_id: ChildId) -> tuple[Stream, ...]:
    """Return what a lead is shown from: a damaged visit or pairing hides nobody from the list."""
    return (
        children_stream(child_id),
        care_stream(child_id),
        consent_stream(child_id),
        screening_stream(child_id),
    )
