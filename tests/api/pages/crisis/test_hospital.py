"""A hospital answers a referral by its pages: not taken, appointed, come, not come."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from api import paths
from domain.days import LOCAL
from domain.referrals.facts import ConsentRecorded, ReferralIssued
from domain.referrals.hospital.hospital_facts import (
    AppointmentSet,
    Attended,
    ConsentScopeRecorded,
    NotAttended,
    ReferralDeclined,
    ReferralRerouted,
)
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import DutyAssigned, OrganisationKind, OrganisationRegistered, Role
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.api.pages.duty import (
    ADVISER,
    CASE,
    CONSENT,
    HOSPITAL,
    LEAD,
    LIAISON,
    POSTS,
    employ,
    refer,
    worry,
)
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import Site
from tests.signing import give_account

CASE_PAGE, RECEIVE, DECLINE, VISIT, REFER, LETTER = (
    paths.filled(path, case_id=CASE)
    for path in (
        *(paths.CASE, paths.ACKNOWLEDGE_REFERRAL, paths.DECLINE_REFERRAL),
        *(paths.HOSPITAL_VISIT, paths.ISSUE_REFERRAL, paths.REFERRAL_LETTER),
    )
)
OTHER, OTHER_HOSPITAL = "otherliaison", OrganisationId(given.example_id(66))
OTHER_LIAISON = PersonId(given.example_id(166))


@pytest.fixture
def duty(site: Site) -> Site:
    """Give an office with a worry and two hospitals."""
    employ(site)
    worry(site)
    found_another_hospital(site)
    return site


def found_another_hospital(site: Site) -> None:
    """Let there be another hospital with somebody on duty."""
    site.know(
        OrganisationRegistered(
            organisation_id=OTHER_HOSPITAL, kind=OrganisationKind.HOSPITAL, name="示例市妇幼保健院"
        ),
        replace(given.TEACHER_REGISTERED, person_id=OTHER_LIAISON, name="示例另一联络员"),
        DutyAssigned(
            person_id=OTHER_LIAISON,
            duty_id=DutyId(given.example_id(276)),
            role=Role.HOSPITAL_LIAISON,
            organisation_id=OTHER_HOSPITAL,
            from_on=given.TODAY,
        ),
        number=67,
    )
    give_account(site.app.state.accounts, OTHER_LIAISON, OTHER)


def told(site: Site) -> None:
    assert reactions_of(site.opened, lambda: site.clock.now).follow()


def test_in_danger_a_hospital_is_told_the_law_and_the_child_goes_to_the_next(duty: Site) -> None:
    refer(duty)
    liaison = duty.signed_in(LIAISON)
    assert ("不能接收…" in liaison.get(paths.HEALTH_DESK).text, RECEIVE != DECLINE) == (True, True)
    page = liaison.get(DECLINE)
    assert "医疗机构应当接收，不得拒绝" in page.text
    wrong = send(liaison, DECLINE, page, decline_reason="other", why=" ")
    assert (wrong.status_code, form_on(wrong).fields["decline_reason"]) == (422, ["other"])
    for _ in range(2):
        answer = send(liaison, DECLINE, page, decline_reason="no_bed")
        assert (answer.status_code, answer.headers["location"]) == (303, paths.HEALTH_DESK)
    assert (len(duty.facts(ReferralDeclined)), len(duty.facts(ReferralRerouted))) == (1, 1)
    assert [liaison.get(each).status_code for each in (CASE_PAGE, DECLINE)] == [404, 404]
    shown = duty.signed_in(LEAD).get(CASE_PAGE).text
    assert ("示例市人民医院不能接收：没有床位" in shown, "自动转到这里" in shown) == (True, True)
    other = duty.signed_in(OTHER).get(CASE_PAGE)
    assert (other.status_code, "没有床位" in other.text) == (200, False)


def test_on_consent_the_school_refers_again_to_a_hospital_that_the_family_named(
    duty: Site,
) -> None:
    lead, liaison = duty.signed_in(LEAD), duty.signed_in(LIAISON)
    lead.post(paths.filled(paths.TAKE_CASE, case_id=CASE))
    assert send(lead, REFER, **CONSENT).status_code == 303
    assert "同意里写了下一家" in liaison.get(DECLINE).text
    assert send(liaison, DECLINE, decline_reason="out_of_hours").status_code == 303
    assert "医院不能接收，请另找医院" in lead.get(paths.HEALTH_DESK).text
    shown = lead.get(CASE_PAGE).text
    assert ("不能接收：不在接诊时间" in shown, "转到另一家医院" in shown) == (True, True)
    other = {"hospital_id": str(OTHER_HOSPITAL), "referral_basis": "earlier"}
    assert "以前的同意" not in lead.get(REFER).text
    named = CONSENT | {"hospital_id": str(OTHER_HOSPITAL), "also_for": str(HOSPITAL)}
    assert send(lead, REFER, **named).status_code == 303
    assert len(duty.facts(ConsentScopeRecorded)) == 1
    declined = send(duty.signed_in(OTHER), DECLINE, decline_reason="wrong_hospital")
    assert (declined.status_code, len(duty.facts(ReferralRerouted))) == (303, 0)
    page = lead.get(REFER)
    assert "示例奶奶（祖母）同意过这些医院：" not in page.text
    assert send(lead, REFER, page, **other).status_code == 422
    assert len(duty.facts(ReferralIssued)) == len(duty.facts(ConsentRecorded)) == 2


def test_the_family_puts_hospitals_in_an_order_that_is_kept_whatever_else_was_wrong(
    duty: Site,
) -> None:
    third = OrganisationId(given.example_id(68))
    duty.know(
        OrganisationRegistered(
            organisation_id=third, kind=OrganisationKind.HOSPITAL, name="示例市第三医院"
        ),
        number=69,
    )
    lead = duty.signed_in(LEAD)
    lead.post(paths.filled(paths.TAKE_CASE, case_id=CASE))
    page = lead.get(REFER)
    assert all(f'for="also_for-{number}"' in page.text for number in (1, 2))
    order = [str(OTHER_HOSPITAL), str(third)]
    for also_for in (order, order[::-1]):
        wrong = send(lead, REFER, page, **CONSENT | {"consent_name": " "}, also_for=also_for)
        assert wrong.status_code == 422
        assert re.findall(r'<option value="([^"]+)" selected>示例市[妇第]', wrong.text) == also_for
    sent = send(lead, REFER, page, **CONSENT, also_for=["", *order[::-1]])
    assert sent.status_code == 303
    (scope,) = duty.facts(ConsentScopeRecorded)
    assert scope.hospital_ids == (third, OTHER_HOSPITAL)


def test_the_letter_is_given_to_the_school_alone_and_under_no_name(duty: Site) -> None:
    refer(duty)
    lead = duty.signed_in(LEAD)
    assert f'href="{LETTER}"' in lead.get(CASE_PAGE).text
    given_out = lead.get(LETTER)
    assert given_out.headers["content-type"] == "application/pdf"
    assert given_out.content.startswith(b"%PDF-")
    assert given_out.headers["cache-control"] == "no-store"
    assert given_out.headers["content-disposition"].startswith('attachment; filename="letter.pdf"')
    liaison = duty.signed_in(LIAISON)
    assert (LETTER in liaison.get(CASE_PAGE).text, liaison.get(LETTER).status_code) == (False, 404)


def test_whoever_may_not_refer_is_told_to_pass_a_declined_case_on(duty: Site) -> None:
    lead, adviser = duty.signed_in(LEAD), duty.signed_in(ADVISER)
    take = paths.filled(paths.TAKE_CASE, case_id=CASE)
    lead.post(take)
    assert send(lead, REFER, **CONSENT).status_code == 303
    on = {"to_id": str(POSTS[ADVISER][0]), "why": "她更合适。"}
    assert send(lead, paths.filled(paths.HAND_CASE_ON, case_id=CASE), **on).status_code == 303
    assert adviser.post(take).status_code == 303
    liaison = duty.signed_in(LIAISON)
    assert send(liaison, DECLINE, decline_reason="no_bed").status_code == 303
    assert "请转给危机负责人" in adviser.get(CASE_PAGE).text


def test_a_hospital_says_when_it_sees_the_child_and_who_came(duty: Site) -> None:
    refer(duty)
    lead, liaison = duty.signed_in(LEAD), duty.signed_in(LIAISON)
    assert liaison.get(VISIT).headers["location"] == CASE_PAGE
    liaison.post(RECEIVE)
    assert "请约好时间" in liaison.get(CASE_PAGE).text
    assert "等医院约时间" in lead.get(CASE_PAGE).text
    page = liaison.get(VISIT)
    assert send(liaison, VISIT, page).status_code == 422
    past = send(liaison, VISIT, page, visit_outcome="appointed", visit_on="2026-03-09")
    assert (past.status_code, "时间已经过了" in past.text) == (422, True)
    missed = send(liaison, VISIT, page, visit_outcome="not_attended")
    assert (missed.status_code, "没有已经过了时间的预约" in missed.text) == (409, True)
    at = (duty.clock.now + timedelta(minutes=15)).astimezone(LOCAL)
    soon = {"visit_outcome": "appointed", "visit_time": f"{at:%H:%M}"}
    assert [send(liaison, VISIT, page, **soon).status_code for _ in range(2)] == [303, 303]
    assert len(duty.facts(AppointmentSet)) == 1
    assert f"{at:%H:%M}" in lead.get(CASE_PAGE).text
    duty.clock.move(minutes=20)
    assert send(liaison, VISIT, visit_outcome="not_attended").status_code == 303
    (absence,) = duty.facts(NotAttended)
    assert (absence.chase, absence.said_by) == (1, POSTS[LIAISON][0])
    assert "问清家里为什么没去" in lead.get(CASE_PAGE).text
    assert send(liaison, VISIT, visit_outcome="attended").status_code == 303
    assert len(duty.facts(Attended)) == 1
    assert "已到示例市人民医院就诊" in lead.get(CASE_PAGE).text
    assert "不能接收…" not in liaison.get(CASE_PAGE).text
    assert lead.get(VISIT).status_code == 403
