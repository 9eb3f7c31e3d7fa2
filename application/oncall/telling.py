"""Tells those who answer for a place what lacks there: shifts without anybody, untried numbers."""

import logging
from datetime import datetime
from uuid import UUID

from application.oncall.gaps import tell_at
from application.oncall.rosters import has_roster
from application.oncall.telephones import tell_of_untested
from application.ports import Actor, Ledger, Unreadable
from application.said_lately import SaidLately
from domain.errors import NotFound, RecordDamaged, RuleBroken

logger = logging.getLogger(__name__)


def tell_of_gaps(ledger: Ledger, actor: Actor, now: datetime, said: SaidLately) -> int:
    """Tell of each gap and each number that nobody tried once, and return how often it was.

    Raises: Unavailable when the log cannot take it.
    """
    told = 0
    untellable: dict[UUID, str] = {}
    for row in ledger.directory.organisations():
        if not has_roster(row):
            continue
        for tell in (tell_at, tell_of_untested):
            try:
                told += tell(ledger, actor, row, now)
            except (NotFound, RuleBroken):
                continue  # Told before, or by another process meanwhile.
            except (Unreadable, RecordDamaged) as error:
                untellable[row.organisation_id] = type(error).__name__
    for place, trouble in said.news_of("roster", untellable, now):
        logger.error("what lacks at place %s not told of: %s", place, trouble)
    return told
