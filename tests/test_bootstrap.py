"""The set-up: what it refuses, what it finds, and that it starts again after everything."""

import ast
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infrastructure import bootstrap

SOURCE = Path(bootstrap.__file__)
LOCK = """typer==0.29.2 \\
    --hash=sha256:aa
uv==0.13.9 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
uvicorn==0.54.0 \\
    --hash=sha256:dd
"""
PROJECT = """[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
# The smallest thing that can install a project in place: a wheel with a name and a path.
BACKEND = """import pathlib, zipfile
FILES = {
    "small.pth": str(pathlib.Path.cwd()),
    "small-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: small\\nVersion: 1\\n",
    "small-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any",
    "small-1.dist-info/RECORD": "",
}
def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(pathlib.Path(folder, "small-1-py3-none-any.whl"), "w") as wheel:
        for name, content in FILES.items():
            wheel.writestr(name, content)
    return "small-1-py3-none-any.whl"
"""


def program(folder: Path, name: str, body: str = "") -> Path:
    """Writes a program that a search along PATH will find."""
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / name
    written.write_text(f"#!/bin/sh\n{body}\n")
    written.chmod(0o755)
    return written


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose PATH holds nothing but the returned folder."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("CI", "TONGXIN_CHROMIUM", "TONGXIN_TEST_PG_BIN"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(bootstrap, "BROWSERS", ("chromium", "msedge"))
    monkeypatch.setattr(bootstrap, "POSTGRES", tmp_path / "lib")
    return tmp_path / "bin"


def test_an_old_python_is_told_what_is_missing() -> None:
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is 3\.9"):
        bootstrap.require_python((3, 9))
    bootstrap.require_python((3, 11))


def test_an_old_python_can_read_the_file() -> None:
    assert ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 7)).body != []


def test_it_leans_on_the_standard_library_alone() -> None:
    tree = ast.parse(SOURCE.read_text("utf-8"))
    imported = {
        name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names
    }
    assert imported - sys.stdlib_module_names == set()


def test_the_installer_is_taken_out_of_the_lock_with_its_hashes() -> None:
    installer, packages = bootstrap.split_lock(LOCK)
    assert installer == "uv==0.13.9 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    assert packages == LOCK.replace(installer, "")
    assert bootstrap.split_lock(packages) == ("", packages)


def test_the_named_browser_comes_before_the_one_on_the_path(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bootstrap.find_browser() is None
    found = program(bare, "msedge")
    assert bootstrap.find_browser() == str(found)
    named = program(bare, "my-chromium")
    monkeypatch.setenv("TONGXIN_CHROMIUM", str(named))
    assert bootstrap.find_browser() == str(named)


def test_the_newest_postgres_with_a_server_is_found(bare: Path) -> None:
    assert bootstrap.find_postgres() is None
    for version in ("9", "15", "18"):
        program(bare.parent / "lib" / version / "bin", "initdb")
    assert bootstrap.find_postgres() == bare.parent / "lib" / "18" / "bin"
    told = program(bare.parent / "told", "initdb").parent
    program(bare, "pg_config", f"echo {told}")
    assert bootstrap.find_postgres() == told
    (told / "initdb").unlink()
    assert bootstrap.find_postgres() == bare.parent / "lib" / "18" / "bin"


def test_root_installs_what_is_missing_and_others_are_told(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = bare.parent / "asked"
    program(bare, "apt-get", f'echo "$@" >> {asked}; /bin/cp {bare}/apt-get {bare}/chromium')
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="go without"):
        bootstrap.find_what_it_needs("test", ["-m", "not postgres"])
    assert not asked.exists()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bootstrap.find_what_it_needs("test", ["-m", "not postgres"])
    assert os.environ["TONGXIN_CHROMIUM"] == str(bare / "chromium")
    install = "-qq install -y --no-install-recommends chromium fonts-noto-cjk"
    assert asked.read_text().splitlines() == ["-qq update", install]


def test_without_postgres_a_person_is_told_and_a_machine_fails(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not bare.exists()
    bootstrap.find_what_it_needs("test", ["-m", "not browser"])
    assert capsys.readouterr().err == bootstrap.POSTGRES_MISSING + "\n"
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="server programs"):
        bootstrap.find_what_it_needs("test", ["-m", "not browser"])


IN_THREE = ["-n", "3", "--dist", "worksteal"]


def test_the_tests_run_in_three_processes_unless_their_plugin_is_left_out() -> None:
    assert bootstrap.asked_of_pytest(["-x", "tests/api"]) == [*IN_THREE, "-x", "tests/api"]
    assert bootstrap.asked_of_pytest(["-n0"]) == [*IN_THREE, "-n0"]
    for left_out in (["-p", "no:xdist", "-x"], ["-pno:xdist", "-x"]):
        assert bootstrap.asked_of_pytest(left_out) == left_out


def test_a_marker_of_ones_own_does_not_bring_the_soaks_in() -> None:
    asked = ["-m", "not browser", "-x"]
    marked = ["-m", "(not browser) and not soak", "-x"]
    assert bootstrap.asked_of_pytest(asked) == [*IN_THREE, *marked]


def test_all_is_checked_and_told_in_order_and_any_failure_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    steps = [("Bad", ["-c", "raise SystemExit('why')"]), ("Good", ["-c", "print('well')"])]
    assert bootstrap.run_checks(Path(sys.executable), steps) == 1
    assert capsys.readouterr().err.splitlines() == ["Bad", "why", "Bad: failed", "Good", "well"]
    assert bootstrap.run_checks(Path(sys.executable), steps[1:]) == 0


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SystemExit, match=r"demo\|tongxin\|bench\|test\|soak\|check\|setup"):
        bootstrap.main(["deploy"])


@pytest.mark.parametrize(
    ("found", "reused"),
    [
        (["/here", "3.11", "older digest", "run"], True),
        ([], True),
        ([bootstrap.UNFINISHED], False),
        (["/moved", "3.11", "digest", "run"], False),
        (["/here", "3.10", "digest", "run"], False),
    ],
)
def test_a_whole_environment_is_reused_and_another_made_anew(
    tmp_path: Path, found: list[str], reused: bool
) -> None:
    wanted = ["/here", "3.11", "digest"]
    python = program(tmp_path, "python", "echo 3.11")
    assert bootstrap.reusable(python, found, wanted) is reused
    assert bootstrap.reusable(tmp_path / "gone", found, wanted) is False
    without_pip = program(tmp_path, "without-pip", "exit 1")
    assert bootstrap.reusable(without_pip, found, wanted) is False
    python.write_text("cut off while it was written")
    python.chmod(0o600)
    assert bootstrap.reusable(python, found, wanted) is False


def started(project: Path) -> tuple[str, float]:
    """What a start of `setup` said, and how many seconds it took."""
    environment = {**os.environ, "PIP_NO_INDEX": "1"}
    command = [sys.executable, "infrastructure/bootstrap.py", "setup"]
    begun = time.monotonic()
    answer = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=True
    )
    return answer.stderr, time.monotonic() - begun


def test_a_broken_environment_is_made_once_and_the_second_start_is_quick(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "infrastructure").mkdir(parents=True)
    shutil.copy(SOURCE, project / "infrastructure")
    (project / "pyproject.toml").write_text(PROJECT)
    (project / "backend.py").write_text(BACKEND)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (project / name).write_text("")
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to("/nowhere/python")
    making = "Making the virtual environment .venv"
    installing = "Fetching and installing the packages of requirements.lock"

    assert started(project)[0].splitlines() == [making, installing]
    said, seconds = started(project)
    assert (said, seconds < 2) == ("", True)
    before = bootstrap.made_from(project)
    (project / "requirements.lock").write_text("# changed\n")
    assert bootstrap.made_from(project) != before


def test_make_is_asked_for_whatever_takes_no_arguments_of_its_own() -> None:
    text = (SOURCE.parent.parent / "Makefile").read_text("utf-8")
    (targets,) = re.findall(r"^([a-z ]+):", text, re.MULTILINE)
    assert set(targets.split()) == {*bootstrap.COMMANDS, "check", "setup"} - {"tongxin"}
