"""The pages on which a written answer is printed, and is noted as handed over."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Form
from application.privacy.rights import GRANTED, RightsRequest
from domain.rights.facts import RefusalReason, RightsKind, RightsPartlyFulfilled, RightsRefused


def reason_of(request: RightsRequest) -> RefusalReason | None:
    """Return why a request was refused, wholly or in part."""
    match request.answered:
        case RightsPartlyFulfilled(reason=reason) | RightsRefused(reason=reason):
            return reason
        case _:
            return None


def is_erasure_pending(request: RightsRequest) -> bool:
    """Return whether it was decided to erase, which follows as a step of its own."""
    return request.stage in GRANTED and request.requested.kind is RightsKind.DELETE


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsLetterPage:
    """The answer to one request alone; `office` and the one `above` are empty where not known."""

    template: ClassVar[str] = "rights_letter.html"
    child_id: UUID
    child_name: str
    request: RightsRequest
    office: str
    above: str

    @property
    def reason(self) -> RefusalReason | None:
        """Return why it was refused, wholly or in part."""
        return reason_of(self.request)

    @property
    def erasure_pending(self) -> bool:
        """Return whether it was decided to erase, which follows as a step of its own."""
        return is_erasure_pending(self.request)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAnswerPage:
    """Fields: handing_means, handed_on."""

    template: ClassVar[str] = "hand_over_answer.html"
    child: ChildHead
    request: RightsRequest
    form: Form
