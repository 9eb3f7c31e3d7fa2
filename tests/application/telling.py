"""The facts that somebody is told of at the office, whom they are told, and more people in post."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from uuid import uuid5

import pytest

from application.crisis.telling.addressing import alert_for
from application.crisis.worries.referrals import pass_concern_on
from application.ports import Commit, History, Recorded
from application.states import alerts_of, alerts_stream, case_state, referrals_stream
from domain.alerts.facts import Addressee, ConcernAlerted, Gap, GapReason
from domain.errors import ConflictKept
from domain.referrals.state import CaseState, PassConcernOn, RaiseConcern
from domain.shared import CaseId, DutyId, OrganisationId, PassId, PersonId, RequestId
from domain.staff.facts import DutyAssigned, OrganisationKind, OrganisationRegistered, Role
from tests import examples as given
from tests.application.casework import CASE, raised, taken
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, HOSPITAL, LIAISON
from tests.office import LEADER, OFFICER, WEEK_AGO, Office, acting

YESTERDAY = given.TODAY - timedelta(days=1)
OTHER_HOSPITAL = OrganisationId(given.example_id(10))
OTHER_LIAISON = PersonId(given.example_id(131))
BUREAU_OFFICER = PersonId(given.example_id(132))


def told_as(person_id: PersonId, role: Role, place_id: OrganisationId) -> Addressee:
    return Addressee(person_id=person_id, role=role, organisation_id=place_id)


LEAD_TOLD = told_as(CRISIS_LEAD, Role.CRISIS_LEAD, given.SCHOOL)
ADVISER_TOLD = told_as(ADVISER, Role.HEALTH_VICE_PRINCIPAL, given.SCHOOL)
HEAD_TOLD = told_as(LEADER, Role.SCHOOL_LEADER, given.SCHOOL)
DUTY_TOLD = told_as(DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, given.COUNTY_OFFICE)
OFFICER_TOLD = told_as(OFFICER, Role.COUNTY_OFFICER, given.COUNTY_OFFICE)
BUREAU_TOLD = told_as(BUREAU_OFFICER, Role.BUREAU_OFFICER, given.BUREAU)
LIAISON_TOLD = told_as(LIAISON, Role.HOSPITAL_LIAISON, HOSPITAL)


def all_but(*nobody: PersonId) -> Callable[[Collection[PersonId]], frozenset[PersonId]]:
    """Return that everybody can sign in but these."""
    return lambda person_ids: frozenset(person_ids).difference(nobody)


def history_of(office: Office, case_id: CaseId = CASE) -> History:
    found = office.ledger.log.load([referrals_stream(case_id), alerts_stream(case_id)])
    assert isinstance(found, History)
    return found


def state_of(office: Office) -> CaseState:
    return case_state(history_of(office), CASE)


def cause_of(office: Office, kind: type[object], case_id: CaseId = CASE) -> Recorded[object]:
    """Return the last fact of this kind in the case."""
    found = history_of(office, case_id).recorded
    return [each for each in found if isinstance(each.fact, kind)][-1]


def alerts(office: Office) -> tuple[ConcernAlerted, ...]:
    return alerts_of(history_of(office), CASE)


def employ(
    office: Office,
    person_id: PersonId,
    role: Role,
    place_id: OrganisationId,
    to_on: date | None = None,
) -> None:
    """Give somebody a post since two months ago."""
    duty = DutyAssigned(
        person_id=person_id,
        duty_id=DutyId(uuid5(person_id, f"{role}/{place_id}")),
        role=role,
        organisation_id=place_id,
        from_on=given.TODAY - timedelta(days=60),
        to_on=to_on,
    )
    know(office, duty)


def another_hospital(office: Office) -> None:
    know(
        office,
        OrganisationRegistered(
            organisation_id=OTHER_HOSPITAL, kind=OrganisationKind.HOSPITAL, name="另一示例医院"
        ),
    )


def know(office: Office, fact: object) -> None:
    """Record one more fact of the office, after whatever its stream holds."""
    stream = office.opened.mapper.stream_of(fact)
    found = office.ledger.log.load([stream])
    assert isinstance(found, History)
    office.ledger.log.append(
        Commit(
            facts=(fact,),
            expected={stream: found.versions[stream]},
            request_id=RequestId(uuid5(stream.subject_id, repr(fact))),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)


def told_because_of(
    office: Office,
    cause: Recorded[object],
    *unreachable: PersonId,
    case: CaseState | None = None,
) -> ConcernAlerted:
    known = state_of(office) if case is None else case
    return alert_for(office.ledger, cause, known, given.NOW, all_but(*unreachable), alerts(office))


def told_of_the_last(
    office: Office, kind: type[object], *unreachable: PersonId
) -> tuple[ConcernAlerted, ConcernAlerted]:
    """Return who is told because of the last fact of a kind, and that nobody was, to compare."""
    cause = cause_of(office, kind)
    nobody = ConcernAlerted(
        case_id=CASE,
        child_id=cause.fact.child_id,  # type: ignore[attr-defined]
        cause_id=cause.event_id,
        place_id=None,
        addressees=(),
    )
    return told_because_of(office, cause, *unreachable), nobody


def gap(role: Role, reason: GapReason, at: OrganisationId | None = None) -> Gap:
    return Gap(role=role, reason=reason, organisation_id=at)


def repeated(office: Office, worry: RaiseConcern) -> None:
    with pytest.raises(ConflictKept):
        raised(office, worry)


def passed_to(office: Office, to_id: PersonId) -> None:
    raised(office)
    taken(office)
    request = PassConcernOn(
        case_id=CASE, pass_id=PassId(given.example_id(703)), to_id=to_id, why="她更合适。"
    )
    pass_concern_on(office.ledger, acting(CRISIS_LEAD), request, given.NOW)
