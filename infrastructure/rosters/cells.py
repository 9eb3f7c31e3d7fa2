"""Reads single cells as people write them: text, names, days, ID numbers, telephones, codes."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from domain.codelists import RELATIONS, Sex
from domain.identity import normalised_id_number, normalised_phone, read_id_number
from domain.survey.rows import NumberState

Cell = str | float | int | bool | date | datetime | time | timedelta | None

_SERIAL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)
_DAY = re.compile(r"(\d{4}|\d{2})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?(?:[ T].*)?", re.ASCII)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_DAY_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_TEN = re.compile(r"(\d?)十(\d?)", re.ASCII)

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}", re.ASCII)
_ROUNDED = re.compile(r"\d{15}0{3}", re.ASCII)
_LARGEST_EXACT = 10**15
_NOTHING = frozenset(
    {"", "无", "暂无", "没有", "不详", "未知", "未上户", "/", "\\", "-", "—", "－", "*", "0"}
)

_DOTS = re.compile(r"(?<=\w)\s*[·•・∙‧･．.]\s*(?=\w)")
_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_SEVERAL = re.compile(r"[/、,，;；\s]+")

_SEXES = {
    **dict.fromkeys(("男", "1", "男性", "男孩", "男生", "m", "male"), Sex.MALE),
    **dict.fromkeys(("女", "2", "女性", "女孩", "女生", "f", "female"), Sex.FEMALE),
}
_YES = frozenset({"是", "1", "2", "有", "y", "yes", "√", "✓", "对", "寄宿", "住校", "住宿"})
_NO = frozenset({"否", "0", "无", "不是", "n", "no", "×", "走读", "非留守", "没有"})
_RELATION_WORDS = {
    **{relation.term: code for code, relation in RELATIONS.items()},
    **dict.fromkeys(("爸爸", "父", "爸", "生父"), "51"),
    **dict.fromkeys(("妈妈", "母", "妈", "生母"), "52"),
    **dict.fromkeys(("继父", "养父"), "57"),
    **dict.fromkeys(("继母", "养母"), "58"),
    **dict.fromkeys(("爷爷", "阿公", "阿爷", "公公"), "61"),
    **dict.fromkeys(("奶奶", "阿婆", "阿嬷", "婆婆"), "62"),
    **dict.fromkeys(("外公", "姥爷"), "63"),
    **dict.fromkeys(("外婆", "姥姥"), "64"),
    **dict.fromkeys(("哥哥", "哥"), "71"),
    **dict.fromkeys(("嫂子", "嫂嫂"), "72"),
    **dict.fromkeys(("弟弟",), "73"),
    **dict.fromkeys(("姐", "姐姐"), "75"),
    **dict.fromkeys(("妹", "妹妹"), "77"),
    **dict.fromkeys(("伯伯", "大伯", "大爷"), "81"),
    **dict.fromkeys(("伯娘", "大娘"), "82"),
    **dict.fromkeys(("叔叔", "叔"), "83"),
    **dict.fromkeys(("婶婶", "婶", "婶子"), "84"),
    **dict.fromkeys(("舅舅", "舅"), "85"),
    **dict.fromkeys(("舅妈", "舅娘"), "86"),
    **dict.fromkeys(("姨丈",), "87"),
    **dict.fromkeys(("姨妈", "姨", "阿姨", "姨娘"), "88"),
    **dict.fromkeys(("姑丈",), "89"),
    **dict.fromkeys(("姑姑", "姑妈", "姑", "姑娘"), "90"),
    **dict.fromkeys(("亲戚", "亲属", "其他亲戚"), "97"),
    **dict.fromkeys(("邻居", "朋友", "无关系", "老师", "其他"), "99"),
}


def text(cell: Cell) -> str:
    """Return a cell as a person reads it, without spaces at its ends or a leading apostrophe."""
    match cell:
        case None | bool():
            said = "" if cell is None else str(int(cell))
        case float() if cell.is_integer():
            said = str(int(cell))
        case datetime():
            said = cell.date().isoformat()
        case _:
            said = str(cell)
    return said.strip().lstrip("'‘’").strip()


def plain(cell: Cell) -> str:
    """Return a cell with full-width letters and digits made plain, for codes and numbers."""
    return unicodedata.normalize("NFKC", text(cell)).strip()


def words(cell: Cell) -> str | None:
    """Return what is written in a cell, nothing for what says that there is nothing."""
    said = text(cell)
    return None if said in _NOTHING else said


def name_in(cell: Cell) -> str | None:
    """Return a person's name; spaces between its characters go, its dot is always the same one.

    Rare characters stay as they are. A number is no name.
    """
    if not isinstance(cell, str):
        return None
    said = _DOTS.sub("·", _BETWEEN_IDEOGRAPHS.sub("", text(cell)))
    return None if said in _NOTHING or plain(said).replace(".", "").isdigit() else said


def day_in(cell: Cell, today: date) -> date | None:
    """Return a day, written in any of the ways people write one; None where nobody can say."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = _chinese_day(plain(cell))
    if _SERIAL.fullmatch(said):
        number = int(float(said))
        return _SERIAL_DAY_0 + timedelta(days=number) if number in _SERIALS else None
    found = _DAY.fullmatch(said) or _COMPACT_DAY.fullmatch(said)
    if found is not None:
        return _day(_whole_year(found[1], today), int(found[2]), int(found[3]))
    found = _DAY_LAST.fullmatch(said)
    return _day_last(int(found[1]), int(found[2]), int(found[3])) if found else None


