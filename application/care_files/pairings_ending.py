"""The pairings that end soon, for whoever may extend them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from application.authorisation.permission import permit, standings_of
from application.authorisation.places import places_allowing
from application.ports import Actor, Ledger
from application.reads.reading import Look, note_reading
from application.staffing.duty_rows import EndingPairingRow, OnePage, page_of
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.reads.facts import Reading


def ending_pairings(
    ledger: Ledger, actor: Actor, now: datetime, *, read_id: UUID, cursor: str | None = None
) -> OnePage[EndingPairingRow]:
    """Return a page of the pairings that end soon and the person may extend, the soonest first.

    That it shows these children is recorded first.

    Raises: NotPermitted for whoever may pair nobody; Invalid for the cursor; Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.PAIR_MENTOR)
    access = standings.require_reading(Asking.LIST_CHILDREN)
    page = page_of(
        _ending(ledger, actor, now),
        lambda row: (row.ends_on, row.pairing_id),
        cursor=cursor,
        size=ledger.rules.page_size,
    )
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.DESK, access=access)
    note_reading(ledger, look, list(dict.fromkeys(row.child_id for row in page.rows)))
    return page


def count_ending_pairings(ledger: Ledger, actor: Actor, now: datetime) -> int:
    """Return how many pairings end soon that the person may extend.

    Raises: NotPermitted for whoever may pair nobody; Unavailable.
    """
    permit(ledger, actor, Asking.PAIR_MENTOR, now)
    return len(_ending(ledger, actor, now))


def _ending(ledger: Ledger, actor: Actor, now: datetime) -> Sequence[EndingPairingRow]:
    today = local_day(now)
    last = today + timedelta(days=ledger.rules.ending_soon_days)
    places = places_allowing(ledger, actor, (Asking.PAIR_MENTOR,), now)
    return ledger.access.pairings_ending(places, today, last)
