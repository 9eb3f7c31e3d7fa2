"""Keeps failed sign-ins for a day, by keyed digests of login and address."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    and_,
    bindparam,
    delete,
    insert,
    not_,
    select,
)

from application.authentication.account_ports import Failing, Kept, Notes
from infrastructure.authentication.account_notes import keep_notes
from infrastructure.database import for_single_reads, writing
from infrastructure.log.tables import SIGN_IN_FAILURES

FAILURES_KEPT = timedelta(days=1)

_TIMES = (
    select(SIGN_IN_FAILURES.c.failed_at)
    .where(SIGN_IN_FAILURES.c.kind == bindparam("kind"))
    .where(SIGN_IN_FAILURES.c.digest == bindparam("digest"))
    .where(SIGN_IN_FAILURES.c.failed_at >= bindparam("since"))
    .order_by(SIGN_IN_FAILURES.c.failed_at)
)
"""Made once: each sign-in asks it ten times, and putting it together took as long as asking."""


class SignInFailures:
    """Failures; `digest` is the key store's HMAC of a kind and a value."""

    def __init__(self, engine: Engine, digest: Callable[[str, str], bytes]) -> None:
        self._engine = engine
        self._reading = for_single_reads(engine)
        self._digest = digest

    def times(self, by: Failing, since: datetime, *, but: Kept | None = None) -> Sequence[datetime]:
        """Return when sign-ins failed, earliest first, but for these."""
        counted = {
            "kind": by.kind,
            "digest": self._digest(by.kind, by.value),
            "since": since,
        }
        wanted = _TIMES if but is None else _TIMES.where(not_(self._is_of(but)))
        with self._reading.connect() as connection:
            return connection.execute(wanted, counted).scalars().all()

    def note(self, by: Sequence[Failing], at: datetime) -> Kept:
        """Keep that a sign-in failed, drop failures that no lock looks at, and return what is kept.

        It is there for everybody when this returns.
        """
        rows = [
            {"kind": each.kind, "digest": self._digest(each.kind, each.value), "failed_at": at}
            for each in by
        ]
        with writing(self._engine) as connection:
            new = insert(SIGN_IN_FAILURES).returning(SIGN_IN_FAILURES.c.id)
            numbers = frozenset(connection.scalars(new, rows).all())
            connection.execute(
                delete(SIGN_IN_FAILURES).where(SIGN_IN_FAILURES.c.failed_at < at - FAILURES_KEPT)
            )
        return Kept(by=by, at=at, numbers=numbers)

    def take_back(self, kept: Kept) -> None:
        """Let these not have failed."""
        with writing(self._engine) as connection:
            connection.execute(delete(SIGN_IN_FAILURES).where(self._is_of(kept)))

    def _is_of(self, kept: Kept) -> ColumnElement[bool]:
        digests = [self._digest(each.kind, each.value) for each in kept.by]
        return and_(
            SIGN_IN_FAILURES.c.id.in_(kept.numbers),
            SIGN_IN_FAILURES.c.digest.in_(digests),
            SIGN_IN_FAILURES.c.failed_at == kept.at,
        )

    def forget(self, by: Failing, notes: Notes) -> None:
        """Start counting anew."""
        with writing(self._engine) as connection:
            self.forget_in(connection, by)
            keep_notes(connection, notes)

    def lift(self, login: str, at: datetime, notes: Notes) -> None:
        """Let no failure until now lock a login; its owner is told of them all the same."""
        row = {"kind": "lifted", "digest": self._digest("lifted", login), "failed_at": at}
        with writing(self._engine) as connection:
            connection.execute(insert(SIGN_IN_FAILURES), row)
            keep_notes(connection, notes)

    def forget_in(self, connection: Connection, by: Failing) -> None:
        """Start counting anew, in a transaction that is under way."""
        connection.execute(
            delete(SIGN_IN_FAILURES)
            .where(SIGN_IN_FAILURES.c.kind == by.kind)
            .where(SIGN_IN_FAILURES.c.digest == self._digest(by.kind, by.value))
        )
