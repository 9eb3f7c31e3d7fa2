"""Checks of one module's text: each tells what is wrong with the module's shape."""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

FILE_LINES = 250
FUNCTION_LINES = 40
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
SILENCING = (type_ignore, lint_exception)

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@lru_cache(maxsize=1)
def module_of(text: str) -> ast.Module:
    return ast.parse(text)


@lru_cache(maxsize=1)
def nodes_of(text: str) -> tuple[ast.AST, ...]:
    """Everything in a module, read once for all checks that follow each other on the same text."""
    return tuple(ast.walk(module_of(text)))


def long_file(_name: str, text: str) -> list[str]:
    lines = text.count("\n")
    return [f"has {lines} lines"] if lines > FILE_LINES else []


def long_functions(_name: str, text: str) -> list[str]:
    found = [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in nodes_of(text)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [f"{name} has {lines} lines" for name, lines in found if lines > FUNCTION_LINES]


def vague_names(name: str, text: str) -> list[str]:
    nodes = nodes_of(text)
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
    first = (ast.get_docstring(module_of(text)) or "").split("\n\n")[0].strip()
    one = first.endswith((".", "。")) and not re.search(r"[.。!?]\s+[A-Z]", first)
    return [] if one else ["does not start with one sentence on what it is for"]


def foreign_imports(name: str, text: str) -> list[str]:
    allowed = PLAIN_LAYERS.get(name.split("/")[0])
    if allowed is None:
        return []
    imported: set[str] = set()
    for node in nodes_of(text):
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
    for node in nodes_of(text):
        if isinstance(node, ast.Attribute):
            met.add(ast.unparse(node))
        if isinstance(node, ast.Import | ast.ImportFrom):
            met |= {getattr(node, "module", "") or "", *(alias.name for alias in node.names)}
    return [f"meets {each}" for each in sorted(met & CLOCKS_AND_CHANCE)]


def loose_types(name: str, text: str) -> list[str]:
    """`Any` where a type could be named; only what reads stored JSON has none."""
    if name in LOOSELY_TYPED:
        return []
    nodes = nodes_of(text)
    names = {getattr(node, "id", getattr(node, "attr", "")) for node in nodes}
    return ["says Any"] if "Any" in names else []


def silencing(text: str) -> list[str]:
    """The comments that silence a check; a text without one of the words is not taken apart."""
    if not any(pattern.search(text) for pattern in SILENCING):
        return []
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return [each for each in comments if any(pattern.search(each) for pattern in SILENCING)]


def silenced_without_code(_name: str, text: str) -> list[str]:
    return [
        f"{comment} names no code"
        for comment in silencing(text)
        for pattern in SILENCING
        if (found := pattern.search(comment)) and not found[1]
    ]


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
