"""A hospital's liaison without an account acts on one referral by link and code, and on no more."""

import re
from dataclasses import replace
from uuid import uuid5

import pytest
from fastapi.testclient import TestClient

from api import paths
from application.crisis.reading.case_reading import AskedCase, Case, case
from domain.errors import NotFound
from domain.reads.facts import RecordsRead
from domain.referrals.facts import ReferralAcknowledged
from domain.referrals.hospital.feedback_facts import CaseRestored
from domain.referrals.hospital.hospital_facts import (
    AppointmentSet,
    ReferralDeclined,
    ReferralRerouted,
)
from domain.referrals.hospital.liaison_facts import (
    LiaisonEnd,
    OutsideCodeRefused,
    OutsideLiaisonEnded,
    OutsideLiaisonEntered,
    OutsideLiaisonNamed,
)
from domain.shared import ANONYMOUS, CaseId, PersonId, ReadId
from tests import examples as given
from tests.api.pages.crisis.test_feedback import FEEDBACK, LET
from tests.api.pages.crisis.test_hospital import (
    OTHER_HOSPITAL,
    OTHER_LIAISON,
    found_another_hospital,
)
from tests.api.pages.duty import CASE, COUNTY, HOSPITAL, LEAD, POSTS, WORRY, employ, refer, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import AUDITOR, SECURITY, TEACHER, Site
from tests.office import acting
from tests.signing import HOST, PASSWORD

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
    assert f'href="{paths.HEALTH_DESK}"' not in shown.text
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
    rows, sealed = referred.opened.logs["reads"]
    reads = [
        (each.fact.child_ids, each.context.organisation)
        for each in sealed.open_rows(rows.rows_after(0, 1_000))
        if isinstance(each.fact, RecordsRead) and each.fact.reader_id == liaison.liaison_id
    ]
    assert set(reads) == {((given.CHILD,), HOSPITAL)}
    who = paths.filled(paths.WHO_LOOKED, child_id=given.CHILD)
    assert "示例护士长（示例市人民医院）" in referred.signed_in(AUDITOR).get(who).text


def test_the_link_opens_nothing_else_and_in_no_other_browser(referred: Site) -> None:
    link, code = named(referred)
    at_work = referred.signed_in(TEACHER)
    refused = at_work.post(link, data={"code": code})
    assert (refused.status_code, "请先退出登录" in refused.text) == (409, True)
    assert at_work.post(link, data={"code": "WRONG234"}).status_code == 409
    assert referred.facts(OutsideCodeRefused) == []
    nurse = came_in(referred, link, code)
    other = worry_of_another(referred)
    for path in (paths.HOME, paths.HEALTH_DESK, paths.filled(paths.CASE, case_id=other)):
        assert nurse.get(path).headers["location"].startswith(paths.SIGN_IN)
    assert nurse.get(AT["NAME_LIAISON"]).status_code == 403
    elsewhere = referred.client()
    assert elsewhere.post(link, data={"code": code}).status_code == 403
    assert elsewhere.get(AT["CASE"]).headers["location"].startswith(paths.SIGN_IN)
    (liaison,) = referred.facts(OutsideLiaisonNamed)
    ended = paths.filled(paths.END_LIAISON, case_id=CASE, liaison_id=liaison.liaison_id)
    assert referred.signed_in(COUNTY).post(ended).status_code == 303
    shut = nurse.get(AT["CASE"])
    assert (shut.status_code, "这个链接打不开" in shut.text) == (403, True)


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
    assert referred.opened.refusals.record(referred.clock.now)
    watched = referred.signed_in(SECURITY).get(paths.SECURITY_EVENTS).text
    assert "链接或代码被拒" in watched
    rows = referred.opened.recorder.rows_after(0, 1_000)
    by_nobody = {
        each.actor_id
        for each in referred.opened.mapper.open_rows(rows)
        if isinstance(each.fact, OutsideCodeRefused | OutsideLiaisonEnded)
    }
    assert by_nobody == {ANONYMOUS}
    assert referred.signed_in(LEAD).get(AT["CASE"]).text.count("示例护士长（") == 0
    assert [each.reason for each in referred.facts(OutsideLiaisonEnded)] == [LiaisonEnd.WRONG_CODES]


def test_a_referral_that_the_nurse_declines_is_open_to_her_no_more(referred: Site) -> None:
    nurse = came_in(referred, *named(referred))
    sent = {"decline_id": str(given.example_id(957)), "decline_reason": "no_bed"}
    declined = nurse.post(AT["DECLINE"], data=sent)
    assert declined.headers["location"] == paths.LIAISON_DONE
    assert "已记下" in nurse.get(paths.LIAISON_DONE).text
    assert [each.hospital_id for each in referred.facts(ReferralDeclined)] == [HOSPITAL]
    assert "这个链接打不开" in nurse.get(AT["CASE"]).text
    again = nurse.post(AT["DECLINE"], data=sent)
    assert again.headers["location"] == paths.LIAISON_DONE
    assert len(referred.facts(ReferralDeclined)) == 1
    other = nurse.post(AT["DECLINE"], data=sent | {"decline_id": str(given.example_id(956))})
    assert (other.status_code, "这个链接打不开" in other.text) == (403, True)


