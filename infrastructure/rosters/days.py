"""Reads days and ages as people write them, and says of neither more than is written."""

import re
from datetime import date, datetime, timedelta

from infrastructure.rosters.cells import Cell, plain

_SERIAL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)
_TIME = r"(?:\.0+)?(?:\s*\(?星期[\d日天]\)?)?(?:[ T]\s*(?:上午|下午)?\s*\d{1,2}[:时]\d{1,2}.*)?"
_SEPARATORS = str.maketrans("—–−_\\、,。~", "----/...-")
_LAST = r"[日号]?(?:出?生)?\.?"
_DAY = re.compile(rf"(\d{{4}})[-./年 ](\d{{1,2}})[-./月 ](\d{{1,2}}){_LAST}{_TIME}", re.ASCII)
_DAY_OF_SHORT_YEAR = re.compile(
    rf"(\d{{2}})[-.年](\d{{1,2}})[-.月](\d{{1,2}}){_LAST}{_TIME}", re.ASCII
)
_COMPACT_DAY = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})日?{_TIME}", re.ASCII)
_DAY_LAST = re.compile(rf"(\d{{1,2}})[-./](\d{{1,2}})[-./](\d{{4}}){_TIME}", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_SPACE_WITHIN = re.compile(r"(?<=[-./年月])\s+|(?<!\s)\s+(?=[-./年月日号])")
_CHINESE_DIGITS = str.maketrans("〇○零一二两三四五六七八九", "0001223456789")
_CHINESE_TEN = re.compile(r"(\d?)十(\d?)", re.ASCII)

_YEARS = re.compile(
    r"(虚)?(\d{1,2})(?:\s*(?:[-~、至到]\s*)?\d{1,2})?\s*(?:来|多)?个?(?:周|(虚))?岁", re.ASCII
)
_NOMINAL = re.compile(r"虚岁\D{0,2}(\d{1,2})", re.ASCII)
_YEAR_OF_BIRTH = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)|(?<!\d)(\d{2})年", re.ASCII)
_MONTHS = re.compile(r"\d{1,2}个?半?月大?|半岁|刚出生|新生儿|未满1?周?岁", re.ASCII)
_OR_ONE_MORE = re.compile(r"(?<=[一二三四五六七八九])[一二三四五六七八九](?=(?:周|虚)?岁|左右|$)")
_GRADE = re.compile(r"(?:(小学|初中|高中|初|高)\s*)?(\d)\s*(?:年级|年)?", re.ASCII)
_GRADES = re.compile(r"小学\s*\d|[初高]中?\s*\d|\d\s*年级", re.ASCII)
_FIRST_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.ASCII)
_YEARS_BEFORE_GRADE = {None: 6, "小学": 6, "初": 12, "初中": 12, "高": 15, "高中": 15}


def day_in(cell: Cell, today: date) -> date | None:
    """Return a day, written in any of the ways people write one; None where nobody can say."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = _with_plain_digits(plain(cell), "年").translate(_SEPARATORS)
    said = _SPACE_WITHIN.sub("", said)
    if _SERIAL.fullmatch(said):
        number = int(float(said))
        return _SERIAL_DAY_0 + timedelta(days=number) if number in _SERIALS else None
    found = _DAY.fullmatch(said) or _COMPACT_DAY.fullmatch(said)
    found = found or _DAY_OF_SHORT_YEAR.fullmatch(said)
    if found is not None:
        return _day(_whole_year(found[1], today), int(found[2]), int(found[3]))
    found = _DAY_LAST.fullmatch(said)
    return _day_last(int(found[1]), int(found[2]), int(found[3])) if found else None


def years_in(cell: Cell, on: date) -> int | None:
    """Return about how old somebody is on a day, told by age, year of birth or grade."""
    if isinstance(cell, date):
        return on.year - cell.year
    # 七八岁 and 十一二岁 are the younger age or the one after it.
    said = _with_plain_digits(_OR_ONE_MORE.sub("", plain(cell)), "")
    nominal = _NOMINAL.search(said)
    told = _YEARS.search(said)
    if nominal is not None:
        return max(int(nominal[1]) - 1, 0)
    if told is not None:
        is_nominal = told[1] is not None or told[3] is not None
        return max(int(told[2]) - is_nominal, 0)
    if _MONTHS.search(said) and not _YEAR_OF_BIRTH.search(said):
        return 0
    return _years_by_birth(said, on)


def _years_by_birth(said: str, on: date) -> int | None:
    compact = _COMPACT_DAY.fullmatch(said)
    born = _YEAR_OF_BIRTH.search(said)
    if compact is not None:
        return on.year - int(compact[1])
    if born is not None:
        return on.year - _whole_year(born[1] or born[2], on)
    if _GRADES.search(said):
        grade = _GRADE.search(said)
        return _YEARS_BEFORE_GRADE[grade[1]] + int(grade[2]) if grade else None
    found = None if "班" in said else _FIRST_NUMBER.search(said)
    return int(found[0]) if found else None


def _with_plain_digits(said: str, sign: str) -> str:
    """Return the text with Chinese numerals as digits, where the sign stands in it."""
    if said.isascii() or sign not in said:
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
