"""Two hundred cases of one year, each with what is done of it and when; nothing of it is chance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.referrals.facts import Situation
from domain.referrals.family.guardian_facts import (
    ChildAccompanied,
    GuardianInformed,
    TellingMeans,
)
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.returning.aftercare_facts import CaseClosed, FollowUpDone, FollowUpOutcome
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.shared import ClosingId, CompanyId, FollowUpId, PanelId, PersonId, TellingId
from tests.case_examples import ACKNOWLEDGED, CASE, CRISIS_LEAD, ISSUED_IN_DANGER, ISSUED_ON_CONSENT
from tests.case_examples import TAKEN as TAKEN_BY_LEAD
from tests.domain.clocks.examples import found, worry
from tests.domain.clocks.year_by_hand import (
    DAY,
    HOUR,
    LOCAL,
    LOOKED_AFTER,
    MINUTE,
    ORANGE,
    RED,
    SUPPORTED_FOR,
    YELLOW,
)
from tests.examples import CHILD, example_id
from tests.feedback_examples import NO_STATEMENT
from tests.hospital_examples import ATTENDED

AS = {
    Situation.LIFE_IN_DANGER: RED,
    Situation.SUSPECTED_HARM: ORANGE,
    Situation.NOBODY_CARING: ORANGE,
    Situation.SOMEWHAT_WORRIED: YELLOW,
}
SITUATIONS = tuple(AS)
FOUND = (RED, ORANGE, YELLOW, None)
DELAYS = (4 * MINUTE, 9 * MINUTE, 33 * MINUTE, 100 * MINUTE, 7 * HOUR, 30 * HOUR, 6 * DAY)


WHOLE_YEAR = 400 * DAY


@dataclass(frozen=True)
class Course:
    """One case: when it was raised, and after what time each thing was done.

    Somebody is said to be with the child after `company`, or nobody ever is.
    `found` is the level of the assessment, None = no crisis. What a hospital does begins with the
    referral, without which a panel decides on support at school; so many follow-ups are done on
    their day (`steady`), then none is.
    """

    at: datetime
    situation: Situation
    found: CrisisLevel | None
    taken: timedelta
    assessed: timedelta
    informed: timedelta
    basis: Basis | None
    issued: timedelta
    hospital: timedelta
    steady: int
    over: timedelta
    company: timedelta | None

    @property
    def level(self) -> CrisisLevel:
        """By which level clocks run once it is assessed."""
        return self.found or YELLOW

    @property
    def company_at(self) -> datetime | None:
        return None if self.company is None else self.at + self.company

    @property
    def over_at(self) -> datetime:
        return self.at + self.over

    @property
    def issued_at(self) -> datetime:
        return self.at + self.issued

    @property
    def seen_at(self) -> datetime:
        return self.issued_at + 3 * self.hospital

    @property
    def followed_on(self) -> list[datetime]:
        """Ten in the morning of each day on which the child is to be looked after."""
        at_ten = self.seen_at.astimezone(LOCAL).replace(hour=10, minute=0)
        return [at_ten + days * DAY for days in LOOKED_AFTER[self.level]]


def course_number(number: int, first_at: datetime, apart: timedelta) -> Course:
    """Return one of many courses: each part of them repeats after another number of cases."""
    situation, level = SITUATIONS[number % 4], FOUND[number // 3 % 4]
    # Where more are told every ten minutes a year would be long.
    longest = 7 * HOUR if RED in (AS[situation], level) else 6 * DAY

    def delay(of: int) -> timedelta:
        return min(DELAYS[of % len(DELAYS)], longest)

    assessed = delay(number)
    return Course(
        at=first_at + apart * number + (number * 397 % 1_440) * MINUTE,
        situation=situation,
        found=level,
        taken=delay(number // 2),
        assessed=assessed,
        informed=delay(number * 3) + MINUTE,
        basis=(Basis.EMERGENCY, None, Basis.CONSENT)[number % 3],
        issued=assessed + delay(number // 5),
        hospital=min(delay(number // 4), 30 * HOUR),
        steady=len(LOOKED_AFTER[RED]) if number == 0 else number % 9,
        over=WHOLE_YEAR if number == 0 else assessed + (20 + number % 5 * 20) * DAY,
        company=None if number % 5 == 0 else delay(number // 6) + 2 * MINUTE,
    )


# ── what is recorded ─────────────────────────────────────────────────────────────────────────────

Fact = tuple[datetime, object]


def facts_of_course(course: Course) -> list[Fact]:
    """Return what is recorded of a case, in the order in which it is."""
    at = course.at
    told = GuardianInformed(
        case_id=CASE,
        child_id=CHILD,
        telling_id=TellingId(example_id(821)),
        informed_by=CRISIS_LEAD,
        relation_code="52",
        is_guardian=True,
        means=TellingMeans.PHONE,
        informed_at=at + course.informed,
        not_suspected=False,
    )
    assessed_at = at + course.assessed
    closed = CaseClosed(
        case_id=CASE, child_id=CHILD, closing_id=ClosingId(example_id(878)), closed_by=CRISIS_LEAD
    )
    facts: list[Fact] = [
        (at, worry(course.situation)),
        (at + course.taken, TAKEN_BY_LEAD),
        (assessed_at, found(course.found, assessed_at)),
        (at + course.informed, told),
        (course.over_at, closed),
        *_with_child(course),
        *(_of_hospital(course) if course.basis else [(course.issued_at, _supported(course))]),
    ]
    return sorted(facts, key=lambda each: each[0])


def _with_child(course: Course) -> Iterator[Fact]:
    if course.company_at is not None:
        there = ChildAccompanied(
            case_id=CASE,
            child_id=CHILD,
            company_id=CompanyId(example_id(826)),
            said_by=CRISIS_LEAD,
            since_at=course.company_at,
            with_id=CRISIS_LEAD,
        )
        yield course.company_at, there


def _supported(course: Course) -> PanelDecided:
    days = SUPPORTED_FOR[course.level]
    return PanelDecided(
        case_id=CASE,
        child_id=CHILD,
        panel_id=PanelId(example_id(831)),
        member_ids=(CRISIS_LEAD, PersonId(example_id(121))),
        met_at=course.issued_at,
        decision=PanelDecision.IN_SCHOOL_SUPPORT,
        why="先在学校支持。",
        supported_by=CRISIS_LEAD,
        review_on=(course.issued_at.astimezone(LOCAL) + days * DAY).date(),
    )


def _of_hospital(course: Course) -> Iterator[Fact]:
    issued = ISSUED_IN_DANGER if course.basis is Basis.EMERGENCY else ISSUED_ON_CONSENT
    yield course.issued_at, issued
    yield course.issued_at + course.hospital, ACKNOWLEDGED
    yield course.seen_at, replace(ATTENDED, attended_at=course.seen_at)
    yield course.seen_at + course.hospital, NO_STATEMENT
    for number, at in enumerate(course.followed_on[: course.steady]):
        yield (
            at,
            FollowUpDone(
                case_id=CASE,
                child_id=CHILD,
                follow_up_id=FollowUpId(example_id(6_000 + number)),
                done_by=CRISIS_LEAD,
                done_at=at,
                outcome=FollowUpOutcome.STEADY,
                child_seen=True,
            ),
        )
