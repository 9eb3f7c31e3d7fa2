"""Keeps work addresses, sealed under their person's key, and the digests of codes sent there."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import uuid5

from sqlalchemy import Connection, Engine, Update, and_, case, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from application.authentication.account_ports import Note, Notes
from application.authentication.work_addresses import NO_ADDRESS, CodeLimits, WorkAddress
from domain.accounts.addresses import WorkAddressRemoved
from domain.errors import RecordDamaged, Unavailable
from domain.shared import Compartment, PersonId
from infrastructure.authentication.account_notes import keep_notes
from infrastructure.database import StoredInstant, for_single_reads, writing
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.tables import WORK_ADDRESSES
from infrastructure.views.sealed_columns import ColumnDamaged, Place, SealedColumn

_table = WORK_ADDRESSES.c
_NOT_WAITING = {
    "waiting_address": None,
    "waiting_since": None,
    "code_digest": None,
    "wrong_codes": 0,
}


_NONE = {"address": None, "confirmed_at": None, **_NOT_WAITING}


def drop_address(connection: Connection, person_id: PersonId, because: Note) -> None:
    """Keep no address of whoever's account is closed, and note that there was one."""
    mine = _row_of(person_id).values(**_NONE)
    if connection.execute(mine.where(_table.address.is_not(None))).rowcount:
        said = WorkAddressRemoved(person_id=person_id)
        removed = uuid5(because.note_id, "work_address_removed")
        keep_notes(connection, (replace(because, note_id=removed, fact=said),))
    connection.execute(mine)


class WorkAddresses:
    """One row for each person who entered an address."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = engine
        self._reading = for_single_reads(engine)
        self._digest = vault.claim_digest
        self._sealed = SealedColumn(
            vault, view="accounts", column="work_address", compartment=Compartment.ORGANISATION
        )

    def of_person(self, person_id: PersonId) -> WorkAddress:
        """Return what is kept of a person's address. Raises: Unavailable."""
        wanted = select(_table.address, _table.waiting_address, _table.waiting_since)
        with self._reading.connect() as connection:
            row = connection.execute(wanted.where(_table.person_id == person_id)).one_or_none()
        if row is None:
            return NO_ADDRESS
        return WorkAddress(
            address=self._opened(person_id, row.address),
            waits=self._opened(person_id, row.waiting_address),
            waits_since=row.waiting_since,
        )

    def known(self, person_ids: Collection[PersonId]) -> frozenset[PersonId]:
        """Return those of the people who have a confirmed address."""
        wanted = select(_table.person_id).where(_table.person_id.in_(set(person_ids)))
        with self._reading.connect() as connection:
            found = connection.scalars(wanted.where(_table.address.is_not(None)))
            return frozenset(PersonId(each) for each in found)

    def wait(
        self, person_id: PersonId, address: str, code: str, now: datetime, limits: CodeLimits
    ) -> bool:
        """Keep an address that waits for its code, in place of another; false past the limits."""
        values = {
            "waiting_address": self._seal(person_id, address),
            "waiting_since": now,
            "code_digest": self._code_digest(person_id, code),
            "wrong_codes": 0,
            "code_sent_at": now,
        }
        is_anew = or_(_table.codes_since.is_(None), _table.codes_since <= limits.day_since)
        counted = {
            "codes": case((is_anew, 1), else_=_table.codes + 1),
            "codes_since": case((is_anew, literal(now, StoredInstant)), else_=_table.codes_since),
        }
        may = and_(
            or_(_table.code_sent_at.is_(None), _table.code_sent_at <= limits.none_since),
            or_(is_anew, _table.codes < limits.at_most),
        )
        with writing(self._engine) as connection:
            first = {"person_id": person_id, "codes": 1, "codes_since": now, **values}
            kept = _insert(connection).values(**first)
            again = kept.on_conflict_do_update(
                index_elements=[_table.person_id], set_={**values, **counted}, where=may
            )
            return connection.scalar(again.returning(_table.person_id)) is not None

    def code_sent_at(self, person_id: PersonId) -> datetime | None:
        """Return when a code was sent for a person last."""
        wanted = select(_table.code_sent_at).where(_table.person_id == person_id)
        with self._reading.connect() as connection:
            return connection.execute(wanted).scalar_one_or_none()

    def confirm(
        self, person_id: PersonId, code: str, since: datetime, at_most: int, notes: Notes
    ) -> bool:
        """Let the address that waits hold, where the code is right; a wrong one is counted."""
        # Counted before it is looked at: of many sent at once none above the limit is tried.
        guessing = (
            _row_of(person_id)
            .where(_table.waiting_since > since)
            .where(_table.wrong_codes < at_most)
            .values(wrong_codes=_table.wrong_codes + 1)
        )
        with writing(self._engine) as connection:
            if not connection.execute(guessing).rowcount:
                return False
        with writing(self._engine) as connection:
            right = _row_of(person_id).where(
                _table.code_digest == self._code_digest(person_id, code)
            )
            moved = right.values(address=_table.waiting_address, confirmed_at=_table.waiting_since)
            if not connection.execute(moved).rowcount:
                return False
            connection.execute(_row_of(person_id).values(**_NOT_WAITING))
            keep_notes(connection, notes)
        return True

    def forget_waiting(self, person_id: PersonId) -> None:
        """Let no address wait any more; that a code was sent is kept."""
        with writing(self._engine) as connection:
            connection.execute(_row_of(person_id).values(**_NOT_WAITING))

    def remove(self, person_id: PersonId, notes: Notes) -> None:
        """Keep no address of a person, whether or not it can be read."""
        with writing(self._engine) as connection:
            connection.execute(_row_of(person_id).values(**_NONE))
            keep_notes(connection, notes)

    def _code_digest(self, person_id: PersonId, code: str) -> bytes:
        return self._digest("work_address_code", f"{person_id}/{code}")

    def _seal(self, person_id: PersonId, address: str) -> bytes:
        try:
            return self._sealed.seal(Place(person_id, 0), address.encode())
        except KeyDestroyed:
            raise Unavailable("address_unreadable") from None

    def _opened(self, person_id: PersonId, sealed: bytes | None) -> str | None:
        if sealed is None:
            return None
        try:
            return self._sealed.open(Place(person_id, 0), sealed).decode()
        except KeyDestroyed:
            return None
        except ColumnDamaged:
            raise RecordDamaged("address_unreadable") from None


def _insert(connection: Connection) -> postgresql.Insert | sqlite.Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(WORK_ADDRESSES)
    return sqlite.insert(WORK_ADDRESSES)


def _row_of(person_id: PersonId) -> Update:
    return update(WORK_ADDRESSES).where(_table.person_id == person_id)
