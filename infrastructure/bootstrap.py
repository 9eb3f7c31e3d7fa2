"""Sets the project up and runs it with nothing but a bare Python: environment, packages, command.

    python3 infrastructure/bootstrap.py demo|test|check|bench|soak|setup|tongxin [arguments…]

Standard library only, and readable by older Pythons, so that they can be told what is missing.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
WINDOWS = os.name == "nt"
STAMP = "tongxin-setup"
UNFINISHED = "unfinished"

# command → (needs the development packages, what the environment's Python is asked to run)
COMMANDS: dict[str, tuple[bool, list[str]]] = {
    "demo": (False, ["-m", "api.cli", "demo"]),
    "tongxin": (False, ["-m", "api.cli"]),
    "bench": (True, ["-m", "benchmarks"]),
    "test": (True, ["-m", "pytest"]),
    "soak": (True, ["-m", "pytest", "-m", "soak"]),
}
CHECKS = [
    ("Lint", ["-m", "ruff", "check", "."]),
    ("Format", ["-m", "ruff", "format", "--check", "."]),
    ("Types", ["-m", "mypy"]),
    ("Contracts", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
    ("Shape", ["-m", "pytest", "-q", "tests/test_shape.py", "tests/test_repository.py"]),
]

BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
POSTGRES = Path("/usr/lib/postgresql")
ENVIRONMENT_FAILED = """The virtual environment could not be made.
On Debian and Ubuntu it needs: apt-get install python3-venv"""
BROWSER_MISSING = """The browser tests need Chromium. Install it (on Debian, as root:
apt-get install chromium fonts-noto-cjk), or name one in TONGXIN_CHROMIUM, or go without:
python3 infrastructure/bootstrap.py test -m 'not browser'"""
POSTGRES_MISSING = """The PostgreSQL tests need its server programs. Install them (on Debian, as
root: apt-get install postgresql), or name the folder of initdb in TONGXIN_TEST_PG_BIN."""


def main(arguments: list[str]) -> int:
    """Runs one command: replaces this process where the system can, else returns the exit code."""
    require_python(sys.version_info[:2])
    command, extra = "".join(arguments[:1]), arguments[1:]
    if command not in {*COMMANDS, "check", "setup"}:
        raise SystemExit(f"usage: bootstrap.py {'|'.join(COMMANDS)}|check|setup [arguments…]")
    needs_development, line = COMMANDS.get(command, (command == "check", []))
    python = set_up(ROOT, development=needs_development)
    if command in {"setup", "check"}:
        return run_checks(python, CHECKS if command == "check" else [])
    find_what_it_needs(command, extra)
    if command != "tongxin":
        os.chdir(ROOT)
    return become([str(python), *line, *(asked_of_pytest(extra) if command == "test" else extra)])


def require_python(version: tuple[int, ...]) -> None:
    """Stops with a sentence when this Python is too old."""
    if version < OLDEST_PYTHON:
        found, needed = (".".join(map(str, pair)) for pair in (version, OLDEST_PYTHON))
        advice = f"Choose a newer one, for example: make demo PYTHON=python{needed}"
        raise SystemExit(f"Tongxin needs Python {needed} or newer, and this is {found}. {advice}")


def set_up(root: Path, *, development: bool) -> Path:
    """Returns the Python of the environment, after making, mending or updating it where needed."""
    folder = root / ".venv"
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    stamp = folder / STAMP
    wanted, found = made_from(root), stamp.read_text().splitlines() if stamp.is_file() else []
    kind = "development" if development or found[-1:] == ["development"] else "run"
    if python.exists() and found == [*wanted, kind]:
        return python
    if not reusable(python, found, wanted):
        make_environment(folder)
    stamp.write_text(UNFINISHED, encoding="utf-8")
    install(python, root, "requirements-dev.lock" if kind == "development" else "requirements.lock")
    stamp.write_text("\n".join([*wanted, kind]), encoding="utf-8")
    return python


def made_from(root: Path) -> list[str]:
    """What an environment depends on: its place, the Python, a digest of what was asked for."""
    digest = hashlib.sha256()
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        digest.update((root / name).read_bytes())
    return [str(root), "{}.{}".format(*sys.version_info), digest.hexdigest()]


def reusable(python: Path, found: list[str], wanted: list[str]) -> bool:
    """Whether packages may be added to the environment: it is whole, unmoved, of this Python."""
    if not python.exists() or (found and found[:2] != wanted[:2]):
        return False
    probe = "import sys, pip; print('{}.{}'.format(*sys.version_info))"
    try:
        answer = subprocess.run([str(python), "-c", probe], capture_output=True)
    except OSError:
        return False
    return answer.stdout.decode().strip() == wanted[1]


def make_environment(folder: Path) -> None:
    """Makes the virtual environment anew, over whatever is left there; marked until it is whole."""
    say("Making the virtual environment .venv")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    (folder / STAMP).write_text(UNFINISHED, encoding="utf-8")
    try:
        venv.create(folder, with_pip=True, symlinks=not WINDOWS)
    except (subprocess.CalledProcessError, OSError) as fault:
        raise SystemExit(f"{ENVIRONMENT_FAILED} ({fault})") from fault


def install(python: Path, root: Path, lock: str) -> None:
    """Installs what the lock names, each file checked against its hash, and the project in place.

    uv does it in a fraction of pip's time; where there is no uv, or it fails, pip does the same.
    """
    say(f"Fetching and installing the packages of {lock}")
    installer, packages = split_lock((root / lock).read_text(encoding="utf-8"))
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    ways = [[*pip, "install", "--quiet", "--no-deps"]]
    if installer and install_listed(ways[0], root, installer):
        mirror = subprocess.run([*pip, "config", "get", "global.index-url"], capture_output=True)
        if mirror.stdout:
            os.environ.setdefault("UV_DEFAULT_INDEX", mirror.stdout.decode().strip())
        uv = [str(python), "-m", "uv", "pip", "install", "--quiet", "--no-deps"]
        ways.insert(0, [*uv, "--compile-bytecode", "--python", str(python)])
    for way in ways:
        project = [*way, "--no-build-isolation", "--editable", str(root)]
        if install_listed(way, root, packages) and subprocess.call(project) == 0:
            return
    raise SystemExit("The packages could not be installed: see above. Starting again is safe.")


def install_listed(way: list[str], root: Path, requirements: str) -> bool:
    """Whether the requirements, all with hashes, were installed that way."""
    listing = root / ".venv" / "tongxin-packages.txt"
    listing.write_text(requirements, encoding="utf-8")
    return subprocess.call([*way, "--require-hashes", "-r", str(listing)]) == 0


def split_lock(lock: str) -> tuple[str, str]:
    """The lock's entry for uv, and the lock without it, which pip can install everywhere."""
    entry = re.search(r"^uv==.*\n(?:[ ].*\n)*", lock, re.MULTILINE)
    installer = entry.group() if entry else ""
    return installer, lock.replace(installer, "")


