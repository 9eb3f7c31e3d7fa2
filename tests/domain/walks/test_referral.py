"""However a crisis goes: somebody answers for it, nobody ends it alone, and no clock is lost."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from application.ports import Context
from domain.clocks.facts import ClocksEvent, Step, StepDueSoon, StepOverdue
from domain.clocks.rules import Said, which
from domain.clocks.timing import Deadline
from domain.referrals.facts import ReferralsEvent
from domain.referrals.family.guardian_facts import GuardianInformed
from domain.referrals.hospital.feedback_facts import Fitness
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.returning.leave_facts import LeaveEnd
from domain.referrals.state import RaiseConcern, evolve, fold
from infrastructure.log.codec import forms_of
from tests.case_examples import (
    CASE,
    COUNTY_OFFICER,
    CRISIS_LEAD,
    DUTY_OFFICER,
    HOSPITAL,
    OTHER_HOSPITAL,
    SECOND_LEAD,
)
from tests.domain.walks.acting_at_school import ActingAtSchool
from tests.domain.walks.acting_by_link import ActingByLink
from tests.domain.walks.coming_back import ComingBack
from tests.domain.walks.escalating import Escalating
from tests.domain.walks.laws import breaches_of_law, lowers_alone
from tests.domain.walks.reporting_worries import (
    ReportingWorries,
    involved,
    may_tell,
    situations,
    worry,
)
from tests.domain.walks.signing import Signing
from tests.domain.walks.steps import check_walks
from tests.domain.walks.telling_the_family import TellingTheFamily
from tests.domain.walks.telling_the_school import TellingTheSchool

FORMS = {form.row.fact: form for form in reversed([*forms_of().values()])}
"""The form of each fact as of today, which stands before those of the past."""
NO_CONTEXT = Context()
levels = st.sampled_from([None, *CrisisLevel])
courses = st.tuples(
    st.sampled_from([0, 1, 3, 6, 9, 10, 11, 12, 13, 14, 15, 16, 18]),
    st.sampled_from(["leave", "leave", "end", "no disorder"]),
)
"""How far a case has come by the usual course before anybody does what they like."""
worries = st.builds(
    lambda situation, involved, may_tell: replace(
        worry(CASE, situation), involved=involved, may_tell_guardian=may_tell
    ),
    situations,
    involved,
    may_tell,
)


def as_stored(fact: ReferralsEvent) -> ReferralsEvent:
    form = FORMS[type(fact)]
    read, _context = form.decode(form.encode(fact, NO_CONTEXT))
    assert isinstance(read, type(fact))
    return read


class Referring(
    ReportingWorries,
    ActingAtSchool,
    TellingTheFamily,
    Signing,
    ActingByLink,
    TellingTheSchool,
    ComingBack,
    Escalating,
):
    """Everybody does what they can, in any order, and some of it is written down late."""

    def __init__(self) -> None:
        super().__init__()
        self.looked_at = 0

    @initialize(raised=worries, far=courses, level=levels, deferred=st.booleans())
    def begin(
        self,
        raised: RaiseConcern,
        far: tuple[int, str],
        level: CrisisLevel | None,
        deferred: bool,
    ) -> None:
        """Raise it, and go the course that most cases take up to some point."""
        self.say(raised)
        self.made_sure = True
        course = (
            lambda: self.take(CRISIS_LEAD),
            lambda: self.assess(None, level, 0, True),
            lambda: self.tell_the_family(None, 1, "52", True),
            lambda: self.propose(None),
            lambda: self.refer_on_consent(None, HOSPITAL, 0, "52", (OTHER_HOSPITAL,)),
            lambda: self.acknowledge(None),
            lambda: self.appoint(None, 2),
            lambda: self.wait(timedelta(hours=3)),
            lambda: self.see_or_miss_the_child(None, 0, True),
            lambda: self.tell_the_school(None, Fitness.NEEDS_SUPPORT, "52", 0),
        )
        steps, to = far
        for step in (*course, *self.towards(to, deferred=deferred))[:steps]:
            step()
        self.made_sure = False

    def towards(self, to: str, *, deferred: bool) -> Sequence[Callable[[], None]]:
        """Return how a case goes on once the child was seen."""
        if to == "leave":
            return (
                lambda: self.go_on_leave(None, "52", True, 40),
                lambda: self.ask_to_return(None, "52", True, 0),
                lambda: self.review(None, SECOND_LEAD, 5, not deferred),
                lambda: self.appeal(None, "52", True),
                lambda: self.review(DUTY_OFFICER, COUNTY_OFFICER, 5, True),
                lambda: self.come_off_leave(None, LeaveEnd.BACK_AT_SCHOOL),
            )
        if to == "end":
            return (
                lambda: self.wait(timedelta(days=15)),
                lambda: self.assess(None, None, 0, True),
                lambda: self.propose_a_drop(None),
                lambda: self.settle_the_drop(CRISIS_LEAD, True),
                lambda: self.settle_the_drop(DUTY_OFFICER, not deferred),
                lambda: self.propose_the_end(None),
                lambda: self.settle_the_end(CRISIS_LEAD, True),
                lambda: self.settle_the_end(SECOND_LEAD, not deferred),
            )
        return (lambda: self.find_no_disorder(None, "52", 0),)

    @precondition(lambda self: bool(self.taken))
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """The same is sent again, perhaps days later: nothing is recorded anew."""
        referrals, by, asking, decide = data.draw(st.sampled_from(self.taken))
        if referrals == self.referrals:
            assert self.answered(by, asking, decide) == ()

    def was_said(self, fact: ClocksEvent, before: Said, of: Deadline) -> None:
        super().was_said(fact, before, of)
        assert before.last_at is None or before.last_at < self.now
        if isinstance(fact, StepDueSoon):
            assert not before.is_soon
            assert of.soon_at <= self.now < of.due_at
        else:
            assert fact.tier == before.tier + 1
            assert of.due_at <= self.now

    # ── what must hold ───────────────────────────────────────────────────────────────────────────

    @invariant()
    def each_fact_obeys_the_law(self) -> None:
        for number in range(self.looked_at, len(self.happened)):
            this = self.happened[number]
            assert [*breaches_of_law(self.happened, number)] == [], this.fact
            assert not lowers_alone(this, evolve(this.before, this.fact))
        self.looked_at = len(self.happened)

    @invariant()
    def somebody_answers_for_it_or_is_looked_for_and_something_is_due(self) -> None:
        steps = Counter(each.step for each in self.running)
        assert not steps or max(steps.values()) == 1
        if self.state.is_over:
            assert not steps
            return
        is_held = self.state.owner_id is not None and self.state.owner_id not in self.out
        waits = bool(self.state.further.unanswered)
        assert (is_held and not waits) or Step.TAKEN in steps
        assert steps
        # That somebody takes a case, or hears of it, is not what the child waits for.
        assert not self.is_taken_and_known() or set(steps) - {Step.TAKEN, Step.FEEDBACK}

    def is_taken_and_known(self) -> bool:
        """Return whether somebody answers for it, and knows how severe it is."""
        return self.state.owner_id is not None and self.state.assessed is not None

    @invariant()
    def at_red_time_passes_on_the_wall(self) -> None:
        for each in self.running:
            if each.level is CrisisLevel.RED and each.step in (Step.TAKEN, Step.ASSESSED):
                assert each.due_at - self.now <= timedelta(hours=1)

    @invariant()
    def at_red_somebody_is_with_the_child_or_is_called_for(self) -> None:
        family = self.state.at_school.family
        runs = [each for each in self.running if each.step is Step.ACCOMPANIED]
        assert all(each.level is CrisisLevel.RED for each in runs)
        was_there = family.companies or family.escorts or self.state.at_hospital.attended
        is_red = any(each.level is CrisisLevel.RED for each in self.running)
        assert runs or was_there or not is_red

    @invariant()
    def where_one_guardian_is_kept_from_another_is_told_or_it_is_said_why_not(self) -> None:
        family, steps = self.state.at_school.family, {each.step for each in self.running}
        if family.withheld is None or self.state.is_over or self.state.level is None:
            return
        informed = (e for e in family.tellings.values() if isinstance(e, GuardianInformed))
        is_known = any(each.not_suspected or family.omissions for each in informed)
        assert Step.OTHER_TOLD in steps or is_known or family.omissions

    @invariant()
    def what_was_overdue_stays_on_record(self) -> None:
        known = {which(each) for each in self.deadlines}
        said = {which(fact) for _at, fact in self.swept.facts if isinstance(fact, StepOverdue)}
        for of in self.overdue - known - said:
            earlier = [e for e in known if e.step is of.step and e.began_at < of.began_at]
            assert any(each.due_at <= of.due_at for each in earlier), of

    def teardown(self) -> None:
        facts = [each.fact for each in self.happened]
        assert fold(map(as_stored, facts)) == self.state
        self.sweep()
        said = {which(fact) for _at, fact in self.swept.facts if isinstance(fact, StepOverdue)}
        for of in self.overdue:
            assert any(e.step is of.step and e.due_at <= of.due_at for e in said), of


def test_however_a_crisis_goes_it_is_answered_for_and_no_clock_of_it_is_lost() -> None:
    check_walks(Referring, walks=30, steps=25)


@pytest.mark.soak
def test_a_thousand_crises_are_answered_for() -> None:
    check_walks(Referring, walks=3_000, steps=50)
