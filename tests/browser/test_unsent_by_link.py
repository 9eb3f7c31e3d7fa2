"""A hospital's liaison without account: what the network or the link cut off is kept and sent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from api import paths
from domain.reporting.facts import HarmSuspected
from tests.api import browsing
from tests.api.pages.crisis.test_outside_liaisons import AT, named
from tests.api.pages.duty import CASE, employ, refer, worry
from tests.api.pages.site import found_office, office_settings
from tests.browser.phoning import PHONE_PX, Server, tap
from tests.engines import FoundedLedger

pytestmark = pytest.mark.browser

OF_CASE = paths.filled(paths.CASE_REPORT, case_id=CASE)
SEEN = "背上有条状伤痕。"


@pytest.fixture
def server(founded_on_sqlite: FoundedLedger) -> Iterator[Server]:
    started = Server(office_settings(founded_on_sqlite(found_office)))
    started.start()
    yield started
    started.stop()


@pytest.fixture
def nurse(browser: Browser, server: Server) -> Iterator[Page]:
    """Give the phone of a nurse who came in by link and code and has the form before her."""
    assert server.site
    employ(server.site)
    worry(server.site)
    refer(server.site)
    link, code = named(server.site)
    opened = browsing.opened_page(browser, width=PHONE_PX)
    opened.goto(server.address + link)
    opened.locator("[name=code]").fill(code)
    opened.locator("main [type=submit]").click()
    expect(opened).to_have_url(server.address + AT["CASE"])
    opened.goto(server.address + OF_CASE)
    tap(opened, "多处受伤")
    opened.get_by_label("看到、听到的情况").fill(SEEN)
    yield opened
    opened.context.close()


def reported(server: Server) -> list[str | None]:
    assert server.site
    return [each.seen for each in server.site.facts(HarmSuspected)]


def unsent(nurse: Page, server: Server) -> None:
    """Let nobody answer, press the button, and see in red that it was not sent."""
    server.stop()
    nurse.get_by_role("button", name="记下报告").click()
    red = nurse.get_by_role("dialog", name="没有发出—请打电话")
    expect(red).to_be_visible()
    expect(red.get_by_text("关掉这一页也不会丢")).to_be_visible()
    expect(red.locator('a[href="tel:110"]')).to_be_in_viewport()


def test_it_is_sent_from_where_it_was_typed_once_somebody_answers(
    nurse: Page, server: Server
) -> None:
    unsent(nurse, server)
    server.start()
    nurse.get_by_role("button", name="再试一次").click()
    expect(nurse.get_by_role("heading", name="报告已收到")).to_be_visible()
    assert reported(server) == [SEEN]
    assert browsing.policy_violations(nurse) == []


def test_closed_and_opened_again_the_form_is_as_it_was_typed_and_is_sent(
    nurse: Page, server: Server
) -> None:
    unsent(nurse, server)
    nurse.close()
    server.start()
    again = nurse.context.new_page()
    again.goto(server.address + OF_CASE)
    expect(again.get_by_role("heading", name="报告已收到")).to_be_visible()
    assert reported(server) == [SEEN]


def test_after_the_end_of_the_link_the_page_that_says_so_sends_it(
    nurse: Page, server: Server
) -> None:
    declined: dict[str, str | float | bool] = {"decline_reason": "no_bed"}
    answer = nurse.request.post(
        server.address + AT["DECLINE"],
        form=declined,
        headers={"sec-fetch-site": "same-origin"},
        max_redirects=0,
    )
    assert answer.status == 303
    unsent(nurse, server)
    nurse.close()
    server.start()
    again = nurse.context.new_page()
    again.goto(server.address + OF_CASE)
    expect(again.get_by_text("刚才没有发出的上报，已经送达。")).to_be_visible()
    assert reported(server) == [SEEN]
