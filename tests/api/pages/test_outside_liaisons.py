"""A hospital's liaison without an account acts on one referral by link and code, and on no more."""

import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api import paths
from domain.reads.facts import RecordsRead
from domain.referrals.facts import ReferralAcknowledged
from domain.referrals.hospital_facts import AppointmentSet, ReferralDeclined
from domain.referrals.liaison_facts import (
    LiaisonEnd,
    OutsideCodeRefused,
    OutsideLiaisonEnded,
    OutsideLiaisonNamed,
)
from domain.shared import CaseId
from tests import examples as given
from tests.api.pages.duty import CASE, COUNTY, HOSPITAL, LEAD, WORRY, employ, refer, worry
from tests.api.pages.forms import send
from tests.api.pages.site import Site

AT = {
    name: paths.filled(getattr(paths, name), case_id=CASE)
    for name in ("CASE", "NAME_LIAISON", "ACKNOWLEDGE_REFERRAL", "HOSPITAL_VISIT")
} | {"DECLINE": paths.filled(paths.DECLINE_REFERRAL, case_id=CASE)}
NURSE = {
    "naming_id": str(given.example_id(953)),
    "liaison_name": "示例护士长",
    "liaison_function": "儿童心理门诊",
    "liaison_phone": "0775-0000000",
}


@pytest.fixture
def referred(site: Site) -> Site:
    employ(site)
    worry(site)
    refer(site)
    return site


def named(site: Site, **other: str) -> tuple[str, str]:
    """Let the crisis lead name the nurse; return the address and the code."""
    shown = site.signed_in(LEAD).post(AT["NAME_LIAISON"], data=NURSE | other)
    assert shown.status_code == 200
    link = re.search(r"/h/[\w-]{64}", shown.text)
    code = re.search(r"<span>(\w{4})</span>-<span>(\w{4})</span>", shown.text)
    assert link is not None
    assert code is not None
    return link[0], code[1] + code[2]


def came_in(site: Site, link: str, code: str) -> TestClient:
    browser = site.client()
    entered = browser.post(link, data={"code": f"{code[:4]}-{code[4:].lower()}"})
    assert (entered.status_code, entered.headers["location"]) == (303, AT["CASE"])
    return browser


def test_the_nurse_sees_what_a_liaison_sees_and_acts_under_her_own_name(referred: Site) -> None:
    link, code = named(referred)
    assert "已经显示过" in referred.signed_in(LEAD).post(AT["NAME_LIAISON"], data=NURSE).text
    looked = referred.client().get(link)
    assert (looked.status_code, given.CHILD_NAME in looked.text) == (200, False)
    nurse = came_in(referred, link, code)
    shown = nurse.get(AT["CASE"])
    assert "接收" in shown.text
    assert "我担心这个孩子" not in shown.text
    (liaison,) = referred.facts(OutsideLiaisonNamed)
    assert (liaison.name, liaison.hospital_id) == ("示例护士长", HOSPITAL)
    assert code not in repr(liaison)
    assert nurse.post(AT["ACKNOWLEDGE_REFERRAL"]).status_code == 303
    visit = {"visit_outcome": "appointed", "visit_on": "2026-03-11", "visit_time": "09:30"}
    assert nurse.post(AT["HOSPITAL_VISIT"], data=visit).status_code == 303
    (said,) = referred.facts(ReferralAcknowledged)
    (appointed,) = referred.facts(AppointmentSet)
    assert said.acknowledged_by == appointed.set_by == liaison.liaison_id
    assert "示例护士长（儿童心理门诊）" in referred.signed_in(LEAD).get(AT["CASE"]).text
    rows = referred.opened.logs["reads"][0].rows_after(0, 1_000)
    reads = [each.fact for each in referred.opened.logs["reads"][1].open_rows(rows)]
    own = [e for e in reads if isinstance(e, RecordsRead) and e.reader_id == liaison.liaison_id]
    assert {each.child_ids for each in own} == {(given.CHILD,)}


def test_the_link_opens_nothing_else_and_in_no_other_browser(referred: Site) -> None:
    link, code = named(referred)
    nurse = came_in(referred, link, code)
    other = worry_of_another(referred)
    for path in (paths.HOME, paths.HEALTH_DESK, paths.filled(paths.CASE, case_id=other)):
        assert nurse.get(path).headers["location"].startswith(paths.SIGN_IN)
    assert nurse.get(AT["NAME_LIAISON"]).status_code == 403
    elsewhere = referred.client()
    assert elsewhere.post(link, data={"code": code}).status_code == 403
    assert elsewhere.get(AT["CASE"]).headers["location"].startswith(paths.SIGN_IN)
    ended = paths.filled(
        paths.END_LIAISON,
        case_id=CASE,
        liaison_id=referred.facts(OutsideLiaisonNamed)[0].liaison_id,
    )
    assert referred.signed_in(COUNTY).post(ended).status_code == 303
    assert nurse.get(AT["CASE"]).headers["location"].startswith(paths.SIGN_IN)


def worry_of_another(site: Site) -> CaseId:
    return worry(site, replace(WORRY, case_id=CaseId(given.example_id(954))))


def test_wrong_codes_end_the_link_and_are_on_record(referred: Site) -> None:
    link, code = named(referred)
    stranger = referred.client()
    tried = [stranger.post(link, data={"code": "WRONG234"}).status_code for _ in range(6)]
    assert tried == [401] * 5 + [403]
    assert stranger.post(link, data={"code": code}).status_code == 403
    assert stranger.post(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 403
    assert len(referred.facts(OutsideCodeRefused)) == 5
    assert [each.reason for each in referred.facts(OutsideLiaisonEnded)] == [LiaisonEnd.WRONG_CODES]


def test_a_referral_that_the_nurse_declines_is_open_to_her_no_more(referred: Site) -> None:
    nurse = came_in(referred, *named(referred))
    declined = send(nurse, AT["DECLINE"], decline_reason="no_bed")
    assert declined.headers["location"] == paths.LIAISON_DONE
    assert "已记下" in nurse.get(paths.LIAISON_DONE).text
    assert [each.hospital_id for each in referred.facts(ReferralDeclined)] == [HOSPITAL]
    assert nurse.get(AT["CASE"]).headers["location"].startswith(paths.SIGN_IN)
