"""Keeps second factors by RFC 6238, sealed under their person's key, and their recovery codes."""

from collections.abc import Sequence
from datetime import datetime

import pyotp
from sqlalchemy import Connection, Engine, Update, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from application.authentication.account_ports import Notes
from domain.errors import Invalid, Unavailable
from domain.shared import Compartment, PersonId
from infrastructure.authentication.account_notes import keep_notes
from infrastructure.database import writing
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.tables import ACCOUNTS, RECOVERY_CODES, SECOND_FACTORS
from infrastructure.views.sealed_columns import ColumnDamaged, Place, SealedColumn

STEP_SECONDS = 30
STEPS_APART = 1
"""How far the clock of a phone may be off, in steps (RFC 6238 §5.2)."""
_NEVER = -1


class SecondFactors:
    """Factors that make a code for every half minute; each half minute counts once."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = engine
        self._vault = vault
        self._secret = SealedColumn(
            vault, view="accounts", column="secret", compartment=Compartment.ORGANISATION
        )

    def pending(self, person_id: PersonId, now: datetime, since: datetime) -> str:
        """Return the secret of the factor about to be enrolled; one shown before `since` is void.

        Raises: Unavailable when its key cannot be had.
        """
        made = self._sealed(person_id, pyotp.random_base32())
        try:
            kept = self._keep_pending(person_id, made, now, since)
        except IntegrityError:
            # Two pages asked at once: whichever was first has made it.
            kept = self._keep_pending(person_id, made, now, since)
        return self._opened(person_id, kept)

    def confirm(self, person_id: PersonId, code: str, now: datetime, since: datetime) -> bool:
        """Return whether the code is one of the factor about to be enrolled; it counts once.

        A factor whose secret was first shown before `since` is enrolled no more: whoever saw it
        then may have kept it.
        """
        return self._count(person_id, code, now, pending_since=since)

    def enrol(self, person_id: PersonId, codes: Sequence[str], now: datetime, notes: Notes) -> None:
        """Let the pending factor take the place of the last one, with these recovery codes.

        Raises: Invalid when none waits any more, as another sign-in voided it; nothing is changed.
        """
        with writing(self._engine) as connection:
            # The account's row first, as whoever invites anew has it: one waits for the other.
            connection.execute(
                update(ACCOUNTS)
                .where(ACCOUNTS.c.person_id == person_id)
                .where(ACCOUNTS.c.activated_at.is_(None))
                .values(activated_at=now)
            )
            moved = connection.execute(
                _row_of(person_id)
                .where(SECOND_FACTORS.c.pending_secret.is_not(None))
                .values(
                    secret=SECOND_FACTORS.c.pending_secret,
                    last_step=SECOND_FACTORS.c.pending_step,
                    enrolled_at=now,
                    pending_secret=None,
                    pending_since=None,
                )
                .returning(SECOND_FACTORS.c.person_id)
            ).one_or_none()
            if moved is None:
                raise Invalid("code_wrong", "code")
            self._put_codes(connection, person_id, codes)
            keep_notes(connection, notes)

    def check(self, person_id: PersonId, code: str, now: datetime) -> bool:
        """Return whether the code is right now, and was not used before."""
        return self._count(person_id, code, now)

    def use_recovery_code(self, person_id: PersonId, code: str, notes: Notes) -> bool:
        """Return whether the code is one of the person's; it is none from now on."""
        with writing(self._engine) as connection:
            used = connection.execute(
                delete(RECOVERY_CODES)
                .where(RECOVERY_CODES.c.person_id == person_id)
                .where(RECOVERY_CODES.c.digest == self._digest(person_id, code))
                .returning(RECOVERY_CODES.c.person_id)
            ).one_or_none()
            if used is not None:
                keep_notes(connection, notes)
        return used is not None

    def replace_codes(self, person_id: PersonId, codes: Sequence[str], notes: Notes) -> None:
        """Let these recovery codes take the place of all others."""
        with writing(self._engine) as connection:
            self._put_codes(connection, person_id, codes)
            keep_notes(connection, notes)

    def _keep_pending(
        self, person_id: PersonId, made: bytes, now: datetime, since: datetime
    ) -> bytes:
        """Keep a secret unless one waits already, and return the one that waits."""
        table = SECOND_FACTORS.c
        values = {"pending_secret": made, "pending_since": now, "pending_step": _NEVER}
        with writing(self._engine) as connection:
            row = connection.execute(
                select(table.pending_secret, table.pending_since).where(
                    table.person_id == person_id
                )
            ).one_or_none()
            if row is not None and row.pending_secret is not None and row.pending_since > since:
                return bytes(row.pending_secret)
            if row is not None:
                connection.execute(_row_of(person_id).values(**values))
            else:
                new = insert(SECOND_FACTORS).values(person_id=person_id, last_step=_NEVER, **values)
                connection.execute(new)
        return made

    def _count(
        self,
        person_id: PersonId,
        code: str,
        now: datetime,
        *,
        pending_since: datetime | None = None,
    ) -> bool:
        table = SECOND_FACTORS.c
        wanted, column, last = table.person_id == person_id, table.secret, table.last_step
        if pending_since is not None:
            column, last = table.pending_secret, table.pending_step
            wanted &= table.pending_since > pending_since
        with self._engine.connect() as connection:
            sealed = connection.execute(select(column).where(wanted)).scalar_one_or_none()
        if sealed is None:
            return False
        step = _step_of(self._opened(person_id, sealed), code, now)
        if step is None:
            return False
        # One statement compares and moves it: of two that show the same code, one is too late.
        with writing(self._engine) as connection:
            counted = connection.execute(
                _row_of(person_id)
                .where(last < step)
                .where(column == sealed)
                .values({last: step})
                .returning(SECOND_FACTORS.c.person_id)
            ).one_or_none()
        return counted is not None

    def _put_codes(self, connection: Connection, person_id: PersonId, codes: Sequence[str]) -> None:
        connection.execute(delete(RECOVERY_CODES).where(RECOVERY_CODES.c.person_id == person_id))
        rows = [{"person_id": person_id, "digest": self._digest(person_id, each)} for each in codes]
        if rows:
            connection.execute(insert(RECOVERY_CODES), rows)

    def _digest(self, person_id: PersonId, code: str) -> bytes:
        return self._vault.claim_digest("recovery_code", f"{person_id}/{code}")

    def _sealed(self, person_id: PersonId, secret: str) -> bytes:
        try:
            return self._secret.seal(Place(person_id, 0), secret.encode())
        except KeyDestroyed:
            raise Unavailable("factor_unreadable") from None

    def _opened(self, person_id: PersonId, sealed: bytes) -> str:
        try:
            return self._secret.open(Place(person_id, 0), sealed).decode()
        except (KeyDestroyed, ColumnDamaged):
            raise Unavailable("factor_unreadable") from None


def forget_pending(connection: Connection, person_id: PersonId) -> None:
    """Void the secret of a factor that was shown and not enrolled."""
    connection.execute(_row_of(person_id).values(pending_secret=None, pending_since=None))


def _row_of(person_id: PersonId) -> Update:
    return update(SECOND_FACTORS).where(SECOND_FACTORS.c.person_id == person_id)


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the half minute, this one or a neighbour, whose code it is."""
    made = pyotp.TOTP(secret, interval=STEP_SECONDS)
    current = int(now.timestamp()) // STEP_SECONDS
    right = [
        step
        for step in range(current - STEPS_APART, current + STEPS_APART + 1)
        if pyotp.utils.strings_equal(made.generate_otp(step), code)
    ]
    return right[-1] if right else None
