"""Draws into each form that is sent whose it is, so that nobody else saves what was typed there."""

import re

from jinja2.ext import Extension

# A tag may hold expressions of ours, and these a ">".
_POSTED = re.compile(
    r"<form\b(?:\{\{.*?\}\}|\{%.*?%\}|[^>])*?\bmethod=\"post\"(?:\{\{.*?\}\}|\{%.*?%\}|[^>])*>",
    re.DOTALL,
)
_MARK = (
    "{% if shell is defined and shell.writer %}"
    '<input type="hidden" name="written_by" value="{{ shell.writer }}">{% endif %}'
)


class MarkedForms(Extension):
    """Puts the mark of whoever a page is drawn for behind the tag of every form of its templates.

    In one place, so that no template can forget it.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template with the mark in its forms."""
        del name, filename
        return _POSTED.sub(lambda tag: tag[0] + _MARK, source)
