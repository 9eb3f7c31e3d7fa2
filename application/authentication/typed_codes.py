"""What people type to sign in, in the one form in which it is stored and compared."""

from unicodedata import normalize

from domain.errors import Invalid

LOGIN_MAX_LENGTH = 64
CODE_CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that are taken for one another when copied by hand."""


def plain_login(login: str) -> str:
    """Return the one form in which a login is stored and compared, however it was typed."""
    printable = "".join(each for each in normalize("NFKC", login) if each.isprintable())
    return printable.strip().casefold()


def usable_login(login: str) -> str:
    """Return the login in its one form. Raises: Invalid."""
    name = plain_login(login)
    if not 1 < len(name) <= LOGIN_MAX_LENGTH or " " in name:
        raise Invalid("login_not_usable", "login", maximum=LOGIN_MAX_LENGTH)
    return name


def code_of(digest: bytes, length: int) -> str:
    """Return a code to be copied by hand, of five bits of each byte of a digest."""
    return "".join(CODE_CHARACTERS[each % len(CODE_CHARACTERS)] for each in digest[:length])


def plain_code(typed: str) -> str:
    """Return a code without spaces and dashes, in plain capitals, as it is compared."""
    plain = normalize("NFKC", typed).upper()
    return "".join(each for each in plain if each.isascii() and each.isalnum())
