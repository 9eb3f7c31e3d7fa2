"""Which shifts of the coming days reach nobody, and telling those who answer for a place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid5

from application.authorisation.permission import Standings
from application.authorisation.places import places_by_duty
from application.oncall.publishing import on_call_state, on_call_stream, posts_in
from application.oncall.rosters import EMPTY, has_roster, places_on_call
from application.ports import Actor, Context, History, Ledger, Unreadable
from application.recording import Request, record
from application.rows import OrganisationRow
from application.states import accounts_stream, staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.accounts.addresses import WorkAddressConfirmed, WorkAddressRemoved
from domain.alerts.outside import Channel
from domain.days import local_day
from domain.errors import DomainError
from domain.oncall.facts import RosterGap, ShiftKind
from domain.oncall.gaps import find_gaps, tell_gaps, without_number
from domain.oncall.hours import days_between, shifts_of
from domain.oncall.state import OnCallState
from domain.ruleset.semesters import semester_of
from domain.shared import Erased, OrganisationId, PersonId, Stream
from domain.staff.apart import RESPONSIBLE
from domain.staff.facts import OrganisationKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGaps:
    """What lacks in the roster of one place; `is_unreadable` tells that nobody can say."""

    place: OrganisationRow
    gaps: tuple[RosterGap, ...] = ()
    is_unreadable: bool = False


def roster_gaps(ledger: Ledger, actor: Actor, now: datetime) -> tuple[PlaceGaps, ...]:
    """Return the places with gaps among those whose rosters somebody may see, their own first.

    Raises: NotPermitted, Unavailable.
    """
    rows = places_on_call(ledger, actor, now).rows
    found = (_gaps_or_damage(ledger, row, now) for row in rows)
    return tuple(each for each in found if each.gaps or each.is_unreadable)


def count_own_gaps(ledger: Ledger, standings: Standings, now: datetime) -> int:
    """Return how many gaps the rosters of somebody's own places have; a damaged one counts once."""
    own = places_by_duty(standings, Asking.READ_DUTY_ROSTER, now)
    rows = ledger.directory.organisations_among(own).values()
    found = [_gaps_or_damage(ledger, row, now) for row in rows if has_roster(row)]
    return sum(len(each.gaps) + each.is_unreadable for each in found)


def tell_at(ledger: Ledger, actor: Actor, row: OrganisationRow, now: datetime) -> bool:
    """Tell those who answer for a place of gaps in its roster that nobody was told of yet.

    Raises: RuleBroken where all were told; NotFound; Unreadable; Unavailable.
    """
    place = row.organisation_id
    streams = _streams(ledger, row, now)
    heads = heads_of(ledger, place, now)
    request = Request(
        request_id=uuid5(place, f"gaps/{now.isoformat()}"),
        actor=actor,
        now=now,
        context=Context(rules=ledger.rules.version),
    )
    return record(
        ledger,
        request,
        streams,
        lambda history: tell_gaps(
            on_call_state(history, place), place, _gaps(ledger, history, row, now), told_ids=heads
        ),
    ).fresh


def _gaps_or_damage(ledger: Ledger, row: OrganisationRow, now: datetime) -> PlaceGaps:
    try:
        streams = _streams(ledger, row, now)
        loaded = ledger.log.load(streams)
    except (Unreadable, DomainError):
        return PlaceGaps(place=row, is_unreadable=True)
    history = EMPTY if isinstance(loaded, Erased) else loaded
    return PlaceGaps(place=row, gaps=_gaps(ledger, history, row, now))


def _streams(ledger: Ledger, row: OrganisationRow, now: datetime) -> list[Stream]:
    """Return the streams that tell what lacks: of the place, and of those named in these days."""
    place = row.organisation_id
    loaded = ledger.log.load([on_call_stream(place)])
    state = OnCallState() if isinstance(loaded, Erased) else on_call_state(loaded, place)
    named = {each.person_id for on in _days(ledger, row, now) for each in state.shifts.get(on, ())}
    of_people = [stream for each in sorted(named) for stream in _of_person(each)]
    return [on_call_stream(place), staff_stream(place), *of_people]


def _of_person(person_id: PersonId) -> tuple[Stream, Stream]:
    return staff_stream(person_id), accounts_stream(person_id)


def _gaps(
    ledger: Ledger, history: History, row: OrganisationRow, now: datetime
) -> tuple[RosterGap, ...]:
    mails = any(each.channel is Channel.EMAIL for each in ledger.messages.health())
    place = row.organisation_id
    gaps = find_gaps(
        on_call_state(history, place),
        _days(ledger, row, now),
        posts=posts_in(history, place),
        has_address=_addressed(history) if mails else lambda _person: True,
        offices={each.role for each in ledger.access.posts_at((place,), local_day(now))},
    )
    first_on = semester_of(local_day(now), ledger.rules.terms).first_on
    published = staff_state(history, place).telephone
    number = published.telephone if published else None
    return (*without_number(number, first_on, _shifts(ledger, row, first_on)), *gaps)


def _days(ledger: Ledger, row: OrganisationRow, now: datetime) -> dict[date, tuple[ShiftKind, ...]]:
    today = local_day(now)
    last_on = today + timedelta(days=ledger.rules.on_call.gap_days)
    return {on: _shifts(ledger, row, on) for on in days_between(today, last_on)}


def _shifts(ledger: Ledger, row: OrganisationRow, on: date) -> tuple[ShiftKind, ...]:
    at_school = row.kind is OrganisationKind.SCHOOL
    return shifts_of(on, ledger.clocks.calendar, ledger.rules, at_school=at_school)


def _addressed(history: History) -> Callable[[PersonId], bool]:
    """Return what tells whether somebody showed that they read mail at work; no view is asked."""

    def has_address(person_id: PersonId) -> bool:
        facts = history.of(accounts_stream(person_id))
        said = [
            each for each in facts if isinstance(each, WorkAddressConfirmed | WorkAddressRemoved)
        ]
        return bool(said) and isinstance(said[-1], WorkAddressConfirmed)

    return has_address


def heads_of(ledger: Ledger, place: OrganisationId, now: datetime) -> frozenset[PersonId]:
    """Return who answers for a place: its heads, of a hospital its liaisons; else those above."""
    wanted = RESPONSIBLE | {Role.HOSPITAL_LIAISON}
    chain = ledger.access.chain_of_organisation(place)
    posts = [each for each in ledger.access.posts_at(chain, local_day(now)) if each.role in wanted]
    there = [each for each in posts if each.organisation_id == place]
    return frozenset(each.person_id for each in there or posts)
