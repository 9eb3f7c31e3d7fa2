"""A body's officer without an account reads one report by link and code, and answers for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from domain.codelists import Body
from domain.reporting.facts import BodyNotified, ReceiptConfirmed, ReportingEvent
from domain.reporting.officer_facts import (
    OfficerCodeRefused,
    OfficerEnd,
    OutsideOfficerEnded,
    OutsideOfficerEntered,
    OutsideOfficerNamed,
)
from domain.reporting.officer_state import AnswerForBody, NameOfficer
from domain.reporting.officers import (
    acting,
    answering_for_body,
    confirm_for_body,
    end_officer,
    enter,
    name_officer,
    return_for_body,
)
from domain.reporting.rules import Answer
from domain.reporting.state import ConfirmReceipt, ReportState
from domain.shared import PersonId
from tests.domain.reporting.test_answering import CLOSED, RECEIVED, REPORTED, SPEC
from tests.examples import CHILD, NOW, RULES, TODAY, example_id
from tests.report_examples import CALL, FILED, NOTIFIED, OFFICER, OTHER_CALL, OUTCOME, REPORT

OUTSIDE, ANOTHER = PersonId(example_id(971)), PersonId(example_id(972))
CONSTABLE = NameOfficer(
    report_id=REPORT,
    officer_id=OUTSIDE,
    body=Body.POLICE,
    name="示例警官",
    function="示例派出所民警",
    phone="0777-0000000",
)
NAMED = OutsideOfficerNamed(
    report_id=REPORT,
    child_id=CHILD,
    officer_id=OUTSIDE,
    body=Body.POLICE,
    named_by=OFFICER,
    name="示例警官",
    function="示例派出所民警",
    phone="0777-0000000",
    code_digest="right",
    ends_at=NOW + timedelta(days=14),
)
ENTERED = OutsideOfficerEntered(
    report_id=REPORT, child_id=CHILD, officer_id=OUTSIDE, browser_digest="browser"
)
REFUSED = OfficerCodeRefused(report_id=REPORT, child_id=CHILD, officer_id=OUTSIDE)
ENDED = OutsideOfficerEnded(
    report_id=REPORT,
    child_id=CHILD,
    officer_id=OUTSIDE,
    reason=OfficerEnd.WITHDRAWN,
    ended_by=OFFICER,
)
SCHOOL_TOLD = BodyNotified(
    report_id=REPORT,
    child_id=CHILD,
    call_id=OTHER_CALL,
    body=Body.EDUCATION,
    called_at=NOTIFIED.called_at,
)
LET_IN: tuple[ReportingEvent, ...] = (*RECEIVED, NAMED, ENTERED)
SAID = AnswerForBody(report_id=REPORT, outcome_id=OUTCOME, outcome=FILED.outcome, returned_on=TODAY)


def naming(request: NameOfficer = CONSTABLE) -> Callable[[ReportState], Answer]:
    return lambda state: name_officer(
        state, request, by=OFFICER, code_digest="right", now=NOW, rules=RULES
    )


def entering(
    code: str = "right", days: int = 0, browser: str = "browser"
) -> Callable[[ReportState], Answer]:
    return lambda state: enter(
        state,
        OUTSIDE,
        code_digest=code,
        browser_digest=browser,
        now=NOW + timedelta(days=days),
        rules=RULES,
    )


def confirming(
    number: str = "示例 08", body: Body = Body.POLICE
) -> Callable[[ReportState], Answer]:
    request = ConfirmReceipt(report_id=REPORT, call_id=CALL, receipt_number=number)
    return lambda state: confirm_for_body(state, body, request)


def returning(state: ReportState) -> Answer:
    officer = answering_for_body(state, OUTSIDE, NOW)
    assert officer is not None
    return return_for_body(state, officer, SAID, today=TODAY)


def test_somebody_of_a_body_that_was_told_is_named_once_by_whoever_has_the_report() -> None:
    SPEC.given(*RECEIVED).when(naming()).then(NAMED)
    SPEC.given(*RECEIVED, NAMED).when(naming()).then_known(NAMED)
    for other in (replace(CONSTABLE, phone="0777-1"), replace(CONSTABLE, body=Body.EDUCATION)):
        SPEC.given(*RECEIVED, NAMED).when(naming(other)).then_refused("officer_already_named")
    SPEC.given(*REPORTED).when(naming()).then_refused("report_not_acknowledged")
    SPEC.given(*RECEIVED, CLOSED).when(naming()).then_refused("report_closed")
    untold = replace(CONSTABLE, body=Body.EDUCATION)
    SPEC.given(*RECEIVED).when(naming(untold)).then_refused("report_body_not_told")
    unsaid = replace(CONSTABLE, function=" ")
    SPEC.given(*RECEIVED).when(naming(unsaid)).then_refused("required", field="function")


def test_another_of_the_same_body_ends_the_link_and_one_of_another_body_does_not() -> None:
    after = SPEC.given(*LET_IN, SCHOOL_TOLD)
    anew = replace(CONSTABLE, officer_id=ANOTHER)
    replaced = replace(ENDED, reason=OfficerEnd.REPLACED)
    after.when(naming(anew)).then(replaced, replace(NAMED, officer_id=ANOTHER))
    of_school = replace(anew, body=Body.EDUCATION)
    named = replace(NAMED, officer_id=ANOTHER, body=Body.EDUCATION)
    after.when(naming(of_school)).then(named)


def test_link_and_code_let_in_one_browser_until_the_day_or_the_report_is_over() -> None:
    SPEC.given(*RECEIVED, NAMED).when(entering()).then(ENTERED)
    SPEC.given(*LET_IN).when(entering()).then_known(ENTERED)
    SPEC.given(*LET_IN).when(entering(browser="another")).then_refused("outside_link_used")
    for after in ((ENDED,), (CLOSED,)):
        SPEC.given(*LET_IN, *after).when(entering()).then_refused("outside_link_over")
        assert acting(SPEC.given(*LET_IN, *after).state, OUTSIDE, NOW) is None
    SPEC.given(*RECEIVED, NAMED).when(entering(days=14)).then_refused("outside_link_over")
    assert acting(SPEC.given(*RECEIVED, NAMED).state, OUTSIDE, NOW) is None
    assert acting(SPEC.given(*LET_IN).state, OUTSIDE, NOW + timedelta(days=14)) is None


def test_the_fifth_wrong_code_ends_the_link() -> None:
    killed = replace(ENDED, reason=OfficerEnd.WRONG_CODES, ended_by=None)
    SPEC.given(*RECEIVED, NAMED).when(entering("wrong")).then(REFUSED)
    four: tuple[ReportingEvent, ...] = (*RECEIVED, NAMED, *[REFUSED] * 4)
    SPEC.given(*four).when(entering("wrong")).then(REFUSED, killed)
    SPEC.given(*four, REFUSED, killed).when(entering()).then_refused("outside_link_over")


def test_a_link_is_taken_back_once() -> None:
    def taking_back(state: ReportState) -> Answer:
        return end_officer(state, OUTSIDE, by=OFFICER)

    SPEC.given(*LET_IN).when(taking_back).then(ENDED)
    SPEC.given(*LET_IN, ENDED).when(taking_back).then_known(NAMED)
    SPEC.given(*RECEIVED).when(taking_back).then_refused("officer_not_named")


def test_a_body_confirms_the_call_it_was_shown_and_says_what_it_made_of_it() -> None:
    again = replace(NOTIFIED, call_id=OTHER_CALL)
    number = ReceiptConfirmed(
        report_id=REPORT, child_id=CHILD, call_id=CALL, receipt_number="示例 08"
    )
    SPEC.given(*LET_IN).when(confirming()).then(number)
    SPEC.given(*LET_IN, number).when(confirming()).then_known(number)
    SPEC.given(*LET_IN, again).when(confirming()).then(number)
    SPEC.given(*LET_IN).when(confirming(" ")).then_refused("required", field="receipt_number")
    SPEC.given(*LET_IN).when(confirming(body=Body.EDUCATION)).then_refused("report_body_not_told")
    filed = replace(FILED, recorded_by=OUTSIDE)
    SPEC.given(*LET_IN).when(returning).then(filed)
    SPEC.given(*LET_IN, filed).when(returning).then_known(filed)
    SPEC.given(*LET_IN, FILED).when(returning).then_refused("outcome_already_recorded")


def test_what_an_officer_says_is_taken_of_a_report_closed_meanwhile_and_of_no_link_that_ended() -> (
    None
):
    filed = replace(FILED, recorded_by=OUTSIDE)
    SPEC.given(*LET_IN, CLOSED).when(returning).then(filed)
    SPEC.given(*LET_IN, filed, CLOSED).when(returning).then_known(filed)
    for ended in (ENDED, replace(ENDED, reason=OfficerEnd.REPLACED)):
        assert answering_for_body(SPEC.given(*LET_IN, ended).state, OUTSIDE, NOW) is None
    assert answering_for_body(SPEC.given(*RECEIVED, NAMED).state, OUTSIDE, NOW) is None
