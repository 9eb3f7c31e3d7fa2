"""The school says by its pages how a child is whom a hospital saw, and two people end the case."""

import pytest

from api import paths
from domain.referrals.returning.aftercare_facts import (
    CaseClosed,
    ClosingDeclined,
    ClosingProposed,
    FollowUpDone,
    FollowUpOutcome,
)
from tests.api.pages.duty import ADVISER, CASE, COUNTY, LEAD, LIAISON, employ, refer, worry
from tests.api.pages.forms import send
from tests.api.pages.site import Site

CASE_PAGE, RECEIVE, VISIT, FOLLOW_UP, CLOSING, ASSESS = (
    paths.filled(path, case_id=CASE)
    for path in (
        *(paths.CASE, paths.ACKNOWLEDGE_REFERRAL, paths.HOSPITAL_VISIT),
        *(paths.FOLLOW_UP, paths.CLOSING, paths.ASSESS_CRISIS),
    )
)
RED: dict[str, str | list[str]] = {
    "crisis_level": "red",
    "methods": ["talk_with_child"],
    "saw_child": "yes",
    "why": "说出了打算。",
}
STEADY = {"follow_up_outcome": "steady", "saw_child": "yes"}


@pytest.fixture
def seen(site: Site) -> Site:
    """Give an office whose referred child came to the hospital."""
    employ(site)
    worry(site)
    refer(site)
    lead, liaison = site.signed_in(LEAD), site.signed_in(LIAISON)
    for path in (FOLLOW_UP, CLOSING):
        assert lead.get(path).headers["location"] == CASE_PAGE
    liaison.post(RECEIVE)
    assert send(liaison, VISIT, visit_outcome="attended").status_code == 303
    return site


def test_how_the_child_is_is_recorded_and_one_who_is_worse_is_assessed_anew(seen: Site) -> None:
    adviser, liaison = seen.signed_in(ADVISER), seen.signed_in(LIAISON)
    assert "记随访" in adviser.get(CASE_PAGE).text
    page = adviser.get(FOLLOW_UP)
    assert send(adviser, FOLLOW_UP, page, follow_up_on="").status_code == 422
    assert [send(adviser, FOLLOW_UP, page, **STEADY).status_code for _ in range(2)] == [303, 303]
    assert [each.outcome for each in seen.facts(FollowUpDone)] == [FollowUpOutcome.STEADY]
    worse = STEADY | {"follow_up_outcome": "needs_assessment", "note": "又不愿出门。"}
    assert send(adviser, FOLLOW_UP, **worse).status_code == 303
    shown = seen.signed_in(LEAD).get(CASE_PAGE).text
    assert ("又不愿出门。" in shown, "还没有评估" in shown) == (True, True)
    assert ("解除…" in shown, "结案" in shown) == (False, False)
    assert liaison.get(CASE_PAGE).status_code == 404
    assert adviser.get(CLOSING).status_code == 403


def test_two_people_end_the_case(seen: Site) -> None:
    lead, county = seen.signed_in(LEAD), seen.signed_in(COUNTY)
    assert county.get(CLOSING).headers["location"] == CASE_PAGE
    assert "结案要两个人决定" in lead.get(CLOSING).text
    assert send(lead, CLOSING, why=" ").status_code == 422
    assert send(lead, CLOSING, why="三个月平稳。").status_code == 303
    assert len(seen.facts(ClosingProposed)) == 1
    assert "提出结案，等另一个人决定" in county.get(CASE_PAGE).text
    assert "您可以收回" in lead.get(CLOSING).text
    undecided = send(county, CLOSING)
    assert (undecided.status_code, "#decision" in undecided.text) == (422, True)
    assert "#why" not in undecided.text
    declined = send(county, CLOSING, decision="decline", why="再看一周。")
    assert (declined.status_code, len(seen.facts(ClosingDeclined))) == (303, 1)
    assert send(lead, CLOSING, why="又一个月平稳。").status_code == 303
    assert send(county, CLOSING, decision="close").status_code == 303
    assert len(seen.facts(CaseClosed)) == 1
    shown = lead.get(CASE_PAGE).text
    assert ("已经结案，只留作记录" in shown, "记随访" in shown) == (True, False)
    assert str(CASE) not in lead.get(paths.HEALTH_DESK).text


def test_an_end_that_waits_is_declined_though_a_level_holds_since(seen: Site) -> None:
    lead, county = seen.signed_in(LEAD), seen.signed_in(COUNTY)
    assert send(lead, CLOSING, why="三个月平稳。").status_code == 303
    assert send(lead, ASSESS, **RED).status_code == 303
    assert CLOSING in county.get(CASE_PAGE).text
    assert send(county, CLOSING, decision="close").status_code == 409
    declined = send(county, CLOSING, decision="decline", why="又有危机。")
    assert (declined.status_code, len(seen.facts(ClosingDeclined))) == (303, 1)
    assert county.get(CLOSING).headers["location"] == CASE_PAGE
