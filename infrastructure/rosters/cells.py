"""Reads single cells as people write them: text, names, ID numbers, telephones."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from domain.identity import normalised_id_number, normalised_phone, read_id_number
from domain.survey.rows import NumberState

Cell = str | float | int | bool | date | datetime | time | timedelta | None

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}", re.ASCII)
_ROUNDED = re.compile(r"\d{15}0{3}", re.ASCII)
_LARGEST_EXACT = 10**15
_NUMBER_WITHIN = re.compile(r"(?<![0-9A-Z])\d{17}[\dX](?![0-9A-Z])", re.ASCII)
_NUMBER_MARKS = str.maketrans("", "", "'‘’`\"“”-‐‑–—.·")
_NOTHING = frozenset(
    {
        "",
        "无",
        "暂无",
        "没有",
        "不详",
        "不清楚",
        "未知",
        "未上户",
        "未填",
        "缺",
        "暂缺",
        "空",
        "待补",
    }
    | {"待查", "0", "n/a", "na", "null", "none", "nan", "#n/a", "#null!", "#ref!", "#value!"}
    | {"#name?", "#num!", "#div/0!"}
)
_FORMULA_SIGNS = frozenset("=+@")
_STROKES = " /\\-－—–―_~*＊.。…·?？、／"

# An apostrophe, or ="…", keeps a spreadsheet from making a quantity of digits.
_KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_DOTS = re.compile(r"(?<=\w)\s*[·•・∙‧･．.˙⋅ㆍ﹒●᛫ꞏ。｡]\s*(?=\w)")
_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_SPACES = re.compile(r"\s{2,}")
_SEVERAL = re.compile(r"[/、,，;；|\n\\或和]+")
_DIALLED = re.compile(r"(?:\+|00)?\d[\d\s()\-‐‑–—]{5,}\d", re.ASCII)


def text(cell: Cell) -> str:
    """Return a cell as a person reads it, without spaces at its ends or a leading apostrophe."""
    match cell:
        case str():
            return _seen(cell)
        case None:
            return ""
        case bool():
            return str(int(cell))
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case _:
            return str(cell)


def _seen(said: str) -> str:
    if not said.isprintable():
        said = _UNSEEN.sub("", said)
    said = said.strip()
    kept = _KEPT_AS_TEXT.fullmatch(said) if said.startswith("=") else None
    return (kept[1] if kept else said).lstrip("'‘’`").strip()


def plain(cell: Cell) -> str:
    """Return a cell with full-width letters and digits made plain, for codes and numbers.

    Of several spaces one is left: a long run of them would take what looks for days hours.
    """
    said = text(cell)
    if not said.isascii():
        said = unicodedata.normalize("NFKC", said).strip()
    return _SPACES.sub(" ", said)


def words(cell: Cell) -> str | None:
    """Return what is written in a cell, nothing for what says that there is nothing."""
    said = text(cell)
    return None if _says_nothing(said) else said


def name_in(cell: Cell) -> str | None:
    """Return a person's name; spaces between its characters go, its dot is always the same one.

    Rare characters stay as they are. A number is no name.
    """
    if not isinstance(cell, str):
        return None
    said = " ".join(_DOTS.sub("·", _BETWEEN_IDEOGRAPHS.sub("", text(cell))).split())
    return None if _says_nothing(said) or plain(said).replace(".", "").isdigit() else said


def id_number_in(cell: Cell) -> tuple[str | None, NumberState]:
    """Return an ID number as told, normalised, and what became of it in the spreadsheet."""
    said = plain(cell)
    if _says_nothing(said) or not any(each.isdigit() for each in said):
        return None, NumberState.MISSING
    is_rounded = isinstance(cell, float | int) and cell >= _LARGEST_EXACT
    if is_rounded or _SCIENTIFIC.fullmatch(said):
        return said, NumberState.PRECISION_LOST
    number = normalised_id_number(said).removesuffix(".0")
    if read_id_number(number) is not None:
        return number, NumberState.VALID
    if _ROUNDED.fullmatch(number):
        return number, NumberState.PRECISION_LOST
    within = _NUMBER_WITHIN.findall(number.translate(_NUMBER_MARKS))
    if len(within) == 1 and read_id_number(within[0]) is not None:
        return within[0], NumberState.VALID
    return number, NumberState.CHECK_DIGIT


def phone_in(cell: Cell) -> str | None:
    """Return the first telephone number in a cell that somebody could dial."""
    said = plain(cell)
    for part in (said, *_SEVERAL.split(said), *said.split(), *_DIALLED.findall(said)):
        number = normalised_phone(part)
        if number is not None:
            return number
    return None


def is_formula_text(cell: Cell) -> bool:
    """Return whether a text begins like a formula, which a spreadsheet must not run.

    The plus of a telephone number begins none.
    """
    if not isinstance(cell, str) or not _FORMULA_SIGNS.intersection(cell):
        return False
    said = text(cell)
    return said.startswith(("=", "@")) or (said.startswith("+") and phone_in(said) is None)


def _says_nothing(said: str) -> bool:
    return said.casefold() in _NOTHING or not said.strip(_STROKES)
