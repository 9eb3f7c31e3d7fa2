"""The tables of the view `readings`: who looked at whom when, in ids, codes and times only."""

from functools import lru_cache

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.views.readings.lookers import declare_lookers
from infrastructure.views.view import LIVE, ViewTables

READINGS = "readings"

SHOWN = "readings_shown"
CHILDREN = "readings_children"
DAYS = "readings_days"
QUESTIONS = "readings_questions"


@lru_cache(maxsize=8)
def readings_tables(suffix: str = LIVE) -> ViewTables:
    """Return the tables of the view.

    `shown` holds a row for each reading, `children` one for each child that it showed; `days`
    counts what a person read on a day, `lookers` who looked at a child.
    """
    metadata = MetaData()
    _declare_readings(metadata, suffix)
    _declare_questions(metadata, suffix)
    declare_lookers(metadata, suffix)
    return ViewTables(metadata, suffix)


def _declare_readings(metadata: MetaData, suffix: str) -> None:
    Table(
        SHOWN + suffix,
        metadata,
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("read", StoredUuid, nullable=False),
        Column("reader", StoredUuid, nullable=False),
        Column("read_at", StoredInstant, nullable=False),
        Column("read_on", Date, nullable=False),
        Column("what", Text, nullable=False),
        Column("purpose", Text, nullable=False),
        Column("duty", Text),
        Column("organisation", StoredUuid),
        Column("grant_id", StoredUuid),
        Column("brought_on", Date),
        Column("children", Integer, nullable=False),
        Column("at_night", Boolean, nullable=False),
        Index(f"{SHOWN}_by{suffix}", "reader", "position"),
        Index(f"{SHOWN}_by_on{suffix}", "reader", "read_on", "position"),
        Index(f"{SHOWN}_read{suffix}", "reader", "read"),
    )
    Table(
        CHILDREN + suffix,
        metadata,
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("child", StoredUuid, primary_key=True),
        Index(f"{CHILDREN}_of{suffix}", "child", "position"),
    )
    Table(
        DAYS + suffix,
        metadata,
        Column("read_on", Date, primary_key=True),
        Column("reader", StoredUuid, primary_key=True),
        Column("reads", Integer, nullable=False),
        Column("children", Integer, nullable=False),
        Column("at_night", Integer, nullable=False),
        Index(f"{DAYS}_of{suffix}", "reader"),
    )


def _declare_questions(metadata: MetaData, suffix: str) -> None:
    Table(
        QUESTIONS + suffix,
        metadata,
        Column("question", StoredUuid, primary_key=True),
        Column("reader", StoredUuid, nullable=False),
        Column("doubt", Text, nullable=False),
        Column("read_on", Date, nullable=False),
        Column("child_count", Integer, nullable=False),
        Column("questioned_at", StoredInstant, nullable=False),
        Column("stage", Text, nullable=False),
        Column("explanation", Text),
        Column("finding", Text),
        Index(f"{QUESTIONS}_of{suffix}", "reader"),
        Index(f"{QUESTIONS}_at{suffix}", "stage", "questioned_at"),
    )
