"""The languages of the pages: Chinese as in the source, English from the committed .po file."""

import re
from enum import StrEnum
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

WISH = re.compile(
    r"(?P<tag>[a-z*][a-z0-9-]*)\s*(?:;\s*q=(?P<weight>[01](?:\.\d{0,3})?))?", re.ASCII
)
TRANSLATIONS = Path(__file__).parent / "translations"


class Language(StrEnum):
    """The value of the html lang attribute."""

    CHINESE = "zh-Hans"
    ENGLISH = "en"


def po_file(language: Language) -> Path:
    """Return where the translation of a language is kept; Chinese has none, it is the source."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


@cache
def catalog(language: Language) -> NullTranslations:
    """Return the translations, compiled in memory from the .po file when first asked for."""
    if language is Language.CHINESE:
        return NullTranslations()
    compiled = BytesIO()
    with po_file(language).open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def chosen_language(cookie: str | None, accept_language: str | None) -> Language:
    """Return the language once chosen, else the browser's wish (RFC 9110 §12.5.4), else Chinese."""
    if cookie in set(Language):
        return Language(cookie)
    for tag in _by_preference(accept_language or ""):
        if tag.startswith("zh"):
            return Language.CHINESE
        if tag.startswith("en"):
            return Language.ENGLISH
    return Language.CHINESE


def _by_preference(accept_language: str) -> list[str]:
    found = [
        (float(each["weight"] or 1), each["tag"])
        for part in accept_language.lower().split(",")
        if (each := WISH.fullmatch(part.strip()))
    ]
    wanted = [pair for pair in found if pair[0] > 0]
    return [tag for _weight, tag in sorted(wanted, key=lambda pair: -pair[0])]
