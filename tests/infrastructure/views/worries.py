"""The facts that tests of the health desk are told: a worry, whoever answers for it, a hospital."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from application.crisis.reactions import react
from application.ports import Actor, Ledger
from application.rows import HealthRow
from domain.referrals.facts import (
    ConcernPassedOn,
    ConcernRaised,
    ConcernTaken,
    ConcernWithdrawn,
    MayTellGuardian,
    ReferralAcknowledged,
    ReferralIssued,
    ReferralProposed,
    Sign,
    Situation,
    WithdrawalReason,
)
from domain.referrals.hospital.hospital_facts import Basis
from domain.shared import CaseId, DutyId, OrganisationId, PassId, PersonId
from domain.staff.facts import (
    DutyAssigned,
    HealthVicePrincipalAppointed,
    OrganisationKind,
    OrganisationRegistered,
    Role,
)
from tests.examples import (
    CHILD,
    COUNTY_OFFICE,
    DUTY_ASSIGNED,
    NOW,
    SCHOOL,
    SCHOOL_CLASS,
    TEACHER,
    TODAY,
    VILLAGE,
    example_id,
)
from tests.infrastructure.views.opened import OpenedViews

HOSPITAL = OrganisationId(example_id(1_001))
HOSPITAL_REGISTERED = OrganisationRegistered(
    organisation_id=HOSPITAL, kind=OrganisationKind.HOSPITAL, name="示例医院"
)

CRISIS_LEAD = PersonId(example_id(1_101))
ADVISER = PersonId(example_id(1_102))
DUTY_OFFICER = PersonId(example_id(1_103))
LEADER = PersonId(example_id(1_104))
LIAISON = PersonId(example_id(1_105))
REACTION = Actor(person_id=PersonId(example_id(1_106)))


def post(
    person_id: PersonId, role: Role, place_id: OrganisationId, to_on: date | None = None
) -> DutyAssigned:
    """A duty since last autumn, its id made from all that is given."""
    numbered = person_id.int + place_id.int * 3 + list(Role).index(role) * 1_000_003
    return replace(
        DUTY_ASSIGNED,
        duty_id=DutyId(UUID(int=numbered % 2**128, version=4)),
        person_id=person_id,
        role=role,
        organisation_id=place_id,
        to_on=to_on,
    )


APPOINTED = HealthVicePrincipalAppointed(
    person_id=ADVISER,
    duty_id=DutyId(example_id(1_201)),
    organisation_id=SCHOOL,
    employer_id=HOSPITAL,
    from_on=date(2025, 9, 1),
    to_on=date(2026, 8, 31),
)
POSTS = (
    HOSPITAL_REGISTERED,
    post(CRISIS_LEAD, Role.CRISIS_LEAD, SCHOOL),
    APPOINTED,
    post(DUTY_OFFICER, Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE),
    post(LEADER, Role.SCHOOL_LEADER, SCHOOL),
    post(LIAISON, Role.HOSPITAL_LIAISON, HOSPITAL),
)


def case_number(number: int) -> CaseId:
    return CaseId(example_id(20_000 + number))


CASE = case_number(1)
CONCERN = ConcernRaised(
    case_id=CASE,
    child_id=CHILD,
    situation=Situation.SUSPECTED_HARM,
    signs=(Sign.INJURIES,),
    heard="他说不想回家。",
    is_with_child=True,
    involved=(),
    involved_ids=(),
    may_tell_guardian=MayTellGuardian.NOT_YET,
    class_id=SCHOOL_CLASS,
    school_id=SCHOOL,
    village_id=VILLAGE,
)
TAKEN = ConcernTaken(case_id=CASE, child_id=CHILD, taken_by=CRISIS_LEAD)
PASSED_ON = ConcernPassedOn(
    case_id=CASE,
    child_id=CHILD,
    pass_id=PassId(example_id(1_301)),
    passed_by=CRISIS_LEAD,
    passed_to=LEADER,
    why="我要外出。",
)
PROPOSED = ReferralProposed(case_id=CASE, child_id=CHILD, proposed_by=CRISIS_LEAD, why="需要评估。")
ISSUED = ReferralIssued(
    case_id=CASE,
    child_id=CHILD,
    hospital_id=HOSPITAL,
    issued_by=CRISIS_LEAD,
    basis=Basis.EMERGENCY,
    danger="有现实危险。",
)
ACKNOWLEDGED = ReferralAcknowledged(
    case_id=CASE, child_id=CHILD, hospital_id=HOSPITAL, acknowledged_by=LIAISON
)
WITHDRAWN = ConcernWithdrawn(
    case_id=CASE,
    child_id=CHILD,
    withdrawn_by=CRISIS_LEAD,
    reason=WithdrawalReason.RESOLVED,
    why="已解决。",
)


def everybody(person_ids: Collection[PersonId]) -> frozenset[PersonId]:
    return frozenset(person_ids)


def with_no_joining(ledger: Ledger) -> Ledger:
    """Return the ledger as if each worry came long after the others: each is a case of its own."""
    worries = replace(ledger.rules.worries, joined_within_hours=-1)
    return replace(ledger, rulebook=replace(ledger.rules, worries=worries))


def raise_and_tell(views: OpenedViews, *concerns: ConcernRaised, by: PersonId = TEACHER) -> None:
    """Record worries, and let the reaction record who is told of each, as the product does."""
    for concern in concerns:
        (raised,) = views.record(concern, by=by)
        react(with_no_joining(views.ledger), REACTION, raised, NOW, everybody)
    assert views.projector.catch_up(wait_ms=10_000)


def pass_on_and_tell(views: OpenedViews, passed: ConcernPassedOn) -> None:
    (recorded,) = views.record(passed, by=passed.passed_by)
    react(views.ledger, REACTION, recorded, NOW, everybody)
    assert views.projector.catch_up(wait_ms=10_000)


def rows(views: OpenedViews, who: PersonId, on: date = TODAY) -> tuple[HealthRow, ...]:
    return views.health.page(who, on, limit=50).rows


def cases(views: OpenedViews, who: PersonId, on: date = TODAY) -> list[CaseId]:
    return [row.case_id for row in rows(views, who, on)]
