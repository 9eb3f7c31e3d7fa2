"""Worries whose own record cannot be read and that stand in no case: nobody can tell whose."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Connection, select

from domain.alerts.rules import ELSEWHERE
from domain.shared import Stream
from infrastructure.log.names import NAMES
from infrastructure.log.tables import EVENTS, QUARANTINED
from infrastructure.views.access.tables import DUTIES, access_tables
from infrastructure.views.health.case import FOLDED
from infrastructure.views.health.scope import held
from infrastructure.views.health.tables import CASES, HEALTH, PEOPLE, Relation, health_tables
from infrastructure.views.positions import constant

OF_A_WORRY = sorted(each for each in NAMES.stored_names(FOLDED) if each.startswith("referrals."))
"""The names of events in a worry's own stream by which the view knows of it."""

_damaged, _before = EVENTS.events.alias("damaged"), EVENTS.events.alias("before")
_cases, _people = health_tables()[CASES].c, health_tables()[PEOPLE].c
_duties = access_tables()[DUTIES].c

SET_APART = select(QUARANTINED.c.stream).where(QUARANTINED.c.view == HEALTH)
"""The streams that the view cannot follow any further."""

# Damage further on in a worry leaves what was folded before it, and a case that is shown as such.
_FROM_THE_BEGINNING = (
    SET_APART.join(_damaged, _damaged.c.position == QUARANTINED.c.position)
    .where(_damaged.c.name.in_(map(constant, OF_A_WORRY)))
    .where(
        ~select(_before.c.position)
        .where(
            _before.c.stream == QUARANTINED.c.stream,
            _before.c.position < QUARANTINED.c.position,
            _before.c.name.in_(map(constant, OF_A_WORRY)),
        )
        .exists()
    )
)
# The case of a worry that cannot be read, when whoever was told of it was recorded.
_WITHOUT_A_WORRY = select(_cases.case_id).where(
    ~select(_people.case_id)
    .where(_people.case_id == _cases.case_id, _people.relation == Relation.RAISED.value)
    .exists()
)

HEARING = select(_duties.person).where(held, _duties.role.in_([each.value for each in ELSEWHERE]))
"""Who hears of them: whoever is next in line for a child of whom not even the school is known."""


def lost_worries(connection: Connection, stream_id: Callable[[Stream], UUID]) -> int:
    """Return how many there are; while nothing is damaged that is a look at an empty table.

    A stream's id does not tell its case, so each case that lacks its worry is tried.
    """
    streams = frozenset(connection.scalars(_FROM_THE_BEGINNING))
    if not streams:
        return 0
    without = connection.scalars(_WITHOUT_A_WORRY)
    return len(streams - {stream_id(Stream("referrals", case_id)) for case_id in without})
