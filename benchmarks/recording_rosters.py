"""Records the largest list that may be sent, portion by portion, as the command line does."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from time import perf_counter
from uuid import UUID, uuid5

from application.staffing.founding import Founding
from benchmarks.filling import Filler
from benchmarks.ledgers import SQLITE, Grounds
from benchmarks.rosters import READ_ON, TOWNSHIP, VILLAGES, largest_list, village_name
from benchmarks.rounds import Measurement, Promise, Variant
from benchmarks.sizes import Sizes
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind, OrganisationRegistered
from infrastructure.opening import OpenLedger
from infrastructure.rosters.known import known_before
from infrastructure.rosters.previewing import Preview
from infrastructure.rosters.recording import RosterRecorder
from infrastructure.rosters.sheets import read_sheets

WHAT = f"recording of the largest list, {SQLITE}"
RECORDED = "child, carer and care file of a row"
ROWS_A_SECOND_AT_LEAST = 500

PORTIONS = 10
"""One for each round and for warming up, with some left over."""


def recording_rosters(grounds: Grounds, sizes: Sizes, closing: ExitStack) -> Sequence[Measurement]:
    """Return the recording of one list, a tenth of it in each round, views moved with it."""
    opened = closing.enter_context(grounds.ledger(SQLITE)).opened
    Filler(opened).record(list(_places(opened.ledger_id)))
    opened.ledger.catch_up()
    list_ = _List(opened, largest_list(sizes.roster_rows), sizes.roster_rows // PORTIONS)
    return [
        Measurement(
            what=WHAT,
            variants=[Variant(RECORDED, "rows/s", lambda _seconds: list_.rows_a_second())],
            promises=[Promise(RECORDED, at_least=ROWS_A_SECOND_AT_LEAST)],
        )
    ]


class _List:
    """One previewed list and how far it is recorded."""

    def __init__(self, opened: OpenLedger, content: bytes, portion_rows: int) -> None:
        known = known_before(opened)
        founding = Founding(opened.ledger, opened.ledger_id, "benchmark")
        recording = founding.roster_recording(known.places, datetime.now(UTC))
        self._recorder = RosterRecorder(
            recording=recording, vault=opened.vault, clock=lambda: datetime.now(UTC)
        )
        previews = Preview(
            known=known, today=READ_ON, rules=opened.ledger.rules, sheets_of=read_sheets
        )
        (self._sheet,) = previews.of(content, "roster.xlsx")
        self._left = iter(self._sheet.rows)
        self._portion_rows = portion_rows

    def rows_a_second(self) -> float:
        """Record the next portion."""
        portion = replace(self._sheet, rows=tuple(islice(self._left, self._portion_rows)))
        begun = perf_counter()
        recorded = sum(row.is_fresh for row in self._recorder.record(portion))
        seconds = perf_counter() - begun
        if recorded != self._portion_rows:
            raise RuntimeError(f"{recorded} of {self._portion_rows} rows were recorded")
        return recorded / seconds


def _places(ledger_id: UUID) -> Iterator[OrganisationRegistered]:
    def place(kind: OrganisationKind, name: str) -> OrganisationRegistered:
        parent_id = None if kind is OrganisationKind.TOWNSHIP else place_id(TOWNSHIP)
        return OrganisationRegistered(
            organisation_id=place_id(name), kind=kind, name=name, parent_id=parent_id
        )

    def place_id(name: str) -> OrganisationId:
        return OrganisationId(uuid5(ledger_id, name))

    yield place(OrganisationKind.TOWNSHIP, TOWNSHIP)
    yield place(OrganisationKind.SCHOOL, f"{TOWNSHIP}中心小学")
    for number in range(VILLAGES):
        yield place(OrganisationKind.VILLAGE, village_name(number))
