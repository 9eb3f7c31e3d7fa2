"""What the use cases ask of the views, as protocols."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

from application.crisis.desk.school_cases import ReferredAt
from application.crisis.desk.stages import CaseStage
from application.proposed_numbers import NumberKind, NumberRow
from application.rows import (
    CasesChanged,
    DeskPage,
    DueFilter,
    DutyRow,
    HealthPage,
    OrganisationRow,
    PairingRow,
    PersonRow,
    Relations,
    Seen,
)
from application.staffing.duty_rows import EndingPairingRow, ManyPosts, ProposalRow, SignaturesAsked
from domain.shared import CaseId, ChildId, OrganisationId, PersonId
from domain.staff.facts import OrganisationKind


class AccessView(ManyPosts, Protocol):
    """Duties, relations and places as permission needs them; raises Unavailable when behind."""

    def duties_of(self, person_id: PersonId) -> tuple[DutyRow, ...]:
        """Return every duty of a person, ended ones too."""
        ...

    def relations(self, person_id: PersonId, child_id: ChildId) -> Relations:
        """Return a person's duties with a child's places and pairings, as of one moment."""
        ...

    def chain_of_child(self, child_id: ChildId) -> frozenset[OrganisationId] | None:
        """Return class, school, village and all above them; None without a care file."""
        ...

    def children_under(
        self, organisation_id: OrganisationId, child_ids: Collection[ChildId]
    ) -> frozenset[ChildId]:
        """Return those of the children who belong at or under an organisation; one question."""
        ...

    def posts_at(
        self, organisation_ids: Collection[OrganisationId], on: date
    ) -> tuple[DutyRow, ...]:
        """Return every duty held at one of these places on a day."""
        ...

    def chain_of_organisation(self, *of_these: OrganisationId) -> frozenset[OrganisationId]:
        """Return the organisations and all above them, as far as it is known."""
        ...

    def proposals_of(self, person_id: PersonId, since: date) -> tuple[ProposalRow, ...]:
        """Return what was proposed for a person since then and is not decided on."""
        ...

    def proposals_under(
        self, places: Collection[OrganisationId] | None, since: date
    ) -> tuple[ProposalRow, ...]:
        """Return what was proposed since then at these places and below, and is not decided on.

        None stands for all places.
        """
        ...

    def signatures_asked(
        self, person_id: PersonId, places: Collection[OrganisationId] | None, since: date
    ) -> tuple[SignaturesAsked, ...]:
        """Return how many duties others proposed for third people there, by role and capacity."""
        ...

    def duties_ending(
        self, places: Collection[OrganisationId] | None, first: date, last: date, since: date
    ) -> tuple[DutyRow, ...]:
        """Return the duties there whose last day lies between the two and that go no further.

        What is given, or was proposed since `since`, for the days after is left out.
        """
        ...

    def pairings_ending(
        self, places: Collection[OrganisationId], first: date, last: date
    ) -> tuple[EndingPairingRow, ...]:
        """Return the pairings of children of these places that end between two days."""
        ...

    def pairings_with(
        self, mentor_id: PersonId, child_ids: Collection[ChildId]
    ) -> tuple[PairingRow, ...]:
        """Return the pairings of one mentor with these children, ended ones too."""
        ...

    def pairings_of(self, child_id: ChildId) -> tuple[PairingRow, ...]:
        """Return the pairings of a child as far as they can be read, ended ones too."""
        ...


class Desk(Protocol):
    """The caseworker's desk."""

    def page(
        self,
        person_id: PersonId,
        on: date,
        *,
        due: DueFilter,
        limit: int,
        cursor: str | None,
    ) -> DeskPage:
        """Return the children whom the person looks after on that day, the soonest due first."""
        ...

    def load_of(self, mentor_id: PersonId, on: date) -> tuple[int | None, ...]:
        """Return the care level of each child with whom a mentor is paired on that day."""
        ...


