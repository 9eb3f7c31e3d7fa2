"""Who writes what into the log of a school, and what can stand there."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from domain.advising.facts import (
    Audience,
    HealthDutiesEvent,
    HealthDuty,
    HealthDutyCorrected,
    HealthDutyKind,
    HealthDutyLogged,
    HealthDutyVoided,
    HealthDutyVoidReason,
    Present,
)
from domain.advising.state import (
    CorrectHealthDuty,
    HealthDutiesState,
    HealthDutyRecord,
    LogHealthDuty,
    VoidHealthDuty,
)
from domain.days import require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import HealthDutyId, Known, PersonId
from domain.text import REASON_AT_MOST, one_line, some_lines

Answer = tuple[HealthDutiesEvent, ...] | Known[HealthDutiesEvent]
ServedOn = Callable[[date], bool]
"""Whether the person was the school's health vice principal on a day."""

PEOPLE_AT_MOST = 99_999
"""It protects screens and sums; it is no policy, so it is not in the rule set."""


def log_health_duty(
    state: HealthDutiesState,
    request: LogHealthDuty,
    *,
    by: PersonId,
    served_on: ServedOn,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record what a health vice principal did for a school.

    Raises: RuleBroken when the id stands for another entry, or they were not appointed to the
    school on that day; Invalid for content that cannot be.
    """
    said = HealthDutyLogged(
        school_id=request.school_id,
        health_duty_id=request.health_duty_id,
        done_by=by,
        duty=_trimmed(request.duty),
    )
    known = state.records.get(request.health_duty_id)
    if known is not None:
        if known.logged == said:
            return Known((said,))
        raise RuleBroken("health_duty_already_logged")
    _require_possible(said.duty, served_on, today, rules)
    return (said,)


def correct_health_duty(
    state: HealthDutiesState,
    request: CorrectHealthDuty,
    *,
    by: PersonId,
    served_on: ServedOn,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record what an entry of one's own should have said, whole, and why.

    Raises: NotFound; RuleBroken for the entry of somebody else, one that was taken back, a
    correction that changes nothing or whose id was used for other content; Invalid.
    """
    said = HealthDutyCorrected(
        school_id=request.school_id,
        health_duty_id=request.health_duty_id,
        correction_id=request.correction_id,
        duty=_trimmed(request.duty),
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    record = _known(state, request.health_duty_id)
    _require_own(record, by)
    before = record.corrections.get(request.correction_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("correction_already_recorded")
    _require_counting(record)
    if record.duty == said.duty:
        raise RuleBroken("health_duty_unchanged")
    _require_possible(said.duty, served_on, today, rules)
    return (said,)


def void_health_duty(state: HealthDutiesState, request: VoidHealthDuty, *, by: PersonId) -> Answer:
    """Record that an entry was made in error.

    Whoever serves the school takes back what names a pupil, also that of who served it before; so
    do the offices that fill the post, which may be empty.

    Raises: NotFound; RuleBroken for another reason against the entry of somebody else, or for one
    taken back otherwise before.
    """
    said = HealthDutyVoided(
        school_id=request.school_id,
        health_duty_id=request.health_duty_id,
        reason=request.reason,
    )
    record = _known(state, request.health_duty_id)
    if request.reason is not HealthDutyVoidReason.NAMED_A_PUPIL:
        _require_own(record, by)
    if record.voided == said:
        return Known((said,))
    _require_counting(record)
    return (said,)


def _known(state: HealthDutiesState, health_duty_id: HealthDutyId) -> HealthDutyRecord:
    record = state.records.get(health_duty_id)
    if record is None:
        raise NotFound("health_duty_not_found")
    return record


def _require_own(record: HealthDutyRecord, by: PersonId) -> None:
    if record.done_by != by:
        raise RuleBroken("health_duty_of_another")


def _require_counting(record: HealthDutyRecord) -> None:
    if record.voided is not None:
        raise RuleBroken("health_duty_voided")


def _trimmed(duty: HealthDuty) -> HealthDuty:
    what = one_line(duty.what, field="what", at_most=REASON_AT_MOST)
    return replace(duty, what=what, present=_in_order(duty.present))


def _in_order(present: Iterable[Present]) -> tuple[Present, ...]:
    counted = {each.audience: each for each in present}
    return tuple(counted[each] for each in Audience if each in counted)


def _require_possible(duty: HealthDuty, served_on: ServedOn, today: date, rules: RuleSet) -> None:
    require_not_future(duty.held_on, today, field="held_on")
    at_most = rules.school_health.minutes_at_most
    if duty.minutes is not None and not 1 <= duty.minutes <= at_most:
        raise Invalid("minutes_out_of_range", "minutes", at_most=at_most)
    for each in duty.present:
        if not 1 <= each.people <= PEOPLE_AT_MOST:
            raise Invalid("people_out_of_range", each.audience.value, at_most=PEOPLE_AT_MOST)
    # How many teachers learned to see a crisis is what such a training is on record for.
    audiences = {each.audience for each in duty.present}
    if duty.kind is HealthDutyKind.CRISIS_TRAINING and Audience.TEACHERS not in audiences:
        raise Invalid("required", Audience.TEACHERS.value)
    if not served_on(duty.held_on):
        raise RuleBroken("not_appointed_on_that_day", field="held_on")
