"""A duty officer's open screens: told at once, never lost, never in the way of what is typed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from api import paths
from application.reporting.recording import report_harm
from domain.reads.facts import Reading
from domain.referrals.facts import Situation
from domain.shared import CaseId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.api import browsing
from tests.api.pages.care_files.test_histories import readings
from tests.api.pages.duty import COUNTY, LEAD, POSTS, employ, worry
from tests.application.reporting.reporting import by as reporting_by
from tests.browser.second_step import take_second_step
from tests.browser.site import Served, let_in
from tests.crisis import worry_about
from tests.report_examples import HARM, REPORT
from tests.signing import PASSWORD

pytestmark = pytest.mark.browser

SOON_MS = 3_000
HEARD = """
window.heard = 0;
document.addEventListener("alerts:sound", () => { window.heard += 1; });
"""


@pytest.fixture
def served(embedded_site: Served) -> Served:
    """Give the office served, with everybody in post."""
    employ(embedded_site.site)
    return embedded_site


@pytest.fixture
def officer(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """Give the browser of the crisis lead, signed in."""
    with signed_in(browser, served, LEAD) as context:
        yield context


@contextmanager
def signed_in(browser: Browser, served: Served, login: str) -> Iterator[BrowserContext]:
    page = browsing.opened_page(browser, width=1280)
    page.context.add_init_script(HEARD)
    let_in(page.context, served, login)
    page.goto(served.address + paths.HOME)
    page.wait_for_url(served.address + paths.HEALTH_DESK)
    yield page.context
    for each in page.context.pages:
        assert browsing.policy_violations(each) == []
    page.context.close()


def raised(served: Served, number: int, situation: Situation = Situation.LIFE_IN_DANGER) -> CaseId:
    case_id = CaseId(given.example_id(840 + number))
    # Each about another pupil: two about one would be one case.
    return worry(served.site, worry_about(case_id, situation))


def another_tab(officer: BrowserContext, address: str) -> Page:
    page = officer.new_page()
    page.goto(address)
    return page


def connected(page: Page) -> None:
    expect(page.locator("[data-connection]")).to_have_text("连接正常")


def heard(page: Page, times: int, *, within_ms: int) -> None:
    """Wait until so many sounds were made; the page's policy lets it run no function of ours."""
    for _ in range(within_ms // 100):
        if page.evaluate("window.heard") >= times:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("window.heard") == times


def test_a_worry_appears_on_every_tab_at_once_over_one_connection(
    served: Served, officer: BrowserContext
) -> None:
    desk = officer.pages[0]
    other = another_tab(officer, served.address + paths.HEALTH_DESK)
    for tab in (desk, other):
        connected(tab)
    assert served.site.app.state.streams._count == 1
    raised(served, 1)
    expect(desk.locator("[data-number]")).to_have_text("1", timeout=SOON_MS)
    expect(other.locator("[data-number]")).to_have_text("1", timeout=SOON_MS)
    other.bring_to_front()
    expect(other.locator(".case")).to_have_count(1, timeout=SOON_MS)
    expect(other).to_have_title("(1) 转介值班台 · 童心")
    desk.close()
    connected(other)
    raised(served, 2)
    expect(other.locator(".case")).to_have_count(2, timeout=SOON_MS)
    assert browsing.accessibility_faults(other) == []
    # The stream says only "look again": what it leads to was on record before it was shown.
    lead = [each for each in readings(served.site) if each.reader_id == POSTS[LEAD][0]]
    assert [len(each.child_ids) for each in lead[-1:]] == [2]
    assert {each.what for each in lead if each.child_ids} == {Reading.HEALTH_DESK}


def test_what_has_the_focus_keeps_it_and_what_is_typed_is_left_alone(
    served: Served, officer: BrowserContext
) -> None:
    desk = officer.pages[0]
    case_id = raised(served, 1)
    link = desk.locator(f"[id='case-{case_id}']")
    expect(link).to_be_visible(timeout=SOON_MS)
    link.focus()
    raised(served, 2)
    expect(desk.locator(".case")).to_have_count(2, timeout=SOON_MS)
    expect(link).to_be_focused()
    desk.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    desk.locator("textarea").fill("奶奶说")
    raised(served, 3)
    expect(desk.locator("[data-number]")).to_have_text("3", timeout=SOON_MS)
    expect(desk.locator("textarea")).to_have_value("奶奶说")
    desk.locator("textarea").fill("")
    desk.locator("h1").click()
    expect(desk.locator(".case")).to_have_count(3, timeout=SOON_MS)


def test_a_broken_connection_is_told_and_nothing_is_lost(
    served: Served, officer: BrowserContext
) -> None:
    desk = officer.pages[0]
    connected(desk)
    officer.set_offline(True)
    expect(desk.locator("[data-connection]")).to_have_text("已断开", timeout=SOON_MS)
    raised(served, 1)
    officer.set_offline(False)
    connected(desk)
    expect(desk.locator(".case")).to_have_count(1, timeout=SOON_MS)


def test_a_case_taken_by_somebody_else_shows_so_on_its_page(
    served: Served, officer: BrowserContext
) -> None:
    case_id = raised(served, 1)
    page = officer.pages[0]
    page.goto(served.address + paths.filled(paths.CASE, case_id=case_id))
    connected(page)
    taken = served.site.signed_in(COUNTY).post(paths.filled(paths.TAKE_CASE, case_id=case_id))
    assert taken.status_code == 303
    expect(page.locator(".step")).to_contain_text("由示例值班county处理", timeout=SOON_MS)
    expect(page.locator("[data-untaken]")).to_be_hidden()


def test_a_case_that_nobody_looks_at_is_put_away_and_comes_back_at_a_key(
    served: Served, officer: BrowserContext
) -> None:
    case_id = raised(served, 5)
    page = officer.new_page()
    page.clock.install()
    page.goto(served.address + paths.filled(paths.CASE, case_id=case_id))
    cover, heard_of = page.locator("[data-concealed]"), page.get_by_text("看到或听到什么")
    page.clock.run_for(119_000)
    expect(heard_of).to_be_visible()
    expect(cover).to_be_hidden()
    page.clock.run_for(3_000)
    expect(heard_of).to_be_hidden()
    expect(cover.get_by_role("button")).to_be_focused()
    expect(page.locator("[data-alerts]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(heard_of).to_be_visible()
    expect(cover).to_be_hidden()
    # After as long as a session lasts the page is asked for anew: it may be over, or another's.
    page.clock.run_for(40 * 60_000)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk = officer.new_page()
    desk.goto(served.address + paths.HEALTH_DESK)
    expect(desk.locator("[data-concealed]")).to_have_count(0)


def test_a_sound_is_made_until_the_case_is_taken_or_it_is_switched_off(
    served: Served, officer: BrowserContext
) -> None:
    desk = officer.pages[0]
    desk.locator("h1").click()
    sound = desk.locator("[data-sound]")
    expect(sound).to_have_text("声音：开")
    assert desk.evaluate("window.heard") == 0
    raised(served, 1)
    heard(desk, 1, within_ms=SOON_MS)
    heard(desk, 2, within_ms=13_000)
    sound.click()
    expect(sound).to_have_text("声音：关")
    desk.reload()
    expect(desk.locator("[data-sound]")).to_have_text("声音：关")
    assert desk.evaluate("window.heard") == 0


def test_a_report_of_harm_sounds_and_is_told_on_a_page_that_stands_open(
    browser: Browser, served: Served
) -> None:
    with signed_in(browser, served, COUNTY) as county:
        desk, told = county.pages[0], county.pages[0].locator("[data-reports]")
        desk.locator("h1").click()
        expect(told).to_be_hidden()
        report_harm(served.site.opened.ledger, reporting_by(given.TEACHER), HARM)
        assert reactions_of(served.site.opened, lambda: given.NOW).follow()
        expect(told).to_contain_text("有 1 份强制报告还没有人接收", timeout=SOON_MS)
        heard(desk, 1, within_ms=SOON_MS)
        receive = paths.filled(paths.RECEIVE_REPORT, report_id=REPORT)
        assert served.site.signed_in(COUNTY).post(receive).status_code == 303
        desk.evaluate("document.dispatchEvent(new Event('alerts:look'))")
        expect(told).to_be_hidden()


def test_whoever_was_signed_out_is_told_and_led_back(
    served: Served, officer: BrowserContext
) -> None:
    desk = officer.pages[0]
    connected(desk)
    officer.clear_cookies()
    raised(served, 1)
    expect(desk.locator("[data-connection]")).to_have_text("登录已过期", timeout=SOON_MS)
    desk.get_by_role("link", name="重新登录").click()
    expect(desk).to_have_url(served.address + paths.SIGN_IN + "?back=%2Fduty")


def test_without_scripts_a_case_is_taken_all_the_same(browser: Browser, served: Served) -> None:
    raised(served, 1)
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(served.address + paths.SIGN_IN)
    page.locator("[name=login]").fill(LEAD)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main [type=submit]").click()
    take_second_step(page, LEAD)
    page.wait_for_url(served.address + paths.HEALTH_DESK)
    expect(page.get_by_text("没有实时提醒，请常刷新")).to_be_visible()
    page.locator(".case .main-action").click()
    expect(page.locator(".step .main-action")).to_have_text("拟转介")
    page.get_by_role("link", name="直接转介…").click()
    expect(page.locator("form .field:visible")).to_have_count(7)
    context.close()
