"""How a school looks after a child whom a hospital saw, and two people end its case."""

from dataclasses import replace
from datetime import timedelta

from domain.referrals.facts import ReferralsEvent, Situation
from domain.referrals.hospital.referring import acknowledge_referral
from domain.referrals.hospital.sending import AcknowledgeReferral
from domain.referrals.involvement import is_to_be_looked_at_again
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.referrals.returning.aftercare import (
    close_case,
    decline_closing,
    propose_closing,
    record_follow_up,
)
from domain.referrals.returning.aftercare_facts import (
    CaseClosed,
    ClosingDeclined,
    ClosingProposed,
    FollowUpDone,
    FollowUpOutcome,
)
from domain.referrals.returning.aftercare_state import (
    CloseCase,
    DeclineClosing,
    ProposeClosing,
    RecordFollowUp,
)
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import ClosingId, FollowUpId, PersonId
from tests import hospital_examples as hospital
from tests.case_examples import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    DUTY_OFFICER,
    GIVER_NAMED,
    HOSPITAL,
    ISSUED_ON_CONSENT,
    LIAISON,
    SCHOOL_LEADER,
    TAKEN,
    WITHDRAWN,
)
from tests.domain.clocks.examples import RED, found
from tests.examples import CHILD, RULES, example_id
from tests.feedback_examples import RESTORED
from tests.hospital_examples import ATTENDED, SEEN_AT
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
RECEIVED = (*(CONCERN, TAKEN, GIVER_NAMED, CONSENT_RECORDED, ISSUED_ON_CONSENT, ACKNOWLEDGED),)
SEEN = (*RECEIVED, ATTENDED)
NOW = SEEN_AT + timedelta(days=1)
FOLLOW_UP, CLOSING = FollowUpId(example_id(871)), ClosingId(example_id(872))
STEADY = FollowUpDone(
    case_id=CASE,
    child_id=CHILD,
    follow_up_id=FOLLOW_UP,
    done_by=CRISIS_LEAD,
    done_at=NOW,
    outcome=FollowUpOutcome.STEADY,
    child_seen=True,
)
WORSE = replace(STEADY, outcome=FollowUpOutcome.NEEDS_ASSESSMENT)
PROPOSED = ClosingProposed(
    case_id=CASE, child_id=CHILD, closing_id=CLOSING, proposed_by=CRISIS_LEAD, why="三个月平稳。"
)
DECLINED = ClosingDeclined(
    case_id=CASE, child_id=CHILD, closing_id=CLOSING, declined_by=DUTY_OFFICER, why="再看一个月。"
)
CLOSED = CaseClosed(case_id=CASE, child_id=CHILD, closing_id=CLOSING, closed_by=DUTY_OFFICER)


def following(said: FollowUpDone = STEADY) -> Rule[CaseState, ReferralsEvent]:
    request = RecordFollowUp(
        case_id=CASE,
        follow_up_id=said.follow_up_id,
        done_at=said.done_at,
        outcome=said.outcome,
        child_seen=said.child_seen,
        note=said.note,
    )
    return lambda state: record_follow_up(state, request, by=CRISIS_LEAD, now=NOW, rules=RULES)


def proposing(
    by: PersonId = CRISIS_LEAD, why: str = PROPOSED.why, closing_id: ClosingId = CLOSING
) -> Rule[CaseState, ReferralsEvent]:
    request = ProposeClosing(case_id=CASE, closing_id=closing_id, why=why)
    return lambda state: propose_closing(state, request, by=by)


def closing(
    by: PersonId = DUTY_OFFICER, closing_id: ClosingId = CLOSING
) -> Rule[CaseState, ReferralsEvent]:
    request = CloseCase(case_id=CASE, closing_id=closing_id)
    return lambda state: close_case(state, request, by=by)


def declining(by: PersonId = DUTY_OFFICER) -> Rule[CaseState, ReferralsEvent]:
    request = DeclineClosing(case_id=CASE, closing_id=CLOSING, why=DECLINED.why)
    return lambda state: decline_closing(state, request, by=by)


def test_a_child_is_looked_after_once_a_hospital_saw_it() -> None:
    CASES.given().when(following()).then_refused("case_not_found")
    CASES.given(*RECEIVED).when(following()).then_refused("no_follow_up_yet")
    CASES.given(*SEEN).when(following()).then(STEADY)
    CASES.given(*SEEN, STEADY).when(following()).then_known(STEADY)
    CASES.given(*SEEN, STEADY).when(following(replace(STEADY, child_seen=False))).then_refused(
        "follow_up_already_recorded"
    )
    later = replace(STEADY, done_at=NOW + timedelta(hours=1))
    CASES.given(*SEEN).when(following(later)).then_refused("in_future", field="done_at")
    naive = replace(STEADY, done_at=NOW.replace(tzinfo=None))
    CASES.given(*SEEN).when(following(naive)).then_refused("time_without_zone", field="done_at")
    early = replace(STEADY, done_at=SEEN_AT - timedelta(days=1))
    CASES.given(*SEEN).when(following(early)).then_refused("before_earlier_step", field="done_at")
    on_the_day = replace(STEADY, done_at=SEEN_AT)
    CASES.given(*SEEN).when(following(on_the_day)).then(on_the_day)
    nobody = replace(STEADY, outcome=FollowUpOutcome.NOT_REACHED)
    CASES.given(*SEEN).when(following(nobody)).then_refused(
        "seen_though_not_reached", field="child_seen"
    )
    unseen = replace(nobody, child_seen=False)
    CASES.given(*SEEN).when(following(unseen)).then(unseen)
    CASES.given(*SEEN, WITHDRAWN).when(following()).then_refused("concern_withdrawn")
    CASES.given(*SEEN, RESTORED).when(following()).then_refused("case_restored")


