"""The threat model names for each attack on the web the tests that hold it off; they are there."""

import ast
import re

from tests.tree import ROOT

ATTACKS = frozenset(
    {
        "Session stolen from a cookie",
        "Invitation used by another",
        "Provider's name linked by another",
        "Provider that lies, or never comes to an end",
        "Session fixation",
        "Link of a hospital's liaison used by another, or for more than its referral",
        "Link of a body's officer used by another, or for more than its report",
        "Cross-site request forgery",
        "Link of a message pressed by a scanner, forged, or pressed too late",
        "Script in what somebody typed",
        "Clickjacking",
        "Listening on the network",
        "Case pages found in a cache",
        "Open redirect",
        "Host header",
        "Path traversal",
        "Header injection",
        "Listening on after the session or the duty is over",
        "Ids of two children mixed in one request",
        "Id of somebody else's request, duty or pairing sent again",
        "Formula in a spreadsheet",
        "Slow regular expression",
        "Hostile upload",
        "Huge or endless request",
        "Flood of requests",
        "Storm of sign-ins",
        "A guardian who harmed the child is told of the worry",
        "One person alone plays a crisis down",
        "Guessing a proposed ID number",
        "Rules changed by one person, or beyond the law",
        "Guessing passwords",
        "Guessing the second factor",
        "Locking somebody out",
        "One account that several people use",
        "Attack that nobody notices",
        "Unexpected input to the API",
        "Child's file changed by whom a worry names",
        "Secret read from a log or a list of processes",
    }
)
"""What a web application of this kind has to expect (OWASP ASVS 5.0)."""
NOT_EACH_TIME = ("pytest.mark.soak", "pytest.mark.skip(")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def table() -> dict[str, list[tuple[str, str]]]:
    text = (ROOT / "docs/threat-model.md").read_text("utf-8")
    (_before, section) = text.split("## Attacks on the web", 1)
    lines = [line for line in section.split("\n## ", 1)[0].splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    return {attack: TEST.findall(tests) for attack, _held_by, tests in cells}


def test_every_attack_is_named_with_a_test() -> None:
    assert table().keys() == ATTACKS
    assert [attack for attack, tests in table().items() if not tests] == []


def test_every_test_that_is_named_is_there_and_runs_each_time() -> None:
    for file, name in (each for tests in table().values() for each in tests):
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        defined = {
            each.name: each
            for each in ast.walk(tree)
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        assert name in defined, f"{file}::{name}"
        # What runs now and then holds nothing off in between; one of several cases may.
        marks = [*defined[name].decorator_list, *marks_of_all(tree)]
        is_rare = any(ast.unparse(each).startswith(NOT_EACH_TIME) for each in marks)
        assert not is_rare, f"{file}::{name}"


def marks_of_all(tree: ast.Module) -> list[ast.expr]:
    """Return what marks all tests of a file."""
    assigned = (each for each in tree.body if isinstance(each, ast.Assign))
    found = (each.value for each in assigned if ast.unparse(each.targets[0]) == "pytestmark")
    return [
        mark for each in found for mark in (each.elts if isinstance(each, ast.List) else [each])
    ]
