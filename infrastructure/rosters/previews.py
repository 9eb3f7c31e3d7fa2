"""Reads staged lists against the children known now, and keeps a few in memory for minutes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock

from application.survey.staging_ports import RosterHead, RosterId, Sheets, WordsOf
from domain.days import local_day
from domain.errors import Invalid, Unavailable
from domain.ruleset import RuleSet
from infrastructure.keys.cache import RecentCache
from infrastructure.rosters.known import KnownBefore
from infrastructure.rosters.previewing import Preview
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.returning import workbook_of

KEPT_AT_MOST = 4
KEPT_SECONDS = 300.0
TURN_SECONDS_AT_MOST = 20.0


class RosterPreviews:
    """Previews of staged lists; `known` finds what is known at that moment.

    Nothing of it is written anywhere. A preview is at most five minutes old. One list is read at a
    time: the largest takes seconds and some hundred megabytes, whoever sent it.
    """

    def __init__(
        self, known: Callable[[], KnownBefore], *, turn_seconds: float = TURN_SECONDS_AT_MOST
    ) -> None:
        self._known = known
        self._turn = Lock()
        self._turn_seconds = turn_seconds
        self._kept: RecentCache[int, tuple[RosterId, Sheets]] = RecentCache(
            KEPT_AT_MOST, KEPT_SECONDS
        )

    def sheets(
        self, head: RosterHead, content: Callable[[], bytes], now: datetime, rules: RuleSet
    ) -> Sheets:
        """Return what becomes of each row.

        Raises: Invalid for field `file`; Unavailable while another list is being read.
        """
        kept = self._kept.get(head.roster_id.int)
        if kept is not None:
            return kept[1]
        with self._having_turn():
            return self._read(head, content, now, rules)

    @contextmanager
    def _having_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=self._turn_seconds):
            raise Unavailable("lists_busy")
        try:
            yield
        finally:
            self._turn.release()

    def _read(
        self, head: RosterHead, content: Callable[[], bytes], now: datetime, rules: RuleSet
    ) -> Sheets:
        # Whoever had the turn before may have read this very list.
        kept = self._kept.get(head.roster_id.int)
        if kept is not None:
            return kept[1]
        begun = self._kept.begin()
        preview = Preview(known=self._known(), today=local_day(now), rules=rules)
        try:
            sheets = tuple(preview.of(content(), head.file_name))
        except NotARoster as refusal:
            raise Invalid(refusal.code, "file") from None
        self._kept.put(head.roster_id.int, (head.roster_id, sheets), begun)
        return sheets

    def given_back(
        self, head: RosterHead, content: bytes, sheets: Sheets, words_of: WordsOf
    ) -> bytes:
        """Return the rows that are not taken as a workbook, every cell as text.

        Raises: Unavailable while another list is being read.
        """
        with self._having_turn():
            return workbook_of(content, head.file_name, sheets, words_of)

    def forget(self, roster_id: RosterId) -> None:
        """Keep nothing of a list in memory."""
        self._kept.forget(lambda kept: kept[0] == roster_id)