def test_a_child_who_is_worse_is_back_at_its_assessment_and_at_no_hospital() -> None:
    CASES.given(*SEEN).when(following(WORSE)).then(WORSE)
    state = fold((*SEEN, PROPOSED, WORSE))
    assert (state.issued, state.acknowledged, state.declined) == (None, None, None)
    told = state.at_hospital
    assert (told.attended, told.last_visit, told.feedback, told.missed) == (None, None, None, ())
    assert (told.last_decline, told.sent_to) == (None, ())
    assert (state.aftercare.waiting, state.aftercare.last) == (None, WORSE)
    assert not state.is_over


def test_whoever_answers_proposes_the_end_once_the_child_was_seen_and_no_level_holds() -> None:
    CASES.given(*SEEN).when(proposing()).then(PROPOSED)
    CASES.given(*SEEN, PROPOSED).when(proposing()).then_known(PROPOSED)
    CASES.given(*SEEN, PROPOSED).when(proposing(why="别的。")).then_refused(
        "closing_already_recorded"
    )
    CASES.given(*SEEN, PROPOSED).when(
        proposing(closing_id=ClosingId(example_id(874)))
    ).then_refused("closing_waits")
    CASES.given(*RECEIVED).when(proposing()).then_refused("no_follow_up_yet")
    CASES.given(*SEEN, found(RED, SEEN_AT)).when(proposing()).then_refused("level_still_holds")
    CASES.given(*SEEN).when(proposing(by=DUTY_OFFICER)).then_refused("take_it_first")
    CASES.given(*SEEN).when(proposing(why=" ")).then_refused("required", field="why")


def test_two_people_take_back_a_referral_that_no_hospital_received() -> None:
    CASES.given(*RECEIVED[:-1]).when(proposing()).then_refused("assess_crisis_first")
    sent = (replace(CONCERN, situation=Situation.SOMEWHAT_WORRIED), *RECEIVED[1:-1])
    CASES.given(*sent).when(proposing()).then(PROPOSED)
    CASES.given(*sent, PROPOSED).when(closing(CRISIS_LEAD)).then_refused("second_person_closes")
    CASES.given(*sent, PROPOSED).when(closing()).then(CLOSED)
    CASES.given(*sent, hospital.DECLINED).when(proposing()).then(PROPOSED)
    # Whoever received it meanwhile sees the child first.
    for early in ((*RECEIVED,), (*sent, PROPOSED, ACKNOWLEDGED)):
        rule = closing() if PROPOSED in early else proposing()
        CASES.given(*early).when(rule).then_refused("no_follow_up_yet")
    over = CASES.given(*sent, PROPOSED, CLOSED)
    over.when(
        lambda state: acknowledge_referral(
            state, AcknowledgeReferral(case_id=CASE), by=LIAISON, hospital_id=HOSPITAL
        )
    ).then_refused("case_closed")


def test_the_word_of_a_proposer_who_was_named_since_ends_nothing() -> None:
    named = InvolvementReported(
        case_id=CASE,
        child_id=CHILD,
        involved=(),
        involved_ids=(CRISIS_LEAD,),
        kept_out_ids=(CRISIS_LEAD,),
        freed_from=CRISIS_LEAD,
    )
    waits = (*SEEN, PROPOSED, named)
    CASES.given(*waits).when(closing()).then_refused("proposer_was_named")
    CASES.given(*waits).when(declining()).then(DECLINED)
    over = fold((*SEEN, PROPOSED, CLOSED))
    assert [is_to_be_looked_at_again(each) for each in (over, evolve(over, named))] == [False, True]
    other = replace(named, freed_from=None, involved_ids=(LIAISON,), kept_out_ids=(LIAISON,))
    assert not is_to_be_looked_at_again(evolve(over, other))


def test_another_person_ends_it_and_nobody_alone() -> None:
    waits = CASES.given(*SEEN, PROPOSED)
    waits.when(closing()).then(CLOSED)
    waits.when(closing(by=CRISIS_LEAD)).then_refused("second_person_closes")
    CASES.given(*SEEN).when(closing()).then_refused("closing_not_found")
    CASES.given(*SEEN, PROPOSED, DECLINED).when(closing()).then_refused("closing_settled")
    CASES.given(*SEEN, PROPOSED, found(RED, SEEN_AT)).when(closing()).then_refused(
        "level_still_holds"
    )
    over = CASES.given(*SEEN, PROPOSED, CLOSED)
    over.when(closing()).then_known(CLOSED)
    over.when(closing(by=SCHOOL_LEADER)).then_refused("case_closed")
    over.when(following()).then_refused("case_closed")


def test_the_case_goes_on_where_another_declines_or_the_proposer_takes_it_back() -> None:
    waits = CASES.given(*SEEN, PROPOSED)
    waits.when(declining()).then(DECLINED)
    waits.when(declining(by=CRISIS_LEAD)).then(replace(DECLINED, declined_by=CRISIS_LEAD))
    declined = CASES.given(*SEEN, PROPOSED, DECLINED)
    declined.when(declining()).then_known(DECLINED)
    declined.when(declining(by=CRISIS_LEAD)).then_refused("closing_settled")
    again = ClosingId(example_id(875))
    declined.when(proposing(closing_id=again)).then(replace(PROPOSED, closing_id=again))
