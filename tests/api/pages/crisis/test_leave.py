"""By its page a child goes on study leave, and comes off it; nobody asks for a letter."""

from dataclasses import replace

from api import paths
from domain.referrals.returning.leave_facts import StudyLeaveEnded, StudyLeaveStarted
from tests import examples as given
from tests.api.pages.duty import CASE, COUNTY, LEAD, WORRY, employ, worry
from tests.api.pages.forms import send
from tests.api.pages.site import Site

CASE_PAGE, LEAVE, TAKE = (
    paths.filled(path, case_id=CASE) for path in (paths.CASE, paths.LEAVE, paths.TAKE_CASE)
)
DAY = given.TODAY.isoformat()
AGREED = {
    "asked_by": "guardian",
    "leave_from_on": DAY,
    "leave_until_on": "2026-04-30",
    "relation_code": "51",
    "agreed_on": DAY,
    "class_agreed_on": DAY,
}


def test_a_leave_begins_lasts_longer_and_ends(site: Site) -> None:
    employ(site)
    worry(site, replace(WORRY, involved=()))
    lead, county = site.signed_in(LEAD), site.signed_in(COUNTY)
    assert county.get(LEAVE).headers["location"] == CASE_PAGE
    lead.post(TAKE)
    page = lead.get(LEAVE)
    assert "不要求任何诊断证明" in page.text
    assert (
        "由父母或其他监护人决定" in send(lead, LEAVE, page, **AGREED | {"relation_code": "85"}).text
    )
    assert send(lead, LEAVE, page, **AGREED | {"leave_until_on": "2027-01-01"}).status_code == 422
    assert [send(lead, LEAVE, page, **AGREED).status_code for _time in range(2)] == [303, 303]
    assert len(site.facts(StudyLeaveStarted)) == 1
    assert "预计到" in county.get(CASE_PAGE).text
    first = lead.get(LEAVE)
    longer = AGREED | {"leave_step": "longer", "leave_until_on": "2026-06-30"}
    assert send(county, LEAVE, **longer).status_code == 409
    assert send(lead, LEAVE, **longer).status_code == 303
    assert "后来延长过" in send(lead, LEAVE, first, **longer).text
    over = {"leave_step": "end", "leave_end": "back_at_school", "leave_ended_on": DAY}
    assert send(lead, LEAVE, **over | {"leave_end": ""}).status_code == 422
    assert send(county, LEAVE, **over).status_code == 303
    assert [each.ended_on for each in site.facts(StudyLeaveEnded)] == [given.TODAY]
    assert "已经回来上学" in lead.get(CASE_PAGE).text
