"""What a telephone could not send: kept sealed on it, sent once, in its writer's session alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from api import paths
from domain.reporting.facts import HarmedChildNamed, HarmSuspected
from tests import examples as given
from tests.api import browsing
from tests.api.pages.site import STRANGER, found_office, office_settings
from tests.browser.phoning import (
    ABOUT,
    PHONE_PX,
    SAID,
    Server,
    expect_red,
    fill_in,
    report,
    sign_in,
    tap,
)
from tests.engines import FoundedLedger

pytestmark = pytest.mark.browser

KEPT_HERE = """async () => {
  const decoder = new TextDecoder("latin1");
  const forms = [];
  for (const entry of await self.unsent.kept(document.body.dataset.writer)) {
    forms.push(JSON.stringify(entry) + (entry.sealed ? decoder.decode(entry.sealed) : ""));
  }
  return forms;
}"""
COPIES = """async () => {
  const cache = await caches.open("tongxin-help-numbers");
  const keys = (await cache.keys()).map((request) => new URL(request.url));
  return keys.filter((url) => url.search === "?copy=yes").map((url) => url.pathname).sort();
}"""


@pytest.fixture
def server(founded_on_sqlite: FoundedLedger) -> Iterator[Server]:
    started = Server(office_settings(founded_on_sqlite(found_office)))
    started.start()
    yield started
    started.stop()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Give the phone of the teacher, signed in."""
    opened = browsing.opened_page(browser, width=PHONE_PX)
    opened.goto(server.address + paths.SIGN_IN)
    sign_in(opened)
    expect(opened.get_by_role("heading", level=1)).to_have_text("我的孩子")
    yield opened
    opened.context.close()


def put_away(page: Page) -> BrowserContext:
    """Close the page, as when the telephone is put away."""
    assert browsing.policy_violations(page) == []
    page.close()
    return page.context


def another_page(context: BrowserContext, address: str) -> Page:
    """Open the app anew, as after the telephone was put away."""
    opened = context.new_page()
    opened.goto(address + paths.DESK)
    return opened


def expect_arrived(page: Page) -> None:
    """See on any page that it arrived after all, and follow to how it goes on."""
    expect(page.get_by_text("刚才没有发出的上报，已经送达。")).to_be_visible()
    page.get_by_role("link", name="看进展").click()


def test_what_was_not_sent_outlives_its_page_sealed_and_is_sent_once(
    page: Page, server: Server
) -> None:
    fill_in(page, server.address)
    server.stop()
    report(page)
    expect_red(page, "没有收到回执")
    expect(page.get_by_text("关掉这一页也不会丢")).to_be_visible()
    (kept,) = page.evaluate(KEPT_HERE)
    for told in (SAID, str(given.CHILD), "life_in_danger"):
        assert told not in kept
        assert told.encode().decode("latin1") not in kept
    context = put_away(page)
    server.start()
    again = another_page(context, server.address)
    expect_arrived(again)
    expect(again.get_by_role("heading", level=1)).to_have_text("已送达")
    assert [(each.child_id, each.heard) for each in server.worries] == [(given.CHILD, SAID)]
    again.wait_for_function(f"async () => (await ({KEPT_HERE})()).length === 0")


def test_without_a_network_the_empty_forms_are_there_and_what_is_typed_is_sent_later(
    page: Page, server: Server
) -> None:
    page.wait_for_function(f"async () => (await ({COPIES})()).length === 3")
    server.stop()
    page.goto(server.address + ABOUT)
    expect(page.get_by_role("heading", name="没有网络—急的请打电话")).to_be_visible()
    expect(page.get_by_text("报的是刚才要打开的那个孩子。")).to_be_visible()
    assert browsing.accessibility_faults(page) == []
    assert browsing.sideways_pixels(page) <= 0
    tap(page, "有点担心")
    page.get_by_label("原话").fill(SAID)
    report(page)
    expect_red(page, "没有收到回执")
    page.goto(server.address + paths.REPORT)
    page.get_by_label("姓名").fill("韦小荷")
    tap(page, "被遗弃，或长期没有人照料")
    page.get_by_role("button", name="记下报告").click()
    expect_red(page, "没有收到回执")
    context = put_away(page)
    server.start()
    again = another_page(context, server.address)
    expect_arrived(again)
    assert server.site
    (worry,), (harm,) = server.worries, server.site.facts(HarmSuspected)
    assert (worry.child_id, worry.heard) == (given.CHILD, SAID)
    (named,) = server.site.facts(HarmedChildNamed)
    assert (named.report_id, named.name) == (harm.report_id, "韦小荷")
    assert worry.case_id.int
    assert harm.report_id.int


def test_it_is_sent_in_the_session_of_nobody_else(page: Page, server: Server) -> None:
    fill_in(page, server.address)
    page.context.clear_cookies()
    report(page)
    expect_red(page, "登录已过期")
    page.goto(server.address + paths.SIGN_IN)
    sign_in(page, STRANGER)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(KEPT_HERE) == []
    expect(page.locator("[data-kept-bar]")).to_be_hidden()
    page.wait_for_function(f"async () => (await ({COPIES})()).length === 3")
    page.locator("form[data-leaves]").evaluate("form => form.requestSubmit()")
    page.wait_for_url(f"**{paths.SIGN_IN}")
    page.wait_for_function(f"async () => (await ({COPIES})()).length === 1")
    assert server.worries == []
    sign_in(page)
    expect_arrived(page)
    assert [each.heard for each in server.worries] == [SAID]


def test_what_the_server_does_not_take_is_opened_again_put_right_or_deleted(
    page: Page, server: Server
) -> None:
    page.goto(server.address + paths.WORRY)
    page.get_by_label("孩子", exact=True).select_option(label="不在这里，我来写")
    page.get_by_label("姓名").fill("韦小荷")
    page.get_by_label("原话").fill(SAID)
    report(page)
    expect(page.get_by_role("alert").first).to_contain_text("现在的情况")
    page.on("dialog", lambda leaving: leaving.accept())
    page.goto(server.address + paths.DESK)
    expect(page.get_by_text("有 1 份上报没有发出—请打电话")).to_be_visible()
    assert browsing.accessibility_faults(page) == []
    assert browsing.sideways_pixels(page) <= 0
    page.get_by_role("link", name="打开看看").click()
    expect(page.get_by_label("原话")).to_have_value(SAID)
    expect(page.get_by_label("姓名")).to_have_value("韦小荷")
    page.goto(server.address + paths.DESK)
    page.get_by_text("不报了…").click()
    page.get_by_role("button", name="删掉").click()
    expect(page.locator("[data-kept-bar]")).to_be_hidden()
    assert page.evaluate(KEPT_HERE) == []
    assert browsing.policy_violations(page) == []
    assert server.worries == []
