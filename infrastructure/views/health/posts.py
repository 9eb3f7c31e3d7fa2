"""Finds posts for a pupil in crisis in which nobody is, at the places that a person stands over."""

from collections.abc import Sequence
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
from domain.alerts.rules import ELSEWHERE
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, Role
from infrastructure.database import StoredUuid
from infrastructure.views.access.tables import DUTIES, access_tables
from infrastructure.views.health.scope import held
from infrastructure.views.health.tables import CHAINS, health_tables

EMPTY_AT_MOST = 10

AT_SCHOOLS = (Role.CRISIS_LEAD, Role.HEALTH_VICE_PRINCIPAL, Role.PSYCHOLOGY_TEACHER)
"""The posts that every school must have; each is told to whoever has another of them, too."""

MUST_BE_FILLED = (
    *(
        (OrganisationKind.SCHOOL, role, (*AT_SCHOOLS, Role.COUNTY_DUTY_OFFICER))
        for role in AT_SCHOOLS
    ),
    (OrganisationKind.COUNTY_OFFICE, Role.COUNTY_DUTY_OFFICER, ELSEWHERE),
    (OrganisationKind.HOSPITAL, Role.HOSPITAL_LIAISON, ELSEWHERE),
)
"""What kind of organisation must have somebody in which post, and who is told if there is nobody:
whoever holds one of these posts there or above."""

_duties = access_tables()[DUTIES].c
_chains = health_tables()[CHAINS].c
_upwards = health_tables()[CHAINS].alias("upwards").c
_person: BindParameter[UUID] = bindparam("person", type_=StoredUuid)


def _places_of(*roles: Role) -> Select[tuple[UUID]]:
    return select(_duties.organisation).where(
        _duties.person == _person, held, _duties.role.in_([each.value for each in roles])
    )


# Over one that belongs to nobody, as a city's hospital may, the bureau stands.
_belongs_to_nobody = ~(
    select(_upwards.above)
    .where(_upwards.organisation == _chains.organisation, _upwards.above != _chains.organisation)
    .exists()
) & (_places_of(Role.BUREAU_OFFICER).exists())


def _without(kind: OrganisationKind, role: Role, told: Sequence[Role]) -> Select[tuple[UUID, str]]:
    somebody = select(_duties.duty).where(
        _duties.organisation == _chains.organisation, _duties.role == role.value, held
    )
    stands_over = _chains.above.in_(_places_of(*told)) | _belongs_to_nobody
    return (
        select(_chains.organisation, literal(role.value, Text).label("role"))
        .where(_chains.kind == kind.value, stands_over, ~somebody.exists())
        .distinct()
    )


_EMPTY = union_all(*(_without(*each) for each in MUST_BE_FILLED)).subquery()
_ROWS = (
    select(_EMPTY, func.count().over().label("total"))
    .order_by(_EMPTY.c.organisation, _EMPTY.c.role)
    .limit(bindparam("limit"))
)


def empty_posts(
    connection: Connection, person_id: PersonId, on: date, *, limit: int
) -> tuple[tuple[EmptyPost, ...], int]:
    """Return the first of the posts that nobody holds on a day, and how many there are."""
    asked = {"person": person_id, "on": on, "limit": limit}
    found = connection.execute(_ROWS, asked).all()
    rows = tuple(
        EmptyPost(organisation_id=OrganisationId(row.organisation), role=Role(row.role))
        for row in found
    )
    return rows, found[0].total if found else 0
