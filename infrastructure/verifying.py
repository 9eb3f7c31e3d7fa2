"""Reads a whole log again: every place is filled once and every event opens."""

from collections.abc import Callable
from dataclasses import dataclass

from application.ports import Unreadable
from infrastructure.keys.vault import KeyDestroyed
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder

PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What reading the whole log found: how many events, and which places are not right.

    `missing` places hold no event, `unreadable` ones hold one that does not open; `erased` events
    are sealed under keys that were destroyed, which is as it should be.
    """

    events: int
    erased: int
    missing: tuple[int, ...]
    unreadable: tuple[tuple[int, str], ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing and everything that should open opens."""
        return not self.missing and not self.unreadable


def verify_log(
    recorder: LogRecorder, mapper: SealingMapper, progress: Callable[[int, int], None]
) -> Verified:
    """Read the log from the first place to the head at the start; `progress` counts places."""
    head = recorder.head()
    position, events, erased = 0, 0, 0
    missing: list[int] = []
    unreadable: list[tuple[int, str]] = []
    while position < head:
        rows = [row for row in recorder.rows_after(position, PAGE) if row.position <= head]
        end = rows[-1].position if rows else head
        filled = {row.position for row in rows}
        missing.extend(place for place in range(position + 1, end + 1) if place not in filled)
        for row, outcome in zip(rows, mapper.open_each(rows), strict=True):
            erased += isinstance(outcome, KeyDestroyed)
            if isinstance(outcome, Unreadable):
                unreadable.append((row.position, outcome.reason))
        events += len(rows)
        position = end
        progress(position, head)
    return Verified(
        events=events, erased=erased, missing=tuple(missing), unreadable=tuple(unreadable)
    )
