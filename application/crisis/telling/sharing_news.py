"""Tells whoever has a case at once that the family said no to sharing with its hospital."""

from datetime import datetime

from application.crisis.cases.cases import OpenCase, recorded_case
from application.crisis.telling.followers import FOLLOWER, answer_or_wait
from application.crisis.telling.owners_told import told_of
from application.ports import (
    Actor,
    Commit,
    Ledger,
    Reachable,
    Recorded,
    Unreadable,
    WrittenByNewerProgram,
)
from domain.codelists import Processing
from domain.consent.facts import ConsentDeclined, ConsentWithdrawn
from domain.errors import NotFound, Unavailable
from domain.shared import CaseId, ChildId

SHARING_NEWS = (ConsentWithdrawn, ConsentDeclined)
"""The facts by which a family may have said no to sharing with a hospital."""


def react_to_sharing_news(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record that whoever has a case of the child that a hospital has is told; once.

    While the cases of the child are not all known it is set aside: nobody goes without the word
    because a view is filled anew.

    Raises: StreamMoved when another process did it, or a case moved, meanwhile; Unavailable for
    what was set aside before; WrittenByNewerProgram.
    """
    fact = cause.fact
    if not isinstance(fact, SHARING_NEWS):
        raise TypeError("nobody said no to anything by this fact")

    def made() -> Commit | None:
        if fact.processing is not Processing.SHARING_WITH_HOSPITAL:
            return None
        cases = _cases_of(ledger, fact.child_id)
        found = tuple(filter(None, (_at_hospital(ledger, each, cause) for each in cases)))
        return told_of(ledger, actor, cause, found, (now, reachable, follower))

    answer_or_wait(ledger, actor, cause, now, made, follower=follower)


def _cases_of(ledger: Ledger, child_id: ChildId) -> tuple[CaseId, ...]:
    """Return all cases of a child. Raises: Unavailable while the view is too far behind for it."""
    # Asked before and after: a view that came near meanwhile may have left out some.
    was_near = ledger.health.is_near()
    cases = ledger.health.cases_of_child(child_id)
    if not (was_near and ledger.health.is_near()):
        raise Unavailable("busy")
    return cases


def _at_hospital(ledger: Ledger, case_id: CaseId, cause: Recorded[object]) -> OpenCase | None:
    """Return a case that a hospital has, of which nobody was told yet; a damaged one tells none."""
    try:
        case = recorded_case(ledger, case_id)
    except WrittenByNewerProgram:
        raise
    except (NotFound, Unreadable):
        return None
    is_told = any(each.cause_id == cause.event_id for each in case.alerts)
    return None if case.state.issued is None or case.state.is_over or is_told else case
