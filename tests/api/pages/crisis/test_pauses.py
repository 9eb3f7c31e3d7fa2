"""A clock is paused by the pages: proposed by one, agreed to by another, ended by anybody."""

from dataclasses import replace
from datetime import timedelta

from api import paths
from domain.referrals.facts import Situation
from domain.referrals.school.pause_facts import (
    PauseAgreed,
    PauseDeclined,
    PauseEnded,
    PauseProposed,
)
from tests import examples as given
from tests.api.pages.crisis.test_levels import RED
from tests.api.pages.duty import ADVISER, CASE, CONSENT, COUNTY, LEAD, LIAISON, WORRY, employ, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import Site

CASE_PAGE, PAUSE = (paths.filled(path, case_id=CASE) for path in (paths.CASE, paths.PAUSE_STEP))
UNTIL = "2026-03-20"
TYPED: dict[str, str | list[str]] = {
    "paused_step": "seen",
    "pause_reason": "family_away",
    "paused_until_on": UNTIL,
    "why": "奶奶带孩子去看爸爸妈妈。",
}


def sent(site: Site, login: str, path: str, fields: dict[str, str | list[str]]) -> None:
    at = paths.filled(path, case_id=CASE)
    answer = site.signed_in(login).post(at, data=fields)
    assert answer.status_code == 303, answer.text


def assessed(site: Site, level: str) -> None:
    moment = {"assessed_on": "2026-03-10", "assessed_time": "09:30"}
    sent(site, ADVISER, paths.ASSESS_CRISIS, {**RED, **moment, "crisis_level": level})


def at_hospital(site: Site) -> None:
    """Bring a mild case to where a hospital has to see the child within ten working days."""
    employ(site)
    worry(site, replace(WORRY, situation=Situation.SOMEWHAT_WORRIED, involved=()))
    sent(site, LEAD, paths.TAKE_CASE, {})
    assessed(site, "yellow")
    sent(site, LEAD, paths.ISSUE_REFERRAL, dict(CONSENT))
    sent(site, LIAISON, paths.ACKNOWLEDGE_REFERRAL, {})


def settling(site: Site) -> str:
    proposed = site.facts(PauseProposed)[-1]
    return paths.filled(paths.SETTLE_PAUSE, case_id=CASE, pause_id=proposed.pause_id)


def test_a_step_is_paused_by_two_people_and_shown_to_all_until_danger_ends_it(site: Site) -> None:
    at_hospital(site)
    lead, county = site.signed_in(LEAD), site.signed_in(COUNTY)
    assert county.get(PAUSE).headers["location"] == CASE_PAGE
    page = lead.get(PAUSE)
    for words in ("到医院就诊", "陪着孩子、强制报告没有可以停的时限"):
        assert words in page.text
    wrong = send(lead, PAUSE, page, paused_until_on="2026-03-30", why=" ")
    assert (wrong.status_code, wrong.text.count('class="field-error"')) == (422, 3)
    far = send(lead, PAUSE, page, **{**TYPED, "paused_until_on": "2026-03-30"})
    assert (far.status_code, "一次最多暂停 14 天" in far.text) == (422, True)
    assert form_on(far).fields["why"] == [TYPED["why"]]
    never = send(lead, PAUSE, page, **{**TYPED, "paused_step": "taken"})
    assert (never.status_code, "接手不能暂停" in never.text) == (409, True)
    assert [send(lead, PAUSE, page, **TYPED).status_code for _ in range(2)] == [303, 303]
    assert len(site.facts(PauseProposed)) == 1
    shown = lead.get(CASE_PAGE).text
    assert ("等另一个人决定" in shown, "暂停到 2026年3月20日，两人同意" in shown) == (True, False)
    desks = [each.get(paths.HEALTH_DESK).text for each in (county, lead)]
    assert [("等您同意 1 项" in each, settling(site) in each) for each in desks] == [
        *((True, True), (False, False)),
    ]
    # Whoever proposed it may take it back alone, and not agree.
    assert lead.post(settling(site), data={"decision": "agree"}).status_code == 409
    nothing_said = send(county, settling(site))
    assert (nothing_said.status_code, "请填写这一项" in nothing_said.text) == (422, True)
    assert send(county, settling(site), decision="agree").status_code == 303
    assert site.facts(PauseAgreed)[0].until_on.isoformat() == UNTIL
    assert "等您同意" not in county.get(paths.HEALTH_DESK).text
    liaison = site.signed_in(LIAISON)
    seen = [lead.get(paths.HEALTH_DESK), lead.get(CASE_PAGE), liaison.get(CASE_PAGE)]
    assert all("暂停到 2026年3月20日，两人同意" in each.text for each in seen)
    assert ["提前恢复计时" in each.text for each in seen] == [False, True, False]
    assert county.get(settling(site)).headers["location"] == CASE_PAGE
    ended_early_and_refused(site)
    assessed_red_and_refused(site)


def ended_early_and_refused(site: Site) -> None:
    lead, county = site.signed_in(LEAD), site.signed_in(COUNTY)
    ended = paths.filled(
        paths.END_PAUSE, case_id=CASE, pause_id=site.facts(PauseAgreed)[0].pause_id
    )
    assert county.post(ended, data={}).status_code == 303
    assert county.post(ended, data={}).status_code == 303
    assert len(site.facts(PauseEnded)) == 1
    assert lead.post(ended, data={}).status_code == 409
    shown = lead.get(CASE_PAGE).text
    assert ("两人同意" in shown, "暂停过 1 次" in shown) == (False, True)
    again = send(lead, PAUSE, **TYPED)
    assert again.status_code == 303
    declined = send(county, settling(site), decision="decline", why="先看了再走。")
    assert (declined.status_code, site.facts(PauseDeclined)[0].why) == (303, "先看了再走。")


def assessed_red_and_refused(site: Site) -> None:
    site.clock.now = given.NOW + timedelta(minutes=1)
    sent(
        site,
        ADVISER,
        paths.ASSESS_CRISIS,
        {**RED, "assessed_on": "2026-03-10", "assessed_time": "09:31"},
    )
    lead = site.signed_in(LEAD)
    assert "暂停一步的时限" not in lead.get(CASE_PAGE).text
    assert lead.get(PAUSE).headers["location"] == CASE_PAGE
    refused = lead.post(PAUSE, data={**TYPED, "pause_id": str(given.example_id(886))})
    assert (refused.status_code, "危机红色，任何一步都不能暂停" in refused.text) == (409, True)
