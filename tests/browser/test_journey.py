"""One visit from the sign-in to the sign-out, as a teacher makes it at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Browser, FloatRect, expect

from api import paths
from api.cookies import SessionCookie
from tests import examples as given
from tests.api.pages.site import TEACHER
from tests.browser.site import Served
from tests.browser.walking import Walk, walking

pytestmark = pytest.mark.browser

DESK_PX, PHONE_PX = 1280, 390
RECEIPT = re.compile(r"\d+-[0-9a-f]{8}")
NOTE = "奶奶身体还好,灶台边堆着柴。"
WORDS = "想妈妈,过年能不能回来。"
FILE = paths.filled(paths.CHILD, child_id=given.CHILD)
HISTORY = paths.filled(paths.HISTORY, child_id=given.CHILD)


@pytest.mark.parametrize("width", [DESK_PX, PHONE_PX])
def test_a_teacher_logs_a_visit_and_reads_it_again(
    browser: Browser, embedded_site: Served, width: int
) -> None:
    with walking(browser, embedded_site, width=width) as walk:
        take_the_journey(walk, by_keyboard=width == DESK_PX)
    assert walk.refusals == ["401", "422"]


@pytest.mark.postgres
@pytest.mark.parametrize("width", [PHONE_PX, pytest.param(DESK_PX, marks=pytest.mark.soak)])
def test_on_postgresql_the_journey_is_the_same(
    browser: Browser, postgres_site: Served, width: int
) -> None:
    # The same pages as above: axe need not read them twice.
    with walking(browser, postgres_site, width=width, closely=False) as walk:
        take_the_journey(walk, by_keyboard=width == PHONE_PX)
    assert walk.refusals == ["401", "422"]


def take_the_journey(walk: Walk, *, by_keyboard: bool) -> None:
    come_in(walk)
    fill_in_a_visit(walk, by_keyboard=by_keyboard)
    save_after_one_error(walk)
    see_it_in_the_file_and_on_the_desk(walk)
    read_the_history(walk)
    put_it_right(walk)
    open_the_words(walk)
    leave(walk)


def come_in(walk: Walk) -> None:
    walk.go(paths.HOME)
    walk.look("sign-in")
    walk.sign_in(TEACHER, "not the password")
    expect(walk.page.get_by_role("alert")).to_contain_text("账号或密码不对")
    expect(walk.page.get_by_label("账号")).to_have_value(TEACHER)
    walk.look("sign-in refused", closely=False)
    walk.sign_in(TEACHER)
    walk.look("signed in before")
    walk.follow("是我，继续", "我的孩子")
    expect(walk.page.get_by_text("还没有家访")).to_be_visible()
    walk.look("desk")
    walk.follow(given.CHILD_NAME, given.CHILD_NAME)
    walk.look("file")


def fill_in_a_visit(walk: Walk, *, by_keyboard: bool) -> None:
    walk.follow("记家访", "记一次家访")
    walk.look("visit")
    page, choose = walk.page, walk.tab_to if by_keyboard else walk.tap
    page.get_by_label("哪天").fill("2026-03-09")
    page.get_by_label("几点开始").fill("16:00")
    choose("方式", "入户")
    choose("结果", "完成")
    for met in ("孩子本人", "单独谈过", "照护人"):
        choose("见到谁", met)
    choose("同行人", "儿童主任")
    choose("照护", "好")
    choose("情绪", "一般")
    page.get_by_label("孩子的话").fill(WORDS)
    choose("需要帮助", "学习")
    page.get_by_label("备注").fill(NOTE)
    page.get_by_label("用了几分钟").fill("四十")


def save_after_one_error(walk: Walk) -> None:
    page = walk.page
    walk.press("保存", "记一次家访")
    expect(page.get_by_role("alert")).to_contain_text("已填的都还在")
    minutes = page.get_by_label("用了几分钟")
    expect(minutes).to_have_value("四十")
    expect(minutes).to_have_attribute("aria-invalid", "true")
    beside = page.locator(f"#{(minutes.get_attribute('aria-describedby') or '').split()[-1]}")
    expect(beside).to_be_visible()
    assert near(minutes.bounding_box(), beside.bounding_box())
    walk.look("visit refused")
    for kept in ("入户", "完成", "孩子本人", "单独谈过", "照护人", "儿童主任", "学习"):
        expect(page.locator("label.chip", has_text=kept).locator("input")).to_be_checked()
    expect(page.get_by_role("group", name="情绪").get_by_label("一般")).to_be_checked()
    expect(page.get_by_label("哪天")).to_have_value("2026-03-09")
    expect(page.get_by_label("几点开始")).to_have_value("16:00")
    expect(page.get_by_label("孩子的话")).to_have_value(WORDS)
    expect(page.get_by_label("备注")).to_have_value(NOTE)
    minutes.fill("40")
    walk.press("保存", "已保存")
    expect(page.locator(".receipt-number .number")).to_have_text(RECEIPT)
    walk.look("receipt")


def see_it_in_the_file_and_on_the_desk(walk: Walk) -> None:
    walk.follow("看关爱档案", given.CHILD_NAME)
    expect(walk.page.locator("dt:text-is('上次家访') + dd")).to_contain_text("2026年3月9日")
    expect(walk.page.locator(".recent li", has_text="家访")).to_contain_text("2026年3月9日")
    walk.look("file after the visit", closely=False)
    walk.go(paths.DESK)
    expect(walk.page.locator(".row")).to_contain_text("上次 3月9日")
    walk.look("desk after the visit", closely=False)


def read_the_history(walk: Walk) -> None:
    page = walk.page
    walk.go(HISTORY)
    visit = page.locator(".moment", has_text=NOTE)
    happened, learned = visit.locator(".times dd").all_inner_texts()
    assert (happened, learned) == ("2026年3月9日 16:00", "2026年3月10日 09:30")
    expect(visit).not_to_contain_text(WORDS)
    walk.look("history")
    page.get_by_role("link", name="昨天").click()
    expect(page.get_by_role("status")).to_contain_text("24:00 我们所知道的")
    expect(page.get_by_label("截至日期")).to_have_value("2026-03-09")
    expect(page.locator(".moment", has_text="关爱档案建立")).to_be_visible()
    expect(page.locator(".moment", has_text=NOTE)).to_have_count(0)
    expect(page.locator(".moment h2", has_text="家访")).to_have_count(0)
    walk.look("history as known yesterday")
    page.get_by_role("link", name="一个月前").click()
    expect(page.get_by_role("heading", name="那一天还不知道这个孩子的任何事")).to_be_visible()
    walk.look("history before anything was known")


def put_it_right(walk: Walk) -> None:
    page = walk.page
    walk.served.site.clock.move(minutes=7)
    walk.go(HISTORY)
    walk.follow("更正这条", "更正家访")
    expect(page.get_by_label("备注")).to_have_value(NOTE)
    walk.look("correct the visit")
    page.get_by_label("用了几分钟").fill("50")
    page.get_by_label("为什么更正").fill("漏算了路上说话的时间。")
    walk.press("保存更正", "已保存")
    walk.go(HISTORY)
    expect(page.locator(".moment").first).to_contain_text("漏算了路上说话的时间。")
    expect(page.locator(".moment").first).to_contain_text("2026年3月10日 09:37")
    expect(page.locator(".moment", has_text="后来有更正")).to_be_visible()
    walk.look("history with the correction")


def open_the_words(walk: Walk) -> None:
    expect(walk.page.get_by_text(WORDS)).to_have_count(0)
    walk.follow("查看（会留下记录）", "孩子的话")
    expect(walk.page.get_by_text(WORDS)).to_be_visible()
    walk.look("words")


def leave(walk: Walk) -> None:
    page = walk.page
    session = SessionCookie(secure=False).name
    (cookie,) = [each for each in page.context.cookies() if each.get("name") == session]
    walk.sign_out()
    walk.look("signed out", closely=False)
    page.go_back()
    expect(page.get_by_role("heading", name="登录童心")).to_be_visible()
    for private in (WORDS, NOTE, given.CHILD_NAME):
        expect(page.get_by_text(private)).to_have_count(0)
    page.context.set_extra_http_headers({"cookie": f"{cookie.get('name')}={cookie.get('value')}"})
    walk.go(FILE)
    expect(page.get_by_role("heading", name="登录童心")).to_be_visible()


def near(field: FloatRect | None, told: FloatRect | None) -> bool:
    assert field is not None
    assert told is not None
    below = told["y"] - (field["y"] + field["height"])
    return abs(below) < 80 and abs(told["x"] - field["x"]) < 40
