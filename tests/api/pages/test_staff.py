"""Organisations, people and duties by the pages."""

from api import paths
from domain.staff.facts import (
    DutyApproved,
    DutyAssigned,
    DutyDeclined,
    DutyEnded,
    DutyProposed,
    OrganisationRegistered,
    PersonRegistered,
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
    TEACHER,
    Site,
)
from tests.api.routes.door import PASSWORD
from tests.office import DIRECTOR as DIRECTOR_ID
from tests.signing import next_code

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
    assert "现在的职责" in browser.get(person).text
    found = [each for each in site.facts(DutyAssigned) if each.person_id == proposal.person_id]
    assert [each.duty_id for each in found] == [proposal.duty_id]


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
    assert (page.status_code, "不能给自己提议或批准职责" in page.text) == (409, True)


def test_what_was_proposed_is_chosen_confirmed_and_given_each_by_itself(site: Site) -> None:
    proposer, approver = site.signed_in(ADMINISTRATOR), site.signed_in(OFFICER)
    people = (given.VOLUNTEER, given.COMMUNITY_WORKER)
    for person in people:
        send(proposer, paths.filled(paths.PERSON, person_id=person), **NEW_DUTY)
    shown = approver.get(paths.PROPOSALS).text
    assert (shown.count('name="duty"'), "示例" in shown) == (2, True)
    assert approver.get(paths.APPROVE_DUTIES).headers["location"] == paths.PROPOSALS
    approve_all(approver)
    assert {each.person_id for each in site.facts(DutyApproved)} == set(people)
    assert "没有待批准的任职" in approver.get(paths.PROPOSALS).text
    assert approver.get(paths.PEOPLE).text.count('class="count">0<') == 3


def test_whoever_gives_duties_shows_the_second_factor_again_and_chooses_nothing_twice(
    site: Site,
) -> None:
    proposer, approver = site.signed_in(ADMINISTRATOR), site.signed_in(OFFICER)
    for person in (given.VOLUNTEER, given.COMMUNITY_WORKER):
        send(proposer, paths.filled(paths.PERSON, person_id=person), **NEW_DUTY)
    keys = [f"{each.person_id}.{each.duty_id}" for each in site.facts(DutyProposed)]
    confirming = approver.get(paths.APPROVE_DUTIES, params={"duty": keys})
    site.clock.move(minutes=given.RULES.factor_fresh_minutes + 1)
    asked = send(approver, paths.APPROVE_DUTIES, confirming)
    assert (asked.status_code, site.facts(DutyApproved)) == (403, [])
    shown = form_on(asked, paths.STEP_UP).filled(code=next_code(OFFICER))
    again = approver.post(paths.STEP_UP, data=shown)
    assert (again.status_code, again.headers["location"]) == (307, paths.APPROVE_DUTIES)
    given_now = approver.post(paths.APPROVE_DUTIES, data=shown)
    assert given_now.headers["location"] == paths.PROPOSALS
    assert len(site.facts(DutyApproved)) == len(keys)


def test_what_cannot_be_given_is_told_and_the_others_are_given(site: Site) -> None:
    proposer, approver = site.signed_in(ADMINISTRATOR), site.signed_in(OFFICER)
    send(proposer, PERSON, **NEW_DUTY)
    (proposal,) = site.facts(DutyProposed)
    key = f"{proposal.person_id}.{proposal.duty_id}"
    security = site.signed_in(SECURITY)
    listed = security.get(paths.PROPOSALS).text
    assert ("要由这个地方的负责人批准" in listed, 'name="duty"' in listed) == (True, False)
    confirming = security.get(paths.APPROVE_DUTIES, params={"duty": key})
    assert "确认批准" in confirming.text
    page = send(security, paths.APPROVE_DUTIES, confirming)
    assert (page.status_code, "要有一位是这个地方的负责人" in page.text) == (409, True)
    assert site.facts(DutyApproved) == []
    own = proposer.post(paths.APPROVE_DUTIES, data={"duty": key})
    assert own.status_code == 403
    assert approver.post(paths.APPROVE_DUTIES, data={"duty": "x"}).status_code == 404


def test_whoever_may_approve_is_told_on_every_page_that_a_duty_waits(site: Site) -> None:
    assert "等您批准" not in site.signed_in(OFFICER).get(paths.GRANTS).text
    send(site.signed_in(ADMINISTRATOR), PERSON, **NEW_DUTY)
    told = {
        login: "有 1 项任职等您批准" in site.signed_in(login).get(paths.GRANTS).text
        for login in (OFFICER, SECURITY, ADMINISTRATOR, TEACHER)
    }
    assert told == {OFFICER: True, SECURITY: False, ADMINISTRATOR: False, TEACHER: False}


def test_of_those_chosen_what_was_approved_is_told_beside_what_was_not(site: Site) -> None:
    proposer, approver = site.signed_in(ADMINISTRATOR), site.signed_in(OFFICER)
    send(proposer, PERSON, **NEW_DUTY)
    send(approver, paths.filled(paths.PERSON, person_id=given.COMMUNITY_WORKER), **NEW_DUTY)
    keys = [f"{each.person_id}.{each.duty_id}" for each in site.facts(DutyProposed)]
    page = approver.post(paths.APPROVE_DUTIES, data={"duty": keys})
    assert [each.person_id for each in site.facts(DutyApproved)] == [given.VOLUNTEER]
    assert (page.status_code, "另外 1 项已批准" in page.text) == (409, True)


def test_a_proposal_is_declined_with_a_reason_or_taken_back(site: Site) -> None:
    proposer, approver = site.signed_in(ADMINISTRATOR), site.signed_in(OFFICER)
    for number in range(2):
        send(proposer, PERSON, **NEW_DUTY)
        proposal = site.facts(DutyProposed)[number]
        path = paths.filled(
            paths.DECLINE_DUTY, person_id=proposal.person_id, duty_id=proposal.duty_id
        )
        by, typed = ((approver, {"reason": "not_needed"}), (proposer, {}))[number]
        page = by.get(path)
        if number == 0:
            assert send(by, path, page, reason="").status_code == 422
        assert send(by, path, page, **typed).headers["location"] == paths.PROPOSALS
    assert [each.reason for each in site.facts(DutyDeclined)] == ["not_needed", "withdrawn"]


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
