"""The benchmarks still run and still measure everything that is promised; never how fast it is."""

import json
import subprocess
import sys
from math import isfinite
from pathlib import Path
from typing import TypedDict

import pytest

from tests.tree import ROOT

APPENDS = [
    f"append, {engine}, {writers}, {events} a commit"
    for engine in ("PostgreSQL", "SQLite")
    for events in (1, 10)
    for writers in ("1 writer", "4 writers", "16 writers")
]
STREAMS = [
    f"streams of {length} events, {engine}"
    for engine in ("PostgreSQL", "SQLite")
    for length in (50, 500)
]
ON_EACH_ENGINE = [
    f"{what}, {engine}"
    for what in ("scan of the log", "rebuild of the caseworker's view", "bytes an event")
    for engine in ("PostgreSQL", "SQLite")
]

STORM = "worry to screen in a storm of sign-ins, {engine}"
DESK = "caseworker's desk, 1 client"
LISTS_OF_READINGS = (
    *(
        f"readings of a {whom}, page {page}"
        for whom in ("child", "reader")
        for page in ("1", "1,000")
    ),
    "who looked at a child, counted",
    "questions that wait",
)
OF_A_RECORD = (
    "what a joined record adds",
    "processor time that a joined record adds",
    "a joined record by itself",
    "processor time of a joined record",
)
RECORDING = "recording of the largest list, SQLite"

# What is measured, which figure, of which other one → at least, at most.
AIMS: dict[tuple[str, str, str | None], tuple[float | None, float | None]] = {
    ("append, PostgreSQL, 1 writer, 1 a commit", "sealed log", "raw driver"): (0.5, None),
    ("append, PostgreSQL, 1 writer, 1 a commit", "sealed log", "library"): (2.5, None),
    ("append, PostgreSQL, 16 writers, 1 a commit", "sealed log", "raw driver"): (0.55, None),
    ("append, PostgreSQL, 16 writers, 1 a commit", "sealed log", "library"): (8.0, None),
    ("append, PostgreSQL, 1 writer, 10 a commit", "sealed log", "raw driver"): (0.65, None),
    ("append, SQLite, 1 writer, 1 a commit", "sealed log", "raw driver"): (0.6, None),
    ("append, SQLite, 16 writers, 1 a commit", "sealed log", "raw driver"): (1.0, None),
    ("streams of 500 events, PostgreSQL", "opened", None): (100_000, None),
    ("scan of the log, PostgreSQL", "opened", None): (80_000, None),
    ("rebuild of the caseworker's view, PostgreSQL", "rebuilt", None): (15_000, None),
    ("bytes an event, PostgreSQL", "sealed log", "library"): (None, 1.0),
    ("bytes an event, SQLite", "sealed log", "library"): (None, 1.0),
    ("PUT visit, 8 clients", "sealed, whole application", "plain endpoint in clear"): (0.7, None),
    ("worry to screen, one process", "p99", None): (None, 1_000),
    ("worry to screen, two processes", "p99", None): (None, 1_000),
    ("worry to screen, one process, 16 clients loading desks", "p99", None): (None, 1_000),
    ("whole referrals, 8 clients, two processes", "done", None): (500.0, None),
    **{
        (STORM.format(engine=engine), figure, None): (None, aim)
        for engine in ("PostgreSQL", "SQLite")
        for figure, aim in (("p99 beside the storm", 1_000), ("server at its largest", 400))
    },
    **{
        (f"sweep of 10,000 open clocks, {engine}", "nothing due", to): (None, aim)
        for engine in ("PostgreSQL", "SQLite")
        for to, aim in ((None, 1_000.0), ("all rows, raw", 1.0))
    },
    (DESK, "20 open and 60 waiting streams", "no stream open"): (0.9, None),
    ("preview of the largest list", "whole preview", None): (None, 5.0),
    ("preview of the largest list", "both processes", None): (None, 400.0),
    **{
        (f"reading by 20 at once, {engine}", f"{figure}{where}", None): (None, 100)
        for engine in ("PostgreSQL", "SQLite")
        for figure in OF_A_RECORD
        for where in ("", ", on one core")
    },
    **{
        (f"{what}, {engine}", "out of many", "out of few"): (None, 2.0)
        for what in LISTS_OF_READINGS
        for engine in ("PostgreSQL", "SQLite")
    },
    ("children known before a list, SQLite", "one child more", None): (None, 50.0),
    (RECORDING, "child, carer and care file of a row", None): (500, None),
}


class VariantFigures(TypedDict):
    rounds: list[float]


class PromiseFigures(TypedDict):
    of: str
    to: str | None
    at_least: float | None
    at_most: float | None
    rounds: list[float]


class Measured(TypedDict):
    variants: dict[str, VariantFigures]
    promises: list[PromiseFigures]


@pytest.fixture(scope="module")
def measured(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Measured]:
    """Run the benchmarks in their smallest size, as a person would, and return their JSON."""
    request.getfixturevalue("cluster")  # Without PostgreSQL it says so and skips.
    file = tmp_path_factory.mktemp("benchmarks") / "bench.json"
    command = [sys.executable, "-m", "benchmarks", "--quick", "--json", str(file)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return measurements_in(file)


def measurements_in(file: Path) -> dict[str, Measured]:
    found: dict[str, Measured] = json.loads(file.read_text("utf-8"))["measurements"]
    return found


@pytest.mark.postgres
@pytest.mark.usefixtures("cluster")
def test_what_asks_the_api_is_answered_in_its_smallest_size(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    parts = ["--only", "referrals", "clocks"]
    command = [sys.executable, "-m", "benchmarks", "--quick", *parts, "--json", str(file)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    assert len(measurements_in(file)) == 6


@pytest.mark.soak
@pytest.mark.postgres
def test_everything_that_is_promised_is_measured(measured: dict[str, Measured]) -> None:
    wanted = {*APPENDS, *STREAMS, *ON_EACH_ENGINE, "PUT visit, 8 clients", "PUT visit, 1 client"}
    assert wanted - set(measured) == set()
    for each in APPENDS:
        assert set(measured[each]["variants"]) == {"sealed log", "raw driver", "library"}


@pytest.mark.soak
@pytest.mark.postgres
def test_every_figure_is_a_figure(measured: dict[str, Measured]) -> None:
    figures = [
        (what, figure)
        for each in measured.values()
        for what, rounds in (
            *each["variants"].items(),
            *((promise["of"], promise) for promise in each["promises"]),
        )
        for figure in rounds["rounds"]
    ]
    # What one thing adds is nought or less where both are too short to tell apart, and so few
    # sign-ins are all let in.
    may_be_nought = ("adds", "told to come again")
    wrong = [
        (what, figure)
        for what, figure in figures
        if not isfinite(figure) or (figure <= 0 and not any(e in what for e in may_be_nought))
    ]
    assert wrong == []


@pytest.mark.soak
@pytest.mark.postgres
def test_the_aims_beside_the_figures_are_the_ones_that_were_promised(
    measured: dict[str, Measured],
) -> None:
    aims = {
        (what, promise["of"], promise["to"]): (promise["at_least"], promise["at_most"])
        for what, each in measured.items()
        for promise in each["promises"]
        if promise["at_least"] is not None or promise["at_most"] is not None
    }
    assert aims == AIMS
