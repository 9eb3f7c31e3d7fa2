"""Chromium for tests of pages: found, started, and asked what it makes of a page."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from infrastructure.bootstrap import BROWSER_MISSING, find_browser

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PLAYWRIGHT_SWITCHES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)
"""Said again, because of two such lists Chromium obeys the last alone."""
BESIDE_THE_PAGE = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
)
"""What each window starts beside its page, in processes of its own: half the time of opening it."""
SWITCHED_OFF = f"--disable-features={','.join((*PLAYWRIGHT_SWITCHES_OFF, *BESIDE_THE_PAGE))}"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOTE_VIOLATIONS = """
window.policyViolations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.policyViolations.push(event.violatedDirective + " " + event.blockedURI);
});
"""


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Start the browser; without one the tests are skipped, but never in CI."""
    program = find_browser()
    if program is None:
        if os.environ.get("CI") == "true":
            raise RuntimeError(BROWSER_MISSING)
        pytest.skip(BROWSER_MISSING)
    # Chromium refuses its sandbox to root.
    unboxed = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=[*QUIET, SWITCHED_OFF, *unboxed]
        )
        try:
            yield browser
        finally:
            browser.close()


def opened_page(browser: Browser, *, width: int, height: int = 800) -> Page:
    """Return a page of this size that notes every violation of the content security policy."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce"
    )
    context.add_init_script(NOTE_VIOLATIONS)
    return context.new_page()


def accessibility_faults(page: Page) -> list[str]:
    """Return what axe finds wrong, as rule and place."""
    found = Axe().run(page, options={"runOnly": WCAG, "reporter": "no-passes"}).response
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def policy_violations(page: Page) -> list[str]:
    """Return what the content security policy has blocked on the page."""
    violations: list[str] = page.evaluate("window.policyViolations")
    return violations


def sideways_pixels(page: Page) -> int:
    """Return by how much the page is wider than the screen."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wider
