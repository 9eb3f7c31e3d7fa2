"""Shows what would become of the rows of files; nothing is recorded by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from application.survey.rosters import Judged, Judging
from domain.ruleset import RuleSet
from domain.shared import ChildId
from domain.survey.facts import RowOrigin
from domain.survey.rules import own_child
from infrastructure.rosters.known import KnownBefore
from infrastructure.rosters.reading import read_roster
from infrastructure.rosters.sheets import ReadSheets


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """What becomes of each row of one sheet; `sheet` is empty where a file has but one list."""

    file: str
    sheet: str
    rows: tuple[Judged, ...]
    origins: "Origins"

    @property
    def name_in_file(self) -> str:
        """The name that the sheet has in its file."""
        return self.origins.sheet_name


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the rows of one sheet stand."""

    file_sha256: str
    sheet_name: str

    def of(self, row_number: int) -> RowOrigin:
        """Return where one row stands."""
        return RowOrigin(
            file_sha256=self.file_sha256, sheet_name=self.sheet_name, row_number=row_number
        )

    def own_child(self, row_number: int) -> ChildId:
        """Return the id of the child of a row, the same whenever the same file is read."""
        return own_child(self.of(row_number))


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Previews files one after another: what one tells is known to the next."""

    known: KnownBefore
    today: date
    rules: RuleSet
    sheets_of: ReadSheets

    def of(self, content: bytes, file_name: str) -> Iterator[SheetPreview]:
        """Yield what becomes of a file's rows, sheet by sheet. Raises: NotARoster."""
        sheets = read_roster(content, file_name, self.today, self.sheets_of)
        digest = sha256(content).hexdigest()
        for each in sheets:
            origins = Origins(digest, each.name)
            rows = tuple(self._judging.judged(each.rows, origins.own_child))
            yield SheetPreview(file_name, each.name if len(sheets) > 1 else "", rows, origins)

    @cached_property
    def _judging(self) -> Judging:
        return Judging(
            known=self.known.children,
            today=self.today,
            rules=self.rules,
            places=self.known.places,
            received=self.known.received,
            erased=self.known.erased,
        )
