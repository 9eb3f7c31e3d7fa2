"""Rows of the view of security events, and what the use cases ask of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from domain.security.facts import RefusalKind
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role


class SecurityTopic(StrEnum):
    """What security events are about, to choose from."""

    REFUSALS = "refusals"
    ACCOUNTS = "accounts"
    DOORS = "doors"
    DUTIES = "duties"
    OUTAGES = "outages"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityRow:
    """One event: `what` names the fact as its class is called, `code` the kind or reason in it.

    Of refusals, `count` is None until they are counted, and `account_ids` are the accounts that
    are known; `person_id` is whose account or duty it is, `until_at` until when it holds.
    """

    position: int
    topic: SecurityTopic
    what: str
    noted_at: datetime
    actor_id: PersonId
    person_id: PersonId | None = None
    role: Role | None = None
    organisation_id: OrganisationId | None = None
    code: str | None = None
    count: int | None = None
    until_at: datetime | None = None
    hour_at: datetime | None = None
    address_count: int | None = None
    person_count: int | None = None
    account_ids: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityFilter:
    """Which events are wanted: of one topic or all, of the days from one to another."""

    topic: SecurityTopic | None = None
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityPage:
    """Events, the newest first; `next_before` is the position behind which more stand."""

    rows: tuple[SecurityRow, ...]
    next_before: int | None = None


class SecurityEvents(Protocol):
    """What the doors refused, and what was recorded of accounts and duties."""

    def page(
        self,
        chosen: SecurityFilter,
        places: Collection[OrganisationId] | None,
        *,
        limit: int,
        before: int | None = None,
    ) -> SecurityPage:
        """Return events, the newest first, as far as the view has come.

        Those of accounts and duties are of people who have, or had, a duty at one of the places
        or below; None stands for everybody.
        """
        ...

    def count_often(self, kind: RefusalKind, since_on: date, *, at_least: int) -> int:
        """Return in how many hours since a day at least so many of a kind were refused."""
        ...

    def behind(self) -> int:
        """Return how many events the view has still to fold."""
        ...
