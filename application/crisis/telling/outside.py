"""What is sent outside because somebody is told of a case: once per person, channel and alert."""

from collections.abc import Sequence
from uuid import UUID

from application.crisis.telling.outside_rows import Alert, Outside, alert_of, delivery_of
from application.crisis.telling.told_at_school import SAID_AT_SCHOOL
from application.ports import History, Ledger, Recorded
from application.states import case_state
from domain.alerts.facts import ConcernAlerted
from domain.alerts.outside import SHARED, Channel, minutes_to_act, minutes_to_take
from domain.clocks.course import provisional_level
from domain.clocks.facts import StepDueSoon, StepOverdue, is_by_days
from domain.referrals.facts import ConcernRaised
from domain.referrals.family.guardian_facts import EmergencyEscortStarted
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_state import is_more_severe
from domain.ruleset import RuleSet, RulesOverTime
from domain.shared import CaseId, PersonId


def alerts_for(
    ledger: Ledger, cause: Recorded[object], told: ConcernAlerted, history: History
) -> tuple[Alert, ...]:
    """Return a row for each person told because of `cause`, with what goes out to them."""
    return alerts_to(
        ledger,
        cause.event_id,
        told.case_id,
        [each.person_id for each in told.addressees],
        _minutes(cause, history, told.case_id, ledger.rulebook) if told.addressees else None,
        shared_is_closed=bool(told.kept_out_ids),
    )


def alerts_to(
    ledger: Ledger,
    cause_id: UUID,
    case_id: CaseId,
    people: Sequence[PersonId],
    minutes: int | None,
    *,
    shared_is_closed: bool,
) -> tuple[Alert, ...]:
    """Return a row for each of these people, with what goes out to them; None = say no minutes."""
    reached = ledger.outlets(people) if people else {}
    alerts: list[Alert] = []
    shared: set[Channel] = set(SHARED) if shared_is_closed else set()
    for person_id in people:
        channels = [each for each in sorted(reached.get(person_id, ())) if each not in shared]
        shared.update(SHARED.intersection(channels))
        outside = tuple(_outside(cause_id, person_id, each, minutes) for each in channels)
        alerts.append(Alert(alert_of(cause_id, person_id), person_id, case_id, outside))
    return tuple(alerts)


def _outside(cause_id: UUID, to: PersonId, channel: Channel, minutes: int | None) -> Outside:
    return Outside(delivery_of(cause_id, to, channel), channel.value, minutes or 0)


def _minutes(
    cause: Recorded[object], history: History, case_id: CaseId, rulebook: RulesOverTime
) -> int | None:
    """Return the minutes that count: those of the rules of when the step or the case began."""
    fact = cause.fact
    began_at = fact.began_at if isinstance(fact, StepDueSoon | StepOverdue) else cause.recorded_at
    rules = rulebook.at(began_at)
    if isinstance(fact, SAID_AT_SCHOOL) or _is_by_days(fact):
        return None
    if isinstance(fact, StepOverdue):
        return minutes_to_act(fact.level, rules)
    return minutes_to_take(_level(fact, history, case_id, rules), rules)


def _is_by_days(fact: object) -> bool:
    """Return whether a step is due by the end of a day: nobody is called out of bed for it."""
    return isinstance(fact, StepDueSoon | StepOverdue) and is_by_days(fact.step, fact.level)


def _level(fact: object, history: History, case_id: CaseId, rules: RuleSet) -> CrisisLevel | None:
    """Return the level of a case, provisional until it is assessed; None where none can be read."""
    if isinstance(fact, EmergencyEscortStarted):
        return CrisisLevel.RED
    case = case_state(history, case_id)
    level = case.levels.level
    raised = fact if isinstance(fact, ConcernRaised) else case.raised
    if raised is None or (level is not None and raised is not fact):
        return level
    # What was just raised may be one more report of a case, and graver than that.
    provisional = provisional_level(raised, rules)
    return provisional if is_more_severe(provisional, level) else level
