"""Whether a message about a report of harm may still go out, and whom it must not reach."""

from datetime import datetime
from typing import NamedTuple

from application.ports import Ledger, Unreadable, WrittenByNewerProgram
from application.reporting.recorded import OpenReport, open_report, suspects_of
from application.reporting.reports import of_cases
from application.states import case_state, referrals_stream
from domain.days import local_day
from domain.referrals.involvement import OF_THE_FAMILY, every_report, kinds_in
from domain.referrals.situations import Involved
from domain.reporting.facts import ReportStep
from domain.shared import ChildId, Erased, PersonId, ReportId


class Standing(NamedTuple):
    """Who is kept out of a report as it stands now, who knows of it, and whether it is received.

    `kinds` are the suspects by what they are to the child.
    """

    out: frozenset[PersonId]
    aware: frozenset[PersonId]
    is_received: bool
    child_id: ChildId
    kinds: frozenset[Involved]


def standing_of_report(ledger: Ledger, report_id: ReportId, now: datetime) -> Standing:
    """Return how a report stands when a message about it is about to be sent.

    Raises: NotFound; Unreadable or Unavailable where it cannot be told who is kept out.
    """
    report = open_report(ledger, report_id)
    posts = ledger.access.posts_at(report.chain, local_day(now))
    people = {each.person_id for each in posts}
    out = suspects_of(ledger, report, posts) | of_cases(ledger, report, people, now)
    aware = report.brought_to | {report.first.actor_id}
    return Standing(
        out=out,
        aware=aware,
        is_received=report.course.waits_for is not ReportStep.ACKNOWLEDGED,
        child_id=report.suspected.child_id,
        kinds=kinds_suspected(ledger, report),
    )


def kinds_suspected(ledger: Ledger, report: OpenReport) -> frozenset[Involved]:
    """Return who may be involved by what they are to the child, by the report or an open case.

    Of a case that cannot be read any of the family may be.
    """
    kinds = {Involved(each.value) for each in report.state.suspects}
    for case_id in ledger.health.cases_of_child(report.suspected.child_id):
        try:
            history = ledger.log.load([referrals_stream(case_id)])
        except WrittenByNewerProgram:
            raise
        except Unreadable:
            kinds |= OF_THE_FAMILY
            continue
        if not isinstance(history, Erased):
            kinds |= kinds_in(every_report(case_state(history, case_id)))
    return frozenset(kinds)
