"""`tongxin import`: lists as offices send them, row by row, with what becomes of each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from api.app import (
    Installation,
    NotARoster,
    Preview,
    RecordedRow,
    RosterRecorder,
    SheetPreview,
)
from api.terminal import AsJson, By, console, errors, print_json, shown, told
from api.wording.operator_words import operator_sentence
from api.wording.roster_words import SENTENCES_OF_REASONS
from api.wording.words import word
from application.survey.rosters import Judged
from domain.survey.outcomes import RowOutcome

Files = Annotated[
    list[Path],
    typer.Argument(help="名单文件，依次读取：.xlsx、.xls、.csv。", exists=True, dir_okay=False),
]
OnlyPreview = Annotated[bool, typer.Option("--preview", help="只看每一行会怎样，什么也不登记。")]

QUIET = frozenset({RowOutcome.ACCEPT, RowOutcome.IGNORE})
"""Of these rows nobody has to be told at the terminal."""


def import_rosters(
    files: Files, by: By, preview: OnlyPreview = False, as_json: AsJson = False
) -> None:
    """登记名单里的孩子：每一行收不收、为什么。再运行一次不会重复登记。"""
    installation = Installation.of_environment()
    with told(as_json):
        opened = _previewed(installation) if preview else installation.importing(by)
        with opened as (previews, recorder):
            done = [_import(file, previews, recorder, as_json=as_json) for file in files]
    if not all(done):
        raise typer.Exit(1)


@contextmanager
def _previewed(installation: Installation) -> Iterator[tuple[Preview, None]]:
    with installation.previewing() as previews:
        yield previews, None


def _import(
    file: Path, previews: Preview, recorder: RosterRecorder | None, *, as_json: bool
) -> bool:
    """Show or record one file; return whether everything in it could be."""
    try:
        sheets = list(previews.of(file.read_bytes(), file.name))
    except NotARoster as no_roster:
        _tell_refusal(file.name, no_roster.code, as_json=as_json)
        return False
    done = [
        _record(sheet, recorder, as_json=as_json) if recorder else _show(sheet, as_json=as_json)
        for sheet in sheets
    ]
    return all(done)


def _show(sheet: SheetPreview, *, as_json: bool) -> bool:
    if as_json:
        for each in sheet.rows:
            print_json(_as_told(sheet, each))
    else:
        console.print(_table(sheet, sheet.rows))
    return True


def _record(sheet: SheetPreview, recorder: RosterRecorder, *, as_json: bool) -> bool:
    rows: list[RecordedRow] = []
    with shown(f"登记 {sheet.file}", hidden=as_json) as progress:
        for row in recorder.record(sheet):
            rows.append(row)
            progress(len(rows), len(sheet.rows))
            if as_json:
                refusal = {"error": row.refused} if row.refused else {}
                print_json(_as_told(sheet, row.judged) | {"recorded": row.is_fresh} | refusal)
    refused = [row for row in rows if row.refused]
    if not as_json:
        table = _table(sheet, [row.judged for row in rows])
        fresh = sum(row.is_fresh for row in rows)
        table.caption = f"{table.caption}。这一次登记了 {fresh} 行"
        console.print(table)
        for row in refused:
            sentence = operator_sentence(row.refused, {})
            errors.print(f"{sheet.file} 第 {row.judged.row.number} 行：{sentence}", markup=False)
    return not refused


def _tell_refusal(name: str, code: str, *, as_json: bool) -> None:
    sentence = operator_sentence(code, {})
    if as_json:
        print_json({"file": name, "error": code, "detail": sentence})
    else:
        errors.print(f"{name}：{sentence}", markup=False)


def _as_told(sheet: SheetPreview, each: Judged) -> dict[str, object]:
    """Return of a row no more than what becomes of it and which child it speaks of."""
    told_of: dict[str, object] = {"file": sheet.file, "row": each.row.number}
    if sheet.sheet:
        told_of["sheet"] = sheet.sheet
    return told_of | {
        "outcome": each.verdict.outcome.value,
        "why": each.verdict.why.value if each.verdict.why else "",
        "child": str(each.child_id) if each.child_id else None,
    }


def _table(sheet: SheetPreview, rows: Sequence[Judged]) -> Table:
    title = " · ".join(filter(None, (sheet.file, sheet.sheet)))
    table = Table("行", "结果", title=title, caption=f"共 {len(rows)} 行：{_summary(rows)}")
    table.add_column("原因", overflow="fold")
    for each in rows:
        if each.verdict.outcome not in QUIET:
            why = each.verdict.why
            sentence = SENTENCES_OF_REASONS[why] if why else ""
            table.add_row(str(each.row.number), word(each.verdict.outcome), sentence)
    return table


def _summary(rows: Iterable[Judged]) -> str:
    counts = Counter(each.verdict.outcome for each in rows)
    return "，".join(f"{word(each)} {counts[each]}" for each in RowOutcome if counts[each])
