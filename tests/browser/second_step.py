"""The second step of signing in, as somebody at a browser takes it."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

from api import paths
from tests.signing import next_code


def take_second_step(page: Page, login: str) -> None:
    """Fill in the code where the password led to it."""
    page.locator("[name=code], .trouble, .account").first.wait_for(state="attached")
    at = urlsplit(page.url)
    if at.path == paths.SECOND_STEP:
        page.locator("[name=code]").fill(next_code(login))
        page.locator("main [type=submit]").click()
        page.wait_for_url(lambda url: urlsplit(url).path != paths.SECOND_STEP)
        page.get_by_role("heading", level=1).first.wait_for()
        page.wait_for_load_state()  # The heading is drawn before the link below it.
        go_on = page.get_by_role("link", name="继续", exact=True)
        if urlsplit(page.url).path == paths.SIGNED_IN_BEFORE and go_on.count():
            # Told alone that a code of recovery is used up, they go on from there.
            go_on.click()
