"""Example values for pauses of a case's clocks: on its page, on the desk, and the forms."""

from dataclasses import replace
from datetime import date, timedelta

from api.view_models.crisis.clocks import ClockLine
from api.view_models.crisis.pause_lines import PauseLines, WaitingPause
from api.view_models.crisis.pauses import ProposePausePage, SettlePausePage
from api.view_models.forms import FieldError, Form, typed
from api.view_models.shell import PageModel
from domain.clocks.facts import Step
from domain.days import end_of_day
from domain.referrals.levels.level_facts import CrisisLevel
from tests import examples as e
from tests import pause_examples as pauses
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_cases import CASE_TAKEN, HEAD, entries
from tests.api.showcases.showcase_duty import DESK, LINES

TO_SEE = ClockLine(
    step=Step.SEEN,
    level=CrisisLevel.YELLOW,
    now=pauses.PAUSED_AT,
    soon_at=end_of_day(date(2026, 3, 21)),
    due_at=end_of_day(date(2026, 3, 24)),
)
PAUSED = replace(
    TO_SEE,
    soon_at=end_of_day(date(2026, 3, 27)),
    due_at=end_of_day(date(2026, 3, 31)),
    paused_until=end_of_day(pauses.UNTIL_ON),
    pauses=(
        (e.NOW, e.NOW + timedelta(days=1)),
        (pauses.PAUSED_AT - timedelta(hours=3), pauses.PAUSED_AT),
    ),
    times_paused=2,
    pause_id=pauses.PAUSE,
)
REVIEW = replace(TO_SEE, step=Step.SUPPORT_REVIEWED, due_at=end_of_day(date(2026, 4, 7)))
RECEIPT = replace(TO_SEE, step=Step.RECEIVED, due_at=end_of_day(date(2026, 3, 14)))
LATE = replace(TO_SEE, step=Step.FOLLOWED_UP, due_at=e.NOW)
WAITING = WaitingPause(
    proposed=pauses.PROPOSED, proposer="示例危机负责人", due_at=TO_SEE.due_at, may_agree=True
)
OWN = WaitingPause(
    proposed=replace(pauses.PROPOSED, step=Step.SUPPORT_REVIEWED, why="放假。" + MARKUP),
    proposer=LONG_NAME,
)
PROPOSE = ProposePausePage(
    case=HEAD,
    now=pauses.PROPOSED_AT,
    pause_id=pauses.PAUSE,
    steps=(TO_SEE, REVIEW),
    others=((RECEIPT, "receipt_never_pauses"), (LATE, "step_paused_enough")),
    last_on=date(2026, 3, 26),
    form=Form(),
)
SETTLE = SettlePausePage(
    case=HEAD,
    now=pauses.PAUSED_AT,
    pause_id=pauses.PAUSE,
    waiting=WAITING,
    form=Form(typed(decision="decline")),
)
_OVER = Form({}, (FieldError(field="", code="pause_lapsed"),))

PAGES: dict[str, PageModel] = {
    "case-paused": replace(
        CASE_TAKEN,
        clocks=(PAUSED, replace(PAUSED, step=Step.FEEDBACK, paused_until=None, pause_id=None)),
        pauses=PauseLines(may_propose=True, may_settle=True),
        entries=entries(pauses.PROPOSED, pauses.AGREED, pauses.DECLINED, pauses.ENDED),
    ),
    "case-pause-waits": replace(
        CASE_TAKEN,
        clocks=(TO_SEE, REVIEW),
        pauses=PauseLines(waiting=(WAITING, OWN), may_settle=True),
    ),
    "case-pause-waits-for-others": replace(
        CASE_TAKEN, clocks=(TO_SEE,), pauses=PauseLines(waiting=(WAITING,))
    ),
    "desk-paused": replace(
        DESK,
        lines=(
            replace(LINES[0], clock=replace(PAUSED, times_paused=1), paused=(PAUSED,)),
            replace(LINES[1], clock=LATE, paused=(PAUSED,)),
            *LINES[2:],
        ),
    ),
    "propose-pause": PROPOSE,
    "propose-pause-wrong": replace(
        PROPOSE,
        form=Form(
            typed(paused_until_on="2026-04-30", why=" "),
            (
                FieldError(field="paused_step", code="required"),
                FieldError(field="pause_reason", code="required"),
                FieldError(
                    field="paused_until_on", code="pause_too_long", parameters={"at_most": 14}
                ),
                FieldError(field="why", code="required"),
            ),
        ),
    ),
    "propose-pause-none": replace(PROPOSE, steps=()),
    "settle-pause": SETTLE,
    "settle-pause-own": replace(SETTLE, waiting=OWN, form=Form()),
    "settle-pause-lapsed": replace(SETTLE, waiting=None, form=_OVER),
}
