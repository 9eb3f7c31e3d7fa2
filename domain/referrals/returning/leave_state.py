"""What is asked about a study leave, and what the rules keep in mind of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from domain.referrals.returning.leave_facts import (
    LeaveAskedBy,
    LeaveEnd,
    LeaveEvent,
    StudyLeaveEnded,
    StudyLeaveStarted,
)
from domain.shared import CaseId, LeaveId


@dataclass(frozen=True, slots=True, kw_only=True)
class StartLeave:
    """Say that the child is on study leave, and who agreed (办休学).

    `prolongs` names the leave that lasts longer, None where a leave begins. `not_suspected` says
    that whoever recorded it made sure that no report means who agreed.
    """

    case_id: CaseId
    leave_id: LeaveId
    asked_by: LeaveAskedBy
    from_on: date
    until_on: date
    relation_code: str
    is_guardian: bool
    agreed_on: date
    class_agreed_on: date
    prolongs: LeaveId | None = None
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLeave:
    """Say that the leave is over (结束休学)."""

    case_id: CaseId
    leave_id: LeaveId
    ended_on: date
    reason: LeaveEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """The leaves so far, and in `running` the one that the child is on."""

    started: Mapping[LeaveId, StudyLeaveStarted] = field(default_factory=dict)
    ended: Mapping[LeaveId, StudyLeaveEnded] = field(default_factory=dict)
    running: StudyLeaveStarted | None = None


NO_LEAVES = Leaves()


def evolve_leaves(known: Leaves, event: LeaveEvent) -> Leaves:
    """Return what is known after one more fact."""
    match event:
        case StudyLeaveStarted():
            started = {**known.started, event.leave_id: event}
            return replace(known, started=started, running=event)
        case StudyLeaveEnded():
            return replace(known, ended={**known.ended, event.leave_id: event}, running=None)
        case _:
            assert_never(event)
