"""The answer of the process that opens files, as JSON: the sheets of a file, or why it has none."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, cast

import msgspec

from infrastructure.rosters.bounds import require_size
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import Sheet, merged_within

Code = Literal[
    "file_damaged",
    "file_empty",
    "file_password_protected",
    "file_too_large",
    "file_with_macros",
    "file_wrong_extension",
    "too_many_columns",
    "too_many_rows",
]
Place = Annotated[int, msgspec.Meta(ge=0)]
Plain = str | float | int | bool | None

DAMAGED: Code = "file_damaged"


class ToldSheet(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A sheet; JSON knows no days and times, so these stand apart with their row and place."""

    name: str
    rows: list[list[Plain]]
    merged: list[tuple[Place, Place, Place, Place]] = []
    days: list[tuple[Place, Place, date]] = []
    moments: list[tuple[Place, Place, Annotated[datetime, msgspec.Meta(tz=False)]]] = []
    times: list[tuple[Place, Place, Annotated[time, msgspec.Meta(tz=False)]]] = []
    spans: list[tuple[Place, Place, timedelta]] = []


class Answer(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Either why a file cannot be opened or its sheets."""

    refused: Code | None = None
    sheets: list[ToldSheet] = []


def refusal(code: str) -> bytes:
    """Return the answer that a file cannot be opened."""
    return msgspec.json.encode(Answer(refused=cast("Code", code)))


def told(sheets: Iterable[Sheet]) -> bytes:
    """Return the answer with the sheets of a file."""
    return msgspec.json.encode(Answer(sheets=[_told(each) for each in sheets]))


def sheets_in(answer: bytes) -> tuple[Sheet, ...]:
    """Return what an answer tells, checked anew: what opened a hostile file is not believed.

    Raises: NotARoster.
    """
    try:
        read = _DECODER.decode(answer)
    except msgspec.MsgspecError:
        raise NotARoster(DAMAGED) from None
    if read.refused is not None:
        raise NotARoster(read.refused)
    return tuple(map(_sheet, read.sheets))


_APART = frozenset({date, datetime, time, timedelta})
_DECODER = msgspec.json.Decoder(Answer)


def _told(sheet: Sheet) -> ToldSheet:
    apart = [
        (at, place, cell)
        for at, row in enumerate(sheet.rows)
        for place, cell in enumerate(row)
        if type(cell) in _APART
    ]
    rows = [list(row) for row in sheet.rows]
    for at, place, _cell in apart:
        rows[at][place] = None
    told_of = ToldSheet(
        name=sheet.name,
        rows=cast("list[list[Plain]]", rows),
        merged=[(*first, *last) for first, last in sheet.merged],
        days=[],
        moments=[],
        times=[],
        spans=[],
    )
    for each in apart:
        _add(told_of, *each)
    return told_of


def _add(sheet: ToldSheet, row: int, place: int, cell: Cell) -> None:
    match cell:
        case datetime():
            sheet.moments.append((row, place, cell))
        case date():
            sheet.days.append((row, place, cell))
        case time():
            sheet.times.append((row, place, cell))
        case timedelta():
            sheet.spans.append((row, place, cell))


def _sheet(told_of: ToldSheet) -> Sheet:
    rows = cast("list[list[Cell]]", told_of.rows)
    width = len(rows[0]) if rows else 0
    require_size(len(rows), width)
    if any(len(row) != width for row in rows):
        raise NotARoster(DAMAGED)
    for put in (told_of.days, told_of.moments, told_of.times, told_of.spans):
        _put(rows, put)
    merged = [((top, left), (bottom, right)) for top, left, bottom, right in told_of.merged]
    return Sheet(told_of.name, rows, merged_within(rows, merged))


def _put(rows: list[list[Cell]], apart: Sequence[tuple[int, int, Cell]]) -> None:
    for at, place, cell in apart:
        if at >= len(rows) or place >= len(rows[at]):
            raise NotARoster(DAMAGED)
        rows[at][place] = cell
