"""Invented pauses of two cases: one that somebody agreed to, one that waits for another person."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from application.crisis.clocks import pauses
from domain.days import local_day
from domain.referrals.school.pause_facts import PauseReason
from domain.referrals.school.pause_state import AgreeToPause, ProposePause
from domain.referrals.steps import Step
from domain.shared import PauseId
from infrastructure.demo.caseload import Act
from infrastructure.demo.crises import case_id
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import Colleague

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_AGREED, _WAITING = 7, 6
"""The numbers of the cases."""


def paused_steps(people: tuple[Colleague, ...], now: datetime) -> Iterator[Act]:
    """Yield what was proposed by whoever has the case, and that another person agreed."""
    at = {each.login: each.actor for each in people}
    lead, psychology = at["lead"], at["psychology"]
    away = _proposal(
        _AGREED, PauseReason.FAMILY_AWAY, now + 6 * _DAY, "随妈妈到南宁探亲一周，每天和老师视频。"
    )
    agreed = AgreeToPause(case_id=away.case_id, pause_id=away.pause_id)
    waiting = _proposal(
        _WAITING, PauseReason.OTHER, now + 5 * _DAY, "刚回访过，情况平稳；家里请下周再来。"
    )
    yield now - 26 * _HOUR, lambda to, when: pauses.propose_pause(to, lead, away, when)
    yield now - 25 * _HOUR, lambda to, when: pauses.agree_to_pause(to, psychology, agreed, when)
    yield now - _HOUR, lambda to, when: pauses.propose_pause(to, lead, waiting, when)


def _proposal(number: int, reason: PauseReason, until: datetime, why: str) -> ProposePause:
    return ProposePause(
        case_id=case_id(number),
        pause_id=PauseId(demo_id("pause", number)),
        step=Step.FOLLOWED_UP,
        reason=reason,
        until_on=local_day(until),
        why=why,
    )
