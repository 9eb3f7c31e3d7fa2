"""Organisations, people and duties by the pages."""

import re
from uuid import UUID

from api import paths
from domain.shared import DutyId, PersonId
from domain.staff.facts import (
    DutyAssigned,
    DutyEnded,
    DutyProposed,
    OrganisationRegistered,
    PersonKind,
    PersonRegistered,
    Role,
)
from tests import examples as given
from tests.api.pages.approving import approve_all
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import (
    ADMINISTRATOR,
    DIRECTOR,
    LOGINS,
    OFFICER,
    SECURITY,
    SUPERVISOR,
    TEACHER,
    Site,
)
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
    assert (
        "待批准的任职" in browser.get(person).text,
        "撤回" in browser.get(paths.PROPOSALS).text,
    ) == (
        True,
        True,
    )
    (proposal,) = site.facts(DutyProposed)
    approve_all(site.signed_in(OFFICER))
    assert "现在的任职" in browser.get(person).text
    found = [each for each in site.facts(DutyAssigned) if each.person_id == proposal.person_id]
    assert [each.duty_id for each in found] == [proposal.duty_id]


def test_a_machine_is_registered_to_be_given_a_token(site: Site) -> None:
    browser = site.signed_in(ADMINISTRATOR)
    added = send(browser, paths.PEOPLE, kind="machine", name="示例学籍系统", phone="")
    assert added.is_redirect
    assert site.facts(PersonRegistered)[-1].kind is PersonKind.MACHINE
    assert "示例学籍系统" in site.signed_in(SECURITY).get(paths.API_TOKENS).text
    send(browser, paths.PEOPLE, kind="operator", name="示例甲", phone="")
    assert site.facts(PersonRegistered)[-1].kind is PersonKind.HUMAN


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
    browser = site.signed_in(ADMINISTRATOR)
    assert 'name="role"' not in browser.get(path).text
    page = browser.post(path, data=NEW_DUTY)
    assert (page.status_code, "不能给自己提议或批准任职" in page.text) == (409, True)


def test_a_duty_that_ends_soon_is_shown_and_proposed_anew_in_one_step(site: Site) -> None:
    browser = site.signed_in(ADMINISTRATOR)
    send(browser, PERSON, **{**NEW_DUTY, "to_on": "2026-04-01"})
    approve_all(site.signed_in(OFFICER))
    listed = browser.get(paths.ENDING_DUTIES).text
    assert ("还有 22 天到期" in listed, "续任" in listed) == (True, True)
    (duty,) = [each for each in site.facts(DutyAssigned) if each.to_on]
    form = browser.get(PERSON, params={"renew": str(duty.duty_id)})
    fields = form_on(form).fields
    assert (fields["role"], fields["from_on"], fields["to_on"]) == (
        ["village_director"],
        ["2026-04-02"],
        ["2026-04-24"],
    )
    assert send(browser, PERSON, form).status_code == 303
    assert "没有快到期的任职" in browser.get(paths.ENDING_DUTIES).text


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
    assert (file.status_code, given.CHILD_NAME in file.text) == (403, False)
    assert "没有" in file.text


def test_nobody_is_asked_for_the_last_day_of_a_duty_that_they_may_not_end(site: Site) -> None:
    (duty,) = [each for each in site.facts(DutyAssigned) if each.person_id == given.TEACHER]
    end = paths.filled(paths.END_DUTY, person_id=given.TEACHER, duty_id=duty.duty_id)
    assert site.signed_in(ADMINISTRATOR).get(end).status_code == 200
    assert site.signed_in(TEACHER).get(end).status_code == 403


def test_people_see_their_own_page_and_no_other(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    mine = teacher.get(paths.filled(paths.PERSON, person_id=given.TEACHER))
    assert (mine.status_code, "提议任职" in mine.text) == (200, False)
    assert teacher.get(PERSON).status_code == 403
    assert PASSWORD not in mine.text


def test_a_class_is_named_with_its_school_where_its_teacher_is_listed(site: Site) -> None:
    browser = site.signed_in(ADMINISTRATOR)
    person = paths.filled(paths.PERSON, person_id=given.TEACHER)
    for path in (paths.PEOPLE, person):
        assert "示例小学 五(2)班" in browser.get(path).text


def working_there(number: int) -> tuple[PersonRegistered, DutyAssigned]:
    whose = PersonId(given.example_id(7_000 + number))
    duty = DutyAssigned(
        person_id=whose,
        duty_id=DutyId(given.example_id(7_100 + number)),
        role=Role.INSPECTOR,
        organisation_id=given.OTHER_VILLAGE,
        from_on=given.TODAY,
    )
    name = f"示例{number:03}"
    return PersonRegistered(person_id=whose, kind=PersonKind.HUMAN, name=name), duty


def test_the_many_people_of_a_place_come_page_by_page(site: Site) -> None:
    count = given.RULES.page_size + 1
    facts = [fact for number in range(count) for fact in working_there(number)]
    site.know(*facts, number=7_000)
    browser = site.signed_in(ADMINISTRATOR)
    village = {"place": str(given.OTHER_VILLAGE)}
    first = browser.get(paths.PEOPLE, params=village)
    last_shown = re.findall(r'href="/people/([0-9a-f-]{36})"', first.text)[-1]
    second = browser.get(paths.PEOPLE, params={**village, "after": last_shown})
    assert f"place={given.OTHER_VILLAGE}&amp;after={last_shown}" in first.text
    shown = [set(re.findall("示例[0-9]{3}", each.text)) for each in (first, second)]
    assert len(shown[0] | shown[1]) == count
    assert not shown[0] & shown[1]
    assert "下一页" not in second.text
    very_last = re.findall(r'href="/people/([0-9a-f-]{36})"', second.text)[-1]
    over = browser.get(paths.PEOPLE, params={**village, "after": very_last})
    assert "后面没有别的人了" in over.text
    of_nobody = browser.get(paths.PEOPLE, params={**village, "after": str(UUID(int=2**128 - 1))})
    assert "示例000" in of_nobody.text


def test_the_list_is_narrowed_to_places_of_ones_own_reach_and_to_no_class(site: Site) -> None:
    offered = site.signed_in(SUPERVISOR).get(paths.PEOPLE).text
    own, above, its_class = (
        f'<option value="{each}"' in offered
        for each in (given.SCHOOL, given.COUNTY_OFFICE, given.SCHOOL_CLASS)
    )
    assert (own, above, its_class) == (True, False, False)


def test_people_are_found_by_the_place_where_they_work(site: Site) -> None:
    browser = site.signed_in(ADMINISTRATOR)
    teacher, worker = (
        f'href="{paths.filled(paths.PERSON, person_id=each)}"'
        for each in (given.TEACHER, given.COMMUNITY_WORKER)
    )
    school = browser.get(paths.PEOPLE, params={"place": str(given.SCHOOL)}).text
    assert (teacher in school, worker in school) == (True, False)
    everybody = browser.get(paths.PEOPLE, params={"place": ""}).text
    assert (teacher in everybody, worker in everybody) == (True, True)
    nowhere = browser.get(paths.PEOPLE, params={"place": str(given.example_id(99))})
    assert nowhere.status_code == 404
