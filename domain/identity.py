"""Numbers that point to a person: ID numbers by GB 11643, student numbers, telephone numbers."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from domain.errors import Invalid

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_ID_NUMBER = re.compile(r"\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dX]", re.ASCII)
_STUDENT_NUMBER = re.compile(r"[A-Z0-9]{1,30}")

_SPACING = re.compile(r"[\s\-‐‑–—().]")
_COUNTRY_PREFIX = re.compile(r"^(?:\+86|0086|86(?=1\d{10}$))")
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}\d{7,8}|\+[1-9]\d{6,14}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdNumber:
    """A number that passes GB 11643 and what it says of its holder."""

    number: str = field(repr=False)
    born_on: date = field(repr=False)
    is_male: bool = field(repr=False)


def normalised_id_number(text: str) -> str:
    """Return the number with plain digits, a capital X and no spaces; it may still be wrong."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def read_id_number(text: str) -> IdNumber | None:
    """Return what an 18-character ID number says, or nothing when it fails GB 11643-1999.

    The check character and the birth date must hold. The six-digit prefix is not looked up:
    numbers issued under former area codes stay valid.
    """
    number = normalised_id_number(text)
    parts = _ID_NUMBER.fullmatch(number)
    if parts is None or check_character(number[:17]) != number[17]:
        return None
    try:
        born_on = date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        return None
    return IdNumber(number=number, born_on=born_on, is_male=int(parts[4]) % 2 == 1)


def check_character(first_seventeen: str) -> str:
    """Return the eighteenth character of GB 11643 (ISO 7064 MOD 11-2) for seventeen digits."""
    total = sum(
        weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True)
    )
    return _CHECK_CHARACTERS[total % 11]


def normalised_student_number(text: str) -> str | None:
    """Return a student number (学籍号) in capitals without spaces, or nothing when it is none."""
    number = normalised_id_number(text)
    return number if _STUDENT_NUMBER.fullmatch(number) else None


def student_number_if_any(text: str | None, *, field: str) -> str | None:
    """Return `normalised_student_number`, or nothing for a field left blank.

    Raises: Invalid `not_a_student_number`.
    """
    if text is None or not text.strip():
        return None
    number = normalised_student_number(text)
    if number is None:
        raise Invalid("not_a_student_number", field)
    return number


def id_number_in(student_number: str | None) -> IdNumber | None:
    """Return the ID number that a student number holds: behind its G, or nothing else."""
    return read_id_number((student_number or "").removeprefix("G"))


def normalised_phone(text: str) -> str | None:
    """Return a telephone number in digits, or nothing when nobody could dial it.

    Mobile and fixed-line numbers lose the country prefix 86; others keep theirs with a plus.
    """
    compact = _SPACING.sub("", unicodedata.normalize("NFKC", text))
    number = _COUNTRY_PREFIX.sub("", compact)
    return number if _PHONE.fullmatch(number) else None


def phone_if_any(text: str | None, *, field: str) -> str | None:
    """Return `normalised_phone`, or nothing for a field left blank.

    Raises: Invalid `not_a_phone`.
    """
    if text is None or not text.strip():
        return None
    number = normalised_phone(text)
    if number is None:
        raise Invalid("not_a_phone", field)
    return number
