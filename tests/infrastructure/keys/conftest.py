"""An empty key store in a SQLite file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.infrastructure.keys.stores import founded_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    with founded_store(tmp_path) as engine:
        yield engine
