"""Records the rows of lists in portions: several at once, those of one child one after another."""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from application.survey.roster_recording import TAKEN, RosterRecording
from application.survey.roster_requests import opens_file
from application.survey.rosters import Judged
from domain.errors import DomainError
from domain.shared import ChildId, Compartment
from domain.survey.outcomes import RowOutcome
from domain.survey.rows import RosterRow
from infrastructure.keys.vault import Vault
from infrastructure.rosters.previewing import Origins, SheetPreview

PORTION_ROWS = 250
AT_ONCE = 8

_RECORDED = TAKEN | {RowOutcome.REVIEW, RowOutcome.LEAD}


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """A row with whether it was recorded now; `refused` is the code of what kept it from that."""

    judged: Judged
    is_fresh: bool
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRecorder:
    """Records what a preview showed; the views move once a portion.

    Whatever ends it between two rows, the next run records the rest: each row is one commit.
    """

    recording: RosterRecording
    vault: Vault
    clock: Callable[[], datetime]
    at_once: int = AT_ONCE

    def record(self, sheet: SheetPreview) -> Generator[RecordedRow, None, None]:
        """Yield the rows of a sheet, in their order, each once it is durable or refused."""
        silent = replace(self.recording.ledger, catch_up=lambda: None)
        quiet = replace(self.recording, ledger=silent)
        with ThreadPoolExecutor(self.at_once) as threads:
            for portion in _portions(sheet.rows):
                self._prepare_keys(portion)
                work = [
                    threads.submit(self._record_in_turn, quiet, rows, sheet.origins)
                    for rows in _by_child(portion)
                ]
                done = {row.judged.own_id: row for each in work for row in each.result()}
                self.recording.ledger.catch_up()
                yield from (done[each.own_id] for each in portion)

    def _record_in_turn(
        self, recording: RosterRecording, rows: Sequence[Judged], origins: Origins
    ) -> list[RecordedRow]:
        return [self._record_one(recording, each, origins) for each in rows]

    def _record_one(
        self, recording: RosterRecording, judged: Judged, origins: Origins
    ) -> RecordedRow:
        try:
            fresh = recording.record(judged, origins.of(judged.row.number), self.clock())
        except DomainError as refusal:
            return RecordedRow(judged, is_fresh=False, refused=refusal.code)
        return RecordedRow(judged, is_fresh=fresh)

    def _prepare_keys(self, portion: Sequence[Judged]) -> None:
        """Make the keys of a portion in one commit instead of one each."""
        places = self.recording.places
        wanted: list[tuple[ChildId, Compartment]] = []
        for judged in portion:
            if judged.is_received or judged.verdict.outcome not in _RECORDED:
                continue
            taken = judged.verdict.outcome in TAKEN
            child_id = (judged.child_id if taken else None) or judged.own_id
            wanted.append((child_id, Compartment.IDENTITY))
            if isinstance(judged.row, RosterRow) and taken and opens_file(judged.row, places):
                wanted.append((child_id, Compartment.CARE))
        self.vault.prepare(wanted)


def _portions(rows: Iterable[Judged]) -> Iterator[list[Judged]]:
    left = iter(rows)
    while portion := list(islice(left, PORTION_ROWS)):
        yield portion


def _by_child(rows: Iterable[Judged]) -> Iterable[list[Judged]]:
    """What a later row tells of a child builds on what an earlier one told."""
    found: defaultdict[ChildId, list[Judged]] = defaultdict(list)
    for each in rows:
        found[each.child_id or each.own_id].append(each)
    return found.values()
