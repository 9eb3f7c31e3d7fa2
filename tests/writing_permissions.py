"""Writes docs/permissions.md from the table; `python -m tests.writing_permissions` brings it up."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from api.language import Language, catalog
from api.wording.standing_words import WHERE_STANDINGS_HOLD
from api.wording.words import word
from application.authorisation.permissions import PermissionLine, StandingLine, whole_table
from domain.access.table import CLOSED_BY_RECUSAL
from tests.tree import ROOT

DOCUMENT = ROOT / "docs" / "permissions.md"

BEFORE = """# Who may do what

Written by `python -m tests.writing_permissions` from `domain/access/table.py`; a test says when it
is not current. The page 权限表 shows the same. Whoever is not named is refused.

* Who the child is (name, sex, birth date, places) goes with all that opens something; `identity`
  means numbers, addresses and telephones besides.
* A standing holds at the place or for the child concerned, on that day:
  `domain/access/standings.py`.
* A reading is for one purpose that the request and the standing share, and is recorded with it.
* Recusal: whoever may be involved in a case of the child has no request that opens `health` or
  `legal`, whatever their standing and grants, but those marked "also recused";
  nor those marked "not recused".
* `granted_access` and `broke_glass` stand for one grant, for one child, within its compartments and
  purpose; they open readings alone.
"""


def document() -> str:
    """Return the page as it should be."""
    table = whole_table()
    parts = [
        BEFORE,
        _part("Worries, cases and health", table.of_cases),
        _part("Children and care files", table.of_files),
        _part("Organisations, people and the system", table.of_no_child),
        "## Where each standing holds, and for what it may ask\n\n"
        "| Standing | Holds for | Purposes |\n|---|---|---|\n"
        + "".join(_standing(each) for each in table.standings),
    ]
    return "\n".join(parts)


def _part(title: str, lines: Sequence[PermissionLine]) -> str:
    head = "| Request | Does | Opens | For | Who | Besides |\n|---|---|---|---|---|---|\n"
    return f"## {title}\n\n{head}" + "".join(_row(each) for each in lines)


def _row(line: PermissionLine) -> str:
    who = "whoever is signed in" if line.is_open_to_all else _codes(line.by)
    cells = [
        f"{word(line.request)} `{line.request}`",
        line.act,
        _codes(line.opens),
        _codes(line.purposes),
        who,
        ", ".join(_besides(line)) or "–",
    ]
    return f"| {' | '.join(cells)} |\n"


def _besides(line: PermissionLine) -> Iterator[str]:
    if line.needs_fresh_factor:
        yield "second factor shown a moment ago"
    if CLOSED_BY_RECUSAL & {*line.opens} and not line.closes_on_recusal:
        yield "also recused"
    if line.closes_on_recusal and not CLOSED_BY_RECUSAL & {*line.opens}:
        yield "not recused"


def _standing(line: StandingLine) -> str:
    where = catalog(Language.ENGLISH).gettext(WHERE_STANDINGS_HOLD[line.standing])
    return f"| {word(line.standing)} `{line.standing}` | {where} | {_codes(line.purposes)} |\n"


def _codes(codes: Iterable[StrEnum]) -> str:
    return ", ".join(f"`{code}`" for code in codes) or "–"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
