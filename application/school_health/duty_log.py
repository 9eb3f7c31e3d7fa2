"""Requests about the duty log of a school, which its health vice principal writes."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import cast
from uuid import UUID, uuid5

from application.authorisation.permission import permit_at
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision, Request, record
from application.states import staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.advising import rules
from domain.advising.facts import HealthDutiesEvent
from domain.advising.state import (
    CorrectHealthDuty,
    HealthDutiesState,
    LogHealthDuty,
    VoidHealthDuty,
    fold,
)
from domain.days import local_day
from domain.errors import RuleBroken
from domain.shared import HealthDutyId, Known, OrganisationId, Stream
from domain.staff.facts import Role
from domain.staff.rules import holds_on


def advising_stream(school_id: OrganisationId) -> Stream:
    """Return the stream of what health vice principals did for one school."""
    return Stream("advising", school_id)


def advising_state(history: History, school_id: OrganisationId) -> HealthDutiesState:
    """Return what is known of the duty log of a school."""
    facts = history.of(advising_stream(school_id))
    return fold(cast("Iterable[HealthDutiesEvent]", facts))


def log_health_duty(ledger: Ledger, actor: Actor, request: LogHealthDuty, now: datetime) -> Receipt:
    """Record what the asker did for a school whose health vice principal they are today."""
    school_id, request_id = request.school_id, request.health_duty_id
    asked = _asked(ledger, actor, Asking.LOG_HEALTH_DUTY, school_id, request_id, now)
    return _record(
        ledger,
        asked,
        school_id,
        lambda history: rules.log_health_duty(
            advising_state(history, request.school_id),
            request,
            by=actor.person_id,
            served_on=_served(history, actor, request.school_id),
            today=local_day(now),
            rules=ledger.rules,
        ),
    )


def correct_health_duty(
    ledger: Ledger,
    actor: Actor,
    request: CorrectHealthDuty,
    now: datetime,
    expected_version: int | None = None,
) -> Receipt:
    """Record what an entry of the asker's own should have said.

    `expected_version` is the version of the entry's last event as the asker saw it.

    Raises: RuleBroken `changed_meanwhile` when it was corrected since.
    """
    school_id, request_id = request.school_id, request.correction_id
    asked = _asked(ledger, actor, Asking.LOG_HEALTH_DUTY, school_id, request_id, now)

    def decide(history: History) -> rules.Answer:
        answer = rules.correct_health_duty(
            advising_state(history, request.school_id),
            request,
            by=actor.person_id,
            served_on=_served(history, actor, request.school_id),
            today=local_day(now),
            rules=ledger.rules,
        )
        latest = version_of(history, request.health_duty_id)
        if not isinstance(answer, Known) and expected_version not in (None, latest):
            raise RuleBroken("changed_meanwhile")
        return answer

    return _record(ledger, asked, school_id, decide)


def void_health_duty(
    ledger: Ledger, actor: Actor, request: VoidHealthDuty, now: datetime
) -> Receipt:
    """Record that an entry of the asker's own was made in error, or that any names a pupil.

    The latter also by whoever appoints to the post, and the health side: it may be empty.
    """
    school_id = request.school_id
    request_id = uuid5(request.health_duty_id, f"void as {request.reason}")
    asked = _asked(ledger, actor, Asking.VOID_HEALTH_DUTY, school_id, request_id, now)
    return _record(
        ledger,
        asked,
        school_id,
        lambda history: rules.void_health_duty(
            advising_state(history, request.school_id), request, by=actor.person_id
        ),
    )


def version_of(history: History, health_duty_id: HealthDutyId) -> int:
    """Return the version of the last event of one entry; 0 without one."""
    versions = (
        each.version
        for each in history.recorded
        if isinstance(each.fact, HealthDutiesEvent) and each.fact.health_duty_id == health_duty_id
    )
    return max(versions, default=0)


def _asked(
    ledger: Ledger,
    actor: Actor,
    asking: Asking,
    school_id: OrganisationId,
    request_id: UUID,
    now: datetime,
) -> Request:
    context = permit_at(ledger, actor, asking, (school_id,), now)
    return Request(request_id=request_id, actor=actor, now=now, context=context)


def _record(
    ledger: Ledger,
    asked: Request,
    school_id: OrganisationId,
    decide: Callable[[History], Decision],
) -> Receipt:
    streams = [advising_stream(school_id), staff_stream(asked.actor.person_id)]
    return record(ledger, asked, streams, decide)


def _served(history: History, actor: Actor, school_id: OrganisationId) -> Callable[[date], bool]:
    """Return whether the asker was the school's health vice principal on a day, as the log has it.

    A view could be older, or have passed over a record that it could not read.
    """
    state = staff_state(history, actor.person_id)
    held = [
        each
        for each in state.assigned.values()
        if each.role is Role.HEALTH_VICE_PRINCIPAL and each.organisation_id == school_id
    ]
    return lambda on: any(holds_on(state, each, on) for each in held)