def id_number_in(cell: Cell) -> tuple[str | None, NumberState]:
    """Return an ID number as told, normalised, and what became of it in the spreadsheet."""
    said = plain(cell)
    if said in _NOTHING:
        return None, NumberState.MISSING
    is_rounded = isinstance(cell, float) and cell >= _LARGEST_EXACT
    if is_rounded or _SCIENTIFIC.fullmatch(said):
        return said, NumberState.PRECISION_LOST
    number = normalised_id_number(said)
    if read_id_number(number) is not None:
        return number, NumberState.VALID
    is_rounded = _ROUNDED.fullmatch(number) is not None
    return number, NumberState.PRECISION_LOST if is_rounded else NumberState.CHECK_DIGIT


def phone_in(cell: Cell) -> str | None:
    """Return the first telephone number in a cell that somebody could dial."""
    said = plain(cell)
    for part in (said, *_SEVERAL.split(said)):
        number = normalised_phone(part)
        if number is not None:
            return number
    return None


def sex_in(cell: Cell) -> Sex | None:
    """Return the sex by word, or by its code in GB/T 2261.1."""
    return _SEXES.get(plain(cell).casefold())


def yes_in(cell: Cell) -> bool | None:
    """Return whether a cell says yes; 1 and 2 are kinds of yes, as for one parent away or both."""
    said = plain(cell).casefold()
    return True if said in _YES else False if said in _NO else None


def relation_in(cell: Cell) -> str | None:
    """Return the GB/T 4761 code of a relation, told as word or code."""
    said = plain(cell)
    return said if said in RELATIONS else _RELATION_WORDS.get(said)


def years_in(cell: Cell) -> int | None:
    """Return the first whole number of an age that is about right."""
    found = re.search(r"\d{1,2}", plain(cell), re.ASCII)
    return int(found[0]) if found else None


def is_formula_text(cell: Cell) -> bool:
    """Return whether a text begins like a formula, which a spreadsheet must not run."""
    return isinstance(cell, str) and text(cell).startswith(("=", "+", "@"))


def _chinese_day(said: str) -> str:
    if "年" not in said:
        return said
    return _CHINESE_TEN.sub(
        lambda ten: f"{ten[1] or 1}{ten[2] or 0}", said.translate(_CHINESE_DIGITS)
    )


def _whole_year(said: str, today: date) -> int:
    if len(said) == len("2014"):
        return int(said)
    year = today.year // 100 * 100 + int(said)
    return year if year <= today.year else year - 100


def _day_last(first: int, second: int, year: int) -> date | None:
    # 3/5/2014 may be either; 25/3/2014 and 3/25/2014 may not.
    both = {_day(year, first, second), _day(year, second, first)} - {None}
    return both.pop() if len(both) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
