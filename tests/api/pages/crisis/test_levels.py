"""A crisis is assessed by the pages: a level rises at once, and falls by two people."""

from dataclasses import replace
from datetime import timedelta

import pytest

from api import paths
from api.view_models.crisis.duty import case_number
from domain.alerts.facts import ConcernAlerted
from domain.referrals.levels.level_facts import (
    CrisisAssessed,
    LevelDropConfirmed,
    LevelDropDeclined,
    LevelDropProposed,
)
from domain.shared import DutyId, PersonId
from domain.staff.facts import Role
from tests import examples as given
from tests.api.pages.duty import ADVISER, CASE, COUNTY, LEAD, POSTS, employ, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import TEACHER, Site
from tests.signing import give_account

CASE_PAGE, ASSESS, DROP = (
    paths.filled(path, case_id=CASE) for path in (paths.CASE, paths.ASSESS_CRISIS, paths.DROP_LEVEL)
)
RED: dict[str, str | list[str]] = {
    "crisis_level": "red",
    "methods": ["talk_with_child", "talk_with_carers"],
    "saw_child": "yes",
    "why": "说出了具体的打算。",
}
EARLY = {"drop_id": str(given.example_id(944)), "drop_ground": "rested", "why": "好多了。"}
COUNSELLOR = PersonId(given.example_id(948))
LATER = given.NOW + timedelta(days=15)


@pytest.fixture
def duty(site: Site) -> Site:
    """Give an office with everybody in post and one worry that nobody has taken."""
    employ(site)
    worry(site)
    return site


def assessed(site: Site, login: str = ADVISER, **typed: str | list[str]) -> None:
    answer = send(site.signed_in(login), ASSESS, **{**RED, **typed})
    assert (answer.status_code, answer.headers.get("location")) == (303, CASE_PAGE), answer.text


def settling(site: Site) -> str:
    (waiting,) = site.facts(LevelDropProposed)
    return paths.filled(paths.SETTLE_LEVEL_DROP, case_id=CASE, drop_id=waiting.drop_id)


