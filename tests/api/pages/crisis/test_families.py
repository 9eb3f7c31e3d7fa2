"""What came of telling the family, and who is with the child, is said by the pages."""

from dataclasses import replace

import pytest

from api import paths
from domain.referrals.facts import Involved, Situation
from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    ConsentRefused,
    EmergencyEscortStarted,
    FamilyMemberNamed,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
    OtherGuardianNotTold,
    OtherGuardianReason,
)
from tests import examples as given
from tests.api.pages.duty import (
    ADVISER,
    CASE,
    HOSPITAL,
    LEAD,
    LIAISON,
    POSTS,
    WORRY,
    employ,
    refer,
    worry,
)
from tests.api.pages.forms import send
from tests.api.pages.site import Site

CASE_PAGE, GUARDIAN, COMPANY, ESCORT = (
    paths.filled(path, case_id=CASE)
    for path in (paths.CASE, paths.GUARDIAN, paths.COMPANY, paths.ESCORT)
)
TOLD = {
    "telling_outcome": "informed",
    "family_name": "示例母亲",
    "relation_code": "52",
    "is_guardian": "yes",
    "telling_means": "phone",
}
ME = str(POSTS[LEAD][0])


@pytest.fixture
def duty(site: Site) -> Site:
    """Give an office with one worry that speaks of nobody of the family."""
    employ(site)
    worry(site, replace(WORRY, involved=()))
    return site