def test_an_answer_that_was_lost_does_not_spend_the_link(referred: Site) -> None:
    link, code = named(referred)
    browser = referred.client()
    browser.get(link)
    first = browser.post(link, data={"code": code})
    assert first.status_code == 303
    kept = next(each for each in browser.cookies if each.startswith(f"liaison-{CASE.hex}"))
    browser.cookies.delete(kept)
    assert browser.post(link, data={"code": "WRONG234"}).status_code == 403
    assert browser.post(link, data={"code": code}).status_code == 303
    assert browser.get(AT["CASE"]).status_code == 200
    assert len(referred.facts(OutsideLiaisonEntered)) == 1


def test_whoever_signs_in_never_goes_on_as_the_nurse_whose_browser_it_is(referred: Site) -> None:
    nurse = came_in(referred, *named(referred))
    drawn = nurse.get(AT["CASE"]).text
    mark = re.search(r'name="written_by" value="(\w+)"', drawn)
    assert mark is not None
    of_another = nurse.post(AT["ACKNOWLEDGE_REFERRAL"], data={"written_by": "0" * 32})
    assert (of_another.status_code, referred.facts(ReferralAcknowledged)) == (403, [])
    cookies = referred.app.state.session_cookie
    nurse.cookies.set(cookies.name, "of-a-session-that-has-ended", domain=HOST)
    bearing = {"authorization": "Bearer of-nobody"}
    for headers in ({}, bearing):
        led = nurse.get(AT["CASE"], headers=headers)
        assert led.headers["location"].startswith(paths.SIGN_IN)
        nurse.cookies.delete(cookies.name)
    assert nurse.get(AT["CASE"]).status_code == 200
    entered = nurse.post(paths.SIGN_IN, data={"login": TEACHER, "password": PASSWORD})
    assert entered.status_code == 303
    assert [each for each in nurse.cookies if each.startswith("liaison-")] == []


def test_somebody_employed_under_the_id_of_a_liaison_is_let_in_by_no_link(referred: Site) -> None:
    came_in(referred, *named(referred))
    (liaison,) = referred.facts(OutsideLiaisonNamed)
    with pytest.raises(NotFound):
        read_by(referred, liaison.liaison_id)


def test_the_end_of_the_case_shuts_the_link(referred: Site) -> None:
    nurse = came_in(referred, *named(referred))
    assert nurse.post(AT["ACKNOWLEDGE_REFERRAL"]).status_code == 303
    assert send(nurse, AT["HOSPITAL_VISIT"], visit_outcome="attended").status_code == 303
    sent = form_on(nurse.get(FEEDBACK), FEEDBACK).filled(feedback_outcome="restored", **LET)
    for _time in range(2):  # The answer may be lost.
        told = nurse.post(FEEDBACK, data=sent)
        assert told.headers["location"] == paths.LIAISON_DONE
    assert len(referred.facts(CaseRestored)) == 1
    another = nurse.post(FEEDBACK, data={**sent, "feedback_id": str(given.example_id(958))})
    assert (another.status_code, "这个链接打不开" in another.text) == (403, True)
    assert nurse.post(FEEDBACK, data={**sent, "relation_code": "51"}).status_code == 403
    shut = nurse.get(AT["CASE"])
    assert (shut.status_code, "这个链接打不开" in shut.text) == (403, True)


def test_the_next_hospital_is_not_told_who_acted_at_the_one_before(referred: Site) -> None:
    found_another_hospital(referred)
    nurse = came_in(referred, *named(referred))
    assert send(nurse, AT["DECLINE"], decline_reason="no_bed").status_code == 303
    (liaison,) = referred.facts(OutsideLiaisonNamed)
    assert [each.hospital_id for each in referred.facts(ReferralRerouted)] == [OTHER_HOSPITAL]
    assert liaison.liaison_id not in read_by(referred, OTHER_LIAISON).names.people
    assert liaison.liaison_id in read_by(referred, POSTS[LEAD][0]).names.people


def read_by(site: Site, person_id: PersonId) -> Case:
    asked = AskedCase(
        actor=acting(person_id),
        case_id=CASE,
        now=site.clock.now,
        read_id=ReadId(uuid5(person_id, "read")),
    )
    return case(site.opened.ledger, asked)
