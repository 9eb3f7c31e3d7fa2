"""The table of the view `security`: what was refused and what changed of accounts and duties."""

from functools import lru_cache

from sqlalchemy import BigInteger, Column, Date, Index, Integer, MetaData, Table, Text

from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.views.view import LIVE, ViewTables

SECURITY = "security"
NOTED = "security_noted"


@lru_cache(maxsize=8)
def security_tables(suffix: str = LIVE) -> ViewTables:
    """Return the table of the view: ids, codes, times and numbers.

    `refusals` and `duty` are by which later facts find the row of an earlier one; `accounts` are
    the ids of accounts, with spaces between.
    """
    metadata = MetaData()
    Table(
        NOTED + suffix,
        metadata,
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("topic", Text, nullable=False),
        Column("what", Text, nullable=False),
        Column("noted_at", StoredInstant, nullable=False),
        Column("noted_on", Date, nullable=False),
        Column("actor", StoredUuid, nullable=False),
        Column("person", StoredUuid),
        Column("duty", StoredUuid),
        Column("role", Text),
        Column("organisation", StoredUuid),
        Column("code", Text),
        Column("count", Integer),
        Column("until_at", StoredInstant),
        Column("refusals", StoredUuid),
        Column("hour_at", StoredInstant),
        Column("addresses", Integer),
        Column("persons", Integer),
        Column("accounts", Text),
        Index(f"{NOTED}_of{suffix}", "person"),
        Index(f"{NOTED}_about{suffix}", "topic", "position"),
        Index(f"{NOTED}_on{suffix}", "noted_on", "position"),
        Index(f"{NOTED}_by_duty{suffix}", "duty"),
        Index(f"{NOTED}_by_refusals{suffix}", "refusals"),
    )
    return ViewTables(metadata, suffix)
