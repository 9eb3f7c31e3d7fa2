"""Two hundred cases of one year, each with what is done of it and when; nothing of it is chance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.clocks.facts import Step
from domain.referrals.aftercare_facts import CaseClosed, FollowUpDone, FollowUpOutcome
from domain.referrals.facts import Situation
from domain.referrals.guardian_facts import GuardianInformed, TellingMeans
from domain.referrals.hospital_facts import Basis
from domain.referrals.level_facts import CrisisLevel
from domain.shared import ClosingId, FollowUpId, TellingId
from tests.case_examples import ACKNOWLEDGED, CASE, CRISIS_LEAD, ISSUED_IN_DANGER, ISSUED_ON_CONSENT
from tests.case_examples import TAKEN as TAKEN_BY_LEAD
from tests.domain.clocks.examples import found, worry
from tests.domain.clocks.year_by_hand import (
    DAY,
    HOUR,
    LOCAL,
    LOOKED_AFTER,
    MINUTE,
    MINUTES_OR_DAYS,
    ORANGE,
    RED,
    YELLOW,
    Phase,
    later,
    midnight_after,
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

    `found` is the level of the assessment, None = no crisis. What a hospital does begins with the
    referral; so many follow-ups are done on their day (`steady`), then none is.
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

    @property
    def level(self) -> CrisisLevel:
        """By which level clocks run once it is assessed."""
        return self.found or YELLOW

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
        *(_of_hospital(course) if course.basis else ()),
    ]
    return sorted(facts, key=lambda each: each[0])


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


# ── what is due, by hand ─────────────────────────────────────────────────────────────────────────


def phases_of_course(course: Course) -> list[list[Phase]]:
    """Return each step as it runs, and by when it is due in each part of that time."""
    assessed_at, informed_at = course.at + course.assessed, course.at + course.informed
    told_by = min(informed_at, assessed_at if course.found is None else informed_at)
    return [
        _first_step(course, Step.TAKEN, course.at + course.taken),
        _first_step(course, Step.ASSESSED, assessed_at),
        _first_step(course, Step.GUARDIAN_INFORMED, told_by),
        *([[each] for each in _by_hospital(course)] if course.basis else []),
    ]


def _first_step(course: Course, step: Step, done_at: datetime) -> list[Phase]:
    at, first = course.at, AS[course.situation]
    changes_at = min(at + course.assessed, done_at)
    due_at = later(at, MINUTES_OR_DAYS[step, first])
    phases = [Phase(step, first, at, at, due_at, at, changes_at)]
    if changes_at < done_at:
        from_at = changes_at if _is_graver(course.level, first) else at
        due_then = later(from_at, MINUTES_OR_DAYS[step, course.level])
        if from_at == changes_at and due_then >= due_at:
            from_at, due_then = at, due_at
        phases.append(Phase(step, course.level, at, from_at, due_then, changes_at, done_at))
    return phases


def _is_graver(level: CrisisLevel, than: CrisisLevel) -> bool:
    order = [RED, ORANGE, YELLOW]
    return order.index(level) < order.index(than)


def _by_hospital(course: Course) -> Iterator[Phase]:
    level, issued_at, seen_at = course.level, course.issued_at, course.seen_at
    received_at = issued_at + course.hospital
    within = 30 * MINUTE if course.basis is Basis.EMERGENCY else 1
    yield _whole(Step.RECEIVED, level, issued_at, later(issued_at, within), received_at)
    due_at = later(received_at, MINUTES_OR_DAYS[Step.SEEN, level])
    yield _whole(Step.SEEN, level, received_at, due_at, seen_at)
    due_at = later(seen_at, MINUTES_OR_DAYS[Step.FEEDBACK, level])
    yield _whole(Step.FEEDBACK, level, seen_at, due_at, seen_at + course.hospital)
    begins_at = seen_at
    for number, at in enumerate(course.followed_on):
        ends_at = at if number < course.steady else course.over_at
        due_at = midnight_after(at.date())
        if begins_at < course.over_at:
            yield _whole(Step.FOLLOWED_UP, level, begins_at, due_at, min(ends_at, course.over_at))
        begins_at = ends_at


def _whole(
    step: Step, level: CrisisLevel, at: datetime, due_at: datetime, to_at: datetime
) -> Phase:
    return Phase(step, level, at, at, due_at, at, to_at)
