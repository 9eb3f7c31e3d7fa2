"""A carer, where a child lives and where it learns, stated anew by the page: seen before it is."""

from dataclasses import replace

from httpx2 import Response

from api import paths
from domain.care.facts import ResidenceRecorded, SchoolingRecorded
from domain.children.facts import CarerRecorded
from domain.shared import DutyId, OrganisationId, PersonId
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import LEADER, SUPERVISOR, TEACHER, Site
from tests.signing import give_account

OTHER_CLASS = OrganisationId(given.example_id(1_451))
SECOND, DUTY = PersonId(given.example_id(1_452)), DutyId(given.example_id(1_453))
UPDATE = paths.filled(paths.UPDATE_FILE, child_id=given.CHILD)
CHILD = paths.filled(paths.CHILD, child_id=given.CHILD)
NUMBER = "13000000009"
PHONED = {"carer_phone": NUMBER, "verified_by": "phoned_carer"}
MOVED = {
    "village_id": str(given.OTHER_VILLAGE),
    "residence_from_on": "2026-03-05",
    "verified_by": "saw_child",
}


def counts(site: Site) -> tuple[int, int, int]:
    kinds = (CarerRecorded, ResidenceRecorded, SchoolingRecorded)
    carers, residences, schoolings = (len(site.facts(each)) for each in kinds)
    return carers, residences, schoolings


def typed(page: Response, name: str) -> str:
    return "".join(form_on(page, UPDATE).fields.get(name, []))


def test_a_telephone_is_changed_after_both_were_shown_and_nothing_else_is(each_site: Site) -> None:
    teacher = each_site.signed_in(TEACHER)
    assert UPDATE in teacher.get(CHILD).text
    shown = teacher.get(UPDATE)
    assert typed(shown, "carer_phone") == given.PHONE
    asked = send(teacher, UPDATE, shown, **PHONED)
    assert (asked.status_code, counts(each_site)) == (422, (1, 1, 1))
    assert all(each in asked.text for each in (given.PHONE, NUMBER, "再核对一遍"))
    assert "示例奶奶</strong>" not in asked.text
    for _ in range(2):
        saved = send(teacher, UPDATE, asked)
        assert saved.status_code == 303
        assert "已保存" in teacher.get(saved.headers["location"]).text
    assert counts(each_site) == (2, 1, 1)
    assert NUMBER in teacher.get(CHILD).text
    history = teacher.get(paths.filled(paths.HISTORY, child_id=given.CHILD)).text
    assert all(each in history for each in (given.PHONE, NUMBER))


