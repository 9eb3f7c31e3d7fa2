"""A report is received by one person, answered by bodies, and ended by two where nothing came."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.codelists import Body
from domain.reporting.answering import acknowledge_report, close_report, return_outcome
from domain.reporting.facts import ReportClosed, ReportingEvent, ReportOutcome
from domain.reporting.rules import Answer
from domain.reporting.state import (
    NOTHING_REPORTED,
    CloseReport,
    ReportState,
    ReturnOutcome,
    evolve,
)
from domain.shared import ClosingId, PersonId
from tests.examples import CHILD, TODAY
from tests.report_examples import (
    ACKNOWLEDGED,
    CLOSING,
    FILED,
    NAMED,
    NOTIFIED,
    OFFICER,
    OTHER_CLOSING,
    OTHER_OFFICER,
    OUTCOME,
    PROPOSED,
    REPORT,
    SUSPECTED,
)
from tests.spec import Spec

SPEC = Spec[ReportState, ReportingEvent](evolve, NOTHING_REPORTED)
REPORTED = (NAMED, SUSPECTED, NOTIFIED)
RECEIVED = (*REPORTED, ACKNOWLEDGED)
ANSWER = ReturnOutcome(
    report_id=REPORT,
    outcome_id=OUTCOME,
    body=Body.POLICE,
    outcome=ReportOutcome.CASE_FILED,
    returned_on=TODAY,
)
WHY = "走访两次，未发现侵害。"
CLOSED = ReportClosed(
    report_id=REPORT, child_id=CHILD, closing_id=CLOSING, closed_by=OFFICER, why=WHY
)


def receiving(by: PersonId = OFFICER) -> Callable[[ReportState], Answer]:
    return lambda state: acknowledge_report(state, REPORT, by=by)


def answering(
    request: ReturnOutcome = ANSWER, by: PersonId = OFFICER
) -> Callable[[ReportState], Answer]:
    return lambda state: return_outcome(state, request, by=by, today=TODAY)


def closing(
    by: PersonId = OFFICER, closing_id: ClosingId = CLOSING, why: str = WHY
) -> Callable[[ReportState], Answer]:
    asked = CloseReport(report_id=REPORT, closing_id=closing_id, why=why)
    return lambda state: close_report(state, asked, by=by)


def test_one_person_receives_a_report_and_another_finds_that_it_has_somebody() -> None:
    SPEC.given(*REPORTED).when(receiving()).then(ACKNOWLEDGED)
    SPEC.given(*RECEIVED).when(receiving()).then_known(ACKNOWLEDGED)
    SPEC.given(*RECEIVED).when(receiving(OTHER_OFFICER)).then_refused("report_already_acknowledged")
    SPEC.given().when(receiving()).then_refused("report_not_found")


def test_what_a_body_says_is_recorded_once_it_was_received_also_after_the_end() -> None:
    SPEC.given(*REPORTED).when(answering()).then_refused("report_not_acknowledged")
    SPEC.given(*RECEIVED).when(answering()).then(FILED)
    SPEC.given(*RECEIVED, FILED).when(answering()).then_known(FILED)
    other = replace(ANSWER, outcome=ReportOutcome.NOT_FILED)
    SPEC.given(*RECEIVED, FILED).when(answering(other)).then_refused("outcome_already_recorded")
    SPEC.given(*RECEIVED, CLOSED).when(answering()).then(FILED)
    untold = replace(ANSWER, body=Body.EDUCATION)
    SPEC.given(*RECEIVED).when(answering(untold)).then_refused("report_body_not_told")
    ahead = replace(ANSWER, returned_on=TODAY + timedelta(days=1))
    SPEC.given(*RECEIVED).when(answering(ahead)).then_refused("in_future", field="returned_on")


def test_one_person_ends_a_report_of_which_something_came() -> None:
    SPEC.given(*RECEIVED, FILED).when(closing()).then(CLOSED)
    SPEC.given(*RECEIVED, FILED, CLOSED).when(closing()).then_known(CLOSED)
    SPEC.given(*RECEIVED, FILED, CLOSED).when(closing(OTHER_OFFICER, OTHER_CLOSING)).then_refused(
        "report_closed"
    )


@pytest.mark.parametrize(
    "outcome",
    [None, ReportOutcome.NOT_FILED, ReportOutcome.NOTHING_FOUND, ReportOutcome.TRANSFERRED],
)
def test_two_people_end_a_report_of_which_nothing_came(outcome: ReportOutcome | None) -> None:
    said = () if outcome is None else (replace(FILED, outcome=outcome),)
    proposed = SPEC.given(*RECEIVED, *said, PROPOSED)
    SPEC.given(*RECEIVED, *said).when(closing()).then(PROPOSED)
    proposed.when(closing()).then_known(PROPOSED)
    proposed.when(closing(OFFICER, OTHER_CLOSING)).then_refused("report_closing_needs_another")
    agreed = replace(CLOSED, closing_id=OTHER_CLOSING, closed_by=OTHER_OFFICER, proposed_by=OFFICER)
    proposed.when(closing(OTHER_OFFICER, OTHER_CLOSING)).then(agreed)


def test_what_comes_of_it_meanwhile_lets_the_same_person_end_it() -> None:
    SPEC.given(*RECEIVED, PROPOSED, FILED).when(closing(OFFICER, OTHER_CLOSING)).then(
        replace(CLOSED, closing_id=OTHER_CLOSING)
    )


def test_no_report_ends_before_it_was_received_and_every_body_was_told() -> None:
    SPEC.given(*REPORTED, FILED).when(closing()).then_refused("report_not_acknowledged")
    SPEC.given(NAMED, SUSPECTED, ACKNOWLEDGED, FILED).when(closing()).then_refused(
        "report_body_untold"
    )
    SPEC.given(*RECEIVED, FILED).when(closing(why=" ")).then_refused("required", field="why")


def test_a_report_that_is_done_with_is_received_by_nobody_any_more() -> None:
    SPEC.given(*REPORTED, CLOSED).when(receiving()).then_refused("report_closed")
