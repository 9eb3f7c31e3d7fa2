"""What Chromium makes of the slip that somebody is handed: whole lines, and nothing to press."""

import pytest
from playwright.sync_api import Page, expect

from tests.api.test_pages_in_a_browser import address, browser, page

__all__ = ["address", "browser", "page"]  # the fixtures

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["invitation", "staff-slips", "enrol"])
def test_each_line_of_a_list_of_steps_is_as_wide_as_the_list(
    page: Page, address: str, name: str
) -> None:
    page.goto(f"{address}/{name}")
    lines = page.locator("ol.steps").first
    widths: list[float] = lines.evaluate(
        """(list) => [...list.children].map((each) => each.getBoundingClientRect().width
        / (list.getBoundingClientRect().width - parseFloat(getComputedStyle(list).paddingLeft)))"""
    )
    assert widths == pytest.approx([1.0] * len(widths), abs=0.01)
    assert len(widths) > 1


def test_only_the_slip_is_printed(page: Page, address: str) -> None:
    page.goto(f"{address}/invitation")
    expect(page.get_by_role("link", name="已交给本人")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="已交给本人")).to_be_hidden()
    expect(page.locator(".slip")).to_be_visible()
