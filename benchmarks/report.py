"""Shows the figures beside what was promised, and writes them as JSON."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.example import now
from benchmarks.rounds import Figures, Measurement, Promise

PACKAGES = ("cryptography", "eventsourcing", "fastapi", "msgspec", "psycopg", "sqlalchemy")
SMALL = 10


def show(measurements: Sequence[Measurement], figures: Mapping[str, Figures]) -> None:
    """Print one line for each variant and each promise."""
    table = Table(box=None, pad_edge=False)
    for title in ("", "median", "lowest–highest", "aim", ""):
        table.add_column(title, justify="left" if not title else "right")
    for measurement in measurements:
        measured = figures[measurement.what]
        table.add_row(f"[bold]{measurement.what}[/]")
        for variant in measurement.variants:
            name = f"  {variant.name}, {variant.unit}"
            table.add_row(name, *_middle_and_range(measured[variant.name]))
        for promise in measurement.promises:
            if promise.to is not None or _aim(promise):
                table.add_row(*_line(promise, measured))
    Console(width=None if os.isatty(1) else 120).print(table)


def _line(promise: Promise, measured: Figures) -> tuple[str, ...]:
    name = f"    of {promise.to}" if promise.to else f"    {promise.of}"
    said = "[bold red]missed[/]" if promise.is_missed(measured) else ""
    middle, span = _middle_and_range(promise.ratios(measured))
    return name, middle, span, _aim(promise), said


def _aim(promise: Promise) -> str:
    if promise.at_least is not None:
        return f"≥ {_shown(promise.at_least)}"
    return "" if promise.at_most is None else f"≤ {_shown(promise.at_most)}"


def _middle_and_range(each: Sequence[float]) -> tuple[str, str]:
    return _shown(median(each)), f"{_shown(min(each))}–{_shown(max(each))}"


def _shown(figure: float) -> str:
    return f"{figure:.2f}" if figure < SMALL else f"{figure:,.0f}"


def show_aims(measurements: Sequence[Measurement], figures: Mapping[str, Figures]) -> None:
    """Print what is promised as the table of docs/benchmarks.md."""
    print("| | measured | lowest–highest | aim | |\n|---|--:|--:|--:|---|")
    for measurement in measurements:
        measured = figures[measurement.what]
        for promise in filter(_aim, measurement.promises):
            of = f", of the {promise.to}" if promise.to else ""
            missed = "missed" if promise.is_missed(measured) else ""
            middle, span = _middle_and_range(promise.ratios(measured))
            print(f"| {measurement.what}{of} | {middle} | {span} | {_aim(promise)} | {missed} |")


def write(path: Path, measurements: Sequence[Measurement], figures: Mapping[str, Figures]) -> None:
    """Write every figure of every round, what was promised, and on what it was measured."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "measured_at": now().isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
            "packages": {name: version(name) for name in PACKAGES},
        },
        "measurements": {each.what: _as_json(each, figures[each.what]) for each in measurements},
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _as_json(measurement: Measurement, measured: Figures) -> Mapping[str, object]:
    return {
        "variants": {
            variant.name: {
                "unit": variant.unit,
                "median": median(measured[variant.name]),
                "rounds": measured[variant.name],
            }
            for variant in measurement.variants
        },
        "promises": [
            {
                "of": promise.of,
                "to": promise.to,
                "median": median(promise.ratios(measured)),
                "rounds": promise.ratios(measured),
                "at_least": promise.at_least,
                "at_most": promise.at_most,
                "missed": promise.is_missed(measured),
            }
            for promise in measurement.promises
        ],
    }
