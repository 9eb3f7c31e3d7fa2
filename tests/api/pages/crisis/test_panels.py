"""A panel's decision is recorded by the page; a case with a level is not withdrawn alone."""

from dataclasses import replace

import pytest

from api import paths
from domain.referrals.facts import ConcernWithdrawn, Situation
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.shared import CaseId
from tests import examples as given
from tests.api.pages.crisis.test_levels import ASSESS, CASE_PAGE, RED
from tests.api.pages.duty import ADVISER, CASE, CONSENT, COUNTY, LEAD, POSTS, WORRY, employ, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import Site

PANEL, WITHDRAW = (paths.filled(path, case_id=CASE) for path in (paths.PANEL, paths.WITHDRAW_CASE))
ISSUE = paths.filled(paths.ISSUE_REFERRAL, case_id=CASE)
MEMBERS = [str(POSTS[login][0]) for login in (LEAD, ADVISER)]


@pytest.fixture
def duty(site: Site) -> Site:
    """Give an office in which the crisis lead has one case, assessed as red."""
    employ(site)
    worry(site)
    lead = site.signed_in(LEAD)
    lead.post(paths.filled(paths.TAKE_CASE, case_id=CASE))
    assert send(lead, ASSESS, **RED).status_code == 303
    return site


def test_support_at_school_is_recorded_once_and_shown_with_its_day(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    page = lead.get(PANEL)
    support = {"decision": "in_school_support", "supported_by": MEMBERS[1], "why": "家里有人陪。"}
    sent = [send(lead, PANEL, page, member_ids=MEMBERS, **support) for _ in range(2)]
    assert [each.headers["location"] for each in sent] == [CASE_PAGE] * 2
    (decided,) = duty.facts(PanelDecided)
    assert str(decided.review_on) == "2026-03-17"
    assert "2026年3月17日 前再研判" in lead.get(CASE_PAGE).text


def test_all_that_is_missing_is_told_at_once(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    page = send(lead, PANEL, decision="in_school_support", met_on="", why=" ")
    assert (page.status_code, page.text.count('class="field-error"')) == (422, 3)
    nobody = send(lead, PANEL, decision="in_school_support", member_ids=[], met_on="", why=" ")
    assert (nobody.status_code, nobody.text.count('class="field-error"')) == (422, 4)
    teacher = {"decision": "in_school_support", "supported_by": str(given.TEACHER)}
    unfit = send(lead, PANEL, member_ids=MEMBERS, **teacher, why="她熟悉他。")
    assert (unfit.status_code, "选的支持人不行" in unfit.text) == (409, True)
    alone = send(lead, PANEL, decision="refer", why="谈过三次。")
    assert (alone.status_code, "至少要有两个人" in alone.text) == (422, True)
    assert form_on(alone).fields["why"] == ["谈过三次。"]


def test_a_case_with_a_level_ends_neither_alone_nor_by_a_panel_that_one_names(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    assert lead.get(WITHDRAW).headers["location"] == CASE_PAGE
    alone = lead.post(WITHDRAW, data={"withdrawal_reason": "unfounded", "why": "误会。"})
    assert (alone.status_code, "请先降级" in alone.text) == (409, True)
    # The page offers it no more; somebody may have had it open since before the level was found.
    page = form_on(lead.get(PANEL), PANEL)
    typed = page.filled(member_ids=MEMBERS, decision="withdraw", why="问清楚了。")
    sent = lead.post(PANEL, data={**typed, "withdrawal_reason": "unfounded"})
    assert (sent.status_code, "请先降级" in sent.text) == (409, True)
    assert duty.facts(ConcernWithdrawn) == []


def test_while_a_referral_waits_at_a_hospital_a_panel_may_only_end_the_case(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    offered = lead.get(PANEL).text
    assert [f'value="{each}"' in offered for each in PanelDecision] == [True, True, False]
    assert "请先降级" in offered
    assert send(lead, ISSUE, **CONSENT).status_code == 303
    # Nothing is left to decide while the level holds: the case says what comes first.
    assert lead.get(PANEL).headers["location"] == CASE_PAGE
    shown = lead.get(CASE_PAGE).text
    assert (PANEL in shown, "请先降级" in shown) == (False, True)


def test_a_referral_that_waits_no_panel_ends_and_two_people_may_take_back(duty: Site) -> None:
    other = worry(
        duty,
        replace(
            WORRY,
            case_id=CaseId(given.example_id(8_041)),
            child_id=given.OTHER_CHILD,
            situation=Situation.SOMEWHAT_WORRIED,
            name="示例另一个孩子",
        ),
    )
    take, refer, panel = (
        paths.filled(each, case_id=other)
        for each in (paths.TAKE_CASE, paths.ISSUE_REFERRAL, paths.PANEL)
    )
    lead = duty.signed_in(LEAD)
    lead.post(take)
    assert send(lead, refer, **CONSENT).status_code == 303
    page = paths.filled(paths.CASE, case_id=other)
    assert lead.get(panel).headers["location"] == page
    assert "请提出结案，由另一个人同意" in lead.get(page).text
    closing = lead.get(paths.filled(paths.CLOSING, case_id=other)).text
    assert ("结案就撤回转介" in closing, "还没有接收" in closing) == (True, True)


def test_whoever_does_not_have_the_case_is_offered_no_panel(duty: Site) -> None:
    assert duty.signed_in(COUNTY).get(PANEL).headers["location"] == CASE_PAGE
    assert duty.signed_in(ADVISER).get(PANEL).status_code == 403
