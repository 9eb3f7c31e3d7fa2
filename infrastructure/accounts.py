"""Keeps accounts, sessions and failed sign-ins in the ledger's database, no secret in clear."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import Engine, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from application.accounts import Checked, Failing, Session
from domain.errors import NotFound, RuleBroken
from domain.shared import PersonId
from infrastructure.database import writing
from infrastructure.log.tables import ACCOUNTS, SESSIONS, SIGN_IN_FAILURES
from infrastructure.passwords import Hasher, Passwords

TOKEN_BYTES = 32
FAILURES_KEPT = timedelta(days=1)

# Asked at every request, so it is made once; joined with the account, so that a disabled one is
# out at once.
_SESSION = (
    select(SESSIONS.c.person_id, SESSIONS.c.device, SESSIONS.c.last_seen_at, SESSIONS.c.expires_at)
    .join(ACCOUNTS, ACCOUNTS.c.person_id == SESSIONS.c.person_id)
    .where(ACCOUNTS.c.disabled_at.is_(None))
    .where(SESSIONS.c.token_digest == bindparam("digest"))
)


class AccountTurn:
    """What is done with a password by whoever holds a turn at hashing."""

    def __init__(self, engine: Engine, hasher: Hasher) -> None:
        self._engine = engine
        self._hasher = hasher

    def check(self, login: str, password: str) -> Checked:
        """Check a password, in the same time whether the login exists or not.

        A hash made with older parameters is renewed, as only now the password is at hand.
        """
        with self._engine.connect() as connection:
            account = connection.execute(
                select(
                    ACCOUNTS.c.person_id, ACCOUNTS.c.password_hash, ACCOUNTS.c.disabled_at
                ).where(ACCOUNTS.c.login == login)
            ).one_or_none()
        if account is None:
            return Checked(passed=self._hasher.verify(None, password), person_id=None)
        right = self._hasher.verify(account.password_hash, password)
        passed = right and account.disabled_at is None
        if passed and self._hasher.is_outdated(account.password_hash):
            with writing(self._engine) as connection:
                connection.execute(
                    update(ACCOUNTS)
                    .where(ACCOUNTS.c.login == login)
                    .where(ACCOUNTS.c.password_hash == account.password_hash)
                    .values(password_hash=self._hasher.hash(password))
                )
        return Checked(passed=passed, person_id=PersonId(account.person_id))

    def create_account(
        self, person_id: PersonId, login: str, password: str, created_at: datetime
    ) -> None:
        """Keep a new account.

        Raises: RuleBroken when the login or the person has one.
        """
        password_hash = self._hasher.hash(password)
        try:
            with writing(self._engine) as connection:
                connection.execute(
                    insert(ACCOUNTS).values(
                        person_id=person_id,
                        login=login,
                        password_hash=password_hash,
                        created_at=created_at,
                    )
                )
        except IntegrityError:
            raise RuleBroken("account_exists") from None

    def set_password(self, login: str, password: str) -> None:
        """Replace the password and end the sessions of the account.

        Raises: NotFound.
        """
        password_hash = self._hasher.hash(password)
        with writing(self._engine) as connection:
            found = connection.execute(
                update(ACCOUNTS)
                .where(ACCOUNTS.c.login == login)
                .values(password_hash=password_hash)
                .returning(ACCOUNTS.c.person_id)
            ).one_or_none()
            if found is None:
                raise NotFound("account_not_found")
            connection.execute(delete(SESSIONS).where(SESSIONS.c.person_id == found.person_id))


class Accounts:
    """Accounts, sessions and failures; logins and addresses that fail are kept as keyed digests.

    `digest` is the key store's HMAC of a kind and a value.
    """

    def __init__(
        self, engine: Engine, passwords: Passwords, digest: Callable[[str, str], bytes]
    ) -> None:
        self._engine = engine
        self._reading = _without_transactions(engine)
        self._passwords = passwords
        self._digest = digest

    @contextmanager
    def turn(self) -> Iterator[AccountTurn]:
        """Wait for a turn at hashing.

        Raises: Unavailable when too many wait already.
        """
        with self._passwords.turn() as hasher:
            yield AccountTurn(self._engine, hasher)

    def disable(self, login: str, at: datetime) -> None:
        """Close an account and end its sessions.

        Raises: NotFound.
        """
        with writing(self._engine) as connection:
            found = connection.execute(
                update(ACCOUNTS)
                .where(ACCOUNTS.c.login == login)
                .values(disabled_at=at)
                .returning(ACCOUNTS.c.person_id)
            ).one_or_none()
            if found is None:
                raise NotFound("account_not_found")
            connection.execute(delete(SESSIONS).where(SESSIONS.c.person_id == found.person_id))

    def reachable(self, person_ids: Collection[PersonId]) -> frozenset[PersonId]:
        """Return those of the people who have an account that is not disabled."""
        if not person_ids:
            return frozenset()
        able = (
            select(ACCOUNTS.c.person_id)
            .where(ACCOUNTS.c.person_id.in_(set(person_ids)))
            .where(ACCOUNTS.c.disabled_at.is_(None))
        )
        with self._reading.connect() as connection:
            return frozenset(PersonId(each) for each in connection.scalars(able))

    def failures(self, by: Failing, since: datetime) -> Sequence[datetime]:
        """Return when sign-ins failed, earliest first."""
        with self._reading.connect() as connection:
            return (
                connection.execute(
                    select(SIGN_IN_FAILURES.c.failed_at)
                    .where(SIGN_IN_FAILURES.c.kind == by.kind)
                    .where(SIGN_IN_FAILURES.c.digest == self._digest(by.kind, by.value))
                    .where(SIGN_IN_FAILURES.c.failed_at >= since)
                    .order_by(SIGN_IN_FAILURES.c.failed_at)
                )
                .scalars()
                .all()
            )

    def note_failure(self, by: Sequence[Failing], at: datetime) -> None:
        """Keep that a sign-in failed, and drop failures that no lock looks at any more."""
        rows = [
            {"kind": each.kind, "digest": self._digest(each.kind, each.value), "failed_at": at}
            for each in by
        ]
        with writing(self._engine) as connection:
            connection.execute(insert(SIGN_IN_FAILURES), rows)
            connection.execute(
                delete(SIGN_IN_FAILURES).where(SIGN_IN_FAILURES.c.failed_at < at - FAILURES_KEPT)
            )

    def forget_failures(self, by: Failing) -> None:
        """Start counting anew."""
        with writing(self._engine) as connection:
            connection.execute(
                delete(SIGN_IN_FAILURES)
                .where(SIGN_IN_FAILURES.c.kind == by.kind)
                .where(SIGN_IN_FAILURES.c.digest == self._digest(by.kind, by.value))
            )

    def open_session(
        self, person_id: PersonId, *, device: str | None, now: datetime, expires_at: datetime
    ) -> str:
        """Open a session and return its token; ended sessions of everybody are dropped."""
        token = token_urlsafe(TOKEN_BYTES)
        with writing(self._engine) as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.expires_at <= now))
            connection.execute(
                insert(SESSIONS).values(
                    token_digest=_digest_of(token),
                    person_id=person_id,
                    created_at=now,
                    last_seen_at=now,
                    expires_at=expires_at,
                    device=device,
                )
            )
        return token

    def session(self, token: str) -> Session | None:
        """Return the session of a token whose account is not disabled."""
        with self._reading.connect() as connection:
            row = connection.execute(_SESSION, {"digest": _digest_of(token)}).one_or_none()
        if row is None:
            return None
        return Session(
            person_id=PersonId(row.person_id),
            device=row.device,
            last_seen_at=row.last_seen_at,
            expires_at=row.expires_at,
        )

    def saw(self, token: str, at: datetime) -> None:
        """Keep when a session was last used."""
        with writing(self._engine) as connection:
            connection.execute(
                update(SESSIONS)
                .where(SESSIONS.c.token_digest == _digest_of(token))
                .values(last_seen_at=at)
            )

    def close_session(self, token: str) -> None:
        """Delete a session."""
        with writing(self._engine) as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.token_digest == _digest_of(token)))


def _without_transactions(engine: Engine) -> Engine:
    """Return the engine for single reads: on PostgreSQL one round trip instead of three."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="AUTOCOMMIT")
    return engine


def _digest_of(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
