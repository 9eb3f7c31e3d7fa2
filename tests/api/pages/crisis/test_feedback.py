"""A hospital tells the school by its page what a child can do there, or that all is as before."""

import pytest

from api import paths
from domain.referrals.hospital.feedback_facts import (
    CaseRestored,
    FeedbackAuthoriserNamed,
    Fitness,
    FunctionalFeedbackGiven,
    Support,
)
from domain.referrals.school.panel_facts import PanelDecided
from tests.api.pages.duty import ADVISER, CASE, LEAD, LIAISON, POSTS, employ, refer, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import TEACHER, Site

CASE_PAGE, RECEIVE, VISIT, FEEDBACK, PANEL = (
    paths.filled(path, case_id=CASE)
    for path in (
        *(paths.CASE, paths.ACKNOWLEDGE_REFERRAL, paths.HOSPITAL_VISIT),
        *(paths.HOSPITAL_FEEDBACK, paths.PANEL),
    )
)
LET = {
    "let_name": "示例母亲",
    "relation_code": "52",
    "is_guardian": "yes",
    "let_sure": "yes",
    "let_means": "signed",
}
NEEDS: dict[str, str | list[str]] = {
    "feedback_outcome": "needs_support",
    "supports": ["talks", "quiet_place"],
    **LET,
}


@pytest.fixture
def seen(site: Site) -> Site:
    """Give an office whose referred child came to the hospital."""
    employ(site)
    worry(site)
    refer(site)
    liaison = site.signed_in(LIAISON)
    liaison.post(RECEIVE)
    assert liaison.get(FEEDBACK).headers["location"] == CASE_PAGE
    assert send(liaison, VISIT, visit_outcome="attended").status_code == 303
    return site


def test_the_school_sees_what_the_guardian_let_the_hospital_say(seen: Site) -> None:
    lead, liaison = seen.signed_in(LEAD), seen.signed_in(LIAISON)
    assert "等医院的功能性意见" in lead.get(CASE_PAGE).text
    assert lead.get(FEEDBACK).status_code == 403
    page = liaison.get(FEEDBACK)
    assert ("第四十七条" in page.text, "phone_two_staff" in page.text) == (True, False)
    empty = send(liaison, FEEDBACK, page, feedback_outcome="fit_to_attend", let_on="")
    assert (empty.status_code, empty.text.count('class="field-error"')) == (422, 4)
    aunt = send(liaison, FEEDBACK, page, **{**NEEDS, "relation_code": "83", "is_guardian": ""})
    assert (aunt.status_code, "只有监护人能同意告诉学校" in aunt.text) == (409, True)
    assert form_on(aunt).fields["supports"] == ["talks", "quiet_place"]
    unsure = send(liaison, FEEDBACK, page, **{**NEEDS, "let_sure": ""})
    assert (unsure.status_code, "核实不了，就选“不作评价”" in unsure.text) == (409, True)
    assert "不是每位家人都可以替孩子同意" in page.text
    assert "上报说可能涉及" not in page.text
    review = {"review_on": "2026-04-08"}
    assert [send(liaison, FEEDBACK, page, **NEEDS, **review).status_code for _ in range(2)] == [
        303,
        303,
    ]
    (told,) = seen.facts(FunctionalFeedbackGiven)
    assert (told.fitness, told.supports) == (
        Fitness.NEEDS_SUPPORT,
        (Support.TALKS, Support.QUIET_PLACE),
    )
    assert len(seen.facts(FeedbackAuthoriserNamed)) == 1
    shown = lead.get(CASE_PAGE).text
    for words in ("需支持", "定期谈心", "可以去安静的地方", "示例母亲（母亲）同意告诉学校"):
        assert words in shown
    assert "2026年4月8日 复评" in shown


def test_with_no_statement_the_school_learns_that_the_child_was_seen(seen: Site) -> None:
    liaison = seen.signed_in(LIAISON)
    said = send(liaison, FEEDBACK, feedback_outcome="no_statement", let_on="", let_time="")
    assert said.status_code == 303
    (told,) = seen.facts(FunctionalFeedbackGiven)
    assert (told.fitness, told.relation_code) == (Fitness.NO_STATEMENT, None)
    shown = seen.signed_in(LEAD).get(CASE_PAGE).text
    assert ("不作评价" in shown, "同意告诉学校" in shown) == (True, False)


def test_where_no_disorder_is_found_the_case_leaves_every_desk_and_nothing_is_asked_for(
    seen: Site,
) -> None:
    lead, liaison = seen.signed_in(LEAD), seen.signed_in(LIAISON)
    page = liaison.get(FEEDBACK)
    assert "学校不得再要任何证明" in page.text
    assert send(liaison, FEEDBACK, page, feedback_outcome="restored", **LET).status_code == 303
    assert len(seen.facts(CaseRestored)) == 1
    assert str(CASE) not in lead.get(paths.HEALTH_DESK).text
    shown = lead.get(CASE_PAGE)
    assert ("未见障碍，已恢复原状" in shown.text, "已恢复原状</span>" in shown.text) == (True, True)
    assert "研判会…" in shown.text
    panel: dict[str, str | list[str]] = {
        "member_ids": [str(POSTS[LEAD][0]), str(POSTS[ADVISER][0])],
        "decision": "in_school_support",
        "supported_by": str(POSTS[ADVISER][0]),
        "why": "家人希望有人谈谈。",
    }
    refused = send(lead, PANEL, **{**panel, "decision": "refer"})
    assert (refused.status_code, "请重新上报" in refused.text) == (409, True)
    assert send(lead, PANEL, **panel).status_code == 303
    assert [each.supported_by for each in seen.facts(PanelDecided)] == [POSTS[ADVISER][0]]
    told = seen.signed_in(TEACHER).get(paths.filled(paths.WORRY_SENT, case_id=CASE))
    assert told.status_code == 200
