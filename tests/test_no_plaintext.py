"""What is known of a child stands nowhere in clear: no table, file, log line or temporary file."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from httpx2 import Client

from api import paths
from tests import signing
from tests.api.pages.damaging import execute
from tests.api.pages.forms import send
from tests.api.pages.site import (
    ADMINISTRATOR,
    SUPERVISOR,
    TEACHER,
    found_office,
    office_settings,
    open_site,
)
from tests.api.pages.telling import (
    ID_NUMBER,
    MARK,
    OPENED,
    PERSONAL,
    PHONE,
    mistype_everything,
    tell_everything,
)
from tests.engines import Cluster, LedgerDatabases
from tests.faults.serving import browser_on, served
from tests.searching import (
    PostgresPlaces,
    files_below,
    sqlite_tables,
    ways_to_write,
)


@dataclass(frozen=True, slots=True)
class Places:
    """Everywhere that a ledger and the process serving it leave anything."""

    databases: LedgerDatabases
    process: Path
    server: PostgresPlaces | None

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """Yield every table and every file: data, write-ahead log, keys, log lines, temporary."""
        yield from files_below(self.databases.tmp_path)
        if self.server is None:
            data = self.databases.tmp_path / "data"
            yield from sqlite_tables(data / "ledger.sqlite3")
            yield from sqlite_tables(data / "keys" / "keys.sqlite3")
        else:
            yield from self.server.tables()
            yield from self.server.files()

    def settle(self) -> None:
        """Have what is only in the write-ahead log written to the tables' files."""
        if self.server is None:
            execute(self.databases.owner_url, "PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            self.server.checkpoint()

    @property
    def said(self) -> str:
        """What the process said on its standard output and error."""
        return (self.process / "said.log").read_text("utf-8")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    process = tmp_path / "process"
    process.mkdir()
    if request.param == "sqlite":
        return Places(request.getfixturevalue("sqlite_ledger"), process, None)
    databases: LedgerDatabases = request.getfixturevalue("postgres_ledger")
    cluster: Cluster = request.getfixturevalue("cluster")
    superuser = databases.application_url.replace("tongxin_application@", "postgres@")
    return Places(databases, process, PostgresPlaces.from_now_on(superuser, cluster.folder))


def test_nothing_that_is_known_of_a_child_stands_anywhere_in_clear(places: Places) -> None:
    found_office(places.databases)
    settings = office_settings(places.databases)
    with served(settings, places.process) as (address, _), browsers(address) as (office, nobody):
        tell_everything(office[SUPERVISOR], office[TEACHER], office[ADMINISTRATOR])
        mistype_everything(office[TEACHER], nobody)
        break_down_over_a_child(places, office[SUPERVISOR])
        assert PERSONAL.found_among(places.everything()) == {}
        places.settle()
        assert PERSONAL.found_among(places.everything()) == {}
        require_planted_texts_found(places)


def break_down_over_a_child(places: Places, supervisor: Client) -> None:
    """Have the database refuse in the middle of recording; the log line says where, not what."""
    execute(places.databases.owner_url, "ALTER TABLE claims RENAME TO claims_gone")
    page = send(supervisor, paths.NEW_FILE, **{**OPENED, "child_id": str(uuid4())})
    assert page.status_code == 503
    assert " ERROR api.noting: " in places.said


@contextmanager
def browsers(address: str) -> Iterator[tuple[dict[str, Client], Client]]:
    """Give the browsers of three people who signed in, and one of nobody."""
    logins = (SUPERVISOR, TEACHER, ADMINISTRATOR)
    opened = [browser_on(address) for _ in (*logins, None)]
    office = dict(zip(logins, opened, strict=False))
    try:
        for login, browser in office.items():
            for step, fields in signing.steps_of(login):
                assert send(browser, step, **fields).status_code == 303
        yield office, opened[-1]
    finally:
        for each in opened:
            each.close()


def require_planted_texts_found(places: Places) -> None:
    """The search that found nothing finds what was put there: in each kind of place."""
    execute(
        places.databases.owner_url,
        "CREATE TABLE planted (said text)",
        f"INSERT INTO planted VALUES ('{MARK}')",
    )
    (places.process / "temporary").write_text(PHONE)
    with (places.process / "said.log").open("a") as log:
        log.write(f"visit of {ID_NUMBER}")
    before = PERSONAL.found_among(places.everything())
    places.settle()
    after = PERSONAL.found_among(places.everything())
    assert before["process/temporary"] == ["phone as utf-8"]
    assert before["process/said.log"] == ["id_number as utf-8"]
    kinds = ["planted", "wal"], ["planted", "ledger.sqlite3" if places.server is None else "/"]
    for found, expected in zip((before, after), kinds, strict=True):
        told = [name for name, each in found.items() if "text as utf-8" in each]
        assert all(any(kind in name for name in told) for kind in expected)


@pytest.mark.parametrize("way", sorted(ways_to_write("")))
def test_the_search_finds_every_way_of_writing(way: str, tmp_path: Path) -> None:
    written = ways_to_write(MARK)[way]
    (tmp_path / "file").write_bytes(b"\x00something" + written + b"more\xff")
    assert [*PERSONAL.found_among(files_below(tmp_path))] == ["file"]
    (tmp_path / "file").write_bytes(b"\x00something" + written[1:] + b"more\xff")
    assert PERSONAL.found_among(files_below(tmp_path)) == {}


def test_what_an_exception_says_reaches_neither_the_log_nor_the_answer(
    sqlite_ledger: LedgerDatabases, caplog: pytest.LogCaptureFixture
) -> None:
    found_office(sqlite_ledger)
    caplog.set_level(logging.DEBUG)

    def break_down() -> object:
        try:
            raise ValueError(f"{MARK} {PHONE}")
        except ValueError as cause:
            raise RuntimeError(f"{ID_NUMBER}") from cause

    with open_site(office_settings(sqlite_ledger)) as site:
        browser = site.signed_in(TEACHER)
        site.app.state.clock = break_down
        for answer in (browser.get(paths.DESK), browser.get("/api/v1/children")):
            assert answer.status_code == 500
            assert PERSONAL.found_in(answer.content) == []
    faults = [each for each in caplog.records if each.name == "api.errors"]
    assert len(faults) == 2
    assert all("RuntimeError from builtins.ValueError" in each.getMessage() for each in faults)
    assert PERSONAL.found_in(caplog.text.encode()) == []
