"""Keeps in which browsers people signed in before; of what a browser holds, a digest only."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, delete, insert, select, update

from application.authentication.session_store import Gone
from domain.shared import PersonId
from infrastructure.database import for_single_reads, writing
from infrastructure.log.tables import ACCOUNTS, KNOWN_BROWSERS

TOKEN_BYTES = 32

_table = KNOWN_BROWSERS.c


class KnownBrowsers:
    """The rows of known browsers; their ids stay while what the browsers hold changes.

    Failures are counted by these ids: a colleague who signs in at the same computer renews what it
    holds for all, and nobody's count but their own.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = for_single_reads(engine)

    def find(self, token: str, login: str, since: datetime) -> UUID | None:
        """Return under what id a browser is known to the account of a login, since then."""
        wanted = (
            select(_table.known)
            .join(ACCOUNTS, ACCOUNTS.c.person_id == _table.person_id)
            .where(_table.token_digest == _digest_of(token))
            .where(ACCOUNTS.c.login == login)
            .where(_table.used_at >= since)
        )
        with self._reading.connect() as connection:
            found: UUID | None = connection.execute(wanted).scalar_one_or_none()
        return found

    def remember(self, person_id: PersonId, token: str | None, at: datetime, gone: Gone) -> str:
        """Know a browser from now on, and return what it holds in place of `token`.

        Other people who are known there stay so. Browsers that are `gone` are dropped.
        """
        renewed = token_urlsafe(TOKEN_BYTES)
        digest = _digest_of(renewed)
        with writing(self._engine) as connection:
            if token is not None:
                connection.execute(
                    update(KNOWN_BROWSERS)
                    .where(_table.token_digest == _digest_of(token))
                    .values(token_digest=digest)
                )
            known = connection.execute(
                update(KNOWN_BROWSERS)
                .where(_table.token_digest == digest, _table.person_id == person_id)
                .values(used_at=at)
                .returning(_table.known)
            ).one_or_none()
            if known is None:
                new = {"known": uuid4(), "token_digest": digest, "person_id": person_id}
                connection.execute(insert(KNOWN_BROWSERS).values(used_at=at, **new))
            _drop(connection, person_id, gone)
        return renewed


def forget_browsers(connection: Connection, person_id: PersonId) -> None:
    """Know a person in no browser any more."""
    connection.execute(delete(KNOWN_BROWSERS).where(_table.person_id == person_id))


def _drop(connection: Connection, person_id: PersonId, gone: Gone) -> None:
    beyond = (
        select(_table.known)
        .where(_table.person_id == person_id)
        .order_by(_table.used_at.desc(), _table.known)
        .offset(gone.all_but)
    )
    surplus = (_table.used_at < gone.unused_since) | _table.known.in_(beyond)
    connection.execute(delete(KNOWN_BROWSERS).where(_table.person_id == person_id, surplus))


def _digest_of(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
