"""Which files belong to the project, for the tests that read its own text."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "var", "build", "dist", "htmlcov", "__pycache__"}


def project_files(*suffixes: str) -> list[Path]:
    """Every file that is, or would be, committed: all, or those with one of the suffixes."""
    files = listed_by_git() or set(walked(ROOT))
    return sorted(at for at in files if not suffixes or at.suffix in suffixes)


def listed_by_git() -> set[Path]:
    """What git tracks or would add; nothing where the project was unpacked without its history."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    except FileNotFoundError:
        return set()
    names = answer.stdout.decode().split("\0")
    return {ROOT / name for name in names if name and (ROOT / name).is_file()}


def walked(root: Path) -> Iterator[Path]:
    """The files below a folder, without environments, data and what tools leave behind."""
    for folder, folders, names in os.walk(root):
        folders[:] = [
            name for name in folders if name not in NOT_OURS and not name.endswith("_cache")
        ]
        yield from (Path(folder, name) for name in names if name != ".coverage")


def place(path: Path) -> str:
    """A file's name as people write it: from the root, with slashes."""
    return path.relative_to(ROOT).as_posix()