def test_whoever_goes_back_finds_what_they_typed(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    asked = send(teacher, UPDATE, **PHONED)
    fields = {**form_on(asked, UPDATE).fields, "step": ["back"]}
    back = teacher.post(UPDATE, data=fields)
    assert (back.status_code, typed(back, "carer_phone")) == (200, NUMBER)
    assert counts(site) == (1, 1, 1)


def test_home_and_school_are_changed_and_another_carer_comes_beside_the_first(site: Site) -> None:
    supervisor = site.signed_in(SUPERVISOR)
    empty = supervisor.get(f"{UPDATE}?carer=another")
    uncle = {
        "carer_name": "示例舅舅",
        "relation_code": "97",
        "standing": "entrusted_carer",
        "in_school": "no",
        "not_in_school_reason": "dropped_out",
    }
    asked = send(supervisor, UPDATE, empty, **uncle, **MOVED)
    assert all(each in asked.text for each in ("示例舅舅", "另一示例村", "辍学"))
    assert send(supervisor, UPDATE, asked).status_code == 303
    assert counts(site) == (2, 2, 2)
    file = supervisor.get(CHILD).text
    assert all(each in file for each in ("示例奶奶", "示例舅舅", "另一示例村"))
    assert "示例舅舅" in supervisor.get(UPDATE).text


def test_what_cannot_be_is_told_at_its_field_before_anything_is_asked(site: Site) -> None:
    supervisor, leader = site.signed_in(SUPERVISOR), site.signed_in(LEADER)
    same = send(supervisor, UPDATE, verified_by="heard")
    assert "没有要改的" in same.text
    unsaid = send(supervisor, UPDATE, carer_phone="123")
    assert (unsaid.status_code, 'id="verified_by-error"' in unsaid.text) == (422, True)
    wrong = send(supervisor, UPDATE, unsaid, verified_by="heard")
    assert 'id="carer_phone-error"' in wrong.text
    assert typed(wrong, "carer_phone") == "123"
    same_day = send(supervisor, UPDATE, **{**MOVED, "residence_from_on": "2020-01-01"})
    assert 'id="residence_from_on-error"' in same_day.text
    assert str(given.OTHER_VILLAGE) not in leader.get(UPDATE).text
    fields = {**form_on(leader.get(UPDATE)).fields, **{key: [each] for key, each in MOVED.items()}}
    far = leader.post(UPDATE, data=fields)
    assert (far.status_code, 'id="village_id-error"' in far.text) == (409, True)
    assert "要办转出" in far.text
    assert counts(site) == (1, 1, 1)


def test_whoever_comes_second_sees_both_and_keeps_what_others_changed(site: Site) -> None:
    teacher, supervisor = site.signed_in(TEACHER), site.signed_in(SUPERVISOR)
    opened = teacher.get(UPDATE)
    for change in ({**PHONED, "carer_phone": "13000000008"}, MOVED):
        asked = send(supervisor, UPDATE, **change)
        assert send(supervisor, UPDATE, asked).status_code == 303
    late = send(teacher, UPDATE, opened, **PHONED)
    assert (late.status_code, "刚刚由" in late.text) == (409, True)
    assert all(each in late.text for each in ("13000000008", NUMBER))
    assert "另一示例村</strong>" not in late.text
    assert send(teacher, UPDATE, late).status_code == 303
    assert counts(site) == (3, 2, 1)
    assert [each.phone for each in site.facts(CarerRecorded)][1:] == ["13000000008", NUMBER]


def test_a_second_form_of_the_same_page_with_more_in_it_is_told_and_can_be_saved(
    each_site: Site,
) -> None:
    teacher = each_site.signed_in(SUPERVISOR)
    opened = teacher.get(UPDATE)
    first = send(teacher, UPDATE, opened, **PHONED)
    second = send(teacher, UPDATE, opened, **{**MOVED, **PHONED})
    assert send(teacher, UPDATE, first).status_code == 303
    told = send(teacher, UPDATE, second)
    assert (told.status_code, "内容不一样" in told.text) == (409, True)
    assert counts(each_site) == (2, 1, 1)
    assert "另一示例村</strong>" in told.text
    assert send(teacher, UPDATE, told).status_code == 303
    assert counts(each_site) == (2, 2, 1)


def test_whoever_gives_the_child_to_another_class_is_told_that_it_is_saved(site: Site) -> None:
    site.know(
        replace(given.SCHOOL_CLASS_REGISTERED, organisation_id=OTHER_CLASS, name="五(3)班"),
        replace(given.DUTY_ASSIGNED, person_id=SECOND, duty_id=DUTY),
        replace(given.TEACHER_REGISTERED, person_id=SECOND),
        number=71,
    )
    give_account(site.app.state.accounts, SECOND, "second")
    teacher = site.signed_in("second")
    asked = send(teacher, UPDATE, class_id=str(OTHER_CLASS), verified_by="saw_child")
    for _ in range(2):
        saved = send(teacher, UPDATE, asked)
        assert saved.status_code == 303
        desk = teacher.get(saved.headers["location"])
        assert (desk.status_code, "由那里的人接着负责" in desk.text) == (200, True)
    assert counts(site) == (1, 1, 2)
    assert teacher.get(CHILD).status_code == 404


def test_another_village_of_the_same_name_is_told_apart_and_never_changed_unseen(
    site: Site,
) -> None:
    twin = OrganisationId(given.example_id(1_454))
    site.know(replace(given.VILLAGE_REGISTERED, organisation_id=twin), number=72)
    supervisor = site.signed_in(SUPERVISOR)
    asked = send(supervisor, UPDATE, **{**MOVED, "village_id": str(twin)})
    assert (asked.status_code, "再核对一遍" in asked.text) == (422, True)
    assert f"{given.VILLAGE_REGISTERED.name} {twin.hex[-4:]}</strong>" in asked.text
    assert send(supervisor, UPDATE, asked).status_code == 303
    assert counts(site) == (1, 2, 1)


def test_an_answer_to_what_is_not_asked_changes_nothing_and_that_is_told(site: Site) -> None:
    left = send(
        site.signed_in(SUPERVISOR),
        UPDATE,
        not_in_school_reason="dropped_out",
        verified_by="heard",
    )
    assert (left.status_code, "没有要改的" in left.text) == (422, True)
    unsaid = send(site.signed_in(SUPERVISOR), UPDATE, in_school=[], verified_by="heard")
    assert 'id="in_school-error"' in unsaid.text
    assert 'id="not_in_school_reason-error"' not in unsaid.text