def test_an_assessment_is_recorded_once_and_shown_on_case_and_desk(duty: Site) -> None:
    lead, adviser = duty.signed_in(LEAD), duty.signed_in(ADVISER)
    before = lead.get(CASE_PAGE).text
    assert "还没有评估" in before
    # Nobody of the school is a psychology teacher, so it is for who leads and who advises.
    assert before.count("由示例值班lead、示例值班adviser评估。") == 2
    page = adviser.get(ASSESS)
    answers = [send(adviser, ASSESS, page, **RED) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    (found,) = duty.facts(CrisisAssessed)
    assert (found.level, found.child_seen, found.why) == ("red", True, RED["why"])
    shown = lead.get(CASE_PAGE).text
    for words in ("危机红色", "和孩子谈话、和照护人谈", "心理健康教师还没有评估过"):
        assert words in shown
    assert "危机红色" in lead.get(paths.HEALTH_DESK).text


def test_all_that_is_missing_is_told_at_once_and_nothing_typed_is_lost(duty: Site) -> None:
    adviser = duty.signed_in(ADVISER)
    nothing = send(adviser, ASSESS, assessed_on="", why=" ")
    assert (nothing.status_code, nothing.text.count('class="field-error"')) == (422, 5)
    page = send(adviser, ASSESS, methods="observation", assessed_on="", why=" ")
    assert (page.status_code, page.text.count('class="field-error"')) == (422, 4)
    assert form_on(page).fields["methods"] == ["observation"]
    scale = send(adviser, ASSESS, **{**RED, "methods": "screening_scale"})
    assert (scale.status_code, "量表分数只是线索" in scale.text) == (422, True)
    assert duty.facts(CrisisAssessed) == []


def test_where_no_crisis_is_found_what_is_not_to_be_done_is_told_of_an_open_case(
    duty: Site,
) -> None:
    assessed(duty, crisis_level="none_found")
    shown = duty.signed_in(LEAD).get(CASE_PAGE).text
    assert ("不再计时" in shown, "个案已解除" in shown) == (True, False)


def test_no_lower_level_is_proposed_before_it_is_found_and_rested(duty: Site) -> None:
    assessed(duty)
    lead = duty.signed_in(LEAD)
    assessed(duty, LEAD, crisis_level="yellow")
    assert 'value="rested"' not in lead.get(DROP).text
    assert "最早" in lead.get(CASE_PAGE).text
    early = lead.post(DROP, data=EARLY)
    assert (early.status_code, "还不满 14 天" in early.text) == (409, True)
    assert duty.facts(LevelDropProposed) == []


def test_whoever_only_looks_after_the_child_sees_no_level(duty: Site) -> None:
    assessed(duty)
    teacher = duty.signed_in(TEACHER)
    pages = [teacher.get(paths.DESK), teacher.get(paths.filled(paths.CHILD, child_id=given.CHILD))]
    pages.append(teacher.get(paths.filled(paths.WORRY_SENT, case_id=CASE)))
    assert [each.status_code for each in pages] == [200, 200, 200]
    assert [each for each in pages if "危机" in each.text.replace("危机负责人", "")] == []
    assert case_number(CASE) not in pages[0].text


@pytest.fixture
def rested(duty: Site) -> Site:
    """Give a red level, something less severe found a fortnight later, and a drop that waits."""
    assessed(duty)
    duty.clock.now = LATER
    duty.entered.clear()
    assessed(duty, crisis_level="none_found")
    assert (
        send(duty.signed_in(ADVISER), DROP, drop_ground="rested", why="两周平稳。").status_code
        == 303
    )
    return duty


def test_a_level_falls_when_another_person_agrees(rested: Site) -> None:
    lead = rested.signed_in(LEAD)
    assert "危机红色" in lead.get(CASE_PAGE).text
    nothing_said = send(lead, settling(rested))
    assert (nothing_said.status_code, "请填写这一项" in nothing_said.text) == (422, True)
    assert send(lead, settling(rested), decision="confirm").status_code == 303
    (confirmed,) = rested.facts(LevelDropConfirmed)
    assert confirmed.level is None
    shown = lead.get(CASE_PAGE).text
    assert ("level-tag red-level" in shown.split("<aside")[0], "未见危机" in shown) == (False, True)
    assert lead.get(settling(rested)).headers["location"] == CASE_PAGE


def test_a_level_stays_when_another_person_does_not_agree(rested: Site) -> None:
    county = rested.signed_in(COUNTY)
    without_reason = send(county, settling(rested), decision="decline", why=" ")
    assert without_reason.status_code == 422
    assert send(county, settling(rested), decision="decline", why="再看看。").status_code == 303
    assert [each.why for each in rested.facts(LevelDropDeclined)] == ["再看看。"]
    assert "危机红色" in county.get(CASE_PAGE).text


def test_whoever_proposed_a_drop_takes_it_back_and_cannot_agree(rested: Site) -> None:
    adviser, path = rested.signed_in(ADVISER), settling(rested)
    assert adviser.post(path, data={"decision": "confirm"}).status_code == 403
    assert send(adviser, path, why="我看早了。").status_code == 303
    assert [each.why for each in rested.facts(LevelDropDeclined)] == ["我看早了。"]


def test_a_red_level_set_by_error_is_gone_at_once_when_a_panel_agrees(duty: Site) -> None:
    adviser, lead = duty.signed_in(ADVISER), duty.signed_in(LEAD)
    assert adviser.get(DROP).headers["location"] == CASE_PAGE
    assessed(duty)
    assert "等级评错了" in adviser.get(CASE_PAGE).text
    assert send(adviser, DROP, why="看错了名字。").status_code == 422
    said = send(adviser, DROP, drop_ground="other_child", why="看错了名字。")
    assert (said.status_code, said.headers.get("location")) == (303, CASE_PAGE), said.text
    shown = lead.get(CASE_PAGE).text
    assert ("评的是另一个孩子" in shown, "要由研判会同意" in shown) == (True, True)
    alone = send(lead, settling(duty), decision="confirm", member_ids=[])
    assert (alone.status_code, "至少要两个人" in alone.text) == (422, True)
    members = [str(POSTS[each][0]) for each in (LEAD, COUNTY)]
    assert send(lead, settling(duty), decision="confirm", member_ids=members).status_code == 303
    (agreed,) = duty.facts(LevelDropConfirmed)
    assert (agreed.level, len(agreed.member_ids)) == (None, 2)
    shown = lead.get(CASE_PAGE).text
    assert ("level-tag red-level" in shown.split("<aside")[0], "还没有评估" in shown) == (
        False,
        True,
    )


def test_the_psychology_teacher_of_the_school_is_told_and_named_until_they_saw_the_child(
    site: Site,
) -> None:
    employ(site)
    counsellor = replace(
        given.DUTY_ASSIGNED,
        duty_id=DutyId(given.example_id(949)),
        role=Role.PSYCHOLOGY_TEACHER,
        organisation_id=given.SCHOOL,
        person_id=COUNSELLOR,
    )
    known = replace(given.TEACHER_REGISTERED, person_id=COUNSELLOR, name="示例心理教师")
    site.know(known, counsellor, number=70)
    give_account(site.app.state.accounts, COUNSELLOR, "psychology")
    worry(site)
    (told,) = site.facts(ConcernAlerted)
    assert Role.PSYCHOLOGY_TEACHER in {each.role for each in told.addressees}
    assessed(site, ADVISER)
    shown = site.signed_in("psychology").get(CASE_PAGE).text
    assert "由心理健康教师评估：示例心理教师" in shown
    assert "心理健康教师还没有评估过" in shown
    assessed(site, "psychology")
    shown = site.signed_in(LEAD).get(CASE_PAGE).text
    assert "由心理健康教师评估" not in shown
    assert "心理健康教师还没有评估过" not in shown
