"""Consent by the pages: a notice published, answers written down, signed, and taken back."""

import re
from datetime import timedelta

from api import paths
from domain.consent.facts import (
    ConsentDeclined,
    ConsentGranted,
    ConsentSigned,
    ConsentWithdrawn,
    NoticePublished,
)
from tests import examples as given
from tests import office, privacy
from tests.api.pages.forms import form_on, send
from tests.api.pages.privacy.privacy import BY_MOTHER, PRIVACY, VALID, employ
from tests.api.pages.site import TEACHER, Site

CONSENT = paths.filled(paths.CONSENT, child_id=given.CHILD)
ANSWERS = paths.filled(paths.NEW_ANSWERS, child_id=given.CHILD)
WITHDRAW = paths.filled(paths.WITHDRAW_CONSENT, child_id=given.CHILD, processing="photos")
ASKED_BEFORE = ("spoken_by", "speaker_name", "relation_code", "consent_means")
FILE = paths.filled(paths.CHILD, child_id=given.CHILD)


def test_the_next_version_of_a_notice_is_published(site: Site) -> None:
    employ(site)
    browser = site.signed_in(PRIVACY)
    refused = send(browser, paths.NOTICES, **VALID[paths.NOTICES] | {"title": ""})
    assert refused.status_code == 422
    assert form_on(refused).fields["notice_text"] == ["示例"]
    assert send(browser, paths.NOTICES, refused, title="新的告知书").status_code == 303
    assert [each.version for each in site.facts(NoticePublished)] == [1, 2]
    assert "第 2 版" in browser.get(paths.NOTICES).text


def test_who_may_not_open_the_file_is_not_led_back_to_it(site: Site) -> None:
    employ(site)
    for who, leads in ((TEACHER, True), (PRIVACY, False)):
        browser = site.signed_in(who)
        assert browser.get(FILE).status_code == (200 if leads else 403)
        page = browser.get(CONSENT)
        assert (page.status_code, f'href="{FILE}"' in page.text) == (200, leads)


def test_who_may_have_heard_it_is_staff_on_duty_with_what_they_are_and_where(site: Site) -> None:
    employ(site)
    page = site.signed_in(TEACHER).get(ANSWERS).text
    (select,) = re.findall(r'<select id="witness_id".*?</select>', page, re.DOTALL)
    offered = dict(re.findall(r'<option value="([^"]+)">([^<]+)</option>', select))
    assert " · 学校负责人 " in offered[str(office.LEADER)]
    assert given.SCHOOL_REGISTERED.name in offered[str(office.LEADER)]
    nobody = {office.AUDITOR, office.ADMINISTRATOR, office.SECURITY, given.VOLUNTEER}
    assert offered.keys().isdisjoint(map(str, nobody))


def test_answers_by_telephone_are_written_down_once_and_signed_later(site: Site) -> None:
    employ(site)
    browser = site.signed_in(TEACHER)
    page = browser.get(ANSWERS)
    typed = VALID[paths.NEW_ANSWERS] | {
        "consent_means": "phone_two_staff",
        "answer_screening": "no",
    }
    refused = send(browser, ANSWERS, page, **typed)
    assert (refused.status_code, form_on(refused).fields["speaker_name"]) == (422, ["示例妈妈"])
    for _ in range(2):
        taken = send(browser, ANSWERS, refused, witness_id=str(given.SUPERVISOR))
        assert (taken.status_code, taken.headers["location"]) == (303, CONSENT)
    assert (len(site.facts(ConsentGranted)), len(site.facts(ConsentDeclined))) == (2, 2)
    page = browser.get(CONSENT)
    assert "还没有补签字" in page.text
    (granted,) = {each.consent_id for each in site.facts(ConsentGranted)} - {privacy.ANSWERED}
    address = paths.filled(paths.SIGN_CONSENT, child_id=given.CHILD, consent_id=granted)
    assert f'action="{address}"' in page.text
    assert browser.post(address, data={"signed_on": "2026-02-30"}).status_code == 422
    day = given.TODAY.isoformat()
    assert browser.post(address, data={"signed_on": day}).status_code == 303
    assert len(site.facts(ConsentSigned)) == 1
    assert "还没有补签字" not in browser.get(CONSENT).text


def test_consent_is_taken_back_in_two_taps_from_the_file(site: Site) -> None:
    employ(site)
    browser = site.signed_in(TEACHER)
    assert f'href="{WITHDRAW}"' in browser.get(FILE).text
    page = browser.get(WITHDRAW)
    filled = form_on(page).fields
    assert {name: filled[name] for name in ASKED_BEFORE} == {
        name: [BY_MOTHER[name]] for name in ASKED_BEFORE
    }
    assert send(browser, WITHDRAW, page).status_code == 303
    assert [each.processing.value for each in site.facts(ConsentWithdrawn)] == ["photos"]
    assert f'href="{WITHDRAW}"' not in browser.get(FILE).text


def test_a_withdrawal_from_before_the_yes_says_that_it_ended_nothing(site: Site) -> None:
    employ(site)
    browser = site.signed_in(TEACHER)
    day_before = (given.TODAY - timedelta(days=1)).isoformat()
    taken = send(browser, WITHDRAW, browser.get(WITHDRAW), said_on=day_before)
    assert taken.status_code == 303
    told = browser.get(taken.headers["location"]).text
    assert ("现在仍算同意" in told, "3月10日" in told) == (True, True)
    assert "现在仍算同意" not in browser.get(CONSENT).text
    now = send(browser, WITHDRAW, browser.get(WITHDRAW))
    assert "现在仍算同意" not in browser.get(now.headers["location"]).text


def test_what_was_taken_back_says_what_to_do_next_and_is_not_asked_for_again(site: Site) -> None:
    employ(site)
    browser = site.signed_in(TEACHER)
    assert send(browser, WITHDRAW, browser.get(WITHDRAW)).status_code == 303
    again = browser.get(WITHDRAW)
    assert (again.status_code, again.headers["location"]) == (303, CONSENT)
    assert "撤下并删除用过的照片" in browser.get(CONSENT).text


def test_carers_on_file_are_offered_by_name_where_somebody_speaks(site: Site) -> None:
    employ(site)
    browser = site.signed_in(TEACHER)
    for address in (ANSWERS, WITHDRAW):
        assert f'<option value="{given.CARER_RECORDED.name}"></option>' in browser.get(address).text


def test_the_page_says_that_a_no_stops_no_care(site: Site) -> None:
    employ(site)
    text = site.signed_in(TEACHER).get(CONSENT).text
    assert "都不影响照护和帮扶" in text
    assert "强制报告" in text
    assert privacy.PUBLISH.text in text
