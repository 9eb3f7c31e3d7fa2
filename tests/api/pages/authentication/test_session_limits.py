"""The limits of a session that an operator sets are those of the server that is then started."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api import paths, streams
from tests.api.pages.forms import send
from tests.api.pages.site import LEADER, TEACHER, Site, found_office, office_settings, open_site
from tests.engines import FoundedLedger
from tests.signing import steps_of

IDLE_MINUTES, HOURS = 15, 1


@pytest.fixture
def site(founded_ledger: FoundedLedger) -> Iterator[Site]:
    """Give a site whose operator lets sessions end as soon as can be asked for."""
    settings = office_settings(founded_ledger(found_office))
    limits = {"session_idle_minutes": IDLE_MINUTES, "session_hours": HOURS}
    with open_site(settings.model_copy(update=limits)) as opened:
        yield opened


def signed_in(site: Site) -> TestClient:
    """Return the browser of somebody who signed in on the pages, both steps of it."""
    browser = site.client()
    for path, typed in steps_of(TEACHER):
        assert send(browser, path, **typed).status_code == 303
    return browser


def is_in(browser: TestClient) -> bool:
    return browser.get(paths.DESK).status_code == 200


def test_a_session_left_alone_ends_after_the_minutes_that_were_set(site: Site) -> None:
    browser = signed_in(site)
    site.clock.move(minutes=IDLE_MINUTES - 1)
    assert is_in(browser)
    site.clock.move(minutes=IDLE_MINUTES)
    assert not is_in(browser)


def test_a_session_ends_after_the_hours_that_were_set_however_busy(site: Site) -> None:
    browser = signed_in(site)
    for _ in range(5):
        site.clock.move(minutes=11)
        assert is_in(browser)
    site.clock.move(minutes=5)
    assert not is_in(browser)


# As a page asks for itself anew.
AGAIN = {"Tongxin-Looks-Again": "1"}


@pytest.mark.parametrize(
    ("path", "headers"),
    [(paths.STREAM, {}), (paths.UNTAKEN, {}), (paths.GRANTS_WAITING, {}), (paths.DESK, AGAIN)],
)
def test_what_an_open_page_asks_by_itself_keeps_no_session(
    site: Site, path: str, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A stream that is refused asks for the session as one that stays open does.
    monkeypatch.setattr(streams, "STREAMS_A_PERSON", 0)
    browser = site.signed_in(LEADER)
    site.clock.move(minutes=IDLE_MINUTES - 5)
    assert browser.get(path, headers=headers).status_code in {200, 503}
    site.clock.move(minutes=5)
    assert not is_in(browser)


def test_the_duty_desk_keeps_the_session_of_whoever_waits_before_it(site: Site) -> None:
    browser = site.signed_in(LEADER)
    for _ in range(4):
        site.clock.move(minutes=IDLE_MINUTES - 1)
        assert browser.get(paths.HEALTH_DESK, headers=AGAIN).status_code == 200
