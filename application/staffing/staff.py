"""Requests about organisations, people and their duties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from application.authorisation.permission import permit, permit_at
from application.authorisation.places import permit_for_place
from application.ports import Actor, Ledger, Receipt
from application.recording import Request, record
from application.rows import OrganisationRow, PersonRow
from application.states import staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import DutyId, Erased, OrganisationId, PersonId
from domain.staff import rules as rules
from domain.staff import telephones
from domain.staff.facts import DutyAssigned, HealthVicePrincipalAppointed
from domain.staff.state import (
    NO_STAFF,
    EndDuty,
    PublishDutyTelephone,
    RegisterOrganisation,
    RegisterPerson,
)


def register_organisation(
    ledger: Ledger, actor: Actor, request: RegisterOrganisation, now: datetime
) -> Receipt:
    """Record an organisation below the one it belongs to, which whoever asks must answer for."""
    above = request.parent_id or request.organisation_id
    context = permit_for_place(ledger, actor, Asking.REGISTER_ORGANISATION, above, now)
    streams = [staff_stream(request.organisation_id)]
    if request.parent_id is not None:
        streams.append(staff_stream(request.parent_id))
    return record(
        ledger,
        Request(request_id=request.organisation_id, actor=actor, now=now, context=context),
        streams,
        lambda history: rules.register_organisation(
            staff_state(history, request.organisation_id),
            request,
            parent=staff_state(history, request.parent_id) if request.parent_id else NO_STAFF,
        ),
    )


def register_person(
    ledger: Ledger, actor: Actor, request: RegisterPerson, now: datetime
) -> Receipt:
    """Record a person who may act."""
    context = permit(ledger, actor, Asking.REGISTER_PERSON, now)
    return record(
        ledger,
        Request(request_id=request.person_id, actor=actor, now=now, context=context),
        [staff_stream(request.person_id)],
        lambda history: rules.register_person(staff_state(history, request.person_id), request),
    )


def publish_duty_telephone(
    ledger: Ledger, actor: Actor, request: PublishDutyTelephone, now: datetime
) -> Receipt:
    """Record which telephone answers for an organisation day and night."""
    asking, place = Asking.REGISTER_ORGANISATION, request.organisation_id
    context = permit_for_place(ledger, actor, asking, place, now)
    said_now = f"telephone/{request.telephone}/{now.isoformat()}"
    return record(
        ledger,
        Request(
            request_id=uuid5(request.organisation_id, said_now),
            actor=actor,
            now=now,
            context=context,
        ),
        [staff_stream(request.organisation_id)],
        lambda history: telephones.publish_duty_telephone(
            staff_state(history, request.organisation_id), request
        ),
    )


def end_duty(ledger: Ledger, actor: Actor, request: EndDuty, now: datetime) -> Receipt:
    """Record the last day of a duty: one person alone takes away, a head not before tomorrow."""
    places = place_of_duty(ledger, request.person_id, request.duty_id)
    if not places:
        permit(ledger, actor, Asking.END_DUTY, now)
        raise NotFound("duty_not_found")
    context = permit_at(ledger, actor, Asking.END_DUTY, places, now)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.duty_id, f"end on {request.ended_on}"),
            actor=actor,
            now=now,
            context=context,
        ),
        [staff_stream(request.person_id)],
        lambda history: rules.end_duty(
            staff_state(history, request.person_id), request, by=context.duty, today=local_day(now)
        ),
    )


def place_of_duty(
    ledger: Ledger, person_id: PersonId, duty_id: DutyId
) -> tuple[OrganisationId, ...]:
    """Return where a duty is held; nothing for one that is not known."""
    held = ledger.access.duties_of(person_id)
    return tuple(each.organisation_id for each in held if each.duty_id == duty_id)


def organisations(ledger: Ledger, actor: Actor, now: datetime) -> tuple[OrganisationRow, ...]:
    """Return all organisations, parents before children."""
    permit(ledger, actor, Asking.READ_STAFF, now)
    return ledger.directory.organisations()


def organisation_to_answer_for(
    ledger: Ledger, actor: Actor, organisation_id: OrganisationId, now: datetime
) -> OrganisationRow:
    """Return an organisation to whoever may publish the telephone that answers for it.

    Raises: NotFound, NotPermitted, Unavailable.
    """
    permit_for_place(ledger, actor, Asking.REGISTER_ORGANISATION, organisation_id, now)
    found = ledger.directory.organisation(organisation_id)
    if found is None:
        raise NotFound("organisation_not_registered")
    return found


def people(
    ledger: Ledger, actor: Actor, now: datetime, after: PersonId | None = None
) -> tuple[PersonRow, ...]:
    """Return one page of the people who may act, by name, after that person, and who is next."""
    permit(ledger, actor, Asking.READ_STAFF, now)
    return ledger.directory.people_page(limit=ledger.rules.page_size + 1, after=after)


def people_of(
    ledger: Ledger,
    actor: Actor,
    organisation_id: OrganisationId,
    now: datetime,
    after: PersonId | None = None,
) -> tuple[PersonRow, ...]:
    """Return one page of who has or had a duty at a place or directly below, by name, and the next.

    Raises: NotPermitted, NotFound.
    """
    permit(ledger, actor, Asking.READ_STAFF, now)
    rows = ledger.directory.organisations()
    places = {each.organisation_id for each in rows if organisation_id in _own_and_above(each)}
    if not places:
        raise NotFound("organisation_not_registered")
    limit = ledger.rules.page_size + 1
    return ledger.directory.people_page(limit=limit, after=after, places=places)


def person(ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime) -> PersonRow:
    """Return one person with their duties; everyone may see their own.

    Raises: NotFound.
    """
    if actor.person_id != person_id or actor.scopes is not None:
        permit(ledger, actor, Asking.READ_STAFF, now)
    found = ledger.directory.people((person_id,)).get(person_id)
    if found is None:
        raise NotFound("person_not_found")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who proposed a duty and who gave it; nobody proposes what the operator founds."""

    proposed_by: PersonId | None
    given_by: PersonId


def signatures(ledger: Ledger, person_id: PersonId) -> Mapping[DutyId, Signed]:
    """Return who signed for each duty of a person, for whoever was let see the person.

    Raises: Unreadable.
    """
    history = ledger.log.load([staff_stream(person_id)])
    if isinstance(history, Erased):
        return {}
    proposed = staff_state(history, person_id).proposed
    return {
        each.fact.duty_id: Signed(
            proposed_by=proposed[each.fact.duty_id].proposed_by
            if each.fact.duty_id in proposed
            else None,
            given_by=each.actor_id,
        )
        for each in history.recorded
        if isinstance(each.fact, DutyAssigned | HealthVicePrincipalAppointed)
    }


def _own_and_above(row: OrganisationRow) -> tuple[OrganisationId | None, ...]:
    return row.organisation_id, row.parent_id
