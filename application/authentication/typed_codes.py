"""What people type to sign in, in the one form in which it is stored and compared."""

from unicodedata import normalize

from domain.errors import Invalid

LOGIN_MAX_LENGTH = 64


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


def plain_code(typed: str) -> str:
    """Return a code without spaces and dashes, in plain capitals, as it is compared."""
    plain = normalize("NFKC", typed).upper()
    return "".join(each for each in plain if each.isascii() and each.isalnum())
