"""The shape of the code: short files and functions, plain names, imports that point inwards."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shape import (
    CHECKS,
    Check,
    clocks_and_chance,
    foreign_imports,
    lint_exception,
    long_file,
    long_functions,
    loose_types,
    missing_sentence,
    silenced_without_code,
    silencing,
    type_ignore,
    vague_names,
)
from tests.tree import ROOT, listed_by_git, place, project_files, walked

TYPE_IGNORES = 6
LINT_EXCEPTIONS = 12


def tangled(*paths: Path) -> list[str]:
    """Functions of more than 8 ways through or 6 arguments, or with imports; none excepted."""
    options = ["--isolated", "--ignore-noqa", "--no-cache", "--output-format", "concise"]
    limits = ["lint.mccabe.max-complexity=8", "lint.pylint.max-args=6"]
    configured = [part for limit in limits for part in ("--config", limit)]
    rules = ["--select", "C901,PLR0913,PLC0415", "--target-version", "py311"]
    files = [str(path) for path in paths]
    command = [sys.executable, "-m", "ruff", "check", *options, *rules, *configured, *files]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode in {0, 1}, answer.stderr
    return [line for line in answer.stdout.splitlines() if re.search(r":\d+:\d+: ", line)]


@pytest.fixture(scope="module")
def faults() -> dict[Check, dict[str, list[str]]]:
    """What each check finds in each module of the project."""
    modules = project_files(".py")
    assert len(modules) > len(CHECKS)
    found: dict[Check, dict[str, list[str]]] = {check: {} for check in CHECKS}
    for name, text in ((place(at), at.read_text(encoding="utf-8")) for at in modules):
        for check in CHECKS:
            found[check][name] = check(name, text)
    return found


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_module_keeps_the_shape(
    check: Check, faults: dict[Check, dict[str, list[str]]]
) -> None:
    assert {name: found for name, found in faults[check].items() if found} == {}


def test_no_function_is_tangled_and_none_hides_an_import() -> None:
    assert tangled(*project_files(".py")) == []


def test_pages_scripts_and_style_sheets_are_short() -> None:
    texts = {place(at): at.read_text("utf-8") for at in project_files(".js", ".css", ".html")}
    assert {
        name: long_file(name, text) for name, text in texts.items() if long_file(name, text)
    } == {}


def test_checks_are_silenced_a_handful_of_times() -> None:
    said = [each for at in project_files(".py") for each in silencing(at.read_text("utf-8"))]
    assert sum(bool(type_ignore.search(each)) for each in said) <= TYPE_IGNORES
    assert sum(bool(lint_exception.search(each)) for each in said) <= LINT_EXCEPTIONS


@pytest.mark.parametrize(
    ("check", "name", "text", "fault"),
    [
        (long_file, "api/a.py", "x = 1\n" * 251, "has 251 lines"),
        (long_functions, "api/a.py", "def f():\n" + "    x = 1\n" * 40, "f has 41 lines"),
        (vague_names, "api/a.py", "class VisitService: ...", "VisitService says too little"),
        (vague_names, "api/a.py", "def date_helpers(): ...", "date_helpers says too little"),
        (vague_names, "api/utils.py", "", "utils says too little"),
        (missing_sentence, "api/a.py", "x = 1", "does not start with one sentence"),
        (missing_sentence, "api/a.py", '"""One. Two."""', "does not start with one sentence"),
        (missing_sentence, "api/__init__.py", "", "does not start with one sentence"),
        (foreign_imports, "domain/a.py", "import sqlalchemy", "imports sqlalchemy"),
        (foreign_imports, "domain/a.py", "from application import b", "imports application"),
        (foreign_imports, "application/a.py", "from api.b import c", "imports api"),
        (foreign_imports, "application/a.py", "from . import b", "imports application/a.py"),
        (clocks_and_chance, "domain/a.py", "at = datetime.now(UTC)", "meets datetime.now"),
        (clocks_and_chance, "domain/a.py", "from uuid import uuid4", "meets uuid4"),
        (clocks_and_chance, "application/a.py", "import secrets", "meets secrets"),
        (clocks_and_chance, "application/a.py", "from random import choice", "meets random"),
        (loose_types, "api/a.py", "x: dict[str, Any] = {}", "says Any"),
        (loose_types, "api/a.py", "x: typing.Any = 1", "says Any"),
        (silenced_without_code, "api/a.py", "x = 1  # type: ignore", "names no code"),
        (silenced_without_code, "api/a.py", "x = 1  # noqa", "names no code"),
    ],
)
def test_a_planted_fault_is_found(check: Check, name: str, text: str, fault: str) -> None:
    assert [found for found in check(name, text) if fault in found] != []


@pytest.mark.parametrize(
    ("check", "name", "text"),
    [
        (long_file, "api/a.py", "x = 1\n" * 250),
        (long_functions, "api/a.py", "def f():\n" + "    x = 1\n" * 39),
        (vague_names, "infrastructure/database.py", "class Access: ...\ndef base64_text(): ..."),
        (missing_sentence, "api/a.py", '"""Says what it is for, RFC 6962.\n\nAnd. More."""'),
        (foreign_imports, "domain/a.py", "from datetime import date\nfrom domain import b"),
        (foreign_imports, "api/a.py", "import fastapi"),
        (clocks_and_chance, "domain/a.py", "from datetime import time\nat = clock.now()"),
        (clocks_and_chance, "api/a.py", "from uuid import uuid4"),
        (loose_types, "infrastructure/log/codec.py", "x: dict[str, Any] = {}"),
        (silenced_without_code, "api/a.py", "x = 1  # type: ignore[assignment]\n"),
    ],
)
def test_what_is_allowed_is_let_through(check: Check, name: str, text: str) -> None:
    assert check(name, text) == []


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("C901", ["def f(a):", *(f"    if a == {n}: a = 0" for n in range(8))]),
        ("PLR0913", ["def f(a, b, c, d, e, g, h): ..."]),
        ("PLC0415", ["def f():", "    import os  # noqa: PLC0415"]),
    ],
)
def test_a_planted_tangle_is_found(code: str, lines: list[str], tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("\n".join(lines))
    assert [code in found for found in tangled(planted)] == [True]


def test_without_git_the_same_files_are_found() -> None:
    assert listed_by_git() <= set(walked(ROOT))
