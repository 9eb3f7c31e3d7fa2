"""Finds the one child of a short number, or of a name and school, in the view `caseworker`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, Connection, Engine, Row, bindparam, select

from application.rows import ChildDescribed
from domain.names import as_said
from domain.shared import ChildId, OrganisationId
from infrastructure.database import StoredUuid, for_single_reads
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.views.caseworker.tables import (
    CHILDREN,
    NAMES_TABLE,
    Identity,
    caseworker_tables,
    decode_identity,
    identity_column,
)
from infrastructure.views.sealed_columns import ColumnDamaged, Place

_HEX_DIGITS = 32
_BY_NAME, _BY_NUMBER = "child told by name", "child told by number"
_SHARING_AT_MOST = 16
"""How many children of one number are told apart; two hardly ever share one."""

_children = caseworker_tables()[CHILDREN].c
_names = caseworker_tables()[NAMES_TABLE].c
_first: BindParameter[UUID] = bindparam("first", type_=StoredUuid)
_last: BindParameter[UUID] = bindparam("last", type_=StoredUuid)
_school: BindParameter[UUID] = bindparam("school", type_=StoredUuid)

_NUMBERED = (
    select(_children.child, _children.school_id)
    .where(_children.child.between(_first, _last))
    .order_by(_children.child)
    .limit(_SHARING_AT_MOST)
)
_AT_SCHOOL = (
    select(_names.child, _names.identity, _names.identity_at)
    .join_from(_names.child.table, _children.child.table, _names.child == _children.child)
    .where(_children.school_id == _school)
)


class ChildFinder:
    """Compares what was told with the names of one school, and tells nobody what it found.

    `sharing` and `named_at` are for whoever keeps what it tells to the children of one office.
    """

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = for_single_reads(engine)
        self._vault = vault
        self._identity = identity_column(vault)

    def numbered(self, number: str, school_id: OrganisationId | None = None) -> ChildId:
        """Return the one child whose id begins so, of several the one at the school, else nobody's.

        Nobody's id begins so as well, the rest of it keyed: no different from a child's.
        """
        with self._engine.connect() as connection:
            rows = _sharing(connection, number)
        if len(rows) > 1:
            rows = [row for row in rows if row.school_id == school_id]
        keyed = self._nobody(_BY_NUMBER, f"{number}/{school_id}").hex
        return _the_one([row.child for row in rows], UUID(hex=number + keyed[len(number) :]))

    def sharing(self, numbers: Collection[str]) -> Mapping[str, tuple[ChildId, ...]]:
        """Return for each short number the children whose ids begin so, wherever they are."""
        with self._engine.connect() as connection:
            return {
                each: tuple(ChildId(row.child) for row in _sharing(connection, each))
                for each in numbers
            }

    def named_at(
        self, school_id: OrganisationId, names: Collection[str]
    ) -> Mapping[str, tuple[ChildId, ...]]:
        """Return for each name the children of a school who are called so."""
        found: dict[str, list[ChildId]] = {as_said(each): [] for each in names}
        for child_id, child in self._at_school(school_id):
            if child is not None and as_said(child.name) in found:
                found[as_said(child.name)].append(child_id)
        return {each: tuple(found[as_said(each)]) for each in names}

    def described(self, told: ChildDescribed) -> ChildId:
        """Return the one child of that name, school and, if told, birth date; else nobody's id."""
        found = [
            child_id
            for child_id, child in self._at_school(told.school_id)
            if _is_meant(child, told)
        ]
        words = f"{told.name}/{told.school_id}/{told.born_on or date.min}"
        return _the_one(found, self._nobody(_BY_NAME, words))

    def _at_school(self, school_id: OrganisationId) -> list[tuple[ChildId, Identity | None]]:
        with self._engine.connect() as connection:
            rows = connection.execute(_AT_SCHOOL, {"school": school_id}).all()
        self._identity.warm(row.identity for row in rows)
        return [
            (ChildId(row.child), self._opened(row.child, row.identity_at, row.identity))
            for row in rows
        ]

    def _nobody(self, kind: str, words: str) -> UUID:
        """Return an id of nobody, keyed: recorded, it tells nobody the words it was made for."""
        return UUID(bytes=self._vault.claim_digest(kind, words)[:16], version=4)

    def _opened(self, child_id: UUID, at: int, sealed: bytes) -> Identity | None:
        try:
            return decode_identity(self._identity.open(Place(child_id, at), sealed))
        except (KeyDestroyed, ColumnDamaged):
            return None


def _sharing(connection: Connection, number: str) -> Sequence[Row[UUID, UUID | None]]:
    first = UUID(hex=number.ljust(_HEX_DIGITS, "0"))
    last = UUID(hex=number.ljust(_HEX_DIGITS, "f"))
    return connection.execute(_NUMBERED, {"first": first, "last": last}).all()


def _the_one(found: Sequence[UUID], nobody: UUID) -> ChildId:
    return ChildId(found[0] if len(found) == 1 else nobody)


def _is_meant(child: Identity | None, told: ChildDescribed) -> bool:
    if child is None or as_said(child.name) != as_said(told.name):
        return False
    return told.born_on is None or child.born_on == told.born_on
