"""Lists of results of screenings as files: read, and given back with what is wrong."""

from collections.abc import Mapping
from datetime import date

from domain.screening.listed import ListedResult, ResultProblem
from infrastructure.rosters.cells import text
from infrastructure.rosters.screening_reading import list_in, read_results
from infrastructure.rosters.sheets import ReadSheets
from infrastructure.rosters.staff_files import told_of_the_file
from infrastructure.rosters.staff_writing import BESIDES, workbook_of_lines


class ScreeningFiles:
    """Files of results, each opened apart."""

    def __init__(self, sheets_of: ReadSheets) -> None:
        self._sheets_of = sheets_of

    def rows(self, content: bytes, file_name: str, today: date) -> tuple[ListedResult, ...]:
        """Return the rows of a list. Raises: Invalid for field `file`."""
        with told_of_the_file():
            return read_results(content, file_name, self._sheets_of, today)

    def given_back(
        self,
        content: bytes,
        file_name: str,
        problems: Mapping[int, ResultProblem],
        sentences: Mapping[ResultProblem, str],
    ) -> bytes:
        """Return the rows with a problem and why, as a workbook of text.

        Raises: Invalid for field `file`.
        """
        with told_of_the_file():
            found = list_in(self._sheets_of(content, file_name))
        if found is None:
            return workbook_of_lines(())
        sheet, header, _columns = found
        rows = (
            [*map(text, sheet.rows[number - 1]), str(number), sentences[problem]]
            for number, problem in sorted(problems.items())
        )
        return workbook_of_lines([[*map(text, sheet.rows[header]), *BESIDES], *rows])
