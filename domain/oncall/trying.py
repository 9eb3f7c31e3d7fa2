"""The number of a place is tried each semester: who was reached by it, and what nobody tried."""

from collections.abc import Collection
from datetime import date, timedelta

from domain.days import require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.oncall.facts import (
    CallOutcome,
    DutyTelephoneTested,
    DutyTelephoneUntested,
    OnCallEvent,
)
from domain.oncall.state import OnCallState, TryTelephone
from domain.ruleset import RuleSet
from domain.ruleset.semesters import Semester
from domain.shared import Known, OrganisationId, PersonId

Answer = tuple[OnCallEvent, ...] | Known[OnCallEvent]


def try_telephone(
    state: OnCallState,
    request: TryTelephone,
    *,
    published: str | None,
    by: PersonId,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record what came of a call to the number that a place has published.

    Raises: RuleBroken when the id stands for another call, or another number is published by now;
    NotFound where none is; Invalid for a day that is not over or too long ago.
    """
    said = DutyTelephoneTested(
        organisation_id=request.organisation_id,
        trial_id=request.trial_id,
        telephone=request.telephone,
        outcome=request.outcome,
        called_on=request.called_on,
        called_by=by,
    )
    known = state.tested.get(request.trial_id)
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("call_already_recorded")
    if published is None:
        raise NotFound("no_duty_telephone")
    if request.telephone != published:
        raise RuleBroken("duty_telephone_changed")
    require_not_future(request.called_on, today, field="called_on")
    at_most = rules.on_call.exchange_days_back
    if request.called_on < today - timedelta(days=at_most):
        raise Invalid("call_too_long_ago", "called_on", at_most=at_most)
    return (said,)


def last_call(state: OnCallState, published: str | None) -> DutyTelephoneTested | None:
    """Return the last call to the number published now, of two of one day the one told last."""
    calls = [each for each in state.tested.values() if each.telephone == published]
    return (
        max(enumerate(calls), key=lambda each: (each[1].called_on, each[0]))[1] if calls else None
    )


def is_failed(call: DutyTelephoneTested | None) -> bool:
    """Return whether a number has to be mended: the last call to it reached nobody."""
    return call is not None and call.outcome is not CallOutcome.REACHED


def is_untested(
    state: OnCallState, published: str | None, semester: Semester, today: date, rules: RuleSet
) -> bool:
    """Return whether nobody was reached in time in a semester by the number of a place."""
    if published is None:
        return False
    due_on = semester.first_on + timedelta(days=rules.on_call.test_call_days)
    was_reached = any(
        each.outcome is CallOutcome.REACHED and semester.first_on <= each.called_on
        for each in state.tested.values()
        if each.telephone == published
    )
    return today > due_on and not was_reached


def tell_untested(
    state: OnCallState, place: OrganisationId, since_on: date, told_ids: Collection[PersonId]
) -> tuple[DutyTelephoneUntested, ...]:
    """Record that those who answer for a place are told that nobody tried its number in time.

    Raises: RuleBroken where they were told this semester, or nobody can be.
    """
    if since_on in state.untested_since or not told_ids:
        raise RuleBroken("untested_told")
    told = tuple(sorted(set(told_ids)))
    return (DutyTelephoneUntested(organisation_id=place, since_on=since_on, told_ids=told),)
