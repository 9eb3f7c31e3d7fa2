"""The form on which a worry that was raised about the wrong child is said to be about another."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Choice, ChoiceGroup, Form
from domain.shared import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage:
    """Fields as of a worry: child_id (one of the list, or `other`), name, school_id, described_as.

    Hidden: told_child_id, minted once for a form; is_own, for whoever raised the worry. `lacks` is
    by its code what stands against it: then nothing is asked, and what to do instead is said. With
    `is_told_by_hand` it is asked which child it is, and `called_so` tells that some have that name.
    """

    template: ClassVar[str] = "redirect_concern.html"
    case_id: CaseId
    told_child_id: UUID
    is_own: bool
    form: Form
    lacks: str | None = None
    is_told_by_hand: bool = False
    called_so: bool = False
    children: tuple[Choice, ...] = ()
    has_more: bool = False
    schools: tuple[ChoiceGroup, ...] = ()
