"""A person walking through the pages with a browser; every page is looked at on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.api import browsing
from tests.browser.second_step import take_second_step
from tests.browser.site import Served, let_in
from tests.signing import PASSWORD

TABS_AT_MOST = 80
CHOICES_AT_MOST = 10
BLOCKED_ON_PURPOSE = "Service Worker registration blocked by Playwright"
REFUSED_ON_PURPOSE = "Failed to load resource: the server responded with a status of "


@dataclass(slots=True)
class Walk:
    """One browser on one site; `faults` are what was wrong with the pages it has been to."""

    page: Page
    served: Served
    closely: bool = True
    faults: dict[str, list[str]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.served.address + path)

    def look(self, name: str, *, closely: bool = True) -> None:
        """Note what is wrong with the page; only `closely` is axe asked about it too."""
        found = [f"blocked {each}" for each in browsing.policy_violations(self.page)]
        wider = browsing.sideways_pixels(self.page)
        found += [f"{wider} px too wide"] if wider > 0 else []
        found += browsing.accessibility_faults(self.page) if closely and self.closely else []
        if found:
            self.faults[name] = found

    def listen(self, message: ConsoleMessage) -> None:
        """Note what the browser complains of; a form that was refused is told apart."""
        if message.text.startswith(REFUSED_ON_PURPOSE):
            self.refusals.append(message.text.removeprefix(REFUSED_ON_PURPOSE)[:3])
        elif message.type in {"error", "warning"} and message.text != BLOCKED_ON_PURPOSE:
            self.faults.setdefault("console", []).append(message.text)

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Fill in the form on which every way in ends."""
        self.page.get_by_label("账号").fill(login)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录").click()
        take_second_step(self.page, login)

    def let_in(self, login: str) -> None:
        """Have the session of somebody who signed in, where signing in is not the subject."""
        let_in(self.page.context, self.served, login)

    def sign_out(self) -> None:
        """Open the account panel and leave."""
        self.page.locator(".account summary").click()
        self.page.get_by_role("button", name="退出登录").click()
        expect(self.page.get_by_role("heading", name="登录童心")).to_be_visible()

    def follow(self, name: str, heading: str) -> None:
        """Press the link of this name and wait for the page of this heading."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    def press(self, name: str, heading: str) -> None:
        """Press the button of this name and wait for the page of this heading."""
        self.page.get_by_role("button", name=name, exact=True).click()
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    def tap(self, group: str, *labels: str) -> None:
        """Press chips of the group as a thumb does."""
        for label in labels:
            self._chip(group, label).click()

    def tab_to(self, group: str, label: str) -> None:
        """Reach a chip with the keyboard alone and choose it."""
        chip = self._chip(group, label).locator("input")
        name = chip.get_attribute("name")
        if chip.get_attribute("type") == "radio":
            # Of a question with one answer only one is a stop; arrows lead to the others.
            self._tab_until(f'[name="{name}"]')
            for _ in range(CHOICES_AT_MOST):
                if chip.evaluate("each => each === document.activeElement"):
                    break
                self.page.keyboard.press("ArrowRight")
        else:
            self._tab_until(f'[name="{name}"][value="{chip.input_value()}"]')
        if not chip.is_checked():
            self.page.keyboard.press("Space")
        expect(chip).to_be_checked()

    def _tab_until(self, selector: str) -> None:
        for _ in range(TABS_AT_MOST):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("css => document.activeElement.matches(css)", selector):
                return
        raise AssertionError(f"{selector} is not reached with the keyboard")

    def _chip(self, group: str, label: str) -> Locator:
        return self.page.get_by_role("group", name=group).locator("label", has_text=label).first


@contextmanager
def walking(
    browser: Browser, served: Served, *, width: int, closely: bool = True, scripts: bool = True
) -> Iterator[Walk]:
    """Open a browser window of this width; nothing on the way may have been wrong."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        locale="zh-CN",
        reduced_motion="reduce",
        java_script_enabled=scripts,
        has_touch=width < 600,
        # It would answer in the place of the server.
        service_workers="block",
    )
    context.add_init_script(browsing.NOTE_VIOLATIONS)
    walk = Walk(context.new_page(), served, closely)
    walk.page.on("console", lambda message: walk.listen(message))
    walk.page.on("pageerror", lambda error: walk.faults.setdefault("script", []).append(str(error)))
    yield walk
    context.close()
    assert walk.faults == {}
