"""Who is told that a case is graver than was known, or that who had it answers for it no more.

Whoever has the case may be away from the screen when somebody else finds it graver, or brings the
child to a hospital: then it waits, and rings, until somebody takes it with that.
"""

from datetime import datetime
from typing import cast

from application.crisis.cases.cases import chain_of
from application.crisis.cases.held import bureau_of
from application.crisis.cases.on_call import on_call_at
from application.crisis.telling.addressing import Known, known_of
from application.crisis.telling.alerting import alerted
from application.crisis.telling.causes import Rising
from application.ports import History, Ledger, Reachable, Recorded
from application.states import alerts_of, case_state, referrals_stream
from domain.alerts.facts import ConcernAlerted
from domain.alerts.on_call import Calls
from domain.alerts.rising import Rise, addressees_of_rise
from domain.alerts.rules import MAY_ANSWER, line_of
from domain.clocks.course import provisional_level
from domain.days import local_day
from domain.referrals.facts import ReferralsEvent
from domain.referrals.family.guardian_facts import EmergencyEscortStarted
from domain.referrals.involvement import every_report
from domain.referrals.joining.joining_facts import AskedAnew, TakingAskedAnew
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel
from domain.referrals.levels.rising import is_rise
from domain.referrals.state import CaseState, fold
from domain.shared import OrganisationId, PersonId


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
    if case.is_over or not _is_news(ledger, cause, history, case):
        return None
    known = known_of(case, alerts_of(history, fact.case_id))
    return _alert(ledger, cause, known, now, reachable)


def asked_anew(cause: Recorded[object], history: History) -> tuple[TakingAskedAnew, ...]:
    """Return that a case which somebody else has waits to be taken once more with what was found.

    To be recorded only where anybody is told of it. Whoever found it themselves knows of it.
    """
    fact = cause.fact
    if not isinstance(fact, CrisisAssessed | EmergencyEscortStarted):
        return ()
    owner_id = case_state(history, fact.case_id).owner_id
    if owner_id in (None, _said_by(fact)):
        return ()
    is_escort = isinstance(fact, EmergencyEscortStarted)
    reason = AskedAnew.ESCORT_STARTED if is_escort else AskedAnew.FOUND_GRAVER
    asked = TakingAskedAnew(
        case_id=fact.case_id, child_id=fact.child_id, had_by=owner_id, reason=reason
    )
    return (asked,)


def _is_news(ledger: Ledger, cause: Recorded[object], history: History, case: CaseState) -> bool:
    if isinstance(cause.fact, TakingAskedAnew):
        return case.owner_id is None
    return _is_graver(ledger, cause, history)


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
        _rise(ledger, fact, known),
        kept_out_ids=known.kept_out(ledger, posts, now),
        reachable=reachable({each.person_id for each in posts if each.role in MAY_ANSWER}),
        calls=_calls(ledger, known.case, chain, now),
        line=line_of(known.case.raised),
    )
    return None if told is None else alerted(cause, fact, told, place_id)


def _rise(ledger: Ledger, fact: Rising, known: Known) -> Rise:
    if isinstance(fact, TakingAskedAnew):
        # Who was asked once, while nobody had it, is not asked again: the line begins anew.
        return Rise(
            by=fact.had_by,
            owner_id=None,
            asked=frozenset(),
            in_danger=_counts_as_red(ledger, known.case),
        )
    return Rise(
        by=_said_by(fact),
        owner_id=known.case.owner_id,
        asked=known.asked,
        in_danger=not isinstance(fact, CrisisAssessed) or fact.level is CrisisLevel.RED,
    )


def _said_by(fact: CrisisAssessed | EmergencyEscortStarted) -> PersonId:
    return fact.assessed_by if isinstance(fact, CrisisAssessed) else fact.started_by


def _counts_as_red(ledger: Ledger, case: CaseState) -> bool:
    if case.assessed is not None or case.level is not None:
        return case.level is CrisisLevel.RED
    reported_as = (provisional_level(each, ledger.rules) for each in every_report(case))
    return CrisisLevel.RED in reported_as


def _calls(
    ledger: Ledger, case: CaseState, chain: frozenset[OrganisationId], now: datetime
) -> Calls:
    calls = on_call_at(ledger, chain, now)
    school_id = case.raised.school_id if case.raised else None
    return Calls(on_call=calls.on_call, school_id=school_id if school_id in chain else None)
