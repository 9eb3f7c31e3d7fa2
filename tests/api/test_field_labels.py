"""The list of mistakes above a form calls each field as the form does."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from api.language import Language
from api.rendering import render
from api.view_models.authorisation.grants import GrantDetailPage
from api.view_models.forms import FieldError, Form
from tests.api.gallery import PAGES, drawn

TOLD = re.compile(r'<li><a href="#([a-z_0-9]+)">(.*?)(?:：|: )', re.DOTALL)


def labels_on(html: str) -> dict[str, str]:
    """Return the first label of each field that a page asks for."""
    named = re.findall(r'<label for="([^"]+)">(.*?)</label>', html)
    named += re.findall(r'<fieldset[^>]* id="([^"]+)"[^>]*>\s*<legend>(.*?)</legend>', html)
    return dict(reversed(named))


def told_on(language: Language) -> Iterator[tuple[str, str, str, str]]:
    """Yield of every page each field that is called wrong, and how it is called there and below."""
    for name in PAGES:
        html = drawn(name, language)
        below = labels_on(html)
        for field, called in TOLD.findall(html):
            if field in below:
                yield name, field, unescape(called), unescape(below[field])


@pytest.mark.parametrize("language", list(Language))
def test_a_mistake_is_told_under_the_label_of_its_field(language: Language) -> None:
    told = list(told_on(language))
    assert len(told) > len(PAGES) // 10
    assert [each for each in told if each[2] != each[3]] == []


def test_what_is_typed_is_taken_for_no_label() -> None:
    page, shell = PAGES["glass-to-review"]
    assert isinstance(page, GrantDetailPage)
    wrong = Form(errors=(FieldError(field="verdict", code="required"),))
    typed = replace(page, form=wrong, reason="<!--label verdict-->")
    shown = render(typed, shell, Language.CHINESE)
    assert "&lt;!--label verdict--&gt;" in shown
    assert "<!--label" not in shown
