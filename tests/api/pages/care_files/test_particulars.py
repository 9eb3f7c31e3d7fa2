"""What else a child is registered with, put right by the page: nothing that was typed is lost."""

import re

import pytest

from api import paths
from domain.children.facts import ChildParticulars, IdentityCorrected, ParticularsCorrected
from domain.rights.facts import RightsFulfilled
from tests import examples as given
from tests.api.pages.care_files.test_identity import (
    IDENTITY,
    NUMBER,
    asked_to_correct,
    of_request,
    settling,
)
from tests.api.pages.forms import form_on, send
from tests.api.pages.privacy.privacy import PRIVACY, VALID, employ
from tests.api.pages.site import LEADER, TEACHER, Site
from tests.identity_examples import OTHER_NUMBER
from tests.particulars_examples import HOLDS_OTHER, OF_SCHOOL, STOOD

PARTICULARS = paths.filled(paths.PARTICULARS, child_id=given.CHILD)
CHILD = paths.filled(paths.CHILD, child_id=given.CHILD)
HISTORY = paths.filled(paths.HISTORY, child_id=given.CHILD)
SURE = {"rests_on": "school_register", "sure": "yes"}
ADDRESS = {"address": "示例镇示例村二组", **SURE}
HELD = "学籍号里的身份证号和档案上的不一样"


def test_an_address_is_put_right_from_the_file_once_and_the_history_keeps_both(
    site: Site,
) -> None:
    teacher = site.signed_in(TEACHER)
    assert PARTICULARS in teacher.get(CHILD).text
    opened = teacher.get(PARTICULARS)
    stands = (f"现在是：{STOOD.address}", f"现在是：末四位 {given.ID_NUMBER[-4:]}")
    assert all(each in opened.text for each in stands)
    assert given.ID_NUMBER not in opened.text
    typed = {name: each for name, each in ADDRESS.items() if name != "sure"}
    unsure = send(teacher, PARTICULARS, opened, **typed, why_corrected="去年搬了家。")
    assert (unsure.status_code, form_on(unsure).fields["address"]) == (422, [ADDRESS["address"]])
    for _ in range(2):
        saved = send(teacher, PARTICULARS, unsure, sure="yes")
        assert saved.status_code == 303
        assert "更正" in teacher.get(saved.headers["location"]).text
    (made,) = site.facts(ParticularsCorrected)
    assert made.particulars == ChildParticulars(
        student_number=STOOD.student_number,
        ethnicity_code=STOOD.ethnicity_code,
        address=ADDRESS["address"],
    )
    history = teacher.get(HISTORY).text
    told = ("更正学籍号、民族和住址", STOOD.address, ADDRESS["address"], "去年搬了家。")
    assert all(str(each) in history for each in told)


