"""Which children a person looks after on a day, as a question to the view `access`."""

from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, CompoundSelect, bindparam, literal, select

from application.authorisation.roles import roles_with
from domain.access.table import Request
from domain.pairing.facts import MentorKind
from infrastructure.views.access.tables import DUTIES, PAIRINGS, REACH, access_tables

LOOKING_AFTER = tuple(role.value for role in roles_with(Request.LIST_CHILDREN))
"""The roles whose holders see the children of their place; others see those paired with them."""

_table = access_tables()
_duties = _table[DUTIES].c
_pairings = _table[PAIRINGS].c
_reach = _table[REACH].c


def children_of() -> CompoundSelect[tuple[UUID]]:
    """Return the ids of the children whom a person looks after on a day.

    Parameters: `person`, `on`, and `vetted_since`, the first day on which a volunteer's record
    check still counts. Says the same as domain/access/standings.py: by a duty at the child's
    place, or by a pairing while any duty is held.
    """
    person: BindParameter[UUID] = bindparam("person")
    on: BindParameter[date] = bindparam("on")
    held = (
        (_duties.person == person)
        & (_duties.from_on <= on)
        & (_duties.to_on.is_(None) | (_duties.to_on >= on))
    )
    by_duty = (
        select(_reach.child)
        .join(_table[DUTIES], _duties.organisation == _reach.organisation)
        .where(held, _duties.role.in_(LOOKING_AFTER))
    )
    by_pairing = select(_pairings.child).where(
        _pairings.mentor == person,
        _pairings.from_on <= on,
        _pairings.ended_on.is_(None) | (_pairings.ended_on >= on),
        (_pairings.mentor_kind != MentorKind.VOLUNTEER.value)
        | (_pairings.vetted_on >= bindparam("vetted_since")),
        select(literal(1)).where(held).exists(),
    )
    return by_duty.union(by_pairing)
