"""What permission asks of the view `access`, each question with the proof that it is current."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Date,
    Row,
    Select,
    SelectBase,
    Text,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    true,
    union_all,
)

from application.authorisation.grant_rows import GrantHeld, GrantState
from application.rows import DutyRow, PairingRow
from domain.shared import (
    ChildId,
    Compartment,
    DutyId,
    GrantId,
    OrganisationId,
    PairingId,
    PersonId,
    Purpose,
)
from domain.staff.facts import Role
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.log.tables import QUARANTINED
from infrastructure.views import positions
from infrastructure.views.access.fold import AccessFold
from infrastructure.views.access.tables import (
    ACCESS,
    CHAINS,
    CHILDREN,
    DUTIES,
    GRANTS,
    PAIRINGS,
    REACH,
    access_tables,
)

DUTY, PAIRING, PLACE, GRANT = 1, 2, 3, 4
"""What kind a row of `RELATIONS` is of."""

Question = Select[tuple[object, ...]]

PLACES_AT_ONCE = 4
"""As many as a worry names; a list of any length takes longer to write out than to ask for."""

_table = access_tables()
_subject = bindparam("subject", type_=StoredUuid)
_person = bindparam("person", type_=StoredUuid)
_child = bindparam("child", type_=StoredUuid)
_these_children = bindparam("children", type_=StoredUuid, expanding=True)
_organisations = bindparam("organisations", type_=StoredUuid, expanding=True)
_places = [bindparam(f"place_{number}", type_=StoredUuid) for number in range(PLACES_AT_ONCE)]
_on: BindParameter[date] = bindparam("on", type_=Date)
_duties, _pairings = _table[DUTIES].c, _table[PAIRINGS].c
_children, _reach = _table[CHILDREN].c, _table[REACH].c
_grants = _table[GRANTS].c


def proven(wanted: SelectBase) -> Question:
    """Return one question for the rows wanted and for whether the view is behind or damaged.

    All three are seen at the same moment; without rows there is one row of nulls.
    """
    one: ColumnElement[int] = literal_column("1")
    here = QUARANTINED.c.view == positions.constant(ACCESS)
    damaged = select(one).where(here).exists()
    behind = positions.unfolded(ACCESS, AccessFold.names)
    state = select(behind.label("behind"), damaged.label("damaged")).subquery()
    rows = wanted.subquery()
    return select(state, rows).select_from(state.outerjoin(rows, true()))


def _kind(number: int) -> ColumnElement[int]:
    return literal_column(str(number)).label("kind")


_no_id = cast(null(), StoredUuid)
_no_day = cast(null(), Date)
_no_moment = cast(null(), StoredInstant)

# One shape for duties, pairings, places and grants, so that one question answers all.
DUTY_ROWS = select(
    _kind(DUTY),
    _duties.duty.label("id"),
    _duties.person.label("who"),
    _duties.organisation.label("place"),
    _duties.role.label("word"),
    literal_column("NULL", Boolean).label("yes"),
    _duties.from_on.label("from_on"),
    _duties.to_on.label("to_on"),
    _no_day.label("checked_on"),
    _no_moment.label("until_at"),
)
_PAIRING_ROWS = select(
    _kind(PAIRING),
    _pairings.pairing.label("id"),
    _pairings.mentor.label("who"),
    _no_id.label("place"),
    _pairings.mentor_kind.label("word"),
    _pairings.is_lead.label("yes"),
    _pairings.from_on.label("from_on"),
    _pairings.ended_on.label("to_on"),
    _pairings.vetted_on.label("checked_on"),
    _no_moment.label("until_at"),
)
_PLACE_ROWS = select(
    _kind(PLACE),
    _no_id,
    _no_id,
    _reach.organisation,
    cast(null(), Text),
    _children.opened,
    _no_day,
    _no_day,
    _no_day,
    _no_moment,
).select_from(_table[CHILDREN].outerjoin(_table[REACH], _reach.child == _children.child))

_GRANT_ROWS = select(
    _kind(GRANT),
    _grants.grant_id,
    _grants.person,
    _no_id,
    _grants.purpose + " " + _grants.compartments,
    _grants.is_glass,
    _no_day,
    _no_day,
    _no_day,
    _grants.until_at,
).where(_grants.state.in_([GrantState.GRANTED.value, GrantState.OPEN.value]))

RELATIONS = proven(
    select(
        union_all(
            DUTY_ROWS.where(_duties.person == _person),
            _PAIRING_ROWS.where(_pairings.child == _child),
            _PLACE_ROWS.where(_children.child == _child),
            _GRANT_ROWS.where(_grants.child == _child, _grants.person == _person),
        ).subquery()
    )
)
PAIRINGS_WITH = proven(
    _PAIRING_ROWS.add_columns(_pairings.child.label("child")).where(
        _pairings.mentor == _person, _pairings.child.in_(_these_children)
    )
)
DUTIES_OF = proven(DUTY_ROWS.where(_duties.person == _person))
POSTS_AT = proven(
    DUTY_ROWS.where(
        _duties.organisation.in_(_organisations),
        _duties.from_on <= _on,
        _duties.to_on.is_(None) | (_duties.to_on >= _on),
    )
)
CHAINS_OF = proven(select(_table[CHAINS].c.above).where(_table[CHAINS].c.organisation.in_(_places)))
CHILDREN_UNDER = proven(
    select(_reach.child)
    .join_from(_table[REACH], _table[CHILDREN], _reach.child == _children.child)
    .where(_children.opened, _reach.organisation == _subject, _reach.child.in_(_these_children))
)
CURRENT = proven(select(literal_column("1").label("one")))


def places_asked(places: Sequence[OrganisationId]) -> Iterator[dict[str, object]]:
    """Return what `CHAINS_OF` is asked, a few places at a time, of fewer the first once more."""
    for start in range(0, len(places), PLACES_AT_ONCE):
        some = places[start : start + PLACES_AT_ONCE]
        filled = [*some, *[some[0]] * (PLACES_AT_ONCE - len(some))]
        yield {f"place_{number}": place for number, place in enumerate(filled)}


def duty_of(row: Row[tuple[object, ...]]) -> DutyRow:
    """Return a row of kind DUTY as people's questions are answered."""
    return DutyRow(
        duty_id=DutyId(row.id),
        person_id=PersonId(row.who),
        role=Role(row.word),
        organisation_id=OrganisationId(row.place),
        from_on=row.from_on,
        to_on=row.to_on,
    )


