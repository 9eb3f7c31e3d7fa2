"""Which of many sessions are open still, asked for all open screens of a process at once."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from application.authentication.account_ports import Stage
from domain.shared import SessionId
from infrastructure.database import StoredUuid
from infrastructure.log.tables import ACCOUNTS, SESSIONS

_OPEN = (
    select(SESSIONS.c.session_id)
    .join(ACCOUNTS, ACCOUNTS.c.person_id == SESSIONS.c.person_id)
    .where(ACCOUNTS.c.disabled_at.is_(None))
    .where(SESSIONS.c.session_id.in_(bindparam("ids", type_=StoredUuid, expanding=True)))
    .where(SESSIONS.c.stage == Stage.OPEN.value)
    .where(SESSIONS.c.expires_at > bindparam("now"))
    .where(SESSIONS.c.last_seen_at > bindparam("unused_since"))
)


def open_among(
    connection: Connection, ids: Collection[SessionId], now: datetime, unused_since: datetime
) -> frozenset[SessionId]:
    """Return those of these sessions that are open, whose account is not disabled."""
    asked = {"ids": sorted(ids), "now": now, "unused_since": unused_since}
    return frozenset(SessionId(row.session_id) for row in connection.execute(_OPEN, asked))