def find_what_it_needs(command: str, arguments: list[str]) -> None:
    """Finds or installs PostgreSQL and Chromium and passes them on in the environment."""
    left_out = " ".join(arguments)
    if command in {"test", "soak", "bench"} and "not postgres" not in left_out:
        postgres = find_postgres() or (install_debian("postgresql") and find_postgres())
        if postgres:
            os.environ["TONGXIN_TEST_PG_BIN"] = str(postgres)
        elif os.environ.get("CI") == "true":
            raise SystemExit(POSTGRES_MISSING)
        else:
            say(POSTGRES_MISSING)
    if command == "test" and "not browser" not in left_out:
        found = find_browser() or (install_debian("chromium", "fonts-noto-cjk") and find_browser())
        if not found:
            raise SystemExit(BROWSER_MISSING)
        os.environ["TONGXIN_CHROMIUM"] = str(found)


def find_browser() -> str | None:
    """The path of a browser the tests can drive, or None."""
    named = os.environ.get("TONGXIN_CHROMIUM")
    places = (named,) if named else BROWSERS
    return next(filter(None, map(shutil.which, places)), None)


def find_postgres() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest where there are several, or None."""
    named = os.environ.get("TONGXIN_TEST_PG_BIN")
    if named:
        folders = [Path(named)]
    else:
        folders = sorted(POSTGRES.glob("*/bin"), key=lambda at: at.parent.name.zfill(2))
        config = shutil.which("pg_config")
        if config:
            answer = subprocess.run([config, "--bindir"], capture_output=True)
            folders.append(Path(answer.stdout.decode().strip()))
    return next((at for at in folders[::-1] if shutil.which("initdb", path=str(at))), None)


def install_debian(*packages: str) -> bool:
    """Whether system packages could be installed: as root with apt-get, else nobody is asked."""
    apt = shutil.which("apt-get")
    if not apt or WINDOWS or os.geteuid() != 0:
        return False
    say(f"Installing {' and '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update"], ["install", "-y", "--no-install-recommends", *packages])
    return all(subprocess.call([apt, "-qq", *step], env=environment) == 0 for step in steps)


def asked_of_pytest(arguments: list[str]) -> list[str]:
    """The arguments of `test`: in three processes, as one mostly waits, and never with soaks."""
    spread = [] if "no:xdist" in " ".join(arguments) else ["-n", "3", "--dist", "worksteal"]
    if "-m" not in arguments[:-1]:
        return [*spread, *arguments]
    at = arguments.index("-m") + 1
    return [*spread, *arguments[:at], f"({arguments[at]}) and not soak", *arguments[at + 1 :]]


def run_checks(python: Path, checks: list[tuple[str, list[str]]]) -> int:
    """Runs the checks side by side and tells of each in turn; returns the first failed code."""
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen([str(python), *line], cwd=ROOT, stdout=pipe, stderr=pipe)
        for _, line in checks
    ]
    for (name, _), each in zip(checks, running, strict=True):
        said = [name, b"".join(each.communicate()).decode().rstrip()]
        say("\n".join(filter(None, [*said, f"{name}: failed" if each.returncode else ""])))
    return next(filter(None, (each.returncode for each in running)), 0)


def become(line: list[str]) -> int:
    """Runs a program by its full path: by another argv[0] Python would find other packages."""
    if not WINDOWS:
        os.execv(line[0], line)
    return subprocess.call(line)


def say(sentence: str) -> None:
    """Tells the person at the terminal what is going on."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
