"""Where a worry is followed that was raised about the wrong child; no fact of that child tells it.

The id of the case that it became follows from its own, so that whoever raised it finds it, and a
late repeat does, by the number that they know.
"""

from uuid import uuid5

from application.ports import History, Ledger, Recorded
from application.states import case_state, referrals_stream
from domain.referrals.facts import ConcernRaised, Repeat, RepeatRedirected
from domain.referrals.joining.joining_facts import ConcernParted, InvolvementReported
from domain.referrals.state import CaseState
from domain.shared import CaseId, Erased, PersonId


def redirected_id(case_id: CaseId) -> CaseId:
    """Return the id of the case that a worry becomes when it is about another child."""
    return CaseId(uuid5(case_id, "redirected"))


def followed(ledger: Ledger, case_id: CaseId) -> CaseState | None:
    """Return the case in which a worry is followed that was corrected; None where it was not.

    What was corrected again is followed to the last, past a child whose file was erased meanwhile:
    the ids alone tell where it went on. Raises: Unreadable.
    """
    found, next_id = None, redirected_id(case_id)
    while isinstance(history := _history(ledger, next_id), Erased) or history.recorded:
        found = None if isinstance(history, Erased) else _state(history, next_id)
        next_id = redirected_id(next_id)
    return found


def is_corrected_of(ledger: Ledger, case_id: CaseId, person_id: PersonId) -> bool:
    """Return whether a worry that somebody raised is about another child now. Raises: Unreadable.

    To nobody else it is told.
    """
    state = followed(ledger, case_id)
    redirected = state.further.redirected if state else None
    return redirected is not None and redirected.raised_by == person_id


def repeats_in(history: History, case_id: CaseId) -> tuple[RepeatRedirected, ...]:
    """Return what was said again of a worry, by whom and when: also where that came along."""
    own = referrals_stream(case_id)
    return tuple(
        each.fact
        if isinstance(each.fact, RepeatRedirected)
        else RepeatRedirected(
            case_id=case_id,
            child_id=each.fact.child_id,
            kept=each.fact.kept,
            said_by=each.actor_id,
            said_at=each.recorded_at,
        )
        for each in history.recorded
        if each.stream == own and isinstance(each.fact, Repeat)
    )


def by_its_reporter(cause: Recorded[object], history: History | Erased) -> Recorded[object]:
    """Return a cause as of whoever raised the worry: by their place people are found.

    So it is with a report that stands alone again, with one whose child was corrected, and with a
    case that nobody has any more since whoever had it was reported.
    """
    fact, of_these = cause.fact, ConcernParted | ConcernRaised | InvolvementReported
    if isinstance(history, Erased) or not isinstance(fact, of_these):
        return cause
    before = case_state(history, fact.case_id).further.redirected
    raised = (each for each in history.recorded if isinstance(each.fact, ConcernRaised))
    first = next(raised, cause)
    return cause._replace(actor_id=before.raised_by if before else first.actor_id)


def _history(ledger: Ledger, case_id: CaseId) -> History | Erased:
    return ledger.log.load([referrals_stream(case_id)])


def _state(history: History, case_id: CaseId) -> CaseState | None:
    state = case_state(history, case_id)
    return state if state.further.redirected else None
