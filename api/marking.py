"""Draws into each form that is sent whose it is, so that nobody else saves what was typed there."""

import re
from collections.abc import Callable

from fastapi import Request
from jinja2.ext import Extension

from application.authentication.outside_doors import OutsideDoors
from domain.shared import PersonId

WRITER_BYTES = 16

# A tag may hold expressions of ours, and these a ">". Each is taken whole or not at all: one that
# could end later than it does would lead from a form that is not sent into the next that is.
_POSTED = re.compile(
    r"<form\b(?>\{\{.*?\}\}|\{%.*?%\}|[^>])*?\bmethod=\"post\"(?>\{\{.*?\}\}|\{%.*?%\}|[^>])*>",
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


def writer_mark(request: Request, person_id: PersonId) -> str:
    """Return by what a form tells whose it is."""
    outside: OutsideDoors = request.app.state.outside
    return mark_of(outside.digest, person_id)


def mark_of(digest: Callable[[str, str], bytes], person_id: PersonId) -> str:
    """Return the mark of a person, keyed: nobody else can write it."""
    return digest("writer", str(person_id))[:WRITER_BYTES].hex()
