"""The permanent names of what is stored of the clocks of cases: only ever added to."""

from domain.clocks.facts import StepDueSoon, StepOverdue
from domain.referrals.school.pause_facts import (
    PauseAgreed,
    PauseDeclined,
    PauseEnded,
    PauseProposed,
)
from infrastructure.log.crisis_names import case_name

CLOCK_NAMES = (
    case_name("clocks.step_due_soon.1", StepDueSoon),
    case_name("clocks.step_overdue.1", StepOverdue),
)
PAUSE_NAMES = (
    case_name("referrals.pause_proposed.1", PauseProposed),
    case_name("referrals.pause_agreed.1", PauseAgreed),
    case_name("referrals.pause_declined.1", PauseDeclined),
    case_name("referrals.pause_ended.1", PauseEnded),
)
