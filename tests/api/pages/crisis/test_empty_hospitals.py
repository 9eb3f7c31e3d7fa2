"""Before a hospital is chosen a page tells of its telephone, its hours, and who hears of it."""

from dataclasses import replace

from api import paths
from api.routes.v1 import PREFIX
from domain.oncall.facts import ShiftKind
from domain.referrals.hospital.hospital_facts import ReferralRerouted
from domain.shared import OrganisationId
from domain.staff.facts import (
    DutyTelephonePublished,
    OrganisationKind,
    OrganisationRegistered,
    Role,
)
from tests import examples as given
from tests.api.pages.duty import CASE, HOSPITAL, LEAD, LIAISON, POSTS, employ, worry
from tests.api.pages.forms import send
from tests.api.pages.site import Site
from tests.on_call_examples import PUBLISHED

EMPTY = OrganisationId(given.example_id(66))
REFER, ESCORT, PAGE = (
    paths.filled(each, case_id=CASE) for each in (paths.ISSUE_REFERRAL, paths.ESCORT, paths.CASE)
)
IN_DANGER = {"hospital_id": str(EMPTY), "referral_basis": "emergency", "danger": "他在楼顶。"}


def opened(site: Site) -> None:
    """Open a case, and a second hospital where nobody is in post."""
    employ(site)
    worry(site)
    tonight, _weekend = PUBLISHED.shifts
    shift = replace(
        tonight,
        kind=ShiftKind.DAY,
        person_id=POSTS[LIAISON][0],
        role=Role.HOSPITAL_LIAISON,
        stand_in_id=None,
    )
    site.know(
        OrganisationRegistered(
            organisation_id=EMPTY, kind=OrganisationKind.HOSPITAL, name="示例市妇幼保健院"
        ),
        DutyTelephonePublished(organisation_id=EMPTY, telephone="0777-0000009"),
        replace(PUBLISHED, organisation_id=HOSPITAL, shifts=(shift,)),
        number=67,
    )
    site.signed_in(LEAD).post(paths.filled(paths.TAKE_CASE, case_id=CASE))


def test_the_forms_tell_of_each_hospital_before_it_is_chosen(site: Site) -> None:
    opened(site)
    for form in (REFER, ESCORT):
        page = site.signed_in(LEAD).get(form).text
        for told in (
            "0777-0000009",
            "没有值班表，先打电话问",
            "现在有人值班，到",
            "系统里没有人能收到",
        ):
            assert told in page
    assert "紧急送诊自动转到下一家" in site.signed_in(LEAD).get(REFER).text


def test_programs_are_told_the_same(site: Site) -> None:
    opened(site)
    answer = site.signed_in(LEAD).get(f"{PREFIX}/cases/{CASE}/hospitals")
    found = {each["hospital_id"]: each for each in answer.json()}
    assert found[str(EMPTY)] == {
        "hospital_id": str(EMPTY),
        "name": "示例市妇幼保健院",
        "duty_telephone": "0777-0000009",
        "hears": False,
        "goes_past": True,
        "is_on_call": None,
        "on_call_until": None,
        "on_call_from": None,
    }
    here = found[str(HOSPITAL)]
    assert (here["hears"], here["is_on_call"], here["on_call_until"]) == (
        True,
        True,
        "2026-03-10T18:00:00+08:00",
    )


def test_the_case_says_past_whom_it_went_and_the_next_hospital_is_not_told(site: Site) -> None:
    opened(site)
    lead = site.signed_in(LEAD)
    assert send(lead, REFER, **IN_DANGER).status_code == 303
    assert len(site.facts(ReferralRerouted)) == 1
    assert "示例市妇幼保健院没有人能收到，自动转到这里。" in lead.get(PAGE).text
    shown = site.signed_in(LIAISON).get(PAGE)
    assert (shown.status_code, "示例市妇幼保健院" in shown.text) == (200, False)
