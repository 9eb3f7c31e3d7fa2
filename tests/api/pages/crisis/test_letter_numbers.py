"""A hospital opens a case by the number on the letter that a family brings, and no other one."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from uuid import uuid5

import pytest
from pypdf import PdfReader

from api import paths
from api.routes.v1 import PREFIX
from api.wording import letter_words as words
from application.crisis.hospital.referring import issue_referral
from application.crisis.worries.referrals import raise_concern, take_concern
from domain.referrals.facts import ReferralIssued, Situation
from domain.referrals.hospital.sending import IssueReferral
from domain.referrals.state import RaiseConcern, TakeConcern
from domain.shared import CaseId, ChildId, ReferralId, TakingId
from tests import examples as given
from tests.api.pages.crisis.test_hospital import OTHER, found_another_hospital
from tests.api.pages.duty import CASE, HOSPITAL, LEAD, LIAISON, POSTS, employ, refer, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import TEACHER, Site
from tests.office import acting

LETTER, PAGE = (paths.filled(each, case_id=CASE) for each in (paths.REFERRAL_LETTER, paths.CASE))
API = f"{PREFIX}/letters"
WRONG = "没有转到本院的这个编号"


@pytest.fixture
def duty(site: Site) -> Site:
    """Give an office where one of two hospitals has the child."""
    employ(site)
    worry(site)
    found_another_hospital(site)
    refer(site)
    return site


def number_on(site: Site) -> str:
    """Return the number that stands on the letter."""
    (page,) = PdfReader(BytesIO(site.signed_in(LEAD).get(LETTER).content)).pages
    lines = [each.strip() for each in page.extract_text().splitlines()]
    return lines[lines.index(words.NUMBER) + 1]


def test_whoever_receives_it_at_the_hospital_comes_to_the_case_by_its_number(duty: Site) -> None:
    number, liaison = number_on(duty), duty.signed_in(LIAISON)
    assert paths.LETTER_NUMBER in liaison.get(paths.HEALTH_DESK).text
    opened = send(liaison, paths.LETTER_NUMBER, letter_number=number.lower().replace("-", " "))
    assert (opened.status_code, opened.headers["location"]) == (303, PAGE)
    answer = liaison.post(API, json={"number": number})
    assert (answer.status_code, answer.json()) == (200, {"case_id": str(CASE)})


def test_another_hospital_and_a_number_of_nothing_are_answered_alike(duty: Site) -> None:
    number, other = number_on(duty), duty.signed_in(OTHER)
    said = [other.post(API, json={"number": each}) for each in (number, "ABCD-2345", "?")]
    assert {(each.status_code, each.json()["code"]) for each in said} == {(404, "letter_not_found")}
    page = send(other, paths.LETTER_NUMBER, letter_number=number)
    assert (page.status_code, WRONG in page.text) == (422, True)
    assert form_on(page).fields["letter_number"] == [number]


def test_nobody_but_who_receives_referrals_asks_by_number(duty: Site) -> None:
    number = number_on(duty)
    for login in (LEAD, TEACHER):
        browser = duty.signed_in(login)
        assert browser.post(API, json={"number": number}).status_code == 403
        assert browser.get(paths.LETTER_NUMBER).status_code == 403


def test_after_too_many_wrong_numbers_the_right_one_waits_too(duty: Site) -> None:
    number, liaison = number_on(duty), duty.signed_in(LIAISON)
    answers = [liaison.post(API, json={"number": "ABCD-2345"}).status_code for _time in range(20)]
    assert (answers[0], answers[-1]) == (404, 429)
    locked = liaison.post(API, json={"number": number})
    assert (locked.status_code, locked.json()["code"]) == (429, "letter_numbers_locked")
    page = send(liaison, paths.LETTER_NUMBER, letter_number=number)
    assert (page.status_code, "分钟后再试" in page.text) == (429, True)


def test_a_letter_of_a_case_that_is_over_opens_nothing(duty: Site) -> None:
    number, liaison = number_on(duty), duty.signed_in(LIAISON)
    decline = paths.filled(paths.DECLINE_REFERRAL, case_id=CASE)
    assert send(liaison, decline, decline_reason="no_bed").status_code == 303
    assert liaison.post(API, json={"number": number}).status_code == 404


def test_letters_issued_at_once_have_numbers_of_their_own(duty: Site) -> None:
    ledger, lead = duty.opened.ledger, acting(POSTS[LEAD][0])
    cases = [CaseId(uuid5(given.example_id(889), str(each))) for each in range(8)]
    for case_id in cases:
        about = RaiseConcern(
            case_id=case_id,
            child_id=ChildId(uuid5(case_id, "child")),
            situation=Situation.SUSPECTED_HARM,
            name="示例学生",
            school_id=given.SCHOOL,
        )
        raise_concern(ledger, acting(given.TEACHER), about, given.NOW)
        taking = TakeConcern(case_id=case_id, taking_id=TakingId(uuid5(case_id, "taking")))
        take_concern(ledger, lead, taking, given.NOW)

    def issue(case_id: CaseId) -> None:
        request = IssueReferral(
            case_id=case_id,
            hospital_id=HOSPITAL,
            referral_id=ReferralId(uuid5(case_id, "referral")),
            danger="他在楼顶。",
        )
        issue_referral(ledger, lead, request, given.NOW)

    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(issue, cases))
    assert len(duty.facts(ReferralIssued)) == len(cases) + 1
    browser = duty.signed_in(LEAD)
    letters = [
        browser.get(paths.filled(paths.REFERRAL_LETTER, case_id=each)).content
        for each in (*cases, CASE)
    ]
    texts = [PdfReader(BytesIO(each)).pages[0].extract_text().splitlines() for each in letters]
    numbers = [lines[lines.index(words.NUMBER) + 1].strip() for lines in texts]
    assert len(set(numbers)) == len(numbers)
    liaison = duty.signed_in(LIAISON)
    opened = [liaison.post(API, json={"number": each}).json()["case_id"] for each in numbers]
    assert opened == [str(each) for each in (*cases, CASE)]
