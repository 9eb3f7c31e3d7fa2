"""A worry on a phone: sent once whatever the network does, never thought sent when it is not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from api import paths
from application.crisis.worries.referrals import take_concern
from domain.referrals.state import TakeConcern
from domain.shared import TakingId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.api import browsing
from tests.api.pages.duty import LEAD, POSTS, employ
from tests.api.pages.site import TEACHER, found_office, office_settings
from tests.browser.phoning import (
    ABOUT,
    PHONE_PX,
    SAID,
    Server,
    expect_delivered,
    expect_red,
    fill_in,
    report,
    sign_in,
    tap,
)
from tests.browser.site import Served, let_in
from tests.engines import FoundedLedger
from tests.office import acting

pytestmark = pytest.mark.browser

KEPT_ADDRESSES = """async () => {
  const cache = await caches.open("tongxin-help-numbers");
  return (await cache.keys()).map((request) => new URL(request.url).pathname);
}"""

FORGET = """async (addresses) => {
  const cache = await caches.open("tongxin-help-numbers");
  for (const address of addresses) await cache.delete(address);
}"""


@pytest.fixture
def server(founded_on_sqlite: FoundedLedger) -> Iterator[Server]:
    started = Server(office_settings(founded_on_sqlite(found_office)))
    started.start()
    yield started
    started.stop()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Give the phone of the teacher, signed in, before it is asked for a page."""
    assert server.site
    opened = browsing.opened_page(browser, width=PHONE_PX)
    let_in(opened.context, Served(server.address, server.site), TEACHER)
    yield opened
    assert browsing.policy_violations(opened) == []
    opened.context.close()


def test_without_a_network_it_is_red_and_is_sent_by_itself_when_there_is_one(
    page: Page, server: Server
) -> None:
    fill_in(page, server.address)
    page.context.set_offline(True)
    report(page)
    expect_red(page, "没有网络")
    assert browsing.accessibility_faults(page) == []
    page.get_by_role("button", name="再试一次").click()
    expect_red(page, "没有网络")
    page.get_by_role("button", name="回到表单").click()
    expect(page.get_by_label("原话")).to_have_value(SAID)
    expect(page.locator("[data-state]")).to_have_text("没有发出")
    report(page)
    page.context.set_offline(False)
    expect_delivered(page, server)


def test_with_the_server_stopped_it_is_red_until_it_is_sent_once(
    page: Page, server: Server
) -> None:
    fill_in(page, server.address)
    server.stop()
    report(page)
    expect_red(page, "没有收到回执")
    server.start()
    page.get_by_role("button", name="再试一次").dblclick()
    expect_delivered(page, server)


def test_where_only_the_answer_is_lost_trying_again_makes_no_second_worry(
    page: Page, server: Server
) -> None:
    def lose(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    fill_in(page, server.address)
    page.route(f"**{ABOUT}", lose)
    report(page)
    expect_red(page, "没有收到回执")
    assert len(server.worries) == 1
    page.unroute(f"**{ABOUT}")
    page.get_by_role("button", name="再试一次").click()
    expect_delivered(page, server)


def test_a_server_that_does_not_answer_is_waited_for_eight_seconds(
    page: Page, server: Server
) -> None:
    page.clock.install()
    fill_in(page, server.address)
    page.route(f"**{ABOUT}", lambda _route: None)
    report(page)
    expect(page.locator("[data-state]")).to_have_text("正在发送…")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.fast_forward(8_000)
    expect_red(page, "没有收到回执")
    page.unroute(f"**{ABOUT}")
    page.clock.fast_forward(15_000)
    expect_delivered(page, server)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_has_not_taken_it(page: Page, server: Server, status: int) -> None:
    fill_in(page, server.address)
    page.route(f"**{ABOUT}", lambda route: route.fulfill(status=status, body=""))
    report(page)
    expect_red(page, "没有收到回执")
    page.unroute(f"**{ABOUT}")
    page.get_by_role("button", name="再试一次").click()
    expect_delivered(page, server)


def test_when_the_session_is_over_one_signs_in_beside_and_nothing_is_lost(
    page: Page, server: Server
) -> None:
    fill_in(page, server.address)
    page.context.clear_cookies()
    report(page)
    expect_red(page, "登录已过期")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="请重新登录").click()
    sign_in(opening.value)
    expect(opening.value.get_by_role("heading", level=1)).to_have_text("我的孩子")
    opening.value.close()
    page.get_by_role("button", name="再试一次").click()
    expect_delivered(page, server)