class HealthDesk(ReferredAt, Protocol):
    """The cases that a person answers for or has to see."""

    def page(
        self, person_id: PersonId, on: date, *, limit: int, cursor: str | None = None
    ) -> HealthPage:
        """Return the cases open to a person on a day: untaken ones first, the oldest first."""
        ...

    def counts(self, person_id: PersonId, on: date) -> Mapping[CaseStage, int]:
        """Return how many cases of each stage are open to a person on a day."""
        ...

    def lost(self, person_id: PersonId, on: date) -> int:
        """Return how many worries nobody can read, where the person has to hear of them."""
        ...

    def cases_of_child(self, child_id: ChildId) -> tuple[CaseId, ...]:
        """Return a child's cases not known to be over, up to the log's end, the first first."""
        ...


class CaseWatch(Protocol):
    """Tells whose screens should look again; asked a few times a second."""

    def now(self) -> Seen:
        """Return how far changes of cases have come."""
        ...

    def changed_since(self, seen: Seen) -> CasesChanged:
        """Return for whom any case changed, or to whom any was brought, after that."""
        ...


class Directory(Protocol):
    """Organisations and people by name."""

    def organisations(self) -> tuple[OrganisationRow, ...]:
        """Return all organisations, parents before children."""
        ...

    def of_kind(self, *kinds: OrganisationKind) -> tuple[OrganisationRow, ...]:
        """Return the organisations of these kinds, by area and name."""
        ...

    def bureaus(self) -> tuple[OrganisationRow, ...]:
        """Return the bureaus as of the end of the log; raises Unavailable when behind."""
        ...

    def organisations_among(
        self, organisation_ids: Collection[OrganisationId]
    ) -> Mapping[OrganisationId, OrganisationRow]:
        """Return the organisations of these ids that are known."""
        ...

    def organisation(self, organisation_id: OrganisationId) -> OrganisationRow | None:
        """Return one organisation."""
        ...

    def prepare(self) -> None:
        """Have all names in order, so that whoever asks next does not wait for it."""
        ...

    def people(self, person_ids: Collection[PersonId]) -> Mapping[PersonId, PersonRow]:
        """Return the people of these ids that are known."""
        ...

    def names(self, person_ids: Collection[PersonId]) -> Mapping[PersonId, str]:
        """Return the names alone of the people of these ids that are known."""
        ...

    def people_at(self, organisation_ids: Collection[OrganisationId]) -> tuple[PersonRow, ...]:
        """Return the people who hold or held a duty at one of these places, in the order of ids."""
        ...

    def people_page(
        self,
        *,
        limit: int,
        after: PersonId | None,
        places: Collection[OrganisationId] | None = None,
    ) -> tuple[PersonRow, ...]:
        """Return people, or those who hold or held a duty at these places, by their names.

        They go on behind a person, from the first where that one is not known any more.
        """
        ...

    def machines(self) -> tuple[PersonRow, ...]:
        """Return all machines, of which there are few, in the order of their ids."""
        ...


class ProposedNumbers(Protocol):
    """Numbers that wait for a second person, and what became of one's own proposals.

    Without those of whom the record cannot be read: nobody can settle them.
    """

    def behind(self) -> int:
        """Return how many events the lists do not show yet."""
        ...

    def kinds_waiting(self, asker: PersonId, since: date) -> frozenset[NumberKind]:
        """Return of which kinds anything waits anywhere that others proposed; one question."""
        ...

    def telephones(
        self, asker: PersonId, places: Collection[OrganisationId] | None, since: date
    ) -> tuple[NumberRow, ...]:
        """Return telephones that others proposed since then for people there and below."""
        ...

    def corrections(
        self, asker: PersonId, places: Collection[OrganisationId]
    ) -> tuple[NumberRow, ...]:
        """Return ID numbers that others proposed for children of these places."""
        ...

    def own_telephones(self, asker: PersonId, *, limit: int) -> tuple[NumberRow, ...]:
        """Return telephones that somebody proposed, the latest first."""
        ...

    def own_corrections(
        self, asker: PersonId, places: Collection[OrganisationId], *, limit: int
    ) -> tuple[NumberRow, ...]:
        """Return ID numbers that somebody proposed for children of these places, latest first."""
        ...
