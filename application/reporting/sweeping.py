"""Says of reports of harm that a step is overdue: as facts, each once, whoever sweeps."""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import uuid5

from application.ports import Actor, Commit, Context, Ledger, StreamMoved, Unreadable
from application.recording import ATTEMPTS
from application.reporting.recorded import recorded_report, reporting_stream
from domain.errors import NotFound
from domain.reporting.clock import overdue
from domain.shared import ReportId, RequestId

AT_ONCE = 200

logger = logging.getLogger(__name__)


def say_of_reports(
    ledger: Ledger,
    actor: Callable[[], Actor],
    now: datetime,
    may_go_on: Callable[[], bool],
    speaks_of_it: Callable[[Exception], bool],
) -> int:
    """Say of each report what is overdue by now, and return how much that was.

    One that cannot be read holds up no other. Raises: Unavailable when the log cannot take it.
    """
    told = 0
    for row in ledger.reports.due(now, limit=AT_ONCE):
        if not may_go_on():
            break
        try:
            told += say_of_report(ledger, actor(), row.report_id, now)
        except NotFound:
            continue  # Erased meanwhile.
        except Exception as error:
            if not speaks_of_it(error):
                raise
            reason = str(error.reason) if isinstance(error, Unreadable) else type(error).__name__
            logger.warning("the deadlines of a report cannot be told: %s", reason)
    return told


def say_of_report(ledger: Ledger, actor: Actor, report_id: ReportId, now: datetime) -> int:
    """Record what is overdue of a report by now, counted anew from the log; return how much it was.

    Raises: NotFound when the child was erased; Unreadable; Unavailable.
    """
    stream = reporting_stream(report_id)
    for _attempt in range(ATTEMPTS):
        found = recorded_report(ledger, report_id)
        fact = overdue(found.course, now, ledger.rulebook)
        if fact is None:
            return 0
        commit = Commit(
            facts=(fact,),
            expected={stream: found.history.versions[stream]},
            request_id=RequestId(uuid5(report_id, f"{fact.step}/{fact.tier}")),
            actor_id=actor.person_id,
            recorded_at=now,
            context=Context(rules=ledger.rules.version),
        )
        try:
            ledger.log.append(commit)
        except StreamMoved:
            continue  # Another process said it, or somebody just did it.
        return 1
    return 0
