"""By its pages a return is asked for, deferred, appealed, agreed on, and followed up."""

from dataclasses import replace

from fastapi.testclient import TestClient

from api import paths
from domain.referrals.facts import Involved
from domain.referrals.returning.leave_facts import StudyLeaveStarted
from domain.referrals.returning.return_facts import (
    ReturnAppealed,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from tests import examples as given
from tests import office
from tests.api.pages.crisis.test_leave import AGREED as ON_LEAVE
from tests.api.pages.duty import ADVISER, CASE, COUNTY, LEAD, POSTS, WORRY, employ, worry
from tests.api.pages.forms import send
from tests.api.pages.site import Site

CASE_PAGE, LEAVE, TAKE, ASK, REVIEW, APPEAL, PROPOSE, ISSUE = (
    paths.filled(path, case_id=CASE)
    for path in (
        *(paths.CASE, paths.LEAVE, paths.TAKE_CASE),
        *(paths.ASK_RETURN, paths.REVIEW_RETURN, paths.APPEAL_RETURN),
        *(paths.PROPOSE_REFERRAL, paths.ISSUE_REFERRAL),
    )
)
DAY = given.TODAY.isoformat()
CLEAR = replace(WORRY, involved=())
DEFER: dict[str, str | list[str]] = {
    "member_ids": [str(POSTS[each][0]) for each in (LEAD, ADVISER)],
    "return_decision": "deferred",
    "deferral_reason": "support_not_arranged",
    "look_again_on": "2026-03-17",
}


def appealed(site: Site) -> tuple[TestClient, TestClient]:
    """Let the school defer a return and the guardian appeal; return the lead and the county."""
    employ(site)
    worry(site, CLEAR)
    lead, county = site.signed_in(LEAD), site.signed_in(COUNTY)
    lead.post(TAKE)
    assert [lead.get(each).headers["location"] for each in (ASK, REVIEW, APPEAL)] == [CASE_PAGE] * 3
    assert send(lead, LEAVE, **ON_LEAVE).status_code == 303
    assert "不要求任何证明" in lead.get(ASK).text
    assert send(lead, ASK, relation_code="85", asked_on=DAY).status_code == 409
    assert send(lead, ASK, relation_code="51", asked_on=DAY).status_code == 303
    assert len(site.facts(ReturnRequested)) == 1
    assert "等研判会" in county.get(CASE_PAGE).text
    page = lead.get(REVIEW)
    assert "复学不等任何证明" in page.text
    assert send(lead, REVIEW, page, **DEFER | {"look_again_on": ""}).status_code == 422
    assert [send(lead, REVIEW, page, **DEFER).status_code for _time in range(2)] == [303, 303]
    assert "可以申诉一次" in lead.get(APPEAL).text
    assert send(lead, APPEAL, relation_code="51", asked_on=DAY).status_code == 303
    assert len(site.facts(ReturnAppealed)) == 1
    assert [lead.get(each).headers["location"] for each in (APPEAL, REVIEW)] == [CASE_PAGE] * 2
    return lead, county


def test_a_child_comes_back_by_the_county_where_the_school_deferred_its_return(site: Site) -> None:
    lead, county = appealed(site)
    assert REVIEW not in lead.get(CASE_PAGE).text
    moved = {"leave_step": "end", "leave_end": "changed_school", "leave_ended_on": DAY}
    assert "由县里的人结束休学" in send(lead, LEAVE, **moved).text
    decided = county.get(REVIEW)
    members = decided.text.split('id="member_ids"')[1].split("</fieldset>")[0]
    # Who deferred it decides no more, and may meet the child all the same.
    assert [str(POSTS[each][0]) in members for each in (LEAD, ADVISER, COUNTY)] == [
        *(False, False, True)
    ]
    assert str(POSTS[ADVISER][0]) in decided.text
    agreed: dict[str, str | list[str]] = {
        "member_ids": [str(POSTS[COUNTY][0]), str(office.OFFICER)],
        "return_decision": "agreed",
        "first_on": "2026-03-12",
        "met_by": str(office.LEADER),
        "loads": ["half_days"],
        "helps": ["chooses_seat", "own_pace"],
    }
    of_school = agreed | {"member_ids": [str(POSTS[COUNTY][0]), str(office.LEADER)]}
    assert "只由县里的人研判" in send(county, REVIEW, decided, **of_school).text
    assert send(county, REVIEW, decided, **agreed).status_code == 303
    assert [each.on_appeal for each in site.facts(ReturnReviewed)] == [False, True]
    (plan,) = site.facts(ReturnPlanned)
    assert len(plan.follow_up_on) == 5
    shown = lead.get(CASE_PAGE).text
    assert ("先上半天" in shown, "记随访" in shown) == (True, True)


def test_a_child_who_waits_for_its_return_or_is_back_is_referred_all_the_same(site: Site) -> None:
    employ(site)
    worry(site, CLEAR)
    lead = site.signed_in(LEAD)
    lead.post(TAKE)
    assert send(lead, LEAVE, **ON_LEAVE).status_code == 303
    assert send(lead, ASK, relation_code="51", asked_on=DAY).status_code == 303
    links = [f'href="{each}"' for each in (PROPOSE, ISSUE)]
    assert [each in lead.get(CASE_PAGE).text for each in links] == [True, True]
    agreed: dict[str, str | list[str]] = {
        "member_ids": [str(POSTS[each][0]) for each in (LEAD, ADVISER)],
        "return_decision": "agreed",
        "first_on": DAY,
        "met_by": str(POSTS[ADVISER][0]),
    }
    assert send(lead, REVIEW, **agreed).status_code == 303
    assert [each in lead.get(CASE_PAGE).text for each in links] == [True, True]
    assert send(lead, PROPOSE, why="又说不想活了。").status_code == 303
    assert [each in lead.get(CASE_PAGE).text for each in links] == [False, True]


def test_of_a_guardian_whom_a_report_may_mean_each_form_asks_to_make_sure(site: Site) -> None:
    employ(site)
    worry(site, replace(WORRY, involved=(Involved.GUARDIAN,)))
    lead = site.signed_in(LEAD)
    lead.post(TAKE)
    for path, said in (
        (LEAVE, ON_LEAVE),
        (ASK, {"relation_code": "51", "asked_on": DAY}),
        (APPEAL, {"relation_code": "51", "asked_on": DAY}),
    ):
        page = lead.get(path)
        assert "不要经可能伤害孩子的人办理" in page.text
        assert "请先确认不是这个人" in send(lead, path, page, **said).text
        assert send(lead, path, page, **said, not_suspected="yes").status_code == 303
        if path == ASK:
            assert "只告诉确认过不是上报所说的人" in lead.get(REVIEW).text
            assert send(lead, REVIEW, **DEFER).status_code == 303
    assert [each.not_suspected for each in site.facts(StudyLeaveStarted)] == [True]
    assert [each.not_suspected for each in site.facts(ReturnAppealed)] == [True]
