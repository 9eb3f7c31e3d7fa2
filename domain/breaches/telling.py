"""Whom a data breach is told to: the authority in time, and the family of each affected child."""

from dataclasses import replace
from datetime import date, datetime

from domain.breaches.facts import (
    AuthorityNotified,
    GuardianLeftUntold,
    GuardianNotified,
)
from domain.breaches.rules import Answer, in_utc, require_past, require_reported
from domain.breaches.state import BreachState, LeaveUntold, NotifyAuthority, NotifyGuardian
from domain.days import local_day, require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import NAME_AT_MOST, one_line


def notify_authority(
    state: BreachState, request: NotifyAuthority, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record when the authority was told; told too late is recorded as such, never refused.

    Raises: NotFound; RuleBroken when it was told otherwise before; Invalid without a reference, or
    for a moment ahead or before the finding.
    """
    reported = require_reported(state)
    known = state.authority
    said = AuthorityNotified(
        breach_id=request.breach_id,
        organisation_id=reported.organisation_id,
        notified_at=in_utc(request.notified_at, "notified_at"),
        reference=one_line(request.reference, field="reference", at_most=NAME_AT_MOST),
        notified_by=known.notified_by if known else by,
        way=request.way,
    )
    if known is not None:
        if known == said:
            return Known((known,))
        # Before the way was asked for it was recorded without: it may still be said.
        if known != replace(said, way=None):
            raise RuleBroken("authority_already_notified")
    require_past(said.notified_at, now, rules, "notified_at")
    if said.notified_at < reported.detected_at:
        raise Invalid("before_earlier_step", "notified_at")
    return (said,)


def notify_guardian(state: BreachState, request: NotifyGuardian, *, today: date) -> Answer:
    """Record that somebody who speaks for an affected child was told, if only in the end.

    Raises: NotFound for a child who is not on the list; RuleBroken when they were told otherwise
    before; Invalid for a day ahead or before the finding.
    """
    reported = require_reported(state)
    if request.child_id not in state.affected:
        raise NotFound("child_not_affected")
    said = GuardianNotified(
        breach_id=request.breach_id,
        organisation_id=reported.organisation_id,
        child_id=request.child_id,
        spoken_by=request.spoken_by,
        means=request.means,
        told_on=request.told_on,
    )
    known = state.told.get(request.child_id)
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("guardian_already_notified")
    require_not_future(said.told_on, today, field="told_on")
    if said.told_on < local_day(reported.detected_at):
        raise Invalid("before_earlier_step", "told_on")
    return (said,)


def leave_untold(state: BreachState, request: LeaveUntold, *, by: PersonId) -> Answer:
    """Record why the family of an affected child is not told.

    Raises: NotFound for a child who is not on the list; RuleBroken when it was decided for another
    reason, when they were told, or when the breach is closed.
    """
    reported = require_reported(state)
    if request.child_id not in state.affected:
        raise NotFound("child_not_affected")
    known = state.left_untold.get(request.child_id)
    if known is not None and known.reason is request.reason:
        return Known((known,))
    if known is not None:
        raise RuleBroken("guardian_already_left_untold")
    if request.child_id in state.told:
        raise RuleBroken("guardian_already_notified")
    if state.closed is not None:
        raise RuleBroken("breach_closed")
    return (
        GuardianLeftUntold(
            breach_id=request.breach_id,
            organisation_id=reported.organisation_id,
            child_id=request.child_id,
            reason=request.reason,
            decided_by=by,
        ),
    )
