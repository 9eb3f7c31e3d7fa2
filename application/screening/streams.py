"""Names the stream of a child's screenings, and folds what was recorded of them."""

from datetime import date
from typing import cast
from uuid import uuid5

from application.ports import History
from application.states import case_state, consent_state
from domain.codelists import Processing
from domain.consent.state import Agreement, stood_on
from domain.screening.facts import ScreeningEvent
from domain.screening.state import ScreeningState, fold
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


def worry_of(screening_id: ScreeningId) -> CaseId:
    """Return the id of the worry that a lead leads to: the same however often it is opened."""
    return CaseId(uuid5(screening_id, "worry"))


def is_raised(history: History, case_id: CaseId | None, child_id: ChildId) -> bool:
    """Return whether a worry stands in the log that was raised about the child."""
    raised = case_state(history, case_id).raised if case_id is not None else None
    return raised is not None and raised.child_id == child_id
