"""Shorter walks: a file opened and a mentor paired, a visit without scripts, a session over."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from api import paths
from domain.pairing.facts import MentorKind
from domain.shared import ChildId, PairingId
from tests import examples as given
from tests.api.pages.site import SUPERVISOR, TEACHER, Site
from tests.browser.site import Served
from tests.browser.walking import Walk, walking

pytestmark = pytest.mark.browser

DESK_PX, PHONE_PX = 1280, 390
NEW_CHILD = "韦小荷"
FILE = paths.filled(paths.CHILD, child_id=given.CHILD)


def test_a_supervisor_opens_a_file_and_pairs_a_mentor(
    browser: Browser, embedded_site: Served
) -> None:
    occupy_the_community_worker(embedded_site.site)
    with walking(browser, embedded_site, width=DESK_PX) as walk:
        walk.let_in(SUPERVISOR)
        walk.go(paths.NEW_FILE)
        expect(walk.page.get_by_role("heading", level=1)).to_have_text("建立关爱档案")
        walk.look("open a file")
        fill_in_the_child(walk)
        fill_in_the_carer(walk)
        fill_in_the_rest(walk)
        walk.press("建档", "建立关爱档案")
        expect(walk.page.get_by_role("alert").filter(has_text="已填的都还在")).to_be_visible()
        walk.look("open a file, refused")
        expect(walk.page.get_by_label("姓名", exact=True)).to_have_value(NEW_CHILD)
        walk.tap("怎么核实的", "见到孩子")
        walk.press("建档", "已保存")
        walk.look("receipt of a file", closely=False)
        pair_after_the_warning(walk)
    assert walk.refusals == ["422"]


def occupy_the_community_worker(site: Site) -> None:
    """Pair the community worker with as many children as one person should have."""
    for number in range(given.RULES.children_per_mentor):
        child_id = ChildId(given.example_id(700 + number))
        paired = replace(
            given.MENTOR_PAIRED,
            child_id=child_id,
            pairing_id=PairingId(given.example_id(720 + number)),
            mentor_id=given.COMMUNITY_WORKER,
            mentor_kind=MentorKind.COMMUNITY_WORKER,
            from_on=date(2026, 3, 2),
        )
        site.know(
            replace(given.CHILD_REGISTERED, child_id=child_id),
            replace(given.CARE_FILE_OPENED, child_id=child_id),
            replace(given.RESIDENCE_RECORDED, child_id=child_id),
            paired,
            number=number,
        )


def fill_in_the_child(walk: Walk) -> None:
    page = walk.page
    page.get_by_label("姓名", exact=True).fill(NEW_CHILD)
    page.get_by_label("出生日期").fill("2016-05-04")
    walk.tap("性别", "女")
    page.get_by_label("现在住在哪个村").select_option(label="示例村")
    page.get_by_label("住址").fill("二组 7 号")


def fill_in_the_carer(walk: Walk) -> None:
    page = walk.page
    page.get_by_label("照护人姓名").fill("韦示例")
    page.get_by_label("和孩子的关系").select_option(label="祖母")
    walk.tap("照护身份", "近亲属")
    page.get_by_label("电话", exact=True).fill("0777 1234567")


def fill_in_the_rest(walk: Walk) -> None:
    page = walk.page
    page.get_by_label("学校", exact=True).select_option(label="示例小学")
    page.get_by_label("班级").select_option(label="五(2)班")
    walk.tap("住校吗", "走读")
    first = page.get_by_role("group", name="类别 1")
    for label, choice in (
        ("属于哪一类", "留守儿童"),
        ("按谁的口径", "民政口径"),
        ("谁说明的", "村（社区）"),
        ("依据", "摸排表"),
    ):
        first.get_by_label(label).select_option(label=choice)
    first.get_by_label("从哪天起").fill("2026-02-01")


def pair_after_the_warning(walk: Walk) -> None:
    page = walk.page
    walk.follow("现在结对", "结对")
    walk.look("pair")
    page.get_by_label("帮扶人", exact=True).select_option(value=str(given.COMMUNITY_WORKER))
    walk.tap("以什么身份", "社区工作者")
    walk.press("确认结对", "结对")
    expect(
        page.get_by_role("alert").filter(has_text="已结对 5 名孩子，建议不超过 5 名")
    ).to_be_visible()
    expect(page.get_by_text("还没有帮扶人")).to_be_visible()
    walk.look("pair, warned")
    walk.press("仍要结对", "结对")
    paired = page.get_by_role("listitem").filter(has_text="社区工作者")
    expect(paired).to_contain_text("主责")
    walk.look("paired", closely=False)
    page.locator("a.back").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NEW_CHILD)
    walk.look("new file", closely=False)


def test_without_scripts_a_visit_is_logged_all_the_same(
    browser: Browser, embedded_site: Served
) -> None:
    with walking(browser, embedded_site, width=PHONE_PX, scripts=False) as walk:
        walk.go(FILE)
        walk.sign_in(TEACHER)
        walk.follow("记家访", "记一次家访")
        walk.tap("方式", "入户")
        walk.press("保存", "记一次家访")
        expect(walk.page.get_by_role("alert").filter(has_text="已填的都还在")).to_be_visible()
        walk.tap("结果", "未遇到人")
        walk.press("保存", "已保存")
        walk.go(FILE)
        expect(walk.page.locator("dt:text-is('上次家访') + dd")).to_contain_text("未遇到人")
        walk.sign_out()


def test_a_session_left_alone_ends_and_leads_back(browser: Browser, embedded_site: Served) -> None:
    with walking(browser, embedded_site, width=PHONE_PX) as walk:
        walk.go(FILE)
        walk.sign_in(TEACHER)
        expect(walk.page.get_by_role("heading", level=1)).to_contain_text(given.CHILD_NAME)
        walk.served.site.clock.move(minutes=given.RULES.session_idle_minutes)
        walk.go(FILE)
        expect(walk.page.get_by_role("heading", name="登录童心")).to_be_visible()
        walk.sign_in(TEACHER)
        expect(walk.page.get_by_role("heading", level=1)).to_contain_text(given.CHILD_NAME)
