"""Records lists in the background, one after the other, and tells how far each has come."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event, Lock, Thread
from typing import cast

from application.survey.roster_recording import RosterRecording
from application.survey.rosters import Judged
from application.survey.staging_ports import RosterId, RowsRecorded, Sheets
from infrastructure.keys.vault import Vault
from infrastructure.rosters.previewing import SheetPreview
from infrastructure.rosters.recording import RecordedRow, RosterRecorder
from infrastructure.threads import ROWS_AT_ONCE

REMEMBERED_AT_MOST = 100
STOP_SECONDS = 4.0

logger = logging.getLogger(__name__)

Asked = Callable[[Judged], bool]
Chosen = Sequence[tuple[SheetPreview, tuple[Judged, ...]]]


@dataclass(slots=True)
class _Run:
    """One list being recorded; `told` is replaced as a whole, so that it is never half new."""

    told: RowsRecorded
    stop: Event
    thread: Thread | None = None


class BackgroundRuns:
    """The lists that this process records or has recorded; a restart forgets them.

    What was recorded is in the log: begun again, a list goes on where it was.
    """

    def __init__(
        self, vault: Vault, clock: Callable[[], datetime], over: Callable[[RosterId], None]
    ) -> None:
        self._vault = vault
        self._clock = clock
        self._over = over
        self._lock = Lock()
        self._turn = Lock()
        self._runs: dict[RosterId, _Run] = {}

    def start(
        self,
        roster_id: RosterId,
        recording: RosterRecording,
        read: Callable[[], Sheets],
        *,
        wanted: Asked,
        covers: Asked,
    ) -> None:
        """Record the wanted rows that `covers` lets pass, unless that goes on already.

        The list is read when its turn has come: by then the one before it is in the log.
        """
        with self._lock:
            before = self._runs.get(roster_id)
            if before is not None and not before.told.is_over:
                return
            run = _Run(RowsRecorded(total=0), Event())
            recorder = RosterRecorder(
                recording=recording,
                vault=self._vault,
                clock=self._clock,
                at_once=ROWS_AT_ONCE,
            )

            def record() -> None:
                with self._turn:
                    _record(run, recorder, lambda: _chosen(read(), wanted), covers)
                self._over(roster_id)
                run.told = replace(run.told, is_over=True)

            run.thread = Thread(target=record, name="list", daemon=True)
            self._runs.pop(roster_id, None)
            self._runs[roster_id] = run
            self._forget_oldest()
            run.thread.start()

    def progress(self, roster_id: RosterId) -> RowsRecorded | None:
        """Return how far a list has come, None when this process has not recorded it."""
        run = self._runs.get(roster_id)
        return run.told if run is not None else None

    def stop(self, roster_id: RosterId) -> None:
        """Let a list end after the portion that is being recorded."""
        run = self._runs.get(roster_id)
        if run is not None:
            run.stop.set()

    def close(self) -> None:
        """Let every list end, and wait for that."""
        for roster_id in list(self._runs):
            self.stop(roster_id)
        for run in list(self._runs.values()):
            if run.thread is not None:
                run.thread.join(STOP_SECONDS)

    def _forget_oldest(self) -> None:
        over = [each for each, run in self._runs.items() if run.told.is_over]
        for roster_id in over[: max(0, len(self._runs) - REMEMBERED_AT_MOST)]:
            del self._runs[roster_id]


def _chosen(sheets: Sheets, wanted: Asked) -> Chosen:
    return [(cast("SheetPreview", each), tuple(filter(wanted, each.rows))) for each in sheets]


def _record(
    run: _Run,
    recorder: RosterRecorder,
    read: Callable[[], Chosen],
    covers: Asked,
) -> None:
    if run.stop.is_set():
        return
    try:
        chosen = read()
        run.told = replace(run.told, total=sum(len(rows) for _, rows in chosen))
        for sheet, rows in chosen:
            if run.stop.is_set():
                return
            covered = tuple(filter(covers, rows))
            run.told = replace(
                run.told,
                done=run.told.done + len(rows) - len(covered),
                beyond=run.told.beyond + len(rows) - len(covered),
            )
            for row in recorder.record(replace(sheet, rows=covered)):
                run.told = _with(run.told, row)
                if run.stop.is_set():
                    return
    except Exception as error:
        logger.error("a list cannot be recorded for now: %s", type(error).__name__)
        run.told = replace(run.told, is_broken_off=True)


def _with(told: RowsRecorded, row: RecordedRow) -> RowsRecorded:
    return replace(
        told,
        done=told.done + 1,
        fresh=told.fresh + row.is_fresh,
        refused=told.refused + bool(row.refused),
    )
