"""Gathers every Chinese text that pages show, and brings the .po files up to date with it.

`python -m tests.api.extracting` adds new texts untranslated and drops those no longer shown.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from api.language import Language, po_file
from api.rendering import TEMPLATES
from api.wording.sentences import FALLBACK, SENTENCES
from api.wording.words import LISTS, WORDS

KEYWORDS = {"_": None, "ngettext": (1, 2)}

# Nothing that changes from day to day or tells of a machine.
HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: {plural}\n"

"""

Text = str | tuple[str, ...]


def shown_texts() -> dict[Text, str]:
    """Return every text with the place it is shown first, in the order of the places."""
    found: dict[Text, str] = {}
    for at in sorted(TEMPLATES.rglob("*.html")):
        for text in texts_of(at):
            found.setdefault(text, at.relative_to(TEMPLATES.parent).as_posix())
    words = [word for table in WORDS.values() for word in table.values()]
    words += [word for table in LISTS.values() for word in table.values()]
    for word in words:
        found.setdefault(word, "words.py")
    for said in (*SENTENCES.values(), FALLBACK):
        found.setdefault(said, "sentences.py")
    return found


def texts_of(template: Path) -> Iterator[Text]:
    """Return the texts that one template marks for translation."""
    options = {"trimmed": "false", "silent": "false"}
    with template.open("rb") as source:
        yield from (
            message
            for _line, message, _comments, _context in extract(
                "jinja2", source, KEYWORDS, options=options
            )
        )


def forms_of(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a message's text in its one form, or its several, or none."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def brought_up_to_date(language: Language) -> bytes:
    """Return the .po file with exactly the texts shown; what was translated is kept."""
    with po_file(language).open("rb") as source:
        kept = read_po(source, locale=language)
    fresh = Catalog(locale=language)
    for text, place in shown_texts().items():
        known = kept.get(text if isinstance(text, str) else text[0])
        fresh.add(text, known.string if known else None, locations=[(place, 0)])
    written = BytesIO()
    write_po(written, fresh, width=100, include_lineno=False, omit_header=True)
    header = HEADER.format(language=language, plural=kept.plural_forms)
    return header.encode() + written.getvalue()


if __name__ == "__main__":
    po_file(Language.ENGLISH).write_bytes(brought_up_to_date(Language.ENGLISH))
