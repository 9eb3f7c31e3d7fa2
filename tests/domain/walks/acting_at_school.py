"""The part of a walk in which a school takes a case, assesses it and decides what becomes of it."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.access.requests import Request as Asking
from domain.referrals.facts import WithdrawalReason
from domain.referrals.levels.level_errors import propose_level_error
from domain.referrals.levels.level_facts import AssessmentMethod, CrisisLevel, LevelError
from domain.referrals.levels.level_rules import (
    assess_crisis,
    confirm_level_drop,
    decline_level_drop,
    propose_level_drop,
)
from domain.referrals.levels.level_state import (
    AssessCrisis,
    ConfirmLevelDrop,
    DeclineLevelDrop,
    ProposeLevelDrop,
    ProposeLevelError,
)
from domain.referrals.rules import Answer, pass_concern_on, take_concern, withdraw_concern
from domain.referrals.school.panel_facts import PanelDecision
from domain.referrals.school.panels import DecideInPanel, Sitting, decide_in_panel
from domain.referrals.state import CaseState, PassConcernOn, TakeConcern, WithdrawConcern
from domain.shared import (
    AssessmentId,
    DropId,
    PanelId,
    PassId,
    PersonId,
    TakingId,
)
from tests.case_examples import CASE
from tests.domain.walks.referring import (
    OF_COUNTY,
    STAFF,
    OneCase,
    hours_ago,
    last,
    people,
    whoever,
    yes_or_no,
)
from tests.examples import NOW, RULES

levels = st.sampled_from([None, *CrisisLevel])
decisions = st.sampled_from(PanelDecision)
WHY = "谈过。"


class ActingAtSchool(OneCase):
    """Who answers for the child, what is found, and what several decide."""

    @property
    def may_sit(self) -> frozenset[PersonId]:
        return frozenset(STAFF) - self.out

    def sitting(self, by: PersonId) -> Sitting:
        return Sitting(by=by, now=self.now, may_sit=self.may_sit, of_county=OF_COUNTY - self.out)

    # ── who answers for it ───────────────────────────────────────────────────────────────────────

    @rule(by=people)
    def take(self, by: PersonId) -> None:
        request = TakeConcern(case_id=CASE, taking_id=TakingId(self.new_id()))
        may_answer, since = self.may_sit, len(self.state.taken)

        def decide(state: CaseState) -> Answer:
            own = [each for each in state.taken[since:] if each.taken_by == by]
            before = own[0] if own else None
            return take_concern(state, request, by=by, may_answer=may_answer, before=before)

        self.act(by, Asking.TAKE_CONCERN, decide)

    @rule(by=whoever, to=people)
    def pass_on(self, by: PersonId | None, to: PersonId) -> None:
        person, may_answer = self.someone(by), self.may_sit
        request = PassConcernOn(case_id=CASE, pass_id=PassId(self.new_id()), to_id=to, why=WHY)
        self.act(
            person,
            Asking.PASS_CONCERN_ON,
            lambda state: pass_concern_on(state, request, by=person, may_answer=may_answer),
        )

    @rule(by=whoever)
    def withdraw(self, by: PersonId | None) -> None:
        person = self.someone(by)
        request = WithdrawConcern(case_id=CASE, reason=WithdrawalReason.UNFOUNDED, why=WHY)
        self.act(
            person,
            Asking.WITHDRAW_CONCERN,
            lambda state: withdraw_concern(state, request, by=person),
        )

    # ── what is found, and what several decide ───────────────────────────────────────────────────

    @rule(by=whoever, level=levels, hours=hours_ago, seen=yes_or_no)
    def assess(
        self, by: PersonId | None, level: CrisisLevel | None, hours: int, seen: bool
    ) -> None:
        person, now = self.someone(by), self.now
        request = AssessCrisis(
            case_id=CASE,
            assessment_id=AssessmentId(self.new_id()),
            level=level,
            methods=(AssessmentMethod.OBSERVATION,),
            child_seen=seen,
            assessed_at=self.ago(hours),
            why=WHY,
        )
        self.act(
            person,
            Asking.ASSESS_CRISIS,
            lambda state: assess_crisis(
                state, request, by=person, now=now, rules=RULES, raised_at=NOW
            ),
        )

    @rule(by=whoever)
    def propose_a_drop(self, by: PersonId | None) -> None:
        person, now = self.someone(by), self.now
        request = ProposeLevelDrop(case_id=CASE, drop_id=DropId(self.new_id()), why=WHY)
        self.act(
            person,
            Asking.ASSESS_CRISIS,
            lambda state: propose_level_drop(state, request, by=person, now=now, rules=RULES),
        )

    @rule(by=whoever, error=st.sampled_from(LevelError))
    def call_it_an_error(self, by: PersonId | None, error: LevelError) -> None:
        person = self.someone(by)
        request = ProposeLevelError(
            case_id=CASE, drop_id=DropId(self.new_id()), error=error, why=WHY
        )
        self.act(person, Asking.ASSESS_CRISIS, lambda s: propose_level_error(s, request, by=person))

    @precondition(lambda self: self.state.levels.drops)
    @rule(by=people, agrees=yes_or_no)
    def settle_the_drop(self, by: PersonId, agrees: bool) -> None:
        drop_id = last(self.state.levels.drops)
        yes = ConfirmLevelDrop(case_id=CASE, drop_id=drop_id)
        no = DeclineLevelDrop(case_id=CASE, drop_id=drop_id, why=WHY)
        if agrees:
            self.act(by, Asking.CONFIRM_LEVEL_DROP, lambda s: confirm_level_drop(s, yes, by=by))
        else:
            self.act(by, Asking.ASSESS_CRISIS, lambda s: decline_level_drop(s, no, by=by))

    @rule(by=whoever, other=people, supports=people, decision=decisions)
    def decide_together(
        self, by: PersonId | None, other: PersonId, supports: PersonId, decision: PanelDecision
    ) -> None:
        person = self.someone(by)
        request = DecideInPanel(
            case_id=CASE,
            panel_id=PanelId(self.new_id()),
            member_ids=(person, other),
            met_at=self.now,
            decision=decision,
            why=WHY,
            supported_by=supports,
            withdrawal_reason=WithdrawalReason.RESOLVED,
        )
        sitting = self.sitting(person)
        self.act(
            person,
            Asking.DECIDE_IN_PANEL,
            lambda state: decide_in_panel(state, request, sitting, RULES),
        )
