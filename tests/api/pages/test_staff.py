"""Organisations, people and duties by the pages."""

from api import paths
from domain.staff.facts import DutyAssigned, DutyEnded, OrganisationRegistered, PersonRegistered
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import ADMINISTRATOR, DIRECTOR, LOGINS, TEACHER, Site
from tests.api.routes.door import PASSWORD
from tests.office import DIRECTOR as DIRECTOR_ID

NEW_PLACE = {"kind": "village", "name": "又一示例村", "parent_id": str(given.TOWNSHIP)}
PERSON = paths.filled(paths.PERSON, person_id=given.VOLUNTEER)
NEW_DUTY = {
    "role": "village_director",
    "organisation_id": str(given.OTHER_VILLAGE),
    "from_on": "2026-03-10",
    "to_on": "2026-12-31",
}


def test_an_organisation_is_registered_once(site: Site) -> None:
    browser, before = site.signed_in(ADMINISTRATOR), len(site.facts(OrganisationRegistered))
    shown = browser.get(paths.ORGANISATIONS)
    answers = [send(browser, paths.ORGANISATIONS, shown, **NEW_PLACE) for _ in range(2)]
    assert [each.headers["location"] for each in answers] == [paths.ORGANISATIONS] * 2
    assert len(site.facts(OrganisationRegistered)) == before + 1
    assert "又一示例村" in browser.get(paths.ORGANISATIONS).text


def test_what_is_wrong_with_an_organisation_is_told_and_everything_typed_is_kept(
    site: Site,
) -> None:
    browser = site.signed_in(ADMINISTRATOR)
    for wrong in ({"kind": ""}, {"name": " "}, {"area_code": "45"}):
        typed = {**NEW_PLACE, "area_code": "", **wrong}
        page = send(browser, paths.ORGANISATIONS, **typed)
        assert (page.status_code, "已填的都还在" in page.text) == (422, True)
        fields = form_on(page).fields
        assert {name: fields[name] for name in typed} == {n: [v] for n, v in typed.items()}
    taken = {**NEW_PLACE, "organisation_id": str(given.VILLAGE)}
    page = send(browser, paths.ORGANISATIONS, **taken)
    assert (page.status_code, "这个机构已经登记过" in page.text) == (409, True)


def test_a_person_is_registered_and_given_a_duty(site: Site) -> None:
    browser = site.signed_in(ADMINISTRATOR)
    answer = send(browser, paths.PEOPLE, name="新示例", phone="13000000009")
    person = answer.headers["location"]
    assert answer.status_code == 303
    assert ("新示例" in browser.get(person).text, "新示例" in browser.get(paths.PEOPLE).text) == (
        True,
        True,
    )
    shown = browser.get(person)
    answers = [send(browser, person, shown, **NEW_DUTY) for _ in range(2)]
    assert [each.headers["location"] for each in answers] == [person, person]
    assert "儿童主任" in browser.get(person).text
    found = [each for each in site.facts(DutyAssigned) if str(each.person_id) in person]
    assert len(found) == 1


def test_what_is_wrong_with_a_person_or_a_duty_is_told_and_everything_typed_is_kept(
    site: Site,
) -> None:
    browser, before = site.signed_in(ADMINISTRATOR), len(site.facts(PersonRegistered))
    page = send(browser, paths.PEOPLE, name="新示例", phone="12")
    assert (page.status_code, form_on(page).fields["phone"]) == (422, ["12"])
    assert len(site.facts(PersonRegistered)) == before
    for wrong in ({"role": ""}, {"organisation_id": ""}, {"from_on": ""}, {"to_on": "2026-01-01"}):
        typed = {**NEW_DUTY, **wrong}
        page = send(browser, PERSON, **typed)
        assert (page.status_code, "已填的都还在" in page.text) == (422, True)
        fields = form_on(page).fields
        assert {name: fields[name] for name in typed} == {n: [v] for n, v in typed.items()}


def test_nobody_gives_a_duty_to_oneself(site: Site) -> None:
    path = paths.filled(paths.PERSON, person_id=LOGINS[ADMINISTRATOR])
    page = send(site.signed_in(ADMINISTRATOR), path, **NEW_DUTY)
    assert (page.status_code, "不能给自己分配职责" in page.text) == (409, True)


def test_whose_duty_ended_yesterday_sees_nothing_today(site: Site) -> None:
    administrator, director = site.signed_in(ADMINISTRATOR), site.signed_in(DIRECTOR)
    assert given.CHILD_NAME in director.get(paths.DESK).text
    (duty,) = [each for each in site.facts(DutyAssigned) if each.person_id == DIRECTOR_ID]
    end = paths.filled(paths.END_DUTY, person_id=DIRECTOR_ID, duty_id=duty.duty_id)
    page = send(administrator, end, reason="")
    assert page.status_code == 422
    assert send(administrator, end, page, reason="moved", ended_on="2026-03-09").status_code == 303
    assert len(site.facts(DutyEnded)) == 1
    assert director.get(paths.DESK).status_code == 403
    file = director.get(paths.filled(paths.CHILD, child_id=given.CHILD))
    assert (file.status_code, given.CHILD_NAME in file.text) == (404, False)


def test_people_see_their_own_page_and_no_other(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    mine = teacher.get(paths.filled(paths.PERSON, person_id=given.TEACHER))
    assert (mine.status_code, "分配职责" in mine.text) == (200, False)
    assert teacher.get(PERSON).status_code == 403
    assert PASSWORD not in mine.text


def test_a_class_is_named_with_its_school_where_its_teacher_is_listed(site: Site) -> None:
    browser = site.signed_in(ADMINISTRATOR)
    person = paths.filled(paths.PERSON, person_id=given.TEACHER)
    for path in (paths.PEOPLE, person):
        assert "示例小学 五(2)班" in browser.get(path).text
