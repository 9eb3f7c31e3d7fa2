"""The tables of the view `caseworker`: ids and dates in clear, what describes a child sealed."""

from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder
from sqlalchemy import BigInteger, Column, Date, Index, LargeBinary, MetaData, Table

from domain.care.facts import Category
from domain.codelists import Sex
from domain.shared import Compartment
from infrastructure.database import StoredUuid
from infrastructure.keys.vault import Vault
from infrastructure.views.sealed_columns import SealedColumn
from infrastructure.views.view import LIVE, ViewTables

CASEWORKER = "caseworker"

NAMES_TABLE = "caseworker_names"
CHILDREN = "caseworker_children"

NOTHING_DUE = date.max
"""Stands in `next_due_on` for a child for whom nothing is due: after all others."""


class Identity(Struct, array_like=True, frozen=True):
    """What `identity` holds, under the child's identity key."""

    name: str
    sex: Sex
    born_on: date


class Care(Struct, array_like=True):
    """What `care` holds, under the child's care key.

    Of visits and talks only those that were done, each by its id and with its day as an ordinal:
    a correction may move or take away any of them.
    """

    level: int | None
    categories: list[Category]
    visits: dict[bytes, int]
    talks: dict[bytes, int]


encode = Encoder().encode
decode_identity = Decoder(Identity).decode
decode_care = Decoder(Care).decode


def identity_column(vault: Vault) -> SealedColumn:
    """Return the sealed column `identity`."""
    return SealedColumn(vault, view=CASEWORKER, column="identity", compartment=Compartment.IDENTITY)


def care_column(vault: Vault) -> SealedColumn:
    """Return the sealed column `care`."""
    return SealedColumn(vault, view=CASEWORKER, column="care", compartment=Compartment.CARE)


@lru_cache(maxsize=8)
def caseworker_tables(suffix: str = LIVE) -> ViewTables:
    """Return the tables of the view; `_at` is the position that a sealed column is bound to."""
    metadata = MetaData()
    Table(
        NAMES_TABLE + suffix,
        metadata,
        Column("child", StoredUuid, primary_key=True),
        Column("identity", LargeBinary, nullable=False),
        Column("identity_at", BigInteger, nullable=False),
    )
    Table(
        CHILDREN + suffix,
        metadata,
        Column("child", StoredUuid, primary_key=True),
        Column("care", LargeBinary, nullable=False),
        Column("care_at", BigInteger, nullable=False),
        Column("opened_on", Date),
        Column("class_id", StoredUuid),
        Column("school_id", StoredUuid),
        Column("village_id", StoredUuid),
        Column("last_visit_on", Date),
        Column("next_visit_due_on", Date),
        Column("visit_overdue_after_on", Date),
        Column("last_talk_on", Date),
        Column("next_talk_due_on", Date),
        Column("talk_overdue_after_on", Date),
        Column("next_due_on", Date, nullable=False),
        Index(f"{CHILDREN}_by_due{suffix}", "next_due_on", "child"),
        Index(f"{CHILDREN}_at_school{suffix}", "school_id"),
    )
    return ViewTables(metadata, suffix)
