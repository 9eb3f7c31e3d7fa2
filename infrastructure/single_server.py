"""Makes sure that one process only serves an embedded ledger: its caches and joins assume it."""

import sqlite3
from pathlib import Path


class AlreadyServed(Exception):
    """Another process serves the data of this folder."""

    code = "already_served"


class SingleServer:
    """Holds a folder's serve lock until closed; the system lets go of it when the process dies.

    An exclusive transaction on a small SQLite file is a lock that works on every system alike.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(
            folder / "serve.lock", timeout=0.2, isolation_level=None, check_same_thread=False
        )
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            self._connection.close()
            raise AlreadyServed from None

    def close(self) -> None:
        """Let another process serve the folder."""
        self._connection.close()
