"""A request about a child's data by the pages: received, proven, printed, answered."""

import pytest

from api import paths
from api.pages.privacy.rights_answers import OUTCOMES
from domain.rights.facts import (
    RefusalReason,
    RequesterVerified,
    RightsFulfilled,
    RightsRefused,
    RightsRequested,
)
from domain.visits.facts import HomeVisitCorrected
from tests import examples as given
from tests import privacy
from tests.api.pages.forms import form_on, send
from tests.api.pages.privacy.privacy import PRIVACY, VALID, employ
from tests.api.pages.site import LEADER, TEACHER, Site

RIGHTS = paths.filled(paths.RIGHTS, child_id=given.CHILD)
NEW = paths.filled(paths.NEW_RIGHTS, child_id=given.CHILD)
TO_ANSWER, TO_VERIFY = "项权利请求等您答复", "项权利请求等核实身份"
TYPED = {
    name: each
    for name, each in VALID[paths.NEW_RIGHTS].items()
    if name not in {"said_on", "said_time"}
}


def test_a_request_is_received_proven_and_refused_in_writing(site: Site) -> None:
    employ(site)
    leader, officer = site.signed_in(LEADER), site.signed_in(PRIVACY)
    refused = send(leader, NEW, **TYPED | {"speaker_name": ""})
    assert (refused.status_code, form_on(refused).fields["phone"]) == (422, [""])
    without_means = {name: each for name, each in TYPED.items() if name != "consent_means"}
    assert "怎么表示的：请" in send(leader, NEW, **without_means).text
    for _ in range(2):
        taken = send(leader, NEW, refused, speaker_name="示例爸爸", phone="13000000009")
        assert (taken.status_code, taken.headers["location"]) == (303, RIGHTS)
    newest = site.facts(RightsRequested)[-1]
    assert len(site.facts(RightsRequested)) == 2
    answer, copy, verify = (
        paths.filled(each, child_id=given.CHILD, rights_id=newest.rights_id)
        for each in (paths.ANSWER_RIGHTS, paths.RIGHTS_COPY, paths.VERIFY_RIGHTS)
    )
    assert officer.get(copy).status_code == 404
    early = send(officer, answer, **VALID[paths.ANSWER_RIGHTS])
    assert (early.status_code, "请先核实" in early.text) == (409, True)
    assert send(leader, verify, **VALID[paths.VERIFY_RIGHTS]).status_code == 303
    assert len(site.facts(RequesterVerified)) == 2
    assert officer.get(copy).status_code == 404
    without_reason = send(
        officer, answer, outcome_of_request="refused", answer_text="不能提供", refusal_reason=""
    )
    assert without_reason.status_code == 422
    assert form_on(without_reason).fields["answer_text"] == ["不能提供"]
    done = send(officer, answer, without_reason, refusal_reason="not_entitled")
    assert done.status_code == 303
    assert [each.reason.value for each in site.facts(RightsRefused)] == ["not_entitled"]
    assert "不能提供" in officer.get(RIGHTS).text
    assert officer.get(copy).status_code == 404


def test_all_mistakes_of_a_request_are_told_at_once(site: Site) -> None:
    employ(site)
    leader = site.signed_in(LEADER)
    assert "有 4 处需要修改" in send(leader, NEW, asked_on="").text
    of_a_guardian = send(leader, NEW, asked_on="", spoken_by="guardian").text
    assert "有 5 处需要修改" in of_a_guardian
    assert 'href="#relation_code">和孩子的关系' in of_a_guardian
    assert "有 3 处需要修改" in send(leader, NEW, asked_on="", spoken_by="child").text


def test_until_it_is_proven_who_asks_a_request_can_only_be_refused(site: Site) -> None:
    employ(site)
    leader, officer = site.signed_in(LEADER), site.signed_in(PRIVACY)
    assert send(leader, NEW, **TYPED).status_code == 303
    newest = site.facts(RightsRequested)[-1]
    answer, verify = (
        paths.filled(each, child_id=given.CHILD, rights_id=newest.rights_id)
        for each in (paths.ANSWER_RIGHTS, paths.VERIFY_RIGHTS)
    )
    before = officer.get(answer).text
    assert f'class="main-action" href="{verify}"' in before
    assert offered(before) == {"refused", "identity_not_proven", "not_entitled"}
    nothing = send(officer, answer, answer_text="", answered_on="2026-03-10")
    assert "有 2 处需要修改" in nothing.text
    carer = given.CARER_RECORDED.name
    told = {each: f"档案里：{carer} " in each.get(verify).text for each in (leader, officer)}
    assert told == {leader: True, officer: False}
    assert send(leader, verify, **VALID[paths.VERIFY_RIGHTS]).status_code == 303
    after = officer.get(answer).text
    every = {*OUTCOMES, *RefusalReason} - {RefusalReason.IDENTITY_NOT_PROVEN}
    assert (offered(after), f'href="{verify}"' in after) == (every, False)
    typed = VALID[paths.ANSWER_RIGHTS] | {"outcome_of_request": "refused"}
    refused = send(officer, answer, **typed, refusal_reason="identity_not_proven")
    assert (refused.status_code, "身份已经核实过" in refused.text) == (409, True)


