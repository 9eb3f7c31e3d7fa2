"""Whoever was a hospital's liaison until yesterday is not offered to receive for it today."""

from dataclasses import replace
from datetime import timedelta

from api import paths
from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given
from tests.api.pages.duty import CASE, HOSPITAL, LEAD, LIAISON, employ, worry
from tests.api.pages.forms import send
from tests.api.pages.site import Site
from tests.signing import give_account

FORMER = PersonId(given.example_id(169))
DANGER = {"hospital_id": str(HOSPITAL), "referral_basis": "emergency", "danger": "有生命危险。"}
AT_COUNTY = DutyAssigned(
    person_id=FORMER,
    duty_id=DutyId(given.example_id(271)),
    role=Role.COUNTY_DUTY_OFFICER,
    organisation_id=given.COUNTY_OFFICE,
    from_on=given.TODAY,
)
AT_HOSPITAL = replace(
    AT_COUNTY,
    duty_id=DutyId(given.example_id(272)),
    role=Role.HOSPITAL_LIAISON,
    organisation_id=HOSPITAL,
    from_on=given.TODAY - timedelta(days=9),
    to_on=given.TODAY - timedelta(days=1),
)


def test_a_case_is_received_only_by_whoever_is_liaison_today(site: Site) -> None:
    employ(site)
    worry(site)
    person = replace(given.TEACHER_REGISTERED, person_id=FORMER, name="示例前联络员")
    site.know(person, AT_COUNTY, AT_HOSPITAL, number=61)
    accounts = site.app.state.accounts
    give_account(accounts, FORMER, "former")
    lead = site.signed_in(LEAD)
    lead.post(paths.filled(paths.TAKE_CASE, case_id=CASE))
    issuing = paths.filled(paths.ISSUE_REFERRAL, case_id=CASE)
    assert send(lead, issuing, **DANGER).status_code == 303
    receiving = paths.filled(paths.ACKNOWLEDGE_REFERRAL, case_id=CASE)
    offered = {
        login: receiving in site.signed_in(login).get(paths.HEALTH_DESK).text
        for login in (LIAISON, "former")
    }
    assert offered == {LIAISON: True, "former": False}
    assert "待回执" in site.signed_in("former").get(paths.HEALTH_DESK).text
