"""Whatever is found out about a breach: its clock runs on, and it ends when all is done."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.breaches.closing import close_breach, propose_closure
from domain.breaches.facts import (
    AffectedChildrenLeftToOthers,
    AffectedChildrenListed,
    AuthorityNotified,
    AuthorityWay,
    BreachClosed,
    BreachClosureProposed,
    BreachesEvent,
    BreachGrade,
    BreachGraded,
    BreachKind,
    BreachReported,
    GuardianLeftUntold,
    GuardianNotified,
    ToldBy,
    UntoldReason,
)
from domain.breaches.rules import Answer, grade_breach, list_affected, report_breach
from domain.breaches.state import (
    NO_BREACH,
    BreachState,
    CloseBreach,
    GradeBreach,
    LeaveUntold,
    ListAffected,
    NotifyAuthority,
    NotifyGuardian,
    ProposeClosure,
    ReportBreach,
    evolve,
    fold,
)
from domain.breaches.telling import leave_untold, notify_authority, notify_guardian
from domain.codelists import ConsentMeans, SpokenBy
from domain.days import local_day
from domain.shared import ChildId, PersonId
from tests.breach_examples import ID
from tests.domain.walks.steps import check_walks, facts_of
from tests.examples import COUNTY_OFFICE, NOW, RULES, SUPERVISOR, TEACHER, example_id

FOUR_HOURS = timedelta(hours=4)
CHILDREN = [ChildId(example_id(7_400 + number)) for number in range(3)]

people = st.sampled_from([TEACHER, SUPERVISOR])
children = st.sampled_from(CHILDREN)
tellers = st.sampled_from([None, *ToldBy])
hours = st.sampled_from([0, 0, 1, 3, 4, 5, 30, -1])
words = st.sampled_from(["手机丢了。", "发错了人。"])


_Listed = AffectedChildrenListed | AffectedChildrenLeftToOthers


class Following(RuleBasedStateMachine):
    """Two people follow one breach up, in any order and however late."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.state = NO_BREACH
        self.facts: list[BreachesEvent] = []
        self.taken: list[Callable[[BreachState], Answer]] = []

    def take(self, decide: Callable[[BreachState], Answer]) -> None:
        facts = facts_of(lambda: decide(self.state))
        for fact in facts:
            self.facts.append(fact)
            self.state = evolve(self.state, fact)
        if facts:
            self.taken.append(decide)

    # ── what people do ───────────────────────────────────────────────────────────────────────────

    @rule(hours=st.sampled_from([1, 2, 4, 24]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(by=people, hours_ago=hours, text=words)
    def report(self, by: PersonId, hours_ago: int, text: str) -> None:
        now = self.now
        request = ReportBreach(
            breach_id=ID,
            organisation_id=COUNTY_OFFICE,
            kind=BreachKind.DEVICE_LOST,
            detected_at=now - timedelta(hours=hours_ago),
            text=text,
        )
        self.take(lambda state: report_breach(state, request, by=by, now=now, rules=RULES))

    @rule(by=people, grade=st.sampled_from(BreachGrade))
    def grade(self, by: PersonId, grade: BreachGrade) -> None:
        request = GradeBreach(breach_id=ID, grade=grade)
        # Sent again later it may be a judgement anew, after another one.
        for fact in facts_of(lambda: grade_breach(self.state, request, by=by)):
            self.facts.append(fact)
            self.state = evolve(self.state, fact)

    @rule(by=people, named=st.lists(children, max_size=3))
    def list_children(self, by: PersonId, named: list[ChildId]) -> None:
        request = ListAffected(breach_id=ID, child_ids=tuple(named))
        self.take(lambda state: list_affected(state, request, by=by))

    @rule(by=people, named=st.lists(children, max_size=2), told_by=st.sampled_from(ToldBy))
    def leave_to_others(self, by: PersonId, named: list[ChildId], told_by: ToldBy) -> None:
        left = {told_by: tuple(named)}
        request = ListAffected(breach_id=ID, child_ids=(), left_to_others=left)
        self.take(lambda state: list_affected(state, request, by=by))

    @rule(by=people, hours_ago=hours, reference=words)
    def tell_the_authority(self, by: PersonId, hours_ago: int, reference: str) -> None:
        now = self.now
        request = NotifyAuthority(
            breach_id=ID,
            notified_at=now - timedelta(hours=hours_ago),
            way=AuthorityWay.ONLINE,
            reference=reference,
        )
        self.take(lambda state: notify_authority(state, request, by=by, now=now, rules=RULES))

    @rule(child=children, who=st.sampled_from(SpokenBy), hours_ago=hours, told_by=tellers)
    def tell_a_family(
        self, child: ChildId, who: SpokenBy, hours_ago: int, told_by: ToldBy | None
    ) -> None:
        today = local_day(self.now)
        request = NotifyGuardian(
            breach_id=ID,
            child_id=child,
            spoken_by=who,
            means=ConsentMeans.IN_PERSON,
            told_on=local_day(self.now - timedelta(hours=hours_ago)),
        )
        self.take(lambda state: notify_guardian(state, request, today=today, told_by=told_by))

    @rule(by=people, child=children, reason=st.sampled_from(UntoldReason), told_by=tellers)
    def leave_a_family_untold(
        self, by: PersonId, child: ChildId, reason: UntoldReason, told_by: ToldBy | None
    ) -> None:
        request = LeaveUntold(breach_id=ID, child_id=child, reason=reason)
        self.take(lambda state: leave_untold(state, request, by=by, told_by=told_by))

    @rule(by=people, lessons=words)
    def propose_to_close(self, by: PersonId, lessons: str) -> None:
        request = ProposeClosure(breach_id=ID, lessons=lessons)
        # Sent again later it may be a proposal anew, after another one.
        for fact in facts_of(lambda: propose_closure(self.state, request, by=by)):
            self.facts.append(fact)
            self.state = evolve(self.state, fact)

    @rule(by=people)
    def close(self, by: PersonId) -> None:
        request = CloseBreach(breach_id=ID, proposal=self.state.proposals)
        self.take(lambda state: close_breach(state, request, by=by))

    @precondition(lambda self: bool(self.taken))
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """The same is sent again, perhaps days later: nothing is recorded anew."""
        decide = data.draw(st.sampled_from(self.taken))
        assert facts_of(lambda: decide(self.state)) == ()

    # ── what must hold ───────────────────────────────────────────────────────────────────────────

    def told_at(self) -> datetime | None:
        told = [each.notified_at for each in self.facts if isinstance(each, AuthorityNotified)]
        assert len(told) <= 1
        return told[0] if told else None

    @invariant()
    def it_is_found_once_and_due_four_hours_later_whatever_is_found_out_since(self) -> None:
        reported = [each for each in self.facts if isinstance(each, BreachReported)]
        assert len(reported) <= 1
        assert not self.facts or self.facts[0] == reported[0]
        for each in reported:
            assert each.detected_at <= self.now
            assert each.authority_due_at == each.detected_at + FOUR_HOURS
            assert self.state.reported == each

    @invariant()
    def the_clock_is_that_of_the_latest_grade(self) -> None:
        grades = [each.grade for each in self.facts if isinstance(each, BreachGraded)]
        is_large = bool(grades) and grades[-1] is not BreachGrade.GENERAL
        found = self.facts[0] if self.facts else None
        due_at = found.detected_at + FOUR_HOURS if isinstance(found, BreachReported) else None
        assert self.state.authority_due_at == (due_at if is_large else None)
        late = is_large and due_at is not None and (self.told_at() or self.now) > due_at
        assert self.state.is_overdue(self.now) == late

    @invariant()
    def it_ends_once_and_only_when_it_is_graded_and_everybody_was_told(self) -> None:
        ends = [number for number, each in enumerate(self.facts) if isinstance(each, BreachClosed)]
        assert len(ends) <= 1
        for end in ends:
            before = self.facts[:end]
            grades = [each.grade for each in before if isinstance(each, BreachGraded)]
            assert grades
            told = any(isinstance(each, AuthorityNotified) for each in before)
            assert told or grades[-1] is BreachGrade.GENERAL
            listed = [each for each in before if isinstance(each, _Listed)]
            families = {
                each.child_id
                for each in before
                if isinstance(each, GuardianNotified | GuardianLeftUntold)
            }
            assert {child for each in listed for child in each.child_ids} <= families

    @invariant()
    def whoever_closes_it_did_not_propose_it(self) -> None:
        if self.state.closed is not None:
            proposed = [each for each in self.facts if isinstance(each, BreachClosureProposed)]
            assert proposed[-1].proposed_by != self.state.closed.closed_by
            assert proposed[-1].lessons == self.state.closed.lessons
            # Of two equal proposals it was the last that was closed.
            before = self.facts[: self.facts.index(self.state.closed)]
            since = before[len(before) - before[::-1].index(proposed[-1]) :]
            changing = BreachGraded | _Listed | GuardianLeftUntold
            assert not any(isinstance(each, changing) for each in since)

    @invariant()
    def taken_in_together_they_say_the_same_as_one_by_one(self) -> None:
        assert fold(self.facts) == self.state

    @invariant()
    def nothing_is_judged_or_listed_after_its_end(self) -> None:
        if self.state.closed is not None:
            after = self.facts[self.facts.index(self.state.closed) :]
            assert not any(isinstance(each, BreachGraded | _Listed) for each in after)

    @invariant()
    def each_child_is_listed_once_and_each_family_told_once_and_only_if_listed(self) -> None:
        lists = [each for each in self.facts if isinstance(each, _Listed)]
        listed = [(getattr(each, "told_by", None), one) for each in lists for one in each.child_ids]
        told = [each.child_id for each in self.facts if isinstance(each, GuardianNotified)]
        assert len(listed) == len(set(listed))
        assert len(told) == len(set(told))
        assert set(told) <= {child for _told_by, child in listed}


def test_whatever_is_found_out_and_however_late_the_clock_of_a_breach_runs_on() -> None:
    check_walks(Following)
