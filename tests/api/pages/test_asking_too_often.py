"""Whoever asks too often is told when to come again, and raises a worry all the same."""

from collections.abc import Iterator

import pytest

from api import paths
from infrastructure.settings import Settings
from tests.api.pages.site import LEADER, TEACHER, Site, open_site
from tests.api.routes.worries import BODY, CONCERN


@pytest.fixture
def narrow(office_copy: Settings) -> Iterator[Site]:
    numbers = {"writes_a_minute": 3, "reads_a_minute": 5, "address_requests_a_minute": 20}
    with open_site(office_copy.model_copy(update=numbers)) as opened:
        yield opened


def test_an_account_that_asks_too_often_is_told_when_to_come_again(narrow: Site) -> None:
    browser = narrow.signed_in(TEACHER)
    assert [browser.get(paths.DESK).status_code for _ in range(5)] == [200] * 5
    # A slow machine earns another page while it draws the first five.
    while (refused := browser.get(paths.DESK)).status_code == 200:
        pass
    assert refused.status_code == 429
    wait = int(refused.headers["retry-after"])
    assert 0 < wait <= 12
    assert f"约 {wait} 秒后再试" in refused.text
    told = browser.get("/api/v1/children")
    assert (told.status_code, told.json()["code"]) == (429, "too_often")
    assert int(told.headers["retry-after"]) > 0
    assert narrow.signed_in(LEADER).get(paths.DESK).status_code == 200


def test_whoever_asked_too_often_still_raises_a_worry(narrow: Site) -> None:
    browser = narrow.signed_in(TEACHER)
    while browser.get(paths.DESK).status_code != 429:
        pass
    for _ in range(40):
        assert browser.get(paths.WORRY).status_code == 200
    assert browser.get(paths.HEALTH_DESK).headers["location"] == paths.RISK_NOTICES
    assert browser.put(CONCERN, json=BODY).status_code == 201


def test_an_address_is_counted_before_anything_is_read(narrow: Site) -> None:
    stranger = narrow.client()
    answers = [stranger.get("/nowhere").status_code for _ in range(22)]
    assert (answers[:20], answers[20:]) == ([404] * 20, [429] * 2)
    for free in ("/healthz", paths.HELP_NUMBERS, paths.WORRY):
        assert stranger.get(free).status_code in {200, 303}
