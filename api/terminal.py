"""How the command line speaks: one answer, one sentence when something is amiss, and progress."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from getpass import getpass, getuser
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.app import TOLD_TO_OPERATORS
from api.wording.operator_words import operator_sentence

AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出。")]
By = Annotated[str, typer.Option("--as", help="以哪位操作员的名义。", default_factory=getuser)]

console = Console()
errors = Console(stderr=True)


def asked_password() -> str:
    """Return a password typed twice at the terminal, or one line of a pipe; never an argument."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    while True:
        password = getpass("密码：")
        if password == getpass("再输一次："):
            return password
        errors.print("两次不一样，请重新输入。")


def answer(as_json: bool, said: Mapping[str, object], shown_as: object) -> None:
    """Print the answer of a command."""
    if as_json:
        print_json(said)
    else:
        console.print(shown_as)


def print_json(said: Mapping[str, object]) -> None:
    """Print one object on a line of its own."""
    print(json.dumps(said, ensure_ascii=False), flush=True)


@contextmanager
def told(as_json: bool) -> Iterator[None]:
    """Tell the operator in one sentence what is not in order, and exit with 1."""
    try:
        yield
    except TOLD_TO_OPERATORS as refusal:
        code = getattr(refusal, "code", "settings")
        parameters = getattr(refusal, "parameters", {})
        sentence = str(refusal) if code == "settings" else operator_sentence(code, parameters)
        if as_json:
            print_json({"error": code, "detail": sentence})
        else:
            errors.print(sentence, markup=False)
        raise typer.Exit(1) from None


@contextmanager
def shown(title: str, *, hidden: bool) -> Iterator[Callable[[int, int], None]]:
    """Show how much of a long piece of work is done, in numbers."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors, disable=hidden, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
