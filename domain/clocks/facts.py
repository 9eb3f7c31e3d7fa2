"""What is recorded of the clocks of a case: that a step is due soon, and that it is overdue.

Neither is ever taken back. A step that is done late was overdue all the same.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.steps import Step as Step
from domain.shared import CaseId, ChildId

AT_HOSPITAL = (Step.RECEIVED, Step.SEEN, Step.FEEDBACK)
"""What the hospital that has the referral must do."""


BY_DAYS = frozenset(
    {
        *(Step.CHASED, Step.FEEDBACK, Step.FOLLOWED_UP),
        *(Step.LEAVE_OVER, Step.RETURN_REVIEWED, Step.APPEAL_REVIEWED, Step.SUPPORT_REVIEWED),
        Step.CLOSED,
    }
)
"""What is due by the end of a day at every level."""
_BY_DAYS_BUT_AT_RED = frozenset({Step.DECIDED, Step.TALKED_AGAIN})
"""What takes several people, or a family that will talk: at night none of them is there."""


def is_by_days(step: Step, level: CrisisLevel) -> bool:
    """Return whether nobody is called for a step again and again at night."""
    return step in BY_DAYS or (step in _BY_DAYS_BUT_AT_RED and level is not CrisisLevel.RED)


AFTER_VISIT = frozenset(
    {
        *(Step.FEEDBACK, Step.FOLLOWED_UP, Step.LEAVE_OVER),
        *(Step.RETURN_REVIEWED, Step.APPEAL_REVIEWED, Step.SUPPORT_REVIEWED),
        Step.CLOSED,
    }
)
"""What is left to do once a hospital saw the child, whatever the level still is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDueSoon:
    """Most of the time for a step has passed and it is not done.

    `level` is by which it runs: as assessed, or provisional by how things stand for the child.
    """

    case_id: CaseId
    child_id: ChildId
    step: Step
    level: CrisisLevel
    is_provisional: bool
    began_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOverdue:
    """A step was not done by `due_at`, as far as was known then.

    `tier` counts from 1: with each the step has been left longer, and more people are told.
    """

    case_id: CaseId
    child_id: ChildId
    step: Step
    level: CrisisLevel
    is_provisional: bool
    began_at: datetime
    due_at: datetime
    tier: int


ClocksEvent = StepDueSoon | StepOverdue
