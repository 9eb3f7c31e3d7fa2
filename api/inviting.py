"""`tongxin staff invite`: the people of a list, proposed and invited, each row by itself."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from api.app import Installation
from api.staff_listing import place_names, problems_in, slip_sheet, staff_book
from api.terminal import AsJson, By, answer, errors, print_json, shown, told
from api.wording.operator_words import operator_sentence
from api.wording.staff_list_words import SENTENCES_OF_PROBLEMS
from application.staffing.listed_staff import JudgedStaff
from application.staffing.staff_lists import (
    Hand,
    Slip,
    operators_hand,
    slips,
    take_row,
)
from domain.errors import DomainError, Invalid, RuleBroken
from domain.ruleset import RuleSet

StaffFile = Annotated[
    Path, typer.Argument(help="人员名单：.xlsx、.xls、.csv。", exists=True, dir_okay=False)
]
SlipsFile = Annotated[
    Path | None, typer.Option("--slips", help="邀请单写到这个新的 .xlsx 文件；不写就只看，不登记。")
]
BackFile = Annotated[
    Path | None, typer.Option("--back", help="把没有收下的行和原因写到这个 .xlsx 文件。")
]
Renew = Annotated[bool, typer.Option("--renew", help="已邀请但没来的人也重新邀请，旧码作废。")]


def invite_staff(
    file: StaffFile,
    by: By,
    slips_to: SlipsFile = None,
    back_to: BackFile = None,
    renew: Renew = False,
    as_json: AsJson = False,
) -> None:
    """登记名单里的人员、提议任职、给出邀请码；任职还要由另一个人批准。再运行一次不会重复。"""
    content = file.read_bytes()
    with told(as_json), Installation.of_environment().inviting(by) as (opened, founding, files):
        book = staff_book(opened.ledger, opened.accounts, files)
        judged = list(book.judged(files.rows(content, file.name)))
        problems = problems_in(judged)
        if back_to is not None and problems:
            with new_file(back_to) as written:
                returned = files.given_back(content, file.name, problems, SENTENCES_OF_PROBLEMS)
                written.write(returned)
        _tell_problems(judged, as_json=as_json)
        if slips_to is None:
            counts = {"rows": len(judged), "not_taken": len(problems)}
            answer(as_json, counts, f"共 {len(judged)} 行，{len(problems)} 行不收，没有登记。")
            return
        with new_file(slips_to) as written:
            founding.introduce(datetime.now(UTC))
            hand = operators_hand(founding, opened.accounts)
            digest = sha256(content).hexdigest()
            taken = _taken(hand, judged, digest, opened.ledger.rules, as_json=as_json)
            made: list[Slip] = []
            try:
                places, now = place_names(opened.ledger), datetime.now(UTC)
                for each in slips(hand, opened.accounts, taken, places, now, renew=renew):
                    made.append(each)
            finally:
                # Whatever breaks off: who was invited gets the code that was made.
                written.write(files.workbook(slip_sheet(made)))
    _tell_end(len(taken), len(judged) - len(taken), len(made), as_json=as_json)


def _tell_end(taken: int, not_taken: int, invited: int, *, as_json: bool) -> None:
    counts = {"taken": taken, "not_taken": not_taken, "invited": invited}
    answer(as_json, counts, f"收下 {taken} 行，不收 {not_taken} 行，邀请 {invited} 人。")
    if not_taken:
        raise typer.Exit(1)


def _taken(
    hand: Hand, judged: Sequence[JudgedStaff], digest: str, rules: RuleSet, *, as_json: bool
) -> list[JudgedStaff]:
    """Record the rows that have a post, and return those that could be."""
    taken: list[JudgedStaff] = []
    with shown("登记人员", hidden=as_json) as progress:
        for number, each in enumerate(judged, 1):
            if each.post is not None:
                try:
                    take_row(hand, each.row, each.post, digest, datetime.now(UTC), rules)
                    taken.append(each)
                except (RuleBroken, Invalid) as refused:
                    _tell(each, refused, as_json=as_json)
            progress(number, len(judged))
    return taken


def _tell_problems(judged: Sequence[JudgedStaff], *, as_json: bool) -> None:
    for each in judged:
        if each.problem is None:
            continue
        if as_json:
            print_json({"row": each.row.number, "problem": each.problem.value})
        else:
            sentence = SENTENCES_OF_PROBLEMS[each.problem]
            errors.print(f"第 {each.row.number} 行：{sentence}", markup=False)


def _tell(each: JudgedStaff, refused: DomainError, *, as_json: bool) -> None:
    if as_json:
        print_json({"row": each.row.number, "error": refused.code})
    else:
        sentence = operator_sentence(refused.code, dict(refused.parameters))
        errors.print(f"第 {each.row.number} 行：{sentence}", markup=False)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that nobody else may read, and that was not there before anything is done."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise RuleBroken("file_is_there") from None
    with os.fdopen(descriptor, "wb") as written:
        try:
            yield written
        finally:
            # What broke off before anything was written must not stand in the way of a second run.
            if not written.tell():
                path.unlink()
