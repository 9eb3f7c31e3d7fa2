"""Invented screenings of two schools, each going another way: waiting, late, talked about, over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from application.screening import leads
from domain.codelists import Processing
from domain.days import local_day
from domain.screening.facts import DropReason, InterviewOutcome, MissedReason, ScreeningScale
from domain.screening.state import (
    DropScreeningLead,
    LeaveToWorry,
    NoteInterviewMissed,
    RecordInterview,
    RecordScreeningLead,
)
from domain.shared import CaseId, InterviewId, ScreeningId, ScreeningListId
from infrastructure.demo.caseload import Act, DemoChild
from infrastructure.demo.city import City
from infrastructure.demo.crises import case_id
from infrastructure.demo.families import taken_back
from infrastructure.demo.invented import demo_id
from infrastructure.demo.staffing import Colleague

_DAY = timedelta(days=1)


class Pupils(NamedTuple):
    """The numbers of those who were screened; all but the last are at the first school.

    `in_talks` is the pupil of the third case beyond the hospital, `in_crisis` of the second.
    """

    waiting: int
    in_talks: int
    withdrawn: int
    late: int
    supported: int
    in_crisis: int
    elsewhere: int


def screened_pupils(city: City) -> Pupils:
    """Return who was screened, by two classes of the first school and one of another county."""
    homes = len(city.homes)
    first, second = (range(place, city.children, homes) for place in (0, homes // 2))
    return Pupils(
        waiting=second[0],
        in_talks=second[1],
        withdrawn=second[2],
        late=second[3],
        supported=first[1],
        in_crisis=first[3],
        elsewhere=homes + 1,
    )


def screenings(
    city: City, children: Sequence[DemoChild], people: Sequence[Colleague], now: datetime
) -> list[Act]:
    """Return the results that were brought, and what became of them."""
    at = {each.login: each for each in people}
    pupils = screened_pupils(city)
    spring = _School(at["psychology"], at["lead"], children, now)
    other = _School(at["lead2"], at["lead2"], children, now)
    return [
        spring.brought(pupils.waiting, ScreeningScale.MHT, 60),
        spring.talked(pupils.waiting, ScreeningScale.MHT, 60, 50, InterviewOutcome.NO_CONCERN),
        spring.brought(pupils.supported, ScreeningScale.MHT, 60),
        spring.missed(pupils.supported, ScreeningScale.MHT, 60, 55, MissedReason.ABSENT),
        spring.talked(
            pupils.supported, ScreeningScale.MHT, 60, 52, InterviewOutcome.SCHOOL_SUPPORT
        ),
        spring.brought(pupils.in_talks, ScreeningScale.PHQ_A, 33),
        spring.talked(
            *(pupils.in_talks, ScreeningScale.PHQ_A, 33, 30),
            InterviewOutcome.WORRY_RAISED,
            case_id(6),
        ),
        spring.brought(pupils.late, ScreeningScale.PHQ_A, 20),
        spring.missed(pupils.late, ScreeningScale.PHQ_A, 20, 10, MissedReason.REFUSED),
        spring.brought(pupils.withdrawn, ScreeningScale.PHQ_A, 12),
        taken_back(children[pupils.withdrawn], Processing.SCREENING, now - 2 * _DAY),
        spring.brought(pupils.in_crisis, ScreeningScale.PHQ_A, 9),
        spring.left(pupils.in_crisis, ScreeningScale.PHQ_A, 9, 5, case_id(5)),
        spring.brought(pupils.waiting, ScreeningScale.SDQ, 4),
        spring.dropped(pupils.waiting, ScreeningScale.SDQ, 4),
        spring.brought(pupils.waiting, ScreeningScale.PHQ_A, 4),
        # A school without psychology teacher: its crisis lead brings results all the same.
        other.brought(pupils.elsewhere, ScreeningScale.MHT, 16),
    ]


class _School(NamedTuple):
    """Whoever talks with pupils at a school, and whoever brings their results."""

    talks: Colleague
    brings: Colleague
    children: Sequence[DemoChild]
    now: datetime

    def brought(self, pupil: int, scale: ScreeningScale, days: int) -> Act:
        """Return that a result of so many days ago is brought the day after, with a list."""
        at, actor = self.now - (days - 1) * _DAY, self.brings.actor
        request = RecordScreeningLead(
            child_id=self.children[pupil].child_id,
            screening_id=_id(pupil, scale, days),
            scale=scale,
            screened_on=local_day(self.now - days * _DAY),
            list_id=ScreeningListId(demo_id("screening list", self.brings.login, days)),
        )
        return at, lambda to, when: leads.record_screening_lead(to, actor, request, when)

    def talked(
        self,
        pupil: int,
        scale: ScreeningScale,
        days: int,
        talked_days: int,
        outcome: InterviewOutcome,
        worry: CaseId | None = None,
    ) -> Act:
        """Return that the talk was held, and with which outcome."""
        at, actor = self.now - talked_days * _DAY, self.talks.actor
        request = RecordInterview(
            child_id=self.children[pupil].child_id,
            screening_id=_id(pupil, scale, days),
            interview_id=InterviewId(demo_id("interview", pupil, scale, days, "held")),
            held_on=local_day(at),
            outcome=outcome,
            case_id=worry,
        )
        return at, lambda to, when: leads.record_interview(to, actor, request, when)

    def missed(
        self, pupil: int, scale: ScreeningScale, days: int, tried_days: int, why: MissedReason
    ) -> Act:
        """Return that a talk did not take place."""
        at, actor = self.now - tried_days * _DAY, self.talks.actor
        request = NoteInterviewMissed(
            child_id=self.children[pupil].child_id,
            screening_id=_id(pupil, scale, days),
            interview_id=InterviewId(demo_id("interview", pupil, scale, days, "missed")),
            reason=why,
            tried_on=local_day(at),
        )
        return at, lambda to, when: leads.note_interview_missed(to, actor, request, when)

    def left(
        self, pupil: int, scale: ScreeningScale, days: int, left_days: int, worry: CaseId
    ) -> Act:
        """Return that whoever answers for a worry talks with the pupil."""
        at, actor = self.now - left_days * _DAY, self.talks.actor
        request = LeaveToWorry(
            child_id=self.children[pupil].child_id,
            screening_id=_id(pupil, scale, days),
            case_id=worry,
        )
        return at, lambda to, when: leads.leave_to_worry(to, actor, request, when)

    def dropped(self, pupil: int, scale: ScreeningScale, days: int) -> Act:
        """Return that a result was of somebody else."""
        at, actor = self.now - (days - 2) * _DAY, self.talks.actor
        request = DropScreeningLead(
            child_id=self.children[pupil].child_id,
            screening_id=_id(pupil, scale, days),
            reason=DropReason.RECORDED_IN_ERROR,
        )
        return at, lambda to, when: leads.drop_screening_lead(to, actor, request, when)


def _id(pupil: int, scale: ScreeningScale, days: int) -> ScreeningId:
    return ScreeningId(demo_id("screening", pupil, scale, days))
