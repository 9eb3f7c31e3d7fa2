"""Invented cases beyond the hospital's receipt, so that the whole way of a child is seen.

One has an appointment, one is followed up after a red crisis, one is on study leave and waits for a
panel, and one is back at school by a plan.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from application.crisis.school import leave, returning
from domain.days import local_day
from domain.referrals.hospital.feedback_facts import Fitness
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.returning.leave_facts import LeaveAskedBy, LeaveEnd
from domain.referrals.returning.leave_state import EndLeave, StartLeave
from domain.referrals.returning.return_facts import ReducedLoad, ReturnHelp
from domain.referrals.returning.return_state import PlanReturn, RequestReturn, ReviewReturn
from domain.shared import ChildId, LeaveId, ReturnId, ReviewId
from infrastructure.demo.caseload import Act, child_id_of
from infrastructure.demo.city import City
from infrastructure.demo.staffing import Colleague
from infrastructure.demo.ways import HOUR, Way

_DAY = timedelta(days=1)
_FIRST_CASE = 4
_BEGAN_DAYS_AGO = (2, 6, 30, 45)


def ways_back(city: City, people: dict[str, Colleague], now: datetime) -> list[Act]:
    """Return what became of four worries at the first school, each further on its way."""
    ways = (
        Way(_FIRST_CASE + number, pupil, people, now - days * _DAY - 2 * HOUR)
        for number, (pupil, days) in enumerate(zip(_pupils(city), _BEGAN_DAYS_AGO, strict=True))
    )
    first, second, third, fourth = ways
    return [
        *first.to_hospital(CrisisLevel.ORANGE),
        first.appointed(26 * HOUR, now + _DAY),
        *second.to_hospital(CrisisLevel.RED),
        *second.seen(5 * HOUR, Fitness.NEEDS_SUPPORT),
        *second.followed_up(5 * HOUR + _DAY, 5 * HOUR + 3 * _DAY),
        *third.to_hospital(CrisisLevel.ORANGE),
        *third.seen(2 * _DAY, Fitness.NO_STATEMENT),
        _on_leave(third, 5 * _DAY, 50 * _DAY),
        *third.followed_up(*(days * _DAY for days in (9, 16, 23, 30))),
        _asks_back(third, 29 * _DAY),
        *fourth.to_hospital(CrisisLevel.YELLOW),
        fourth.assessed(_DAY, CrisisLevel.ORANGE),
        fourth.taken(_DAY + HOUR, anew=True),
        *fourth.seen(2 * _DAY, Fitness.FIT_TO_ATTEND),
        _on_leave(fourth, 4 * _DAY, 60 * _DAY),
        *fourth.followed_up(*(days * _DAY for days in (9, 16, 23, 30, 42, 44))),
        _asks_back(fourth, 37 * _DAY),
        *_comes_back(fourth, 39 * _DAY, 41 * _DAY),
    ]


def _pupils(city: City) -> tuple[ChildId, ...]:
    """Return four pupils of the two classes of the first school, none with another worry."""
    homes = len(city.homes)
    first, second = (range(place, city.children, homes) for place in (0, homes // 2))
    return tuple(map(child_id_of, (*first[2:4], *second[1:3])))


def _on_leave(way: Way, after: timedelta, until: timedelta) -> Act:
    """Return that the child goes on study leave."""
    lead, today = way.people["lead"].actor, local_day(way.began_at + after)
    request = StartLeave(
        case_id=way.case_id,
        leave_id=LeaveId(way.id("leave")),
        asked_by=LeaveAskedBy.GUARDIAN,
        from_on=today,
        until_on=local_day(way.began_at + until),
        relation_code="52",
        is_guardian=True,
        agreed_on=today,
        class_agreed_on=today,
    )
    return way.act(after, lambda to, at: leave.start_leave(to, lead, request, at))


def _asks_back(way: Way, after: timedelta) -> Act:
    """Return that a guardian asks for the return."""
    lead = way.people["lead"].actor
    request = RequestReturn(
        case_id=way.case_id,
        return_id=ReturnId(way.id("return")),
        relation_code="52",
        is_guardian=True,
        requested_on=local_day(way.began_at + after),
    )
    return way.act(after, lambda to, at: returning.request_return(to, lead, request, at))


def _comes_back(way: Way, after: timedelta, back: timedelta) -> Iterator[Act]:
    """Yield that a panel agrees with a plan, and that the child is back."""
    lead, psychology = way.people["lead"], way.people["psychology"]
    back_on = local_day(way.began_at + back)
    plan = ReviewReturn(
        case_id=way.case_id,
        return_id=ReturnId(way.id("return")),
        review_id=ReviewId(way.id("review")),
        member_ids=(lead.person_id, psychology.person_id),
        met_at=way.began_at + after,
        outcome=PlanReturn(
            first_on=back_on,
            met_by=psychology.person_id,
            loads=(ReducedLoad.HALF_DAYS, ReducedLoad.NO_EXAMS),
            helps=(ReturnHelp.CHOOSES_SEAT, ReturnHelp.CATCH_UP_LESSONS),
        ),
    )
    over = EndLeave(
        case_id=way.case_id,
        leave_id=LeaveId(way.id("leave")),
        ended_on=back_on,
        reason=LeaveEnd.BACK_AT_SCHOOL,
    )
    yield way.act(after, lambda to, at: returning.review_return(to, lead.actor, plan, at))
    yield way.act(back, lambda to, at: leave.end_leave(to, lead.actor, over, at))
