"""What is asked about pauses of a case's clocks, for the tests of requests about a case."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from application.crisis.clocks.pauses import agree_to_pause, decline_pause, end_pause, propose_pause
from application.ports import Receipt
from domain.referrals.school.pause_facts import PauseReason
from domain.referrals.school.pause_state import AgreeToPause, DeclinePause, EndPause, ProposePause
from domain.referrals.steps import Step
from domain.shared import PauseId, PersonId
from tests import examples as given
from tests.application.casework import CASE, look_id
from tests.crisis import CRISIS_LEAD, DUTY_OFFICER
from tests.office import Office, acting

PAUSE = PauseId(given.example_id(891))
WAITING = ProposePause(
    case_id=CASE,
    pause_id=PAUSE,
    step=Step.SEEN,
    reason=PauseReason.FAMILY_AWAY,
    until_on=date(2026, 3, 20),
    why="奶奶带孩子去看爸爸妈妈。",
)


def proposed(
    office: Office,
    request: ProposePause = WAITING,
    by: PersonId = CRISIS_LEAD,
    now: datetime = given.NOW,
) -> Receipt:
    return propose_pause(office.ledger, acting(by), request, now)


def agreed(office: Office, by: PersonId = DUTY_OFFICER, now: datetime = given.NOW) -> Receipt:
    request = AgreeToPause(case_id=CASE, pause_id=PAUSE)
    return agree_to_pause(office.ledger, acting(by), request, now)


def declined(office: Office, by: PersonId = DUTY_OFFICER, now: datetime = given.NOW) -> Receipt:
    request = DeclinePause(case_id=CASE, pause_id=PAUSE, why="先看了再走。")
    return decline_pause(office.ledger, acting(by), request, now)


def ended(office: Office, by: PersonId = CRISIS_LEAD, now: datetime = given.NOW) -> Receipt:
    return end_pause(office.ledger, acting(by), EndPause(case_id=CASE, pause_id=PAUSE), now)


def _proposing(office: Office, by: PersonId) -> object:
    return proposed(office, replace(WAITING, pause_id=PauseId(look_id(by, 8))), by)


PAUSE_REQUESTS: Mapping[str, Callable[[Office, PersonId], object]] = {
    "propose a pause": _proposing,
    "agree to a pause": agreed,
    "decline a pause": declined,
    "end a pause": ended,
}
"""Each as somebody tries it who may or may not."""
