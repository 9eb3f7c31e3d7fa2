"""Takes a case from whoever can answer for it no more, so that it waits for somebody again.

Their duty ended, by its date or before, their account was closed, or they are at another place by
now. No single fact says so: it is looked for every minute, and recorded in the case once.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from application.crisis.cases.cases import OpenCase, may_answer, open_case
from application.ports import Actor, Commit, Context, Ledger, StreamMoved, Unreadable
from application.said_lately import SaidLately
from application.states import referrals_stream
from domain.days import local_day
from domain.errors import NotFound, RecordDamaged
from domain.referrals.joining.joining_facts import AskedAnew, TakingAskedAnew
from domain.shared import CaseId, RequestId

logger = logging.getLogger(__name__)


def answers_no_more(ledger: Ledger, case: OpenCase, now: datetime) -> bool:
    """Return whether somebody has a case who may answer for it by no post today, or cannot sign in.

    Raises: Unavailable.
    """
    owner_id = case.state.owner_id
    if owner_id is None or case.state.is_over:
        return False
    answering = {each.person_id for each in may_answer(ledger, case, now)}
    return owner_id not in ledger.reachable(answering)


def ask_for_left_cases(ledger: Ledger, actor: Actor, now: datetime, said: SaidLately) -> int:
    """Record of each case whose owner answers no more that it waits again; return of how many.

    Who is told follows from that fact by itself.

    Raises: Unavailable when it cannot be told who is on duty, or the log cannot take it.
    """
    asked = 0
    unread: dict[UUID, str] = {}
    for case_id in _perhaps_left(ledger, now):
        try:
            asked += _ask(ledger, actor, case_id, now)
        except (NotFound, StreamMoved):
            continue  # Erased; or it moved meanwhile, and the next round looks again.
        except (Unreadable, RecordDamaged) as error:
            unread[case_id] = type(error).__name__
    if asked:
        ledger.catch_up()
    for case, trouble in said.news_of("left case", unread, now):
        logger.error("whether somebody answers for case %s is not known: %s", case, trouble)
    return asked


def _perhaps_left(ledger: Ledger, now: datetime) -> Iterable[CaseId]:
    """Return which cases the views hold to be left: the log alone tells which are."""
    owned = ledger.health.owned(local_day(now))
    able = ledger.reachable({each.owner_id for each in owned})
    return [e.case_id for e in owned if not e.by_post or e.owner_id not in able]


def _ask(ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime) -> bool:
    case = open_case(ledger, case_id)
    owner_id, stream = case.state.owner_id, referrals_stream(case_id)
    if owner_id is None or not answers_no_more(ledger, case, now):
        return False
    version = case.history.versions[stream]
    asked = TakingAskedAnew(
        case_id=case_id,
        child_id=case.concern.child_id,
        had_by=owner_id,
        reason=AskedAnew.ANSWERS_NO_MORE,
    )
    commit = Commit(
        facts=(asked,),
        expected={stream: version},
        request_id=RequestId(uuid5(case_id, f"answers no more/{version}")),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
    )
    ledger.log.append(commit)
    return True
