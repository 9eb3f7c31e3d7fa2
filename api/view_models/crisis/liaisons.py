"""The page on which a hospital's liaison without an account is named."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.forms import Form
from api.view_models.reporting.outsiders import OutsiderLine
from domain.contacts.facts import ContactHours
from domain.shared import ContactId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChoice:
    """Somebody of the hospital's directory, and where they are telephoned."""

    contact_id: ContactId
    name: str
    function: str
    mobile: str
    hours: ContactHours


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLiaisonPage:
    """Fields: liaison_name, liaison_function, liaison_phone; naming_id (hidden).

    `may_name` is no where nobody can be named any more: then there is no form. `contacts` are whom
    the hospital's directory names, in turn; field: contact_id. Where nothing `goes_out` they are
    telephoned.
    """

    template: ClassVar[str] = "name_liaison.html"
    case: CaseHead
    now: datetime
    naming_id: UUID
    hospital: str
    days: int
    contacts: tuple[ContactChoice, ...] = ()
    goes_out: bool = False
    open: tuple[OutsiderLine, ...] = ()
    may_name: bool = True
    form: Form = field(default_factory=Form)
