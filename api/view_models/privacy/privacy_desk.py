"""The desk of whoever answers for data: a row for each thing that is due, with its deadline."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from api.view_models.authorisation.grants import GrantLine
from api.view_models.moments import Due
from api.view_models.numbers import child_number
from api.view_models.privacy.breaches import BreachLine
from application.reads.reading_rows import QuestionRow
from domain.rights.facts import RightsKind
from domain.shared import ChildId


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyDue:
    """What is owed to one family; `kind` None = to tell them of data that was handed out.

    `is_own`: the request was received by whoever looks, who therefore does not answer it.
    """

    child_id: UUID
    due: Due
    kind: RightsKind | None = None
    is_proven: bool = False
    is_own: bool = False

    @property
    def child_number(self) -> str:
        """Return the short number, by which the child is found again."""
        return child_number(ChildId(self.child_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsToVerifyPage:
    """The requests of which somebody has to make sure who asks; `has_more` = the list was cut."""

    template: ClassVar[str] = "rights_to_verify.html"
    rights: tuple[FamilyDue, ...] = ()
    has_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyDeskPage:
    """What is due, part by part; parts without rows are not drawn. `has_more` = a list was cut.

    `unreadable` names the offices whose records of breaches are damaged.
    """

    template: ClassVar[str] = "privacy_desk.html"
    breaches: tuple[BreachLine, ...] = ()
    glass: tuple[GrantLine, ...] = ()
    rights: tuple[FamilyDue, ...] = ()
    tellings: tuple[FamilyDue, ...] = ()
    questions: tuple[tuple[QuestionRow, str], ...] = ()
    unreadable: tuple[str, ...] = ()
    has_more: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is due."""
        due = (self.breaches, self.glass, self.rights, self.tellings, self.questions)
        return not any(due) and not self.unreadable
