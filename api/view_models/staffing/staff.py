"""The pages about organisations, people and the duties they hold."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import ChoiceGroup, Form
from api.view_models.staffing.proposals import ProposalLine
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, PersonKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationNode:
    """An organisation and those below it."""

    organisation_id: OrganisationId
    kind: OrganisationKind
    name: str
    area_code: str | None = None
    duty_telephone: str | None = None
    may_publish: bool = False
    below: tuple["OrganisationNode", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationsPage:
    """Fields: kind, name, area_code, parent_id; hidden organisation_id."""

    template: ClassVar[str] = "organisations.html"
    tree: tuple[OrganisationNode, ...]
    organisation_id: UUID
    form: Form
    parents: tuple[ChoiceGroup, ...] = ()
    may_add: bool = False
    may_keep_contacts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """A duty that a person holds or held; `days_left` is told when it ends soon.

    `proposed_by` and `given_by` are the names of who signed for it, where they are told.
    """

    duty_id: DutyId
    role: Role
    organisation: str
    from_on: date
    to_on: date | None = None
    is_current: bool = True
    days_left: int | None = None
    may_end: bool = False
    may_renew: bool = False
    proposed_by: str | None = None
    given_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in the list, with the current duties."""

    person_id: PersonId
    kind: PersonKind
    name: str
    duties: tuple[DutyLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """Fields: kind, name, phone; hidden person_id. `next_after` continues the list (?after=).

    `places` are what it can be narrowed to (?place=), `narrowed` the form of that.
    `waiting` counts proposals, `ending` duties and `ending_pairings` pairings that end soon,
    `posts_to_fill` schools without a health vice principal now or soon; None for whom they are not.
    """

    template: ClassVar[str] = "people.html"
    people: tuple[PersonLine, ...]
    person_id: UUID
    form: Form
    next_after: PersonId | None = None
    is_first_page: bool = True
    may_add: bool = False
    may_send_lists: bool = False
    waiting: int | None = None
    ending: int | None = None
    ending_pairings: int | None = None
    posts_to_fill: int | None = None
    places: tuple[ChoiceGroup, ...] = ()
    narrowed: Form = field(default_factory=Form)

    @property
    def chosen(self) -> dict[str, str]:
        """The query that narrows the list, on each of its pages."""
        place = self.narrowed.one("place")
        return {"place": place} if place else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Fields: role, organisation_id, from_on, to_on; hidden duty_id.

    `proposed` are duties that wait for a second person. `places_of_roles` tells for each role that
    can be given here at which kinds of place it is held.
    """

    template: ClassVar[str] = "person.html"
    person: PersonLine
    ended: tuple[DutyLine, ...]
    duty_id: UUID
    form: Form
    proposed: tuple[ProposalLine, ...] = ()
    years_at_most: int = 3
    administrator_years_at_most: int = 1
    organisations: tuple[ChoiceGroup, ...] = ()
    places_of_roles: tuple[tuple[Role, tuple[OrganisationKind, ...]], ...] = ()
    may_propose: bool = False
    may_see_account: bool = False
    may_see_telephone: bool = False
    telephone_waits: bool = False
    is_to_confirm: bool = False
    may_watch: bool = False
    may_see_sign_ins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDutyPage:
    """Fields: ended_on, reason. `may_close_account` for who can do that at once as well."""

    template: ClassVar[str] = "end_duty.html"
    person: PersonLine
    duty: DutyLine
    form: Form
    may_close_account: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointPage:
    """Fields: school_id, employer_id, from_on, to_on; hidden duty_id."""

    template: ClassVar[str] = "appoint.html"
    person: PersonLine
    duty_id: UUID
    form: Form
    schools: tuple[ChoiceGroup, ...] = ()
    employers: tuple[ChoiceGroup, ...] = ()
    years_at_most: int = 3
    schools_at_most: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTelephonePage:
    """Fields: telephone; `published` is the number that holds now."""

    template: ClassVar[str] = "duty_telephone.html"
    organisation_id: OrganisationId
    kind: OrganisationKind
    name: str
    form: Form
    published: str | None = None
