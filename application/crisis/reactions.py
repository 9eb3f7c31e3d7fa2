"""What follows from a fact by itself: whoever must answer is told of a worry, once.

A reaction reads the log from its own place in it. What follows is recorded together with that
place in one transaction, so after a crash it is neither lost nor done twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from application.crisis.cases.involving import is_news
from application.crisis.telling.addressing import alert_for
from application.crisis.telling.causes import ALERTING, RISING, tells_nobody
from application.crisis.telling.escalating import escalation_for, holiday_duty_for, still_waits
from application.crisis.telling.followers import FOLLOWER, pass_over
from application.crisis.telling.outside import alerts_for
from application.crisis.telling.overheard import asks_somebody, listeners_of, past_overheard
from application.crisis.telling.rises import asked_anew, told_of_rise
from application.crisis.telling.told_at_school import SAID_AT_SCHOOL, told_at_school
from application.crisis.telling.unheard_referrals import or_whoever_sent
from application.crisis.worries.joining import joining_of, parting_of, told_of_joining
from application.crisis.worries.redirected import by_its_reporter
from application.ports import (
    Actor,
    Commit,
    Context,
    FollowUp,
    History,
    Ledger,
    Reachable,
    Recorded,
    Unreadable,
    WrittenByNewerProgram,
)
from application.states import alerts_of, alerts_stream, case_state, referrals_stream
from domain.alerts.facts import ConcernAlerted
from domain.clocks.facts import StepDueSoon, StepOverdue
from domain.errors import NotFound
from domain.referrals.facts import ConcernRaised
from domain.referrals.joining import joining_facts as joining
from domain.shared import CaseId, Erased, RequestId, Stream

CAUSES = (*ALERTING, *RISING, *SAID_AT_SCHOOL, StepDueSoon, StepOverdue)
"""The facts from which something follows."""


def react(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record who is told because of `cause`, with a row for each of them; once, whoever follows.

    Raises: StreamMoved when another process did it meanwhile; Unavailable while it cannot be told
    who is on duty; WrittenByNewerProgram; Unreadable.
    """
    history = _loaded(ledger, _case_of(cause))
    cause = by_its_reporter(cause, history)
    following = _joined(ledger, history, cause, now, reachable)
    if following is None:
        following = _following(ledger, history, cause, now, reachable)
    _record(ledger, actor, cause, following, now, follower)


def react_alone(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Do the same, with a worry as a case of its own whatever else was reported of the child.

    So it is told where its case, or who would hear the messages, cannot be found out or settled.

    Raises: as `react`.
    """
    history = _loaded(ledger, _case_of(cause))
    cause = by_its_reporter(cause, history)
    following = _following(ledger, history, cause, now, reachable, alone=True)
    _record(ledger, actor, cause, following, now, follower)


def _record(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    following: "_Following | None",
    now: datetime,
    follower: str,
) -> None:
    if following is None:
        pass_over(ledger, actor, cause.position, now, follower=follower)
        return
    commit = Commit(
        facts=(*following.before, following.told, *following.beside),
        expected=following.expected,
        request_id=RequestId(cause.event_id),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
        follows=FollowUp(
            follower=follower,
            position=cause.position,
            alerts=alerts_for(ledger, cause, following.told, following.history),
        ),
    )
    try:
        ledger.log.append(commit)
    except NotFound:
        # The child was erased after its case was read.
        pass_over(ledger, actor, cause.position, now, follower=follower)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Following:
    """What follows: who is told, what else is recorded with it, and on which streams that rests.

    `history` is of the case of which they are told.
    """

    told: ConcernAlerted
    history: History
    expected: Mapping[Stream, int]
    before: tuple[object, ...] = ()
    beside: tuple[object, ...] = ()


def _joined(
    ledger: Ledger,
    history: History | Erased,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> _Following | None:
    """Return what follows where a worry belongs to an open case of the child."""
    fact = cause.fact
    if isinstance(history, Erased) or not isinstance(fact, ConcernRaised):
        return None
    if _is_settled(ledger, history, cause):
        return None
    found = joining_of(ledger, fact, now, reachable)
    if found is None:
        return None
    tell, of = partial(told_of_joining, ledger, cause, found, now), found.case.concern
    again = tell if found.report_joined.waits else None
    listeners = listeners_of(ledger, found.case.history, of.case_id, of.child_id, now)
    return _Following(
        told=past_overheard(tell(reachable), again, reachable, listeners),
        history=found.case.history,
        expected=found.expected,
        # Who reads on knows that the case waits when it comes to whether anybody was told.
        before=found.facts,
    )


def _following(
    ledger: Ledger,
    history: History | Erased,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    alone: bool = False,
) -> _Following | None:
    # A position that was set aside is reached by two followers if a process died over it.
    if isinstance(history, Erased) or _is_settled(ledger, history, cause):
        return None
    tell = partial(_told, ledger, history, cause, now)
    first = tell(reachable)
    if first is None:
        return None
    again = None if alone or not asks_somebody(cause.fact) else tell
    listeners = listeners_of(ledger, history, first.case_id, first.child_id, now)
    told = past_overheard(first, again, reachable, listeners)
    # That the worry is about another child must not come in between: then nobody is told.
    before = asked_anew(cause, history)
    alike = _Following(told=told, history=history, expected=history.versions, before=before)
    parting = parting_of(ledger, cause.fact, history)
    if parting is None:
        return alike
    expected = {**history.versions, **parting.expected}
    return replace(alike, expected=expected, beside=parting.facts)


def _told(
    ledger: Ledger,
    history: History,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted | None:
    if isinstance(cause.fact, StepDueSoon):
        return holiday_duty_for(ledger, cause, history, now, reachable)
    if isinstance(cause.fact, SAID_AT_SCHOOL):
        return told_at_school(ledger, cause, history, now, reachable)
    if isinstance(cause.fact, RISING):
        return told_of_rise(ledger, cause, history, now, reachable)
    if isinstance(cause.fact, StepOverdue):
        return escalation_for(ledger, cause, history, now, reachable)
    case_id = _case_of(cause)
    case, alerts = case_state(history, case_id), alerts_of(history, case_id)
    told = alert_for(ledger, cause, case, now, reachable, alerts)
    return or_whoever_sent(ledger, cause, told, history, now, reachable)


def _is_settled(ledger: Ledger, history: History, cause: Recorded[object]) -> bool:
    """Return whether somebody was told because of it, or nobody has to be any more, or at all."""
    if tells_nobody(cause.fact):
        return True
    case_id, fact = _case_of(cause), cause.fact
    if any(each.cause_id == cause.event_id for each in alerts_of(history, case_id)):
        return True
    further = case_state(history, case_id).further
    if further.misdirected or isinstance(fact, ConcernRaised):
        # Of a report that was joined people were told with the case it belongs to.
        return further.misdirected is not None or further.was_joined
    if isinstance(fact, joining.InvolvementReported):
        return not is_news(history, cause, fact)
    return isinstance(fact, StepDueSoon | StepOverdue) and not still_waits(ledger, history, fact)


def _case_of(cause: Recorded[object]) -> CaseId:
    if not isinstance(cause.fact, CAUSES):
        raise TypeError("nothing follows from this fact")
    return cause.fact.case_id


def _loaded(ledger: Ledger, case_id: CaseId) -> History | Erased:
    try:
        return ledger.log.load([alerts_stream(case_id), referrals_stream(case_id)])
    except WrittenByNewerProgram:
        raise  # Whoever can read all of the case knows better who has to be told.
    except Unreadable:
        # The cause was read; damage elsewhere in its case must not silence it.
        return ledger.log.load([alerts_stream(case_id)])
