"""Keeps sessions in the ledger's database; of their tokens, digests only."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, bindparam, delete, insert, select, update

from application.authentication.account_ports import (
    DevicesGone,
    Narrowed,
    NewSession,
    Notes,
    OpenAtMost,
    Session,
    Stage,
)
from application.authentication.session_store import Ending
from domain.shared import LinkId, PersonId, SessionId
from infrastructure.authentication.account_notes import keep_notes
from infrastructure.authentication.ended_sessions import (
    DISPLACED,
    displace,
    end_all_of,
    end_sessions,
    lock_account,
)
from infrastructure.authentication.listening_sessions import open_among
from infrastructure.authentication.other_doors import shut_other_doors
from infrastructure.authentication.second_factors import forget_pending
from infrastructure.database import for_single_reads, writing
from infrastructure.log.tables import ACCOUNTS, SESSIONS

TOKEN_BYTES = 32

# Asked at every request, so it is made once; joined with the account, so that a disabled one is
# out at once, and whoever is confirmed goes on.
_SESSION = (
    select(SESSIONS, ACCOUNTS.c.confirmed_at.is_not(None).label("is_confirmed"))
    .join(ACCOUNTS, ACCOUNTS.c.person_id == SESSIONS.c.person_id)
    .where(ACCOUNTS.c.disabled_at.is_(None))
    .where(SESSIONS.c.token_digest == bindparam("digest"))
    .where(SESSIONS.c.stage != DISPLACED)
)


class AccountSessions:
    """Sessions; a token leaves this class once, when its session is opened or moved."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = for_single_reads(engine)

    def open(self, session: NewSession) -> str:
        """Open a session and return its token; ended sessions of everybody are dropped.

        A second factor that another session began to enrol has to be begun anew. Above what a
        person may have open, those unused longest are displaced.
        """
        token = token_urlsafe(TOKEN_BYTES)
        with writing(self._engine) as connection:
            lock_account(connection, session.person_id)
            forget_pending(connection, session.person_id)
            connection.execute(delete(SESSIONS).where(SESSIONS.c.expires_at <= session.now))
            connection.execute(
                insert(SESSIONS).values(
                    token_digest=_digest_of(token),
                    session_id=session.session_id,
                    person_id=session.person_id,
                    stage=session.stage.value,
                    created_at=session.now,
                    last_seen_at=session.now,
                    expires_at=session.expires_at,
                    factor_at=session.factor_at,
                    previous_at=session.previous_at,
                    failed_before=session.failed_before,
                    device=session.device,
                    roles=_written(session.narrowed.roles),
                    linked=session.narrowed.linked,
                    enrolled=session.narrowed.enrolled,
                )
            )
            if session.stage is Stage.OPEN and session.at_most is not None:
                opened = (session.session_id, session.person_id)
                displace(connection, opened, session.now, session.at_most)
        return token

    def of(self, token: str) -> Session | None:
        """Return the session of a token whose account is not disabled."""
        with self._reading.connect() as connection:
            row = connection.execute(_SESSION, {"digest": _digest_of(token)}).one_or_none()
        return None if row is None else replace(_session(row), is_confirmed=bool(row.is_confirmed))

    def was_displaced(self, token: str) -> bool:
        """Return whether the session of a token ended because too many others were opened."""
        wanted = (
            select(SESSIONS.c.session_id)
            .where(SESSIONS.c.token_digest == _digest_of(token))
            .where(SESSIONS.c.stage == DISPLACED)
        )
        with self._reading.connect() as connection:
            return connection.execute(wanted).one_or_none() is not None

    def of_person(
        self, person_id: PersonId, now: datetime, unused_since: datetime
    ) -> Sequence[Session]:
        """Return the open sessions of a person that have not run out, the latest seen first."""
        wanted = (
            select(SESSIONS)
            .where(SESSIONS.c.person_id == person_id)
            .where(SESSIONS.c.stage == Stage.OPEN.value)
            .where(SESSIONS.c.expires_at > now, SESSIONS.c.last_seen_at > unused_since)
            .order_by(SESSIONS.c.last_seen_at.desc(), SESSIONS.c.session_id)
        )
        with self._reading.connect() as connection:
            return [_session(row) for row in connection.execute(wanted)]

    def open_among(
        self, ids: Collection[SessionId], now: datetime, unused_since: datetime
    ) -> frozenset[SessionId]:
        """Return those of these sessions that are open and have not run out, by one question."""
        with self._reading.connect() as connection:
            return open_among(connection, ids, now, unused_since)

    def advance(
        self,
        token: str,
        stage: Stage,
        *,
        now: datetime,
        expires_at: datetime,
        factor_at: datetime | None,
        at_most: OpenAtMost | None,
    ) -> str | None:
        """Move a session to a stage under a new token, so that the old one is worth nothing.

        None when the session ended meanwhile, or was moved by somebody else.
        """
        renewed = token_urlsafe(TOKEN_BYTES)
        with writing(self._engine) as connection:
            _lock_account_of(connection, token)
            moved = connection.execute(
                update(SESSIONS)
                .where(SESSIONS.c.token_digest == _digest_of(token))
                .where(SESSIONS.c.stage != DISPLACED)
                .values(
                    token_digest=_digest_of(renewed),
                    stage=stage.value,
                    last_seen_at=now,
                    expires_at=expires_at,
                    factor_at=factor_at,
                )
                .returning(SESSIONS.c.session_id, SESSIONS.c.person_id)
            ).one_or_none()
            if moved is not None and stage is Stage.OPEN and at_most is not None:
                displace(connection, (moved.session_id, moved.person_id), now, at_most)
        return renewed if moved is not None else None

    def saw(self, token: str, at: datetime) -> None:
        """Keep when a session was last used."""
        with writing(self._engine) as connection:
            connection.execute(
                update(SESSIONS)
                .where(SESSIONS.c.token_digest == _digest_of(token))
                .values(last_seen_at=at)
            )

    def drop(self, token: str) -> None:
        """Delete a session that has run out."""
        with writing(self._engine) as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.token_digest == _digest_of(token)))

    def close(self, token: str, ending: Ending) -> None:
        """Delete a session, and note how it ended."""
        with writing(self._engine) as connection:
            end_sessions(connection, ending, SESSIONS.c.token_digest == _digest_of(token))

    def end(self, person_id: PersonId, ids: Sequence[UUID], notes: Notes, ending: Ending) -> None:
        """Delete these sessions of a person."""
        own = SESSIONS.c.person_id == person_id
        with writing(self._engine) as connection:
            end_sessions(connection, ending, own, SESSIONS.c.session_id.in_(ids))
            keep_notes(connection, notes)

    def end_linked(self, person_id: PersonId, link_id: LinkId, ending: Ending) -> None:
        """Delete the sessions of a person that a provider's name opened."""
        own = SESSIONS.c.person_id == person_id
        with writing(self._engine) as connection:
            end_sessions(connection, ending, own, SESSIONS.c.linked == link_id)

    def end_all(
        self,
        person_id: PersonId,
        noted: Callable[[int], Notes],
        devices: DevicesGone | None,
        ending: Ending,
    ) -> int:
        """Delete all sessions of a person, at whatever stage, and with them the devices."""
        with writing(self._engine) as connection:
            if devices is not None:
                shut_other_doors(connection, person_id, devices.at, devices.by)
            count = end_all_of(connection, person_id, ending)
            keep_notes(connection, noted(count))
        return count


def end_but(connection: Connection, person_id: PersonId, token: str, ending: Ending) -> int:
    """Delete the sessions of a person but the one of a token, and return how many there were."""
    others = SESSIONS.c.token_digest != _digest_of(token)
    return end_sessions(connection, ending, SESSIONS.c.person_id == person_id, others)


def _lock_account_of(connection: Connection, token: str) -> None:
    wanted = select(SESSIONS.c.person_id).where(SESSIONS.c.token_digest == _digest_of(token))
    person_id = connection.scalar(wanted)
    if person_id is not None:
        lock_account(connection, PersonId(person_id))


def _session(row: Row[tuple[object, ...]]) -> Session:
    return Session(
        session_id=SessionId(row.session_id),
        person_id=PersonId(row.person_id),
        stage=Stage(row.stage),
        device=row.device,
        opened_at=row.created_at,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        factor_at=row.factor_at,
        previous_at=row.previous_at,
        failed_before=row.failed_before,
        roles=None if row.roles is None else frozenset(json.loads(row.roles)),
        door=Narrowed(linked=row.linked, enrolled=row.enrolled).door,
    )


def _written(roles: frozenset[str] | None) -> str | None:
    return None if roles is None else json.dumps(sorted(roles))


def _digest_of(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
