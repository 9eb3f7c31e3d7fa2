"""What a class teacher is told of a pupil in acute danger."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.worries import Telephone
from api.view_models.forms import Form
from domain.shared import CaseId, CompanyId


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskNoticePage:
    """The danger and what to do now.

    Fields, all hidden: reading_id and company_id, minted once for a form; cause_id, of the danger
    that was read. `since_at` is since when the teacher is with the child, by the company `here_id`;
    None = they are not.
    """

    template: ClassVar[str] = "risk_notice.html"
    case_id: CaseId
    cause_id: UUID
    pupil: str | None
    class_name: str | None
    told_at: datetime
    read_at: datetime | None
    here_id: CompanyId | None
    since_at: datetime | None
    telephones: tuple[Telephone, ...]
    reading_id: UUID
    company_id: UUID
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskNoticesPage:
    """Every danger of which a class teacher is told now, or that there is none.

    Without `is_whole` there may be more, and `telephones` to ask are named.
    """

    template: ClassVar[str] = "risk_notices.html"
    case_ids: tuple[CaseId, ...]
    is_whole: bool
    telephones: tuple[Telephone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherLines:
    """Which class teachers were told of the danger and who of them read it, as a case says it.

    `is_said` is False until it was found out whom to tell; without names nobody could be told.
    `before` were told, and may not read of it any more.
    """

    is_said: bool = False
    names: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
