"""Families that a breach leaves to others, by the pages: told by those who know of the case."""

from dataclasses import replace

from httpx2 import Response

from api import paths
from domain.breaches.facts import GuardianLeftUntold, GuardianNotified, ToldBy
from domain.shared import ChildId
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.forms import send
from tests.api.pages.privacy import privacy
from tests.api.pages.privacy.privacy import PRIVACY
from tests.api.pages.site import LEADER, TEACHER, Site
from tests.breach_examples import GENERAL, GUARDIAN, ID, LEFT, REPORTED, UNTOLD

WAITS = "家信息泄露留给您告知"
STRAY = ChildId(given.example_id(9_502))
TOLD = privacy.VALID[paths.LEFT_FAMILY]
LEFT_UNTOLD = {"untold_reason": "would_harm_child", "sure": "yes"}


def at(path: str, child_id: ChildId = given.CHILD) -> str:
    return paths.filled(path, office_id=given.COUNTY_OFFICE, breach_id=ID, child_id=child_id)


FAMILY, UNTOLD_AT = at(paths.LEFT_FAMILY), at(paths.LEAVE_LEFT_FAMILY)


def breached(site: Site, *left: object) -> Site:
    duty.employ(site)
    privacy.employ_officer(site)
    site.know(REPORTED, GENERAL, *left)
    return site


def statuses(site: Site, login: str) -> tuple[int, ...]:
    browser = site.signed_in(login)
    answers: tuple[Response, ...] = (
        browser.get(paths.LEFT_FAMILIES),
        browser.get(FAMILY),
        browser.post(FAMILY, data=TOLD),
        browser.post(UNTOLD_AT, data=LEFT_UNTOLD),
    )
    assert not [each for each in answers if given.CHILD_NAME in each.text]
    assert WAITS not in browser.get(paths.HELP_NUMBERS).text
    return tuple(each.status_code for each in answers)


def test_whose_case_leaked_is_told_from_the_desk_of_whoever_answers_for_cases(
    each_site: Site,
) -> None:
    site = breached(each_site, LEFT)
    duty.worry(site)
    lead = site.signed_in(duty.LEAD)
    assert f"有 1 {WAITS}" in lead.get(paths.HEALTH_DESK).text
    listed = lead.get(paths.LEFT_FAMILIES).text
    assert (given.CHILD_NAME in listed, f'href="{FAMILY}"' in listed) == (True, True)
    page = lead.get(FAMILY).text
    assert ("上报说可能涉及监护人或照护人" in page, "个案和转介的记录" in page) == (True, True)
    assert "手机丢在班车上了" not in page
    early = send(lead, FAMILY, **TOLD)
    assert (early.status_code, "确认过上报说的不是这个人" in early.text) == (409, True)
    assert send(lead, FAMILY, **TOLD, not_suspected="yes").headers["location"] == (
        paths.LEFT_FAMILIES
    )
    told = replace(GUARDIAN, told_on=given.TODAY, not_suspected=True)
    assert site.facts(GuardianNotified) == [told]
    assert WAITS not in lead.get(paths.HEALTH_DESK).text
    assert "没有留给您告知的家里" in lead.get(paths.LEFT_FAMILIES).text
    assert "已告知" in lead.get(FAMILY).text


def test_nobody_else_is_shown_or_tells_them_and_the_office_only_how_many_wait(site: Site) -> None:
    breached(site, LEFT)
    duty.worry(site)
    for login in (TEACHER, LEADER, duty.LIAISON):
        assert statuses(site, login) == (403, 403, 403, 403)
    assert statuses(site, PRIVACY) == (200, 404, 404, 404)
    office = site.signed_in(PRIVACY).get(at(paths.BREACH)).text
    assert "另有 1 家由别人告知" in office
    assert "还有家庭等别人告知，告知以后再办结。" in office
    adviser = site.signed_in(duty.ADVISER)
    assert "不告知这一家" not in adviser.get(FAMILY).text
    assert adviser.post(UNTOLD_AT, data=LEFT_UNTOLD).status_code == 403
    county = site.signed_in(duty.COUNTY)
    assert county.post(UNTOLD_AT, data={"untold_reason": "would_harm_child"}).status_code == 422
    assert county.post(UNTOLD_AT, data=LEFT_UNTOLD).status_code == 303
    by = duty.POSTS[duty.COUNTY][0]
    assert site.facts(GuardianLeftUntold) == [replace(UNTOLD, decided_by=by)]
    office = site.signed_in(PRIVACY).get(at(paths.BREACH)).text
    assert ("都已办理" in office, "告知会伤害孩子" in office) == (True, False)


def test_whoever_is_named_in_the_case_is_shown_nothing(site: Site) -> None:
    breached(site, LEFT)
    duty.worry(site, replace(duty.WORRY, involved_ids=(duty.POSTS[duty.LEAD][0],)))
    assert statuses(site, duty.LEAD) == (200, 404, 404, 404)
    assert f"有 1 {WAITS}" in site.signed_in(duty.COUNTY).get(paths.HEALTH_DESK).text


def test_the_office_of_the_child_tells_by_the_number_alone(site: Site) -> None:
    breached(site, replace(LEFT, told_by=ToldBy.OTHER_OFFICE, child_ids=(given.CHILD, STRAY)))
    officer = site.signed_in(PRIVACY)
    assert f"有 1 {WAITS}" in officer.get(paths.BREACHES).text
    page = officer.get(FAMILY).text
    assert (given.CHILD_NAME in page, "看是谁" in page, "档案里的内容" in page) == (
        False,
        True,
        True,
    )
    assert officer.get(at(paths.LEFT_FAMILY, STRAY)).status_code == 404
    assert send(officer, FAMILY, **TOLD).status_code == 303
    assert statuses(site, duty.LEAD) == (200, 404, 404, 404)
