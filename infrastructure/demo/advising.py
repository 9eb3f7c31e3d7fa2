"""What the invented health vice principal did at the first school, in the half year before."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from application.ports import Ledger
from application.school_health.duty_log import correct_health_duty, log_health_duty
from domain.advising.facts import Audience, HealthDuty, HealthDutyKind, Present
from domain.advising.state import CorrectHealthDuty, LogHealthDuty
from domain.days import local_day
from domain.shared import CorrectionId, HealthDutyId
from infrastructure.demo.caseload import Act
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import Colleague

_KIND = HealthDutyKind
_PUPILS, _TEACHERS, _PARENTS = Audience
# Days ago, what kind, what in one line, minutes, who was there.
_DONE = (
    (150, _KIND.SCHOOL_VISIT, "看了食堂、宿舍和饮水", 90, ()),
    (118, _KIND.HEALTH_EDUCATION, "青春期卫生", 40, (Present(_PUPILS, 92),)),
    (88, _KIND.MEETING, "学期工作会，定了转介绿色通道的联系人", 60, (Present(_TEACHERS, 12),)),
    (61, _KIND.INFECTIOUS_DISEASE, "流感季晨检怎么做", 45, (Present(_TEACHERS, 30),)),
    (
        33,
        _KIND.CRISIS_TRAINING,
        "怎样看出学生可能有心理危机，先找谁",
        90,
        (Present(_TEACHERS, 41),),
    ),
    (9, _KIND.MENTAL_HEALTH, "考试前紧张怎么办", 40, (Present(_PUPILS, 47), Present(_PARENTS, 6))),
)


def duties_done(people: tuple[Colleague, ...], now: datetime) -> Iterator[Act]:
    """Yield each entry of the log when it was made, and one correction."""
    adviser = next(each for each in people if each.login == "health")
    for number, (days, kind, what, minutes, present) in enumerate(_DONE):
        # Each was logged the evening after; the first a week late.
        at = now - timedelta(days=days - (7 if number == 0 else 0))
        on = local_day(now - timedelta(days=days))
        duty = HealthDuty(kind=kind, held_on=on, what=what, minutes=minutes, present=present)
        yield at, _logged(adviser, number, duty)
    days, kind, what, minutes, _present = _DONE[3]
    right = HealthDuty(
        kind=kind,
        held_on=local_day(now - timedelta(days=days)),
        what=what,
        minutes=minutes,
        present=(Present(_TEACHERS, 33),),
    )
    yield now - timedelta(days=days - 1), _corrected(adviser, 3, right)


def _logged(
    adviser: Colleague, number: int, duty: HealthDuty
) -> Callable[[Ledger, datetime], object]:
    request = LogHealthDuty(
        school_id=adviser.place_id,
        health_duty_id=HealthDutyId(demo_id("health duty", number)),
        duty=duty,
    )

    def act(ledger: Ledger, at: datetime) -> None:
        log_health_duty(ledger, adviser.actor, request, at)

    return act


def _corrected(
    adviser: Colleague, number: int, duty: HealthDuty
) -> Callable[[Ledger, datetime], object]:
    request = CorrectHealthDuty(
        school_id=adviser.place_id,
        health_duty_id=HealthDutyId(demo_id("health duty", number)),
        correction_id=CorrectionId(demo_id("health duty corrected", number)),
        duty=duty,
        why="签到表上是33位老师。",
    )

    def act(ledger: Ledger, at: datetime) -> None:
        correct_health_duty(ledger, adviser.actor, request, at)

    return act
