"""Which requests and break-glass accesses wait for whom, as questions to the view `access`."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    case,
    func,
    literal_column,
    select,
    union,
)

from application.authorisation.grant_rows import GrantState
from application.authorisation.roles import roles_with
from domain.access.table import Request
from domain.grants.scope import CLOSED_TO_THE_INVOLVED
from domain.shared import Compartment
from domain.staff.facts import Role
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.views.access.questions import Question, proven
from infrastructure.views.access.tables import DUTIES, GRANTS, REACH, TOLD, access_tables
from infrastructure.views.health.scope import held, kept_out
from infrastructure.views.health.tables import CASES, health_tables

_table = access_tables()
_grants, _told = _table[GRANTS].c, _table[TOLD].c
_duties, _reach = _table[DUTIES].c, _table[REACH].c
_cases = health_tables()[CASES].c

_person: BindParameter[UUID] = bindparam("person", type_=StoredUuid)
_people: BindParameter[UUID] = bindparam("people", type_=StoredUuid, expanding=True)
_grant: BindParameter[UUID] = bindparam("grant", type_=StoredUuid)
_child: BindParameter[UUID] = bindparam("child", type_=StoredUuid)
_now: BindParameter[datetime] = bindparam("now", type_=StoredInstant)
_place: BindParameter[int] = bindparam("place", type_=_grants.position.type)
_limit: BindParameter[int] = bindparam("limit")
_on: BindParameter[date] = bindparam("on", type_=_duties.from_on.type)

_CLOSED = sorted(each.value for each in CLOSED_TO_THE_INVOLVED)


def _roles(*requests: Request) -> list[str]:
    return [role.value for role in roles_with(*requests)]


def _on_duty_there(roles: Iterable[str]) -> ColumnElement[bool]:
    """Return that the person holds one of these roles at a place of the child or above."""
    return (
        select(literal_column("1"))
        .join_from(_table[DUTIES], _table[REACH], _duties.organisation == _reach.organisation)
        .where(
            held, _duties.person == _person, _duties.role.in_(roles), _reach.child == _grants.child
        )
        .exists()
    )


_apart = union(*kept_out()).subquery()
_apart_of_child: Select[int] = select(literal_column("1")).join_from(
    _apart, _cases.case_id.table, _apart.c.case_id == _cases.case_id
)


def _is_apart(person: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Return that somebody is kept out of any case of the child."""
    return _apart_of_child.where(_cases.child == _grants.child, _apart.c.person == person).exists()


_is_closed_kind = _grants.compartments.in_(_CLOSED)
_nobody_apart = ~_is_closed_kind | ~(_is_apart(_person) | _is_apart(_grants.person))
_is_health = _grants.compartments == Compartment.HEALTH.value
_is_legal = _grants.compartments == Compartment.LEGAL.value
_is_theirs_to_decide = (
    (~_is_closed_kind & _on_duty_there(_roles(Request.DECIDE_ACCESS)))
    | (_is_health & _on_duty_there(_roles(Request.DECIDE_HEALTH_ACCESS)))
    | (_is_legal & _on_duty_there(_roles(Request.DECIDE_LEGAL_ACCESS)))
)
_to_decide = (
    (_grants.state == GrantState.WAITING.value)
    & (_grants.until_at > _now)
    & (_grants.person != _person)
    & _is_theirs_to_decide
    & _nobody_apart
)
_in_force = (
    (_grants.state == GrantState.GRANTED.value)
    & (_grants.until_at > _now)
    & (_grants.person != _person)
    & (_is_theirs_to_decide | _on_duty_there([Role.PRIVACY_OFFICER.value]))
    & _nobody_apart
)
_was_told = (
    select(literal_column("1"))
    .where(_told.grant_id == _grants.grant_id, _told.person == _person)
    .exists()
)
_is_privacy_officer_there = _on_duty_there([Role.PRIVACY_OFFICER.value])
_to_review = (
    _grants.is_glass
    & _grants.verdict.is_(None)
    & (_grants.person != _person)
    & (_was_told | _is_privacy_officer_there)
    & ~_is_apart(_person)
)
_is_open = (_grants.state == GrantState.OPEN.value) & (_grants.until_at > _now)
_waits = (_grants.is_glass & _grants.verdict.is_(None)) | (
    (_grants.state == GrantState.WAITING.value) & (_grants.until_at > _now)
)
_overdue = (
    _grants.is_overdue
    & _waits
    & (_grants.person != _person)
    & (_was_told | _is_privacy_officer_there)
    & (_nobody_apart | _grants.is_glass)
    & (~_is_apart(_person) | ~_grants.is_glass)
)


def _page(condition: ColumnElement[bool]) -> Question:
    oldest_first = select(_table[GRANTS]).where(condition, _grants.position > _place)
    return proven(oldest_first.order_by(_grants.position).limit(_limit))


TO_DECIDE, IN_FORCE, TO_REVIEW = _page(_to_decide), _page(_in_force), _page(_to_review)
OVERDUE = _page(_overdue)
_glass_before: BindParameter[datetime] = bindparam("glass_before", type_=StoredInstant)
_asked_before: BindParameter[datetime] = bindparam("asked_before", type_=StoredInstant)
UNTOLD = proven(
    select(_table[GRANTS])
    .where(
        _waits,
        ~_grants.is_overdue,
        _grants.asked_at <= case((_grants.is_glass, _glass_before), else_=_asked_before),
    )
    .order_by(_grants.position)
    .limit(_limit)
)
UNHEARD = proven(
    select(_table[GRANTS])
    .where(
        _grants.is_glass,
        _grants.verdict.is_(None),
        ~select(literal_column("1")).where(_told.grant_id == _grants.grant_id).exists(),
    )
    .order_by(_grants.position)
    .limit(_limit)
)
OWN = proven(
    select(_table[GRANTS])
    .where(_grants.person == _person, _grants.position < _place)
    .order_by(_grants.position.desc())
    .limit(_limit)
)
OWN_CHILD = proven(
    select(_grants.child).where(_grants.grant_id == _grant, _grants.person == _person)
)
COUNTS = proven(
    select(
        select(func.count())
        .select_from(_table[GRANTS])
        .where(_to_decide)
        .scalar_subquery()
        .label("to_decide"),
        select(func.count())
        .select_from(_table[GRANTS])
        .where(_to_review)
        .scalar_subquery()
        .label("to_review"),
        select(func.count())
        .select_from(_table[GRANTS])
        .where(_to_review, _is_open)
        .scalar_subquery()
        .label("still_open"),
        select(func.count())
        .select_from(_table[GRANTS])
        .where(_overdue)
        .scalar_subquery()
        .label("overdue"),
    )
)

NEWS = proven(
    select(func.count().label("news"))
    .select_from(_table[GRANTS])
    .where(_grants.person == _person, _grants.is_news)
)
WAITING_OF_OWN = proven(
    select(func.count().label("waiting"))
    .select_from(_table[GRANTS])
    .where(
        _grants.person == _person,
        _grants.state == GrantState.WAITING.value,
        _grants.until_at > _now,
    )
)

HAVING_CASES = (
    select(_cases.child)
    .where(_cases.child.in_(bindparam("children", type_=StoredUuid, expanding=True)))
    .distinct()
)
CASES_OF = select(_cases.case_id).where(_cases.child == _child).order_by(_cases.position)
KEPT_OUT = (
    select(_apart.c.person)
    .join_from(_apart, _cases.case_id.table, _apart.c.case_id == _cases.case_id)
    .where(_cases.child == _child, _apart.c.person.in_(_people))
    .distinct()
)
