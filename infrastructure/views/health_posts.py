"""Finds schools in whose post for a pupil in crisis nobody is, among those a person stands over."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    Text,
    bindparam,
    func,
    literal,
    select,
    union_all,
)

from application.rows import EmptyPost
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role
from infrastructure.database import StoredUuid
from infrastructure.views.access_tables import DUTIES, access_tables
from infrastructure.views.health_scope import held
from infrastructure.views.health_tables import CHAINS, health_tables

EMPTY_AT_MOST = 10

MUST_BE_FILLED = (Role.CRISIS_LEAD, Role.HEALTH_VICE_PRINCIPAL)
"""The posts that every school must have."""

STANDING_OVER = (*MUST_BE_FILLED, Role.COUNTY_DUTY_OFFICER)
"""The roles whose holders are told of them."""

_duties = access_tables()[DUTIES].c
_chains = health_tables()[CHAINS].c
_person: BindParameter[UUID] = bindparam("person", type_=StoredUuid)

_OVER = select(_duties.organisation).where(
    _duties.person == _person, held, _duties.role.in_([each.value for each in STANDING_OVER])
)
_SCHOOLS = (
    select(_chains.organisation)
    .where(_chains.above.in_(_OVER), _chains.is_school.is_(True))
    .distinct()
    .cte("schools")
)


def _nobody_is(role: Role) -> Select[tuple[UUID, str]]:
    somebody = select(_duties.duty).where(
        _duties.organisation == _SCHOOLS.c.organisation, _duties.role == role.value, held
    )
    return select(_SCHOOLS.c.organisation, literal(role.value, Text).label("role")).where(
        ~somebody.exists()
    )


_EMPTY = union_all(*map(_nobody_is, MUST_BE_FILLED)).subquery()
_ROWS = select(_EMPTY).order_by(_EMPTY.c.organisation, _EMPTY.c.role).limit(bindparam("limit"))
_COUNT = select(func.count()).select_from(_EMPTY)


def empty_posts(
    connection: Connection, person_id: PersonId, on: date, *, limit: int
) -> tuple[tuple[EmptyPost, ...], int]:
    """Return the first of the posts that nobody holds on a day, and how many there are."""
    asked = {"person": person_id, "on": on, "limit": limit}
    rows = tuple(
        EmptyPost(organisation_id=OrganisationId(row.organisation), role=Role(row.role))
        for row in connection.execute(_ROWS, asked)
    )
    return rows, connection.execute(_COUNT, asked).scalar_one()
