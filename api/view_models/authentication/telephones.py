"""The page about the telephone of a person, and what its owner is told of a change."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Form
from application.staffing.telephones import OwnProposal
from domain.shared import PersonId
from domain.staff.facts import Role
from domain.staff.telephone_facts import PersonTelephoneProposed


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTelephonePage:
    """Fields: telephone, replaces; hidden telephone_id. `waits` was proposed by `proposed_by`.

    `is_mine`: whoever looks proposed it, so another confirms, who holds one of `confirmers`;
    `until` is the last day for that. `last` is what became of their own last proposal, settled
    by `settled_by`.
    """

    template: ClassVar[str] = "person_telephone.html"
    person_id: PersonId
    name: str
    telephone_id: UUID
    form: Form = field(default_factory=Form)
    phone: str | None = field(default=None, repr=False)
    waits: PersonTelephoneProposed | None = field(default=None, repr=False)
    proposed_by: str = ""
    is_mine: bool = False
    may_propose: bool = False
    may_confirm: bool = False
    confirmers: tuple[Role, ...] = ()
    until: date | None = None
    last: OwnProposal | None = field(default=None, repr=False)
    settled_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineTelephonePage:
    """Fields: reason. `is_mine`: whoever looks proposed the number and takes it back."""

    template: ClassVar[str] = "decline_telephone.html"
    person_id: PersonId
    name: str
    waits: PersonTelephoneProposed = field(repr=False)
    proposed_by: str
    is_mine: bool
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneToldLine:
    """That one's own telephone was changed, told at each sign-in for a while."""

    telephone: str = field(repr=False)
    proposed_by: str
    confirmed_by: str
    on: date
