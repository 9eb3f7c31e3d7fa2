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
MEMORY_BYTES_AT_MOST = 768 * 1024 * 1024
"""What the process that opens a file may take in all."""
PROCESSOR_SECONDS_AT_MOST = 20
ANSWER_BYTES_AT_MOST = 32 * 1024 * 1024
"""What it may tell of a file: some six times the largest list."""


def require_size(rows: int, columns: int) -> None:
    """Raises: NotARoster too_many_rows, too_many_columns."""
    if rows > ROWS_AT_MOST + HEAD_LINES:
        raise NotARoster("too_many_rows")
    if columns > COLUMNS_AT_MOST:
        raise NotARoster("too_many_columns")
