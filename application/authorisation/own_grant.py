"""One's own request or access by its id alone: of whom it is, is not told before it is opened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.grant_access import AskedGrant
from application.authorisation.grant_reading import GrantShown, open_grant
from application.authorisation.grants import child_of_own
from application.ports import Actor, Ledger
from domain.shared import GrantId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOwnGrant:
    """One look at one's own request or access: by whom, when, and under which id it is recorded."""

    actor: Actor
    grant_id: GrantId
    now: datetime
    read_id: UUID


def open_own_grant(ledger: Ledger, asked: AskedOwnGrant) -> GrantShown:
    """Return one's own request or access by its id alone: of whom is not told before it is opened.

    Raises: NotFound for what is not one's own; Unavailable; Unreadable.
    """
    child_id = child_of_own(ledger, asked.actor, asked.grant_id)
    return open_grant(
        ledger,
        AskedGrant(
            actor=asked.actor,
            child_id=child_id,
            grant_id=asked.grant_id,
            now=asked.now,
            read_id=asked.read_id,
        ),
    )