def test_a_student_number_is_put_right_or_taken_off_and_stands_in_no_address_or_log(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    teacher = site.signed_in(TEACHER)
    both = {"student_number": OF_SCHOOL, "removes_student_number": "yes"}
    refused = send(teacher, PARTICULARS, **both, **SURE)
    assert (refused.status_code, "就不要勾“去掉”" in refused.text) == (422, True)
    assert "已填的都还在" in refused.text
    other = send(teacher, PARTICULARS, student_number=HOLDS_OTHER, **SURE)
    assert (other.status_code, "先更正身份信息" in other.text) == (422, True)
    assert form_on(other).fields["student_number"] == [HOLDS_OTHER]
    saved = send(teacher, PARTICULARS, other, student_number=OF_SCHOOL)
    assert (saved.status_code, OF_SCHOOL in saved.headers["location"]) == (303, False)
    shown = teacher.get(CHILD).text
    assert (OF_SCHOOL in shown, f"*{OF_SCHOOL[-4:]}" in shown) == (False, True)
    assert f"学籍号末四位 {OF_SCHOOL[-4:]}" in teacher.get(HISTORY).text
    removed = send(teacher, PARTICULARS, removes_student_number="yes", **SURE)
    assert removed.status_code == 303
    numbers = [each.particulars.student_number for each in site.facts(ParticularsCorrected)]
    assert numbers == [OF_SCHOOL, None]
    assert not any(each in caplog.text for each in (OF_SCHOOL, HOLDS_OTHER, OTHER_NUMBER))


def test_whoever_comes_second_sees_both_ticks_again_and_loses_nothing(site: Site) -> None:
    teacher, leader = site.signed_in(TEACHER), site.signed_in(LEADER)
    opened = teacher.get(PARTICULARS)
    assert send(leader, PARTICULARS, **ADDRESS).status_code == 303
    late = send(teacher, PARTICULARS, opened, ethnicity_code="01", **SURE)
    assert (late.status_code, "刚刚被别人更正过" in late.text) == (409, True)
    assert re.search("刚刚的更正：身份信息（住址），[^<]+，示例[^<]*更正", late.text)
    assert f"现在是：{ADDRESS['address']}" in late.text
    assert form_on(late).fields["ethnicity_code"] == ["01"]
    assert "sure" not in form_on(late).fields
    assert send(teacher, PARTICULARS, late, sure="yes").status_code == 303
    assert site.facts(ParticularsCorrected)[-1].particulars == ChildParticulars(
        student_number=STOOD.student_number, ethnicity_code="01", address=ADDRESS["address"]
    )


def test_nothing_to_correct_or_seen_before_is_said_and_records_nothing(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    same = send(teacher, PARTICULARS, **SURE)
    assert (same.status_code, "没有要改的" in same.text) == (409, True)
    endless = send(teacher, PARTICULARS, **ADDRESS, version="9" * 5_000)
    assert endless.status_code == 422
    assert site.facts(ParticularsCorrected) == []


def test_a_number_that_waits_holds_up_only_a_student_number_that_holds_one(site: Site) -> None:
    teacher, leader = site.signed_in(TEACHER), site.signed_in(LEADER)
    assert send(teacher, IDENTITY, **NUMBER).status_code == 303
    assert all(each in leader.get(CHILD).text for each in ("等另一位核对", PARTICULARS))
    waits = send(leader, PARTICULARS, student_number=HOLDS_OTHER, **SURE)
    assert (waits.status_code, "还在等另一位核对" in waits.text) == (409, True)
    assert 'id="student_number-error"' in waits.text
    assert send(leader, PARTICULARS, **ADDRESS).status_code == 303
    confirming = leader.get(IDENTITY)
    done = send(leader, settling(site), confirming, settling="confirm", typed_number=OTHER_NUMBER)
    assert done.status_code == 303
    assert len(site.facts(IdentityCorrected)) == 1
    assert all(HELD in leader.get(each).text for each in (CHILD, PARTICULARS))
    fits = send(leader, PARTICULARS, student_number=HOLDS_OTHER, **SURE)
    assert fits.status_code == 303
    assert HELD not in leader.get(CHILD).text


def test_a_familys_request_leads_here_and_its_answer_names_what_was_put_right(
    site: Site,
) -> None:
    employ(site)
    leader, officer = site.signed_in(LEADER), site.signed_in(PRIVACY)
    asked = asked_to_correct(site, leader)
    verify = of_request(paths.VERIFY_RIGHTS, asked)
    assert send(leader, verify, **VALID[paths.VERIFY_RIGHTS]).status_code == 303
    leading = f"{PARTICULARS}?rights_id={asked.rights_id}"
    rights = paths.filled(paths.RIGHTS, child_id=given.CHILD)
    of_names = leader.get(f"{IDENTITY}?rights_id={asked.rights_id}")
    assert all(leading in each for each in (leader.get(rights).text, of_names.text))
    assert leading not in officer.get(rights).text
    assert send(leader, PARTICULARS, leader.get(leading), **ADDRESS).status_code == 303
    (made,) = site.facts(ParticularsCorrected)
    answer = of_request(paths.ANSWER_RIGHTS, asked)
    shown = officer.get(answer)
    assert "为这个请求：身份信息（住址），" in shown.text
    assert send(officer, answer, shown, **VALID[paths.ANSWER_RIGHTS]).status_code == 303
    assert site.facts(RightsFulfilled)[-1].correction_ids == (made.correction_id,)
