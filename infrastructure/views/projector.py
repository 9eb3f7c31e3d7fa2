"""Moves the views forward behind the log: at the end of each request, and in the background."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import partial
from threading import Event, Lock
from time import monotonic
from uuid import UUID

from sqlalchemy import Connection, Engine

from application.ports import WrittenByNewerProgram
from application.rows import Quarantined
from infrastructure.database import for_single_reads
from infrastructure.keys.vault import KeyDestroyed
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import EVENTS, LogTables
from infrastructure.views import positions
from infrastructure.views.database import REQUEST_WAITS_MS, patiently
from infrastructure.views.moving import Mover, Troubles
from infrastructure.views.pages import PageReader
from infrastructure.views.rebuild import Progress, Rebuild
from infrastructure.views.tables import create_missing, shadow_suffixes
from infrastructure.views.together import damaged_beside
from infrastructure.views.view import LIVE, View

# A view is not moved over fewer events that it does not fold: that would be a commit for nothing.
MOVED_OVER_AT_LEAST = 200
BACKGROUND_TURN_MS = 250
# So often, and each time for so long, the views are moved before a subject is deleted from them.
FORGETTING_TURNS = 20
FORGETTING_TURN_MS = 5_000
BACKGROUND_PAUSE_SECONDS = 0.01


class Projector:
    """Drives the views; any number of threads and processes may do so at the same time.

    Whoever holds a view's position moves it for all: each event is folded once into each view,
    in the order of the log. Events are opened before the position is locked.
    """

    def __init__(
        self,
        engine: Engine,
        recorder: LogRecorder,
        mapper: SealingMapper,
        views: Sequence[View],
        log: LogTables = EVENTS,
        ready: Callable[[datetime], object] = lambda _at: None,
    ) -> None:
        self._engine = engine
        self._log = log
        self._reading = for_single_reads(engine)
        self.pages = PageReader(recorder, mapper, ready)
        self._views = {view.name: view for view in sorted(views, key=lambda view: view.name)}
        self._turn = Lock()
        self._begun = 0
        self._finished = 0
        self._together_at: int | None = None
        self._troubles = Troubles()
        self._mover = Mover(engine, self._troubles)

    @property
    def view_names(self) -> tuple[str, ...]:
        """The names of the views, as `rebuild` takes them."""
        return tuple(self._views)

    def prepare(self) -> None:
        """Create the tables of views that have none yet; called once when a process starts."""
        create_missing(self._engine, self._views.values())

    def catch_up(self, view_name: str | None = None, *, wait_ms: int = REQUEST_WAITS_MS) -> bool:
        """Move the views to the end of the log and return whether they are there.

        Waits at most `wait_ms` for whoever is moving them, half of it for other threads, and stops
        after the page at which that time is over. Never raises: a view in trouble holds up neither
        the others nor the request, it is logged and stays behind.
        """
        deadline = monotonic() + wait_ms / 1000
        arrived = self._begun
        if not self._turn.acquire(timeout=wait_ms / 2000):
            return False
        try:
            if self._finished > arrived:
                return True  # A turn that began after we came has been to the end of the log.
            self._begun += 1
            views = [self._views[view_name]] if view_name else list(self._views.values())
            there = self._follow(views, deadline)
            if there and view_name is None:
                self._finished = self._begun
            return there
        finally:
            self._turn.release()

    def behind(self, view_name: str) -> int:
        """Return how many events of the log a view has still to fold."""
        names = self._views[view_name].names
        return positions.count_unfolded(self._reading, view_name, names, self._log)

    def quarantined(self) -> tuple[Quarantined, ...]:
        """Return the streams that views could not read."""
        return positions.all_quarantined(self._engine)

    def rebuild(self, view_name: str, progress: Progress = lambda _done, _total: None) -> None:
        """Fill a view anew while the old one goes on serving and catching up, then swap them.

        `progress` is told the position reached and the last one. Given up in the middle, it leaves
        the old view as it was and can be begun again. Where one that is shown with it set streams
        apart, that is filled anew, too.

        Raises: KeyError for a view that does not exist; RebuildSuperseded.
        """
        for name in (view_name, *damaged_beside(view_name, self.quarantined())):
            Rebuild(self._engine, self.pages, self._views[name]).run(progress)

    def forget(self, subject_ids: Collection[UUID]) -> None:
        """Delete what the views hold of subjects whose keys were destroyed; counters stand.

        Erasing calls it on both projectors of an open ledger, `projector` and `reads_projector`.
        The views are moved on first: what others opened before the keys were destroyed and have
        still to fold lies behind them then, and is passed over. Streams that were set apart for an
        event of theirs are set apart no longer: nothing is left in it to be read.
        """
        for _turn in range(FORGETTING_TURNS):
            if self.catch_up(wait_ms=FORGETTING_TURN_MS):
                break
        gone = self._set_apart_of(subject_ids)
        for view in self._views.values():
            streams = gone[view.name]
            work = partial(_forget, view=view, subject_ids=subject_ids, streams=streams)
            patiently(self._engine, work)

    def _set_apart_of(self, subject_ids: Collection[UUID]) -> dict[str, set[UUID]]:
        """Return the streams of each view that were set apart for an event of these subjects."""
        found: dict[str, set[UUID]] = defaultdict(set)
        for each in self.quarantined():
            row = self.pages.at(each.position)
            content = row.content if row else None
            if isinstance(content, KeyDestroyed) and content.subject in subject_ids:
                found[each.view].add(each.stream_id)
        return found

    def run(self, stop: Event, interval_seconds: float) -> None:
        """Move the views forward until told to stop, looking for new events at each interval."""
        while not stop.is_set():
            there = self.catch_up(wait_ms=BACKGROUND_TURN_MS)
            # Far behind, requests get their turns in between.
            at_rest = there or self._troubles.any
            stop.wait(interval_seconds if at_rest else BACKGROUND_PAUSE_SECONDS)

    def _follow(self, views: Sequence[View], deadline: float) -> bool:
        are_all = len(views) == len(self._views)
        if are_all and self._follow_at_once(views):
            return True
        try:
            stands, head = positions.standpoints_and_head(self._reading, self._log)
        except Exception as error:
            return self._troubles.note(views, error)
        groups: dict[int, list[View]] = defaultdict(list)
        for view in views:
            groups[stands[view.name].position].append(view)
        # Views that stand apart are brought together, so that one page serves them all again.
        at_least = MOVED_OVER_AT_LEAST if len(groups) == 1 else 1
        to_end = partial(self._follow_from, head=head, at_least=at_least, deadline=deadline)
        # A view that is far behind does not keep those that are nearly there.
        nearest_first = sorted(groups.items(), key=lambda group: -group[0])
        reached = {to_end(position, group) for position, group in nearest_first}
        if are_all and len(reached) == 1:
            self._together_at = reached.pop()
            return self._together_at is not None
        return None not in reached

    def _follow_at_once(self, views: Sequence[View]) -> bool:
        """Fold what was appended since all views stood together; that is what a request finds.

        Returns False when there is more to it than one page, or nothing: where the views stand is
        then asked for.
        """
        after, self._together_at = self._together_at, None
        if after is None:
            return False
        try:
            page = self.pages.read(after, _names_of(views), head=after)
        except WrittenByNewerProgram:
            return False
        except Exception as error:
            return self._troubles.note(views, error)
        if not page.rows or page.is_full or not self._mover.move(views, page):
            return False
        self._together_at = page.up_to
        return True

    def _follow_from(
        self, position: int, views: Sequence[View], *, head: int, at_least: int, deadline: float
    ) -> int | None:
        """Fold page by page and return where the views stand, or None when that is not the end."""
        while position < head:
            try:
                page = self.pages.read(position, _names_of(views), head=head)
            except WrittenByNewerProgram as newer:
                self._leave_to_newer(position, views, newer, head=head, deadline=deadline)
                return None
            except Exception as error:
                self._troubles.note(views, error)
                return None
            is_empty = not (page.rows or page.is_cut)
            if is_empty and page.up_to - position < at_least:
                break
            if not self._mover.move(views, page):
                return None
            position = page.up_to
            if position < head and monotonic() > deadline:
                return None
        self._troubles.over(views)
        return position

    def _leave_to_newer(
        self,
        position: int,
        views: Sequence[View],
        newer: WrittenByNewerProgram,
        *,
        head: int,
        deadline: float,
    ) -> None:
        """Let the views that do not fold what a newer program wrote go on; the others wait for it.

        They are not all at the end then.
        """
        if len(views) == 1:
            self._troubles.note(views, newer)
            return
        for view in views:
            self._follow_from(position, [view], head=head, at_least=1, deadline=deadline)


def _names_of(views: Iterable[View]) -> frozenset[str]:
    return frozenset[str]().union(*(view.names for view in views))


def _forget(
    connection: Connection, view: View, subject_ids: Collection[UUID], streams: Collection[UUID]
) -> None:
    positions.lock(connection, [view.name])
    positions.release(connection, view.name, streams)
    for suffix in (LIVE, *shadow_suffixes(connection, view)):
        view.apply(connection, view.tables(suffix), (), subject_ids)
