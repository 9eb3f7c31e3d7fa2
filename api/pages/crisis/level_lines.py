"""How severe a crisis is, made of what the use case answered."""

from contextlib import suppress
from datetime import datetime

from api.pages.people_names import person
from api.view_models.crisis.crisis import CrisisLines
from application.crisis.reading.case_reading import Case
from application.ports import Recorded
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import RuleBroken
from domain.referrals.levels.level_errors import require_error, takes_panel
from domain.referrals.levels.level_facts import CrisisAssessed
from domain.referrals.levels.level_rules import drop_from_on
from domain.referrals.levels.level_state import Levels, is_more_severe
from domain.ruleset import RuleSet
from domain.shared import PersonId
from domain.staff.facts import Role


def crisis_of(found: Case, me: PersonId, now: datetime, rules: RuleSet) -> CrisisLines:
    """Return the level of a case, who found it how, and what the person may do about it."""
    levels = found.state.levels
    waiting, assessed = levels.waiting, levels.assessed
    is_open = not found.state.is_over
    may_assess = is_open and Asking.ASSESS_CRISIS in found.may
    from_on = drop_from_on(levels, rules) if _may_fall(levels) else None
    at_rest = from_on is not None and from_on <= local_day(now)
    may_confirm = is_open and Asking.CONFIRM_LEVEL_DROP in found.may
    return CrisisLines(
        level=levels.level,
        assessed=assessed,
        assessor=person(found.names, assessed.assessed_by) if assessed else "",
        assessor_role=_role_of(found, assessed),
        by_psychologist=any(_is_by_psychologist(each, levels) for each in found.entries),
        has_psychologist=any(each.role is Role.PSYCHOLOGY_TEACHER for each in found.assessors),
        assessors=tuple(person(found.names, each.person_id) for each in found.assessors),
        waiting=waiting,
        proposer=person(found.names, waiting.proposed_by) if waiting else "",
        drop_from_on=from_on,
        support=found.state.at_school.support,
        may_assess=may_assess,
        may_propose_drop=may_assess and waiting is None and at_rest,
        may_propose_error=may_assess and waiting is None and _was_error(levels),
        takes_panel=waiting is not None and takes_panel(waiting),
        may_confirm=may_confirm and waiting is not None and waiting.proposed_by != me,
        may_decline=may_assess and waiting is not None,
    )


def _may_fall(levels: Levels) -> bool:
    assessed = levels.assessed
    if assessed is None or not assessed.child_seen:
        return False
    if levels.found_at is None or assessed.assessed_at < levels.found_at:
        return False
    return is_more_severe(levels.level, assessed.level)


def _was_error(levels: Levels) -> bool:
    with suppress(RuleBroken):
        return bool(require_error(levels))
    return False


def _role_of(found: Case, assessed: CrisisAssessed | None) -> Role | None:
    first = next((each for each in found.entries if each.fact == assessed), None)
    duty = first.context.duty if first else None
    return Role(duty) if duty and duty in Role._value2member_map_ else None


def _is_by_psychologist(recorded: Recorded[object], levels: Levels) -> bool:
    fact, duty = recorded.fact, recorded.context.duty
    if not isinstance(fact, CrisisAssessed) or fact.assessment_id in levels.in_error:
        return False
    return duty == Role.PSYCHOLOGY_TEACHER
