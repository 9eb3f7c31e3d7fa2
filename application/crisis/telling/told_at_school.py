"""Who is told of what a school and its panels decide: those who have to act on it, at once."""

from datetime import datetime
from typing import cast

from application.crisis.telling.addressing import alert_for, alert_for_people
from application.crisis.telling.appeals import county_told
from application.crisis.telling.causes import FromSchool
from application.ports import History, Ledger, Reachable, Recorded
from application.states import alerts_of, case_state
from domain.alerts.facts import ConcernAlerted
from domain.referrals.returning.aftercare_facts import CaseClosed
from domain.referrals.returning.leave_facts import StudyLeaveEnded
from domain.referrals.returning.return_facts import (
    ReturnAppealed,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from domain.referrals.school.panel_facts import PanelDecided
from domain.shared import PersonId

SAID_AT_SCHOOL = (
    *(PanelDecided, StudyLeaveEnded, CaseClosed),
    *(ReturnRequested, ReturnReviewed, ReturnPlanned, ReturnAppealed),
)
"""The facts of a school from which something follows; all of them can wait for the morning."""


def told_at_school(
    ledger: Ledger,
    cause: Recorded[object],
    history: History,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted | None:
    """Return who is told because of it, `history` being all of the case; None where nobody is.

    Whoever recorded it knows of it. Raises: Unavailable while it cannot be told who is on duty.
    """
    fact = cause.fact
    if not isinstance(fact, SAID_AT_SCHOOL):
        raise TypeError("a school said nothing by this fact")
    if isinstance(fact, CaseClosed):
        return _hospital_told(ledger, cause, history, now, reachable)
    if isinstance(fact, ReturnAppealed | StudyLeaveEnded):
        return county_told(ledger, cause, history, now, reachable)
    owner_id = case_state(history, fact.case_id).owner_id
    people = {*_concerned(fact, owner_id)} - {cause.actor_id}
    if not people:
        return None
    said = cast("Recorded[FromSchool]", cause)
    return alert_for_people(ledger, said, history, sorted(people, key=str), now, reachable)


def _hospital_told(
    ledger: Ledger,
    cause: Recorded[object],
    history: History,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted | None:
    """Return who of a hospital is told that the case is over while it has still to see the child.

    It holds the letter, and would go on waiting. Where it saw the child, it waits for nothing.
    """
    fact = cast("CaseClosed", cause.fact)
    case = case_state(history, fact.case_id)
    if case.issued is None or case.at_hospital.attended is not None:
        return None
    alerts = alerts_of(history, fact.case_id)
    return alert_for(ledger, cause._replace(fact=case.issued), case, now, reachable, alerts)


def _concerned(fact: FromSchool, owner_id: PersonId | None) -> tuple[PersonId | None, ...]:
    """Return who has to act on it; None = somebody of whom nobody knows who it is."""
    match fact:
        case PanelDecided():
            return (fact.supported_by,) if fact.supported_by else ()
        case ReturnPlanned():
            return (owner_id, fact.met_by)
        case ReturnReviewed() if fact.reason is None:
            return ()  # The plan that was recorded with it tells.
        case _:
            return (owner_id,)
