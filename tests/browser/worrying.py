"""The office served as in production, and the windows of those who raise worries and take them."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from api import paths
from api.cookies import SessionCookie
from infrastructure.settings import Settings
from tests.api import browsing
from tests.api.pages.site import found_office_on_duty, office_settings
from tests.engines import FoundedLedger
from tests.faults.listening import enter
from tests.faults.serving import browser_on

PHONE_PX, DESK_PX = 390, 1280
HEARD = "他说不想活了。"


def office_on_duty(founded: FoundedLedger) -> Settings:
    """Return how the office with those who answer for worries is served."""
    return office_settings(founded(found_office_on_duty))


@contextmanager
def window(browser: Browser, *, width: int) -> Iterator[Page]:
    """Open a browser of this person's own; its policy may never have been violated."""
    page = browsing.opened_page(browser, width=width)
    yield page
    page.context.close()


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign in over the API, in both steps, and open the first page: forms are others' subject."""
    with browser_on(address) as client:
        token = enter(client, login)
    name = SessionCookie(secure=False).name
    page.context.add_cookies([{"name": name, "value": token, "url": address}])
    page.goto(address + paths.HOME)
    expect(page.locator(".account")).to_be_visible()


def send(page: Page) -> None:
    page.get_by_role("button", name="上报", exact=True).click()


def is_without_fault(page: Page) -> None:
    assert browsing.accessibility_faults(page) == []
    assert browsing.policy_violations(page) == []
    assert browsing.sideways_pixels(page) <= 0
