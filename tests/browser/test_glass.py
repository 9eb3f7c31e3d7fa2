"""While the glass is broken a bar counts its minutes down; when they are over the file is gone."""

import pytest
from playwright.sync_api import Browser, expect

from api import paths
from application.authorisation.glass import break_glass
from application.ports import Actor
from domain.grants.facts import GlassReason
from domain.grants.state import BreakGlass
from domain.shared import GrantId
from tests import examples as given
from tests.api.pages.duty import LEAD, POSTS, employ
from tests.browser.site import Served
from tests.browser.walking import Walk, walking

pytestmark = pytest.mark.browser

FILE = paths.filled(paths.CHILD, child_id=given.CHILD)


@pytest.mark.parametrize(("width", "ends_by"), [(390, "its time"), (1280, "its user")])
def test_the_bar_counts_down_and_when_the_emergency_is_over_the_file_is_out_of_sight(
    browser: Browser, embedded_site: Served, width: int, ends_by: str
) -> None:
    employ(embedded_site.site)
    clock = embedded_site.site.clock
    with walking(browser, embedded_site, width=width) as walk:
        walk.page.clock.install()
        walk.let_in(LEAD)
        walk.go(FILE)
        broken(embedded_site)
        clock.move(minutes=20)
        walk.go(FILE)
        bar = walk.page.locator(".opened-by.glass")
        expect(bar).to_contain_text("还有 40 分钟")
        walk.look("a file by broken glass")
        clock.move(minutes=20)
        walk.page.clock.fast_forward(20 * 60 * 1_000)
        expect(bar).to_contain_text("还有 20 分钟")
        expect(bar).to_be_in_viewport()
        if ends_by == "its time":
            clock.move(minutes=20)
            walk.page.clock.fast_forward(20 * 60 * 1_000)
        else:
            walk.page.get_by_role("button", name="继续看").click()
            expect(bar).to_contain_text("还有 20 分钟")
            bar.get_by_role("button", name="结束查阅").click()
            expect(walk.page.get_by_role("heading", level=1, name="查阅授权")).to_be_visible()
            walk.go(FILE)
        gone(walk)


def broken(served: Served) -> None:
    """Break the glass for the crisis lead, who showed a second factor just now."""
    now = served.site.clock.now
    request = BreakGlass(
        child_id=given.CHILD,
        grant_id=GrantId(given.example_id(861)),
        reason=GlassReason.CHILD_MISSING,
        why="放学后没有到家。",
    )
    actor = Actor(person_id=POSTS[LEAD][0], factor_at=now)
    break_glass(served.site.opened.ledger, actor, request, now)


def gone(walk: Walk) -> None:
    expect(walk.page.locator(".opened-by")).to_have_count(0)
    expect(walk.page.get_by_text(given.CHILD_NAME)).to_have_count(0)
    assert set(walk.refusals) <= {"403", "404"}
