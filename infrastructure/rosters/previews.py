"""Reads staged lists against the children known now, and keeps a few in memory for minutes."""

from collections.abc import Callable
from datetime import datetime

from application.survey.staging_ports import RosterHead, RosterId, Sheets, WordsOf
from domain.days import local_day
from domain.errors import Invalid
from domain.ruleset import RuleSet
from infrastructure.keys.cache import RecentCache
from infrastructure.rosters.known import KnownBefore
from infrastructure.rosters.previewing import Preview
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.returning import workbook_of
from infrastructure.rosters.sheets import ReadSheets
from infrastructure.rosters.turns import SECONDS_AT_MOST, Turn

KEPT_AT_MOST = 4
KEPT_SECONDS = 300.0


class RosterPreviews:
    """Previews of staged lists; `known` finds what is known at that moment.

    Nothing of it is written anywhere. A preview is at most five minutes old. One list is read at a
    time: the largest takes seconds and some hundred megabytes, whoever sent it.
    """

    def __init__(
        self,
        known: Callable[[], KnownBefore],
        sheets_of: ReadSheets,
        *,
        turn_seconds: float = SECONDS_AT_MOST,
    ) -> None:
        self._known = known
        self._sheets_of = sheets_of
        self._turn = Turn(turn_seconds)
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
        with self._turn.taken():
            return self._read(head, content, now, rules)

    def _read(
        self, head: RosterHead, content: Callable[[], bytes], now: datetime, rules: RuleSet
    ) -> Sheets:
        # Whoever had the turn before may have read this very list.
        kept = self._kept.get(head.roster_id.int)
        if kept is not None:
            return kept[1]
        begun = self._kept.begin()
        preview = Preview(
            known=self._known(), today=local_day(now), rules=rules, sheets_of=self._sheets_of
        )
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
        with self._turn.taken():
            return workbook_of(content, head.file_name, sheets, words_of, self._sheets_of)

    def forget(self, roster_id: RosterId) -> None:
        """Keep nothing of a list in memory."""
        self._kept.forget(lambda kept: kept[0] == roster_id)
