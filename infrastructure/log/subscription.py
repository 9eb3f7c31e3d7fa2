"""Follows a log by asking for more at short intervals: any process may append, none announces."""

from collections.abc import Sequence
from threading import Event
from typing import Self

from eventsourcing.persistence import ApplicationRecorder, Notification, Subscription

PAGE = 500
POLL_SECONDS = 0.05


class PollingSubscription(Subscription[ApplicationRecorder]):
    """Gives every event of the log once, in order, and waits for more until stopped."""

    def __init__(
        self, recorder: ApplicationRecorder, gt: int | None = None, topics: Sequence[str] = ()
    ) -> None:
        super().__init__(recorder, gt, topics)
        self._stopped = Event()
        self._page: list[Notification] = []

    def stop(self) -> None:
        super().stop()
        self._stopped.set()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Notification:
        while not self._stopped.is_set():
            if self._page:
                return self._page.pop()
            self._page = self._next_page()
            if not self._page:
                self._stopped.wait(POLL_SECONDS)
        raise StopIteration

    def _next_page(self) -> list[Notification]:
        """Return what follows, last first."""
        page = self._recorder.select_notifications(
            self._last_notification_id or 0, PAGE, topics=self._topics, inclusive_of_start=False
        )
        if page:
            self._last_notification_id = page[-1].id
        return list(reversed(page))
