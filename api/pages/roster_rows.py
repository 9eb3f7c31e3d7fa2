"""Lays the rows of a previewed list out for its page: by what becomes of them, page by page."""

from collections import Counter

from api.view_models.rosters import (
    FIRST_FOR_A_PERSON,
    FOLDED,
    ROWS_A_PAGE,
    RosterLine,
    RosterPage,
    RowGroup,
    RowLine,
    pages_of,
)
from application.rosters import Judged
from application.staged_rosters import Previewed
from application.staging_ports import NOT_TAKEN, RosterHead
from domain.survey.outcomes import RowOutcome
from domain.survey.rows import LeadRow, NumberState, OtherRow, RosterRow

NUMBER_END = 4

Chosen = tuple[RowOutcome, int]
"""Of which group another page than the first is shown, and which."""


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
    rows = [(each.sheet, judged) for each in found.sheets for judged in each.rows]
    counts = Counter(judged.verdict.outcome for _, judged in rows)
    return RosterPage(
        roster=roster_line(found.head),
        total=len(rows),
        returned=sum(counts[each] for each in NOT_TAKEN),
        groups=tuple(
            _group(outcome, [row for row in rows if row[1].verdict.outcome is outcome], chosen)
            for outcome in (*FIRST_FOR_A_PERSON, *FOLDED)
            if counts[outcome]
        ),
    )


def _group(outcome: RowOutcome, rows: list[tuple[str, Judged]], chosen: Chosen | None) -> RowGroup:
    is_chosen = chosen is not None and chosen[0] is outcome
    wanted = chosen[1] if chosen is not None and is_chosen else 1
    page = min(max(wanted, 1), pages_of(len(rows)))
    start = (page - 1) * ROWS_A_PAGE
    return RowGroup(
        outcome=outcome,
        count=len(rows),
        rows=tuple(_line(sheet, each) for sheet, each in rows[start : start + ROWS_A_PAGE]),
        page=page,
        is_open=is_chosen or outcome in FIRST_FOR_A_PERSON,
    )


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
