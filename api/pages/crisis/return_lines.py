"""How a child comes back to school, made of what the use case answered."""

from api.view_models.crisis.return_lines import ReturnLines
from application.crisis.reading.case_reading import Case
from domain.access.table import Request as Asking
from domain.shared import PersonId


def return_of(found: Case) -> ReturnLines:
    """Return what the page of a case tells of leave and return."""
    leaves, returns = found.state.at_school.leaves, found.state.at_school.returns
    return ReturnLines(
        leave=leaves.running,
        asked=returns.waiting,
        deferred=returns.deferred,
        appeal=returns.appeal,
        plan=returns.plan,
    )


def returning_actions(found: Case, me: PersonId) -> dict[str, bool]:
    """Return what may be done about leave and return: a child on leave waits for nobody's duty."""
    leaves, returns, may = found.state.at_school.leaves, found.state.at_school.returns, found.may
    is_open = not found.state.is_over
    arranges = is_open and Asking.ARRANGE_LEAVE in may
    on_leave = leaves.running is not None
    waits = returns.waiting is not None
    return {
        "leave": arranges and (on_leave or found.state.owner_id == me),
        "ask_return": arranges and on_leave and not waits,
        "appeal_return": arranges and returns.deferred is not None and _may_appeal(found),
        "review_return": is_open
        and waits
        and Asking.DECIDE_RETURN in may
        and (returns.appeal is None or _decides_appeal(found, me)),
    }


def _may_appeal(found: Case) -> bool:
    returns = found.state.at_school.returns
    return returns.waiting is not None and returns.waiting.return_id not in returns.appeals


def _decides_appeal(found: Case, me: PersonId) -> bool:
    """Return whether somebody is of the county, and has not deferred the return."""
    return found.decides_appeal and me not in found.state.at_school.returns.decided_before
