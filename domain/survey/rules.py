"""A row of a list is received once, whatever is known when the list is read again."""

from uuid import NAMESPACE_OID, uuid5

from domain.shared import ChildId, Known
from domain.survey.facts import RowOrigin, SurveyEvent
from domain.survey.state import SurveyState

Answer = tuple[SurveyEvent, ...] | Known[SurveyEvent]


def receive_row(state: SurveyState, said: SurveyEvent) -> Answer:
    """Record a row; one that was received before is known by where it stands in its file."""
    before = state.received.get(said.origin)
    return (said,) if before is None else Known((before,))


def own_child(origin: RowOrigin) -> ChildId:
    """Return the id of the child of a row that speaks of nobody known: always the same one."""
    return ChildId(
        uuid5(NAMESPACE_OID, f"{origin.file_sha256}/{origin.sheet_name}/{origin.row_number}")
    )
