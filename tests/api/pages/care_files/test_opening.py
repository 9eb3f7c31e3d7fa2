"""A care file opened by one form: all of it or nothing lost, however often it is sent."""

import re

import pytest
from httpx2 import Response

from api import paths
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import SUPERVISOR, Site

Typed = dict[str, str]
FILLED: Typed = {
    "name": "韦小荷",
    "born_on": "2016-05-04",
    "sex": "female",
    "village_id": str(given.VILLAGE),
    "id_number": "",
    "student_number": "",
    "address": "二组 7 号",
    "carer_name": "韦示例",
    "relation_code": "62",
    "standing": "close_relative",
    "verified_by": "saw_child",
    "carer_phone": "07771234567",
    "carer_as_of_on": "2026-03-09",
    "in_school": "yes",
    "school_id": str(given.SCHOOL),
    "class_id": str(given.SCHOOL_CLASS),
    "boarding": "no",
    "category_1": "left_behind",
    "standard_1": "civil_affairs",
    "stated_by_1": "village",
    "evidence_1": "survey_form",
    "category_from_on_1": "2026-02-01",
    "category_2": "poor_family",
    "standard_2": "local",
    "stated_by_2": "village",
    "evidence_2": "register_entry",
    "category_from_on_2": "2025-09-01",
    "level": "4",
    "basis": "祖母年迈,无人辅导。",
    "next_review_on": "2026-04-09",
}
ID_NUMBER = "999999201605040021"
SECTIONS = [
    "ChildRegistered",
    "CarerRecorded",
    "CareFileOpened",
    "ResidenceRecorded",
    "SchoolingRecorded",
    "CategoryStated",
    "CategoryStated",
    "CareLevelAssessed",
]


def recorded(site: Site, child_id: str) -> list[str]:
    """The kinds of facts about the child, in the order of the log."""
    rows = site.opened.recorder.rows_after(0, 1_000)
    return [
        type(each.fact).__name__
        for each in site.opened.mapper.open_rows(rows)
        if str(getattr(each.fact, "child_id", "")) == child_id
    ]


def still_typed(page: Response) -> Typed:
    fields = form_on(page, paths.NEW_FILE).fields
    return {name: "".join(fields.get(name, [])) for name in FILLED}


def test_a_file_is_opened_with_all_its_sections(each_site: Site) -> None:
    browser = each_site.signed_in(SUPERVISOR)
    shown = browser.get(paths.NEW_FILE)
    typed = {**FILLED, "id_number": ID_NUMBER}
    answer = send(browser, paths.NEW_FILE, shown, **typed)
    assert answer.status_code == 303
    (child_id,) = form_on(shown).fields["child_id"]
    assert recorded(each_site, child_id) == SECTIONS
    receipt = browser.get(answer.headers["location"])
    assert ("已保存" in receipt.text, "现在结对" in receipt.text) == (True, True)
    file = browser.get(paths.filled(paths.CHILD, child_id=child_id)).text
    for said in ("韦小荷", "末四位 0021", "07771234567", "示例小学", "家庭困难", "4 级"):
        assert said in file
    again = send(browser, paths.NEW_FILE, shown, **typed)
    assert again.headers["location"] == answer.headers["location"]
    assert recorded(each_site, child_id) == SECTIONS


WRONG: dict[str, Typed] = {
    "name": {"name": ""},
    "born_on": {"born_on": "1999-01-01"},
    "sex": {"sex": ""},
    "village_id": {"village_id": ""},
    "id_number": {"id_number": ID_NUMBER, "sex": "male"},
    "student_number": {"student_number": "学籍"},
    "relation_code": {"relation_code": ""},
    "carer_phone": {"carer_phone": "12"},
    "carer_as_of_on": {"carer_as_of_on": "2026-03-11"},
    "not_in_school_reason": {"in_school": "no"},
    "school_id": {"school_id": ""},
    "categories": {"category_2": "left_behind", "standard_2": "civil_affairs"},
    "basis": {"basis": ""},
    "next_review_on": {"next_review_on": "2026-03-01"},
}


@pytest.mark.parametrize("field", WRONG)
def test_an_error_stands_beside_its_field_and_everything_typed_is_kept(
    kept_site: Site, field: str
) -> None:
    typed = {**FILLED, **WRONG[field]}
    page = send(kept_site.signed_in(SUPERVISOR), paths.NEW_FILE, **typed)
    assert (page.status_code, "已填的都还在" in page.text) == (422, True)
    assert re.search(rf'id="{field}-error">', page.text)
    assert still_typed(page) == typed
    assert recorded(kept_site, child_id_of(page)) == []


@pytest.mark.parametrize("field", ["carer_phone", "categories", "next_review_on"])
def test_after_an_error_anything_else_may_be_put_right_too(kept_site: Site, field: str) -> None:
    browser = kept_site.signed_in(SUPERVISOR)
    wrong = {**FILLED, **WRONG[field], "address": "二组 6 号", "carer_name": "韦示列"}
    page = send(browser, paths.NEW_FILE, **wrong)
    answer = send(browser, paths.NEW_FILE, page, **FILLED)
    assert (answer.status_code, "receipts" in answer.headers.get("location", "")) == (303, True)
    assert recorded(kept_site, child_id_of(page)) == SECTIONS


def test_what_the_records_do_not_allow_is_told_and_everything_typed_is_kept(
    kept_site: Site,
) -> None:
    not_a_relative = {**FILLED, "relation_code": "81"}
    page = send(kept_site.signed_in(SUPERVISOR), paths.NEW_FILE, **not_a_relative)
    assert (page.status_code, "照护身份和亲属关系对不上" in page.text) == (409, True)
    assert still_typed(page) == not_a_relative
    assert recorded(kept_site, child_id_of(page)) == []


def test_the_number_of_another_child_is_told_beside_the_field(site: Site) -> None:
    typed = {**FILLED, "id_number": given.ID_NUMBER, "born_on": "2015-03-12", "sex": "male"}
    browser = site.signed_in(SUPERVISOR)
    assert send(browser, paths.NEW_FILE, **typed).status_code == 303
    page = send(browser, paths.NEW_FILE, **typed)
    assert page.status_code == 409
    assert "这个身份证号已登记在别的孩子名下" in page.text
    assert still_typed(page) == typed
    assert recorded(site, child_id_of(page)) == []


def test_all_that_cannot_be_read_is_told_at_once(site: Site) -> None:
    wrong = {"born_on": "", "sex": "", "village_id": "", "level": "x", "category_from_on_1": "x"}
    page = send(site.signed_in(SUPERVISOR), paths.NEW_FILE, **{**FILLED, **wrong})
    assert (page.status_code, "有 5 处需要修改" in page.text) == (422, True)


def child_id_of(page: Response) -> str:
    return form_on(page, paths.NEW_FILE).fields["child_id"][0]
