"""The referrals of a county as the view tells them: where they stand, and no word of why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.shared import CaseId, ChildId, OrganisationId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """How far a referral has come; `received_at` None until the hospital received it.

    `is_urgent` tells that it was issued in danger or at red;
    `unreadable` tells that what was recorded of it since cannot be read.
    """

    case_id: CaseId
    child_id: ChildId
    place_id: OrganisationId | None
    hospital_id: OrganisationId
    is_urgent: bool
    issued_at: datetime
    received_at: datetime | None
    unreadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRows:
    """One page of referrals; `waiting` and `received` count those of all pages.

    `older_received` counts those received long ago, which no page lists.
    """

    rows: tuple[ReferralRow, ...]
    next_cursor: str | None
    behind: int
    waiting: int
    received: int
    older_received: int


class Referrals(Protocol):
    """The referrals of children who belong to some places."""

    def page(
        self,
        person_id: PersonId,
        on: date,
        *,
        places: Collection[OrganisationId],
        limit: int,
        cursor: str | None = None,
    ) -> ReferralRows:
        """Return those from which the person is not kept out, the longest waiting first."""
        ...
