"""Files that hold keys: written whole or not at all, and never readable by anybody else."""

import os
import stat
from pathlib import Path
from tempfile import mkstemp

from infrastructure.keys.refusals import KeysRefused


def create_private_file(path: Path, content: bytes) -> None:
    """Write a new file with mode 0600, durable before it has its name; never over an existing one.

    Of two processes that create the same file, both go on with the one that was first.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, unnamed = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A hard link, unlike a rename, never replaces keys that are there already.
        os.link(unnamed, path)
    except FileExistsError:
        return
    finally:
        Path(unnamed).unlink()
        _sync_folder(path.parent)


def read_private_file(path: Path) -> bytes:
    """Return the content of a file that only its owner, this process, may touch.

    Raises: KeysRefused.
    """
    try:
        with path.open("rb") as file:
            _refuse_public(os.fstat(file.fileno()))
            return file.read()
    except FileNotFoundError:
        raise KeysRefused("keyfile_missing") from None


def _refuse_public(status: os.stat_result) -> None:
    if os.name != "posix":
        return
    if status.st_uid != os.geteuid():
        raise KeysRefused("keyfile_owned_by_another")
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise KeysRefused("keyfile_readable_by_others")


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
