"""What staged lists are, and what their use cases ask of a store and of a reader of lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NewType, Protocol
from uuid import UUID

from application.survey.roster_recording import RosterRecording
from application.survey.rosters import Judged
from domain.ruleset import RuleSet
from domain.shared import PersonId
from domain.survey.outcomes import RowOutcome, Verdict

KEPT = timedelta(hours=24)
"""So long somebody has to look at a list before it is gone."""

RosterId = NewType("RosterId", UUID)

NOT_TAKEN = (RowOutcome.REJECT, RowOutcome.REVIEW, RowOutcome.LEAD, RowOutcome.ACCEPT_FLAGGED)
"""What goes back to the office: not taken, or taken with something to put right."""

WordsOf = Callable[[Verdict], tuple[str, str]]
"""Returns what becomes of a row, and why, as people read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterHead:
    """A staged list without its content."""

    roster_id: RosterId
    uploaded_by: PersonId
    uploaded_at: datetime
    file_name: str = field(repr=False)

    @property
    def gone_at(self) -> datetime:
        """When it is deleted at the latest."""
        return self.uploaded_at + KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedRoster:
    """A list as it was uploaded."""

    head: RosterHead
    content: bytes = field(repr=False)


class PreviewedSheet(Protocol):
    """One sheet of a list."""

    @property
    def sheet(self) -> str:
        """The name of the sheet for people, empty where the file has but one."""
        ...

    @property
    def name_in_file(self) -> str:
        """The name that the sheet has in its file."""
        ...

    @property
    def rows(self) -> tuple[Judged, ...]:
        """What becomes of each row, in the order of the sheet."""
        ...


Sheets = Sequence[PreviewedSheet]


class RosterStore(Protocol):
    """Keeps lists sealed, each under a key of its own."""

    def put(self, roster: StagedRoster) -> None:
        """Keep a list; the same id once more changes nothing.

        Raises: NotFound `roster_not_found` when the list of that id was deleted before.
        """
        ...

    def heads_of(self, person_id: PersonId) -> tuple[RosterHead, ...]:
        """Return the lists of a person, the newest first."""
        ...

    def head(self, roster_id: RosterId) -> RosterHead | None:
        """Return a list without its content."""
        ...

    def content(self, head: RosterHead) -> bytes | None:
        """Return the bytes of a list, None when it is gone. Raises: RecordDamaged."""
        ...

    def destroy(self, head: RosterHead, at: datetime) -> None:
        """Destroy the key of a list, then delete what it sealed."""
        ...

    def destroy_uploaded_until(self, moment: datetime, at: datetime) -> None:
        """Destroy every list that was uploaded until then."""
        ...


class RosterReading(Protocol):
    """Reads lists; what was read may be kept in memory for a few minutes."""

    def sheets(
        self, head: RosterHead, content: Callable[[], bytes], now: datetime, rules: RuleSet
    ) -> Sheets:
        """Return what becomes of each row. Raises: Invalid for field `file`."""
        ...

    def given_back(
        self, head: RosterHead, content: bytes, sheets: Sheets, words_of: WordsOf
    ) -> bytes:
        """Return the rows that are NOT_TAKEN as a workbook, every cell as text."""
        ...

    def forget(self, roster_id: RosterId) -> None:
        """Keep nothing of a list in memory."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsRecorded:
    """How far the recording of a list has come; `beyond` are rows that are not the person's."""

    total: int
    done: int = 0
    fresh: int = 0
    refused: int = 0
    beyond: int = 0
    is_over: bool = False
    is_broken_off: bool = False


class RosterRuns(Protocol):
    """Records lists in the background; of two starts of one list the second does nothing."""

    def start(
        self,
        roster_id: RosterId,
        recording: RosterRecording,
        read: Callable[[], Sheets],
        *,
        wanted: Callable[[Judged], bool],
        covers: Callable[[Judged], bool],
    ) -> None:
        """Read a list when its turn has come, and record the wanted rows that `covers` lets pass.

        What is read before may lack children whom another list has told of meanwhile.
        """
        ...

    def progress(self, roster_id: RosterId) -> RowsRecorded | None:
        """Return how far a list has come, None when this process has not recorded it."""
        ...

    def stop(self, roster_id: RosterId) -> None:
        """Let a list end after the portion that is being recorded."""
        ...

    def close(self) -> None:
        """Let every list end, and wait for that."""
        ...
