"""Lists of staff as files: read, given back with what is wrong, answered with invitations."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from domain.errors import Invalid
from domain.staff.listed import ListedProblem, ListedRow
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.sheets import ReadSheets
from infrastructure.rosters.staff_reading import read_staff
from infrastructure.rosters.staff_writing import staff_given_back, workbook_of_lines


class StaffFiles:
    """Files of staff; `digest` is the key store's, from which ids and logins follow."""

    def __init__(self, digest: Callable[[str, str], bytes], sheets_of: ReadSheets) -> None:
        self.digest = digest
        self._sheets_of = sheets_of

    def rows(self, content: bytes, file_name: str) -> tuple[ListedRow, ...]:
        """Return the rows of a list. Raises: Invalid for field `file`."""
        with told_of_the_file():
            return read_staff(content, file_name, self._sheets_of)

    def given_back(
        self,
        content: bytes,
        file_name: str,
        problems: Mapping[int, ListedProblem],
        sentences: Mapping[ListedProblem, str],
    ) -> bytes:
        """Return the rows with a problem and why, as a workbook of text.

        Raises: Invalid for field `file`.
        """
        with told_of_the_file():
            opened = self._sheets_of(content, file_name)
        return staff_given_back(opened, problems, sentences)

    def workbook(self, lines: Iterable[Sequence[str]]) -> bytes:
        """Return lines as a workbook of text."""
        return workbook_of_lines(lines)


@contextmanager
def told_of_the_file() -> Iterator[None]:
    """Raises: Invalid for field `file` instead of what readers of files raise."""
    try:
        yield
    except NotARoster as refusal:
        raise Invalid(refusal.code, "file") from None
