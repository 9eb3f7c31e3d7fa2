"""A family lets nothing be shared with hospitals any more: what either side reads of a case."""

from dataclasses import replace

import pytest

from api import paths
from api.routes.v1 import PREFIX
from domain.codelists import Processing
from domain.consent.facts import ConsentWithdrawn
from domain.referrals.facts import Situation
from domain.referrals.hospital.liaison_facts import OutsideLiaisonNamed
from tests import examples as given
from tests import privacy
from tests.api.pages.duty import CASE, CONSENT, LEAD, LIAISON, WORRY, employ, worry
from tests.api.pages.forms import send
from tests.api.pages.site import Site

PAGE, REFER, NAME = (
    paths.filled(each, case_id=CASE)
    for each in (paths.CASE, paths.ISSUE_REFERRAL, paths.NAME_LIAISON)
)
NO = ConsentWithdrawn(
    child_id=given.CHILD,
    consent_id=privacy.WITHDRAWN,
    processing=Processing.SHARING_WITH_HOSPITAL,
    said=privacy.WITHDRAW.said,
)


MILDER = replace(WORRY, situation=Situation.SUSPECTED_HARM, involved=())
AGREED = {name: said for name, said in CONSENT.items() if name != "not_suspected"}


@pytest.fixture
def duty(site: Site) -> Site:
    """Give an office where a hospital has a child on consent."""
    employ(site)
    worry(site, MILDER)
    lead = site.signed_in(LEAD)
    lead.post(paths.filled(paths.TAKE_CASE, case_id=CASE))
    assert send(lead, REFER, **AGREED).status_code == 303
    return site


def test_the_hospital_reads_neither_name_nor_words_and_the_school_what_to_do(duty: Site) -> None:
    lead, liaison = duty.signed_in(LEAD), duty.signed_in(LIAISON)
    assert given.CHILD_NAME in liaison.get(PAGE).text
    duty.know(NO, number=68)
    shown = liaison.get(PAGE)
    assert (shown.status_code, "不同意再把情况提供给医院" in shown.text) == (200, True)
    for told in (given.CHILD_NAME, "不想活了", "示例奶奶"):
        assert told not in shown.text
    school = lead.get(PAGE).text
    assert given.CHILD_NAME in school
    assert "医院在这里不再看到孩子的情况" in school
    assert "以前提供给医院的，留在对外提供登记里。" in school


def test_nobody_else_of_the_hospital_is_let_in(duty: Site) -> None:
    duty.know(NO, number=68)
    lead = duty.signed_in(LEAD)
    named = send(lead, NAME, liaison_name="示例医生", liaison_function="心理科", liaison_phone="1")
    assert (named.status_code, "请重新征得同意" in named.text) == (409, True)
    assert duty.facts(OutsideLiaisonNamed) == []


def test_programs_are_told_since_when_and_whether_anything_is_withheld(duty: Site) -> None:
    at = f"{PREFIX}/cases/{CASE}"
    lead, liaison = duty.signed_in(LEAD), duty.signed_in(LIAISON)
    assert lead.get(at).json()["sharing_ended"] is None
    duty.know(NO, number=68)
    said = {"at": "2026-03-10T01:30:00Z", "is_withheld": True}
    found = [each.get(at).json() for each in (lead, liaison)]
    assert [each["sharing_ended"] for each in found] == [said, said]
    assert [each["pupil_name"] for each in found] == [given.CHILD_NAME, None]
