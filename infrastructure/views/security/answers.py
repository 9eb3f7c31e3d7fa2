"""Answers what the view `security` knows, the newest first."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, Row, func, or_, select

from application.authentication.security_rows import (
    SecurityFilter,
    SecurityPage,
    SecurityRow,
    SecurityTopic,
)
from domain.security.facts import RefusalKind
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role
from infrastructure.database import for_single_reads
from infrastructure.views.access.staffed import is_staffed_under
from infrastructure.views.projector import Projector
from infrastructure.views.security.tables import NOTED, SECURITY, security_tables

_noted = security_tables()[NOTED]


class NotedSecurity:
    """Reads the view of security events, which is moved forward before each answer."""

    def __init__(self, engine: Engine, projector: Projector) -> None:
        self._engine = for_single_reads(engine)
        self._projector = projector

    def page(
        self,
        chosen: SecurityFilter,
        places: Collection[OrganisationId] | None,
        *,
        limit: int,
        before: int | None = None,
    ) -> SecurityPage:
        """Return events, the newest first; those of people who belong to the places."""
        theirs = or_(_noted.c.person.is_(None), is_staffed_under(_noted.c.person, places))
        wanted = select(_noted).where(theirs, *_conditions(chosen))
        if before is not None:
            wanted = wanted.where(_noted.c.position < before)
        self._projector.catch_up()
        with self._engine.connect() as connection:
            found = connection.execute(
                wanted.order_by(_noted.c.position.desc()).limit(limit + 1)
            ).all()
        rows = tuple(map(_row, found[:limit]))
        return SecurityPage(rows=rows, next_before=rows[-1].position if found[limit:] else None)

    def count_often(self, kind: RefusalKind, since_on: date, *, at_least: int) -> int:
        """Return in how many hours since a day at least so many of a kind were refused."""
        often = (
            select(func.count())
            .select_from(_noted)
            .where(_noted.c.topic == SecurityTopic.REFUSALS.value, _noted.c.code == kind.value)
            .where(_noted.c.noted_on >= since_on, _noted.c["count"] >= at_least)
        )
        with self._engine.connect() as connection:
            return connection.execute(often).scalar_one()

    def behind(self) -> int:
        """Return how many events the view has still to fold."""
        return self._projector.behind(SECURITY)


def _conditions(chosen: SecurityFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.topic is not None:
        conditions.append(_noted.c.topic == chosen.topic.value)
    if chosen.from_on is not None:
        conditions.append(_noted.c.noted_on >= chosen.from_on)
    if chosen.to_on is not None:
        conditions.append(_noted.c.noted_on <= chosen.to_on)
    return conditions


def _row(row: Row[tuple[object, ...]]) -> SecurityRow:
    return SecurityRow(
        position=row.position,
        topic=SecurityTopic(row.topic),
        what=row.what,
        noted_at=row.noted_at,
        actor_id=PersonId(row.actor),
        person_id=row.person and PersonId(row.person),
        role=row.role and Role(row.role),
        organisation_id=row.organisation and OrganisationId(row.organisation),
        code=row.code,
        count=row._mapping["count"],
        until_at=row.until_at,
        hour_at=row.hour_at,
        address_count=row.addresses,
        person_count=row.persons,
        account_ids=tuple(PersonId(UUID(each)) for each in (row.accounts or "").split()),
    )
