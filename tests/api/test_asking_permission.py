"""Pages and routes decide nothing: permission is the first line of the use case that they call."""

import ast
from pathlib import Path

import pytest

from tests.tree import ROOT, place

TO_OFFER = {"standings_for_child", "standings_of", "Standings"}
"""What tells a page which ways to draw; whoever goes one is asked again by the use case."""

LOOKED_INTO = sorted((ROOT / "api").rglob("*.py"))


def taken_from_permission(source: str) -> set[str]:
    """Return what a module imports of the questions about permission."""
    return {
        name.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        and node.module in ("application.authorisation.permission", "domain.access.table")
        for name in node.names
    } - {"Request"}


@pytest.mark.parametrize("at", LOOKED_INTO, ids=place)
def test_no_page_and_no_route_decides_on_permission_itself(at: Path) -> None:
    # The words of the table are shown by one page.
    words = {"Act", "Standing"}
    assert taken_from_permission(at.read_text("utf-8")) - TO_OFFER - words == set()


def test_a_page_that_decides_is_found() -> None:
    planted = "from application.authorisation.permission import permit, standings_of\n"
    assert taken_from_permission(planted) - TO_OFFER == {"permit"}
