"""How the clock of a step is paused: by two people, for some days, and never in danger."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.clocks.facts import Step
from domain.clocks.never_paused import NEVER_PAUSED, Begun, stands_against, stands_against_step
from domain.clocks.pause_days import days_left, last_day, stands_still
from domain.clocks.timing import Deadline
from domain.days import local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.rules import Answer, require_open, require_owner, require_raised
from domain.referrals.school.pause_facts import (
    PauseAgreed,
    PauseDeclined,
    PauseEnded,
    PauseProposed,
)
from domain.referrals.school.pause_state import AgreeToPause, DeclinePause, EndPause, ProposePause
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import Known, PauseId, PersonId
from domain.text import REASON_AT_MOST, some_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Pausing:
    """Who says it when, by which rules, of a case that has these deadlines; who is kept out.

    `overdue` are the deadlines of which it was ever said that they are.
    """

    by: PersonId
    now: datetime
    rules: RuleSet
    deadlines: tuple[Deadline, ...]
    kept_out: Set[PersonId] = frozenset()
    overdue: Set[Begun] = frozenset()

    def running(self, step: Step) -> Deadline | None:
        """Return the deadline of a step that is still to be done."""
        return next((e for e in self.deadlines if e.step is step and e.is_running), None)


def propose_pause(state: CaseState, request: ProposePause, pausing: Pausing) -> Answer:
    """Record that a step can wait until a day; its clock runs until another person agrees.

    Raises: NotFound for no such case; RuleBroken when it is over, somebody else has it, it is red,
    in danger or not assessed, the step is one that never waits, is not to be done, overdue or
    paused, another proposal waits, or the id stands for something else; Invalid for a day that is
    over or too far, or without the reason in words.
    """
    raised = require_raised(state)
    why = some_lines(request.why, field="why", at_most=REASON_AT_MOST)
    before = state.at_school.pauses.proposed.get(request.pause_id)
    if before is not None:
        said = (before.proposed_by, before.step, before.reason, before.until_on, before.why)
        if said == (pausing.by, request.step, request.reason, request.until_on, why):
            return Known((before,))
        raise RuleBroken("pause_already_recorded")
    require_owner(state, pausing.by)
    running = _require_pausable(state, request.step, pausing)
    waits = waiting(state, pausing.deadlines, pausing.now)
    if any(e.step is request.step and e.proposed_by not in pausing.kept_out for e in waits):
        raise RuleBroken("pause_waits")
    _require_day(request.step, request.until_on, pausing)
    return (
        PauseProposed(
            case_id=request.case_id,
            child_id=raised.child_id,
            pause_id=request.pause_id,
            step=request.step,
            began_at=running.began_at,
            proposed_by=pausing.by,
            reason=request.reason,
            until_on=request.until_on,
            why=why,
        ),
    )


def agree_to_pause(state: CaseState, request: AgreeToPause, pausing: Pausing) -> Answer:
    """Record that another person agrees: the clock stands still from now on.

    All that stood against proposing it is asked again: days may lie between.

    Raises: NotFound for no such case or proposal; RuleBroken as above, when the proposal waits no
    more, whoever made it is kept out since, or it is one's own; Invalid for a day that is over.
    """
    raised = require_raised(state)
    before = state.at_school.pauses.settled.get(request.pause_id)
    if isinstance(before, PauseAgreed) and before.agreed_by == pausing.by:
        return Known((before,))
    proposal = _require_waiting(state, request.pause_id)
    if proposal.proposed_by == pausing.by:
        raise RuleBroken("second_person_agrees_to_pause")
    if proposal.proposed_by in pausing.kept_out:
        raise RuleBroken("pause_lapsed")
    running = _require_pausable(state, proposal.step, pausing)
    if running.began_at != proposal.began_at:
        raise RuleBroken("pause_lapsed")
    _require_day(proposal.step, proposal.until_on, pausing)
    return (
        PauseAgreed(
            case_id=request.case_id,
            child_id=raised.child_id,
            pause_id=request.pause_id,
            step=proposal.step,
            began_at=proposal.began_at,
            until_on=proposal.until_on,
            agreed_by=pausing.by,
        ),
    )


def decline_pause(state: CaseState, request: DeclinePause, *, by: PersonId) -> Answer:
    """Record that the clock runs on; its proposer takes a proposal back so, too.

    Raises: NotFound for no such case or proposal; RuleBroken when the case is over or the proposal
    waits no more; Invalid without a reason.
    """
    raised = require_raised(state)
    said = PauseDeclined(
        case_id=request.case_id,
        child_id=raised.child_id,
        pause_id=request.pause_id,
        declined_by=by,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    if state.at_school.pauses.settled.get(request.pause_id) == said:
        return Known((said,))
    _require_waiting(state, request.pause_id)
    return (said,)


def end_pause(state: CaseState, request: EndPause, pausing: Pausing) -> Answer:
    """Record that the clock goes on at once: for that one person is enough, and no reason is asked.

    Raises: NotFound for no such case or pause; RuleBroken when it is over already.
    """
    raised = require_raised(state)
    agreed = state.at_school.pauses.settled.get(request.pause_id)
    if not isinstance(agreed, PauseAgreed):
        raise NotFound("pause_not_found")
    said = PauseEnded(
        case_id=request.case_id,
        child_id=raised.child_id,
        pause_id=request.pause_id,
        step=agreed.step,
        ended_by=pausing.by,
    )
    if state.at_school.pauses.ended.get(request.pause_id) == said:
        return Known((said,))
    require_open(state)
    if request.pause_id not in stands_still(pausing.deadlines, pausing.now):
        raise RuleBroken("pause_over")
    return (said,)


def waiting(
    state: CaseState, deadlines: Iterable[Deadline], now: datetime
) -> tuple[PauseProposed, ...]:
    """Return the proposals to which somebody could still agree, as far as their steps tell."""
    running = {(e.step, e.began_at): e for e in deadlines if e.is_running}
    proposed = state.at_school.pauses.waiting
    of_steps = [(each, running.get((each.step, each.began_at))) for each in proposed]
    return tuple(
        each
        for each, of in of_steps
        if of and stands_against_step(of, now) is None and each.until_on >= local_day(now)
    )


def why_not(
    deadline: Deadline,
    deadlines: Iterable[Deadline],
    now: datetime,
    rules: RuleSet,
    overdue: Set[Begun],
) -> str | None:
    """Return by its code why one step of a case may not wait any more, None where it may."""
    against = stands_against_step(deadline, now, overdue)
    if against is None and not days_left(deadlines, deadline.step, rules):
        return "step_paused_enough"
    return against


def _require_pausable(state: CaseState, step: Step, pausing: Pausing) -> Deadline:
    require_open(state)
    if step in NEVER_PAUSED:
        raise RuleBroken(NEVER_PAUSED[step])
    against = stands_against(state, pausing.deadlines)
    if against is not None:
        raise RuleBroken(against)
    running = pausing.running(step)
    if running is None:
        raise RuleBroken("step_not_to_be_done")
    against = why_not(running, pausing.deadlines, pausing.now, pausing.rules, pausing.overdue)
    if against is not None:
        raise RuleBroken(against)
    return running


def _require_day(step: Step, until_on: date, pausing: Pausing) -> None:
    if until_on < local_day(pausing.now):
        raise Invalid("pause_day_over", "until_on")
    if until_on > last_day(pausing.now, pausing.rules):
        days = pausing.rules.crisis.pause_days_at_most
        raise Invalid("pause_too_long", "until_on", at_most=days)
    left = days_left(pausing.deadlines, step, pausing.rules)
    if until_on > local_day(pausing.now) + timedelta(days=left):
        in_all = pausing.rules.crisis.pause_days_in_all
        raise Invalid("pauses_too_long", "until_on", at_most=in_all, left=left)


def _require_waiting(state: CaseState, pause_id: PauseId) -> PauseProposed:
    pauses = state.at_school.pauses
    if pause_id not in pauses.proposed:
        raise NotFound("pause_not_found")
    require_open(state)
    if pause_id in pauses.lapsed and pause_id not in pauses.settled:
        raise RuleBroken("pause_lapsed")
    if pause_id in pauses.settled:
        raise RuleBroken("pause_settled")
    return pauses.proposed[pause_id]
