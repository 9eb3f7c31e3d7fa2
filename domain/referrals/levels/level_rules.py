"""How a crisis level rises at once by one person, and falls by two after days of rest."""

from datetime import UTC, date, datetime, timedelta

from domain.days import local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.levels.level_errors import Settling, counts_as_without, require_settlers
from domain.referrals.levels.level_facts import (
    AssessmentMethod,
    CrisisAssessed,
    CrisisLevel,
    LevelDropConfirmed,
    LevelDropDeclined,
    LevelDropProposed,
)
from domain.referrals.levels.level_state import (
    AssessCrisis,
    ConfirmLevelDrop,
    DeclineLevelDrop,
    Levels,
    ProposeLevelDrop,
    Settled,
    is_more_severe,
)
from domain.referrals.rules import Answer, require_open, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import DropId, Known, PersonId
from domain.text import REASON_AT_MOST, some_lines

ALONE = Settling()
"""One person agrees to a level that falls by days of rest: nothing of who may sit is asked."""


def assess_crisis(
    state: CaseState,
    request: AssessCrisis,
    *,
    by: PersonId,
    now: datetime,
    rules: RuleSet,
    raised_at: datetime,
) -> Answer:
    """Record how severe the crisis is; whoever is let to assess need not answer for the case.

    A level above the one that holds takes effect at once: nobody else is waited for.

    Raises: NotFound for no such case; RuleBroken when it is over or the id stands for another
    assessment; Invalid without a reason or method, for a scale alone, for a time that cannot be.
    """
    raised = require_raised(state)
    if request.assessed_at.tzinfo is None:
        raise Invalid("time_without_zone", "assessed_at")
    said = CrisisAssessed(
        case_id=request.case_id,
        child_id=raised.child_id,
        assessment_id=request.assessment_id,
        assessed_by=by,
        level=request.level,
        methods=tuple(each for each in AssessmentMethod if each in request.methods),
        child_seen=request.child_seen,
        assessed_at=request.assessed_at.astimezone(UTC),
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    before = state.levels.assessments.get(request.assessment_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("assessment_already_recorded")
    require_open(state)
    _require_methods(said)
    latest = now + timedelta(minutes=rules.future_tolerance_minutes)
    _require_time(said.assessed_at, max(raised_at, state.levels.reopened_at or raised_at), latest)
    return (said,)


def propose_level_drop(
    state: CaseState, request: ProposeLevelDrop, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record that what the last assessment found is enough; it holds once another person agrees.

    Raises: NotFound for no such case; RuleBroken when it is over, nothing less severe was found
    with the child seen since, the days of rest are not over, another drop waits, or the id stands
    for another drop; Invalid without a reason.
    """
    raised = require_raised(state)
    why = some_lines(request.why, field="why", at_most=REASON_AT_MOST)
    before = state.levels.drops.get(request.drop_id)
    if before is not None:
        if (before.proposed_by, before.why) == (by, why):
            return Known((before,))
        raise RuleBroken("level_drop_already_recorded")
    require_open(state)
    level, assessed = _require_less_severe(state.levels)
    first_on = drop_from_on(state.levels, rules)
    if first_on is not None and local_day(now) < first_on:
        raise RuleBroken("level_not_at_rest", days=rules.crisis.days_at_rest(level))
    if state.levels.waiting is not None:
        raise RuleBroken("level_drop_waits")
    return (
        LevelDropProposed(
            case_id=request.case_id,
            child_id=raised.child_id,
            drop_id=request.drop_id,
            proposed_by=by,
            assessment_id=assessed.assessment_id,
            from_level=level,
            to_level=assessed.level,
            why=why,
        ),
    )


def confirm_level_drop(
    state: CaseState, request: ConfirmLevelDrop, *, by: PersonId, settling: Settling = ALONE
) -> Answer:
    """Record that another person agrees, or a panel, so that the less severe level holds.

    Raises: NotFound for no such case or drop; RuleBroken when the case is over, the drop no longer
    waits, it is one's own, or a member may not sit; Invalid where a panel has to agree, or none.
    """
    raised = require_raised(state)
    before = state.levels.settled.get(request.drop_id)
    if isinstance(before, LevelDropConfirmed) and before.confirmed_by == by:
        return Known((before,))
    drop = _require_waiting(state, request.drop_id)
    members = set(request.member_ids)
    require_settlers(drop, members, by=by, may_sit=settling.may_sit)
    is_error = drop.error is not None
    return (
        LevelDropConfirmed(
            case_id=request.case_id,
            child_id=raised.child_id,
            drop_id=request.drop_id,
            confirmed_by=by,
            level=drop.to_level,
            counts_as=counts_as_without(state, settling.reported_as) if is_error else None,
            member_ids=tuple(sorted(members)),
        ),
    )


def decline_level_drop(state: CaseState, request: DeclineLevelDrop, *, by: PersonId) -> Answer:
    """Record that the level stays as it is; its proposer takes a drop back so, too.

    Raises: NotFound for no such case or drop; RuleBroken when the case is over or the drop no
    longer waits; Invalid without a reason.
    """
    raised = require_raised(state)
    said: Settled = LevelDropDeclined(
        case_id=request.case_id,
        child_id=raised.child_id,
        drop_id=request.drop_id,
        declined_by=by,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    if state.levels.settled.get(request.drop_id) == said:
        return Known((said,))
    _require_waiting(state, request.drop_id)
    return (said,)


def drop_from_on(levels: Levels, rules: RuleSet) -> date | None:
    """Return the first day on which a drop may be proposed, None where no level holds."""
    if levels.level is None or levels.found_at is None:
        return None
    days = rules.crisis.days_at_rest(levels.level)
    return local_day(levels.found_at) + timedelta(days=days)


def _require_time(at: datetime, since: datetime, latest: datetime) -> None:
    if at > latest:
        raise Invalid("in_future", "assessed_at")
    # What happened in the hours before it was typed is true; a day earlier would be days of rest,
    # and nobody knows from a day before it that a child is not worse again.
    if local_day(at) < local_day(since):
        raise Invalid("before_earlier_step", "assessed_at")


def _require_methods(said: CrisisAssessed) -> None:
    if not said.methods:
        raise Invalid("required", "methods")
    if said.methods == (AssessmentMethod.SCREENING_SCALE,):
        # The score of a scale is a lead: it asks for a talk, and says nothing by itself.
        raise Invalid("scale_is_a_lead", "methods")


def _require_less_severe(levels: Levels) -> tuple[CrisisLevel, CrisisAssessed]:
    level, assessed = levels.level, levels.assessed
    if level is None or assessed is None or not is_more_severe(level, assessed.level):
        raise RuleBroken("nothing_less_severe_found")
    if levels.found_at is not None and assessed.assessed_at < levels.found_at:
        raise RuleBroken("nothing_less_severe_found")
    if not assessed.child_seen:
        raise RuleBroken("child_not_seen_for_drop")
    return level, assessed


def _require_waiting(state: CaseState, drop_id: DropId) -> LevelDropProposed:
    if drop_id not in state.levels.drops:
        raise NotFound("level_drop_not_found")
    require_open(state)
    waiting = state.levels.waiting
    if waiting is None or waiting.drop_id != drop_id:
        raise RuleBroken("level_drop_settled")
    return waiting
