"""What an office is told of a child in acute danger whose family refuses help for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.view_models.crisis.worries import Telephone
from domain.shared import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalNoticePage:
    """Which child it is, since when and by whom help is refused, and whom to call.

    `owner` is who answers for the case, empty where the name is not known; None = nobody does.
    """

    template: ClassVar[str] = "refusal_notice.html"
    case_id: CaseId
    child: str | None
    refused_at: datetime
    by_guardian: bool
    owner: str | None
    telephones: tuple[Telephone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalNoticesPage:
    """Every refusal of which an office is told now, or that there is none.

    Without `is_whole` there may be more, and `telephones` to ask are named.
    """

    template: ClassVar[str] = "refusal_notices.html"
    case_ids: tuple[CaseId, ...]
    is_whole: bool
    telephones: tuple[Telephone, ...]
