"""Keeps the codes given at night in the ledger's database; of a code, a keyed digest."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Engine, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from application.authentication.account_ports import Notes
from application.authentication.night_ports import NightRecovery
from application.authentication.session_store import Ending
from domain.accounts.outside_facts import RecoveryFinding
from domain.shared import PersonId, RecoveryId
from infrastructure.authentication.account_notes import keep_notes
from infrastructure.authentication.account_sessions import end_but
from infrastructure.database import writing
from infrastructure.log.tables import NIGHT_RECOVERIES

_table = NIGHT_RECOVERIES.c


class NightRecoveries:
    """The rows of codes given at night. `digest` is the key store's HMAC of a kind and a value."""

    def __init__(self, engine: Engine, digest: Callable[[str, str], bytes]) -> None:
        self._engine = engine
        self._digest = digest

    def keep(self, recovery: NightRecovery, code: str, notes: Notes) -> bool:
        """Keep a code in place of the person's unused ones; false when its id was there before."""
        try:
            with writing(self._engine) as connection:
                connection.execute(
                    update(NIGHT_RECOVERIES)
                    .where(_table.person_id == recovery.person_id)
                    .where(_table.used_at.is_(None), _table.expires_at > recovery.given_at)
                    .values(expires_at=recovery.given_at)
                )
                connection.execute(
                    insert(NIGHT_RECOVERIES).values(
                        recovery=recovery.recovery_id,
                        person_id=recovery.person_id,
                        digest=self._of(recovery.person_id, code),
                        given_by=recovery.given_by,
                        given_at=recovery.given_at,
                        expires_at=recovery.expires_at,
                    )
                )
                keep_notes(connection, notes)
        except IntegrityError:
            return False
        return True

    def find(self, recovery_id: RecoveryId) -> NightRecovery | None:
        """Return what was given under an id."""
        wanted = select(NIGHT_RECOVERIES).where(_table.recovery == recovery_id)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _recovery(row)

    def held(self, person_id: PersonId, code: str, now: datetime) -> NightRecovery | None:
        """Return what a code was given by that still opens something."""
        wanted = (
            select(NIGHT_RECOVERIES)
            .where(_table.person_id == person_id)
            .where(_table.digest == self._of(person_id, code))
            .where(_table.used_at.is_(None), _table.expires_at > now)
        )
        with self._engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _recovery(row)

    def use(
        self, recovery: NightRecovery, token: str, noted: Callable[[int], Notes], ending: Ending
    ) -> bool:
        """Use up a code for the session of a token, and end the person's others with it.

        False, and nothing is changed, when it opens nothing any more.
        """
        with writing(self._engine) as connection:
            used = connection.execute(
                update(NIGHT_RECOVERIES)
                .where(_table.recovery == recovery.recovery_id)
                .where(_table.used_at.is_(None), _table.expires_at > ending.at)
                .values(used_at=ending.at)
                .returning(_table.recovery)
            ).one_or_none()
            if used is not None:
                ended = end_but(connection, recovery.person_id, token, ending)
                keep_notes(connection, noted(ended))
        return used is not None

    def listed(self, limit: int) -> Sequence[NightRecovery]:
        """Return the latest, those first that nobody has looked into."""
        wanted = (
            select(NIGHT_RECOVERIES)
            .order_by(_table.reviewed_at.is_not(None), _table.given_at.desc(), _table.recovery)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [_recovery(row) for row in connection.execute(wanted)]

    def review(
        self, recovery_id: RecoveryId, finding: RecoveryFinding, at: datetime, notes: Notes
    ) -> None:
        """Keep what was found; the first finding stays."""
        with writing(self._engine) as connection:
            changed = connection.execute(
                update(NIGHT_RECOVERIES)
                .where(_table.recovery == recovery_id, _table.reviewed_at.is_(None))
                .values(reviewed_at=at, finding=finding.value)
                .returning(_table.recovery)
            ).one_or_none()
            if changed is not None:
                keep_notes(connection, notes)

    def _of(self, person_id: PersonId, code: str) -> bytes:
        return self._digest("night_recovery", f"{person_id}/{code}")


def _recovery(row: Row[tuple[object, ...]]) -> NightRecovery:
    return NightRecovery(
        recovery_id=RecoveryId(row.recovery),
        person_id=PersonId(row.person_id),
        given_by=PersonId(row.given_by),
        given_at=row.given_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        reviewed_at=row.reviewed_at,
        finding=None if row.finding is None else RecoveryFinding(row.finding),
    )
