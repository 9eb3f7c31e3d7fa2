"""Guards the learned time: no append while this machine's clock and the database's differ."""

from datetime import UTC, datetime
from threading import Lock
from time import monotonic

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from domain.errors import Unavailable

LIMIT_SECONDS = 2.0
ASK_EVERY_SECONDS = 30.0


class ClockGuard:
    """Compares the clocks at most every half minute; an embedded database has none of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._asks = engine.dialect.name == "postgresql"
        self._lock = Lock()
        self._asked_at = float("-inf")
        self._difference_seconds = 0.0

    def __call__(self) -> None:
        """Let an append pass.

        Raises: Unavailable while the clocks differ by more than two seconds.
        """
        if not self._asks:
            return
        with self._lock:
            if monotonic() - self._asked_at > ASK_EVERY_SECONDS:
                self._ask()
            if abs(self._difference_seconds) > LIMIT_SECONDS:
                # Ask again at the next append: a clock that was put right is used at once.
                self._asked_at = float("-inf")
                raise Unavailable("clocks_differ")

    def _ask(self) -> None:
        try:
            with self._engine.connect() as connection:
                theirs: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        except SQLAlchemyError:
            return  # The append itself will tell better what is wrong with the database.
        self._difference_seconds = (datetime.now(UTC) - theirs).total_seconds()
        self._asked_at = monotonic()
