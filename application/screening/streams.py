"""Names the stream of a child's screenings, and folds what was recorded of them."""

from datetime import date, datetime
from typing import cast
from uuid import uuid5

from application.ports import History, Recorded
from application.states import case_state, consent_state
from domain.codelists import Processing
from domain.consent.state import Agreement, stood_on
from domain.days import local_day
from domain.referrals.facts import ConcernRaised
from domain.screening.facts import ScreeningEvent
from domain.screening.state import Lead, ScreeningState, fold
from domain.shared import CaseId, ChildId, ScreeningId, Stream


def screening_stream(child_id: ChildId) -> Stream:
    """Return the stream of the leads of a child's screenings."""
    return Stream("screening", child_id)


def screening_state(history: History, child_id: ChildId) -> ScreeningState:
    """Return what is known of the leads of a child's screenings."""
    facts = history.of(screening_stream(child_id))
    return fold(cast("tuple[ScreeningEvent, ...]", facts))


def agrees(history: History, child_id: ChildId) -> bool:
    """Return whether the family agrees to screenings now, as the log tells."""
    agreement = consent_state(history, child_id).agreement(Processing.SCREENING)
    return agreement is Agreement.GRANTED


def agreed_on(history: History, child_id: ChildId, on: date) -> bool:
    """Return whether the family agreed on the day of a screening, and does so now.

    Once consent is taken back results are used no more, also those that were got before.
    """
    state = consent_state(history, child_id)
    return stood_on(state, Processing.SCREENING, on) and agrees(history, child_id)


def worry_of(screening_id: ScreeningId, number: int = 0) -> CaseId:
    """Return the id of a worry that a lead leads to: the same however often it is opened.

    Numbered are those after one that turned out to be about another child.
    """
    return CaseId(uuid5(screening_id, f"worry/{number}" if number else "worry"))


def raised_at(history: History, case_id: CaseId, lead: Lead) -> datetime | None:
    """Return when a worry was raised about the child of a lead, None where there is none.

    One that was said since to be about another child is none, nor is one from before the screening.
    """
    case, of = case_state(history, case_id), lead.recorded
    if case.raised is None or case.raised.child_id != of.child_id:
        return None
    if case.further.misdirected is not None:
        return None
    at = next((each.recorded_at for each in history.recorded if _begins(each, case_id)), None)
    return at if at is not None and local_day(at) >= of.screened_on else None


def _begins(each: Recorded[object], case_id: CaseId) -> bool:
    return isinstance(each.fact, ConcernRaised) and each.fact.case_id == case_id
