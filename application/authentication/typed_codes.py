"""What people type to sign in, in the one form in which it is stored and compared."""

from unicodedata import normalize


def plain_login(login: str) -> str:
    """Return the one form in which a login is stored and compared, however it was typed."""
    printable = "".join(each for each in normalize("NFKC", login) if each.isprintable())
    return printable.strip().casefold()


def plain_code(typed: str) -> str:
    """Return a code without spaces and dashes, in plain capitals, as it is compared."""
    plain = normalize("NFKC", typed).upper()
    return "".join(each for each in plain if each.isascii() and each.isalnum())
