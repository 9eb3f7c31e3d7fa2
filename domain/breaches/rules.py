"""The procedure of a data breach: found, graded, listed, reported in time, told, closed."""

from datetime import UTC, date, datetime, timedelta

from domain.breaches.facts import (
    AffectedChildrenListed,
    AuthorityNotified,
    BreachClosed,
    BreachDescribed,
    BreachesEvent,
    BreachGraded,
    BreachReported,
    GuardianNotified,
)
from domain.breaches.state import (
    BreachState,
    CloseBreach,
    GradeBreach,
    ListAffected,
    NotifyAuthority,
    NotifyGuardian,
    ReportBreach,
)
from domain.days import local_day, require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import NAME_AT_MOST, NOTE_AT_MOST, one_line, some_lines

Answer = tuple[BreachesEvent, ...] | Known[BreachesEvent]

CHILDREN_A_LIST = 500


def report_breach(
    state: BreachState, request: ReportBreach, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record that data may have leaked; from the finding on the clock runs, whatever comes later.

    Raises: RuleBroken when the id stands for another breach; Invalid without words, or for a
    moment ahead.
    """
    detected_at = _moment(request.detected_at, "detected_at")
    known = state.reported
    facts: tuple[BreachesEvent, ...] = (
        BreachReported(
            breach_id=request.breach_id,
            organisation_id=request.organisation_id,
            kind=request.kind,
            detected_at=detected_at,
            authority_due_at=detected_at + timedelta(hours=rules.data.breach_authority_hours),
            reported_by=known.reported_by if known else by,
        ),
        BreachDescribed(
            breach_id=request.breach_id,
            organisation_id=request.organisation_id,
            text=some_lines(request.text, field="breach_text", at_most=NOTE_AT_MOST),
        ),
    )
    if known is not None:
        if (known, state.described) == facts:
            return Known(facts)
        raise RuleBroken("breach_already_reported")
    _require_past(detected_at, now, rules, "detected_at")
    return facts


def grade_breach(state: BreachState, request: GradeBreach, *, by: PersonId) -> Answer:
    """Record how grave it is; the same grade again is known, another is a new judgement.

    Raises: NotFound; RuleBroken when it is closed.
    """
    reported = _require_open(state)
    if state.graded is not None and state.graded.grade is request.grade:
        return Known((state.graded,))
    return (
        BreachGraded(
            breach_id=request.breach_id,
            organisation_id=reported.organisation_id,
            grade=request.grade,
            graded_by=by,
        ),
    )


def list_affected(state: BreachState, request: ListAffected, *, by: PersonId) -> Answer:
    """Record further children whose data is concerned.

    Raises: NotFound; RuleBroken when it is closed; Invalid for none, or too many in one list.
    """
    reported = _require_open(state)
    if not request.child_ids:
        raise Invalid("required", "child_ids")
    if len(request.child_ids) > CHILDREN_A_LIST:
        raise Invalid("too_many", "child_ids", at_most=CHILDREN_A_LIST)
    further = sorted(set(request.child_ids) - state.affected, key=lambda each: each.bytes)
    if not further:
        return Known(state.listed[-1:])
    return (
        AffectedChildrenListed(
            breach_id=request.breach_id,
            organisation_id=reported.organisation_id,
            child_ids=tuple(further),
            listed_by=by,
        ),
    )


def notify_authority(
    state: BreachState, request: NotifyAuthority, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record when the authority was told; told too late is recorded as such, never refused.

    Raises: NotFound; RuleBroken when it was told otherwise before; Invalid without a reference, or
    for a moment ahead or before the finding.
    """
    reported = _require_reported(state)
    known = state.authority
    said = AuthorityNotified(
        breach_id=request.breach_id,
        organisation_id=reported.organisation_id,
        notified_at=_moment(request.notified_at, "notified_at"),
        reference=one_line(request.reference, field="reference", at_most=NAME_AT_MOST),
        notified_by=known.notified_by if known else by,
    )
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("authority_already_notified")
    _require_past(said.notified_at, now, rules, "notified_at")
    if said.notified_at < reported.detected_at:
        raise Invalid("before_start", "notified_at")
    return (said,)


def notify_guardian(state: BreachState, request: NotifyGuardian, *, today: date) -> Answer:
    """Record that somebody who speaks for an affected child was told.

    Raises: NotFound for a child who is not on the list; RuleBroken when they were told otherwise
    before; Invalid for a day ahead or before the finding.
    """
    reported = _require_reported(state)
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
        raise Invalid("before_start", "told_on")
    return (said,)


def close_breach(state: BreachState, request: CloseBreach, *, by: PersonId) -> Answer:
    """Record that everything is done.

    Raises: NotFound; RuleBroken before it is graded, while the authority or a family has still to
    be told, or when it was closed otherwise; Invalid without what was learned.
    """
    reported = _require_reported(state)
    known = state.closed
    said = BreachClosed(
        breach_id=request.breach_id,
        organisation_id=reported.organisation_id,
        lessons=some_lines(request.lessons, field="lessons", at_most=NOTE_AT_MOST),
        closed_by=known.closed_by if known else by,
    )
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("breach_closed")
    if state.graded is None:
        raise RuleBroken("grade_it_first")
    if state.authority_due_at is not None and state.authority is None:
        raise RuleBroken("authority_not_notified")
    if state.untold:
        raise RuleBroken("guardians_not_notified", children=len(state.untold))
    return (said,)


def _require_reported(state: BreachState) -> BreachReported:
    if state.reported is None:
        raise NotFound("breach_not_found")
    return state.reported


def _require_open(state: BreachState) -> BreachReported:
    reported = _require_reported(state)
    if state.closed is not None:
        raise RuleBroken("breach_closed")
    return reported


def _moment(at: datetime, field: str) -> datetime:
    if at.tzinfo is None:
        raise Invalid("time_without_zone", field)
    return at.astimezone(UTC)


def _require_past(at: datetime, now: datetime, rules: RuleSet, field: str) -> None:
    if at > now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", field)
