"""The database keeps no record of a reading or of a sign-in: nothing is shown, nobody comes in."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from api import paths
from api.cookies import SessionCookie
from api.routes.v1 import PREFIX
from tests import examples as given
from tests.api.pages.damaging import execute
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import TEACHER, Site, found_office, office_settings, open_site
from tests.engines import FoundedLedger, LedgerDatabases
from tests.signing import PASSWORD, next_code

CHILD = paths.filled(paths.CHILD, child_id=given.CHILD)
READ = (CHILD, f"{CHILD}/history", paths.DESK, f"{PREFIX}/children/{given.CHILD}")
TOLD = (given.CHILD_NAME, given.PHONE, given.BORN_ON.isoformat())
# An error of the engine, not of a constraint: as a full disk would be.
REFUSING = {
    "sqlite": ("CREATE TRIGGER full_disk BEFORE INSERT ON reads BEGIN SELECT json('{'); END",),
    "postgresql": (
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON reads FOR EACH ROW EXECUTE FUNCTION full_disk()",
    ),
}
TAKING = {
    "sqlite": "DROP TRIGGER full_disk",
    "postgresql": "DROP TRIGGER full_disk ON reads",
}


@pytest.fixture
def databases(founded_ledger: FoundedLedger) -> LedgerDatabases:
    return founded_ledger(found_office)


@pytest.fixture
def site(databases: LedgerDatabases) -> Iterator[Site]:
    """Give the office on each engine in turn, the real log of readings beneath it."""
    with open_site(office_settings(databases)) as opened:
        yield opened


@contextmanager
def full(databases: LedgerDatabases) -> Iterator[None]:
    """Let the database keep no record of a reading for so long."""
    execute(databases.owner_url, *REFUSING[databases.dialect])
    yield
    execute(databases.owner_url, TAKING[databases.dialect])


@pytest.mark.parametrize("path", READ)
def test_nothing_of_a_child_is_shown_that_the_database_did_not_record(
    site: Site, databases: LedgerDatabases, path: str
) -> None:
    browser = site.signed_in(TEACHER)
    with full(databases):
        hidden = browser.get(path)
    assert hidden.status_code == 503
    assert [each for each in TOLD if each in hidden.text] == []
    shown = browser.get(path)
    assert (shown.status_code, given.CHILD_NAME in shown.text) == (200, True)


def test_nobody_comes_in_whose_sign_in_the_database_did_not_record(
    site: Site, databases: LedgerDatabases
) -> None:
    browser = site.client()
    led = send(browser, paths.SIGN_IN, login=TEACHER, password=PASSWORD)
    form = form_on(browser.get(led.headers["location"]), paths.SECOND_STEP)
    half_way = browser.cookies[SessionCookie(secure=False).name]
    with full(databases):
        refused = browser.post(paths.SECOND_STEP, data=form.filled(code=next_code(TEACHER)))
        assert (refused.status_code, "set-cookie" in refused.headers) == (503, False)
        assert browser.cookies[SessionCookie(secure=False).name] == half_way
    led = browser.get(paths.DESK)
    assert (led.status_code, given.CHILD_NAME in led.text) == (303, False)
