"""Writes days, numbers, names and telephones in all the ways in which people write them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from random import Random

from domain.identity import check_character, read_id_number
from infrastructure.rosters.cells import Cell

SERIAL_DAY_0 = date(1899, 12, 30)
FULL_WIDTH = str.maketrans("0123456789X-.", "０１２３４５６７８９Ｘ－．")
NOTHING = ("", " ", "/", "—", "无", "不详", "-")
NO_DAYS = ("2014年3月", "2014-02-30", "2014", "属马", "201403", "3/5/2014", "2013.13.1", "五月初五")
DOTS = "·•・‧･．."

Form = Callable[[str], Cell]

_DAYS: Sequence[Callable[[date], str]] = (
    date.isoformat,
    lambda on: f"{on.year}.{on.month}.{on.day}",
    lambda on: f"{on.year}/{on.month:02}/{on.day:02}",
    lambda on: f"{on.year}/{on.month}/{on.day}",
    lambda on: f"{on:%Y%m%d}",
    lambda on: f"{on.year}年{on.month}月{on.day}日",
    lambda on: f"{on.year} 年 {on.month:02} 月 {on.day:02} 日",
    lambda on: f"{on.year}年{on.month}月{on.day}号",
    lambda on: f"{on.isoformat()} 00:00:00",
    lambda on: f"{on.year}/{on.month}/{on.day} 8:30",
    lambda on: f"'{on.year}-{on.month}-{on.day}",
    lambda on: f"{on.year}、{on.month}、{on.day}",
    lambda on: f"{on.year}. {on.month}. {on.day}",
    lambda on: on.isoformat().translate(FULL_WIDTH),
    lambda on: f"{on.year}.{on.month}.{on.day}".translate(FULL_WIDTH),
    lambda on: str((on - SERIAL_DAY_0).days),
)
_DAY_CELLS: Sequence[Callable[[date], Cell]] = (
    lambda on: on,
    lambda on: datetime.combine(on, time(8, 30)),
    lambda on: float((on - SERIAL_DAY_0).days),
    lambda on: float(f"{on:%Y%m%d}"),
)
_NUMBERS: Sequence[Callable[[str], str]] = (
    str,
    str.lower,
    lambda said: f" {said} ",
    lambda said: f"'{said}",
    lambda said: f"{said}\t",
    lambda said: f"{said[:6]} {said[6:14]} {said[14:]}",
    lambda said: f"{said[:6]}-{said[6:14]}-{said[14:]}",
    lambda said: said.translate(FULL_WIDTH),
    lambda said: f"\u200e{said}",
)
_PHONES: Sequence[Callable[[str], str]] = (
    str,
    lambda said: f"{said[:3]}-{said[3:7]}-{said[7:]}",
    lambda said: f"{said[:3]} {said[3:7]} {said[7:]}",
    lambda said: f" {said}",
    lambda said: said.translate(FULL_WIDTH),
    lambda said: f"{said}/13000000000",
    lambda said: f"{said[:3]} {said[3:7]} {said[7:]}、130 0000 0000",
    lambda said: f"{said}(打工)",
    lambda said: f"电话:{said}",
    lambda said: f"{said}\n13000000000",
)
_ABROAD: Sequence[Callable[[str], str]] = (
    lambda said: f"+86 {said}",
    lambda said: f"+86-{said[:3]}-{said[3:]}",
    lambda said: f"0086{said}",
    lambda said: f"86{said}",
)


def day(random: Random, on: date, *, text_only: bool) -> Cell:
    """Return a day as somebody writes it."""
    if not text_only and random.random() < 0.3:
        return random.choice(_DAY_CELLS)(on)
    return random.choice(_DAYS)(on)


def number(random: Random, said: str) -> str:
    """Return an ID number that is right, as somebody writes it."""
    return random.choice(_NUMBERS)(said)


def wrong_number(random: Random, said: str) -> str:
    """Return an ID number with another check character than is right."""
    right = check_character(said[:17])
    return said[:17] + random.choice([each for each in "123456789" if each != right])


def lost_number(random: Random, said: str, *, text_only: bool) -> Cell:
    """Return what a spreadsheet leaves of an ID number that it took for a quantity."""
    quantity = float(said[:17] + "0")
    lost: list[Cell] = [f"{quantity:.5E}", f"{quantity:.2E}", f"{quantity:.14E}"]
    rounded = said[:15] + "000"
    if read_id_number(rounded) is None:
        lost.append(rounded)
    return random.choice(lost if text_only else [*lost, quantity, quantity])


def phone(random: Random, said: str, *, text_only: bool) -> Cell:
    """Return a telephone number as somebody writes it."""
    if said.startswith("0"):
        return random.choice([said, f"{said[:4]}-{said[4:]}", f"({said[:4]}){said[4:]}"])
    if not text_only and random.random() < 0.2:
        return float(said)
    return random.choice([*_PHONES, *_ABROAD])(said)


def name(random: Random, said: str) -> str:
    """Return a name as somebody writes it: with spaces, with another dot."""
    if "·" in said:
        dot = random.choice([*DOTS, " · ", "· "])
        return said.replace("·", dot)
    if random.random() < 0.2:
        return random.choice([f"{said[0]} {said[1:]}", "\u3000".join(said), f"  {said} "])
    return said
