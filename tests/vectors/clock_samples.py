"""The samples of what is said of deadlines; all invented."""

from collections.abc import Mapping
from datetime import UTC, datetime

from domain.clocks import facts as clocks
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, ChildId
from tests.vectors.ids import sample_id

CASE, CHILD = CaseId(sample_id(61)), ChildId(sample_id(21))
RAISED_AT = datetime(2026, 3, 14, 4, 35, tzinfo=UTC)

CLOCK_SAMPLES: Mapping[str, object] = {
    "clocks.step_due_soon.1": clocks.StepDueSoon(
        case_id=CASE,
        child_id=CHILD,
        step=clocks.Step.ASSESSED,
        level=CrisisLevel.ORANGE,
        is_provisional=True,
        began_at=RAISED_AT,
        due_at=datetime(2026, 3, 15, 4, 35, tzinfo=UTC),
    ),
    "clocks.step_overdue.1": clocks.StepOverdue(
        case_id=CASE,
        child_id=CHILD,
        step=clocks.Step.TAKEN,
        level=CrisisLevel.RED,
        is_provisional=False,
        began_at=RAISED_AT,
        due_at=datetime(2026, 3, 14, 4, 45, tzinfo=UTC),
        tier=2,
    ),
}
