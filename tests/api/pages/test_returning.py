"""By its pages a return is asked for, deferred, appealed, agreed on, and followed up."""

from api import paths
from domain.referrals.return_facts import (
    ReturnAppealed,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from tests import examples as given
from tests import office
from tests.api.pages.duty import ADVISER, CASE, COUNTY, LEAD, POSTS, employ, worry
from tests.api.pages.forms import send
from tests.api.pages.site import Site
from tests.api.pages.test_leave import AGREED as ON_LEAVE

CASE_PAGE, LEAVE, TAKE, ASK, REVIEW, APPEAL = (
    paths.filled(path, case_id=CASE)
    for path in (
        *(paths.CASE, paths.LEAVE, paths.TAKE_CASE),
        *(paths.ASK_RETURN, paths.REVIEW_RETURN, paths.APPEAL_RETURN),
    )
)
DAY = given.TODAY.isoformat()
DEFER: dict[str, str | list[str]] = {
    "member_ids": [str(POSTS[each][0]) for each in (LEAD, ADVISER)],
    "return_decision": "deferred",
    "deferral_reason": "support_not_arranged",
    "look_again_on": "2026-03-17",
}


def test_a_child_comes_back_by_the_county_where_the_school_deferred_its_return(site: Site) -> None:
    employ(site)
    worry(site)
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
    decided = county.get(REVIEW)
    assert str(POSTS[LEAD][0]) not in decided.text
    agreed: dict[str, str | list[str]] = {
        "member_ids": [str(POSTS[COUNTY][0]), str(office.LEADER)],
        "return_decision": "agreed",
        "first_on": "2026-03-12",
        "met_by": str(office.LEADER),
        "loads": ["half_days"],
        "helps": ["chooses_seat", "own_pace"],
    }
    assert send(county, REVIEW, decided, **agreed).status_code == 303
    assert [each.on_appeal for each in site.facts(ReturnReviewed)] == [False, True]
    (plan,) = site.facts(ReturnPlanned)
    assert len(plan.follow_up_on) == 5
    shown = lead.get(CASE_PAGE).text
    assert ("先上半天" in shown, "记随访" in shown) == (True, True)
