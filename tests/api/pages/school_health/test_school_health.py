"""A health vice principal logs on pages what was done, and the county sees who is there."""

from api import paths
from domain.advising.facts import (
    HealthDutyCorrected,
    HealthDutyLogged,
    HealthDutyVoided,
    HealthDutyVoidReason,
)
from tests import examples as given
from tests.api.pages.duty import ADVISER, CASE, POSTS, employ, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import LEADER, OFFICER, Site

DOCTOR = POSTS[ADVISER][0]
NEW, LOG = (
    paths.filled(path, school_id=given.SCHOOL) for path in (paths.LOG_HEALTH_DUTY, paths.SCHOOL_LOG)
)
TAUGHT = {
    "kind": "mental_health",
    "held_on": given.TODAY.isoformat(),
    "what": "考试前紧张怎么办",
    "pupils": "46",
}


def entry(path: str, health_duty_id: object) -> str:
    return paths.filled(path, school_id=given.SCHOOL, health_duty_id=health_duty_id)


def test_what_was_done_is_logged_once_put_right_and_taken_back(site: Site) -> None:
    employ(site)
    adviser = site.signed_in(ADVISER)
    page = adviser.get(NEW)
    sent = [send(adviser, NEW, page, **TAUGHT) for _ in range(2)]
    assert [each.headers["location"] for each in sent] == [f"{LOG}?on=2026-03-10"] * 2
    (logged,) = site.facts(HealthDutyLogged)
    assert (logged.done_by, logged.school_id) == (DOCTOR, given.SCHOOL)
    shown = adviser.get(sent[0].headers["location"]).text
    assert "考试前紧张怎么办" in shown
    assert "学生 46 人" in shown
    empty = send(adviser, NEW, kind="crisis_training", what="培训")
    assert (empty.status_code, "教师人数" in empty.text) == (422, True)
    correcting = entry(paths.CORRECT_HEALTH_DUTY, logged.health_duty_id)
    form = adviser.get(correcting)
    assert form_on(form).fields["pupils"] == ["46"]
    fixed = send(adviser, correcting, form, pupils="44", why="数错了。")
    assert fixed.status_code == 303
    stale = send(adviser, correcting, form, pupils="45", why="又错。", correction_id="")
    assert stale.status_code == 409
    (corrected,) = site.facts(HealthDutyCorrected)
    assert [each.people for each in corrected.duty.present] == [44]
    voiding = entry(paths.VOID_HEALTH_DUTY, logged.health_duty_id)
    assert send(adviser, voiding, reason="named_a_pupil").status_code == 303
    (voided,) = site.facts(HealthDutyVoided)
    assert voided.reason is HealthDutyVoidReason.NAMED_A_PUPIL
    # What may name a pupil is shown to nobody any more, whoever they are.
    for who in (ADVISER, LEADER, OFFICER):
        gone = site.signed_in(who).get(LOG).text
        assert ("已作废：写到了学生" in gone, "考试前紧张" in gone) == (True, False)
    assert adviser.get(voiding).status_code == 409
    assert adviser.get(f"{LOG}?on=9999-12-31").status_code == 422


def test_the_county_takes_out_a_pupils_name_that_another_logged_and_writes_nothing(
    site: Site,
) -> None:
    employ(site)
    send(site.signed_in(ADVISER), NEW, **TAUGHT)
    (logged,) = site.facts(HealthDutyLogged)
    voiding = entry(paths.VOID_HEALTH_DUTY, logged.health_duty_id)
    assert voiding not in site.signed_in(LEADER).get(LOG).text
    officer = site.signed_in(OFFICER)
    shown = officer.get(LOG).text
    assert (voiding in shown, NEW in shown, "登记履职" in shown) == (True, False, False)
    page = officer.get(voiding)
    assert "只有写到了学生" in page.text
    assert "entered_twice" not in page.text
    assert send(officer, voiding, page, reason="named_a_pupil").status_code == 303
    (voided,) = site.facts(HealthDutyVoided)
    assert voided.reason is HealthDutyVoidReason.NAMED_A_PUPIL


def test_the_desk_counts_and_the_county_sees_which_school_has_nobody(site: Site) -> None:
    officer = site.signed_in(OFFICER)
    assert "空缺" in officer.get(paths.HEALTH_POSTS).text
    assert '健康副校长空缺或快到期 <span class="count">1</span>' in officer.get(paths.PEOPLE).text
    employ(site)
    worry(site)
    adviser = site.signed_in(ADVISER)
    send(adviser, NEW, **TAUGHT)
    desk = adviser.get(paths.OWN_SCHOOLS).text
    assert "<strong>1 节</strong><span>上健康课</span><span>应 2 节，2026年7月5日 前</span>" in desk
    assert "<strong>1</strong><span>无人接手</span>" in desk
    assert given.CHILD_NAME not in desk
    assert str(CASE) not in desk
    posts = officer.get(paths.HEALTH_POSTS).text
    assert f"示例值班{ADVISER}" in posts
    assert "上健康课：1 节，应 2 节" in posts
    assert '健康副校长空缺或快到期 <span class="count">0</span>' in officer.get(paths.PEOPLE).text
