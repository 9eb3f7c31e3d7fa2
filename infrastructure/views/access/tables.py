"""The tables of the view `access`: duties, relations, places and grants; ids, codes and dates."""

from functools import lru_cache

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, MetaData, Row, Table, Text

from application.rows import DutyRow, PairingRow
from application.staffing.duty_rows import EndingPairingRow, ProposalRow
from domain.shared import ChildId, DutyId, OrganisationId, PairingId, PersonId
from domain.staff.facts import Role
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.views.view import LIVE, ViewTables

ACCESS = "access"

DUTIES = "access_duties"
CHAINS = "access_chains"
CHILDREN = "access_children"
REACH = "access_reach"
PAIRINGS = "access_pairings"
PROPOSALS = "access_proposals"
GRANTS = "access_grants"
TOLD = "access_told"


@lru_cache(maxsize=8)
def access_tables(suffix: str = LIVE) -> ViewTables:
    """Return the tables of the view.

    `proposals` holds the proposed duties that nobody has decided on, `chains` each organisation
    with itself and all above it, `reach` each child with the class, school and village, and all
    above them; `told` is who was told that a glass was broken, or that something is overdue.
    """
    metadata = MetaData()
    _declare_people(metadata, suffix)
    _declare_proposals(metadata, suffix)
    _declare_places(metadata, suffix)
    _declare_grants(metadata, suffix)
    return ViewTables(metadata, suffix)


def _declare_people(metadata: MetaData, suffix: str) -> None:
    Table(
        DUTIES + suffix,
        metadata,
        Column("duty", StoredUuid, primary_key=True),
        Column("person", StoredUuid, nullable=False),
        Column("role", Text, nullable=False),
        Column("organisation", StoredUuid, nullable=False),
        Column("from_on", Date, nullable=False),
        Column("to_on", Date),
        Index(f"{DUTIES}_of_person{suffix}", "person"),
        Index(f"{DUTIES}_at{suffix}", "organisation"),
    )
    Table(
        PAIRINGS + suffix,
        metadata,
        Column("pairing", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("mentor", StoredUuid, nullable=False),
        Column("mentor_kind", Text, nullable=False),
        Column("is_lead", Boolean, nullable=False),
        Column("from_on", Date, nullable=False),
        Column("ended_on", Date),
        Column("vetted_on", Date),
        Column("is_over", Boolean, nullable=False),
        Index(f"{PAIRINGS}_of_child{suffix}", "child"),
        Index(f"{PAIRINGS}_of_mentor{suffix}", "mentor"),
    )


def _declare_proposals(metadata: MetaData, suffix: str) -> None:
    Table(
        PROPOSALS + suffix,
        metadata,
        Column("duty", StoredUuid, primary_key=True),
        Column("person", StoredUuid, nullable=False),
        Column("role", Text, nullable=False),
        Column("organisation", StoredUuid, nullable=False),
        Column("employer", StoredUuid),
        Column("from_on", Date, nullable=False),
        Column("to_on", Date, nullable=False),
        Column("proposed_by", StoredUuid, nullable=False),
        Column("proposed_as", Text, nullable=False),
        Column("proposed_on", Date, nullable=False),
        Column("position", BigInteger, nullable=False),
        Index(f"{PROPOSALS}_of_person{suffix}", "person"),
        Index(f"{PROPOSALS}_at{suffix}", "organisation"),
    )


def _declare_places(metadata: MetaData, suffix: str) -> None:
    Table(
        CHAINS + suffix,
        metadata,
        Column("organisation", StoredUuid, primary_key=True),
        Column("above", StoredUuid, primary_key=True),
        Index(f"{CHAINS}_below{suffix}", "above", "organisation"),
    )
    Table(
        CHILDREN + suffix,
        metadata,
        Column("child", StoredUuid, primary_key=True),
        Column("opened", Boolean, nullable=False),
        Column("class_id", StoredUuid),
        Column("school_id", StoredUuid),
        Column("village_id", StoredUuid),
    )
    Table(
        REACH + suffix,
        metadata,
        Column("child", StoredUuid, primary_key=True),
        Column("organisation", StoredUuid, primary_key=True),
        Index(f"{REACH}_of_organisation{suffix}", "organisation", "child"),
    )


def _declare_grants(metadata: MetaData, suffix: str) -> None:
    """Declare `grants`; `state` is a GrantState, and `compartments` are words with spaces between.

    `told` holds the position at which somebody was told, so that their screens look again once.
    """
    Table(
        GRANTS + suffix,
        metadata,
        Column("grant_id", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("person", StoredUuid, nullable=False),
        Column("is_glass", Boolean, nullable=False),
        Column("state", Text, nullable=False),
        Column("purpose", Text, nullable=False),
        Column("compartments", Text, nullable=False),
        Column("asked_at", StoredInstant, nullable=False),
        Column("until_at", StoredInstant, nullable=False),
        Column("position", BigInteger, nullable=False),
        Column("verdict", Text),
        Column("is_overdue", Boolean, nullable=False),
        Column("is_news", Boolean, nullable=False),
        Index(f"{GRANTS}_of_child{suffix}", "child"),
        Index(f"{GRANTS}_of_person{suffix}", "person", "position"),
        Index(f"{GRANTS}_in_state{suffix}", "state", "is_glass"),
    )
    Table(
        TOLD + suffix,
        metadata,
        Column("grant_id", StoredUuid, primary_key=True),
        Column("person", StoredUuid, primary_key=True),
        Column("child", StoredUuid, nullable=False),
        Column("position", BigInteger, nullable=False),
        Index(f"{TOLD}_by_position{suffix}", "position"),
        Index(f"{TOLD}_of_person{suffix}", "person"),
    )


def duty_row(row: Row[tuple[object, ...]]) -> DutyRow:
    """Return a row of `duties` as people's questions are answered."""
    return DutyRow(
        duty_id=DutyId(row.duty),
        person_id=PersonId(row.person),
        role=Role(row.role),
        organisation_id=OrganisationId(row.organisation),
        from_on=row.from_on,
        to_on=row.to_on,
    )


def pairing_row(row: Row[tuple[object, ...]]) -> PairingRow:
    """Return a row of `pairings` as people's questions are answered."""
    return PairingRow(
        pairing_id=PairingId(row.pairing),
        child_id=ChildId(row.child),
        mentor_id=PersonId(row.mentor),
        mentor_kind=row.mentor_kind,
        is_lead=row.is_lead,
        from_on=row.from_on,
        ended_on=row.ended_on,
        vetted_on=row.vetted_on,
    )


def proposal_row(row: Row[tuple[object, ...]]) -> ProposalRow:
    """Return a row of `proposals` as people's questions are answered."""
    return ProposalRow(
        duty_id=DutyId(row.duty),
        person_id=PersonId(row.person),
        role=Role(row.role),
        organisation_id=OrganisationId(row.organisation),
        employer_id=row.employer and OrganisationId(row.employer),
        from_on=row.from_on,
        to_on=row.to_on,
        proposed_by=PersonId(row.proposed_by),
        proposed_as=Role(row.proposed_as),
        proposed_on=row.proposed_on,
        position=row.position,
    )


def ending_pairing_row(row: Row[tuple[object, ...]]) -> EndingPairingRow:
    """Return a row of `pairings` that has its last day soon."""
    return EndingPairingRow(
        pairing_id=PairingId(row.pairing),
        child_id=ChildId(row.child),
        mentor_id=PersonId(row.mentor),
        is_lead=row.is_lead,
        ends_on=row.ended_on,
    )
