"""Each form that is sent is marked with whom it was drawn for, and no other."""

import pytest
from jinja2 import Environment

from api.marking import MarkedForms
from api.rendering import TEMPLATES

MARK = 'name="written_by" value="{{ shell.writer }}"'
SOUGHT = '<form method="get" action="{{ a > b }}">{{ c }}</form>'
SENT = '<form class="{% if a > b %}x{% endif %}" method="post" action="{{ c }}">'


def marked(source: str) -> str:
    return MarkedForms(Environment(autoescape=True)).preprocess(source, "any.html")


@pytest.mark.parametrize("before", ["", SOUGHT, SENT, f"{SOUGHT}{{% if d %}}{SENT}"])
def test_a_form_that_is_sent_is_marked_whatever_stands_before_it(before: str) -> None:
    _, _, after = marked(before + SENT).rpartition(SENT)
    assert MARK in after


def test_a_form_that_only_asks_is_not_marked() -> None:
    assert marked(SOUGHT) == SOUGHT


def test_every_template_has_as_many_marks_as_forms_that_are_sent() -> None:
    sources = [each.read_text("utf-8") for each in TEMPLATES.rglob("*.html")]
    sent = [source.count('method="post"') for source in sources]
    assert [marked(each).count(MARK) for each in sources] == sent
    assert sum(sent) > 100