def offered(page: str) -> set[str]:
    """Return which outcomes and reasons a page offers."""
    return {each for each in (*OUTCOMES, *RefusalReason) if f'value="{each}"' in page}


def test_an_answer_names_the_corrections_that_were_made_for_it(site: Site) -> None:
    employ(site)
    leader, officer, teacher = (site.signed_in(each) for each in (LEADER, PRIVACY, TEACHER))
    assert send(leader, NEW, **TYPED | {"rights_kind": "correct"}).status_code == 303
    newest = site.facts(RightsRequested)[-1]
    answer, verify, visits, correct = (
        paths.filled(
            each, child_id=given.CHILD, rights_id=newest.rights_id, visit_id=given.VISIT_ID
        )
        for each in (paths.ANSWER_RIGHTS, paths.VERIFY_RIGHTS, paths.NEW_VISIT, paths.CORRECT_VISIT)
    )
    for each, leads_to in ((officer, paths.PRIVACY_DESK), (leader, paths.RIGHTS_TO_VERIFY)):
        unproven = each.get(paths.GRANTS).text
        assert (TO_VERIFY in unproven, TO_ANSWER in unproven) == (True, False)
        assert f'href="{leads_to}">去看看' in unproven
    assert TO_VERIFY not in teacher.get(paths.GRANTS).text
    assert f'href="{RIGHTS}"' in leader.get(paths.RIGHTS_TO_VERIFY).text
    assert send(leader, verify, **VALID[paths.VERIFY_RIGHTS]).status_code == 303
    told = {each: TO_ANSWER in each.get(paths.GRANTS).text for each in (officer, leader)}
    assert told == {officer: True, leader: False}
    assert TO_VERIFY not in leader.get(paths.GRANTS).text
    assert f'href="{RIGHTS}"' not in leader.get(paths.RIGHTS_TO_VERIFY).text
    assert "做了哪些更正" not in officer.get(answer).text
    visit = {"visit_id": str(given.VISIT_ID), "outcome": "done", "child_seen": "yes"}
    assert send(teacher, visits, **visit).status_code == 303
    assert send(teacher, correct, why="家长说不是这样。").status_code == 303
    (corrected,) = site.facts(HomeVisitCorrected)
    sent = VALID[paths.ANSWER_RIGHTS]
    unknown = send(officer, answer, **sent, correction_ids=str(given.example_id(1)))
    assert unknown.status_code == 422
    made = str(corrected.correction_id)
    assert f'value="{made}"' in unknown.text
    assert send(officer, answer, **sent, correction_ids=made).status_code == 303
    assert [each.correction_ids for each in site.facts(RightsFulfilled)][-1] == (
        corrected.correction_id,
    )


def test_a_copy_that_was_granted_is_printed(site: Site) -> None:
    employ(site)
    officer = site.signed_in(PRIVACY)
    copy = paths.filled(paths.RIGHTS_COPY, child_id=given.CHILD, rights_id=privacy.ASKED)
    assert f'href="{copy}"' in officer.get(RIGHTS).text
    page = officer.get(copy)
    assert given.CHILD_NAME in page.text
    assert given.CHILD_WORDS not in page.text


def test_who_received_a_request_is_not_offered_to_answer_it(site: Site) -> None:
    employ(site)
    officer = site.signed_in(PRIVACY)
    assert send(officer, NEW, **TYPED).status_code == 303
    newest = site.facts(RightsRequested)[-1]
    answer = paths.filled(paths.ANSWER_RIGHTS, child_id=given.CHILD, rights_id=newest.rights_id)
    assert f'href="{answer}"' not in officer.get(RIGHTS).text
    verify = paths.filled(paths.VERIFY_RIGHTS, child_id=given.CHILD, rights_id=newest.rights_id)
    assert send(officer, verify, **VALID[paths.VERIFY_RIGHTS]).status_code == 303
    desk = officer.get(paths.PRIVACY_DESK).text
    assert TO_ANSWER not in desk
    assert "您收下的，等别人答复" in desk


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-13-01"])
def test_a_day_that_nobody_lives_is_refused_beside_its_field(site: Site, day: str) -> None:
    """Beyond some years the arithmetic of working days would overflow."""
    employ(site)
    refused = send(site.signed_in(LEADER), NEW, **TYPED | {"asked_on": day})
    assert (refused.status_code, form_on(refused).fields["asked_on"]) == (422, [day])
