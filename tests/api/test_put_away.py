"""What a page tells of a child is put away while nobody uses it; a desk and a form are not."""

import pytest

from api.language import Language
from api.rendering import render
from tests.api.gallery import PAGES

OF_CHILDREN = (
    *("case", "case-red", "child-file-updating", "history", "interviews", "report-page"),
    *("risk-notice", "refusal-notice", "screening-list"),
)
OPEN = ("duty-full", "reports", "report", "interview")
"""Desks ring and count, and a form keeps what was typed: none of them says what a child told."""


def puts_away(name: str) -> bool:
    page, shell = PAGES[name]
    html = render(page, shell, Language.CHINESE)
    return "data-concealed" in html and "conceal.js" in html


@pytest.mark.parametrize("name", OF_CHILDREN)
def test_what_a_page_tells_of_a_child_is_put_away(name: str) -> None:
    assert puts_away(name)


@pytest.mark.parametrize("name", OPEN)
def test_a_desk_and_a_form_stay_open(name: str) -> None:
    assert not puts_away(name)
