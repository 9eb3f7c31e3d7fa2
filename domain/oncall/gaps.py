"""Finds in advance which shifts of a roster reach nobody, and tells of each once."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta

from domain.errors import RuleBroken
from domain.oncall.facts import RosterGap, RosterGapReason, RosterGapsTold, Shift, ShiftKind
from domain.oncall.hours import covers
from domain.oncall.offices import LACKS, of_office, office_of
from domain.oncall.rules import Posts, fitting
from domain.oncall.state import OnCallState
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role

_ONE_DAY, _MONDAY = timedelta(days=1), 0
_WATCHES = {False: ShiftKind.DAY, True: ShiftKind.NIGHT}


def empty_shifts(kinds: tuple[ShiftKind, ...], shifts: Collection[Shift]) -> tuple[ShiftKind, ...]:
    """Return which shifts of a day nobody holds: those of its kind, or the hours left open."""
    free = [
        kind
        for is_night, kind in _WATCHES.items()
        if not any(covers(each.kind, is_night=is_night) for each in shifts)
    ]
    return kinds if len(free) == len(_WATCHES) else tuple(free)


def find_gaps(
    state: OnCallState,
    days: Mapping[date, tuple[ShiftKind, ...]],
    *,
    posts: Posts,
    has_address: Callable[[PersonId], bool],
    offices: Collection[Role] = (),
) -> tuple[RosterGap, ...]:
    """Return what lacks on these days, each with the shifts that it has.

    `offices` are those of which somebody is in post at the place: each has to have somebody on
    call there, whoever else is; where few hold all duties, somebody of the county who holds that
    of the office too. One that was never in a roster lacks once a week.

    Where none was ever published it is the first shift of the week that begins in them: all in the
    post are told of a worry, but nobody knows whose turn it is.
    """
    if not state.published:
        return tuple(_each_week(days, RosterGapReason.NO_ROSTER))
    named = {each.role for shifts in state.shifts.values() for each in shifts}
    found = [
        gap
        for on, kinds in days.items()
        for gap in (
            *_of_day(on, kinds, state.shifts.get(on, ()), posts, has_address),
            *_of_offices(on, kinds, state.shifts.get(on, ()), named.intersection(offices), posts),
        )
    ]
    new = [
        office
        for office in LACKS
        if office in offices
        and office not in named
        and any(
            lacking_offices(kinds, state.shifts.get(on, ()), {office}, posts)
            for on, kinds in days.items()
        )
    ]
    return (*found, *(gap for office in new for gap in _each_week(days, LACKS[office])))


def without_number(
    published: str | None, first_on: date, kinds: tuple[ShiftKind, ...]
) -> tuple[RosterGap, ...]:
    """Return that a place has no number to call in a semester; nothing where it publishes one.

    `kinds` are the shifts of its first day: the first of them stands for all.
    """
    if published is not None:
        return ()
    return (RosterGap(on=first_on, kind=kinds[0], reason=RosterGapReason.NO_NUMBER),)


def lacking_offices(
    kinds: tuple[ShiftKind, ...], shifts: Collection[Shift], offices: Collection[Role], posts: Posts
) -> tuple[tuple[ShiftKind, RosterGapReason], ...]:
    """Return which shifts of a day nobody of these offices holds, and whose they are.

    Whoever is on call in another role and holds a duty of the office too is told of what comes to
    it, so that it lacks nobody then.
    """
    return tuple(
        (kind, reason)
        for office, reason in LACKS.items()
        if office in offices
        for kind in empty_shifts(kinds, _also_of(office, shifts, posts))
    )


def _also_of(office: Role, shifts: Collection[Shift], posts: Posts) -> tuple[Shift, ...]:
    return tuple(each for each in shifts if office in (each.role, *posts(each.person_id, each.on)))


def _each_week(
    days: Mapping[date, tuple[ShiftKind, ...]], reason: RosterGapReason
) -> Iterator[RosterGap]:
    for on, kinds in list(days.items())[1:]:
        if on.weekday() == _MONDAY:
            yield RosterGap(on=on, kind=kinds[0], reason=reason)


def _of_offices(
    on: date,
    kinds: tuple[ShiftKind, ...],
    shifts: Collection[Shift],
    offices: Collection[Role],
    posts: Posts,
) -> Iterator[RosterGap]:
    for kind, reason in lacking_offices(kinds, shifts, offices, posts):
        yield RosterGap(on=on, kind=kind, reason=reason)


def tell_gaps(
    state: OnCallState,
    place: OrganisationId,
    gaps: Collection[RosterGap],
    *,
    told_ids: Collection[PersonId],
) -> tuple[RosterGapsTold, ...]:
    """Record that those who answer for a place are told of gaps that nobody was told of yet.

    Raises: RuleBroken where all were told, or nobody can be.
    """
    untold = tuple(each for each in gaps if each not in state.told)
    if not untold or not told_ids:
        raise RuleBroken("gaps_told")
    told = tuple(sorted(set(told_ids)))
    return (RosterGapsTold(organisation_id=place, gaps=untold, told_ids=told),)


def _of_day(
    on: date,
    kinds: tuple[ShiftKind, ...],
    shifts: Collection[Shift],
    posts: Posts,
    has_address: Callable[[PersonId], bool],
) -> Iterator[RosterGap]:
    for kind in empty_shifts(kinds, of_office(shifts, None)):
        yield RosterGap(on=on, kind=kind, reason=RosterGapReason.NOBODY)
    for each in shifts:
        reason = _why(each, posts, has_address)
        if reason is not None:
            yield RosterGap(on=on, kind=each.kind, reason=reason, person_id=each.person_id)


def _why(
    shift: Shift, posts: Posts, has_address: Callable[[PersonId], bool]
) -> RosterGapReason | None:
    days = [shift.on]
    if covers(shift.kind, is_night=True):
        # The small hours of the next day belong to it.
        days.append(shift.on + _ONE_DAY)
    if any(fitting(posts(shift.person_id, on), office_of(shift.role)) is None for on in days):
        return RosterGapReason.NOT_IN_POST
    return None if has_address(shift.person_id) else RosterGapReason.NO_ADDRESS