def test_what_is_missing_comes_back_in_place_and_is_then_sent(page: Page, server: Server) -> None:
    page.goto(server.address + paths.WORRY)
    page.get_by_label("孩子", exact=True).select_option(label="不在这里，我来写")
    page.get_by_label("姓名").fill("韦小荷")
    page.get_by_label("原话").fill(SAID)
    report(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("现在的情况")
    expect(page.get_by_label("姓名")).to_have_value("韦小荷")
    expect(page.get_by_label("原话")).to_have_value(SAID)
    tap(page, "有点担心")
    report(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("已送达")
    assert [each.heard for each in server.worries] == [SAID]


def test_the_page_tells_by_itself_that_somebody_has_it(page: Page, server: Server) -> None:
    assert server.site
    site = server.site
    employ(site)
    fill_in(page, server.address)
    report(page)
    expect_delivered(page, server)
    steps = page.locator(".worry-steps")
    expect(steps).to_contain_text("还没有人接手")
    reactions_of(site.opened, lambda: given.NOW).follow()
    site.opened.projector.catch_up(wait_ms=5_000)
    expect(steps).to_contain_text("已提醒值班的人")
    (raised,) = server.worries
    request = TakeConcern(case_id=raised.case_id, taking_id=TakingId(given.example_id(761)))
    take_concern(site.opened.ledger, acting(POSTS[LEAD][0]), request, given.NOW)
    expect(page.get_by_role("heading", level=1)).to_have_text("已有人接手")
    assert browsing.accessibility_faults(page) == []


def test_whom_to_call_comes_into_view_with_the_danger(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(server.address + paths.WORRY)
    page.locator("#child_id").select_option("other")
    tap(page, "有生命危险")
    with_child, bar = page.locator("label", has_text="我正陪着孩子"), page.locator(".send-bar")
    call = page.locator('form a[href="tel:110"]').filter(visible=True)
    expect(call).to_be_in_viewport(ratio=1)
    ends, begins = with_child.bounding_box(), bar.bounding_box()
    assert ends
    assert begins
    assert ends["y"] + ends["height"] <= begins["y"]


def test_without_scripts_the_form_is_sent_all_the_same(browser: Browser, server: Server) -> None:
    context = browser.new_context(
        viewport={"width": PHONE_PX, "height": 800}, locale="zh-CN", java_script_enabled=False
    )
    page = context.new_page()
    page.goto(server.address + paths.SIGN_IN)
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("我的孩子")
    fill_in(page, server.address)
    report(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("已送达")
    assert [each.heard for each in server.worries] == [SAID]
    context.close()


def test_without_a_network_the_numbers_stand_where_the_page_should(
    page: Page, server: Server
) -> None:
    page.goto(server.address + paths.DESK)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(server.address + ABOUT)
    page.wait_for_function(f"async () => (await ({KEPT_ADDRESSES})()).includes('{paths.REPORT}')")
    server.stop()
    page.goto(server.address + paths.DESK)
    expect(page.get_by_role("heading", level=1)).to_have_text("没有网络")
    expect(page.get_by_text(given.CHILD_NAME)).to_have_count(0)
    assert browsing.accessibility_faults(page) == []
    kept = page.evaluate(KEPT_ADDRESSES)
    forms = {paths.WORRY, paths.REPORT}
    assert {each for each in kept if not each.startswith("/static/")} == {
        paths.HELP_NUMBERS,
        *forms,
    }
    # Where the browser has no form, as after signing out, nobody may think that it was sent.
    page.evaluate(FORGET, [f"{each}?copy=yes" for each in forms])
    page.goto(server.address + ABOUT)
    expect(page.get_by_role("heading", level=1)).to_have_text("没有网络，没有发出—请打电话")
    expect(page.locator('a[href="tel:110"]')).to_be_in_viewport()
    expect(page.locator("body")).to_have_css("background-color", "rgb(179, 38, 30)")
    assert browsing.accessibility_faults(page) == []
    server.start()
    page.get_by_role("link", name="再试一次").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("我担心这个孩子")
