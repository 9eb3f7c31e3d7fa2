"""The permanent names of what is stored of the clocks of cases: only ever added to."""

from domain.clocks.facts import StepDueSoon, StepOverdue
from infrastructure.log.crisis_names import case_name

CLOCK_NAMES = (
    case_name("clocks.step_due_soon.1", StepDueSoon),
    case_name("clocks.step_overdue.1", StepOverdue),
)