def pairing_of(row: Row[tuple[object, ...]], child_id: ChildId) -> PairingRow:
    """Return a row of kind PAIRING as people's questions are answered."""
    return PairingRow(
        pairing_id=PairingId(row.id),
        child_id=child_id,
        mentor_id=PersonId(row.who),
        mentor_kind=row.word,
        is_lead=row.yes,
        from_on=row.from_on,
        ended_on=row.to_on,
        vetted_on=row.checked_on,
    )


def grant_of(row: Row[tuple[object, ...]]) -> GrantHeld:
    """Return a row of kind GRANT as people's questions are answered."""
    purpose, *compartments = row.word.split()
    return GrantHeld(
        grant_id=GrantId(row.id),
        is_glass=row.yes,
        purpose=Purpose(purpose),
        compartments=frozenset(map(Compartment, compartments)),
        until_at=row.until_at,
    )


def chain_in(rows: Sequence[Row[tuple[object, ...]]]) -> frozenset[OrganisationId] | None:
    """Return the places of kind PLACE, with all above; None for a child without a care file."""
    places = [row for row in rows if row.kind == PLACE and row.yes]
    if not places:
        return None
    return frozenset(OrganisationId(row.place) for row in places if row.place)


def duties_in(rows: Sequence[Row[tuple[object, ...]]]) -> tuple[DutyRow, ...]:
    """Return the duties among the rows of an answer, the earliest first."""
    duties = (duty_of(row) for row in rows if row.kind == DUTY)
    return tuple(sorted(duties, key=lambda each: (each.from_on, each.duty_id)))


def pairings_in(
    rows: Sequence[Row[tuple[object, ...]]], child_id: ChildId
) -> tuple[PairingRow, ...]:
    """Return the pairings among the rows of an answer, the earliest first."""
    pairings = (pairing_of(row, child_id) for row in rows if row.kind == PAIRING)
    return tuple(sorted(pairings, key=lambda each: (each.from_on, each.pairing_id)))
