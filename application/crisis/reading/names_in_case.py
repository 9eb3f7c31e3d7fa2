"""Whom and which places a case names, as far as it is shown, and what they are called."""

from collections.abc import Iterable

from application.crisis.cases.cases import OpenCase
from application.crisis.cases.named_by import named_by
from application.crisis.hospital.outside_liaisons import with_liaisons
from application.ports import Ledger, Recorded
from application.reads.looking import Names, names_of
from domain.alerts.facts import ConcernAlerted
from domain.referrals.facts import ConcernPassedOn, ConcernRaised, RepeatRedirected
from domain.referrals.family.guardian_facts import ChildAccompanied, EmergencyEscortStarted
from domain.referrals.state import CaseState
from domain.shared import OrganisationId, PersonId


def people_in(
    state: CaseState, concern: ConcernRaised, entries: Iterable[Recorded[object]]
) -> set[PersonId]:
    """Return everybody whom the state, the worry and these facts name."""
    owner_id = state.owner_id
    people = {*concern.involved_ids, *(() if owner_id is None else (owner_id,))}
    for each in entries:
        people |= {each.actor_id, *named_by(each.fact)}
        match each.fact:
            case ConcernAlerted():
                people |= {told.person_id for told in each.fact.addressees}
            case ConcernPassedOn():
                people.add(each.fact.passed_to)
            case RepeatRedirected():
                people.add(each.fact.said_by)
            case EmergencyEscortStarted():
                people.add(each.fact.escorted_by)
            case ChildAccompanied():
                people.add(each.fact.with_id or each.actor_id)
    return people


def names_in(
    ledger: Ledger,
    found: OpenCase,
    people: set[PersonId],
    shown: tuple[CaseState, ConcernRaised, Iterable[ConcernAlerted]],
) -> Names:
    """Return all names of what is shown, with those of liaisons in it who have no account."""
    return with_liaisons(names_of(ledger, people, _organisations_in(*shown)), found.state, people)


def _organisations_in(
    state: CaseState, concern: ConcernRaised, alerts: Iterable[ConcernAlerted]
) -> Iterable[OrganisationId | None]:
    yield from (concern.class_id, concern.school_id, concern.village_id)
    yield state.issued.hospital_id if state.issued else None
    yield from state.at_hospital.sent_to
    for scope in state.at_hospital.scopes.values():
        yield from scope
    escort = state.at_school.family.escort
    yield escort.hospital_id if escort else None
    for told in alerts:
        yield told.place_id
        yield from (each.organisation_id for each in told.addressees)
        yield from (each.organisation_id for each in told.gaps)
