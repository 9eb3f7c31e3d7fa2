"""A lease makes one process of many the leader: a row that runs out by the database's own clock.

Each time another process takes it its number grows. Whoever let it run out finds that at once; what
it records all the same is refused by the log, where somebody else recorded it meanwhile.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, Engine, Update, select, text, update

from infrastructure.database import writing
from infrastructure.log.tables import LEASES

SWEEPING = "sweeping"
"""The lease of whoever sweeps the deadlines; permanent."""
_AHEAD_AT_MOST = timedelta(seconds=5)
"""What was noted further ahead was noted by a clock that went wrong, and tells nothing."""


class Lease:
    """One process's hold on one lease."""

    def __init__(self, engine: Engine, name: str, holder: UUID, seconds: float) -> None:
        self._engine = engine
        self._name = name
        self._holder = holder
        self._lasts = timedelta(seconds=seconds)

    def take(self) -> int | None:
        """Take or renew the lease and return its number; None while another process has it."""
        with writing(self._engine) as connection:
            found = select(LEASES).where(LEASES.c.name == self._name).with_for_update()
            row = connection.execute(found).one()
            now = clock_of(connection)
            is_mine = row.holder == self._holder
            # One that runs longer than it may was taken while the clock was ahead.
            runs = row.held_until is not None and now < row.held_until <= now + self._lasts
            if runs and not is_mine:
                return None
            number: int = row.number if runs else row.number + 1
            changed = {"number": number, "holder": self._holder, "held_until": now + self._lasts}
            connection.execute(_row(self._name).values(changed))
        return number

    def note_done(self, number: int) -> bool:
        """Note that the work was done under this number; false when another leads by now."""
        with writing(self._engine) as connection:
            mine = _row(self._name).where(LEASES.c.number == number)
            noted = connection.execute(mine.values(done_at=clock_of(connection)))
            return bool(noted.rowcount)

    def give_up(self) -> None:
        """Let another process lead at once, where this one did."""
        with writing(self._engine) as connection:
            mine = _row(self._name).where(LEASES.c.holder == self._holder)
            connection.execute(mine.values(held_until=None))


def silence_of(connection: Connection, name: str) -> float | None:
    """Return for how many seconds the work of a lease was not done; None = nobody can tell."""
    row = connection.execute(select(LEASES).where(LEASES.c.name == name)).one()
    done_at: datetime | None = row.done_at
    now = clock_of(connection)
    if done_at is None or done_at > now + _AHEAD_AT_MOST:
        return None
    return max(0.0, (now - done_at).total_seconds())


def clock_of(connection: Connection) -> datetime:
    """Return the time by the database's clock; an embedded one has this machine's."""
    if connection.dialect.name == "postgresql":
        now: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return now.astimezone(UTC)
    return datetime.now(UTC)


def _row(name: str) -> Update:
    return update(LEASES).where(LEASES.c.name == name)
