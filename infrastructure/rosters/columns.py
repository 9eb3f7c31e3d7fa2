"""Tells from the words above a column what stands in it, whatever office chose the words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from infrastructure.rosters.heading_words import (
    ACTUAL_CARER,
    CARER_ALONE,
    LOOKED_AFTER,
    PEOPLE,
    ROUNDABOUT,
    TOPICS,
    Column,
    Whose,
)

T = TypeVar("T")

Heading = tuple[Column, int]
"""What a heading tells and how roundabout it is: of two that tell the same the lower counts."""

_ACTUAL, _GUARDIAN, _NOBODY_NAMED, _OWN = range(4)
_CARER_COLUMNS = (Column.CARER_NAME, Column.CARER_RELATION, Column.CARER_PHONE)

_OF_A_PERSON = frozenset(
    {Column.SEX, Column.ETHNICITY, Column.BORN_ON, Column.ID_NUMBER, Column.STUDENT_NUMBER}
    | {Column.ADDRESS, Column.ABOUT_YEARS, Column.NAME, Column.CARER_PHONE, Column.CARER_RELATION}
)
_NOISE = re.compile(r"[\s:：*＊、,，.。\[\]【】_\-/\\()]|必填|选填|例如.*")
_EXPLAINED = re.compile(r"\([^()]*\)")
_ABOUT = re.compile(r"(大概|大约|估计).*(出生|生日)|(出生|生日).*(大概|大约|估计)")
_LONGEST = 40
# With what explains it; beyond, to look for words in it would cost more than it can be worth.
_LONGEST_WRITTEN = 2_000


def columns_of(headings: Iterable[tuple[str, str]]) -> Mapping[int, Heading]:
    """Return what each column tells whose heading is known: the upper word and the one below it."""
    told = {place: column_of(*words) for place, words in enumerate(headings)}
    return {place: heading for place, heading in told.items() if heading is not None}


def chosen(told: Mapping[int, Heading]) -> dict[Column, int]:
    """Return in which column what is read, of several that tell the same the plainest."""
    best: dict[Column, int] = {}
    for place, (column, rank) in told.items():
        if column not in best or rank < told[best[column]][1]:
            best[column] = place
    return best | _carer(told)


def column_of(above: str, below: str = "") -> Heading | None:
    """Return what a column tells by its heading and, in a header of two rows, the one below it."""
    if len(above) + len(below) > _LONGEST_WRITTEN:
        return None
    upper, own = _bare(above), _bare(below)
    if not upper + own or len(upper + own) > _LONGEST:
        return None
    topic = _topic(below or above)
    if below and topic is None:
        alone = _alone(own, _whose(own, None))
        if alone is not None:
            return alone
        topic = _topic(above + below)
    if topic is not None and topic not in _OF_A_PERSON:
        is_roundabout = topic in ROUNDABOUT and ROUNDABOUT[topic].search(upper + own)
        return topic, int(bool(is_roundabout))
    whose = _whose(own or upper, topic) or _whose(upper, topic)
    if topic is None:
        return _alone(own or upper, whose)
    return _of_person(topic, whose, upper + own)


def _of_person(topic: Column, whose: Whose | None, said: str) -> Heading:
    match whose:
        case Whose.CARER if topic is Column.NAME:
            return Column.CARER_NAME, _carer_rank(said)
        case Whose.CARER if topic in _CARER_COLUMNS:
            return topic, _carer_rank(said)
        case Whose.INFORMANT if topic is Column.NAME:
            return Column.INFORMANT, 0
        case Whose.INFORMANT if topic in _CARER_COLUMNS:
            return topic, _NOBODY_NAMED
        case None | Whose.CHILD:
            return topic, _roundabout(topic, whose, said)
        case _:
            return Column.OF_ANOTHER, 0


def _roundabout(topic: Column, whose: Whose | None, said: str) -> int:
    if topic in _CARER_COLUMNS:
        return _OWN if whose is Whose.CHILD and topic is Column.CARER_PHONE else _NOBODY_NAMED
    if topic is Column.STUDENT_NUMBER:
        return int("学籍" not in said or "辅" in said)
    return int(whose is None)


def _alone(said: str, whose: Whose | None) -> Heading | None:
    """Return what a heading tells that names a person and nothing of that person."""
    match whose:
        case Whose.CARER if CARER_ALONE.search(said):
            return Column.CARER_NAME, _carer_rank(said)
        case Whose.INFORMANT:
            return Column.INFORMANT, 0
        case Whose.ANOTHER:
            return Column.OF_ANOTHER, 0
        case _:
            return None


def _carer(told: Mapping[int, Heading]) -> dict[Column, int]:
    """Return the columns of the one carer of whom most is told, and beside them whose nobody is."""
    groups: dict[int, dict[Column, int]] = {}
    for place, (column, rank) in told.items():
        if column in _CARER_COLUMNS:
            groups.setdefault(rank, {}).setdefault(column, place)
    named = [rank for rank in sorted(groups) if rank < _NOBODY_NAMED]
    persons = [rank for rank in named if Column.CARER_NAME in groups[rank]]
    if len(persons) > 1:
        # Of several carers one: never a name from one person and a telephone from another.
        named = [max(persons, key=lambda rank: (len(groups[rank]), -rank))]
    found: dict[Column, int] = {}
    for rank in (*named, _NOBODY_NAMED, _OWN):
        found = groups.get(rank, {}) | found
    return found


def _carer_rank(said: str) -> int:
    return _ACTUAL if ACTUAL_CARER.search(said) else _GUARDIAN


def _whose(said: str, topic: Column | None) -> Whose | None:
    whose = _first(PEOPLE, said)
    # In 与儿童关系 the child is whom somebody else is related to.
    is_child = whose is Whose.CHILD
    return None if is_child and topic is Column.CARER_RELATION else whose


def _topic(heading: str) -> Column | None:
    """Return what is told, first without what is explained in brackets, then with it."""
    folded = _folded(heading)
    within = [_first(TOPICS, _bare(each)) for each in _EXPLAINED.findall(folded)]
    if "户" in folded and (of_place := {Column.TOWNSHIP, Column.VILLAGE} & {*within}):
        return of_place.pop()
    if _ABOUT.search(folded):
        return Column.ABOUT_YEARS
    return _first(TOPICS, _bare(_EXPLAINED.sub("", folded))) or _first(TOPICS, _bare(folded))


def _first(table: Sequence[tuple[T, re.Pattern[str]]], said: str) -> T | None:
    return next((each for each, pattern in table if said and pattern.search(said)), None)


def _folded(heading: str) -> str:
    return unicodedata.normalize("NFKC", heading).casefold()


def _bare(heading: str) -> str:
    return LOOKED_AFTER.sub("儿童", _NOISE.sub("", _folded(heading)))
