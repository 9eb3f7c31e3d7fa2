"""Accounts that somebody set up, until a second person has made sure who it was."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, select, update

from application.authentication.account_ports import FirstSignIn, Notes, Vouched
from application.authentication.session_store import Ending
from domain.shared import PersonId
from infrastructure.authentication.account_notes import keep_notes
from infrastructure.authentication.ended_sessions import end_all_of
from infrastructure.authentication.other_doors import shut_other_doors
from infrastructure.database import for_single_reads, writing
from infrastructure.log.tables import ACCOUNTS
from infrastructure.views.access.staffed import belongs_to

_WAITS = (
    ACCOUNTS.c.confirmed_at.is_(None)
    & ACCOUNTS.c.activated_at.is_not(None)
    & ACCOUNTS.c.disabled_at.is_(None)
)
_ANYBODY = select(ACCOUNTS.c.person_id).where(_WAITS).limit(1)


class FirstSignIns:
    """Each is told by its person and by when it was set up: another invitation makes another."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = for_single_reads(engine)

    def any_waits(self) -> bool:
        """Return whether anybody waits, wherever they belong to."""
        with self._reading.connect() as connection:
            return connection.execute(_ANYBODY).scalar() is not None

    def waiting(self, among: Vouched) -> Sequence[FirstSignIn]:
        """Return those that wait of people who belong to these places alone, the earliest first."""
        wanted = (
            select(ACCOUNTS.c.person_id, ACCOUNTS.c.activated_at)
            .where(_WAITS, belongs_to(ACCOUNTS.c.person_id, among))
            .order_by(ACCOUNTS.c.activated_at, ACCOUNTS.c.person_id)
        )
        with self._reading.connect() as connection:
            rows = connection.execute(wanted).all()
        return [FirstSignIn(person_id=PersonId(a), set_up_at=b) for a, b in rows]

    def confirm(self, first: FirstSignIn, at: datetime, notes: Notes) -> bool:
        """Keep that it was the person; False when it was set up anew or closed meanwhile."""
        with writing(self._engine) as connection:
            found = _changed(connection, first, {"confirmed_at": at})
            if found:
                keep_notes(connection, notes)
        return found

    def deny(self, first: FirstSignIn, notes: Notes, ending: Ending) -> bool:
        """Close the account: its sessions end, its devices and night codes open nothing."""
        with writing(self._engine) as connection:
            found = _changed(connection, first, {"disabled_at": ending.at})
            if found:
                shut_other_doors(connection, first.person_id, ending.at, ending.will)
                end_all_of(connection, first.person_id, ending)
                keep_notes(connection, notes)
        return found


def _changed(connection: Connection, first: FirstSignIn, values: Mapping[str, object]) -> bool:
    """Change the row that whoever decided has seen, in the state in which they saw it."""
    changed = (
        update(ACCOUNTS)
        .where(_WAITS, ACCOUNTS.c.person_id == first.person_id)
        .where(ACCOUNTS.c.activated_at == first.set_up_at)
        .values(**values)
        .returning(ACCOUNTS.c.person_id)
    )
    return connection.execute(changed).one_or_none() is not None
