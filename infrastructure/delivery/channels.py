"""What a channel does, and in which ways it may fail to."""

from typing import Protocol

from application.crisis.delivery.delivering import Message
from domain.alerts.trying import Failure

SECONDS_AT_MOST = 15.0
"""So long one try takes at the most, whatever the other side does."""


class NotSent(Exception):
    """A message did not go out, as far as one can tell."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class Sender(Protocol):
    """One way out. It sends the same message under the same id each time."""

    def send(self, message: Message) -> None:
        """Send a message; when it returns the other side has taken it over.

        Raises: NotSent.
        """
