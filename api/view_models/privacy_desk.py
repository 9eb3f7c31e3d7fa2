"""The desk of whoever answers for data: a row for each thing that is due, with its deadline."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from api.view_models.breaches import BreachLine
from api.view_models.grants import GrantLine
from api.view_models.moments import Due
from application.reads.reading_rows import QuestionRow
from domain.rights.facts import RightsKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyDue:
    """What is owed to one family; `kind` None = to tell them of data that was handed out."""

    child_id: UUID
    due: Due
    kind: RightsKind | None = None
    is_proven: bool = False

    @property
    def child_number(self) -> str:
        """Return the last characters of the child's number, enough to tell two lines apart."""
        return str(self.child_id)[-6:]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyDeskPage:
    """What is due, part by part; parts without rows are not drawn. `has_more` = a list was cut."""

    template: ClassVar[str] = "privacy_desk.html"
    breaches: tuple[BreachLine, ...] = ()
    glass: tuple[GrantLine, ...] = ()
    rights: tuple[FamilyDue, ...] = ()
    tellings: tuple[FamilyDue, ...] = ()
    questions: tuple[tuple[QuestionRow, str], ...] = ()
    has_more: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is due."""
        return not (self.breaches or self.glass or self.rights or self.tellings or self.questions)
