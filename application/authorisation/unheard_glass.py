"""Tells of broken glass of which nobody could be told, as soon as somebody is there to hear it."""

import logging
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.glass import who_is_told
from application.authorisation.grant_rows import GrantRow
from application.authorisation.overdue import AT_ONCE
from application.ports import Actor, Context, History, Ledger, Unreadable
from application.recording import Decision, Request, record
from application.said_lately import SaidLately
from application.states import grants_state, grants_stream
from domain.errors import NotFound, RecordDamaged, RuleBroken
from domain.grants.telling import Told
from domain.grants.unheard import tell_late

logger = logging.getLogger(__name__)


def tell_of_unheard_glass(ledger: Ledger, actor: Actor, now: datetime, said: SaidLately) -> int:
    """Record who is told at last, each once, and return of how many still nobody can be told.

    Raises: Unavailable when the log cannot take it, or it cannot be told who is on duty.
    """
    left, untellable = 0, dict[UUID, str]()
    for row in ledger.grants.unheard(limit=AT_ONCE):
        try:
            left += not _tell(ledger, actor, row, now)
        except (NotFound, RuleBroken):
            continue  # Erased, or told or reviewed meanwhile.
        except (Unreadable, RecordDamaged) as error:
            untellable[row.grant_id] = type(error).__name__
    for grant_id, trouble in said.news_of("broken glass", untellable, now):
        logger.error("broken glass %s not told of: %s", grant_id, trouble)
    return left


def _tell(ledger: Ledger, actor: Actor, row: GrantRow, now: datetime) -> bool:
    chain = ledger.access.chain_of_child(row.child) or frozenset()
    told, _kept_out = who_is_told(ledger, row.person_id, row.child, chain, now)
    if told == Told():
        return False

    def decide(history: History) -> Decision:
        return tell_late(grants_state(history, row.child), row.grant_id, told)

    request = Request(
        request_id=uuid5(row.grant_id, "told late"),
        actor=actor,
        now=now,
        context=Context(rules=ledger.rules.version),
    )
    record(ledger, request, [grants_stream(row.child)], decide)
    return True
