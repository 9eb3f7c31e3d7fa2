"""How a level that was set by error is taken back: by two people or a panel, without days of rest.

What several people found is no error of one of them. At red a panel agrees, unless whoever assessed
the child merely chose another level than they meant, and has assessed it as meant since.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from domain.errors import Invalid, RuleBroken
from domain.referrals.levels.level_facts import CrisisLevel, LevelDropProposed, LevelError
from domain.referrals.levels.level_state import (
    Levels,
    ProposeLevelError,
    is_more_severe,
    without_holding,
)
from domain.referrals.levels.rising import counted_as
from domain.referrals.rules import Answer, require_open, require_raised
from domain.referrals.school.panels import MEMBERS_AT_LEAST
from domain.referrals.state import CaseState
from domain.shared import Known, PersonId
from domain.text import REASON_AT_MOST, some_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """Who may sit on a panel about the case today, and as which levels its reports count."""

    may_sit: Set[PersonId] = frozenset()
    reported_as: tuple[CrisisLevel, ...] = ()


def propose_level_error(state: CaseState, request: ProposeLevelError, *, by: PersonId) -> Answer:
    """Record that the level that holds was set by error; it is gone once others agree.

    Raises: NotFound for no such case; RuleBroken when it is over, no one person set the level,
    the slip was not assessed anew, another drop waits, or the id stands for another; Invalid
    without a reason.
    """
    raised = require_raised(state)
    why = some_lines(request.why, field="why", at_most=REASON_AT_MOST)
    before = state.levels.drops.get(request.drop_id)
    if before is not None:
        if (before.proposed_by, before.why, before.error) == (by, why, request.error):
            return Known((before,))
        raise RuleBroken("level_drop_already_recorded")
    require_open(state)
    level = require_error(state.levels)
    if request.error is LevelError.WRONG_LEVEL and not was_slip(state.levels, by):
        raise RuleBroken("slip_is_assessed_anew")
    if state.levels.waiting is not None:
        raise RuleBroken("level_drop_waits")
    return (
        LevelDropProposed(
            case_id=request.case_id,
            child_id=raised.child_id,
            drop_id=request.drop_id,
            proposed_by=by,
            assessment_id=state.levels.holding[0].assessment_id,
            from_level=level,
            to_level=without_holding(state.levels).level,
            why=why,
            error=request.error,
        ),
    )


def require_error(levels: Levels) -> CrisisLevel:
    """Return the level that one person alone set. Raises: RuleBroken where none did.

    Of a child who was worse again a hospital says what holds: nobody here takes that back.
    """
    holding = levels.holding
    if levels.level is None or not holding or levels.reopened_at is not None:
        raise RuleBroken("level_set_by_no_error")
    if len({each.assessed_by for each in holding}) > 1:
        raise RuleBroken("level_found_by_others")
    return levels.level


def was_slip(levels: Levels, by: PersonId) -> bool:
    """Return whether somebody set the level once, and found another by themselves since."""
    own = [each for each in levels.findings if each.assessed_by == by]
    return len(own) > 1 and levels.holding == (own[0],)


def takes_panel(drop: LevelDropProposed) -> bool:
    """Return whether no second person alone agrees to it: an error at red that is no mere slip."""
    if drop.error is None or drop.from_level is not CrisisLevel.RED:
        return False
    return drop.error is not LevelError.WRONG_LEVEL or drop.to_level is None


def require_settlers(
    drop: LevelDropProposed, members: Set[PersonId], *, by: PersonId, may_sit: Set[PersonId]
) -> None:
    """Raises: RuleBroken or Invalid unless those agree who may, none of them who proposed it.

    Who proposed it may be there: they are none of those who agree.
    """
    if drop.proposed_by == by:
        raise RuleBroken("second_person_confirms_drop")
    if not members and not takes_panel(drop):
        return
    if drop.error is None or len(members - {drop.proposed_by}) < MEMBERS_AT_LEAST:
        raise Invalid("too_few_settle", "member_ids")
    if by not in members:
        raise Invalid("recorder_sits_too", "member_ids")
    if not members <= may_sit:
        raise RuleBroken("may_not_sit_on_panel", field="member_ids")


def counts_as_without(state: CaseState, reported_as: Iterable[CrisisLevel]) -> CrisisLevel | None:
    """Return as which level a case counts once its level is taken back as an error.

    None where that was assessed: nothing graver was reported since.
    """
    levels = without_holding(state.levels)
    after = replace(state, at_school=replace(state.at_school, levels=levels))
    gravest: CrisisLevel | None = None
    for each in counted_as(after, reported_as):
        gravest = each if is_more_severe(each, gravest) else gravest
    is_graver = is_more_severe(gravest, levels.level)
    return gravest if is_graver or levels.assessed is None else None
