"""What follows from a proposal by itself: who may agree has word, and a message goes out, once."""

from datetime import datetime
from uuid import uuid5

from application.crisis.cases.cases import OpenCase, open_case
from application.crisis.clocks.proposals import PROPOSED, second_people_of, waiting_in
from application.crisis.telling.followers import FOLLOWER, answer_or_wait
from application.crisis.telling.outside import alerts_to
from application.crisis.telling.outside_rows import Alert
from application.ports import (
    Actor,
    Commit,
    Context,
    FollowUp,
    Ledger,
    Reachable,
    Recorded,
)
from application.states import alerts_stream, referrals_stream
from domain.alerts.word_facts import SecondPersonTold
from domain.shared import RequestId


def react_to_proposal(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record who has word that a proposal waits for them, with a row for each of them; once.

    While it cannot be told who is on duty, it is set aside.

    Raises: StreamMoved when another process did it, or the case moved, meanwhile; Unavailable for
    what was set aside before; WrittenByNewerProgram; Unreadable.
    """
    fact = cause.fact
    if not isinstance(fact, PROPOSED):
        raise TypeError("this fact proposes nothing")
    case_id = fact.case_id

    def made() -> Commit | None:
        case = open_case(ledger, case_id)
        told = _told(ledger, case, cause, now, reachable)
        if told is None:
            return None
        rows = _rows(ledger, told)
        follows = FollowUp(follower=follower, position=cause.position, alerts=rows)
        return _commit(ledger, actor, case, told, now, follows)

    answer_or_wait(ledger, actor, cause, now, made, follower=follower)


def _told(
    ledger: Ledger,
    case: OpenCase,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> SecondPersonTold | None:
    """Return who has word, None where they had or nobody has to decide any more."""
    said = (each.fact for each in case.history.recorded)
    if any(isinstance(e, SecondPersonTold) and e.cause_id == cause.event_id for e in said):
        return None
    waits = {each.event_id: each.proposed for each in waiting_in(ledger, case, now)}
    if cause.event_id not in waits:
        return None
    proposed = waits[cause.event_id]
    return SecondPersonTold(
        case_id=case.concern.case_id,
        child_id=case.concern.child_id,
        cause_id=cause.event_id,
        told_ids=second_people_of(ledger, case, proposed, now, reachable),
    )


def _rows(ledger: Ledger, told: SecondPersonTold) -> tuple[Alert, ...]:
    # It waits by day: no minutes are said, and no group reads what not all of it may know.
    return alerts_to(
        ledger, told.cause_id, told.case_id, told.told_ids, None, shared_is_closed=True
    )


def _commit(
    ledger: Ledger,
    actor: Actor,
    case: OpenCase,
    told: SecondPersonTold,
    now: datetime,
    follows: FollowUp,
) -> Commit:
    streams = (alerts_stream(told.case_id), referrals_stream(told.case_id))
    return Commit(
        facts=(told,),
        expected={each: case.history.versions[each] for each in streams},
        request_id=RequestId(uuid5(told.cause_id, "second person")),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
        follows=follows,
    )
