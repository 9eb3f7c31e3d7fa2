"""Whom a data breach is told to: the authority in time, and the family of each affected child."""

from dataclasses import replace
from datetime import date, datetime

from domain.breaches.facts import (
    AuthorityNotified,
    BreachReported,
    GuardianLeftUntold,
    GuardianNotified,
    ToldBy,
)
from domain.breaches.rules import Answer, in_utc, require_past, require_reported
from domain.breaches.state import BreachState, LeaveUntold, NotifyAuthority, NotifyGuardian
from domain.days import local_day, require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import ChildId, Known, PersonId
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


def notify_guardian(
    state: BreachState,
    request: NotifyGuardian,
    *,
    today: date,
    told_by: ToldBy | None = None,
    may_mean_family: bool = False,
) -> Answer:
    """Record that somebody who speaks for an affected child was told, if only in the end.

    `told_by` says to whom the telling is left; None is the office itself. `may_mean_family` tells
    that a case of the child says guardian or carer may be the danger.

    Raises: NotFound for a child who is not theirs to tell of; RuleBroken when they were told
    otherwise before, or a case may mean whom they told and nobody made sure that it does not;
    Invalid for a day ahead or before the finding.
    """
    reported = require_theirs(state, request.child_id, told_by)
    said = GuardianNotified(
        breach_id=request.breach_id,
        organisation_id=reported.organisation_id,
        child_id=request.child_id,
        spoken_by=request.spoken_by,
        means=request.means,
        told_on=request.told_on,
        not_suspected=request.not_suspected if told_by is ToldBy.HEALTH else None,
    )
    known = state.told.get(request.child_id)
    if known is not None:
        # Before it was kept whether somebody made sure, it was asked all the same.
        if known in (said, replace(said, not_suspected=None)):
            return Known((known,))
        raise RuleBroken("guardian_already_notified")
    if may_mean_family and not request.not_suspected:
        raise RuleBroken("guardian_may_be_suspected", field="not_suspected")
    require_not_future(said.told_on, today, field="told_on")
    if said.told_on < local_day(reported.detected_at):
        raise Invalid("before_earlier_step", "told_on")
    return (said,)


def leave_untold(
    state: BreachState, request: LeaveUntold, *, by: PersonId, told_by: ToldBy | None = None
) -> Answer:
    """Record why the family of an affected child is not told; `told_by` as above.

    Raises: NotFound for a child who is not theirs to tell of; RuleBroken when it was decided for
    another reason, when they were told, or when the breach is closed.
    """
    reported = require_theirs(state, request.child_id, told_by)
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


def require_theirs(state: BreachState, child_id: ChildId, told_by: ToldBy | None) -> BreachReported:
    """Return the report of a breach of which these tell the family of a child. Raises: NotFound."""
    reported = require_reported(state)
    theirs = state.affected if told_by is None else state.left_to(told_by)
    if child_id not in theirs:
        raise NotFound("child_not_affected")
    return reported
