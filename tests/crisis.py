"""Those who answer for worries at the office of the tests, beside everybody who works there."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid5

from application.ports import Commit
from domain.referrals.facts import Situation
from domain.referrals.state import RaiseConcern
from domain.shared import CaseId, ChildId, DutyId, OrganisationId, PersonId, RequestId
from domain.staff.facts import (
    DutyAssigned,
    HealthVicePrincipalAppointed,
    OrganisationKind,
    OrganisationRegistered,
    PersonKind,
    PersonRegistered,
    Role,
)
from infrastructure.authentication.accounts import Accounts
from infrastructure.opening import OpenLedger
from tests import examples as given
from tests.api.routes.door import CHEAP
from tests.office import WEEK_AGO
from tests.signing import give_account

HOSPITAL = OrganisationId(given.example_id(9))
CRISIS_LEAD = PersonId(given.example_id(121))
ADVISER = PersonId(given.example_id(122))
DUTY_OFFICER = PersonId(given.example_id(123))
LIAISON = PersonId(given.example_id(124))

LOGINS = {"lead": CRISIS_LEAD, "adviser": ADVISER, "duty": DUTY_OFFICER, "liaison": LIAISON}
ADDRESSEES = frozenset({CRISIS_LEAD, ADVISER, DUTY_OFFICER})
"""Who is told when a pupil's life is in danger."""

_POSTS = {
    CRISIS_LEAD: (Role.CRISIS_LEAD, given.SCHOOL),
    DUTY_OFFICER: (Role.COUNTY_DUTY_OFFICER, given.COUNTY_OFFICE),
    LIAISON: (Role.HOSPITAL_LIAISON, HOSPITAL),
}


def put_on_duty(opened: OpenLedger) -> None:
    """Employ those who answer for worries, each with an account, a week ago."""
    facts = tuple(_facts())
    opened.ledger.log.append(
        Commit(
            facts=facts,
            expected={opened.mapper.stream_of(fact): 0 for fact in facts},
            request_id=RequestId(given.example_id(904)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert opened.projector.catch_up(wait_ms=5_000)
    accounts = Accounts(opened.engine, CHEAP, opened.vault)
    for login, person_id in LOGINS.items():
        give_account(accounts, person_id, login)


def case_id(*parts: object) -> CaseId:
    """Return the id of an invented case, the same in every run."""
    return CaseId(uuid5(given.example_id(700), "/".join(map(str, parts))))


def worry_about(case: CaseId, situation: Situation = Situation.LIFE_IN_DANGER) -> RaiseConcern:
    """Return a worry about a pupil without a care file, each case about another one."""
    return RaiseConcern(
        case_id=case,
        child_id=ChildId(uuid5(UUID(str(case)), "child")),
        situation=situation,
        name="示例学生",
        school_id=given.SCHOOL,
    )


def _facts() -> Iterator[object]:
    yield OrganisationRegistered(
        organisation_id=HOSPITAL, kind=OrganisationKind.HOSPITAL, name="示例医院"
    )
    since = given.TODAY - timedelta(days=60)
    for number, person_id in enumerate(LOGINS.values()):
        yield PersonRegistered(person_id=person_id, kind=PersonKind.HUMAN, name=f"值守{number}")
        duty_id = DutyId(given.example_id(1290 + number))
        if person_id == ADVISER:
            yield HealthVicePrincipalAppointed(
                person_id=person_id,
                duty_id=duty_id,
                organisation_id=given.SCHOOL,
                employer_id=HOSPITAL,
                from_on=since,
                to_on=since + timedelta(days=730),
            )
        else:
            role, place = _POSTS[person_id]
            yield DutyAssigned(
                person_id=person_id,
                duty_id=duty_id,
                role=role,
                organisation_id=place,
                from_on=since,
            )
