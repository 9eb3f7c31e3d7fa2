"""The procedure of a data breach as far as one office does it: reported, graded, listed."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta

from domain.breaches.facts import (
    AffectedChildrenLeftToOthers,
    AffectedChildrenListed,
    BreachDescribed,
    BreachesEvent,
    BreachGraded,
    BreachReported,
)
from domain.breaches.state import BreachState, GradeBreach, ListAffected, ReportBreach
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import ChildId, Known, PersonId
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
    """Record further children whose data is concerned, and of whom others tell the families.

    Raises: NotFound; RuleBroken when it is closed; Invalid for none, or too many in one list.
    """
    reported = require_open(state)
    require_listable(request)
    further = _in_parts(set(request.child_ids) - state.affected)
    listed = [
        AffectedChildrenListed(
            breach_id=request.breach_id,
            organisation_id=reported.organisation_id,
            child_ids=part,
            listed_by=by,
        )
        for part in further
    ]
    left = [
        AffectedChildrenLeftToOthers(
            breach_id=request.breach_id,
            organisation_id=reported.organisation_id,
            child_ids=part,
            told_by=told_by,
            listed_by=by,
        )
        for told_by, children in request.left_to_others.items()
        for part in _in_parts(set(children) - state.left_to(told_by))
    ]
    if not listed and not left:
        return Known((state.listed or state.left_to_others)[-1:])
    return (*listed, *left)


def require_listable(request: ListAffected) -> None:
    """Raises: Invalid for a list of nobody, or of too many at once."""
    wanted = len(request.child_ids) + sum(map(len, request.left_to_others.values()))
    if not wanted:
        raise Invalid("required", "child_ids")
    if wanted > CHILDREN_A_LIST:
        raise Invalid("too_many", "child_ids", at_most=CHILDREN_A_LIST)


def _in_parts(children: Collection[ChildId]) -> Iterator[tuple[ChildId, ...]]:
    in_order = sorted(children, key=lambda each: each.bytes)
    for start in range(0, len(in_order), CHILDREN_A_FACT):
        yield tuple(in_order[start : start + CHILDREN_A_FACT])


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
