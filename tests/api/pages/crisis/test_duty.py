"""A worry from the duty desk to the hospital, by the pages."""

from dataclasses import replace

import pytest

from api import paths
from api.pages.every import PAGES
from api.view_models.crisis.duty import case_number
from domain.referrals.facts import (
    ConcernPassedOn,
    ConcernTaken,
    ConcernWithdrawn,
    ConsentGiverNamed,
    ConsentRecorded,
    ReferralAcknowledged,
    ReferralIssued,
    Situation,
)
from domain.shared import CaseId
from domain.staff.facts import DutyTelephonePublished, HealthVicePrincipalAppointed
from tests import examples as given
from tests.api.pages.approving import approve_all
from tests.api.pages.duty import (
    ADVISER,
    CASE,
    CONSENT,
    COUNTY,
    HOSPITAL,
    LEAD,
    LIAISON,
    POSTS,
    WORRY,
    employ,
    worry,
)
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import ADMINISTRATOR, LEADER, OFFICER, TEACHER, Site
from tests.crisis import worry_about

AT = {
    name: paths.filled(getattr(paths, name), case_id=CASE)
    for name in (
        "CASE",
        "TAKE_CASE",
        "HAND_CASE_ON",
        "PROPOSE_REFERRAL",
        "ISSUE_REFERRAL",
        "ACKNOWLEDGE_REFERRAL",
        "WITHDRAW_CASE",
    )
}


@pytest.fixture
def duty(site: Site) -> Site:
    """Give an office with everybody in post and one worry that nobody has taken."""
    employ(site)
    worry(site)
    return site


def test_the_desk_shows_a_case_by_number_and_never_a_name(duty: Site) -> None:
    for login in (LEAD, COUNTY, ADVISER):
        page = duty.signed_in(login).get(paths.HEALTH_DESK)
        assert page.status_code == 200
        assert case_number(CASE) in page.text
        assert ("有生命危险" in page.text, "我来处理" in page.text) == (True, True)
        assert given.CHILD_NAME not in page.text
    assert duty.signed_in(LIAISON).get(paths.HEALTH_DESK).text.count("现在没有转来的孩子") == 1
    led_on = duty.signed_in(TEACHER).get(paths.HEALTH_DESK)
    assert led_on.headers["location"] == paths.RISK_NOTICES


