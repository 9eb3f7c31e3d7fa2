"""A lost telephone by the pages: reported, graded, listed, told, closed by two people."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from httpx2 import Response

from api import paths
from api.view_models.numbers import child_number
from application.authentication.accounts import create_account
from domain.breaches.facts import (
    AffectedChildrenListed,
    BreachClosed,
    BreachClosureProposed,
    BreachReported,
    GuardianNotified,
)
from domain.shared import ChildId
from tests import examples as given
from tests import privacy as staff
from tests.api.pages.forms import form_on, send
from tests.api.pages.privacy.privacy import DAY, PRIVACY, VALID
from tests.api.pages.site import TEACHER, Site
from tests.api.routes.door import PASSWORD
from tests.breach_examples import LISTED, REPORTED, UNTOLD
from tests.infrastructure.views.cases import on_file

SECURITY = "security-of-county"
REPORT = {"breach_kind": "device_lost", "breach_text": "手机丢在班车上了。"}


@pytest.fixture
def county(site: Site) -> Site:
    """Give an office with a privacy officer and a security administrator."""
    staff.employ_privacy_officer(site.opened)
    staff.employ_security_administrator(site.opened)
    for login, person_id in (
        (PRIVACY, staff.PRIVACY_OFFICER),
        (SECURITY, staff.SECURITY_ADMINISTRATOR),
    ):
        create_account(
            site.app.state.accounts, person_id, login, PASSWORD, now=given.NOW, rules=given.RULES
        )
    return site


def report(site: Site) -> Response:
    return send(
        site.signed_in(TEACHER),
        paths.REPORT_BREACH,
        breach_office=str(given.COUNTY_OFFICE),
        **REPORT,
    )


def at(site: Site, path: str, child_id: UUID | None = None) -> str:
    (reported,) = site.facts(BreachReported)
    return paths.filled(
        path,
        office_id=reported.organisation_id,
        breach_id=reported.breach_id,
        child_id=child_id,
    )


def test_a_breach_stands_on_every_page_of_whoever_handles_it_and_of_nobody_else(
    county: Site,
) -> None:
    assert 'data-kind="breach" hidden' in county.signed_in(PRIVACY).get(paths.REPORT_BREACH).text
    report(county)
    for login in (PRIVACY, SECURITY):
        browser = county.signed_in(login)
        page = browser.get(paths.REPORT_BREACH).text
        assert "有 1 起信息泄露要定级和报告。" in page
        assert 'data-kind="breach" hidden' not in page
        assert "static/waiting" in page
        waiting = browser.get(paths.GRANTS_WAITING).json()
        assert (waiting["breach"], waiting["breach_late"], waiting["breach_open"]) == (1, 0, 0)
        assert (waiting["hours"], waiting["minutes"]) in {(4, 0), (3, 59)}
    teacher = county.signed_in(TEACHER)
    assert 'data-kind="breach' not in teacher.get(paths.REPORT_BREACH).text
    assert "breach" not in teacher.get(paths.GRANTS_WAITING).json()


def test_a_lost_telephone_goes_all_the_way_to_its_end(county: Site) -> None:
    county.signed_in(TEACHER).get(paths.filled(paths.CHILD, child_id=given.CHILD))
    sent = report(county)
    assert sent.headers["location"] == at(county, paths.BREACH_REPORTED)
    assert "退出其他设备" in county.signed_in(TEACHER).get(sent.headers["location"]).text
    officer, security = county.signed_in(PRIVACY), county.signed_in(SECURITY)
    assert "先定级：较大以上还有" in officer.get(paths.BREACHES).text
    done = at(county, paths.BREACH)
    graded = send(officer, at(county, paths.GRADE_BREACH), breach_grade="large")
    assert (graded.status_code, graded.headers["location"]) == (303, done)
    question = {"reader": str(given.TEACHER), "since_on": DAY, "until_on": DAY}
    proposed = officer.get(at(county, paths.LIST_AFFECTED), params=question)
    assert "找到 1 名孩子" in proposed.text
    confirm = at(county, paths.CONFIRM_AFFECTED)
    fields = {**question, "seen": "0" * 64, "request_id": str(given.example_id(896))}
    assert officer.post(confirm, data=fields).status_code == 409
    assert county.facts(AffectedChildrenListed) == []
    seen = proposed.text.split('name="seen" value="')[1].split('"')[0]
    for _ in range(2):
        assert officer.post(confirm, data={**fields, "seen": seen}).status_code == 303
    assert [each.child_ids for each in county.facts(AffectedChildrenListed)] == [(given.CHILD,)]
    early = send(officer, at(county, paths.BREACH_CLOSURE), lessons="设锁屏")
    assert (early.status_code, form_on(early).fields["lessons"]) == (409, ["设锁屏"])
    authority = at(county, paths.NOTIFY_AUTHORITY)
    told = send(officer, authority, authority_way="online", reference="示例1号")
    assert told.status_code == 303
    family = at(county, paths.NOTIFY_GUARDIAN, child_id=given.CHILD)
    assert "还有 1 家没有告知" in officer.get(done).text
    assert send(officer, family, **VALID[paths.NOTIFY_GUARDIAN]).status_code == 303
    again = send(officer, at(county, paths.BREACH_CLOSURE), early, lessons="设锁屏")
    assert again.status_code == 303
    close = at(county, paths.CLOSE_BREACH)
    read = form_on(security.get(at(county, paths.BREACH_CLOSURE)), close).fields
    assert read["proposal"] == ["1"]
    assert officer.post(close, data={"proposal": "1"}).status_code == 409
    assert security.post(close, data={}).status_code == 409
    assert security.post(close, data={"proposal": "1"}).status_code == 303
    assert [each.lessons for each in county.facts(BreachClosureProposed)] == ["设锁屏"]
    assert [each.closed_by for each in county.facts(BreachClosed)] == [staff.SECURITY_ADMINISTRATOR]
    assert "已办结" in officer.get(paths.BREACHES).text


def test_a_report_that_was_told_too_late_stays_late(county: Site) -> None:
    found = given.NOW - timedelta(hours=9)
    sent = send(
        county.signed_in(TEACHER),
        paths.REPORT_BREACH,
        detected_on=DAY,
        detected_time=f"{(found + timedelta(hours=8)):%H:%M}",
        breach_office=str(given.COUNTY_OFFICE),
        **REPORT,
    )
    assert sent.status_code == 303
    assert "已超时" in county.signed_in(PRIVACY).get(paths.BREACHES).text


def test_why_a_family_is_not_told_is_asked_twice(county: Site) -> None:
    report(county)
    officer = county.signed_in(PRIVACY)
    listed = officer.post(
        at(county, paths.LIST_AFFECTED), data={"child_ids": f"{given.CHILD}\nunsinn"}
    )
    assert (listed.status_code, "看不懂" in listed.text) == (422, True)
    listed = officer.post(at(county, paths.LIST_AFFECTED), data={"child_ids": str(given.CHILD)})
    assert listed.status_code == 303
    leave = at(county, paths.LEAVE_UNTOLD, child_id=given.CHILD)
    unsure = officer.post(leave, data={"untold_reason": "would_harm_child"})
    assert unsure.status_code == 422
    sure = officer.post(leave, data={"untold_reason": "would_harm_child", "sure": "yes"})
    assert sure.status_code == 303
    assert "告知会伤害孩子" in officer.get(at(county, paths.BREACH)).text


def test_whose_account_it_was_is_chosen_by_what_they_are_and_where(county: Site) -> None:
    report(county)
    school, school_class = given.SCHOOL_REGISTERED.name, given.SCHOOL_CLASS_REGISTERED.name
    page = county.signed_in(PRIVACY).get(at(county, paths.LIST_AFFECTED))
    assert f" · 班主任 {school} {school_class}</option>" in page.text


def test_a_grant_whose_number_cannot_be_read_is_refused_and_not_passed_over(county: Site) -> None:
    report(county)
    officer = county.signed_in(PRIVACY)
    question = {"reader": str(given.TEACHER), "since_on": DAY, "until_on": DAY}
    cut = {**question, "grant_id": "c63f44"}
    asked = officer.get(at(county, paths.LIST_AFFECTED), params=cut)
    assert (asked.status_code, "授权编号看不懂" in asked.text) == (422, True)
    assert "名孩子</h2>" not in asked.text
    assert 'value="c63f44"' in asked.text
    nobody = officer.get(at(county, paths.LIST_AFFECTED), params={**question, "reader": "?"})
    assert nobody.status_code == 422
    confirmed = officer.post(at(county, paths.CONFIRM_AFFECTED), data={**cut, "seen": "0" * 64})
    assert (confirmed.status_code, county.facts(AffectedChildrenListed)) == (422, [])


def test_children_are_listed_by_the_number_that_pages_show(county: Site) -> None:
    report(county)
    officer, listing = county.signed_in(SECURITY), at(county, paths.LIST_AFFECTED)
    number = child_number(given.CHILD)
    for typed in (number.upper(), f"{number}\n{given.CHILD}"):
        assert officer.post(listing, data={"child_ids": typed}).status_code == 303
    assert [each.child_ids for each in county.facts(AffectedChildrenListed)] == [(given.CHILD,)]
    nobody = officer.post(listing, data={"child_ids": "ffffffff"})
    assert (nobody.status_code, "不归这个部门" in nobody.text) == (422, True)
    assert child_number(given.OTHER_CHILD) == number
    county.know(*on_file(given.OTHER_CHILD), number=1)
    shared = officer.post(listing, data={"child_ids": number})
    assert (shared.status_code, "不止一名孩子" in shared.text) == (422, True)
    assert officer.post(listing, data={"child_ids": str(given.OTHER_CHILD)}).status_code == 303


def test_a_security_administrator_lists_by_hand_alone(county: Site) -> None:
    report(county)
    page = county.signed_in(SECURITY).get(at(county, paths.LIST_AFFECTED))
    assert ("自己填写" in page.text, "从阅览记录里找" in page.text) == (True, False)


def test_every_family_that_was_left_untold_has_a_line_on_some_page(county: Site) -> None:
    children = tuple(ChildId(given.example_id(7_000 + number)) for number in range(51))
    left = [replace(UNTOLD, child_id=each) for each in children]
    county.know(REPORTED, replace(LISTED, child_ids=children), *left)
    officer, at_breach = county.signed_in(PRIVACY), at(county, paths.BREACH)
    first, second = (officer.get(at_breach, params={"skip": skip}).text for skip in (0, 50))
    assert "skip=50" in first
    assert {each for each in children if f"/children/{each}/" in first + second} == set(children)


def test_several_families_that_were_told_alike_are_written_down_at_once(county: Site) -> None:
    both = (given.CHILD, given.OTHER_CHILD)
    county.know(REPORTED, replace(LISTED, child_ids=both))
    browser = county.signed_in(PRIVACY)
    family = at(county, paths.NOTIFY_GUARDIAN, child_id=given.CHILD)
    told = {**VALID[paths.NOTIFY_GUARDIAN], "told_alike": str(given.OTHER_CHILD)}
    for _ in range(2):
        assert browser.post(family, data=told).status_code == 303
    assert tuple(each.child_id for each in county.facts(GuardianNotified)) == both
    strange = browser.post(family, data={**told, "told_alike": str(given.example_id(5))})
    assert strange.status_code in {404, 409}


def test_what_is_missing_stands_where_the_way_to_close_a_breach_would_be(county: Site) -> None:
    report(county)
    officer, closure = county.signed_in(PRIVACY), at(county, paths.BREACH_CLOSURE)
    ungraded = officer.get(at(county, paths.BREACH)).text
    assert ("先定级，再办结。" in ungraded, f'href="{closure}"' in ungraded) == (True, False)
    grade = at(county, paths.GRADE_BREACH)
    assert send(officer, grade, breach_grade="large").status_code == 303
    assert "先报告主管部门，再办结。" in officer.get(at(county, paths.BREACH)).text
    assert send(officer, grade, breach_grade="general").status_code == 303
    graded = officer.get(at(county, paths.BREACH)).text
    assert f'href="{closure}"' in graded
