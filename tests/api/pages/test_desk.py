"""The first pages: what a desk offers with each child, and where people without a desk start."""

from api import paths
from domain.staff.facts import Role
from tests import examples as given
from tests.api.crawling import offered_by
from tests.api.pages.forms import send
from tests.api.pages.site import LEADER, TEACHER, VOLUNTEER, Site
from tests.api.walking import HERE, employ, walkers

FILE, NEW_VISIT, NEW_TALK, PAIRINGS = (
    paths.filled(each, child_id=given.CHILD)
    for each in (paths.CHILD, paths.NEW_VISIT, paths.NEW_TALK, paths.PAIRINGS)
)
AS_VOLUNTEER = {
    "mentor_id": str(given.VOLUNTEER),
    "mentor_kind": "volunteer",
    "from_on": given.TODAY.isoformat(),
    "vetted_on": given.TODAY.isoformat(),
}


def test_a_volunteer_is_led_to_the_forms_and_not_to_the_file(site: Site) -> None:
    assert send(site.signed_in(LEADER), PAIRINGS, **AS_VOLUNTEER).is_redirect
    offered = offered_by(site.signed_in(VOLUNTEER).get(paths.DESK).text)
    assert {FILE, NEW_VISIT, NEW_TALK} & set(offered) == {NEW_VISIT, NEW_TALK}
    offered = offered_by(site.signed_in(TEACHER).get(paths.DESK).text)
    assert {FILE, NEW_VISIT, NEW_TALK} <= set(offered)


def test_an_office_that_logs_no_visit_is_asked_for_none(site: Site) -> None:
    (officer,) = (each for each in walkers(HERE) if each.role is Role.CIVIL_AFFAIRS_OFFICER)
    employ(site, officer)
    browser = site.signed_in(officer.login)
    offered = offered_by(browser.get(paths.DESK).text)
    assert {FILE, NEW_VISIT, NEW_TALK} & set(offered) == {FILE}
    assert [browser.get(each).status_code for each in (NEW_VISIT, NEW_TALK)] == [403, 403]


def test_whoever_has_a_duty_without_a_list_starts_where_it_leads(site: Site) -> None:
    (adviser,) = (each for each in walkers(HERE) if each.role is Role.LAW_VICE_PRINCIPAL)
    employ(site, adviser)
    page = site.signed_in(adviser.login).get(paths.HOME)
    assert "您的职责没有日常列表" in page.text
    assert {paths.GRANTS, paths.BREAK_GLASS, paths.WORRY} <= set(offered_by(page.text))
    assert "刷新" not in page.text
