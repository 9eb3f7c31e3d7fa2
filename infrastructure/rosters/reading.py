"""Reads a file as rows of a list: who they speak of, and which speak of nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from domain.codelists import ETHNICITY_CODES
from domain.identity import normalised_student_number, read_id_number
from domain.survey.rows import (
    LeadRow,
    NotAChild,
    NumberState,
    OtherRow,
    RosterRow,
    Row,
    ToldCarer,
    ToldCategories,
    ToldSchooling,
)
from infrastructure.rosters import cells
from infrastructure.rosters.bounds import ROWS_AT_MOST
from infrastructure.rosters.cells import Cell
from infrastructure.rosters.columns import Column
from infrastructure.rosters.layout import Layout, layout_of
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import Sheet, read_sheets

FILLED_DOWN = (Column.TOWNSHIP, Column.VILLAGE)

_SUMS = (
    (NotAChild.SUBTOTAL, ("小计", "分计")),
    (NotAChild.TOTAL, ("合计", "总计", "共计", "累计")),
)


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """One sheet of a file that holds a list, and its rows."""

    name: str
    rows: tuple[Row, ...]


def read_roster(content: bytes, file_name: str, today: date) -> tuple[RosterSheet, ...]:
    """Return the lists of a file, sheet by sheet.

    Raises: NotARoster, also `not_a_roster` when no sheet holds a list of children, and
    `too_many_rows` for more of them than one file may have.
    """
    found = [
        RosterSheet(sheet.name, tuple(_rows(sheet, layout, today)))
        for sheet in read_sheets(content, file_name)
        if (layout := layout_of(sheet)) is not None
    ]
    if not any(sheet.rows for sheet in found):
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
        told = _Told(row, layout.columns, filled.get(at, {}), today)
        number = at + 1
        other = _other(told, said, layout)
        if other is not None:
            yield OtherRow(number=number, what=other)
        elif layout.is_of_leads:
            yield _lead(number, told)
        else:
            yield _child(number, told, by_title=layout.is_of_left_behind)


def _filled_down(sheet: Sheet, layout: Layout) -> Mapping[int, Mapping[Column, Cell]]:
    """Return what a merged town or village cell says for the rows that it covers."""
    filled: dict[int, dict[Column, Cell]] = {}
    places = {layout.columns[each]: each for each in FILLED_DOWN if each in layout.columns}
    for (top, left), (bottom, _right) in sheet.merged:
        if left in places and top >= layout.first_row:
            for at in range(top, bottom + 1):
                filled.setdefault(at, {})[places[left]] = sheet.rows[top][left]
    return filled


@dataclass(frozen=True, slots=True)
class _Told:
    """One row, asked by what a column tells."""

    row: Sequence[Cell]
    columns: Mapping[Column, int]
    filled: Mapping[Column, Cell]
    today: date

    def __getitem__(self, column: Column) -> Cell:
        place = self.columns.get(column)
        own = None if place is None else self.row[place]
        return own if cells.text(own) else self.filled.get(column)

    @property
    def name(self) -> str | None:
        return cells.name_in(self[Column.NAME])


def _other(told: _Told, said: Sequence[str], layout: Layout) -> NotAChild | None:
    """Return what a row is that speaks of no child: no name that is one, no number, no birth."""
    words = [each for each in said if each]
    for what, sums in _SUMS:
        if any(word.replace(" ", "").startswith(sums) for word in words):
            return what
    if set(words) <= layout.headings:
        return NotAChild.FOOTER
    tells = (Column.ID_NUMBER, Column.BORN_ON, Column.STUDENT_NUMBER, Column.ABOUT_YEARS)
    is_child = told.name is not None or any(cells.words(told[each]) for each in tells)
    return None if is_child else NotAChild.FOOTER


def _lead(number: int, told: _Told) -> LeadRow:
    return LeadRow(
        number=number,
        name=told.name,
        about_years=cells.years_in(told[Column.ABOUT_YEARS]),
        address=_address(told),
        as_of_on=cells.day_in(told[Column.NOTICED_ON], told.today),
        noticed=cells.words(told[Column.NOTICED]),
        informant=cells.name_in(told[Column.INFORMANT]),
        phone=cells.phone_in(told[Column.CARER_PHONE]),
    )


def _child(number: int, told: _Told, *, by_title: bool) -> RosterRow:
    id_number, state = cells.id_number_in(told[Column.ID_NUMBER])
    born_on = cells.day_in(told[Column.BORN_ON], told.today)
    if born_on is None and state is NumberState.VALID and id_number is not None:
        known = read_id_number(id_number)
        born_on = known.born_on if known else None
    return RosterRow(
        number=number,
        digest=_digest(told),
        name=told.name,
        sex=cells.sex_in(told[Column.SEX]),
        born_on=born_on,
        has_bad_date=born_on is None and cells.words(told[Column.BORN_ON]) is not None,
        id_number=id_number,
        number_state=state,
        student_number=_student_number(told[Column.STUDENT_NUMBER]),
        ethnicity_code=_ethnicity(told[Column.ETHNICITY]),
        township=cells.words(told[Column.TOWNSHIP]),
        village=cells.words(told[Column.VILLAGE]),
        address=cells.words(told[Column.ADDRESS]),
        carer=_carer(told),
        schooling=_schooling(told),
        categories=_categories(told, by_title=by_title),
        has_formula_text=any(cells.is_formula_text(cell) for cell in told.row),
    )


def _carer(told: _Told) -> ToldCarer:
    return ToldCarer(
        name=cells.name_in(told[Column.CARER_NAME]),
        relation_code=cells.relation_in(told[Column.CARER_RELATION]),
        phone=cells.phone_in(told[Column.CARER_PHONE]),
    )


def _schooling(told: _Told) -> ToldSchooling:
    attending = cells.plain(told[Column.HOW_ATTENDING])
    is_boarding = {"1": False, "2": True}.get(attending, cells.yes_in(attending))
    return ToldSchooling(
        school=cells.words(told[Column.SCHOOL]),
        grade=cells.words(told[Column.GRADE]),
        class_name=cells.words(told[Column.CLASS]),
        is_boarding=cells.yes_in(told[Column.BOARDING]) if not attending else is_boarding,
    )


def _categories(told: _Told, *, by_title: bool) -> ToldCategories:
    left_behind = cells.yes_in(told[Column.LEFT_BEHIND])
    return ToldCategories(
        left_behind=True if left_behind is None and by_title else left_behind,
        migrant=cells.yes_in(told[Column.MIGRANT]),
        orphan=cells.yes_in(told[Column.ORPHAN]),
    )


def _student_number(cell: Cell) -> str | None:
    said = cells.words(cell)
    return normalised_student_number(said) if said else None


def _ethnicity(cell: Cell) -> str | None:
    said = cells.plain(cell).zfill(2)
    return said if said in ETHNICITY_CODES else None


def _address(told: _Told) -> str | None:
    parts = (told[Column.TOWNSHIP], told[Column.VILLAGE], told[Column.ADDRESS])
    return "".join(filter(None, map(cells.words, parts))) or None


def _digest(told: _Told) -> bytes:
    """Return what is equal for rows that repeat each other in every cell but the serial number."""
    serial = told.columns.get(Column.SERIAL)
    said = [cells.plain(cell) for place, cell in enumerate(told.row) if place != serial]
    return sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).digest()
