"""Example values for deadlines on the duty desk and in a case."""

from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.clocks import ClockLine, PressingLine, PressingLines
from api.view_models.crisis.duty import case_number
from api.view_models.shell import PageModel
from domain.clocks.facts import Step, StepDueSoon, StepOverdue
from domain.referrals.levels.level_facts import CrisisLevel
from tests import examples as e
from tests.api.showcases.showcase_cases import CASE, entries
from tests.api.showcases.showcase_duty import DESK, LINES, case_id
from tests.api.showcases.showcase_pauses import PAGES as PAUSE_PAGES

TO_TAKE = ClockLine(
    step=Step.TAKEN,
    level=CrisisLevel.RED,
    now=e.NOW,
    soon_at=e.NOW - timedelta(minutes=1),
    due_at=e.NOW + timedelta(minutes=2),
    is_provisional=True,
)
TO_ASSESS = replace(
    TO_TAKE,
    step=Step.ASSESSED,
    level=CrisisLevel.YELLOW,
    soon_at=e.NOW + timedelta(days=2),
    due_at=e.NOW + timedelta(days=3),
)
NOT_RECEIVED = replace(
    TO_TAKE,
    step=Step.RECEIVED,
    level=CrisisLevel.ORANGE,
    is_provisional=False,
    due_at=e.NOW - timedelta(minutes=125),
    tier=3,
)
NOT_TALKED = replace(NOT_RECEIVED, step=Step.TALKED_AGAIN, tier=1)
TO_STAY = replace(TO_TAKE, step=Step.ACCOMPANIED)
TO_SEEK = replace(TO_TAKE, step=Step.SOUGHT_AGAIN, due_at=e.NOW + timedelta(minutes=12))
OTHER_OWED = replace(NOT_RECEIVED, step=Step.OTHER_TOLD, tier=1)
TO_DECIDE = replace(NOT_RECEIVED, step=Step.DECIDED, due_at=e.NOW + timedelta(hours=7), tier=0)
TAKEN_LATE = replace(
    TO_TAKE, due_at=e.NOW - timedelta(hours=2), done_at=e.NOW - timedelta(minutes=95), tier=2
)
ASSESSED_IN_TIME = replace(
    TO_TAKE,
    step=Step.ASSESSED,
    due_at=e.NOW - timedelta(minutes=30),
    done_at=e.NOW - timedelta(minutes=50),
    learned_at=e.NOW - timedelta(minutes=5),
    is_provisional=False,
    tier=1,
)

_CLOCKS = (TO_TAKE, None, None, TO_ASSESS, None, NOT_RECEIVED, None, None)
DESK_PRESSING = replace(
    DESK,
    lines=tuple(replace(each, clock=clock) for each, clock in zip(LINES, _CLOCKS, strict=True)),
    pressing=PressingLines(
        lines=(
            PressingLine(case_id=case_id(6), number=case_number(case_id(6)), clock=NOT_RECEIVED),
            PressingLine(case_id=case_id(1), number=case_number(case_id(1)), clock=TO_TAKE),
        ),
        soon=3,
        overdue=1,
        nobody_sweeps=True,
        years_unknown=(2027,),
    ),
)
_SOON = StepDueSoon(
    case_id=CASE.case.case_id,
    child_id=e.CHILD,
    step=Step.TAKEN,
    level=CrisisLevel.RED,
    is_provisional=True,
    began_at=e.NOW - timedelta(hours=3),
    due_at=TAKEN_LATE.due_at,
)
_OVERDUE = StepOverdue(
    case_id=_SOON.case_id,
    child_id=_SOON.child_id,
    step=_SOON.step,
    level=_SOON.level,
    is_provisional=True,
    began_at=_SOON.began_at,
    due_at=_SOON.due_at,
    tier=2,
)
CASE_WITH_CLOCKS = replace(
    CASE,
    entries=(*CASE.entries, *entries(_SOON, _OVERDUE)),
    clocks=(
        TAKEN_LATE,
        NOT_RECEIVED,
        ASSESSED_IN_TIME,
        TO_TAKE,
        TO_ASSESS,
        NOT_TALKED,
        TO_DECIDE,
        replace(TO_ASSESS, is_ended=True),
    ),
    clocks_are_damaged=True,
)
PAGES: dict[str, PageModel] = {
    "desk-pressing": DESK_PRESSING,
    "case-with-clocks": CASE_WITH_CLOCKS,
    **PAUSE_PAGES,
}
