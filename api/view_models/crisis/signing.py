"""The page on which a consent given by word is said to be signed, or not to be."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.forms import Form
from domain.codelists import ConsentMeans


class SignatureOutcome(StrEnum):
    """What came of asking for the signature."""

    SIGNED = "signed"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignConsentPage:
    """Fields: signature_outcome, signature_on, paper, why; hidden consent_id.

    `due_on` is the last day on which it should be signed.
    """

    template: ClassVar[str] = "sign_consent.html"
    case: CaseHead
    now: datetime
    consent_id: UUID
    giver: str
    relation_code: str
    means: ConsentMeans
    given_at: datetime
    due_on: date
    form: Form
