"""The shape of the code: short files and functions, plain names, imports that point inwards."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tree import ROOT, listed_by_git, place, project_files, walked

FILE_LINES = 250
FUNCTION_LINES = 40
TYPE_IGNORES = 6
LINT_EXCEPTIONS = 12
VAGUE = {"service", "manager", "util", "utility", "helper", "base", "impl", "abstract", "common"}
CLOCKS_AND_CHANCE = {
    *(
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "uuid.uuid1",
        "uuid.uuid4",
    ),
    *("uuid1", "uuid4", "os", "random", "secrets", "socket", "sqlite3", "subprocess"),
}
LOG = ("infrastructure/log/", "tests/infrastructure/log/test_")
CODEC = ("building", "codec", "twins", "upcasting")
LOOSELY_TYPED = {f"{log}{part}.py" for part in CODEC for log in LOG}
NAMED_BY_LIBRARIES = {"load_dialect_impl"}
PLAIN_LAYERS = {"domain": {"domain"}, "application": {"application", "domain"}}

type_ignore = re.compile(r"#\s*type:\s*ignore(\[[a-z, -]+\])?")
lint_exception = re.compile(r"#\s*noqa(:\s*[A-Z]+[0-9]+)?")

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def long_file(_name: str, text: str) -> list[str]:
    lines = text.count("\n")
    return [f"has {lines} lines"] if lines > FILE_LINES else []


def long_functions(_name: str, text: str) -> list[str]:
    found = [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [f"{name} has {lines} lines" for name, lines in found if lines > FUNCTION_LINES]


def vague_names(name: str, text: str) -> list[str]:
    nodes = ast.walk(ast.parse(text))
    names = [Path(name).stem, *(node.name for node in nodes if isinstance(node, Definition))]
    ours = [each for each in names if each not in NAMED_BY_LIBRARIES]
    return [f"{each} says too little" for each in ours if words(each) & VAGUE]


def words(name: str) -> set[str]:
    """The words of a CamelCase or snake_case name, in the singular."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)
    return {part.lower() if part.endswith("ss") else part.lower().rstrip("s") for part in parts}


def missing_sentence(name: str, text: str) -> list[str]:
    if not text and name.startswith("tests/") and name.endswith("__init__.py"):
        return []
    first = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0].strip()
    one = first.endswith((".", "。")) and not re.search(r"[.。!?]\s+[A-Z]", first)
    return [] if one else ["does not start with one sentence on what it is for"]


def foreign_imports(name: str, text: str) -> list[str]:
    allowed = PLAIN_LAYERS.get(name.split("/")[0])
    if allowed is None:
        return []
    imported: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0] if node.level == 0 else name)
    return [f"imports {each}" for each in sorted(imported - allowed - sys.stdlib_module_names)]


def clocks_and_chance(name: str, text: str) -> list[str]:
    """What a rule or use case must be given as an argument: the time, an id, anything by chance."""
    if name.split("/")[0] not in PLAIN_LAYERS:
        return []
    met: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute):
            met.add(ast.unparse(node))
        if isinstance(node, ast.Import | ast.ImportFrom):
            met |= {getattr(node, "module", "") or "", *(alias.name for alias in node.names)}
    return [f"meets {each}" for each in sorted(met & CLOCKS_AND_CHANCE)]


def loose_types(name: str, text: str) -> list[str]:
    """`Any` where a type could be named; only what reads stored JSON has none."""
    if name in LOOSELY_TYPED:
        return []
    nodes = ast.walk(ast.parse(text))
    names = {getattr(node, "id", getattr(node, "attr", "")) for node in nodes}
    return ["says Any"] if "Any" in names else []


def comments(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def silenced_without_code(_name: str, text: str) -> list[str]:
    return [
        f"{comment} names no code"
        for comment in comments(text)
        for pattern in (type_ignore, lint_exception)
        if (found := pattern.search(comment)) and not found[1]
    ]


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


Check = Callable[[str, str], list[str]]
CHECKS: list[Check] = [
    long_file,
    long_functions,
    vague_names,
    missing_sentence,
    foreign_imports,
    clocks_and_chance,
    loose_types,
    silenced_without_code,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_module_keeps_the_shape(check: Check) -> None:
    modules = project_files(".py")
    assert len(modules) > len(CHECKS)
    found = {place(at): check(place(at), at.read_text(encoding="utf-8")) for at in modules}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_no_function_is_tangled_and_none_hides_an_import() -> None:
    assert tangled(*project_files(".py")) == []


def test_pages_scripts_and_style_sheets_are_short() -> None:
    texts = {place(at): at.read_text("utf-8") for at in project_files(".js", ".css", ".html")}
    assert {
        name: long_file(name, text) for name, text in texts.items() if long_file(name, text)
    } == {}


def test_checks_are_silenced_a_handful_of_times() -> None:
    said = [each for at in project_files(".py") for each in comments(at.read_text("utf-8"))]
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
