"""How a data breach comes to its end: one says that everything is done, another closes it."""

from dataclasses import replace

from domain.breaches.facts import (
    BreachClosed,
    BreachClosureProposed,
    GuardianLeftUntold,
    UntoldReason,
)
from domain.breaches.rules import Answer, require_open, require_reported
from domain.breaches.state import BreachState, CloseBreach, ProposeClosure
from domain.errors import RuleBroken
from domain.shared import ChildId, Known, PersonId
from domain.text import NOTE_AT_MOST, some_lines


def propose_closure(
    state: BreachState,
    request: ProposeClosure,
    *,
    by: PersonId,
    of_nobody: frozenset[ChildId] = frozenset(),
) -> Answer:
    """Record that somebody holds everything to be done; who says so again in other words, anew.

    Of families left to others those `of_nobody` are left untold with it: of children who were
    erased, or whom nobody ever knew, so that nobody else can say it.

    Raises: NotFound; RuleBroken when it is closed, before it is graded, or while the authority or a
    family has still to be told, by whomever; Invalid without what was learned.
    """
    reported = require_open(state)
    said = BreachClosureProposed(
        breach_id=request.breach_id,
        organisation_id=reported.organisation_id,
        lessons=some_lines(request.lessons, field="lessons", at_most=NOTE_AT_MOST),
        proposed_by=by,
    )
    if state.proposed == said:
        return Known((said,))
    nobody = tuple(
        GuardianLeftUntold(
            breach_id=request.breach_id,
            organisation_id=reported.organisation_id,
            child_id=each,
            reason=UntoldReason.NOT_REACHABLE,
            decided_by=by,
        )
        for each in sorted(state.untold_by_others & of_nobody)
    )
    known = {each.child_id: each for each in nobody}
    _require_done(replace(state, left_untold={**state.left_untold, **known}))
    return (*nobody, said)


def close_breach(state: BreachState, request: CloseBreach, *, by: PersonId) -> Answer:
    """Record that a second person found everything to be done.

    Raises: NotFound; RuleBroken before it was proposed, for another proposal than the one that was
    read, for whoever proposed it, when it was closed by another, or while something has still to be
    done.
    """
    reported = require_reported(state)
    if state.closed is not None:
        if state.closed.closed_by == by:
            return Known((state.closed,))
        raise RuleBroken("breach_closed")
    if state.proposed is None:
        raise RuleBroken("propose_closure_first")
    if state.proposed.proposed_by == by:
        raise RuleBroken("closed_by_another")
    if state.proposals != request.proposal:
        raise RuleBroken("proposal_changed")
    _require_done(state)
    return (
        BreachClosed(
            breach_id=request.breach_id,
            organisation_id=reported.organisation_id,
            lessons=state.proposed.lessons,
            closed_by=by,
        ),
    )


def _require_done(state: BreachState) -> None:
    if state.graded is None:
        raise RuleBroken("grade_it_first")
    if state.authority_due_at is not None and state.authority is None:
        raise RuleBroken("authority_not_notified")
    if state.untold:
        raise RuleBroken("guardians_not_notified", children=len(state.untold))
    if state.untold_by_others:
        raise RuleBroken("others_not_done", children=len(state.untold_by_others))
