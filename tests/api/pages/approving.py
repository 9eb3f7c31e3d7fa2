"""The second of two people by the pages: whatever waits is chosen and confirmed."""

import re

from fastapi.testclient import TestClient

from api import paths
from tests.api.pages.forms import send


def approve_all(browser: TestClient) -> None:
    """Choose whatever waits, and confirm."""
    shown = browser.get(paths.PROPOSALS).text
    keys = re.findall(r'name="duty" value="([^"]+)"', shown)
    confirming = browser.get(paths.APPROVE_DUTIES, params={"duty": keys})
    assert confirming.status_code == 200
    answer = send(browser, paths.APPROVE_DUTIES, confirming)
    assert answer.headers["location"] == paths.PROPOSALS
