"""People who answer for cases at the office, and worries that reach them."""

from dataclasses import replace

from api import paths
from application.crisis.worries.referrals import raise_concern
from application.reporting.permitted import Reporting
from application.reporting.recording import report_harm
from domain.referrals.facts import Involved, Situation
from domain.referrals.state import RaiseConcern
from domain.shared import CaseId, DutyId, OrganisationId, PersonId
from domain.staff.facts import (
    DutyAssigned,
    OrganisationKind,
    OrganisationRegistered,
    Role,
)
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.api.pages.site import Site
from tests.office import acting
from tests.report_examples import HARM
from tests.signing import give_account

LEAD, COUNTY, ADVISER, LIAISON = "lead", "county", "adviser", "liaison"
HEALTH_OFFICE = "healthoffice"
HOSPITAL = OrganisationId(given.example_id(60))
POSTS: dict[str, tuple[PersonId, Role, OrganisationId]] = {
    LEAD: (PersonId(given.example_id(161)), Role.CRISIS_LEAD, given.SCHOOL),
    COUNTY: (PersonId(given.example_id(162)), Role.COUNTY_DUTY_OFFICER, given.COUNTY_OFFICE),
    ADVISER: (PersonId(given.example_id(163)), Role.HEALTH_VICE_PRINCIPAL, given.SCHOOL),
    LIAISON: (PersonId(given.example_id(164)), Role.HOSPITAL_LIAISON, HOSPITAL),
    HEALTH_OFFICE: (PersonId(given.example_id(165)), Role.HEALTH_OFFICER, given.COUNTY_OFFICE),
}
DANGER = "站在楼顶不肯下来。"
CASE = CaseId(given.example_id(801))
WORRY = RaiseConcern(
    case_id=CASE,
    child_id=given.CHILD,
    situation=Situation.LIFE_IN_DANGER,
    heard="他说不想活了。",
    involved=(Involved.CARER,),
)
CONSENT = {
    "hospital_id": str(HOSPITAL),
    "referral_basis": "consent",
    "consent_name": "示例奶奶",
    "relation_code": "62",
    "is_guardian": "yes",
    "not_suspected": "yes",
    "pupil_wish": "wants",
    "consent_means": "in_person",
    "given_on": "2026-03-10",
    "given_time": "09:20",
}


def employ(site: Site, *logins: str) -> None:
    """Let people take up their posts, all of them unless some are named."""
    hospital = OrganisationRegistered(
        organisation_id=HOSPITAL, kind=OrganisationKind.HOSPITAL, name="示例市人民医院"
    )
    facts: list[object] = [hospital]
    for number, login in enumerate(logins or POSTS):
        person_id, role, place = POSTS[login]
        facts += [
            replace(given.TEACHER_REGISTERED, person_id=person_id, name=f"示例值班{login}"),
            DutyAssigned(
                person_id=person_id,
                duty_id=DutyId(given.example_id(261 + number)),
                role=role,
                organisation_id=place,
                from_on=given.TODAY,
            ),
        ]
    site.know(*facts, number=60)
    accounts = site.app.state.accounts
    for login in logins or POSTS:
        give_account(accounts, POSTS[login][0], login)


def worry(site: Site, request: RaiseConcern = WORRY) -> CaseId:
    """Let the teacher raise a worry, and let those be told who must be."""
    raise_concern(site.opened.ledger, acting(given.TEACHER), request, given.NOW)
    assert reactions_of(site.opened, lambda: given.NOW).follow()
    assert site.opened.projector.catch_up(wait_ms=5_000)
    return request.case_id


def worry_and_report(site: Site) -> None:
    """Let the teacher both worry about the child and report that it is harmed."""
    worry(site)
    report(site)


def report(site: Site) -> None:
    """Let the teacher report that the child is harmed."""
    asked = Reporting(actor=acting(given.TEACHER), now=given.NOW)
    report_harm(site.opened.ledger, asked, HARM)
    assert site.opened.projector.catch_up(wait_ms=5_000)


def refer(site: Site) -> None:
    """Let the crisis lead take the worry and refer the child to the hospital, in danger."""
    sent = {"hospital_id": str(HOSPITAL), "referral_basis": "emergency", "danger": DANGER}
    lead = site.signed_in(LEAD)
    for path, fields in ((paths.TAKE_CASE, {}), (paths.ISSUE_REFERRAL, sent)):
        assert lead.post(paths.filled(path, case_id=CASE), data=fields).status_code == 303
