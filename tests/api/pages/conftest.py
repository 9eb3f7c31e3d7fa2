"""The office's pages: on an embedded ledger, or on each engine in turn where it may matter."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from infrastructure.settings import Settings
from tests.api.pages.all_ids import ALL_IDS
from tests.api.pages.furnishing import DESCRIPTION, furnished
from tests.api.pages.site import Site, found_office, office_settings, open_site
from tests.api.routes.door import embedded
from tests.api.walking import Bodies
from tests.engines import FoundedLedger, SqliteLedgers


@pytest.fixture(scope="session")
def office_folder(sqlite_ledgers: SqliteLedgers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an embedded ledger that holds the office, to be copied, never opened."""
    folder = tmp_path_factory.mktemp("office")
    with sqlite_ledgers.fresh(folder) as databases:
        found_office(databases)
    return folder


@pytest.fixture(scope="module")
def kept_site(office_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give one office for all tests of a module that do not get in each other's way."""
    folder = shutil.copytree(office_folder, tmp_path_factory.mktemp("kept") / "office")
    with open_site(embedded(folder / "data", folder / "keyfile.json")) as opened:
        yield opened


@pytest.fixture(scope="session")
def walked_site(office_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give one office for everybody who walks through all of it."""
    folder = shutil.copytree(office_folder, tmp_path_factory.mktemp("walked") / "office")
    settings = embedded(folder / "data", folder / "keyfile.json")
    with furnished(settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def bodies(walked_site: Site) -> Bodies:
    """Give what makes a body for each route of the API."""
    return Bodies(walked_site.client().get(DESCRIPTION).json(), ALL_IDS)


@pytest.fixture
def office_copy(office_folder: Path, tmp_path: Path) -> Settings:
    """Give the settings of an office of this test's own."""
    folder = shutil.copytree(office_folder, tmp_path / "office")
    return embedded(folder / "data", folder / "keyfile.json")


@pytest.fixture
def site(office_copy: Settings) -> Iterator[Site]:
    with open_site(office_copy) as opened:
        yield opened


@pytest.fixture
def each_site(founded_ledger: FoundedLedger) -> Iterator[Site]:
    """Give the office on each engine in turn."""
    with open_site(office_settings(founded_ledger(found_office))) as opened:
        yield opened
