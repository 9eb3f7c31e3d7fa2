"""The pages of the register of what was handed to others of a child's data."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Choice, Form
from api.view_models.moments import Due
from application.privacy.disclosures import Disclosure
from domain.codelists import Processing


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureLine:
    """One line of the register; `due` until the family was told, where they have to be.

    `by` is who wrote it down.
    """

    disclosure: Disclosure
    by: str = ""
    due: Due | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosuresPage:
    """The register of one child; `next_skip` None on the last page."""

    template: ClassVar[str] = "disclosures.html"
    child: ChildHead
    lines: tuple[DisclosureLine, ...]
    may_record: bool = False
    skip: int = 0
    next_skip: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDisclosurePage:
    """Fields: disclosure_id (hidden), recipient, recipient_id, data_kinds, legal_basis, reference,
    processing (one of `uses`, where it rests on consent), disclosed_on.
    """

    template: ClassVar[str] = "new_disclosure.html"
    child: ChildHead
    disclosure_id: UUID
    form: Form
    uses: tuple[Processing, ...] = ()
    hospitals: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TellDisclosurePage:
    """Fields: spoken_by, consent_means, told_on."""

    template: ClassVar[str] = "tell_disclosure.html"
    child: ChildHead
    line: DisclosureLine
    form: Form
