"""Who is told of an appeal to the county and of its end: those there who have not decided."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from application.crisis.cases.cases import chain_of, places_of
from application.crisis.cases.kept_out import kept_out_by
from application.crisis.telling.alerting import alerted
from application.ports import History, Ledger, Reachable, Recorded
from application.states import alerts_of, referrals_stream
from domain.alerts.escalating import addressees_of_appeal, ever_kept_out
from domain.alerts.facts import ConcernAlerted
from domain.alerts.rules import MAY_ANSWER, with_repeats
from domain.days import local_day
from domain.referrals.facts import ReferralsEvent
from domain.referrals.involvement import repeats_of
from domain.referrals.returning.leave_facts import StudyLeaveEnded
from domain.referrals.returning.return_facts import ReturnAppealed
from domain.referrals.state import CaseState, fold
from domain.shared import CaseId


def county_told(
    ledger: Ledger,
    cause: Recorded[object],
    history: History,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted | None:
    """Return who of the county is told of an appeal, or that a leave ended while one waited.

    `history` is all of the case. None where no appeal waited.

    Raises: Unavailable while it cannot be told who is on duty.
    """
    fact = cause.fact
    if not isinstance(fact, ReturnAppealed | StudyLeaveEnded):
        raise TypeError("nobody appealed by this fact")
    case, alerts = _as_it_was(history, fact.case_id, cause), alerts_of(history, fact.case_id)
    if isinstance(fact, StudyLeaveEnded) and case.at_school.returns.appeal is None:
        return None
    told_at = {each.place_id for each in alerts if each.place_id}
    places = places_of(case.raised) if case.raised else frozenset()
    chain = chain_of(ledger, {*places, *told_at})
    posts = ledger.access.posts_at(chain, local_day(now)) if chain else ()
    out = ever_kept_out(alerts) | case.further.kept_out_ids
    if case.raised is not None:
        concern = with_repeats(case.raised, repeats_of(case))
        out |= kept_out_by(ledger, concern, posts, chain, now)
    found = addressees_of_appeal(
        posts,
        decided_before=case.at_school.returns.decided_before,
        kept_out_ids=out,
        reachable=reachable({each.person_id for each in posts if each.role in MAY_ANSWER}),
    )
    return alerted(cause, fact, found, min(told_at, default=None))


def _as_it_was(history: History, case_id: CaseId, cause: Recorded[object]) -> CaseState:
    """Return the case before this fact: what it ended waits no more."""
    stream = referrals_stream(case_id)
    before = (
        each.fact
        for each in history.recorded
        if each.stream == stream and each.position < cause.position
    )
    return fold(cast("Iterable[ReferralsEvent]", before))