def test_a_case_is_taken_with_one_press(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    answers = [lead.post(AT["TAKE_CASE"]) for _ in range(2)]
    assert [each.headers["location"] for each in answers] == [AT["CASE"]] * 2
    assert len(duty.facts(ConcernTaken)) == 1
    page = lead.get(AT["CASE"])
    assert given.CHILD_NAME in page.text
    assert "他说不想活了。" in page.text
    late = duty.signed_in(COUNTY).post(AT["TAKE_CASE"])
    assert (late.status_code, "已经有人接手" in late.text) == (409, True)
    assert "由示例值班lead处理" in late.text


def test_the_number_of_untaken_cases_follows(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    assert lead.get(paths.UNTAKEN).json() == {"untaken": 1, "reports": 0}
    assert 'data-untaken="1"' in lead.get(paths.HEALTH_DESK).text
    lead.post(AT["TAKE_CASE"])
    assert lead.get(paths.UNTAKEN).json() == {"untaken": 0, "reports": 0}
    assert duty.signed_in(TEACHER).get(paths.UNTAKEN).status_code == 403
    assert "data-alerts" not in duty.signed_in(TEACHER).get(paths.DESK).text
    assert duty.client().get(paths.UNTAKEN).status_code == 303


def test_a_number_that_cannot_be_told_breaks_no_page(
    duty: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("no")

    leader = duty.signed_in(LEADER)
    monkeypatch.setattr(type(duty.opened.ledger.health), "counts", fail)
    page = leader.get(paths.DESK)
    assert (page.status_code, 'data-untaken="0"' in page.text) == (200, True)


def test_a_case_is_passed_on_to_somebody_who_may_answer(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    wrong = send(lead, AT["HAND_CASE_ON"], to_id="", why="今天轮到对方。")
    assert (wrong.status_code, form_on(wrong).fields["why"]) == (422, ["今天轮到对方。"])
    county = str(POSTS[COUNTY][0])
    assert send(lead, AT["HAND_CASE_ON"], wrong, to_id=county, why=" ").status_code == 422
    for _ in range(2):
        answer = send(lead, AT["HAND_CASE_ON"], wrong, to_id=county)
        assert (answer.status_code, answer.headers["location"]) == (303, paths.HEALTH_DESK)
    assert len(duty.facts(ConcernPassedOn)) == 1


def test_a_referral_on_consent_reaches_the_hospital(duty: Site) -> None:
    lead, liaison = duty.signed_in(LEAD), duty.signed_in(LIAISON)
    assert lead.get(AT["PROPOSE_REFERRAL"]).headers["location"] == AT["CASE"]
    lead.post(AT["TAKE_CASE"])
    assert send(lead, AT["PROPOSE_REFERRAL"], why=" ").status_code == 422
    assert send(lead, AT["PROPOSE_REFERRAL"], why="连续三天不吃饭。").status_code == 303
    for wrong in ({"hospital_id": ""}, {"consent_name": ""}, {"given_on": "2026-03-12"}):
        page = send(lead, AT["ISSUE_REFERRAL"], **{**CONSENT, **wrong})
        assert (page.status_code, "已填的都还在" in page.text) == (422, True)
        kept = form_on(page).fields
        assert {n: kept[n] for n in CONSENT} == {n: [v] for n, v in {**CONSENT, **wrong}.items()}
    aunt = send(lead, AT["ISSUE_REFERRAL"], **{**CONSENT, "relation_code": "83", "is_guardian": ""})
    assert aunt.status_code == 409
    unsure = send(lead, AT["ISSUE_REFERRAL"], **{**CONSENT, "not_suspected": ""})
    assert (unsure.status_code, "请先确认上报说的不是这个人" in unsure.text) == (409, True)
    assert "同意或不同意都不算数" in unsure.text
    assert send(lead, AT["ISSUE_REFERRAL"], **CONSENT).status_code == 303
    assert (len(duty.facts(ConsentRecorded)), len(duty.facts(ConsentGiverNamed))) == (1, 1)
    desk = liaison.get(paths.HEALTH_DESK)
    assert ("转来的孩子" in desk.text, "接收" in desk.text) == (True, True)
    assert 'data-untaken="1"' in desk.text
    page = liaison.get(AT["CASE"])
    assert (given.CHILD_NAME in page.text, "谁上报的" in page.text) == (True, False)
    assert "照护人</span>" not in page.text
    assert liaison.post(AT["ACKNOWLEDGE_REFERRAL"]).headers["location"] == AT["CASE"]
    assert len(duty.facts(ReferralAcknowledged)) == 1
    assert "已由示例值班liaison接收" in lead.get(AT["CASE"]).text


def test_in_danger_a_child_is_referred_without_consent(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    lead.post(AT["TAKE_CASE"])
    danger = {"hospital_id": str(HOSPITAL), "referral_basis": "emergency", "danger": ""}
    page = send(lead, AT["ISSUE_REFERRAL"], **danger)
    assert (page.status_code, "第二十八条" in page.text) == (422, True)
    danger["danger"] = "站在楼顶不肯下来。"
    assert send(lead, AT["ISSUE_REFERRAL"], page, **danger).status_code == 303
    (issued,) = duty.facts(ReferralIssued)
    assert (issued.danger, issued.consent_id) == ("站在楼顶不肯下来。", None)


def test_all_that_is_missing_is_told_at_once(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    lead.post(AT["TAKE_CASE"])
    page = send(lead, AT["HAND_CASE_ON"], why=" ")
    assert (page.status_code, page.text.count('class="field-error"')) == (422, 2)
    # Nobody alone ends a case of danger.
    assert lead.get(AT["WITHDRAW_CASE"]).headers["location"] == AT["CASE"]


def test_withdrawing_says_what_happens_and_wants_a_reason(site: Site) -> None:
    employ(site)
    worry(site, replace(WORRY, situation=Situation.SOMEWHAT_WORRIED))
    duty, lead = site, site.signed_in(LEAD)
    lead.post(AT["TAKE_CASE"])
    assert "解除以后不能恢复" in lead.get(AT["WITHDRAW_CASE"]).text
    empty = send(lead, AT["WITHDRAW_CASE"], why=" ")
    assert (empty.status_code, empty.text.count('class="field-error"')) == (422, 2)
    page = send(lead, AT["WITHDRAW_CASE"], why="问过了。")
    assert (page.status_code, form_on(page).fields["why"]) == (422, ["问过了。"])
    answer = send(lead, AT["WITHDRAW_CASE"], page, withdrawal_reason="resolved")
    assert (answer.status_code, len(duty.facts(ConcernWithdrawn))) == (303, 1)
    assert "已经解除" in lead.get(AT["CASE"]).text
    assert case_number(CASE) not in lead.get(paths.HEALTH_DESK).text
    assert duty.signed_in(ADVISER).get(AT["WITHDRAW_CASE"]).status_code == 403


def test_empty_posts_are_told_and_the_next_in_line_is_shown_the_case(site: Site) -> None:
    employ(site, COUNTY)
    worry(site, replace(WORRY, situation=Situation.SOMEWHAT_WORRIED))
    assert "有岗位空缺" in site.signed_in(LEADER).get(paths.HEALTH_DESK).text
    shown = site.signed_in(LEADER).get(AT["CASE"]).text
    assert all(each in shown for each in ("没有指定危机负责人，已由", "逐级送到您这里"))
    assert "值班空缺" in site.signed_in(COUNTY).get(paths.HEALTH_DESK).text


def test_the_desk_goes_on_by_cursor(duty: Site) -> None:
    for number in range(given.RULES.page_size):
        worry(duty, worry_about(CaseId(given.example_id(820 + number))))
    lead = duty.signed_in(LEAD)
    first = lead.get(paths.HEALTH_DESK)
    (link,) = {each for each in first.text.split('"') if each.startswith("/duty?cursor=")}
    second = lead.get(link)
    assert (first.text.count("TAKE"), second.status_code) == (0, 200)
    assert (first.text.count('<li class="case'), second.text.count('<li class="case')) == (50, 1)
    assert lead.get(paths.HEALTH_DESK, params={"cursor": "x"}).status_code == 422


def test_whoever_only_answers_for_cases_begins_at_the_duty_desk(duty: Site) -> None:
    assert duty.signed_in(LEAD).get(paths.HOME).headers["location"] == paths.HEALTH_DESK
    assert duty.signed_in(TEACHER).get(paths.HOME).headers["location"] == paths.DESK


def test_a_health_vice_principal_is_proposed_and_appointed(duty: Site) -> None:
    browser = duty.signed_in(ADMINISTRATOR)
    path = paths.filled(paths.APPOINT_HEALTH_VICE_PRINCIPAL, person_id=given.COMMUNITY_WORKER)
    term = {
        "school_id": str(given.SCHOOL),
        "employer_id": str(HOSPITAL),
        "from_on": "2026-03-10",
        "to_on": "2036-03-10",
    }
    page = send(browser, path, **term)
    assert (page.status_code, form_on(page).fields["to_on"]) == (422, ["2036-03-10"])
    answer = send(browser, path, page, to_on="2027-03-09")
    assert (answer.status_code, duty.facts(HealthVicePrincipalAppointed)) == (303, [])
    approve_all(duty.signed_in(OFFICER))
    assert len(duty.facts(HealthVicePrincipalAppointed)) == 1
    assert "健康副校长" in browser.get(answer.headers["location"]).text


def test_a_duty_telephone_is_published(duty: Site) -> None:
    browser = duty.signed_in(ADMINISTRATOR)
    path = paths.filled(paths.DUTY_TELEPHONE, organisation_id=given.SCHOOL)
    page = send(browser, path, telephone="12")
    assert (page.status_code, form_on(page).fields["telephone"]) == (422, ["12"])
    answer = send(browser, path, page, telephone="13000000077")
    assert answer.headers["location"] == paths.ORGANISATIONS
    assert len(duty.facts(DutyTelephonePublished)) == 1
    assert "13000000077" in browser.get(paths.ORGANISATIONS).text


def test_every_page_of_a_case_is_served_by_threads_set_apart() -> None:
    apart, routes = ("/cases", "/duty", "/risk"), [r for m in PAGES for r in m.router.routes]
    answering = [each for each in routes if each.path.startswith(apart)]
    assert len(answering) == 72
    assert [each.path for each in answering if not hasattr(each.endpoint, "__wrapped__")] == []
