"""The procedure of a data breach as far as one office does it: reported, graded, listed."""

from datetime import UTC, datetime, timedelta

from domain.breaches.facts import (
    AffectedChildrenListed,
    BreachDescribed,
    BreachesEvent,
    BreachGraded,
    BreachReported,
)
from domain.breaches.state import BreachState, GradeBreach, ListAffected, ReportBreach
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import NOTE_AT_MOST, some_lines

Answer = tuple[BreachesEvent, ...] | Known[BreachesEvent]

CHILDREN_A_LIST = 10_000
CHILDREN_A_FACT = 1_000
"""So that no record is larger than a page of the log should be."""


def report_breach(
    state: BreachState, request: ReportBreach, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record that data may have leaked; from the finding on the clock runs, whatever comes later.

    Raises: RuleBroken when the id stands for another breach; Invalid without words, or for a
    moment ahead.
    """
    detected_at = in_utc(request.detected_at, "detected_at")
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
    require_past(detected_at, now, rules, "detected_at")
    return facts


def grade_breach(state: BreachState, request: GradeBreach, *, by: PersonId) -> Answer:
    """Record how grave it is; the same grade again is known, another is a new judgement.

    Raises: NotFound; RuleBroken when it is closed.
    """
    reported = require_open(state)
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
    reported = require_open(state)
    require_listable(request)
    further = sorted(set(request.child_ids) - state.affected, key=lambda each: each.bytes)
    if not further:
        return Known(state.listed[-1:])
    return tuple(
        AffectedChildrenListed(
            breach_id=request.breach_id,
            organisation_id=reported.organisation_id,
            child_ids=tuple(further[start : start + CHILDREN_A_FACT]),
            listed_by=by,
        )
        for start in range(0, len(further), CHILDREN_A_FACT)
    )


def require_listable(request: ListAffected) -> None:
    """Raises: Invalid for a list of nobody, or of too many at once."""
    if not request.child_ids:
        raise Invalid("required", "child_ids")
    if len(request.child_ids) > CHILDREN_A_LIST:
        raise Invalid("too_many", "child_ids", at_most=CHILDREN_A_LIST)


def require_reported(state: BreachState) -> BreachReported:
    """Return the report of a breach. Raises: NotFound."""
    if state.reported is None:
        raise NotFound("breach_not_found")
    return state.reported


def require_open(state: BreachState) -> BreachReported:
    """Return the report of a breach that is not closed. Raises: NotFound, RuleBroken."""
    reported = require_reported(state)
    if state.closed is not None:
        raise RuleBroken("breach_closed")
    return reported


def in_utc(at: datetime, field: str) -> datetime:
    """Return a moment in UTC. Raises: Invalid for one without its zone."""
    if at.tzinfo is None:
        raise Invalid("time_without_zone", field)
    return at.astimezone(UTC)


def require_past(at: datetime, now: datetime, rules: RuleSet, field: str) -> None:
    """Raises: Invalid for a moment ahead."""
    if at > now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", field)
