"""Every refusal that the code can raise, read from its text: the code and its parameters."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.tree import ROOT, place

LAYERS = ("domain", "application", "infrastructure", "api")
ROOT_CLASS = "DomainError"


@dataclass(frozen=True, slots=True)
class Raised:
    """One place where a refusal is made; `code` is empty where it is not written out."""

    code: str
    parameters: frozenset[str]
    where: str


def raised_refusals() -> list[Raised]:
    """Return every refusal made in the four layers."""
    kinds = refusal_classes(list(_trees().values()))
    return [each for name, tree in _trees().items() for each in _made_in(tree, kinds, name)]


def refusal_classes(trees: list[ast.Module]) -> frozenset[str]:
    """Return the names of the classes below DomainError, wherever they are defined."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    known = {ROOT_CLASS}
    while found := {name for name, above in bases.items() if above & known} - known:
        known |= found
    return frozenset(known)


def _made_in(tree: ast.Module, kinds: frozenset[str], name: str) -> Iterator[Raised]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in kinds:
            continue
        first = node.args[0] if node.args else None
        code = first.value if isinstance(first, ast.Constant) else ""
        yield Raised(
            code=str(code),
            parameters=frozenset(each.arg or "**" for each in node.keywords),
            where=f"{name}:{node.lineno}",
        )


def codes_written_out() -> list[Raised]:
    """Return every refusal with its code, those of form fields and of permission included.

    A code that is not written out where it is raised must be one of these elsewhere.
    """
    refusals = [each for each in raised_refusals() if each.code]
    named = [each for name, tree in _trees().items() for each in _named_codes(tree, name)]
    return refusals + named


def _named_codes(tree: ast.Module, name: str) -> Iterator[Raised]:
    """Codes in `code=` and the second argument of `refuse`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        said = [each.value for each in node.keywords if each.arg == "code"]
        if isinstance(node.func, ast.Attribute) and node.func.attr == "refuse":
            said += node.args[1:2]
        for value in said:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield Raised(value.value, frozenset(), f"{name}:{node.lineno}")


def text_of_layers() -> str:
    """Return the text of the four layers, without the sentences themselves."""
    return "".join(
        at.read_text("utf-8") for at in _modules() if not at.name.endswith("sentences.py")
    )


@cache
def _trees() -> dict[str, ast.Module]:
    return {place(at): ast.parse(at.read_text("utf-8")) for at in _modules()}


def _modules() -> list[Path]:
    return [at for layer in LAYERS for at in sorted((ROOT / layer).rglob("*.py"))]
