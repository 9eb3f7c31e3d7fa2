"""Keeps uploaded lists in the ledger's database, name and bytes sealed under a key of each own."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import Engine, Row, delete, insert, select
from sqlalchemy.exc import IntegrityError

from application.survey.staging_ports import RosterHead, RosterId, StagedRoster
from domain.errors import NotFound, RecordDamaged
from domain.shared import Compartment, PersonId
from infrastructure.database import writing
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.log.tables import STAGED_ROSTERS
from infrastructure.views.sealed_columns import ColumnDamaged, Place, SealedColumn

_HEAD = (
    STAGED_ROSTERS.c.roster,
    STAGED_ROSTERS.c.uploaded_by,
    STAGED_ROSTERS.c.uploaded_at,
    STAGED_ROSTERS.c.file_name,
)
HeadRow = Row[UUID, UUID, datetime, bytes]


class SealedRosters:
    """The store of staged lists; without the key store they cannot be read, nor after a day."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = engine
        self._vault = vault
        self._file_name = self._column("file_name")
        self._content = self._column("content")

    def put(self, roster: StagedRoster) -> None:
        """Keep a list; the same id once more changes nothing.

        Raises: NotFound when the list of that id was deleted before.
        """
        head = roster.head
        place = _place_of(head)
        try:
            file_name = self._file_name.seal(place, head.file_name.encode("utf-8", "replace"))
            content = self._content.seal(place, roster.content)
        except KeyDestroyed:
            raise NotFound("roster_not_found") from None
        with suppress(IntegrityError), writing(self._engine) as connection:
            connection.execute(
                insert(STAGED_ROSTERS).values(
                    roster=head.roster_id,
                    uploaded_by=head.uploaded_by,
                    uploaded_at=head.uploaded_at,
                    file_name=file_name,
                    content=content,
                )
            )

    def heads_of(self, person_id: PersonId) -> tuple[RosterHead, ...]:
        """Return the lists of a person, the newest first."""
        found = (
            select(*_HEAD)
            .where(STAGED_ROSTERS.c.uploaded_by == person_id)
            .order_by(STAGED_ROSTERS.c.uploaded_at.desc(), STAGED_ROSTERS.c.roster)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(found).all()
        return tuple(head for row in rows if (head := self._head(row)) is not None)

    def head(self, roster_id: RosterId) -> RosterHead | None:
        """Return a list without its content."""
        found = select(*_HEAD).where(STAGED_ROSTERS.c.roster == roster_id)
        with self._engine.connect() as connection:
            row = connection.execute(found).one_or_none()
        return self._head(row) if row is not None else None

    def content(self, head: RosterHead) -> bytes | None:
        """Return the bytes of a list, None when it is gone. Raises: RecordDamaged."""
        found = select(STAGED_ROSTERS.c.content).where(STAGED_ROSTERS.c.roster == head.roster_id)
        with self._engine.connect() as connection:
            sealed = connection.execute(found).scalar_one_or_none()
        if sealed is None:
            return None
        try:
            return self._content.open(_place_of(head), sealed)
        except KeyDestroyed:
            return None
        except ColumnDamaged:
            raise RecordDamaged("roster_damaged") from None

    def destroy(self, head: RosterHead, at: datetime) -> None:
        """Destroy the key of a list, then delete what it sealed."""
        self._vault.destroy(_place_of(head).subject_id, [Compartment.IDENTITY], at)
        with writing(self._engine) as connection:
            connection.execute(
                delete(STAGED_ROSTERS).where(STAGED_ROSTERS.c.roster == head.roster_id)
            )

    def destroy_uploaded_until(self, moment: datetime, at: datetime) -> None:
        """Destroy every list that was uploaded until then."""
        old = select(*_HEAD).where(STAGED_ROSTERS.c.uploaded_at <= moment)
        with self._engine.connect() as connection:
            rows = connection.execute(old).all()
        for row in rows:
            self.destroy(_bare(row), at)

    def _head(self, row: HeadRow) -> RosterHead | None:
        head = _bare(row)
        try:
            name = self._file_name.open(_place_of(head), row.file_name).decode()
        except KeyDestroyed:
            return None
        except ColumnDamaged:
            # It is shown all the same, so that it can be deleted.
            return head
        return replace(head, file_name=name)

    def _column(self, column: str) -> SealedColumn:
        return SealedColumn(
            self._vault,
            view=STAGED_ROSTERS.name,
            column=column,
            compartment=Compartment.IDENTITY,
        )


def _bare(row: HeadRow) -> RosterHead:
    return RosterHead(
        roster_id=RosterId(row.roster),
        uploaded_by=PersonId(row.uploaded_by),
        uploaded_at=row.uploaded_at,
        file_name="",
    )


def _place_of(head: RosterHead) -> Place:
    """Return where a list is sealed: under a subject of its own, made of its id and its uploader.

    It is nobody's id: who may write the table could put a child's id there, and destroying the
    list must never destroy the keys of the child. Given to somebody else, the list does not open.
    """
    return Place(uuid5(head.roster_id, f"{STAGED_ROSTERS.name} {head.uploaded_by}"), 0)
