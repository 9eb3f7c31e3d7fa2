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
    permit_at(ledger, actor, Asking.LOG_HEALTH_DUTY, (school_id,), now)
    return require_school(ledger, school_id)


def entry_to_change(
    ledger: Ledger,
    actor: Actor,
    school_id: OrganisationId,
    health_duty_id: HealthDutyId,
    now: datetime,
    *,
    own_only: bool = True,
) -> EntryNow:
    """Return an entry to whoever logged it, or where that is enough to who serves the school now.

    Raises: NotPermitted; NotFound; RuleBroken for that of somebody else or one taken back;
    Unavailable; Unreadable.
    """
    school = school_to_log(ledger, actor, school_id, now)
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
    if own_only and logged.record.done_by != actor.person_id:
        raise RuleBroken("health_duty_of_another")
    if logged.record.voided is not None:
        raise RuleBroken("health_duty_voided")
    return EntryNow(school=school, logged=logged, version=version_of(history, health_duty_id))
