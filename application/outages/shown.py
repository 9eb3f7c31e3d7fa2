"""What of the parts that must not fall silent is shown to whoever can mend them."""

from application.authorisation.permission import Standings
from application.outages.watching import silent_parts
from application.ports import Ledger
from domain.access.table import Request as Asking
from domain.outages.facts import WatchedPart


def silent_for(ledger: Ledger, standings: Standings) -> frozenset[WatchedPart] | None:
    """Return what is silent just now; None for whoever does not look after it."""
    return silent_parts(ledger) if standings.allow(Asking.MANAGE_CHANNELS) else None
