"""The families of breaches that are left to a person to tell; that they are shown is recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.permission import Standings
from application.crisis.cases.cases import OpenCase, open_case
from application.ports import Actor, History, Ledger, Unreadable
from application.privacy.breaches import state_of
from application.privacy.due_rows import FamilyLeft
from application.privacy.left_telling import (
    access_to_tell,
    require_teller,
    require_telling,
    teller_of,
    tells_any,
)
from application.privacy.speakers import carers_on_file
from application.reads.discretion import may_be_involved_in
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from application.states import child_state, children_stream
from domain.breaches.facts import BreachReported, ToldBy
from domain.breaches.state import BreachState
from domain.children.facts import CarerRecorded
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import BreachId, ChildId, Erased, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLeft:
    """One look at families left to somebody: by whom, when, and under which id it is recorded."""

    actor: Actor
    now: datetime
    read_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftFamily:
    """A family and the breach that concerns it; the `name` is told to whoever may know of a case.

    What was found in words is told to nobody here: it may tell of people.
    """

    family: FamilyLeft
    reported: BreachReported
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftFamilies:
    """One page of the families left to somebody; `unreadable` offices have damaged records."""

    families: tuple[LeftFamily, ...]
    names: Names
    next_skip: int | None
    unreadable: tuple[OrganisationId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftFamilyNow:
    """One family as it stands, and whom to reach as far as the asker may see them.

    `carers` is None for whoever may not; `may_mean_family` that a case says guardian or carer may
    be the danger.
    """

    left: LeftFamily
    names: Names
    state: BreachState
    carers: tuple[CarerRecorded, ...] | None
    may_mean_family: bool
    may_leave_untold: bool


def left_families(ledger: Ledger, asked: AskedLeft, *, skip: int = 0) -> LeftFamilies:
    """Return a page of the families left to a person; the reading is recorded first.

    Raises: NotPermitted, Unavailable.
    """
    standings = require_teller(ledger, asked.actor, asked.now)
    size = ledger.rules.page_size
    teller = teller_of(standings, asked.now)
    rows = ledger.dues.families_left(teller, skip=skip, limit=size + 1)
    shown = _discreet(ledger, asked, rows[:size])
    _note(ledger, asked, standings, shown)
    reported, unreadable = _reported(ledger, shown)
    return LeftFamilies(
        families=tuple(
            LeftFamily(
                family=each,
                reported=reported[each.breach_id],
                name=_name(ledger, each.child_id) if each.told_by is ToldBy.HEALTH else None,
            )
            for each in shown
            if each.breach_id in reported
        ),
        names=names_of(ledger, (), {each.office for each in shown}),
        next_skip=skip + size if len(rows) > size else None,
        unreadable=unreadable,
    )


def left_family(
    ledger: Ledger,
    asked: AskedLeft,
    office: OrganisationId,
    breach_id: BreachId,
    child_id: ChildId,
) -> LeftFamilyNow:
    """Return one family that is left to a person; the reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    telling = require_telling(ledger, asked.actor, office, breach_id, child_id, asked.now)
    family = FamilyLeft(
        breach_id=breach_id, office=office, child_id=child_id, told_by=telling.told_by
    )
    _note(ledger, asked, telling.standings, (family,))
    reported = telling.state.reported
    if reported is None:
        raise NotFound("family_not_left")
    is_health = telling.told_by is ToldBy.HEALTH
    history = _history(ledger, child_id) if is_health else None
    name = _name_in(history, child_id, telling.cases) if history else None
    return LeftFamilyNow(
        left=LeftFamily(family=family, reported=reported, name=name),
        names=names_of(ledger, (), {office}),
        state=telling.state,
        carers=carers_on_file(history, child_id, telling.standings) if history else None,
        may_mean_family=telling.may_mean_family,
        may_leave_untold=telling.may_leave_untold,
    )


def count_left(ledger: Ledger, standings: Standings, now: datetime) -> int:
    """Return how many families are left to a person to tell, none to whoever tells nobody.

    Raises: Unavailable.
    """
    if not tells_any(standings):
        return 0
    return ledger.dues.count_families_left(teller_of(standings, now))


def _discreet(
    ledger: Ledger, asked: AskedLeft, rows: Sequence[FamilyLeft]
) -> tuple[FamilyLeft, ...]:
    """Return what may be shown also where a case is damaged, of which the rows cannot tell."""
    of_cases = [each.child_id for each in rows if each.told_by is ToldBy.HEALTH]
    involved = may_be_involved_in(ledger, asked.actor, of_cases, asked.now)
    return tuple(
        each for each in rows if each.told_by is not ToldBy.HEALTH or each.child_id not in involved
    )


def _note(
    ledger: Ledger, asked: AskedLeft, standings: Standings, rows: Iterable[FamilyLeft]
) -> None:
    """Record who is shown, of each kind by what and for what that may be."""
    shown = tuple(rows)
    for told_by in ToldBy:
        is_first = told_by is ToldBy.HEALTH
        children = [each.child_id for each in shown if each.told_by is told_by]
        if not children:
            continue
        look = Look(
            read_id=asked.read_id if is_first else uuid5(asked.read_id, told_by.value),
            actor=asked.actor,
            now=asked.now,
            what=Reading.BREACH,
            access=access_to_tell(standings, told_by),
        )
        note_reading(ledger, look, list(dict.fromkeys(children)))


def _reported(
    ledger: Ledger, rows: Iterable[FamilyLeft]
) -> tuple[dict[BreachId, BreachReported], tuple[OrganisationId, ...]]:
    found: dict[BreachId, BreachReported] = {}
    unreadable: set[OrganisationId] = set()
    for breach_id, office in dict.fromkeys((each.breach_id, each.office) for each in rows):
        try:
            reported = state_of(ledger, office, breach_id).reported
        except Unreadable:
            unreadable.add(office)
            continue
        if reported is not None:
            found[breach_id] = reported
    return found, tuple(sorted(unreadable))


def _name(ledger: Ledger, child_id: ChildId) -> str | None:
    try:
        history = _history(ledger, child_id)
        registered = child_state(history, child_id).registered
        if registered is not None:
            return registered.name
        cases = [open_case(ledger, each) for each in ledger.grants.cases_of(child_id)]
        return _name_in(history, child_id, cases)
    except (NotFound, Unreadable):
        return None


def _name_in(history: History, child_id: ChildId, cases: Iterable[OpenCase]) -> str | None:
    """Return who the child is by the file, or without one by a worry that said it."""
    registered = child_state(history, child_id).registered
    if registered is not None:
        return registered.name
    said = (each.state.named for each in cases)
    return next((named.name for named in said if named is not None and named.name), None)


def _history(ledger: Ledger, child_id: ChildId) -> History:
    history = ledger.log.load([children_stream(child_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    return history
