"""Lays the rows of a previewed list out for its page: by what becomes of them, page by page."""

from collections import defaultdict

from api.view_models.staffing.rosters import (
    FIRST_FOR_A_PERSON,
    FOLDED,
    ROWS_A_PAGE,
    RosterLine,
    RosterPage,
    RowGroup,
    RowLine,
    pages_of,
)
from application.survey.rosters import Judged
from application.survey.staged_rosters import Previewed
from application.survey.staging_ports import NOT_TAKEN, RosterHead
from domain.survey.outcomes import RowOutcome
from domain.survey.rows import LeadRow, NumberState, OtherRow, RosterRow

NUMBER_END = 4

Chosen = tuple[RowOutcome, int]
"""Of which group another page than the first is shown, and which."""

Placed = tuple[str, Judged]
"""A row with the sheet on which it stands."""


def roster_line(head: RosterHead) -> RosterLine:
    """Return what a page says of a list as a whole."""
    return RosterLine(
        roster_id=head.roster_id,
        file_name=head.file_name,
        uploaded_at=head.uploaded_at,
        gone_at=head.gone_at,
    )


def roster_page(found: Previewed, chosen: Chosen | None) -> RosterPage:
    """Return the page of a list: counts, and each group of rows at its page."""
    groups = _groups(found)
    counts = {outcome: len(rows) for outcome, rows in groups.items()}
    return RosterPage(
        roster=roster_line(found.head),
        total=sum(counts.values()),
        returned=sum(counts.get(each, 0) for each in NOT_TAKEN),
        groups=tuple(
            _group(outcome, groups[outcome], chosen)
            for outcome in (*FIRST_FOR_A_PERSON, *FOLDED)
            if outcome in groups
        ),
    )


def rows_shown(found: Previewed, chosen: Chosen | None) -> list[Judged]:
    """Return the rows that the page shows of all groups."""
    return [
        judged
        for outcome, rows in _groups(found).items()
        for _, judged in _on_page(rows, _page_of(outcome, len(rows), chosen))
    ]


def _groups(found: Previewed) -> dict[RowOutcome, list[Placed]]:
    groups: defaultdict[RowOutcome, list[Placed]] = defaultdict(list)
    for sheet in found.sheets:
        for judged in sheet.rows:
            groups[judged.verdict.outcome].append((sheet.sheet, judged))
    return dict(groups)


def _group(outcome: RowOutcome, rows: list[Placed], chosen: Chosen | None) -> RowGroup:
    is_chosen = chosen is not None and chosen[0] is outcome
    page = _page_of(outcome, len(rows), chosen)
    return RowGroup(
        outcome=outcome,
        count=len(rows),
        rows=tuple(_line(sheet, each) for sheet, each in _on_page(rows, page)),
        page=page,
        is_open=is_chosen or outcome in FIRST_FOR_A_PERSON,
    )


def _page_of(outcome: RowOutcome, count: int, chosen: Chosen | None) -> int:
    wanted = chosen[1] if chosen is not None and chosen[0] is outcome else 1
    return min(max(wanted, 1), pages_of(count))


def _on_page(rows: list[Placed], page: int) -> list[Placed]:
    start = (page - 1) * ROWS_A_PAGE
    return rows[start : start + ROWS_A_PAGE]


def _number_end(row: RosterRow) -> str | None:
    """Return the last digits, nothing where the spreadsheet lost just these."""
    is_lost = row.number_state is NumberState.PRECISION_LOST
    return None if row.id_number is None or is_lost else row.id_number[-NUMBER_END:]


def _line(sheet: str, judged: Judged) -> RowLine:
    why = judged.verdict.why
    match judged.row:
        case RosterRow() as row:
            return RowLine(
                number=row.number,
                sheet=sheet,
                name=row.name,
                born_on=row.born_on,
                id_number_end=_number_end(row),
                carer=row.carer.name,
                place="".join(filter(None, (row.township, row.village))) or row.address,
                school=row.schooling.school,
                why=why,
            )
        case LeadRow() as row:
            return RowLine(
                number=row.number,
                sheet=sheet,
                name=row.name,
                about_years=row.about_years,
                place=row.address,
                why=why,
            )
        case OtherRow() as row:
            return RowLine(number=row.number, sheet=sheet, is_of_a_child=False, why=why)
