"""Who is told that a case is graver than was known: found so, or brought to a hospital at once.

Whoever has the case may be away from the screen when somebody else finds that.
"""

from datetime import datetime
from typing import cast

from application.crisis.addressing import Known, known_of
from application.crisis.alerting import alerted
from application.crisis.cases import chain_of
from application.crisis.causes import Rising
from application.crisis.held import bureau_of
from application.crisis.on_call import on_call_at
from application.ports import History, Ledger, Reachable, Recorded
from application.states import alerts_of, case_state, referrals_stream
from domain.alerts.facts import ConcernAlerted
from domain.alerts.on_call import Calls
from domain.alerts.rising import Rise, addressees_of_rise
from domain.alerts.rules import MAY_ANSWER
from domain.clocks.course import provisional_level
from domain.days import local_day
from domain.referrals.facts import ReferralsEvent
from domain.referrals.guardian_facts import EmergencyEscortStarted
from domain.referrals.involvement import every_report
from domain.referrals.level_facts import CrisisAssessed, CrisisLevel
from domain.referrals.rising import is_rise
from domain.referrals.state import CaseState, fold
from domain.shared import OrganisationId


def told_of_rise(
    ledger: Ledger,
    cause: Recorded[object],
    history: History,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted | None:
    """Return who is told that a case is graver, `history` being all of it; None where it is not.

    Nor where it is over by now, or whoever said so has it and nobody else has to know at once.

    Raises: Unavailable while it cannot be told who is on duty.
    """
    fact = cast("Rising", cause.fact)
    case = case_state(history, fact.case_id)
    if case.is_over or not _is_graver(ledger, cause, history):
        return None
    known = known_of(case, alerts_of(history, fact.case_id))
    return _alert(ledger, cause, known, now, reachable)


def _is_graver(ledger: Ledger, cause: Recorded[object], history: History) -> bool:
    """Return whether it is graver than it counted before; an escort is danger whatever was known.

    Where the case cannot be read nobody knows how it counted: any level is told.
    """
    fact = cause.fact
    if not isinstance(fact, CrisisAssessed):
        return True
    stream = referrals_stream(fact.case_id)
    own = (e for e in history.recorded if e.stream == stream and e.position < cause.position)
    before = fold(cast("ReferralsEvent", each.fact) for each in own)
    reported_as = (provisional_level(each, ledger.rules) for each in every_report(before))
    return is_rise(before, fact, reported_as)


def _alert(
    ledger: Ledger,
    cause: Recorded[object],
    known: Known,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted | None:
    fact, chain, place_id = cast("Rising", cause.fact), known.chain(ledger), None
    bureau_id = bureau_of(ledger)
    if bureau_id is not None and bureau_id not in chain:
        # What is damaged may hide who stands above.
        chain, place_id = chain | chain_of(ledger, {bureau_id}), bureau_id
    posts = ledger.access.posts_at(chain, local_day(now))
    told = addressees_of_rise(
        posts,
        _rise(fact, known),
        kept_out_ids=known.kept_out(ledger, posts),
        reachable=reachable({each.person_id for each in posts if each.role in MAY_ANSWER}),
        calls=_calls(ledger, known.case, chain, now),
    )
    return None if told is None else alerted(cause, fact, told, place_id)


def _rise(fact: Rising, known: Known) -> Rise:
    if isinstance(fact, EmergencyEscortStarted):
        by, in_danger = fact.started_by, True
    else:
        by, in_danger = fact.assessed_by, fact.level is CrisisLevel.RED
    return Rise(by=by, owner_id=known.case.owner_id, asked=known.asked, in_danger=in_danger)


def _calls(
    ledger: Ledger, case: CaseState, chain: frozenset[OrganisationId], now: datetime
) -> Calls:
    calls = on_call_at(ledger, chain, now)
    school_id = case.raised.school_id if case.raised else None
    return Calls(on_call=calls.on_call, school_id=school_id if school_id in chain else None)
