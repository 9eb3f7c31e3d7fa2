"""The tables of the view `clocks`: deadlines that run in clear, the course of a case sealed."""

from datetime import UTC, datetime
from functools import lru_cache

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from domain.clocks.course import Moment
from domain.clocks.facts import Step
from domain.clocks.rules import Said, Which
from domain.shared import Compartment
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.keys.vault import Vault
from infrastructure.views.sealed_columns import SealedColumn
from infrastructure.views.view import LIVE, ViewTables

CLOCKS = "clocks"

CASES = "clocks_cases"
STEPS = "clocks_steps"


NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class SaidOfStep(Struct, array_like=True, frozen=True):
    """What was said of one deadline.

    Rows of before do not tell when it began: those are of no deadline until the next rebuild.
    """

    step: Step
    due_at: datetime
    said: Said
    began_at: datetime = NEVER

    @property
    def which(self) -> Which:
        """Which deadline it was said of."""
        return Which(self.step, self.began_at, self.due_at)


class Course(Struct, array_like=True, frozen=True):
    """What `course` holds, under the child's health key: all that the deadlines are made of."""

    moments: tuple[Moment, ...] = ()
    said: tuple[SaidOfStep, ...] = ()


encode = Encoder().encode
decode_course = Decoder(Course).decode


def course_column(vault: Vault) -> SealedColumn:
    """Return the sealed column `course`, bound to the child and the last event folded into it."""
    return SealedColumn(vault, view=CLOCKS, column="course", compartment=Compartment.HEALTH)


@lru_cache(maxsize=8)
def clocks_tables(suffix: str = LIVE) -> ViewTables:
    """Return the tables of the view: `steps` holds the deadlines that run, and no others.

    `next_at` is when there is next something to say of one, `tier` how often it was said that it
    is overdue, `pauses` how often it was paused, the last time to `paused_until`.
    """
    metadata = MetaData()
    Table(
        CASES + suffix,
        metadata,
        Column("case_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("course", LargeBinary, nullable=False),
        Column("position", BigInteger, nullable=False),
        Index(f"{CASES}_of_child{suffix}", "child"),
    )
    Table(
        STEPS + suffix,
        metadata,
        Column("case_id", StoredUuid, primary_key=True),
        Column("step", Text, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("level", Text, nullable=False),
        Column("is_provisional", Boolean, nullable=False),
        Column("soon_at", StoredInstant, nullable=False),
        Column("due_at", StoredInstant, nullable=False),
        Column("next_at", StoredInstant, nullable=False),
        Column("tier", Integer, nullable=False),
        Column("paused_until", StoredInstant),
        Column("pauses", Integer, nullable=False),
        Index(f"{STEPS}_next{suffix}", "next_at"),
        Index(f"{STEPS}_due{suffix}", "due_at"),
    )
    return ViewTables(metadata, suffix)
