"""What the installation's operator can do: found the bureau, appoint its first people, import.

Nobody can be asked for permission before anybody has a duty. Whoever runs the command line holds
the addresses of the ledger and its keys already; each act is recorded under that operator's name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.ports import Actor, Context, History, Ledger, Receipt
from application.recording import Decision, Request, record
from application.states import staff_state, staff_stream
from application.survey.known_places import KnownPlaces
from application.survey.roster_recording import RosterRecording
from domain.days import local_day
from domain.errors import RuleBroken
from domain.shared import DutyId, Known, OrganisationId, PersonId
from domain.staff import rules as rules
from domain.staff.facts import OrganisationKind, PersonKind, Role
from domain.staff.giving import Places, years_after, years_at_most
from domain.staff.proposing import Signatory, assign_duty, propose_duty
from domain.staff.state import (
    NO_STAFF,
    AssignDuty,
    ProposeDuty,
    RegisterOrganisation,
    RegisterPerson,
)

FOUNDING_ROLES = (
    Role.SYSTEM_ADMINISTRATOR,
    Role.SECURITY_ADMINISTRATOR,
    Role.AUDITOR,
    Role.PRIVACY_OFFICER,
    Role.BUREAU_OFFICER,
)
"""Whom a bureau needs before two people can give each other duty: only these the operator gives."""


def require_founding(role: Role) -> None:
    """Raises: RuleBroken for a role that two people give."""
    if role not in FOUNDING_ROLES:
        raise RuleBroken("not_a_founding_role")


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A duty that the operator gives."""

    duty_id: DutyId
    role: Role = Role.SYSTEM_ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Founding:
    """The operator's hand on one ledger; its ids follow from the ledger's own."""

    ledger: Ledger
    ledger_id: UUID
    operator_name: str

    @property
    def bureau_id(self) -> OrganisationId:
        """The one bureau at the top."""
        return OrganisationId(uuid5(self.ledger_id, "bureau"))

    @property
    def operator(self) -> Actor:
        """The operator as an actor."""
        operator_id = uuid5(self.ledger_id, f"operator/{self.operator_name}")
        return Actor(person_id=PersonId(operator_id), device="cli")

    def found(self, bureau_name: str, area_code: str, now: datetime) -> Receipt:
        """Record the operator and the bureau, once."""
        self._register_operator(now)
        bureau = RegisterOrganisation(
            organisation_id=self.bureau_id,
            kind=OrganisationKind.BUREAU,
            name=bureau_name,
            area_code=area_code,
        )

        def decide(history: History) -> Decision:
            state = staff_state(history, self.bureau_id)
            # The bureau keeps its first name: founding again with another one changes nothing.
            if state.organisation is not None:
                return Known((state.organisation,))
            return rules.register_organisation(state, bureau, parent=NO_STAFF)

        return self._record(self.bureau_id, now, [self.bureau_id], decide)

    def appoint(self, person_id: PersonId, duty: Founded, name: str, now: datetime) -> Receipt:
        """Record a person in one of the roles that a bureau begins with, from today on.

        Raises: Invalid for the name; RuleBroken when the id stands for somebody else, or the role
        is one that two people give.
        """
        self.register(RegisterPerson(person_id=person_id, kind=PersonKind.HUMAN, name=name), now)
        since = local_day(now)
        require_founding(duty.role)
        given = AssignDuty(
            person_id=person_id,
            duty_id=duty.duty_id,
            role=duty.role,
            organisation_id=self.bureau_id,
            from_on=since,
            to_on=years_after(since, years_at_most(duty.role, self.ledger.rules)),
        )
        return self._record(
            duty.duty_id,
            now,
            [person_id, self.bureau_id],
            lambda history: assign_duty(
                staff_state(history, person_id),
                given,
                by=self.operator.person_id,
                places=Places(organisation=staff_state(history, self.bureau_id)),
                rules=self.ledger.rules,
            ),
        )

    def register(self, person: RegisterPerson, now: datetime) -> Receipt:
        """Record a person who may act.

        Raises: Invalid; RuleBroken when the id stands for somebody else.
        """
        return self._record(
            person.person_id,
            now,
            [person.person_id],
            lambda history: rules.register_person(staff_state(history, person.person_id), person),
        )

    def propose(self, request: ProposeDuty, now: datetime) -> Receipt:
        """Record a proposal, signed as a system administrator's.

        So the second signature has to be that of whoever answers for the place.

        Raises: RuleBroken, Invalid when it cannot be given.
        """
        by = Signatory(person_id=self.operator.person_id, role=Role.SYSTEM_ADMINISTRATOR)
        return self._record(
            request.duty_id,
            now,
            [request.person_id, request.organisation_id],
            lambda history: propose_duty(
                staff_state(history, request.person_id),
                request,
                by=by,
                places=Places(organisation=staff_state(history, request.organisation_id)),
                today=local_day(now),
                rules=self.ledger.rules,
            ),
        )

    def roster_recording(self, places: KnownPlaces, now: datetime) -> RosterRecording:
        """Return what records lists under the operator's name, who is recorded first, once."""
        self._register_operator(now)
        return RosterRecording(
            ledger=self.ledger, actor=self.operator, context=Context(device="cli"), places=places
        )

    def introduce(self, now: datetime) -> None:
        """Record the operator as somebody who acts, once."""
        self._register_operator(now)

    def _register_operator(self, now: datetime) -> None:
        operator_id, name = self.operator.person_id, self.operator_name
        self.register(
            RegisterPerson(person_id=operator_id, kind=PersonKind.OPERATOR, name=name), now
        )

    def _record(
        self,
        request_id: UUID,
        now: datetime,
        subjects: Sequence[PersonId | OrganisationId],
        decide: Callable[[History], Decision],
    ) -> Receipt:
        asked = Request(
            request_id=request_id, actor=self.operator, now=now, context=Context(device="cli")
        )
        return record(self.ledger, asked, [staff_stream(each) for each in subjects], decide)
