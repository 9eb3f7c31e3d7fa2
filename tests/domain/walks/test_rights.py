"""Whatever becomes of requests about one's own data: each keeps its day, and another answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.calendar import WEEKENDS_ONLY
from domain.codelists import ConsentMeans, SpokenBy
from domain.rights.facts import (
    AnswerHandedOver,
    HandingMeans,
    ProvenBy,
    RefusalReason,
    RequesterVerified,
    RightsAnswered,
    RightsAnswerWritten,
    RightsEvent,
    RightsFulfilled,
    RightsKind,
    RightsPartlyFulfilled,
    RightsRefused,
    RightsRequested,
)
from domain.rights.rules import (
    Answer,
    answer_rights,
    hand_over_answer,
    request_rights,
    verify_requester,
)
from domain.rights.state import (
    NO_RIGHTS,
    AnswerRights,
    HandOverAnswer,
    RequestRights,
    RightsStage,
    RightsState,
    VerifyRequester,
    evolve,
)
from domain.shared import PersonId, RightsId
from tests.domain.walks.steps import check_walks, facts_of
from tests.examples import CHILD, RULES, SUPERVISOR, TEACHER, TODAY, example_id

UNPROVEN = {RefusalReason.IDENTITY_NOT_PROVEN, RefusalReason.NOT_ENTITLED}
WORKING_DAYS = 15
ENDED = {RightsStage.FULFILLED, RightsStage.PARTLY_FULFILLED, RightsStage.REFUSED}

people = st.sampled_from([TEACHER, SUPERVISOR])
ids = st.sampled_from([RightsId(example_id(7_300 + number)) for number in range(2)])
days = st.sampled_from([0, 0, 0, -1, -3, 1])


@dataclass(frozen=True)
class Told:
    """One request as the facts tell of it, each fact with the day on which it was recorded."""

    requested: RightsRequested
    verified: list[tuple[date, RequesterVerified]] = field(default_factory=list)
    answered: list[tuple[date, RightsAnswered]] = field(default_factory=list)
    texts: list[RightsAnswerWritten] = field(default_factory=list)
    handed_over: list[tuple[date, AnswerHandedOver]] = field(default_factory=list)


class Asking(RuleBasedStateMachine):
    """Two people receive, prove and answer what a family asks, over some weeks."""

    def __init__(self) -> None:
        super().__init__()
        self.today = TODAY
        self.state = NO_RIGHTS
        self.told: dict[RightsId, Told] = {}
        self.ended: dict[RightsId, RightsStage] = {}
        self.taken: list[Callable[[RightsState], Answer]] = []

    def take(self, decide: Callable[[RightsState], Answer]) -> None:
        facts = facts_of(lambda: decide(self.state))
        for fact in facts:
            self.state = evolve(self.state, fact)
            self.tell(fact)
        if facts:
            self.taken.append(decide)

    def tell(self, fact: RightsEvent) -> None:
        match fact:
            case RightsRequested():
                assert fact.rights_id not in self.told
                self.told[fact.rights_id] = Told(fact)
            case RequesterVerified():
                self.told[fact.rights_id].verified.append((self.today, fact))
            case RightsFulfilled() | RightsPartlyFulfilled() | RightsRefused():
                self.told[fact.rights_id].answered.append((self.today, fact))
            case RightsAnswerWritten():
                self.told[fact.rights_id].texts.append(fact)
            case AnswerHandedOver():
                self.told[fact.rights_id].handed_over.append((self.today, fact))
            case _:
                pass

    # ── what people do ───────────────────────────────────────────────────────────────────────────

    @rule(days=st.sampled_from([1, 2, 7]))
    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(
        rights=ids,
        by=people,
        kind=st.sampled_from(RightsKind),
        who=st.sampled_from(SpokenBy),
        in_days=days,
    )
    def ask(
        self, rights: RightsId, by: PersonId, kind: RightsKind, who: SpokenBy, in_days: int
    ) -> None:
        today = self.today
        request = RequestRights(
            child_id=CHILD,
            rights_id=rights,
            kind=kind,
            spoken_by=who,
            means=ConsentMeans.IN_PERSON,
            asked_on=today + timedelta(days=in_days),
            relation_code="52",
            name="示例家长",
        )
        ask = partial(request_rights, rules=RULES, calendar=WEEKENDS_ONLY)
        self.take(lambda state: ask(state, request, by=by, today=today))

    @rule(rights=ids, by=people, in_days=days)
    def verify(self, rights: RightsId, by: PersonId, in_days: int) -> None:
        today = self.today
        request = VerifyRequester(
            child_id=CHILD,
            rights_id=rights,
            proven_by=ProvenBy.DOCUMENT_SEEN,
            verified_on=today + timedelta(days=in_days),
        )
        self.take(lambda state: verify_requester(state, request, by=by, today=today))

    @rule(
        rights=ids,
        by=people,
        in_days=days,
        reason=st.none() | st.sampled_from([*UNPROVEN]) | st.sampled_from(RefusalReason),
        is_partly=st.booleans(),
    )
    def answer(
        self,
        rights: RightsId,
        by: PersonId,
        in_days: int,
        reason: RefusalReason | None,
        is_partly: bool,
    ) -> None:
        today = self.today
        request = AnswerRights(
            child_id=CHILD,
            rights_id=rights,
            answered_on=today + timedelta(days=in_days),
            text="见附件。",
            reason=reason,
            is_partly=is_partly,
        )
        self.take(lambda state: answer_rights(state, request, by=by, today=today))

    @rule(rights=ids, by=people, in_days=days, means=st.sampled_from(HandingMeans))
    def hand_over(self, rights: RightsId, by: PersonId, in_days: int, means: HandingMeans) -> None:
        today = self.today
        request = HandOverAnswer(
            child_id=CHILD,
            rights_id=rights,
            handed_on=today + timedelta(days=in_days),
            means=means,
        )
        self.take(lambda state: hand_over_answer(state, request, by=by, today=today))

    @precondition(lambda self: bool(self.taken))
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """The same is sent again, perhaps weeks later: nothing is recorded anew."""
        decide = data.draw(st.sampled_from(self.taken))
        assert facts_of(lambda: decide(self.state)) == ()

    # ── what must hold ───────────────────────────────────────────────────────────────────────────

    @invariant()
    def each_is_due_so_many_working_days_after_it_was_asked_whatever_happens(self) -> None:
        for rights_id, told in self.told.items():
            asked_on, due_on = told.requested.asked_on, told.requested.due_on
            between = [asked_on + timedelta(days=n + 1) for n in range((due_on - asked_on).days)]
            assert sum(each.weekday() < 5 for each in between) == WORKING_DAYS
            assert due_on.weekday() < 5
            assert self.state.requests[rights_id].due_on == due_on

    @invariant()
    def each_is_answered_once_in_writing_by_another_than_received_it(self) -> None:
        for told in self.told.values():
            assert len(told.answered) == len(told.texts) <= 1
            for _, answer in told.answered:
                assert answer.decided_by != told.requested.received_by

    @invariant()
    def nothing_is_done_for_somebody_who_did_not_prove_who_they_are(self) -> None:
        for told in self.told.values():
            assert len(told.verified) <= 1
            for on, answer in told.answered:
                proven = any(verified_on <= on for verified_on, _ in told.verified)
                why = None if isinstance(answer, RightsFulfilled) else answer.reason
                assert proven or why in UNPROVEN
                assert not proven or why is not RefusalReason.IDENTITY_NOT_PROVEN

    @invariant()
    def whoever_proved_nothing_gets_nothing_also_not_in_part(self) -> None:
        for told in self.told.values():
            for _, answer in told.answered:
                assert told.verified or isinstance(answer, RightsRefused)

    @invariant()
    def no_day_lies_ahead_or_before_the_request(self) -> None:
        for told in self.told.values():
            for on, verified in told.verified:
                assert told.requested.asked_on <= verified.verified_on <= on
            for on, answer in told.answered:
                assert told.requested.asked_on <= answer.answered_on <= on

    @invariant()
    def nothing_is_handed_over_twice_or_before_the_answer(self) -> None:
        for told in self.told.values():
            assert len(told.handed_over) <= len(told.answered)
            for on, handed in told.handed_over:
                ((_, answer),) = told.answered
                assert answer.answered_on <= handed.handed_on <= on

    @invariant()
    def what_is_ended_stays_as_it_ended_and_is_not_proven_afterwards(self) -> None:
        for rights_id in self.told:
            stage = self.state.stage(rights_id)
            if rights_id in self.ended:
                assert stage is self.ended[rights_id]
            if stage in ENDED:
                self.ended[rights_id] = stage


def test_whatever_becomes_of_requests_each_keeps_its_day_and_is_answered_by_another() -> None:
    check_walks(Asking)
