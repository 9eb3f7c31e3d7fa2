"""A walk of one case: who may do what, what was recorded when, and what the sweep says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeVar, cast
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from domain.access.requests import Request as Asking
from domain.access.requests import Standing
from domain.access.table import permit
from domain.calendar import WEEKENDS_ONLY
from domain.clocks.course import TURNING, Moment, course_of
from domain.clocks.deadlines import deadlines
from domain.clocks.facts import ClocksEvent
from domain.clocks.rules import NOTHING_SAID, Said, Which, after_saying, say_at, to_say, which
from domain.clocks.timing import Deadline, Timing
from domain.errors import DomainError
from domain.referrals.facts import ReferralsEvent
from domain.referrals.rules import Answer
from domain.referrals.state import NO_CASE, CaseState, evolve
from domain.shared import Known, PersonId
from tests.case_examples import (
    CASE,
    COUNTY_OFFICER,
    CRISIS_LEAD,
    DOCTOR,
    DUTY_OFFICER,
    HOSPITAL,
    LIAISON,
    OTHER_HOSPITAL,
    OTHER_LIAISON,
    SECOND_LEAD,
)
from tests.examples import CHILD, NOW, RULES, TEACHER, example_id
from tests.hospital_examples import THIRD_HOSPITAL
from tests.level_examples import PSYCHOLOGIST

THIRD_LIAISON = PersonId(example_id(7_001))
OF_HOSPITAL = {LIAISON: HOSPITAL, OTHER_LIAISON: OTHER_HOSPITAL, THIRD_LIAISON: THIRD_HOSPITAL}
LIAISON_OF = {hospital: liaison for liaison, hospital in OF_HOSPITAL.items()}
OF_COUNTY = frozenset({DUTY_OFFICER, COUNTY_OFFICER})
STANDINGS: Mapping[PersonId, frozenset[Standing]] = MappingProxyType(
    {
        CRISIS_LEAD: frozenset({Standing.CRISIS_LEAD}),
        SECOND_LEAD: frozenset({Standing.CRISIS_LEAD}),
        DUTY_OFFICER: frozenset({Standing.COUNTY_DUTY_OFFICER}),
        COUNTY_OFFICER: frozenset({Standing.COUNTY_OFFICER, Standing.NEXT_IN_LINE}),
        PSYCHOLOGIST: frozenset({Standing.PSYCHOLOGY_TEACHER}),
        DOCTOR: frozenset({Standing.HEALTH_VICE_PRINCIPAL}),
        **dict.fromkeys(OF_HOSPITAL, frozenset({Standing.HOSPITAL_LIAISON})),
        TEACHER: frozenset({Standing.RAISED_THE_CONCERN}),
    }
)
STAFF = tuple(STANDINGS)[:6]
UNKNOWN = example_id(7_002)
TIMING = Timing(RULES, WEEKENDS_ONLY)
SAID_AT_A_TIME = 8
"""So often the sweep looks at the case while time passes; then it has stood still until the end."""

people = st.sampled_from(STAFF)
whoever = st.none() | people
"""Mostly whoever has the case."""
hours_ago = st.sampled_from([0, 0, 1, 5, 30, -1])
"""How long before it is recorded something happened; -1 is a clock that is ahead."""
hospitals = st.sampled_from([HOSPITAL, OTHER_HOSPITAL, THIRD_HOSPITAL])
relations = st.sampled_from(["52", "51", "62", "85"])
"""A mother, a father, a grandmother, an aunt."""
yes_or_no = st.booleans()
liaisons = st.none() | st.none() | st.sampled_from([*OF_HOSPITAL])
"""Mostly the one of the hospital that has the referral."""

K = TypeVar("K", bound=UUID)
Decide = Callable[[CaseState], Answer]


@dataclass(frozen=True)
class Happened:
    """A fact, by whom and when it was recorded, and who was kept out by then."""

    fact: ReferralsEvent
    by: PersonId
    at: datetime
    out: frozenset[PersonId]
    before: CaseState


@dataclass
class Swept:
    """What the sweep said of each deadline."""

    facts: list[tuple[datetime, ClocksEvent]] = field(default_factory=list)
    of: dict[Which, Said] = field(default_factory=dict)

    def known(self, deadline: Deadline) -> Said:
        return self.of.get(which(deadline), NOTHING_SAID)

    def add(self, fact: ClocksEvent, now: datetime) -> None:
        self.facts.append((now, fact))
        self.of[which(fact)] = after_saying(self.of.get(which(fact), NOTHING_SAID), fact, now)


class OneCase(RuleBasedStateMachine):
    """One case, the people around it, and a sweep that may stand still for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.state = NO_CASE
        self.happened: list[Happened] = []
        self.course: list[Moment] = []
        self.deadlines: tuple[Deadline, ...] = ()
        self.sweeps = True
        self.swept = Swept()
        self.out: frozenset[PersonId] = frozenset()
        self.taken: list[tuple[int, PersonId, Asking, Decide]] = []
        self.overdue: set[Which] = set()
        self.answer = ""
        self.made_sure = False
        self._ids = iter(range(100_000, 200_000))

    # ── how it is recorded ───────────────────────────────────────────────────────────────────────

    def new_id(self) -> UUID:
        return example_id(next(self._ids))

    def ago(self, hours: int) -> datetime:
        return self.now - timedelta(hours=hours)

    def someone(self, by: PersonId | None) -> PersonId:
        """Return who is meant, or whoever has the case."""
        return by or self.state.owner_id or CRISIS_LEAD

    def liaison(self, by: PersonId | None) -> PersonId:
        issued = self.state.issued
        return by or LIAISON_OF[issued.hospital_id if issued else HOSPITAL]

    @property
    def referrals(self) -> int:
        """How often the child was referred, declined or worse again: such acts may come anew."""
        return len(self.state.at_hospital.sent_to) + len(self.state.at_hospital.over)

    def act(self, by: PersonId, asking: Asking, decide: Decide) -> None:
        """Let somebody do something where the table lets them."""
        facts = self.answered(by, asking, decide)
        self.record(by, facts)
        if facts:
            self.taken.append((self.referrals, by, asking, decide))

    def answered(self, by: PersonId, asking: Asking, decide: Decide) -> tuple[ReferralsEvent, ...]:
        if not permit(asking, STANDINGS[by], recused=by in self.out).allowed:
            self.answer = "standing_not_enough"
            return ()
        return self.tried(decide)

    def tried(self, decide: Decide) -> tuple[ReferralsEvent, ...]:
        """Return the new facts that a rule answers with, and keep in mind how it answered."""
        try:
            answer = decide(self.state)
        except DomainError as refusal:
            self.answer = refusal.code
            return ()
        self.answer = "known" if isinstance(answer, Known) else "recorded"
        return () if isinstance(answer, Known) else answer

    def record(self, by: PersonId, facts: tuple[ReferralsEvent, ...]) -> None:
        for fact in facts:
            self.happened.append(Happened(fact, by, self.now, self.out, self.state))
            self.state = evolve(self.state, fact)
        turning = [(self.now, each) for each in facts if isinstance(each, TURNING)]
        if turning:
            self.course += course_of(turning, RULES)
            self.deadlines = deadlines(self.course, RULES, WEEKENDS_ONLY)

    @property
    def running(self) -> list[Deadline]:
        return [each for each in self.deadlines if each.is_running]

    # ── time passes ──────────────────────────────────────────────────────────────────────────────

    @rule(
        span=st.sampled_from(
            [
                *(timedelta(minutes=5), timedelta(minutes=11), timedelta(hours=1)),
                *(timedelta(hours=3), timedelta(days=1), timedelta(days=4), timedelta(days=15)),
            ]
        )
    )
    def wait(self, span: timedelta) -> None:
        until = self.now + span
        for _each in range(SAID_AT_A_TIME):
            next_at = self.next_at()
            if not self.sweeps or next_at is None or next_at > until:
                break
            self.now = max(self.now, next_at)
            self.sweep()
        self.now = until
        self.overdue |= {which(each) for each in self.running if each.due_at < self.now}
        if self.sweeps:
            self.sweep()

    @rule(sweeps=yes_or_no)
    def stop_or_start_the_sweep(self, sweeps: bool) -> None:
        self.sweeps = sweeps

    def next_at(self) -> datetime | None:
        """Return when there is next something to say."""
        known = self.swept.known
        return min((say_at(each, known(each), TIMING) for each in self.running), default=None)

    def sweep(self) -> None:
        for each in self.deadlines:
            said = self.swept.known(each)
            fact = to_say(CASE, CHILD, each, said, self.now, TIMING)
            if fact is not None:
                self.swept.add(fact, self.now)
                self.was_said(fact, said, each)

    def was_said(self, fact: ClocksEvent, before: Said, of: Deadline) -> None:
        """Look at what was said; those who walk further look closer."""


def is_sent(case: OneCase) -> bool:
    return case.state.issued is not None


def last(of: Mapping[K, object]) -> K:
    """Return the last of what there is, or an id of which there is nothing."""
    return next(reversed([*of]), cast("K", UNKNOWN))
