"""What the pages show of pauses, made of what the use case answered."""

from datetime import datetime

from api.pages.people_names import person
from api.view_models.crisis.pause_lines import PauseLines, WaitingPause
from application.crisis.reading.case_reading import Case
from domain.access.table import Request as Asking
from domain.clocks.never_paused import said_overdue, stands_against
from domain.clocks.pausing import waiting, why_not
from domain.referrals.school.pause_facts import PauseProposed
from domain.ruleset import RuleSet
from domain.shared import PersonId


def pauses_of(found: Case, me: PersonId, now: datetime, rules: RuleSet) -> PauseLines:
    """Return the pauses that wait, and what the person may do about any."""
    is_open = not found.state.is_over
    may_settle = is_open and Asking.PAUSE_STEP in found.may
    waits = waiting(found.state, found.clocks.deadlines, now) if is_open else ()
    return PauseLines(
        waiting=tuple(_waiting(found, each, me) for each in waits),
        may_propose=may_settle and found.state.owner_id == me and may_wait(found, now, rules),
        may_settle=may_settle,
    )


def may_wait(found: Case, now: datetime, rules: RuleSet) -> bool:
    """Return whether any step may wait as the case stands."""
    running = [each for each in found.clocks.deadlines if each.is_running]
    if stands_against(found.state, running) is not None:
        return False
    overdue = said_overdue(each.fact for each in found.clocks.said)
    every = found.clocks.deadlines
    return any(why_not(each, every, now, rules, overdue) is None for each in running)


def _waiting(found: Case, proposed: PauseProposed, me: PersonId) -> WaitingPause:
    running = (e for e in found.clocks.deadlines if e.is_running and e.step is proposed.step)
    return WaitingPause(
        proposed=proposed,
        proposer=person(found.names, proposed.proposed_by),
        due_at=next((each.due_at for each in running), None),
        may_agree=Asking.AGREE_TO_PAUSE in found.may and proposed.proposed_by != me,
    )
