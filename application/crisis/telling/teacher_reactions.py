"""What follows from acute danger by itself: the class teacher is told, and a message goes out once.

It is two facts in two steps: that somebody is told, and what goes outside because of that. So one
who is told later, when they come to the class, is sent the same.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from application.crisis.telling.class_teachers import tell_class_teachers
from application.crisis.telling.followers import FOLLOWER, answer_or_wait, rows_alone
from application.crisis.telling.outside import alerts_to
from application.ports import (
    Actor,
    Commit,
    Ledger,
    Reachable,
    Recorded,
    StreamMoved,
    Unreadable,
)
from domain.alerts.facts import ClassTeacherTold
from domain.alerts.outside import minutes_to_take
from domain.errors import NotFound, RecordDamaged, Unavailable
from domain.referrals.facts import ConcernConflictKept, ConcernRaised
from domain.referrals.joining.joining_facts import FurtherConcernJoined
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel
from domain.referrals.situations import Situation
from domain.shared import CaseId

TEACHER_CAUSES = (ClassTeacherTold,)
"""The facts from which something follows for class teachers alone."""


def then_teachers(tell: Callable[..., None]) -> Callable[..., None]:
    """Return what lets those who answer be told, and after them class teachers in acute danger.

    What keeps the teachers from being told, or a death in between, holds nobody up: the rounds that
    look whether any is to be told (infrastructure/telling_in_time.py) tell them a little later.
    """

    def answer(
        ledger: Ledger,
        actor: Actor,
        cause: Recorded[object],
        now: datetime,
        reachable: Reachable,
        *,
        follower: str = FOLLOWER,
    ) -> None:
        tell(ledger, actor, cause, now, reachable, follower=follower)
        case_id = _in_danger(cause.fact)
        if case_id is not None:
            with suppress(NotFound, StreamMoved, Unavailable, Unreadable, RecordDamaged):
                tell_class_teachers(ledger, actor, case_id, now, reachable)

    return answer


def _in_danger(fact: object) -> CaseId | None:
    """Return of which case a fact may say that the pupil is in acute danger, None where not."""
    match fact:
        case CrisisAssessed(level=CrisisLevel.RED):
            return fact.case_id
        case ConcernRaised() | FurtherConcernJoined():
            return fact.case_id if fact.situation is Situation.LIFE_IN_DANGER else None
        case ConcernConflictKept():
            return _in_danger(fact.kept)
        case _:
            return None


def react_for_teachers(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    _reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record the rows of what goes out to teachers who were told; once.

    While that cannot be done, it is set aside: no other child's worry waits for that.

    Raises: StreamMoved when another process did it meanwhile; Unavailable for what was set aside
    before; WrittenByNewerProgram; Unreadable.
    """
    told = cause.fact
    if not isinstance(told, ClassTeacherTold):
        raise TypeError("no class teacher was told by this fact")
    case_id, told_ids = told.case_id, told.told_ids

    def made() -> Commit:
        minutes = minutes_to_take(CrisisLevel.RED, ledger.rules)
        # What a group reads is no way to tell one teacher: nobody knows who else is in it.
        alerts = alerts_to(
            ledger, cause.event_id, case_id, told_ids, minutes, shared_is_closed=True
        )
        return rows_alone(actor, cause, now, alerts, follower=follower)

    answer_or_wait(ledger, actor, cause, now, made, follower=follower)
