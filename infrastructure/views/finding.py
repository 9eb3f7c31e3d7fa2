"""Finds the one child of a short number, or of a name and school, in the view `caseworker`."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, Engine, bindparam, select

from application.rows import ChildDescribed
from domain.shared import ChildId
from infrastructure.database import StoredUuid
from infrastructure.keys.vault import KeyDestroyed, Vault
from infrastructure.views.caseworker_tables import (
    CHILDREN,
    NAMES_TABLE,
    Identity,
    caseworker_tables,
    decode_identity,
    identity_column,
)
from infrastructure.views.database import for_reading
from infrastructure.views.sealed_columns import ColumnDamaged, Place

_HEX_DIGITS = 32
_CLAIM = "child told by name"

_children = caseworker_tables()[CHILDREN].c
_names = caseworker_tables()[NAMES_TABLE].c
_first: BindParameter[UUID] = bindparam("first", type_=StoredUuid)
_last: BindParameter[UUID] = bindparam("last", type_=StoredUuid)
_school: BindParameter[UUID] = bindparam("school", type_=StoredUuid)

_NUMBERED = select(_children.child).where(_children.child.between(_first, _last)).limit(2)
_AT_SCHOOL = (
    select(_names.child, _names.identity, _names.identity_at)
    .join_from(_names.child.table, _children.child.table, _names.child == _children.child)
    .where(_children.school_id == _school)
)


class ChildFinder:
    """Compares what was told with the names of one school; it tells nobody what it found."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = for_reading(engine)
        self._vault = vault
        self._identity = identity_column(vault)

    def numbered(self, number: str) -> ChildId:
        """Return the one child whose id begins so, else an id of nobody."""
        first = UUID(hex=number.ljust(_HEX_DIGITS, "0"))
        last = UUID(hex=number.ljust(_HEX_DIGITS, "f"))
        with self._engine.connect() as connection:
            found = connection.scalars(_NUMBERED, {"first": first, "last": last}).all()
        return _the_one(found, first)

    def described(self, told: ChildDescribed) -> ChildId:
        """Return the one child of that name, school and, if told, birth date; else nobody's id."""
        with self._engine.connect() as connection:
            rows = connection.execute(_AT_SCHOOL, {"school": told.school_id}).all()
        self._identity.warm(row.identity for row in rows)
        found = [
            row.child
            for row in rows
            if _is_meant(self._opened(row.child, row.identity_at, row.identity), told)
        ]
        # Keyed, so that an id which is recorded tells nobody the name for which it was made.
        words = f"{told.name}/{told.school_id}/{told.born_on or date.min}"
        return _the_one(found, UUID(bytes=self._vault.claim_digest(_CLAIM, words)[:16], version=4))

    def _opened(self, child_id: UUID, at: int, sealed: bytes) -> Identity | None:
        try:
            return decode_identity(self._identity.open(Place(child_id, at), sealed))
        except (KeyDestroyed, ColumnDamaged):
            return None


def _the_one(found: Sequence[UUID], nobody: UUID) -> ChildId:
    return ChildId(found[0] if len(found) == 1 else nobody)


def _is_meant(child: Identity | None, told: ChildDescribed) -> bool:
    if child is None or child.name != told.name:
        return False
    return told.born_on is None or child.born_on == told.born_on
