"""The part of a walk in which a child is on leave, comes back, is looked after, and a case ends."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.access.requests import Request as Asking
from domain.days import local_day
from domain.referrals.returning.aftercare import (
    close_case,
    decline_closing,
    propose_closing,
    record_follow_up,
)
from domain.referrals.returning.aftercare_facts import FollowUpOutcome
from domain.referrals.returning.aftercare_state import (
    CloseCase,
    DeclineClosing,
    ProposeClosing,
    RecordFollowUp,
)
from domain.referrals.returning.leave import end_leave, start_leave
from domain.referrals.returning.leave_facts import LeaveAskedBy, LeaveEnd
from domain.referrals.returning.leave_state import EndLeave, StartLeave
from domain.referrals.returning.return_facts import DeferralReason
from domain.referrals.returning.return_state import (
    AppealReturn,
    DeferReturn,
    PlanReturn,
    RequestReturn,
    ReviewReturn,
)
from domain.referrals.returning.returning import appeal_return, request_return, review_return
from domain.referrals.school.panels import Sitting
from domain.shared import (
    ClosingId,
    FollowUpId,
    LeaveId,
    PersonId,
    ReturnId,
    ReviewId,
)
from tests.case_examples import CASE
from tests.domain.walks.referring import (
    OF_COUNTY,
    STAFF,
    OneCase,
    hours_ago,
    last,
    people,
    relations,
    whoever,
    yes_or_no,
)
from tests.examples import RULES

WHY = "平稳。"


class ComingBack(OneCase):
    """Leave, return, follow-ups, and an end by two."""

    @property
    def last_return(self) -> ReturnId:
        return last(self.state.at_school.returns.requests)

    # ── leave ────────────────────────────────────────────────────────────────────────────────────

    @rule(by=whoever, relation=relations, made_sure=yes_or_no, days=st.sampled_from([3, 40, 200]))
    def go_on_leave(self, by: PersonId | None, relation: str, made_sure: bool, days: int) -> None:
        person, now, today = self.someone(by), self.now, local_day(self.now)
        running = self.state.at_school.leaves.running
        request = StartLeave(
            case_id=CASE,
            leave_id=LeaveId(self.new_id()),
            asked_by=LeaveAskedBy.GUARDIAN,
            from_on=today,
            until_on=today + timedelta(days=days),
            relation_code=relation,
            is_guardian=False,
            agreed_on=today,
            class_agreed_on=today,
            prolongs=running.leave_id if running else None,
            not_suspected=made_sure,
        )
        self.act(
            person,
            Asking.ARRANGE_LEAVE,
            lambda state: start_leave(state, request, by=person, now=now, rules=RULES),
        )

    @precondition(lambda self: self.state.at_school.leaves.started)
    @rule(by=whoever, reason=st.sampled_from(LeaveEnd))
    def come_off_leave(self, by: PersonId | None, reason: LeaveEnd) -> None:
        person, now = self.someone(by), self.now
        leave_id = last(self.state.at_school.leaves.started)
        request = EndLeave(case_id=CASE, leave_id=leave_id, ended_on=local_day(now), reason=reason)
        self.act(
            person,
            Asking.ARRANGE_LEAVE,
            lambda state: end_leave(state, request, by=person, now=now, of_county=OF_COUNTY),
        )

    # ── return ───────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.state.at_school.leaves.started)
    @rule(by=whoever, relation=relations, made_sure=yes_or_no, days=st.sampled_from([0, 3]))
    def ask_to_return(self, by: PersonId | None, relation: str, made_sure: bool, days: int) -> None:
        person, now = self.someone(by), self.now
        request = RequestReturn(
            case_id=CASE,
            return_id=ReturnId(self.new_id()),
            relation_code=relation,
            is_guardian=False,
            requested_on=local_day(now) - timedelta(days=days),
            not_suspected=made_sure,
        )
        self.act(
            person,
            Asking.ARRANGE_LEAVE,
            lambda state: request_return(state, request, by=person, now=now),
        )

    @precondition(lambda self: self.state.at_school.returns.requests)
    @rule(by=whoever, other=people, days=st.sampled_from([0, 5, 13, 20]), agrees=yes_or_no)
    def review(self, by: PersonId | None, other: PersonId, days: int, agrees: bool) -> None:
        person = self.someone(by)
        on = local_day(self.now) + timedelta(days=days)
        request = ReviewReturn(
            case_id=CASE,
            return_id=self.last_return,
            review_id=ReviewId(self.new_id()),
            member_ids=(person, other),
            met_at=self.now,
            outcome=PlanReturn(first_on=on, met_by=other)
            if agrees
            else DeferReturn(reason=DeferralReason.NOT_SAFE_YET, look_again_on=on),
        )
        sitting = Sitting(
            by=person,
            now=self.now,
            may_sit=frozenset(STAFF) - self.out,
            of_county=OF_COUNTY - self.out,
        )
        self.act(
            person,
            Asking.DECIDE_RETURN,
            lambda state: review_return(state, request, sitting, RULES),
        )

    @precondition(lambda self: self.state.at_school.returns.reviews)
    @rule(by=whoever, relation=relations, made_sure=yes_or_no)
    def appeal(self, by: PersonId | None, relation: str, made_sure: bool) -> None:
        person, now = self.someone(by), self.now
        request = AppealReturn(
            case_id=CASE,
            return_id=self.last_return,
            relation_code=relation,
            is_guardian=False,
            appealed_on=local_day(now),
            not_suspected=made_sure,
        )
        self.act(
            person,
            Asking.ARRANGE_LEAVE,
            lambda state: appeal_return(state, request, by=person, now=now),
        )

    # ── afterwards ───────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.state.at_hospital.visits)
    @rule(by=whoever, hours=hours_ago, outcome=st.sampled_from(FollowUpOutcome))
    def follow_up(self, by: PersonId | None, hours: int, outcome: FollowUpOutcome) -> None:
        person, now = self.someone(by), self.now
        request = RecordFollowUp(
            case_id=CASE,
            follow_up_id=FollowUpId(self.new_id()),
            done_at=self.ago(hours),
            outcome=outcome,
            child_seen=outcome is not FollowUpOutcome.NOT_REACHED,
        )
        self.act(
            person,
            Asking.FOLLOW_UP,
            lambda state: record_follow_up(state, request, by=person, now=now, rules=RULES),
        )

    @precondition(lambda self: self.state.at_hospital.visits)
    @rule(by=whoever)
    def propose_the_end(self, by: PersonId | None) -> None:
        person = self.someone(by)
        request = ProposeClosing(case_id=CASE, closing_id=ClosingId(self.new_id()), why=WHY)
        self.act(
            person,
            Asking.CLOSE_CASE,
            lambda state: propose_closing(state, request, by=person),
        )

    @precondition(lambda self: self.state.aftercare.closings)
    @rule(by=people, agrees=yes_or_no)
    def settle_the_end(self, by: PersonId, agrees: bool) -> None:
        closing_id = last(self.state.aftercare.closings)
        yes = CloseCase(case_id=CASE, closing_id=closing_id)
        no = DeclineClosing(case_id=CASE, closing_id=closing_id, why="再看。")
        if agrees:
            self.act(by, Asking.CLOSE_CASE, lambda state: close_case(state, yes, by=by))
        else:
            self.act(by, Asking.CLOSE_CASE, lambda state: decline_closing(state, no, by=by))
