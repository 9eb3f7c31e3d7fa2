"""How the rules of pauses are asked, on the facts of a case and on the deadlines that they make."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import cast

from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.pausing import (
    Pausing,
    agree_to_pause,
    decline_pause,
    end_pause,
    propose_pause,
)
from domain.days import end_of_day
from domain.referrals.facts import ReferralsEvent
from domain.referrals.rules import Answer
from domain.referrals.school.pause_state import AgreeToPause, DeclinePause, EndPause, ProposePause
from domain.referrals.state import NO_CASE, CaseState, evolve
from domain.shared import PersonId
from tests.case_examples import CASE, CRISIS_LEAD
from tests.examples import RULES
from tests.level_examples import PSYCHOLOGIST
from tests.pause_examples import (
    AT_HOSPITAL,
    DECLINED,
    PAUSE,
    PAUSED,
    PAUSED_AT,
    PROPOSED,
    PROPOSED_AT,
    UNTIL_ON,
    WAITING,
)
from tests.spec import Spec, When

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
ASKED = ProposePause(
    case_id=CASE,
    pause_id=PAUSE,
    step=PROPOSED.step,
    reason=PROPOSED.reason,
    until_on=UNTIL_ON,
    why=PROPOSED.why,
)
Timed = Sequence[tuple[datetime, object]]
Asked = Callable[[CaseState, Pausing], Answer]
DUE_AT = end_of_day(date(2026, 3, 24))


def asking(
    facts: Timed,
    asked: Asked,
    by: PersonId,
    now: datetime,
    kept_out: frozenset[PersonId] = frozenset(),
) -> When[CaseState, ReferralsEvent]:
    """Let a rule decide on the facts of a case and on the deadlines that they make."""
    pausing = Pausing(
        by=by,
        now=now,
        rules=RULES,
        deadlines=deadlines(course_of(facts, RULES), RULES, WEEKENDS_ONLY),
        kept_out=kept_out,
    )
    known = [cast("ReferralsEvent", fact) for _at, fact in facts]
    return CASES.given(*known).when(lambda state: asked(state, pausing))


def proposing(
    *facts: tuple[datetime, object],
    request: ProposePause = ASKED,
    by: PersonId = CRISIS_LEAD,
    now: datetime = PROPOSED_AT,
) -> When[CaseState, ReferralsEvent]:
    return asking(
        facts or AT_HOSPITAL, lambda state, how: propose_pause(state, request, how), by, now
    )


def agreeing(
    *facts: tuple[datetime, object],
    by: PersonId = PSYCHOLOGIST,
    now: datetime = PAUSED_AT,
    kept_out: frozenset[PersonId] = frozenset(),
) -> When[CaseState, ReferralsEvent]:
    request = AgreeToPause(case_id=CASE, pause_id=PAUSE)
    return asking(
        facts or WAITING, lambda state, how: agree_to_pause(state, request, how), by, now, kept_out
    )


def declining(
    *facts: tuple[datetime, object], by: PersonId = PSYCHOLOGIST, why: str = DECLINED.why
) -> When[CaseState, ReferralsEvent]:
    request = DeclinePause(case_id=CASE, pause_id=PAUSE, why=why)
    return asking(
        facts or WAITING,
        lambda state, how: decline_pause(state, request, by=how.by),
        by,
        PAUSED_AT,
    )


def ending(
    *facts: tuple[datetime, object],
    by: PersonId = CRISIS_LEAD,
    now: datetime = PAUSED_AT + timedelta(days=1),
) -> When[CaseState, ReferralsEvent]:
    request = EndPause(case_id=CASE, pause_id=PAUSE)
    return asking(facts or PAUSED, lambda state, how: end_pause(state, request, how), by, now)
