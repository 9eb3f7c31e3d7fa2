"""A real browser makes a key that cannot be taken out of it, and signs its person in with a PIN."""

import pytest
from playwright.sync_api import Browser, Page, expect

from api import paths
from domain.accounts.outside_facts import DeviceEnrolled
from tests.api.browsing import opened_page, policy_violations
from tests.api.pages.site import TEACHER
from tests.browser.second_step import take_second_step
from tests.browser.site import Served
from tests.signing import PASSWORD

pytestmark = pytest.mark.browser

PIN = "739204"
OPENED = """
const answered = (request) => new Promise((resolve) => {
  request.onsuccess = () => resolve(request.result);
});
const database = await answered(indexedDB.open("tongxin-device", 1));
const keys = database.transaction("keys", "readwrite").objectStore("keys");
"""
EXTRACTABLE = f"""
async () => {{
  {OPENED}
  const device = await answered(keys.get("device"));
  const taken = await crypto.subtle.exportKey("pkcs8", device.key).then(() => true, () => false);
  return device.key.extractable || taken;
}}
"""
SETTLED = f"async () => {{ {OPENED} return !(await answered(keys.get('pending'))); }}"
AS_IF_THE_ANSWER_WAS_LOST = f"""
async () => {{
  {OPENED}
  keys.put(await answered(keys.get("device")), "pending");
  await answered(keys.delete("device"));
}}
"""


def enrol(page: Page, address: str) -> None:
    page.goto(f"{address}{paths.SIGN_IN}")
    page.locator("[name=login]").fill(TEACHER)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main [type=submit]").click()
    take_second_step(page, TEACHER)
    page.locator(".account").wait_for(state="attached")
    page.goto(f"{address}{paths.ENROL_DEVICE}")
    page.locator("[name=pin]").fill(PIN)
    page.locator("[name=again]").fill(PIN)
    page.locator(".save-bar [type=submit]").click()
    expect(page.locator("[data-enrolled]")).to_be_visible()


def sign_in(page: Page, address: str, pin: str) -> None:
    page.goto(f"{address}{paths.DEVICE_SIGN_IN}")
    page.locator("[name=pin]").fill(pin)
    page.locator("main [type=submit]").click()


def test_a_phone_is_enrolled_once_and_then_signs_in_with_its_pin(
    browser: Browser, embedded_site: Served
) -> None:
    address = embedded_site.address
    page = opened_page(browser, width=390)
    enrol(page, address)
    page.wait_for_function(SETTLED)
    assert len(embedded_site.site.facts(DeviceEnrolled)) == 1
    assert page.evaluate(EXTRACTABLE) is False
    page.context.clear_cookies()
    sign_in(page, address, "482915")
    expect(page.locator(".trouble[role=alert]").first).to_contain_text("还可以试 4 次")
    sign_in(page, address, PIN)
    expect(page.locator(".account")).to_be_attached()
    assert policy_violations(page) == []
    page.context.close()


def test_a_browser_that_was_never_enrolled_says_so(browser: Browser, embedded_site: Served) -> None:
    page = opened_page(browser, width=390)
    page.goto(f"{embedded_site.address}{paths.DEVICE_SIGN_IN}")
    expect(page.locator("[data-unknown]")).to_be_visible()
    page.context.close()


def test_a_pin_that_found_no_network_is_sent_at_the_next_press(
    browser: Browser, embedded_site: Served
) -> None:
    address = embedded_site.address
    page = opened_page(browser, width=390)
    enrol(page, address)
    page.context.clear_cookies()
    page.route(f"**{paths.DEVICE_CHALLENGE}", lambda route: route.abort())
    sign_in(page, address, PIN)
    expect(page.locator("[data-unreachable]")).to_be_visible()
    page.unroute(f"**{paths.DEVICE_CHALLENGE}")
    page.route(f"**{paths.DEVICE_CHALLENGE}", lambda route: route.fulfill(status=503))
    page.locator("main [type=submit]").click()
    expect(page.locator("[data-unreachable]")).to_be_visible()
    page.unroute(f"**{paths.DEVICE_CHALLENGE}")
    page.locator("main [type=submit]").click()
    expect(page.locator(".account")).to_be_attached()
    page.context.close()


def test_a_phone_whose_enrolment_was_taken_but_whose_answer_was_lost_signs_in_with_its_pin(
    browser: Browser, embedded_site: Served
) -> None:
    address = embedded_site.address
    page = opened_page(browser, width=390)
    enrol(page, address)
    page.wait_for_function(SETTLED)
    page.evaluate(AS_IF_THE_ANSWER_WAS_LOST)
    page.context.clear_cookies()
    sign_in(page, address, PIN)
    expect(page.locator(".account")).to_be_attached()
    page.context.close()
