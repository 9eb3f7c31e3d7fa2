"""What is asked about who is on call at a place, and what is kept in mind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from itertools import product
from typing import assert_never

from domain.oncall.facts import (
    CallOutcome,
    DutyRosterPublished,
    DutyTelephoneTested,
    DutyTelephoneUntested,
    InterviewTurnsTold,
    OnCallEvent,
    RosterGap,
    RosterGapsTold,
    Shift,
    ShiftExchanged,
    ShiftKind,
)
from domain.oncall.hours import Watch, covers
from domain.shared import DutyRosterId, ExchangeId, OrganisationId, PersonId, ScreeningId, TrialId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedShift:
    """Who shall be on call; the rule finds in which role they can be.

    `office` is the one of whose person it is asked, where whoever holds its duty may hold others.
    """

    on: date
    kind: ShiftKind
    person_id: PersonId
    stand_in_id: PersonId | None = None
    office: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDutyRoster:
    """Say who is on call at a place in these days; `why` where others were published before."""

    organisation_id: OrganisationId
    duty_roster_id: DutyRosterId
    first_on: date
    last_on: date
    shifts: tuple[AskedShift, ...]
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeShift:
    """Say that somebody takes, or took, the shift of another."""

    organisation_id: OrganisationId
    exchange_id: ExchangeId
    on: date
    kind: ShiftKind
    given_by: PersonId
    taken_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class TryTelephone:
    """Say what came of calling the published number of a place on a day."""

    organisation_id: OrganisationId
    trial_id: TrialId
    telephone: str
    outcome: CallOutcome
    called_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallState:
    """Who is on call at one place, day by day; a published day without anybody has no shifts."""

    shifts: Mapping[date, tuple[Shift, ...]] = field(default_factory=dict)
    published: Mapping[DutyRosterId, DutyRosterPublished] = field(default_factory=dict)
    exchanged: Mapping[ExchangeId, ShiftExchanged] = field(default_factory=dict)
    told: frozenset[RosterGap] = frozenset()
    tested: Mapping[TrialId, DutyTelephoneTested] = field(default_factory=dict)
    untested_since: frozenset[date] = frozenset()

    def during(self, watch: Watch) -> tuple[Shift, ...]:
        """Return who is on call in these hours."""
        return tuple(
            each
            for each in self.shifts.get(watch.on, ())
            if covers(each.kind, is_night=watch.is_night)
        )


NOBODY_ON_CALL = OnCallState()


def evolve(state: OnCallState, event: OnCallEvent) -> OnCallState:
    """Return what the rules know after one more fact."""
    match event:
        case DutyRosterPublished():
            kept = {
                on: shifts
                for on, shifts in state.shifts.items()
                if not event.first_on <= on <= event.last_on
            }
            published = {**state.published, event.duty_roster_id: event}
            told = [each for each in state.told if not event.first_on <= each.on <= event.last_on]
            return replace(
                state,
                shifts={**kept, **_by_day(event.shifts)},
                published=published,
                told=frozenset(told),
            )
        case ShiftExchanged():
            on_that_day = state.shifts.get(event.on, ())
            shifts = {**state.shifts, event.on: tuple(_after(event, each) for each in on_that_day)}
            exchanged = {**state.exchanged, event.exchange_id: event}
            # Of a day that changed whatever lacks is told anew.
            told = [each for each in state.told if each.on != event.on]
            return replace(state, shifts=shifts, exchanged=exchanged, told=frozenset(told))
        case RosterGapsTold():
            return replace(state, told=state.told | {*event.gaps})
        case DutyTelephoneTested():
            return replace(state, tested={**state.tested, event.trial_id: event})
        case DutyTelephoneUntested():
            return replace(state, untested_since=state.untested_since | {event.since_on})
        case InterviewTurnsTold():
            return state  # No rule of a roster asks for it: `turns_told` does.
        case _:
            assert_never(event)


def fold(facts: Iterable[OnCallEvent]) -> OnCallState:
    """Return what the rules know after these facts of one place."""
    return reduce(evolve, facts, NOBODY_ON_CALL)


def turns_told(facts: Iterable[OnCallEvent]) -> frozenset[tuple[PersonId, ScreeningId]]:
    """Return who was told by these facts of one place that it is their turn, and of which lead."""
    told = (each for each in facts if isinstance(each, InterviewTurnsTold))
    return frozenset(pair for each in told for pair in product(each.told_ids, each.screening_ids))


def is_shift(shift: Shift, event: ShiftExchanged | ExchangeShift) -> bool:
    """Return whether a shift is the one that is given away."""
    return (shift.on, shift.kind, shift.person_id) == (event.on, event.kind, event.given_by)


def _after(event: ShiftExchanged, shift: Shift) -> Shift:
    if not is_shift(shift, event):
        return shift
    stand_in_id = None if shift.stand_in_id == event.taken_by else shift.stand_in_id
    return replace(shift, person_id=event.taken_by, role=event.role, stand_in_id=stand_in_id)


def _by_day(shifts: Iterable[Shift]) -> Mapping[date, tuple[Shift, ...]]:
    found: dict[date, tuple[Shift, ...]] = {}
    for each in shifts:
        found[each.on] = (*found.get(each.on, ()), each)
    return found
