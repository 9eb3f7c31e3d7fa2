"""What a panel decided about a crisis (研判会): several people, never one alone."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.shared import CaseId, ChildId, PanelId, PersonId


class PanelDecision(StrEnum):
    """What becomes of the case."""

    IN_SCHOOL_SUPPORT = "in_school_support"
    REFER = "refer"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDecided:
    """A panel met and decided; whoever recorded it sat on it.

    With support at school `supported_by` says who sees to it, and `review_on` when it is looked at
    again at the latest, None where no disorder was found and a family wished for it; a withdrawal
    follows in the same commit.
    """

    case_id: CaseId
    child_id: ChildId
    panel_id: PanelId
    member_ids: tuple[PersonId, ...]
    met_at: datetime
    decision: PanelDecision
    why: str
    supported_by: PersonId | None = None
    review_on: date | None = None


PanelEvent = PanelDecided
