"""Requests about who is on call at a place, which its heads publish."""

from collections.abc import Callable, Collection, Set
from datetime import date, datetime
from typing import cast
from uuid import UUID

from application.authorisation.places import permit_for_place
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Request, record
from application.states import staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import RuleBroken
from domain.oncall import rules
from domain.oncall.facts import DutyRosterPublished, OnCallEvent, ShiftExchanged
from domain.oncall.state import ExchangeShift, OnCallState, PublishDutyRoster, fold
from domain.shared import Known, OrganisationId, PersonId, Stream
from domain.staff.facts import Role
from domain.staff.rules import holds_on

SAYING = (DutyRosterPublished, ShiftExchanged)
"""What says who is on call; everything else in that stream only follows from it."""


def on_call_stream(organisation_id: OrganisationId) -> Stream:
    """Return the stream of who is on call at one place."""
    return Stream("oncall", organisation_id)


def on_call_state(history: History, organisation_id: OrganisationId) -> OnCallState:
    """Return who is on call at a place."""
    return fold(on_call_facts(history, organisation_id))


def on_call_facts(history: History, organisation_id: OrganisationId) -> tuple[OnCallEvent, ...]:
    """Return all that stands in the stream of who is on call at a place."""
    return cast("tuple[OnCallEvent, ...]", history.of(on_call_stream(organisation_id)))


def version_of(history: History, organisation_id: OrganisationId) -> int:
    """Return the version of what was last said of who is on call there; 0 before anything was.

    What was told or tried there since makes nobody's roster stale.
    """
    stream = on_call_stream(organisation_id)
    said = (each for each in history.recorded if each.stream == stream)
    return max((each.version for each in said if isinstance(each.fact, SAYING)), default=0)


def publish_duty_roster(
    ledger: Ledger,
    actor: Actor,
    request: PublishDutyRoster,
    now: datetime,
    expected_version: int | None = None,
) -> Receipt:
    """Record who is on call at a place in some days.

    `expected_version` is that of what was last said of the place as the asker saw it.

    Raises: RuleBroken `changed_meanwhile` when anything was said since.
    """
    named = {each.person_id for each in request.shifts}
    named |= {each.stand_in_id for each in request.shifts if each.stand_in_id is not None}

    def decide(history: History, posts: rules.Posts) -> rules.Answer:
        answer = rules.publish_duty_roster(
            on_call_state(history, request.organisation_id),
            request,
            posts=posts,
            today=local_day(now),
            rules=ledger.rules,
        )
        latest = version_of(history, request.organisation_id)
        if not isinstance(answer, Known) and expected_version not in (None, latest):
            raise RuleBroken("changed_meanwhile")
        return answer

    asked = _asked(ledger, actor, request.organisation_id, request.duty_roster_id, now)
    return _record(ledger, asked, request.organisation_id, named, decide)


def exchange_shift(ledger: Ledger, actor: Actor, request: ExchangeShift, now: datetime) -> Receipt:
    """Record that somebody takes the shift of another at a place."""
    asked = _asked(ledger, actor, request.organisation_id, request.exchange_id, now)
    return _record(
        ledger,
        asked,
        request.organisation_id,
        {request.taken_by},
        lambda history, posts: rules.exchange_shift(
            on_call_state(history, request.organisation_id),
            request,
            posts=posts,
            today=local_day(now),
            rules=ledger.rules,
        ),
    )


def _asked(
    ledger: Ledger, actor: Actor, place: OrganisationId, request_id: UUID, now: datetime
) -> Request:
    context = permit_for_place(ledger, actor, Asking.PUBLISH_DUTY_ROSTER, place, now)
    return Request(request_id=request_id, actor=actor, now=now, context=context)


def _record(
    ledger: Ledger,
    asked: Request,
    place: OrganisationId,
    named: Collection[PersonId],
    decide: Callable[[History, rules.Posts], rules.Answer],
) -> Receipt:
    streams = [on_call_stream(place), *(staff_stream(each) for each in sorted(named))]
    return record(ledger, asked, streams, lambda history: decide(history, posts_in(history, place)))


def posts_in(history: History, place: OrganisationId) -> rules.Posts:
    """Return in which roles a person is in post at the place on a day, as the log has it.

    A view could be older, or have passed over a record that it could not read.
    """
    known: dict[PersonId, Callable[[date], Set[Role]]] = {}

    def posts(person_id: PersonId, on: date) -> Set[Role]:
        if person_id not in known:
            known[person_id] = _held(history, person_id, place)
        return known[person_id](on)

    return posts


def _held(
    history: History, person_id: PersonId, place: OrganisationId
) -> Callable[[date], Set[Role]]:
    state = staff_state(history, person_id)
    there = [each for each in state.assigned.values() if each.organisation_id == place]
    return lambda on: {each.role for each in there if holds_on(state, each, on)}
