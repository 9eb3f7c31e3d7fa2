"""Which families of breaches are left to a person to tell, as questions to the view `dues`."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    bindparam,
    func,
    literal_column,
    select,
    union,
)

from application.privacy.due_rows import Teller
from domain.breaches.facts import ToldBy
from domain.staff.facts import OrganisationKind
from infrastructure.database import StoredUuid
from infrastructure.views.access.tables import CHILDREN, access_tables
from infrastructure.views.access.tables import REACH as PLACES
from infrastructure.views.directory.fold import ORGANISATIONS, directory_tables
from infrastructure.views.dues.breach_families import FAMILIES
from infrastructure.views.dues.fold import BREACHES, dues_tables
from infrastructure.views.health.scope import cases_of, kept_out
from infrastructure.views.health.tables import CASES, REACH, health_tables

_families, _breaches = dues_tables()[FAMILIES].c, dues_tables()[BREACHES].c
_places, _children = access_tables()[PLACES].c, access_tables()[CHILDREN].c
_organisations = directory_tables()[ORGANISATIONS].c
_cases, _reach = health_tables()[CASES].c, health_tables()[REACH].c

_person: BindParameter[UUID] = bindparam("person", type_=StoredUuid)
_health_at: BindParameter[UUID] = bindparam("health_at", type_=StoredUuid, expanding=True)
_offices_at: BindParameter[UUID] = bindparam("offices_at", type_=StoredUuid, expanding=True)

_has_file = (
    select(literal_column("1")).where(_children.child == _families.child, _children.opened).exists()
)


def _belongs_at(places: BindParameter[UUID]) -> ColumnElement[bool]:
    """Return that the child belongs at or under one of these places, by the care file."""
    # For each family that waits, of which there are few: all children of a county are many.
    there = (_places.child == _families.child) & _places.organisation.in_(places)
    return _has_file & select(literal_column("1")).where(there).exists()


# A pupil may have a case and no care file: where they belong the case tells then.
_has_case_there = (
    select(literal_column("1"))
    .join_from(_cases.case_id.table, _reach.case_id.table, _cases.case_id == _reach.case_id)
    .where(_cases.child == _families.child, _reach.organisation.in_(_health_at))
    .exists()
)
_apart = select(_cases.child).where(_cases.case_id.in_(union(*cases_of(kept_out(), _person))))
_is_health = (
    (_families.told_by == ToldBy.HEALTH.value)
    & (_has_case_there | _belongs_at(_health_at))
    & _families.child.not_in(_apart)
)
# Who belongs nowhere is the bureau's.
_is_of_bureau = (
    select(literal_column("1"))
    .where(
        _organisations.kind == OrganisationKind.BUREAU.value,
        _organisations.organisation.in_(_offices_at),
    )
    .exists()
)
_is_office = (_families.told_by == ToldBy.OTHER_OFFICE.value) & (
    _belongs_at(_offices_at) | (~_has_file & _is_of_bureau)
)

# Left to one person in both ways it is one family: what is stricter counts.
FAMILIES_LEFT = (
    select(
        _families.breach_id,
        _families.office,
        _families.child,
        func.min(_families.told_by).label("told_by"),
    )
    .join_from(
        _families.child.table,
        _breaches.breach_id.table,
        _families.breach_id == _breaches.breach_id,
    )
    .where(~_families.done, ~_breaches.closed, _is_health | _is_office)
    .group_by(_breaches.due_at, _families.breach_id, _families.office, _families.child)
    .order_by(_breaches.due_at, _families.breach_id, _families.child)
)
COUNT_LEFT = select(func.count().label("left")).select_from(FAMILIES_LEFT.order_by(None).subquery())


def asked_by(teller: Teller) -> Mapping[str, UUID | date | list[UUID]]:
    """Return the question of somebody, as the statements above name its parts."""
    return {
        "person": teller.person_id,
        "on": teller.on,
        "health_at": sorted(teller.health_at),
        "offices_at": sorted(teller.offices_at),
    }
