"""Who sees which case of the view `health`, as questions; application/crisis/cases decides it.

Each question gives pairs of a case and a person: asked of one person it is a desk, asked of some
cases it is who has to look again.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, literal_column, select, true

from application.authorisation.roles import roles_with
from application.crisis.desk.stages import CaseStage
from domain.access.table import Request
from domain.alerts.rules import STANDS_IN
from domain.referrals.facts import Involved
from domain.staff.facts import OrganisationKind, Role
from infrastructure.views.access.tables import DUTIES, PAIRINGS, access_tables
from infrastructure.views.health.tables import (
    CASES,
    CHAINS,
    KEPT_POSTS,
    PEOPLE,
    REACH,
    Relation,
    health_tables,
)
from infrastructure.views.positions import constant

Pairs = Select[tuple[UUID, UUID]]

READING = tuple(
    role.value for role in roles_with(Request.READ_CASE) if role is not Role.HOSPITAL_LIAISON
)
"""The roles whose holders see the cases of their place and below."""

STANDING_IN = tuple(sorted(role.value for role in STANDS_IN))

_health, _access = health_tables(), access_tables()
_cases, _people = _health[CASES].c, _health[PEOPLE].c
_reach, _kept_posts = _health[REACH].c, _health[KEPT_POSTS].c
_above, _school = (_health[CHAINS].alias(each) for each in ("above", "school"))
_told, _kinds = _health[REACH].alias("told"), _health[CHAINS].alias("kinds")
_duties, _pairings = _access[DUTIES].c, _access[PAIRINGS].c

_on: BindParameter[date] = bindparam("on", type_=_duties.from_on.type)

STILL_SHOWN = (CaseStage.TAKEN_BACK.value, CaseStage.LOOK_AGAIN.value)
"""The stages of cases that are over and that a desk shows for a while all the same."""
held = (_duties.from_on <= _on) & (_duties.to_on.is_(None) | (_duties.to_on >= _on))
"""That a duty holds on the day asked for."""


def by_post() -> Pairs:
    """Return who reads a case by a post at one of the child's places or above."""
    return (
        select(_reach.case_id, _duties.person)
        .join_from(_health[REACH], _access[DUTIES], _duties.organisation == _reach.organisation)
        .where(held, _duties.role.in_(map(constant, READING)))
    )


def by_hospital() -> Pairs:
    """Return who reads a case for the hospital that it was issued to."""
    return (
        select(_cases.case_id, _duties.person)
        .join_from(_health[CASES], _access[DUTIES], _duties.organisation == _cases.hospital)
        .where(held, _duties.role == Role.HOSPITAL_LIAISON.value)
    )


def by_standing_in(*, ever: bool = False) -> Pairs:
    """Return to whom a case was brought who is next in line at one of its places today.

    It is open to them by rule, as domain/alerts/bringing.py says; of one that is over no desk asks.
    `ever` = also to whom it is open no more: their screens have to look once more.
    """
    is_open = (
        (_people.until_on >= _on)
        | (_cases.stage == CaseStage.UNTAKEN.value)
        | ((_cases.owner == _people.person) & _cases.stage.not_in(map(constant, STILL_SHOWN)))
        | (_people.brought_on >= _cases.appealed_on)
    )
    return (
        select(_people.case_id, _people.person)
        .join_from(_health[PEOPLE], _access[DUTIES], _duties.person == _people.person)
        .join(_health[CASES], _cases.case_id == _people.case_id)
        .join(
            _health[REACH],
            (_reach.case_id == _people.case_id) & (_reach.organisation == _duties.organisation),
        )
        .where(
            held,
            _people.relation == Relation.BROUGHT.value,
            _duties.role.in_(map(constant, STANDING_IN)),
        )
        .where(true() if ever else is_open)
    )


def related(*relations: Relation) -> Pairs:
    """Return the people who stand in one of these relations to a case."""
    return select(_people.case_id, _people.person).where(
        _people.relation.in_([each.value for each in relations])
    )


def kept_out() -> tuple[Pairs, ...]:
    """Return who is kept out of a case: by name, by a post held today, or as the child's mentor.

    A class teacher is also where one may be involved and the class of the child is not known.
    """
    by_kind = (
        select(_kept_posts.case_id, _duties.person)
        .join_from(_health[KEPT_POSTS], _access[DUTIES], _duties.role == _kept_posts.post)
        .join(
            _health[REACH],
            (_reach.case_id == _kept_posts.case_id) & (_reach.organisation == _duties.organisation),
        )
        .where(held)
    )
    as_mentor = (
        select(_cases.case_id, _pairings.mentor.label("person"))
        .join_from(_health[CASES], _access[PAIRINGS], _pairings.child == _cases.child)
        .join(_health[KEPT_POSTS], _kept_posts.case_id == _cases.case_id)
        .where(_kept_posts.post == Involved.MENTOR.value)
    )
    return related(Relation.KEPT_OUT), by_kind, _in_any_class(), as_mentor


def _in_any_class() -> Pairs:
    """Return who teaches a class of the school of a pupil whose class no place tells."""
    is_told = (
        select(literal_column("1"))
        .join_from(_told, _kinds, _kinds.c.organisation == _told.c.organisation)
        .where(
            _told.c.case_id == _kept_posts.case_id,
            _kinds.c.kind == constant(OrganisationKind.CLASS.value),
        )
        .correlate(_health[KEPT_POSTS])
        .exists()
    )
    return (
        select(_kept_posts.case_id, _duties.person)
        .join_from(_health[KEPT_POSTS], _access[DUTIES], _duties.role == _kept_posts.post)
        .join(_above, _above.c.organisation == _duties.organisation)
        .join(
            _health[REACH],
            (_reach.case_id == _kept_posts.case_id) & (_reach.organisation == _above.c.above),
        )
        .join(
            _school,
            (_school.c.organisation == _above.c.above)
            & (_school.c.above == _school.c.organisation)
            & (_school.c.kind == constant(OrganisationKind.SCHOOL.value)),
        )
        .where(
            held,
            _kept_posts.post == constant(Role.CLASS_TEACHER.value),
            ~is_told,
        )
    )


def cases_of(
    pairs: Iterable[Pairs], person: BindParameter[UUID]
) -> tuple[Select[tuple[UUID]], ...]:
    """Return only the cases, of one person."""
    return tuple(
        each.where(each.selected_columns.person == person).with_only_columns(
            each.selected_columns.case_id
        )
        for each in pairs
    )
