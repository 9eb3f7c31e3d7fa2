"""Duties that one person proposes and another approves, by the pages."""

from api import paths
from domain.shared import PersonId
from domain.staff.facts import (
    DutyApproved,
    DutyDeclined,
    DutyProposed,
    PersonKind,
    PersonRegistered,
)
from tests import examples as given
from tests.api.pages.approving import approve_all
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import (
    ADMINISTRATOR,
    OFFICER,
    SECURITY,
    TEACHER,
    Site,
)
from tests.office import ADMINISTRATOR as ADMINISTRATOR_ID
from tests.office import OFFICER as OFFICER_ID
from tests.signing import next_code

NEW_PLACE = {"kind": "village", "name": "又一示例村", "parent_id": str(given.TOWNSHIP)}
PERSON = paths.filled(paths.PERSON, person_id=given.VOLUNTEER)
NEW_DUTY = {
    "role": "village_director",
    "organisation_id": str(given.OTHER_VILLAGE),
    "from_on": "2026-03-10",
    "to_on": "2026-12-31",
}


def test_what_was_proposed_is_chosen_confirmed_and_given_each_by_itself(site: Site) -> None:
    proposer, approver = site.signed_in(ADMINISTRATOR), site.signed_in(OFFICER)
    people = (given.VOLUNTEER, given.COMMUNITY_WORKER)
    for person in people:
        send(proposer, paths.filled(paths.PERSON, person_id=person), **NEW_DUTY)
    shown = approver.get(paths.PROPOSALS).text
    assert (shown.count('name="duty"'), "示例" in shown) == (2, True)
    nothing = approver.get(paths.APPROVE_DUTIES).headers["location"]
    assert "请先勾选要批准的任职。" in approver.get(nothing).text
    approve_all(approver)
    assert {each.person_id for each in site.facts(DutyApproved)} == set(people)
    assert "没有待批准的任职" in approver.get(paths.PROPOSALS).text
    assert approver.get(paths.PEOPLE).text.count('class="count">0<') == 3


def test_all_of_a_page_is_chosen_at_once_but_what_others_approve_and_its_number_is_named(
    site: Site,
) -> None:
    proposer, approver = site.signed_in(ADMINISTRATOR), site.signed_in(OFFICER)
    for person in (given.VOLUNTEER, given.COMMUNITY_WORKER):
        send(proposer, paths.filled(paths.PERSON, person_id=person), **NEW_DUTY)
    other = {**NEW_DUTY, "role": "community_worker"}
    send(approver, PERSON, **other)
    assert "全选本页（2 项）" in approver.get(paths.PROPOSALS).text
    chosen = approver.get(paths.PROPOSALS, params={"chosen": "true"})
    keys = form_on(chosen, paths.APPROVE_DUTIES).fields["duty"]
    assert len(keys) == 2
    confirming = approver.get(paths.APPROVE_DUTIES, params={"duty": keys})
    assert "确认批准 2 项" in confirming.text
    assert send(approver, paths.APPROVE_DUTIES, confirming).status_code == 303
    approved = {each.person_id for each in site.facts(DutyApproved)}
    assert approved == {given.VOLUNTEER, given.COMMUNITY_WORKER}


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
    assert given_now.headers["location"] == f"{paths.PROPOSALS}?approved={len(keys)}"
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
    assert confirming.headers["location"] == paths.PROPOSALS
    page = security.post(paths.APPROVE_DUTIES, data={"duty": key})
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


def test_nobody_is_offered_to_give_duties_to_a_machine_whose_token_they_issued(site: Site) -> None:
    machine = PersonId(given.example_id(1501))
    site.know(PersonRegistered(person_id=machine, kind=PersonKind.MACHINE, name="示例接口"))
    officer, security = site.signed_in(OFFICER), site.signed_in(SECURITY)
    typed = {"scopes": "list_children", "expires_on": given.TODAY.isoformat()}
    assert send(security, paths.API_TOKENS, person_id=str(machine), **typed).status_code == 200
    other = paths.filled(paths.PERSON, person_id=machine)
    for person in (other, PERSON):
        assert send(officer, person, **NEW_DUTY).status_code == 303
    shown = security.get(paths.PROPOSALS).text
    assert (shown.count('name="duty"'), "令牌是您发放的" in shown) == (1, True)
    assert "有 1 项任职等您批准" in shown
    approve_all(security)
    assert [each.person_id for each in site.facts(DutyApproved)] == [given.VOLUNTEER]
    assert "等您批准" not in security.get(paths.GRANTS).text


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


def test_what_a_colleague_declined_meanwhile_is_not_told_as_approved(site: Site) -> None:
    proposer, approver = site.signed_in(ADMINISTRATOR), site.signed_in(OFFICER)
    send(proposer, PERSON, **NEW_DUTY)
    (proposal,) = site.facts(DutyProposed)
    declining = paths.filled(
        paths.DECLINE_DUTY, person_id=proposal.person_id, duty_id=proposal.duty_id
    )
    send(approver, declining, reason="not_needed")
    keys = [f"{proposal.person_id}.{proposal.duty_id}", f"{given.VOLUNTEER}.{given.DUTY}"]
    page = approver.post(paths.APPROVE_DUTIES, data={"duty": keys})
    assert (page.status_code, page.text.count("field-error")) == (409, 2)
    assert site.facts(DutyApproved) == []


def test_the_page_of_a_person_tells_who_proposed_and_who_gave_each_duty(site: Site) -> None:
    proposer, approver = site.signed_in(ADMINISTRATOR), site.signed_in(OFFICER)
    send(proposer, PERSON, **NEW_DUTY)
    approve_all(approver)
    names = site.opened.ledger.directory.names((ADMINISTRATOR_ID, OFFICER_ID))
    told = f"由 {names[ADMINISTRATOR_ID]} 提议，{names[OFFICER_ID]} 批准"
    assert told in approver.get(PERSON).text


def test_a_misused_duty_ends_at_once_and_the_account_can_be_closed_beside_it(site: Site) -> None:
    teacher, security = site.signed_in(TEACHER), site.signed_in(SECURITY)
    assert teacher.get(paths.DESK).status_code == 200
    duty_id = given.example_id(281)
    end = paths.filled(paths.END_DUTY, person_id=given.TEACHER, duty_id=duty_id)
    closing = paths.filled(paths.DISABLE_ACCOUNT, person_id=given.TEACHER)
    assert closing in security.get(end).text
    assert closing not in site.signed_in(OFFICER).get(end).text
    typed = {"ended_on": given.TODAY.isoformat(), "reason": "misused"}
    assert send(security, end, **typed).status_code == 303
    assert teacher.get(paths.DESK).status_code == 403
