"""The door to the API: on an embedded ledger, or on each engine in turn where it may matter."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import crisis
from tests.api.pages.site import office_settings
from tests.api.routes.door import TEACHER, Door, embedded, open_door, settings_of
from tests.api.routes.worries import BODY, CONCERN
from tests.engines import FoundedLedger, LedgerDatabases, SqliteLedgers


@pytest.fixture(scope="session")
def town(sqlite_ledgers: SqliteLedgers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an embedded ledger that holds the town, to be copied and never opened."""
    folder = tmp_path_factory.mktemp("town")
    with sqlite_ledgers.fresh(folder) as databases, open_door(settings_of(databases)) as door:
        door.found_town()
    return folder / "data"


@pytest.fixture
def door(town: Path, tmp_path: Path) -> Iterator[Door]:
    with open_door(embedded(shutil.copytree(town, tmp_path / "data"))) as opened:
        yield opened


@pytest.fixture
def each_door(founded_ledger: FoundedLedger) -> Iterator[Door]:
    with open_door(office_settings(founded_ledger(_found_town))) as opened:
        yield opened


def _found_town(databases: LedgerDatabases) -> None:
    with open_door(office_settings(databases)) as opened:
        opened.found_town()


@pytest.fixture
def at_work(door: Door) -> Door:
    """Give a town in which somebody answers for worries."""
    crisis.put_on_duty(door.opened)
    return door


@pytest.fixture
def raised(at_work: Door) -> Door:
    """Give a town in which the teacher raised a worry."""
    assert at_work.signed_in(TEACHER).put(CONCERN, json=BODY).status_code == 201
    return at_work
