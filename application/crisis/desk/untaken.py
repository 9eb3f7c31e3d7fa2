"""How many cases wait for somebody: a number alone, so no reading is recorded."""

from collections.abc import Mapping
from datetime import datetime

from application.authorisation.permission import Standings, standings_of
from application.crisis.desk.stages import CaseStage
from application.ports import Actor, Ledger
from domain.access.table import Request as Asking
from domain.days import local_day


def untaken_cases(ledger: Ledger, actor: Actor, now: datetime) -> int:
    """Return how many cases open to a person wait to be taken, or to be received by a hospital.

    A worry that nobody can read waits, too, for those who have to hear of it.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.LIST_CASES)
    today = local_day(now)
    counts = ledger.health.counts(actor.person_id, today)
    return untaken_among(standings, counts, ledger.health.lost(actor.person_id, today))


def untaken_among(standings: Standings, counts: Mapping[CaseStage, int], lost: int) -> int:
    """Return how many of these cases wait, `lost` being those that nobody can read."""
    awaited = CaseStage.ISSUED if is_for_hospital(standings) else CaseStage.UNTAKEN
    return counts.get(awaited, 0) + lost


def is_for_hospital(standings: Standings) -> bool:
    """Return whether somebody only receives cases for a hospital, and takes none."""
    receives = standings.allow(Asking.ACKNOWLEDGE_REFERRAL)
    return receives and not standings.allow(Asking.TAKE_CONCERN)
