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
    told = browser.get(answer.headers["location"]).text
    assert (answer.status_code, f"已批准 {len(set(keys))} 项。" in told) == (303, True)
