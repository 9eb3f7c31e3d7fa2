"""Key stores for tests: real SQLite files, under keys that are the same in every run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from infrastructure.keys.keyfile import PURPOSES, KeyFile
from infrastructure.keys.keystore import found
from infrastructure.keys.tables import KEYS, open_keys_engine

LEDGER_ID = UUID("0e0e0e0e-0000-4000-8000-00000000ed9e")
KEY_FILE = KeyFile({purpose: bytes([number]) * 32 for number, purpose in enumerate(PURPOSES)})
OTHER_KEY_FILE = KeyFile({purpose: bytes([99]) * 32 for purpose in PURPOSES})


def empty_store(folder: Path) -> Engine:
    engine = open_keys_engine(f"sqlite:///{folder}/keys.sqlite3")
    KEYS.create_all(engine)
    return engine


@contextmanager
def founded_store(folder: Path) -> Iterator[Engine]:
    """A store of LEDGER_ID under KEY_FILE."""
    engine = empty_store(folder)
    found(engine, LEDGER_ID, KEY_FILE)
    yield engine
    engine.dispose()
