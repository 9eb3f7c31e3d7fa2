"""`tongxin import`: lists as offices send them, row by row, with what becomes of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from api.app import Installation, NotARoster, SheetPreview
from api.operator_words import operator_sentence
from api.roster_words import SENTENCES_OF_REASONS
from api.terminal import AsJson, console, errors, print_json, told
from api.words import word
from application.rosters import Judged
from domain.survey.outcomes import RowOutcome

Files = Annotated[
    list[Path],
    typer.Argument(help="名单文件，依次读取：.xlsx、.xls、.csv。", exists=True, dir_okay=False),
]
OnlyPreview = Annotated[bool, typer.Option("--preview", help="只看每一行会怎样，什么也不登记。")]

QUIET = frozenset({RowOutcome.ACCEPT, RowOutcome.IGNORE})
"""Of these rows nobody has to be told at the terminal."""


def import_lists(files: Files, preview: OnlyPreview = False, as_json: AsJson = False) -> None:
    """预览名单：每一行收不收、为什么。"""
    if not preview:
        raise typer.BadParameter("现在只能预览。请加 --preview。")
    with told(as_json):
        refused = False
        with Installation.of_environment().previewing() as previewed:
            for file in files:
                try:
                    sheets = list(previewed.of(file.read_bytes(), file.name))
                except NotARoster as no_roster:
                    refused = True
                    _tell_refusal(file.name, no_roster.code, as_json=as_json)
                else:
                    (_print_rows if as_json else _show)(sheets)
    if refused:
        raise typer.Exit(1)


def _tell_refusal(name: str, code: str, *, as_json: bool) -> None:
    sentence = operator_sentence(code, {})
    if as_json:
        told_of = {"file": name, "error": code, "detail": sentence}
        print_json(told_of)
    else:
        errors.print(f"{name}：{sentence}", markup=False)


def _print_rows(sheets: Iterable[SheetPreview]) -> None:
    """Print one JSON object a row; of what a row says no more than which child it speaks of."""
    for sheet in sheets:
        for each in sheet.rows:
            print_json(_as_told(sheet, each))


def _as_told(sheet: SheetPreview, each: Judged) -> dict[str, str | int | None]:
    told_of: dict[str, str | int | None] = {"file": sheet.file, "row": each.row.number}
    if sheet.sheet:
        told_of["sheet"] = sheet.sheet
    return told_of | {
        "outcome": each.verdict.outcome.value,
        "why": each.verdict.why.value if each.verdict.why else "",
        "child": str(each.child_id) if each.child_id else None,
    }


def _show(sheets: Sequence[SheetPreview]) -> None:
    for sheet in sheets:
        title = " · ".join(filter(None, (sheet.file, sheet.sheet)))
        counts = Counter(each.verdict.outcome for each in sheet.rows)
        summary = "，".join(f"{word(each)} {counts[each]}" for each in RowOutcome if counts[each])
        total = f"共 {len(sheet.rows)} 行：{summary}"
        table = Table("行", "结果", title=title, caption=total)
        table.add_column("原因", overflow="fold")
        for each in sheet.rows:
            if each.verdict.outcome not in QUIET:
                why = each.verdict.why
                sentence = SENTENCES_OF_REASONS[why] if why else ""
                table.add_row(str(each.row.number), word(each.verdict.outcome), sentence)
        console.print(table)
