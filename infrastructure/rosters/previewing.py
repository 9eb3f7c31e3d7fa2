"""Shows what would become of the rows of files; nothing is recorded by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from uuid import NAMESPACE_OID, uuid5

from application.known_children import KnownChildren
from application.rosters import Judged, Judging
from domain.ruleset import RuleSet
from domain.shared import ChildId
from infrastructure.rosters.reading import read_roster


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """What becomes of each row of one sheet; `sheet` is empty where a file has but one."""

    file: str
    sheet: str
    rows: tuple[Judged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Previews files one after another: what one tells is known to the next."""

    known: KnownChildren
    today: date
    rules: RuleSet

    def of(self, content: bytes, file_name: str) -> Iterator[SheetPreview]:
        """Yield what becomes of a file's rows, sheet by sheet. Raises: NotARoster."""
        sheets = read_roster(content, file_name, self.today)
        judging = Judging(known=self.known, today=self.today, rules=self.rules)
        digest = sha256(content).hexdigest()
        for each in sheets:
            own = partial(_own_child, f"{digest}/{each.name}")
            rows = tuple(judging.judged(each.rows, own))
            yield SheetPreview(file_name, each.name if len(sheets) > 1 else "", rows)


def _own_child(of_sheet: str, row: int) -> ChildId:
    """Return the id of the child of a row, the same whenever the same file is read."""
    return ChildId(uuid5(NAMESPACE_OID, f"{of_sheet}/{row}"))
