"""The tables of the view `health`: ids and stages in clear, what describes a child sealed."""

from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder
from sqlalchemy import BigInteger, Boolean, Column, Date, Index, LargeBinary, MetaData, Table, Text

from application.crisis.desk.marks import GuardianMark
from domain.referrals.facts import Situation
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import Compartment
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.keys.vault import Vault
from infrastructure.views.sealed_columns import SealedColumn
from infrastructure.views.view import LIVE, ViewTables

HEALTH = "health"

CASES = "health_cases"
PEOPLE = "health_people"
KEPT_POSTS = "health_kept_posts"
REACH = "health_reach"
CHAINS = "health_chains"


class Relation(StrEnum):
    """What a person is to a case: `brought` is who may answer and was told, or was passed it.

    `reported` is who raised a report that belongs to it now.
    """

    RAISED = "raised"
    REPORTED = "reported"
    BROUGHT = "brought"
    KEPT_OUT = "kept_out"


class Companion(Struct, array_like=True, frozen=True):
    """Who is with the child: one of staff, or of the family by their relation (GB/T 4761)."""

    company_id: UUID
    with_id: UUID | None
    relation_code: str | None


class Content(Struct, array_like=True, frozen=True):
    """What `content` holds, under the child's health key; no situation where none is readable.

    `company` is who is with the child and was not said to have left, `was_accompanied` tells that
    there was one. `told` is what came of telling the family but for a refusal that stands,
    `escorted_to` the hospital to which the child was brought last; `refusal_is_sure` that whoever
    recorded the refusal made sure that no report means whoever refused.
    """

    situation: Situation | None
    is_with_child: bool
    level: CrisisLevel | None = None
    guardian: GuardianMark | None = None
    is_escorted: bool = False
    company: tuple[Companion, ...] = ()
    was_accompanied: bool = False
    told: GuardianMark | None = None
    refused_at: datetime | None = None
    agreed_at: datetime | None = None
    escorted_to: UUID | None = None
    refusal_is_sure: bool = False


encode = Encoder().encode
decode_content = Decoder(Content).decode


def content_column(vault: Vault) -> SealedColumn:
    """Return the sealed column `content`, bound to the child and the position of the worry."""
    return SealedColumn(vault, view=HEALTH, column="content", compartment=Compartment.HEALTH)


@lru_cache(maxsize=8)
def health_tables(suffix: str = LIVE) -> ViewTables:
    """Return the tables of the view.

    `brought_on` of `people` is the day on which a case was brought to them last, `until_on` the
    last day by rule that it is open to them for that. `reach` holds each case with the places of
    the child and all above them, `kept_posts` the posts whose holders are kept out of it, whoever
    they are by then. `chains` is the view's own: another view may stand elsewhere in the log.
    """
    metadata = MetaData()
    _declare_cases(metadata, suffix)
    Table(
        PEOPLE + suffix,
        metadata,
        Column("case_id", StoredUuid, primary_key=True),
        Column("person", StoredUuid, primary_key=True),
        Column("relation", Text, primary_key=True),
        Column("brought_on", Date),
        Column("until_on", Date),
        Index(f"{PEOPLE}_of_person{suffix}", "person", "relation", "case_id"),
    )
    Table(
        KEPT_POSTS + suffix,
        metadata,
        Column("case_id", StoredUuid, primary_key=True),
        Column("post", Text, primary_key=True),
    )
    _declare_places(metadata, suffix)
    return ViewTables(metadata, suffix)


def _declare_cases(metadata: MetaData, suffix: str) -> None:
    """Declare `cases`; `referral` keeps how far it came while nobody answers for the case.

    `is_urgent`, `issued_at` and `received_at` are of the referral, and no word of why.
    `standing_changed_at` is the last event by which it stands otherwise for whoever raised it,
    `appealed_on` when an appeal came that the county has still to decide, `level` as assessed: the
    desk is in its order, and the view `clocks` has it in clear for each step that runs.
    """
    Table(
        CASES + suffix,
        metadata,
        Column("case_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("stage", Text, nullable=False),
        Column("referral", Text),
        Column("position", BigInteger, nullable=False),
        Column("raised_at", StoredInstant, nullable=False),
        Column("place", StoredUuid),
        Column("owner", StoredUuid),
        Column("hospital", StoredUuid),
        Column("is_urgent", Boolean),
        Column("issued_at", StoredInstant),
        Column("issued_position", BigInteger),
        Column("received_at", StoredInstant),
        Column("has_gap", Boolean, nullable=False),
        Column("reached_nobody", Boolean, nullable=False),
        Column("alerted", Boolean, nullable=False),
        Column("changed_at", BigInteger, nullable=False),
        Column("standing_changed_at", BigInteger, nullable=False),
        Column("last_changed_on", Date, nullable=False),
        Column("appealed_on", Date),
        Column("level", Text),
        Column("content", LargeBinary, nullable=False),
        Index(f"{CASES}_of_child{suffix}", "child"),
        Index(f"{CASES}_at_hospital{suffix}", "hospital"),
        Index(f"{CASES}_by_change{suffix}", "changed_at"),
    )


def _declare_places(metadata: MetaData, suffix: str) -> None:
    Table(
        REACH + suffix,
        metadata,
        Column("case_id", StoredUuid, primary_key=True),
        Column("organisation", StoredUuid, primary_key=True),
        Index(f"{REACH}_of_organisation{suffix}", "organisation", "case_id"),
    )
    Table(
        CHAINS + suffix,
        metadata,
        Column("organisation", StoredUuid, primary_key=True),
        Column("above", StoredUuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Index(f"{CHAINS}_under{suffix}", "above", "kind", "organisation"),
    )
