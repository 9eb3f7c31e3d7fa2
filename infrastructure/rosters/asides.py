"""Knows the rows of a list that speak of no child: sums, signatures, notes, repeated headers."""

import re
from collections.abc import Callable, Sequence, Set
from itertools import islice

from domain.survey.rows import NotAChild
from infrastructure.rosters import cells, codes, days
from infrastructure.rosters.heading_words import Column
from infrastructure.rosters.told import Told

_COUNTED = r"\s*[:：]?\s*\d*\s*[人名个]?(儿童)?"
_SUMS = (
    (
        NotAChild.SUBTOTAL,
        re.compile(rf"^[本该]?[页村镇组班级乡]?(小计|分计)|(小计|分计){_COUNTED}$"),
    ),
    (
        NotAChild.TOTAL,
        re.compile(rf"^[本该全]?[页村镇县校市]?(合计|总计|共计|累计)|(合计|总计|共计){_COUNTED}$"),
    ),
)
_LONGEST_SUM = 24
_NO_NAME = re.compile(
    r"[:：;；!！]|(表|册|名单|台账)$|登记表|填表|制表|填报|审核|复核|负责人|签名|签字|盖章|单位|注意|说明"
    r"|^第.+页|^共.+页|^共\s*\d+|^(必填|选填|必录|文本|示例|样例|例如?|注\d?)$|^以[上下]|空白"
)
_LONGEST_NAME = 30
_EXAMPLE = frozenset({"例", "示例", "样例", "范例", "例如", "例子"})
_COLUMN_MARK = re.compile(r"\(?\d{1,2}\)?|[甲乙丙丁戊己庚辛壬癸]|[a-z]{1,2}")
_MARKS_AT_LEAST = 3
_SIGNS_AT_LEAST = 2
_DIGITS_OF_A_NUMBER = re.compile(r"(?:\d[^\d\n]*){5}\d")


def not_a_child(told: Told, said: Sequence[str], headings: Set[str]) -> NotAChild | None:
    """Return what a row is that speaks of no child, None for one that does."""
    words = [each for each in said if each]
    is_child = _tells_of_a_child(told)
    if not is_child:
        for what, pattern in _SUMS:
            if any(pattern.search(each) for each in map(_compact, words) if _is_short(each)):
                return what
    if set(words) <= headings or _is_no_row(told, words):
        return NotAChild.FOOTER
    return None if _is_named(told) or is_child else NotAChild.FOOTER


def _is_no_row(told: Told, words: Sequence[str]) -> bool:
    """Whether a row explains the columns: it counts them, or shows how to fill them in."""
    is_counting = len(words) >= _MARKS_AT_LEAST and all(
        _COLUMN_MARK.fullmatch(cells.plain(each).casefold()) for each in words
    )
    return is_counting or cells.text(told[Column.SERIAL]) in _EXAMPLE


def _is_named(told: Told) -> bool:
    name = told.name
    return name is not None and len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)


def _tells_of_a_child(told: Told) -> bool:
    """Return whether a row tells enough of what is told of a child alone."""
    found = (sign for sign in _SIGNS if sign(told))
    return len(list(islice(found, _SIGNS_AT_LEAST))) == _SIGNS_AT_LEAST


def _has_number(told: Told) -> bool:
    numbers = (Column.ID_NUMBER, Column.STUDENT_NUMBER)
    return any(_DIGITS_OF_A_NUMBER.search(cells.plain(told[each])) for each in numbers)


def _is_born(told: Told) -> bool:
    born = told[Column.BORN_ON]
    if days.day_in(born, told.today) is not None:
        return True
    return cells.words(born) is not None and _is_named(told)


# The cheap ones and those that most rows tell stand first.
_SIGNS: Sequence[Callable[[Told], bool]] = (
    _has_number,
    lambda told: codes.sex_in(told[Column.SEX]) is not None,
    _is_born,
    lambda told: codes.relation_in(told[Column.CARER_RELATION]) is not None,
    lambda told: cells.phone_in(told[Column.CARER_PHONE]) is not None,
    lambda told: cells.words(told[Column.NOTICED]) is not None,
    lambda told: days.years_in(told[Column.ABOUT_YEARS], told.today) is not None,
)


def _compact(said: str) -> str:
    return "".join(said.split())


def _is_short(said: str) -> bool:
    return len(said) <= _LONGEST_SUM
