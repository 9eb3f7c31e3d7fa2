"""How the tests' Chromium is started."""

import re

import pytest

from tests.api import browsing


@pytest.mark.browser
def test_what_playwright_switches_off_in_chromium_stays_switched_off() -> None:
    with browsing.running_chromium() as browser:
        page = browser.new_page()
        page.goto("chrome://version")
        command = page.locator("#command_line").inner_text()
    first, *_, last = re.findall(r"--disable-features=(\S+)", command)
    assert {*first.split(",")} == {*browsing.PLAYWRIGHT_SWITCHES_OFF}
    assert {*last.split(",")} == {*browsing.PLAYWRIGHT_SWITCHES_OFF, *browsing.BESIDE_THE_PAGE}
