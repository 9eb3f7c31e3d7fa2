"""The first pages: what a desk offers with each child, and where people without a desk start."""

from api import paths
from api.routes.v1 import PREFIX
from domain.names import given_name
from domain.staff.facts import Role
from tests import examples as given
from tests.api.crawling import offered_by
from tests.api.pages.forms import send
from tests.api.pages.site import LEADER, TEACHER, VOLUNTEER, Site
from tests.api.walking import HERE, employ, walkers

FILE, NEW_VISIT, NEW_TALK, PAIRINGS, WORRY = (
    paths.filled(each, child_id=given.CHILD)
    for each in (paths.CHILD, paths.NEW_VISIT, paths.NEW_TALK, paths.PAIRINGS, paths.CHILD_WORRY)
)
DUE = {
    *("last_visit_on", "next_visit_due_on", "visit_overdue_after_on"),
    *("last_talk_on", "next_talk_due_on", "talk_overdue_after_on"),
}
NOT_FOR_VOLUNTEERS = (given.CHILD_NAME, "示例村", "五(2)班", "未评估", "10岁")
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


def test_no_page_leads_a_volunteer_back_to_a_file_that_stays_shut(site: Site) -> None:
    assert send(site.signed_in(LEADER), PAIRINGS, **AS_VOLUNTEER).is_redirect
    volunteer = site.signed_in(VOLUNTEER)
    receipt = send(volunteer, NEW_TALK, outcome="done", means="in_person").headers["location"]
    for page in (NEW_VISIT, NEW_TALK, WORRY, receipt):
        shown = volunteer.get(page)
        assert (shown.status_code, FILE in offered_by(shown.text)) == (200, False), page
    for page in (NEW_VISIT, NEW_TALK, WORRY):
        assert FILE in offered_by(site.signed_in(LEADER).get(page).text), page


def test_a_volunteer_is_told_the_given_name_and_the_school_and_what_is_due(site: Site) -> None:
    assert send(site.signed_in(LEADER), PAIRINGS, **AS_VOLUNTEER).is_redirect
    volunteer = site.signed_in(VOLUNTEER)
    (item,) = volunteer.get(f"{PREFIX}/children").json()["items"]
    told = {name for name, value in item.items() if value not in (None, [], False)}
    assert told <= {"child_id", "name", "school_id", *DUE}
    assert item["name"] == given_name(given.CHILD_NAME)
    for page in (paths.DESK, NEW_VISIT, NEW_TALK, WORRY, paths.WORRY):
        text = volunteer.get(page).text.partition("<main")[2]
        assert given_name(given.CHILD_NAME) in text
        assert page == paths.WORRY or "示例小学" in text
        assert not [each for each in NOT_FOR_VOLUNTEERS if each in text], page
    whole = site.signed_in(TEACHER).get(paths.DESK).text.partition("<main")[2]
    assert [each for each in NOT_FOR_VOLUNTEERS if each not in whole] == []


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
