"""Reads what a sign-in provider claims of somebody, and takes nothing for what it is not."""

from collections.abc import Mapping

EMAIL, EMAIL_VERIFIED = "email", "email_verified"


def person_named(claims: Mapping[str, object], claim: str) -> str:
    """Return whom the claims name.

    Whoever may type in an address at the provider must not become its owner here: it counts only as
    verified (OpenID Connect Core §5.1).

    Raises: KeyError, ValueError.
    """
    if claim == EMAIL and claims.get(EMAIL_VERIFIED) is not True:
        raise ValueError("an address that nobody verified")
    return text_of(claims, claim)


def text_of(claims: Mapping[str, object], name: str) -> str:
    """Return a claim that has to be a text. Raises: KeyError, ValueError."""
    value = claims[name]
    if not isinstance(value, str) or not value:
        raise ValueError("not a text")
    return value


def words_of(claims: Mapping[str, object], name: str) -> frozenset[str]:
    """Return the texts of a claim that is one or a list of them, none where it is not there."""
    value = claims.get(name)
    words = value if isinstance(value, list) else [value]
    return frozenset(each for each in words if isinstance(each, str))
