"""What a health vice principal is shown before they log something, or change what they logged."""

from dataclasses import dataclass
from datetime import datetime

from application.authorisation.permission import permit_at
from application.ports import Actor, Ledger
from application.rows import OrganisationRow
from application.school_health.duty_log import advising_stream, version_of
from application.school_health.school_logs import (
    EMPTY,
    LoggedDuty,
    logged_duties,
    require_school,
)
from domain.access.table import Request as Asking
from domain.errors import NotFound, RuleBroken
from domain.shared import Erased, HealthDutyId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryNow:
    """An entry as it holds, with the version of its last event."""

    school: OrganisationRow
    logged: LoggedDuty
    version: int


def school_to_log(
    ledger: Ledger, actor: Actor, school_id: OrganisationId, now: datetime
) -> OrganisationRow:
    """Return a school to whoever writes its log. Raises: NotPermitted, NotFound, Unavailable."""
    return _school_for(ledger, actor, Asking.LOG_HEALTH_DUTY, school_id, now)


def entry_to_void(
    ledger: Ledger,
    actor: Actor,
    school_id: OrganisationId,
    health_duty_id: HealthDutyId,
    now: datetime,
) -> EntryNow:
    """Return an entry to whoever may take it back, be it only for naming a pupil.

    Raises: NotPermitted; NotFound; RuleBroken for one taken back; Unavailable; Unreadable.
    """
    school = _school_for(ledger, actor, Asking.VOID_HEALTH_DUTY, school_id, now)
    return _counting(ledger, school, health_duty_id)


def entry_to_change(
    ledger: Ledger,
    actor: Actor,
    school_id: OrganisationId,
    health_duty_id: HealthDutyId,
    now: datetime,
) -> EntryNow:
    """Return an entry to whoever logged it.

    Raises: NotPermitted; NotFound; RuleBroken for that of somebody else or one taken back;
    Unavailable; Unreadable.
    """
    found = _counting(ledger, school_to_log(ledger, actor, school_id, now), health_duty_id)
    if found.logged.record.done_by != actor.person_id:
        raise RuleBroken("health_duty_of_another")
    return found


def _school_for(
    ledger: Ledger, actor: Actor, asking: Asking, school_id: OrganisationId, now: datetime
) -> OrganisationRow:
    permit_at(ledger, actor, asking, (school_id,), now)
    return require_school(ledger, school_id)


def _counting(ledger: Ledger, school: OrganisationRow, health_duty_id: HealthDutyId) -> EntryNow:
    """Return an entry that was not taken back. Raises: NotFound, RuleBroken."""
    school_id = school.organisation_id
    loaded = ledger.log.load([advising_stream(school_id)])
    history = EMPTY if isinstance(loaded, Erased) else loaded
    found = [
        each
        for each in logged_duties(ledger, history, school_id)
        if each.record.logged.health_duty_id == health_duty_id
    ]
    if not found:
        raise NotFound("health_duty_not_found")
    (logged,) = found
    if logged.record.voided is not None:
        raise RuleBroken("health_duty_voided")
    return EntryNow(school=school, logged=logged, version=version_of(history, health_duty_id))
