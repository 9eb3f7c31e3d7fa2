"""Who may be meant by a pupil told by hand: those at the school of the case who are called so.

It is no list to look through: the name is that of the worry, and as it was told. Nobody but whoever
has the case is answered, and each who is shown was put on record before.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import uuid5

from application.authorisation.permission import Standings
from application.crisis.cases.cases import OpenCase, standings_for_case
from application.crisis.reading.case_reading import AskedCase
from application.ports import Ledger, Unreadable
from application.reads.reading import Look, note_reading
from application.states import care_state, care_stream, child_state, children_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.names import as_said
from domain.reads.facts import Reading
from domain.referrals.joining.redirecting import RedirectConcern
from domain.shared import CaseId, ChildId, Erased, OrganisationId

SHOWN_AT_MOST = 12
"""At one school hardly more are called the same; who is not among them is told by the class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledSo:
    """A pupil of the school who is called as the worry says.

    `case_id` is the case by which they are known where they have no file: told by hand as well.
    """

    child_id: ChildId
    name: str
    school_id: OrganisationId
    class_id: OrganisationId | None = None
    village_id: OrganisationId | None = None
    case_id: CaseId | None = None


def names_told(case: OpenCase) -> frozenset[str]:
    """Return by which names the pupil of a case was told, as far as any was."""
    told = (case.state.named, *case.state.conflicting_names)
    return frozenset(as_said(each.name) for each in told if each is not None and each.name)


def is_told_by_hand(ledger: Ledger, case: OpenCase) -> bool:
    """Return whether the child of a case has no record of its own; a damaged one is a record."""
    child_id = ChildId(case.concern.child_id)
    try:
        history = ledger.log.load([children_stream(child_id)])
    except Unreadable:
        return False
    return not isinstance(history, Erased) and child_state(history, child_id).registered is None


def is_called_so(ledger: Ledger, case: OpenCase, request: RedirectConcern) -> bool:
    """Return whether a child is called as the pupil of a case was told, at the school of the case.

    Where no record can be read, nobody can tell.
    """
    school_id, names = case.concern.school_id, names_told(case)
    if school_id is None or not is_told_by_hand(ledger, case):
        return False
    pupil = _as_on_file(ledger, request.child_id)
    if pupil is not None:
        return pupil.school_id == school_id and as_said(pupil.name) in names
    is_there = request.school_id == school_id
    return is_there and request.name is not None and as_said(request.name) in names


def called_so(
    ledger: Ledger, standings: Standings, case: OpenCase, asked: AskedCase
) -> tuple[CalledSo, ...]:
    """Return who is called as the pupil of a case was told; that they are shown is recorded first.

    Nobody where the child is known, the school is not, or no name was told. Those of the class that
    was told stand alone where there are any.

    Raises: NotPermitted, Unavailable.
    """
    school_id, names = case.concern.school_id, names_told(case)
    if school_id is None or not names or not is_told_by_hand(ledger, case):
        return ()
    access = standings.require_reading(Asking.FIND_PUPIL)
    found = [*_on_file(ledger, school_id, names), *_told_too(ledger, case, asked, names)]
    here = [each for each in found if each.class_id and each.class_id == case.concern.class_id]
    shown = tuple((here or found)[:SHOWN_AT_MOST])
    look = Look(
        read_id=uuid5(asked.read_id, "called so"),
        actor=asked.actor,
        now=asked.now,
        what=Reading.SEARCH,
        access=access,
    )
    note_reading(ledger, look, list(dict.fromkeys(each.child_id for each in shown)))
    return shown


def _on_file(
    ledger: Ledger, school_id: OrganisationId, names: Collection[str]
) -> Iterator[CalledSo]:
    ledger.catch_up()
    by_name = ledger.finder.named_at(school_id, names)
    for child_id in sorted({each for found in by_name.values() for each in found}):
        pupil = _as_on_file(ledger, child_id)
        # The view may be behind: the log tells whether the child is at that school and called so.
        if pupil and pupil.school_id == school_id and as_said(pupil.name) in names:
            yield pupil


def _as_on_file(ledger: Ledger, child_id: ChildId) -> CalledSo | None:
    try:
        history = ledger.log.load([children_stream(child_id), care_stream(child_id)])
    except Unreadable:
        return None
    if isinstance(history, Erased):
        return None
    registered = child_state(history, child_id).registered
    care = care_state(history, child_id)
    if registered is None or care.schooling is None or care.schooling.school_id is None:
        return None
    return CalledSo(
        child_id=child_id,
        name=registered.name,
        school_id=care.schooling.school_id,
        class_id=care.schooling.class_id,
        village_id=care.residence.village_id if care.residence else None,
    )


def _told_too(
    ledger: Ledger, case: OpenCase, asked: AskedCase, names: Collection[str]
) -> Iterator[CalledSo]:
    """Yield who was told by hand in another open case that the person sees, by the same name."""
    today, person_id = local_day(asked.now), asked.actor.person_id
    page = ledger.health.page(person_id, today, limit=ledger.rules.page_size)
    known = {case.concern.child_id}
    for row in page.rows:
        if row.child_id in known:
            continue
        known.add(row.child_id)
        other = _seen(ledger, asked, row.case_id)
        if other is None or other.concern.school_id != case.concern.school_id:
            continue
        pupil = _as_told(other)
        if pupil and as_said(pupil.name) in names and is_told_by_hand(ledger, other):
            yield pupil


def _seen(ledger: Ledger, asked: AskedCase, case_id: CaseId) -> OpenCase | None:
    try:
        standings, case = standings_for_case(ledger, asked.actor, case_id, asked.now)
    except (NotFound, Unreadable):
        return None
    return case if standings.allow(Asking.FIND_PUPIL) and not case.state.is_over else None


def _as_told(case: OpenCase) -> CalledSo | None:
    concern, named = case.concern, case.state.named
    if named is None or named.name is None or concern.school_id is None:
        return None
    return CalledSo(
        child_id=ChildId(concern.child_id),
        name=named.name,
        school_id=concern.school_id,
        class_id=concern.class_id,
        village_id=concern.village_id,
        case_id=CaseId(concern.case_id),
    )
