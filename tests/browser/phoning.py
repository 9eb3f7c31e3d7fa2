"""A teacher's phone, and a server that can really be stopped while it is held in the hand."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from api import paths
from domain.referrals.facts import ConcernRaised
from infrastructure.settings import Settings
from tests import examples as given
from tests.api import browsing
from tests.api.pages.site import TEACHER, Site, open_site
from tests.browser.second_step import take_second_step
from tests.browser.site import serving
from tests.signing import PASSWORD

PHONE_PX = 390
ABOUT = paths.filled(paths.CHILD_WORRY, child_id=given.CHILD)
SAID = "他说不想活了。"


@dataclass(slots=True)
class Server:
    """The office served, which can really be stopped and started again at the same address."""

    settings: Settings
    site: Site | None = None
    address: str = ""
    running: ExitStack = field(default_factory=ExitStack)

    def start(self) -> Site:
        """Serve, at the address of before if there is one."""
        self.site = site = self.running.enter_context(open_site(self.settings))
        port = urlsplit(self.address).port or 0
        self.address = self.running.enter_context(serving(site.app, port))
        return site

    def stop(self) -> None:
        """Stop, so that nobody answers at the address."""
        self.running.close()

    @property
    def worries(self) -> list[ConcernRaised]:
        """What was recorded."""
        assert self.site
        return self.site.facts(ConcernRaised)


def sign_in(page: Page, login: str = TEACHER) -> None:
    """Fill in the form on which every way in ends."""
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main [type=submit]").click()
    take_second_step(page, login)


def fill_in(page: Page, address: str) -> None:
    """Find the child on the desk and say what is the matter, up to the last step."""
    page.goto(address + paths.DESK)
    page.get_by_role("heading", level=2).get_by_role("link", name=given.CHILD_NAME).click()
    # The way in the frame knows which child the page is about.
    page.get_by_role("link", name="我担心这个孩子").click()
    expect(page).to_have_url(address + ABOUT)
    tap(page, "有生命危险")
    tap(page, "我正陪着孩子")
    page.get_by_label("原话").fill(SAID)


def tap(page: Page, label: str) -> None:
    """Press a choice as a thumb does."""
    page.locator("label", has_text=label).click()


def report(page: Page) -> None:
    """Press the one main action."""
    page.get_by_role("button", name="上报").click()


def expect_red(page: Page, why: str) -> None:
    """See that the whole screen says that it was not sent, why, and whom to call."""
    red = page.get_by_role("dialog", name="没有发出—请打电话")
    expect(red).to_be_visible()
    expect(red.get_by_text(why)).to_be_visible()
    for number in ("110", "120"):
        expect(red.locator(f'a[href="tel:{number}"]')).to_be_in_viewport()
    box = red.bounding_box()
    assert box
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, PHONE_PX, 800)


def expect_delivered(page: Page, server: Server) -> None:
    """See that the one worry there is has arrived as it was told."""
    expect(page.get_by_role("heading", level=1)).to_have_text("已送达")
    (raised,) = server.worries
    at = paths.filled(paths.WORRY_SENT, case_id=raised.case_id)
    expect(page).to_have_url(server.address + at)
    assert (raised.child_id, raised.heard, raised.is_with_child) == (given.CHILD, SAID, True)
    assert browsing.accessibility_faults(page) == []
    assert browsing.sideways_pixels(page) <= 0
