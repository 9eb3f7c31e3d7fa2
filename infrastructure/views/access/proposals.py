"""The duties that wait for a second person, and those that end soon, in the view `access`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Row,
    bindparam,
    func,
    literal_column,
    select,
)

from application.staffing.duty_rows import ProposalRow, SignaturesAsked
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role
from infrastructure.database import StoredUuid
from infrastructure.views.access.questions import Question, proven
from infrastructure.views.access.tables import (
    CHAINS,
    DUTIES,
    PAIRINGS,
    PROPOSALS,
    REACH,
    access_tables,
    proposal_row,
)

_table = access_tables()
_proposals, _chains, _duties = _table[PROPOSALS], _table[CHAINS], _table[DUTIES]
_later = _duties.alias("later")
_places = bindparam("places", type_=StoredUuid, expanding=True)
_asker = bindparam("asker", type_=StoredUuid)
_since: BindParameter[date] = bindparam("since")
_first: BindParameter[date] = bindparam("first")
_last: BindParameter[date] = bindparam("last")


def _under(organisation: Column[UUID]) -> ColumnElement[bool]:
    below = select(_chains.c.organisation).where(_chains.c.above.in_(_places))
    return organisation.in_(below)


def _goes_further() -> ColumnElement[bool]:
    one: ColumnElement[int] = literal_column("1")
    given = select(one).where(
        _later.c.person == _duties.c.person,
        _later.c.role == _duties.c.role,
        _later.c.organisation == _duties.c.organisation,
        _later.c.to_on.is_(None) | (_later.c.to_on > _duties.c.to_on),
    )
    proposed = select(one).where(
        _proposals.c.person == _duties.c.person,
        _proposals.c.role == _duties.c.role,
        _proposals.c.organisation == _duties.c.organisation,
        _proposals.c.to_on > _duties.c.to_on,
        _proposals.c.proposed_on >= _since,
    )
    return given.exists() | proposed.exists()


_WAITING = select(_proposals).where(_proposals.c.proposed_on >= _since)
_ENDING = select(_duties).where(
    _duties.c.to_on >= _first,
    _duties.c.to_on <= _last,
    _duties.c.from_on <= _duties.c.to_on,
    ~_goes_further(),
)

PROPOSALS_OF = proven(_WAITING.where(_proposals.c.person == bindparam("person", type_=StoredUuid)))
_PROPOSALS = proven(_WAITING)
_BY_OTHERS_FOR_OTHERS = (
    select(
        _proposals.c.role,
        _proposals.c.proposed_as,
        func.count().label("waiting"),
    )
    .where(
        _proposals.c.proposed_on >= _since,
        _proposals.c.person != _asker,
        _proposals.c.proposed_by != _asker,
    )
    .group_by(_proposals.c.role, _proposals.c.proposed_as)
)
_SIGNATURES = proven(_BY_OTHERS_FOR_OTHERS)
_SIGNATURES_UNDER = proven(_BY_OTHERS_FOR_OTHERS.where(_under(_proposals.c.organisation)))
_PROPOSALS_UNDER = proven(_WAITING.where(_under(_proposals.c.organisation)))
_DUTIES_ENDING = proven(_ENDING)
_DUTIES_ENDING_UNDER = proven(_ENDING.where(_under(_duties.c.organisation)))

_pairings = _table[PAIRINGS]
_reach = _table[REACH]
PAIRINGS_ENDING = proven(
    select(_pairings).where(
        _pairings.c.ended_on >= _first,
        _pairings.c.ended_on <= _last,
        _pairings.c.is_over.is_(False),
        _pairings.c.child.in_(select(_reach.c.child).where(_reach.c.organisation.in_(_places))),
    )
)
"""Which pairings end between two days, of children who belong to these places."""

Rows = Sequence[Row[tuple[object, ...]]]
Asked = tuple[Question, Mapping[str, object]]


def proposals_asked(places: Collection[OrganisationId] | None, since: date) -> Asked:
    """Return the question for what waits at these places and below; None stands for all."""
    if places is None:
        return _PROPOSALS, {"since": since}
    return _PROPOSALS_UNDER, {"since": since, "places": sorted(places)}


def proposals_in(rows: Rows) -> tuple[ProposalRow, ...]:
    """Return the proposals of an answer, the oldest first, those of one list in its order."""
    proposals = (proposal_row(row) for row in rows if row.duty)
    return tuple(sorted(proposals, key=lambda each: each.position))


def signatures_asked(
    asker: PersonId, places: Collection[OrganisationId] | None, since: date
) -> Asked:
    """Return the question for how many proposals there might wait for a person's signature."""
    asked: Mapping[str, object] = {"asker": asker, "since": since}
    if places is None:
        return _SIGNATURES, asked
    return _SIGNATURES_UNDER, {**asked, "places": sorted(places)}


def signatures_in(rows: Rows) -> tuple[SignaturesAsked, ...]:
    """Return the counts of an answer."""
    return tuple(
        SignaturesAsked(role=Role(row.role), proposed_as=Role(row.proposed_as), waiting=row.waiting)
        for row in rows
        if row.role
    )


def ending_asked(
    places: Collection[OrganisationId] | None, first: date, last: date, since: date
) -> Asked:
    """Return the question for duties that end there between two days and go no further."""
    days = {"first": first, "last": last, "since": since}
    if places is None:
        return _DUTIES_ENDING, days
    return _DUTIES_ENDING_UNDER, {**days, "places": sorted(places)}
