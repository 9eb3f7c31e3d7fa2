"""A request about one's own data: received once, proven, and answered in time by another person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.calendar import WEEKENDS_ONLY, Calendar
from domain.codelists import ConsentMeans, SpokenBy
from domain.rights.facts import (
    ProvenBy,
    RefusalReason,
    RequesterNamed,
    RequesterVerified,
    RightsAnswerWritten,
    RightsEvent,
    RightsFulfilled,
    RightsKind,
    RightsPartlyFulfilled,
    RightsRefused,
    RightsRequested,
    RightsWordsRecorded,
)
from domain.rights.rules import answer_rights, request_rights, verify_requester
from domain.rights.state import (
    NO_RIGHTS,
    AnswerRights,
    RequestRights,
    RightsStage,
    RightsState,
    VerifyRequester,
    evolve,
    fold,
)
from domain.shared import PersonId, RightsId
from tests.examples import CHILD, RULES, SUPERVISOR, TEACHER, TODAY, example_id
from tests.spec import Rule, Spec

RIGHTS: Spec[RightsState, RightsEvent] = Spec(evolve, NO_RIGHTS)
ID = RightsId(example_id(861))
YESTERDAY = TODAY - timedelta(days=1)
OUT_OF_TIME = (
    (TODAY + timedelta(days=1), "in_future"),
    (YESTERDAY - timedelta(days=1), "before_earlier_step"),
)

REQUEST = RequestRights(
    child_id=CHILD,
    rights_id=ID,
    kind=RightsKind.COPY,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    asked_on=YESTERDAY,
    relation_code="52",
    name=" 示例妈妈 ",
    phone="13000000007",
    words="想要一份复印件",
)
REQUESTED = RightsRequested(
    child_id=CHILD,
    rights_id=ID,
    kind=RightsKind.COPY,
    spoken_by=SpokenBy.GUARDIAN,
    relation_code="52",
    means=ConsentMeans.IN_PERSON,
    asked_on=YESTERDAY,
    due_on=date(2026, 3, 30),
    received_by=TEACHER,
)
NAMED = RequesterNamed(child_id=CHILD, rights_id=ID, name="示例妈妈", phone="13000000007")
WORDS = RightsWordsRecorded(child_id=CHILD, rights_id=ID, words="想要一份复印件")
VERIFY = VerifyRequester(
    child_id=CHILD, rights_id=ID, proven_by=ProvenBy.DOCUMENT_SEEN, verified_on=TODAY
)
VERIFIED = RequesterVerified(
    child_id=CHILD,
    rights_id=ID,
    proven_by=ProvenBy.DOCUMENT_SEEN,
    verified_by=TEACHER,
    verified_on=TODAY,
)
ANSWER = AnswerRights(child_id=CHILD, rights_id=ID, answered_on=TODAY, text="复印件已当面交给您。")
FULFILLED = RightsFulfilled(child_id=CHILD, rights_id=ID, decided_by=SUPERVISOR, answered_on=TODAY)
WRITTEN = RightsAnswerWritten(child_id=CHILD, rights_id=ID, text="复印件已当面交给您。")
REFUSED = RightsRefused(
    child_id=CHILD,
    rights_id=ID,
    decided_by=SUPERVISOR,
    answered_on=TODAY,
    reason=RefusalReason.NOT_ENTITLED,
)


def asking(
    request: RequestRights, by: PersonId = TEACHER, calendar: Calendar = WEEKENDS_ONLY
) -> Rule[RightsState, RightsEvent]:
    return lambda state: request_rights(
        state, request, by=by, today=TODAY, rules=RULES, calendar=calendar
    )


def verifying(request: VerifyRequester) -> Rule[RightsState, RightsEvent]:
    return lambda state: verify_requester(state, request, by=TEACHER, today=TODAY)


def answering(request: AnswerRights, by: PersonId = SUPERVISOR) -> Rule[RightsState, RightsEvent]:
    return lambda state: answer_rights(state, request, by=by, today=TODAY)


def test_a_request_is_recorded_with_who_asks_and_by_when_it_is_answered() -> None:
    RIGHTS.given().when(asking(REQUEST)).then(REQUESTED, NAMED, WORDS)


def test_a_child_needs_no_name_and_no_relation() -> None:
    own = replace(REQUEST, spoken_by=SpokenBy.CHILD, name=None, words=None)
    RIGHTS.given().when(asking(own)).then(
        replace(REQUESTED, spoken_by=SpokenBy.CHILD, relation_code=None)
    )


def test_the_same_request_sent_twice_is_recorded_once_by_whomever() -> None:
    known = (REQUESTED, NAMED, WORDS)
    for by in (TEACHER, SUPERVISOR):
        RIGHTS.given(*known, VERIFIED).when(asking(REQUEST, by)).then_known(*known)
    other = replace(REQUEST, kind=RightsKind.DELETE)
    RIGHTS.given(*known).when(asking(other)).then_refused("rights_already_requested")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(REQUEST, name=" "), "required", "speaker_name"),
        (replace(REQUEST, relation_code=None), "required", "relation_code"),
        (replace(REQUEST, relation_code="xx"), "unknown_code", "relation_code"),
        (replace(REQUEST, phone="12"), "not_a_phone", "phone"),
        (replace(REQUEST, asked_on=TODAY + timedelta(days=1)), "in_future", "asked_on"),
    ],
)
def test_a_request_that_cannot_be_is_refused(wrong: RequestRights, code: str, field: str) -> None:
    RIGHTS.given().when(asking(wrong)).then_refused(code, field=field)


def test_it_is_made_sure_who_asks_once_and_in_time() -> None:
    RIGHTS.given(REQUESTED).when(verifying(VERIFY)).then(VERIFIED)
    RIGHTS.given(REQUESTED, VERIFIED).when(verifying(VERIFY)).then_known(VERIFIED)
    other = replace(VERIFY, proven_by=ProvenBy.KNOWN_IN_PERSON)
    RIGHTS.given(REQUESTED, VERIFIED).when(verifying(other)).then_refused(
        "requester_already_verified"
    )
    RIGHTS.given().when(verifying(VERIFY)).then_refused("rights_not_found")
    RIGHTS.given(REQUESTED, REFUSED).when(verifying(VERIFY)).then_refused("rights_already_answered")
    for day, code in (
        (TODAY + timedelta(1), "in_future"),
        (YESTERDAY - timedelta(1), "before_earlier_step"),
    ):
        RIGHTS.given(REQUESTED).when(verifying(replace(VERIFY, verified_on=day))).then_refused(
            code, field="verified_on"
        )


def test_another_person_answers_in_writing() -> None:
    RIGHTS.given(REQUESTED, VERIFIED).when(answering(ANSWER)).then(FULFILLED, WRITTEN)
    RIGHTS.given(REQUESTED, VERIFIED).when(answering(ANSWER, TEACHER)).then_refused(
        "answered_by_another"
    )
    RIGHTS.given(REQUESTED, VERIFIED).when(answering(replace(ANSWER, text=""))).then_refused(
        "required", field="answer_text"
    )


def test_a_part_may_be_refused_with_its_reason() -> None:
    partly = replace(ANSWER, reason=RefusalReason.SECRETS_OF_OTHERS, is_partly=True)
    RIGHTS.given(REQUESTED, VERIFIED).when(answering(partly)).then(
        RightsPartlyFulfilled(
            child_id=CHILD,
            rights_id=ID,
            decided_by=SUPERVISOR,
            answered_on=TODAY,
            reason=RefusalReason.SECRETS_OF_OTHERS,
        ),
        WRITTEN,
    )
    without = replace(ANSWER, is_partly=True)
    RIGHTS.given(REQUESTED, VERIFIED).when(answering(without)).then_refused(
        "required", field="refusal_reason"
    )


def test_nothing_is_done_for_somebody_whom_nobody_made_sure_of_but_to_refuse() -> None:
    RIGHTS.given(REQUESTED).when(answering(ANSWER)).then_refused("verify_first")
    must_be_kept = replace(ANSWER, reason=RefusalReason.MUST_BE_KEPT)
    RIGHTS.given(REQUESTED).when(answering(must_be_kept)).then_refused("verify_first")
    not_entitled = replace(ANSWER, reason=RefusalReason.NOT_ENTITLED)
    RIGHTS.given(REQUESTED).when(answering(not_entitled)).then(REFUSED, WRITTEN)
    in_part = replace(not_entitled, is_partly=True)
    RIGHTS.given(REQUESTED).when(answering(in_part)).then_refused("verify_first")


@pytest.mark.parametrize("is_partly", [False, True])
def test_who_was_made_sure_of_is_not_refused_as_unproven(*, is_partly: bool) -> None:
    unproven = replace(ANSWER, reason=RefusalReason.IDENTITY_NOT_PROVEN, is_partly=is_partly)
    RIGHTS.given(REQUESTED, VERIFIED).when(answering(unproven)).then_refused("identity_is_proven")
    whole = replace(unproven, is_partly=False)
    refused = replace(REFUSED, reason=RefusalReason.IDENTITY_NOT_PROVEN)
    RIGHTS.given(REQUESTED).when(answering(whole)).then(refused, WRITTEN)


def test_the_same_answer_is_recorded_once_and_another_is_refused() -> None:
    known = (REQUESTED, VERIFIED, FULFILLED, WRITTEN)
    RIGHTS.given(*known).when(answering(ANSWER)).then_known(WRITTEN)
    for other in (replace(ANSWER, text="别的"), replace(ANSWER, reason=RefusalReason.IS_CORRECT)):
        RIGHTS.given(*known).when(answering(other)).then_refused("rights_already_answered")
    RIGHTS.given().when(answering(ANSWER)).then_refused("rights_not_found")
    for day, code in (
        (TODAY + timedelta(1), "in_future"),
        (YESTERDAY - timedelta(1), "before_earlier_step"),
    ):
        RIGHTS.given(REQUESTED, VERIFIED).when(
            answering(replace(ANSWER, answered_on=day))
        ).then_refused(code, field="answered_on")


def test_a_request_has_come_as_far_as_its_facts() -> None:
    facts: list[RightsEvent] = [REQUESTED]
    assert fold(facts).stage(ID) is RightsStage.RECEIVED
    assert fold([*facts, VERIFIED]).stage(ID) is RightsStage.VERIFIED
    assert fold([*facts, VERIFIED, FULFILLED]).stage(ID) is RightsStage.FULFILLED
    assert fold([*facts, REFUSED]).stage(ID) is RightsStage.REFUSED


def test_no_day_off_is_one_of_the_fifteen_and_a_saturday_worked_for_it_is() -> None:
    wednesday = TODAY + timedelta(days=1)
    saturday = TODAY + timedelta(days=4)
    free = Calendar(days_off=frozenset({wednesday, wednesday + timedelta(days=1)}))
    moved = replace(free, days_worked=frozenset({saturday}))
    weekends = REQUESTED.due_on
    for calendar, due_on in ((free, weekends + timedelta(2)), (moved, weekends + timedelta(1))):
        due = replace(REQUESTED, due_on=due_on)
        RIGHTS.given().when(asking(REQUEST, calendar=calendar)).then(due, NAMED, WORDS)


def test_the_day_a_request_was_told_stays_when_more_of_the_calendar_is_known() -> None:
    told = (REQUESTED, NAMED, WORDS)
    free = Calendar(days_off=frozenset({TODAY + timedelta(days=1)}))
    RIGHTS.given(*told).when(asking(REQUEST, calendar=free)).then_known(*told)
