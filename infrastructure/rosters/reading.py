"""Reads a file as rows of a list: who they speak of, and which speak of nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from domain.identity import normalised_student_number, read_id_number
from domain.survey.rows import (
    LeadRow,
    NumberState,
    OtherRow,
    RosterRow,
    Row,
    ToldCarer,
    ToldCategories,
    ToldSchooling,
)
from infrastructure.rosters import cells, codes, days
from infrastructure.rosters.asides import not_a_child
from infrastructure.rosters.bounds import ROWS_AT_MOST
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.heading_words import Column
from infrastructure.rosters.layout import Layout, layout_of
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import ReadSheets, Sheet, read_sheets
from infrastructure.rosters.told import Told

NEVER_SHARED = frozenset({Column.NAME, Column.ID_NUMBER, Column.STUDENT_NUMBER, Column.SERIAL})
"""Whatever else a merged cell says holds for all rows that it covers."""


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """One sheet of a file that holds a list, and its rows."""

    name: str
    rows: tuple[Row, ...]


def read_roster(
    content: bytes, file_name: str, today: date, sheets_of: ReadSheets = read_sheets
) -> tuple[RosterSheet, ...]:
    """Return the lists of a file, sheet by sheet, as `sheets_of` opens it.

    Raises: NotARoster, also `not_a_roster` when no sheet holds a list of children, and
    `too_many_rows` for more of them than one file may have.
    """
    read = [
        RosterSheet(sheet.name, tuple(_rows(sheet, layout, today)))
        for sheet in sheets_of(content, file_name)
        if (layout := layout_of(sheet)) is not None
    ]
    # A sheet of sums alone has the words of a list, and no child on it.
    found = [sheet for sheet in read if any(not isinstance(row, OtherRow) for row in sheet.rows)]
    if not found:
        raise NotARoster("not_a_roster")
    if sum(len(sheet.rows) for sheet in found) > ROWS_AT_MOST:
        raise NotARoster("too_many_rows")
    return tuple(found)


def _rows(sheet: Sheet, layout: Layout, today: date) -> Iterator[Row]:
    filled = _filled_down(sheet, layout)
    for at in range(layout.first_row, len(sheet.rows)):
        row = sheet.rows[at]
        said = [cells.text(cell) for cell in row]
        if not any(said):
            continue
        told = Told(row, layout.columns, filled.get(at, {}), today)
        number = at + 1
        other = not_a_child(told, said, layout.headings)
        if other is not None:
            yield OtherRow(number=number, what=other)
        elif layout.is_of_leads:
            yield _lead(number, told)
        else:
            yield _child(number, told, by_title=layout.is_of_left_behind)


def _filled_down(sheet: Sheet, layout: Layout) -> Mapping[int, Mapping[int, Cell]]:
    """Return what merged cells say, by row and place, for the rows that they cover."""
    filled: dict[int, dict[int, Cell]] = {}
    unshared = {layout.columns[each] for each in NEVER_SHARED if each in layout.columns}
    for (top, left), (bottom, _right) in sheet.merged:
        if left not in unshared and top >= layout.first_row and bottom > top:
            for at in range(top, bottom + 1):
                filled.setdefault(at, {})[left] = sheet.rows[top][left]
    return filled


def _lead(number: int, told: Told) -> LeadRow:
    noticed_on = days.day_in(told[Column.NOTICED_ON], told.today)
    return LeadRow(
        number=number,
        name=told.name,
        about_years=days.years_in(told[Column.ABOUT_YEARS], noticed_on or told.today),
        address=_address(told),
        as_of_on=noticed_on,
        noticed=cells.words(told[Column.NOTICED]),
        informant=cells.name_in(told[Column.INFORMANT]),
        phone=cells.phone_in(told[Column.CARER_PHONE]),
    )


def _child(number: int, told: Told, *, by_title: bool) -> RosterRow:
    id_number, state = cells.id_number_in(told[Column.ID_NUMBER])
    born_on = days.day_in(told[Column.BORN_ON], told.today)
    if born_on is None and state is NumberState.VALID and id_number is not None:
        known = read_id_number(id_number)
        born_on = known.born_on if known else None
    return RosterRow(
        number=number,
        digest=_digest(told),
        name=told.name,
        sex=codes.sex_in(told[Column.SEX]),
        born_on=born_on,
        has_bad_date=born_on is None and cells.words(told[Column.BORN_ON]) is not None,
        id_number=id_number,
        number_state=state,
        student_number=_student_number(told[Column.STUDENT_NUMBER]),
        ethnicity_code=codes.ethnicity_in(told[Column.ETHNICITY]),
        township=cells.words(told[Column.TOWNSHIP]),
        village=cells.words(told[Column.VILLAGE]),
        address=cells.words(told[Column.ADDRESS]),
        carer=_carer(told),
        schooling=_schooling(told),
        categories=_categories(told, by_title=by_title),
        has_formula_text=any(cells.is_formula_text(cell) for cell in told.row),
    )


def _carer(told: Told) -> ToldCarer:
    return ToldCarer(
        name=cells.name_in(told[Column.CARER_NAME]),
        relation_code=codes.relation_in(told[Column.CARER_RELATION]),
        phone=cells.phone_in(told[Column.CARER_PHONE]),
    )


def _schooling(told: Told) -> ToldSchooling:
    attending = codes.boarding_in(told[Column.HOW_ATTENDING])
    boarding = codes.yes_in(told[Column.BOARDING])
    return ToldSchooling(
        school=cells.words(told[Column.SCHOOL]),
        grade=cells.words(told[Column.GRADE]),
        class_name=cells.words(told[Column.CLASS]),
        is_boarding=boarding if attending is None else attending,
    )


def _categories(told: Told, *, by_title: bool) -> ToldCategories:
    left_behind = codes.yes_in(told[Column.LEFT_BEHIND])
    return ToldCategories(
        left_behind=True if left_behind is None and by_title else left_behind,
        migrant=codes.yes_in(told[Column.MIGRANT]),
        orphan=codes.yes_in(told[Column.ORPHAN]),
    )


def _student_number(cell: Cell) -> str | None:
    said = cells.words(cell)
    return normalised_student_number(said) if said else None


def _address(told: Told) -> str | None:
    parts = (told[Column.TOWNSHIP], told[Column.VILLAGE], told[Column.ADDRESS])
    return "".join(filter(None, map(cells.words, parts))) or None


def _digest(told: Told) -> bytes:
    """Return what is equal for rows that repeat each other in every cell but the serial number."""
    serial = told.columns.get(Column.SERIAL)
    said = [cells.plain(told.at(place)) for place in range(len(told.row)) if place != serial]
    return sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).digest()
