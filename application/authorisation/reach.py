"""How far a list reaches for somebody: the places of their duties with all below, or everywhere."""

from collections.abc import Sequence
from datetime import datetime

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import places_by_duty
from application.ports import Actor, Ledger
from domain.access.table import Request as Asking
from domain.shared import OrganisationId, PersonId

Reach = frozenset[OrganisationId] | None
"""Places with all below them; None stands for all there are."""


def reach_of(ledger: Ledger, actor: Actor, askings: Sequence[Asking], now: datetime) -> Reach:
    """Return at which places the person may have one of the requests.

    Raises: NotPermitted for whoever may nowhere; Unavailable.
    """
    return reach_within(ledger, standings_of(ledger, actor, now), askings, now)


def reach_within(
    ledger: Ledger, standings: Standings, askings: Sequence[Asking], now: datetime
) -> Reach:
    """Return the same for whom the standings of today are known: every page asks for them once.

    Raises: NotPermitted, Unavailable.
    """
    allowed = [each for each in askings if standings.allow(each)]
    if not allowed:
        standings.require(askings[0])
    places = frozenset().union(*(places_by_duty(standings, each, now) for each in allowed))
    # What stands alone, as a hospital may, and whoever has no duty, is seen from the bureau.
    top = {each.organisation_id for each in ledger.directory.bureaus()}
    return None if places & top else places


def reaches(
    ledger: Ledger, standings: Standings, asking: Asking, person_id: PersonId, now: datetime
) -> bool:
    """Return whether a person has, or had, a duty where somebody may have a request of all people.

    Raises: Unavailable.
    """
    if not standings.allow(asking):
        return False
    reach = reach_within(ledger, standings, (asking,), now)
    if reach is None:
        return True
    held = (each.organisation_id for each in ledger.access.duties_of(person_id))
    return bool(ledger.access.chain_of_organisation(*held) & reach)
