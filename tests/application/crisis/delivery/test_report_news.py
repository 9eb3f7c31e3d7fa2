"""Whoever carries on a report, and whoever made it, has word of an answer; no fact tells who."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, message_for
from application.crisis.telling.outside_rows import delivery_of
from application.reporting.recorded import recorded_report
from application.reporting.recording import acknowledge_report, close_report, return_outcome
from domain.alerts.outside import Channel
from domain.alerts.word_facts import ReportNewsTold
from domain.codelists import Body
from domain.reporting.facts import (
    OutcomeReturned,
    ReportClosingProposed,
    ReportOutcome,
    Suspect,
)
from domain.reporting.state import CloseReport, ReturnOutcome
from domain.shared import CaseId, OutcomeId, PersonId
from infrastructure.log.tables import ALERTS
from tests import examples as given
from tests.application.crisis.delivery.test_looked_up_when_sent import book
from tests.application.crisis.telling.test_escalating import follow
from tests.application.outside import LINK, sending
from tests.application.reporting.reporting import REPORTER, by, open_reporting, reported
from tests.application.telling import all_but
from tests.crisis import DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import Office, reopen_office
from tests.report_examples import CLOSING, HARM, OTHER_OFFICER, OUTCOME, REPORT

ANSWER = ReturnOutcome(
    report_id=REPORT,
    outcome_id=OUTCOME,
    body=Body.POLICE,
    outcome=ReportOutcome.NOTHING_FOUND,
    returned_on=given.TODAY,
)
SECOND = replace(ANSWER, outcome_id=OutcomeId(given.example_id(899)))
ENDING = CloseReport(report_id=REPORT, closing_id=CLOSING, why="没有发现。")


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return sending(reopen_office(founded_ledger(open_reporting)))


def words(office: Office) -> list[tuple[type[object], tuple[PersonId, ...], bool]]:
    """Return because of what there was word, to whom, and whether to whoever made the report."""
    recorded = recorded_report(office.ledger, REPORT).history.recorded
    causes = {each.event_id: type(each.fact) for each in recorded}
    facts = (each.fact for each in recorded)
    return [
        (causes[each.cause_id], each.told_ids, each.to_reporter)
        for each in facts
        if isinstance(each, ReportNewsTold)
    ]


def rows(office: Office, person: PersonId) -> int:
    with office.databases.engine.connect() as connection:
        return len(
            connection.execute(select(ALERTS.c.alert).where(ALERTS.c.addressee == person)).all()
        )


def sent(office: Office, to: PersonId, kind: type[object]) -> Message | Withheld:
    recorded = recorded_report(office.ledger, REPORT).history.recorded
    cause = [each for each in recorded if isinstance(each.fact, kind)][-1]
    due = Due(
        delivery_id=delivery_of(cause.event_id, to, Channel.EMAIL),
        channel=Channel.EMAIL,
        person_id=to,
        case_id=CaseId(REPORT),
        minutes=0,
        tries=0,
        waited=given.NOW - given.NOW,
    )
    ledger = replace(office.ledger, reachable=all_but())
    return message_for(ledger, book(), due, Leads(LINK), given.NOW)


def test_an_answer_reaches_who_received_the_report_and_who_made_it_and_its_end_a_second_person(
    office: Office,
) -> None:
    reported(office)
    follow(office, 0)
    acknowledge_report(office.ledger, by(DUTY_OFFICER), REPORT)
    return_outcome(office.ledger, by(OTHER_OFFICER), ANSWER)
    follow(office, 0)
    follow(office, 0)
    assert words(office) == [(OutcomeReturned, (DUTY_OFFICER,), True)]
    assert rows(office, REPORTER) == 1
    found = sent(office, REPORTER, OutcomeReturned)
    assert isinstance(found, Message)
    assert (found.words.chinese, found.words.link) == ("有新的待办·请在工作时间内处理", LINK)
    # Who received it wrote the next one down: there is word to whoever made the report alone.
    return_outcome(office.ledger, by(DUTY_OFFICER), SECOND)
    follow(office, 0)
    assert words(office)[1:] == [(OutcomeReturned, (), True)]
    close_report(office.ledger, by(DUTY_OFFICER), ENDING)
    follow(office, 0)
    assert words(office)[2:] == [(ReportClosingProposed, (OTHER_OFFICER,), False)]


def test_whoever_is_suspected_has_no_word_though_they_made_the_report_themselves(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = sending(reopen_office(founded_on_sqlite(open_reporting)))
    named = replace(HARM, suspects=(Suspect.OTHER,), suspect_ids=(REPORTER, DUTY_OFFICER))
    reported(office, named)
    follow(office, 0)
    acknowledge_report(office.ledger, by(OTHER_OFFICER), REPORT)
    return_outcome(office.ledger, by(OTHER_OFFICER), ANSWER)
    follow(office, 0)
    assert words(office) == []
    assert rows(office, REPORTER) == 0
    close_report(
        office.ledger,
        by(OTHER_OFFICER),
        CloseReport(report_id=REPORT, closing_id=CLOSING, why="无"),
    )
    follow(office, 0)
    assert words(office) == [(ReportClosingProposed, (), False)]
