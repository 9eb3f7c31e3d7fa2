"""What people write by hand: trimmed, bounded, and free of characters that cannot be seen.

The bounds protect storage and screens; they are no policy, so they are not in the rule set.
"""

import re
import unicodedata

from domain.errors import Invalid

NAME_AT_MOST = 50
ORGANISATION_NAME_AT_MOST = 100
ADDRESS_AT_MOST = 200
REASON_AT_MOST = 500
NOTE_AT_MOST = 2_000

_LONGEST_MAIL_ADDRESS = 254
_LONGEST_LOCAL = 64
# Without = and ?, which RFC 5322 allows: mail programs read words of RFC 2047 in them.
_MAIL_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

_LINE_BREAKS = "\n\t"
# Control, formatting, lone surrogates, line separators: they hide or reorder what is read.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def one_line(text: str, *, field: str, at_most: int) -> str:
    """Return the text trimmed; any character of any script may stand in it.

    Length counts characters, so a rare one outside the basic plane counts once.

    Raises: Invalid `required`, `too_long`, `unseen_character`.
    """
    return _checked(text.strip(), field=field, at_most=at_most, besides="")


def some_lines(text: str, *, field: str, at_most: int) -> str:
    """Return the text trimmed, with line breaks as a single newline.

    Raises: Invalid `required`, `too_long`, `unseen_character`.
    """
    joined = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _checked(joined, field=field, at_most=at_most, besides=_LINE_BREAKS)


def one_line_if_any(text: str | None, *, field: str, at_most: int) -> str | None:
    """Return `one_line`, or nothing for a field left blank."""
    if text is None or not text.strip():
        return None
    return one_line(text, field=field, at_most=at_most)


def some_lines_if_any(text: str | None, *, field: str, at_most: int) -> str | None:
    """Return `some_lines`, or nothing for a field left blank."""
    if text is None or not text.strip():
        return None
    return some_lines(text, field=field, at_most=at_most)


def plain_address(typed: str, *, field: str) -> str:
    """Return an e-mail address as it is kept. Raises: Invalid `address_not_email`."""
    address = typed.strip()
    local, _, host = address.rpartition("@")
    fits = len(address) <= _LONGEST_MAIL_ADDRESS and len(local) <= _LONGEST_LOCAL
    if not fits or _MAIL_ADDRESS.fullmatch(address) is None or ".." in address:
        raise Invalid("address_not_email", field)
    return f"{local}@{host.lower()}"


def without_unseen(text: str) -> str:
    """Return the text without what cannot be seen, for words that must not be refused for it."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        each for each in joined if each in _LINE_BREAKS or unicodedata.category(each) not in _UNSEEN
    )


def _checked(text: str, *, field: str, at_most: int, besides: str) -> str:
    if not text:
        raise Invalid("required", field)
    if len(text) > at_most:
        raise Invalid("too_long", field, at_most=at_most)
    if any(unicodedata.category(each) in _UNSEEN and each not in besides for each in text):
        raise Invalid("unseen_character", field)
    return text