def test_that_a_guardian_was_told_is_recorded_once_and_shown_by_name(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    page = lead.get(GUARDIAN)
    sent = [send(lead, GUARDIAN, page, **TOLD) for _ in range(2)]
    assert [each.headers["location"] for each in sent] == [CASE_PAGE] * 2
    assert (len(duty.facts(GuardianInformed)), len(duty.facts(FamilyMemberNamed))) == (1, 1)
    shown = lead.get(CASE_PAGE).text
    assert ("示例母亲（母亲）" in shown, "已告知" in shown) == (True, True)


def test_who_was_not_reached_and_who_refuses_is_shown_until_it_is_otherwise(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    tried = {"telling_outcome": "not_reached", "relation_code": "51", "telling_means": "phone"}
    assert send(lead, GUARDIAN, **tried).status_code == 303
    assert len(duty.facts(GuardianNotReached)) == 1
    assert "最近一次没有联系上父亲，请再试" in lead.get(CASE_PAGE).text
    refused = {**TOLD, "telling_outcome": "refused", "consent_means": "in_person"}
    assert send(lead, GUARDIAN, **refused, why=" ").status_code == 422
    assert send(lead, GUARDIAN, **refused, why="想等过完节。").status_code == 303
    assert [each.why for each in duty.facts(ConsentRefused)] == ["想等过完节。"]
    shown = lead.get(CASE_PAGE).text
    assert ("示例母亲（母亲）不同意转介" in shown, "没有联系上父亲" in shown) == (True, False)


def test_what_is_missing_is_told_at_once_and_an_uncle_refuses_nothing(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    page = send(lead, GUARDIAN, telling_outcome="informed", told_on="")
    assert (page.status_code, page.text.count('class="field-error"')) == (422, 4)
    uncle = {**TOLD, "telling_outcome": "refused", "consent_means": "in_person", "why": "不去。"}
    uncle |= {"relation_code": "83", "is_guardian": ""}
    assert send(lead, GUARDIAN, **uncle).status_code == 409
    withheld = send(lead, GUARDIAN, telling_outcome="withheld", why="不放心。")
    assert (withheld.status_code, "请马上告知监护人" in withheld.text) == (409, True)


def test_whom_a_report_may_mean_is_not_told_unless_somebody_made_sure(site: Site) -> None:
    employ(site)
    worry(site, replace(WORRY, involved=(Involved.GUARDIAN,)))
    lead = site.signed_in(LEAD)
    assert "不要告知可能伤害孩子的人" in lead.get(GUARDIAN).text
    refused = send(lead, GUARDIAN, **TOLD)
    assert (refused.status_code, "请先确认不是这个人" in refused.text) == (409, True)
    assert send(lead, GUARDIAN, telling_outcome="withheld", why="身上有伤。").status_code == 303
    assert len(site.facts(GuardianNotificationWithheld)) == 1
    tried = {"telling_outcome": "not_reached", "relation_code": "51", "telling_means": "phone"}
    assert send(lead, GUARDIAN, **tried).status_code == 303
    shown = lead.get(CASE_PAGE).text
    assert ("最近一次没有联系上父亲" in shown, "请再试" in shown) == (True, False)
    says_no = {**TOLD, "telling_outcome": "refused", "consent_means": "in_person", "why": "不去。"}
    unsure = send(lead, GUARDIAN, **says_no)
    assert (unsure.status_code, "或改问别的近亲属" in unsure.text) == (409, True)
    assert ("告知另一位监护人" in shown, "请他们上门找" in shown) == (True, False)
    assert "监护人：不告知" in lead.get(paths.HEALTH_DESK).text
    assert send(lead, GUARDIAN, **TOLD, not_suspected="yes").status_code == 303
    adviser = site.signed_in(ADVISER)
    assert "怀疑监护人伤害孩子" in adviser.get(CASE_PAGE).text
    assert 'value="withheld"' not in adviser.get(GUARDIAN).text


def test_why_no_other_guardian_is_told_is_said_where_one_is_missing_by_whoever_decides(
    duty: Site,
) -> None:
    lead, adviser = duty.signed_in(LEAD), duty.signed_in(ADVISER)
    omitted = {"telling_outcome": "other_not_told", "why": "只有一部电话。"}
    assert 'value="other_not_told"' not in lead.get(GUARDIAN).text
    tried = {"telling_outcome": "not_reached", "relation_code": "51", "telling_means": "phone"}
    assert send(lead, GUARDIAN, **tried).status_code == 303
    assert "再联系监护人" in lead.get(CASE_PAGE).text
    assert 'value="other_not_told"' in lead.get(GUARDIAN).text
    assert 'value="other_not_told"' not in adviser.get(GUARDIAN).text
    assert send(lead, GUARDIAN, **omitted).status_code == 422
    assert send(lead, GUARDIAN, **omitted, other_reason="only_through_them").status_code == 303
    (said,) = duty.facts(OtherGuardianNotTold)
    assert said.reason is OtherGuardianReason.ONLY_THROUGH_THEM
    shown = lead.get(CASE_PAGE).text
    assert ("没有告知另一位监护人" in shown, "只有一部电话。" in shown) == (True, True)
    assert "没有告知另一位监护人" in adviser.get(CASE_PAGE).text


def test_somebody_is_with_the_child_until_it_is_said_otherwise(duty: Site) -> None:
    adviser = duty.signed_in(ADVISER)
    assert send(adviser, COMPANY, with_kind="family", relation_code="").status_code == 422
    assert send(adviser, COMPANY, with_id=ME).status_code == 303
    (accompanied,) = duty.facts(ChildAccompanied)
    shown = adviser.get(CASE_PAGE).text
    assert ("起陪着" in shown, "还没有人接手" in shown) == (True, True)
    end = paths.filled(paths.END_COMPANY, case_id=CASE, company_id=accompanied.company_id)
    duty.clock.move(minutes=1)
    assert [adviser.post(end).status_code for _ in range(2)] == [303, 303]
    assert len(duty.facts(AccompanyingEnded)) == 1
    shown = adviser.get(CASE_PAGE).text
    assert ("起陪着" in shown, "没有人陪着，请马上确认" in shown) == (False, True)
    assert ("上报人" in adviser.get(paths.HEALTH_DESK).text, "上报时" in shown) == (False, False)
    assert "没有人陪着，请马上确认" in adviser.get(paths.HEALTH_DESK).text
    lost = paths.filled(paths.END_COMPANY, case_id=CASE, company_id=given.example_id(945))
    assert adviser.post(lost).status_code == 404


def test_an_escort_is_recorded_without_waiting_and_told_to_no_hospital_by_itself(
    duty: Site,
) -> None:
    lead = duty.signed_in(LEAD)
    assert "110" in lead.get(ESCORT).text
    going = {"hospital_id": str(HOSPITAL), "escorted_by": ME, "danger": "站在楼顶。"}
    assert send(lead, ESCORT, **{**going, "danger": " "}).status_code == 422
    assert send(lead, ESCORT, **going).status_code == 303
    assert len(duty.facts(EmergencyEscortStarted)) == 1
    assert "正送孩子去示例市人民医院" in lead.get(CASE_PAGE).text
    assert "没有登记谁陪着，请马上确认" in lead.get(paths.HEALTH_DESK).text
    assert duty.signed_in(LIAISON).get(CASE_PAGE).status_code == 404


def test_once_a_hospital_received_the_child_it_is_no_more_under_way(duty: Site) -> None:
    lead, going = duty.signed_in(LEAD), {"hospital_id": str(HOSPITAL), "escorted_by": ME}
    refer(duty)
    assert send(lead, ESCORT, **going, danger="站在楼顶。").status_code == 303
    assert "正送孩子去示例市人民医院" in lead.get(CASE_PAGE).text
    received = paths.filled(paths.ACKNOWLEDGE_REFERRAL, case_id=CASE)
    assert duty.signed_in(LIAISON).post(received).status_code == 303
    shown = lead.get(CASE_PAGE).text
    assert ("送孩子去了示例市人民医院" in shown, "正送孩子" in shown) == (True, False)


def test_whoever_was_with_the_child_leaves_it_also_after_the_case_is_over(site: Site) -> None:
    employ(site)
    worry(site, replace(WORRY, involved=(), situation=Situation.SOMEWHAT_WORRIED))
    duty, lead = site, site.signed_in(LEAD)
    lead.post(paths.filled(paths.TAKE_CASE, case_id=CASE))
    assert "上报时，上报人不在孩子身边，请马上确认谁陪着" in lead.get(CASE_PAGE).text
    assert send(lead, COMPANY).status_code == 303
    ending = {"withdrawal_reason": "unfounded", "why": "误会。"}
    over = send(lead, paths.filled(paths.WITHDRAW_CASE, case_id=CASE), **ending)
    assert (over.status_code, "不再计时" in lead.get(CASE_PAGE).text) == (303, True)
    (accompanied,) = duty.facts(ChildAccompanied)
    end = paths.filled(paths.END_COMPANY, case_id=CASE, company_id=accompanied.company_id)
    assert send(lead, end, lead.get(CASE_PAGE)).status_code == 303
    shown = lead.get(CASE_PAGE).text
    assert ("不再陪着" in shown.split("<aside")[0], "没有登记谁陪着" in shown) == (False, True)


def test_a_hospital_sees_no_name_of_who_was_told(duty: Site) -> None:
    assert send(duty.signed_in(LEAD), GUARDIAN, **TOLD).status_code == 303
    refer(duty)
    shown = duty.signed_in(LIAISON).get(CASE_PAGE)
    assert (shown.status_code, "示例母亲" in shown.text) == (200, False)
    assert duty.signed_in(LIAISON).get(GUARDIAN).status_code == 403
