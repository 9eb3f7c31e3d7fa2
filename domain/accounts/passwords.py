"""What a password must be (GB/T 22239-2019 8.1.4.1: complex, and changed from time to time)."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.errors import Invalid
from domain.ruleset import RuleSet

PASSWORD_MAX_LENGTH = 256
_PART_AT_LEAST = 3
_NAME_AT_LEAST = 2
_LOGIN_AT_LEAST = 4
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN_AT_LEAST = 4

# What people choose when they must have three kinds of characters; compared without those.
_COMMON = (
    *("password", "passw0rd", "p@ssw0rd", "p@ssword", "admin", "administrator", "root", "user"),
    *("welcome", "woaini", "iloveyou", "letmein", "monkey", "dragon", "master", "superman"),
    *("football", "changeme", "default", "guest", "test", "login", "tongxin", "qinzhou"),
    *("laoshi", "mima", "xuexiao", "jiaoyu", "zhongguo", "china", "wodemima", "nihao"),
    *("1qaz2wsx", "qazwsx", "1q2w3e4r", "zaq12wsx", "a1b2c3d4", "q1w2e3r4", "5201314", "1314520"),
)


def require_hard_to_guess(
    password: str, *, login: str, about: Iterable[str | None], rules: RuleSet
) -> None:
    """Let a password pass that is hard to guess; `about` is what others know of the person.

    A long one may be a sentence; a short one needs three of the four kinds of characters.

    Raises: Invalid, the code says what is wrong.
    """
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < rules.password_length_at_least:
        raise Invalid("password_too_short", "password", minimum=rules.password_length_at_least)
    if len(password) > PASSWORD_MAX_LENGTH:
        raise Invalid("password_too_long", "password", maximum=PASSWORD_MAX_LENGTH)
    folded = plain.casefold()
    if folded.strip() == login or (len(login) >= _LOGIN_AT_LEAST and login in folded):
        raise Invalid("password_is_login", "password")
    if any(_holds(folded, each) for each in about):
        raise Invalid("password_names_person", "password")
    if is_often_chosen(plain):
        raise Invalid("password_common", "password")
    if len(plain) < rules.passphrase_length and kinds(plain) < rules.password_kinds_at_least:
        raise Invalid(
            "password_too_plain",
            "password",
            kinds=rules.password_kinds_at_least,
            length=rules.passphrase_length,
        )


def kinds(password: str) -> int:
    """Return how many of small letters, capitals, digits and other characters there are."""
    return len(
        {
            "digit" if each.isdecimal() else "small" if each.islower() else "capital"
            for each in password
            if each.isalnum() and (each.isdecimal() or each.islower() or each.isupper())
        }
        | {"other" for each in password if not (each.isascii() and each.isalnum())}
    )


def is_often_chosen(password: str) -> bool:
    """Return whether it is little more than a word, a run of keys or a date that many choose.

    Words, runs, digits and marks are taken away; what is left has to be guessed.
    """
    folded = password.casefold()
    rest = folded
    for each in sorted(_COMMON, key=len, reverse=True):
        rest = rest.replace(each, "")
    rest = _without_runs(rest)
    rest = "".join(each for each in rest if each.isalnum() and not each.isdecimal())
    return len(set(rest)) < _PART_AT_LEAST


def is_due(set_at: datetime | None, now: datetime, rules: RuleSet) -> bool:
    """Return whether a password must be changed first; one without `set_at` is for one use."""
    return set_at is None or now >= set_at + timedelta(days=rules.password_valid_days)


def _without_runs(text: str) -> str:
    for run in (each for known in _RUNS for each in (known, known[::-1])):
        for length in range(len(run), _RUN_AT_LEAST - 1, -1):
            for start in range(len(run) - length + 1):
                text = text.replace(run[start : start + length], "")
    return text


def _holds(folded: str, known: str | None) -> bool:
    if known is None:
        return False
    plain = unicodedata.normalize("NFKC", known).casefold().strip()
    return len(plain) >= _NAME_AT_LEAST and plain in folded
