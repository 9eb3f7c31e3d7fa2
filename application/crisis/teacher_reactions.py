"""What follows from a red level by itself: the class teacher is told, and a message goes out, once.

It is two facts in two steps: that somebody is told, and what goes outside because of that. So one
who is told later, when they come to the class, is sent the same.
"""

from datetime import datetime
from typing import cast

from application.crisis.class_teachers import tell_class_teachers
from application.crisis.followers import FOLLOWER, pass_over, set_aside
from application.crisis.outside import alerts_to
from application.ports import Actor, Commit, FollowUp, Ledger, Reachable, Recorded
from domain.alerts.facts import ClassTeacherTold
from domain.alerts.outside import minutes_to_take
from domain.errors import NotFound, Unavailable
from domain.referrals.level_facts import CrisisAssessed, CrisisLevel
from domain.shared import RequestId

TEACHER_CAUSES = (CrisisAssessed, ClassTeacherTold)
"""The facts from which something follows for class teachers."""


def react_for_teachers(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record who is told because of `cause`, or the rows of what goes out to them; once.

    While it cannot be told who may know, it is set aside: no other child's worry waits for that.

    Raises: StreamMoved when another process did it meanwhile; Unavailable for what was set aside
    before; WrittenByNewerProgram; Unreadable.
    """
    try:
        _react(ledger, actor, cause, now, reachable, follower)
    except Unavailable:
        if follower != FOLLOWER:
            raise  # It goes on waiting.
        set_aside(ledger, actor, cause.position, now)


def _react(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    follower: str,
) -> None:
    match cause.fact:
        case ClassTeacherTold():
            _send(ledger, actor, cause, cause.fact, now, follower)
        case CrisisAssessed(level=CrisisLevel.RED):
            _tell(ledger, actor, cause, now, reachable, follower)
        case _:
            pass_over(ledger, actor, cause.position, now, follower=follower)


def _tell(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    follower: str,
) -> None:
    case_id = cast("CrisisAssessed", cause.fact).case_id
    follows = FollowUp(follower=follower, position=cause.position)
    try:
        told = tell_class_teachers(ledger, actor, case_id, now, reachable, follows)
    except NotFound:
        told = False  # The child was erased, before or after its case was read.
    if not told:
        pass_over(ledger, actor, cause.position, now, follower=follower)


def _send(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    told: ClassTeacherTold,
    now: datetime,
    follower: str,
) -> None:
    minutes = minutes_to_take(CrisisLevel.RED, ledger.rules)
    # What a group reads is no way to tell one teacher: nobody knows who else is in it.
    alerts = alerts_to(
        ledger, cause.event_id, told.case_id, told.told_ids, minutes, shared_is_closed=True
    )
    ledger.log.append(
        Commit(
            facts=(),
            expected={},
            request_id=RequestId(cause.event_id),
            actor_id=actor.person_id,
            recorded_at=now,
            follows=FollowUp(follower=follower, position=cause.position, alerts=alerts),
        )
    )
