"""The lines on what waits stay true while a page stands open, without a connection for each tab."""

import json

import pytest
from playwright.sync_api import Browser, Route, expect

from api import paths
from tests.api.browsing import opened_page, policy_violations
from tests.api.pages.privacy.privacy import PRIVACY, employ_officer
from tests.browser.site import Served, let_in

pytestmark = pytest.mark.browser

MINUTE = 60_000
LOOK_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def test_lines_are_kept_true_after_a_refusal_too_and_no_stream_is_opened(
    browser: Browser, embedded_site: Served
) -> None:
    page = opened_page(browser, width=1280)
    answers: list[int] = []
    streams: list[str] = []

    def answer(route: Route) -> None:
        answers.append(503 if not answers else 200)
        waiting = json.dumps({"decide": len(answers), "review": 0, "overdue": 0})
        route.fulfill(status=answers[-1], content_type="application/json", body=waiting)

    page.route(f"**{paths.GRANTS_WAITING}", answer)
    page.on("request", lambda asked: streams.append(asked.url) if "stream" in asked.url else None)
    page.clock.install()
    employ_officer(embedded_site.site)
    let_in(page.context, embedded_site, PRIVACY)
    page.goto(f"{embedded_site.address}{paths.HOME}")
    line = page.locator("[data-waiting] [data-kind=decide]")
    expect(line).to_be_attached()
    page.wait_for_load_state("load")
    expect(page.locator("[data-alerts]")).to_have_count(0)
    with page.expect_response(f"**{paths.GRANTS_WAITING}"):
        page.clock.run_for(MINUTE)
    expect(line).to_be_hidden()
    with page.expect_response(f"**{paths.GRANTS_WAITING}"):
        page.clock.run_for(MINUTE)
    expect(line).to_be_visible()
    expect(line).to_contain_text("有 2 份查阅申请等您审批")
    page.evaluate(LOOK_AGAIN)
    expect(line).to_contain_text("有 3 份查阅申请等您审批")
    assert answers == [503, 200, 200]
    assert streams == []
    assert policy_violations(page) == []
    page.context.close()
