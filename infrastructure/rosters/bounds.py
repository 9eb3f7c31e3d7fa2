"""How large a list may be: beyond, it is refused before its cells are built."""

from infrastructure.rosters.refusals import NotARoster

ROWS_AT_MOST = 20_000
COLUMNS_AT_MOST = 300
MERGED_AT_MOST = 20_000
"""Ranges of merged cells in a sheet: one for each row is more than any list has."""
COVERED_AT_MOST = 200_000
"""Cells under merged ones in a sheet: ten columns of the longest list, merged from end to end."""
HEAD_LINES = 30
"""Titles, headers and signatures come on top of the rows that are counted."""


def require_size(rows: int, columns: int) -> None:
    """Raises: NotARoster too_many_rows, too_many_columns."""
    if rows > ROWS_AT_MOST + HEAD_LINES:
        raise NotARoster("too_many_rows")
    if columns > COLUMNS_AT_MOST:
        raise NotARoster("too_many_columns")
