"""Suspected harm: anybody reports it whatever else fails, and it goes its way to the end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports import History
from application.reporting.listing import audited_reports, reports_on_duty
from application.reporting.reading import own_report, report
from application.reporting.recording import (
    acknowledge_report,
    close_report,
    confirm_receipt,
    report_harm,
    return_outcome,
)
from domain.codelists import Body
from domain.errors import ConflictKept, NotFound, NotPermitted, RuleBroken, Unavailable
from domain.reporting.facts import HarmSuspected, ReportOutcome, ReportStep, Suspect
from domain.reporting.state import CloseReport, ConfirmReceipt, ReturnOutcome
from domain.shared import ChildId, Compartment
from tests import examples as given
from tests.application.reporting.reporting import (
    REPORTER,
    by,
    history_of,
    look_id,
    looking,
    open_reporting,
    reported,
)
from tests.crisis import DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import AUDITOR, LEADER, STRANGER, Office, acting, reopen_office
from tests.privacy import PRIVACY_OFFICER
from tests.report_examples import (
    ACKNOWLEDGED,
    CALL,
    CLOSING,
    FILED,
    HARM,
    NAMED,
    NOTIFIED,
    OTHER_CLOSING,
    OTHER_OFFICER,
    OUTCOME,
    PROPOSED,
    REPORT,
    SUSPECTED,
)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_reporting))


def test_a_report_is_sealed_whole_under_the_legal_key_but_for_the_name(office: Office) -> None:
    receipt = reported(office)
    found = history_of(office).recorded
    assert [each.fact for each in found] == [NAMED, SUSPECTED, NOTIFIED]
    assert (receipt.fresh, receipt.position) == (True, found[-1].position)
    assert {each.context.rules for each in found} == {given.RULES.version}
    office.opened.vault.destroy(given.CHILD, [Compartment.LEGAL], given.NOW)
    with pytest.raises(NotFound):
        own_report(office.ledger, acting(REPORTER), REPORT, given.NOW)
    with pytest.raises(RuleBroken, match="child_erased"):
        reported(office)


def test_twice_is_once_and_other_content_is_kept_beside_the_first(office: Office) -> None:
    first = reported(office)
    again = reported(office)
    assert (again.fresh, again.position) == (False, first.position)
    graver = replace(HARM, suspects=(Suspect.GUARDIAN, Suspect.TEACHER))
    with pytest.raises(ConflictKept):
        reported(office, graver)
    assert len(history_of(office).recorded) == 5
    # Whom the repeat alone names is kept out as well.
    assert report(office.ledger, looking(DUTY_OFFICER)).state.suspects == {
        Suspect.GUARDIAN,
        Suspect.TEACHER,
    }


def test_nothing_but_the_log_is_asked_to_report_and_to_see_that_it_came(office: Office) -> None:
    def behind(*_asked: object, **_more: object) -> object:
        raise Unavailable("views_behind")

    views = type("Behind", (), {"__getattr__": lambda _self, _name: behind})()
    blind = replace(
        office.ledger,
        **dict.fromkeys(("access", "directory", "desk", "grants", "reports", "health"), views),
    )
    described = replace(
        HARM, child_id=ChildId(given.example_id(390)), name=None, described_as="红书包的男孩"
    )
    report_harm(blind, by(STRANGER), described)
    confirm = ConfirmReceipt(report_id=REPORT, call_id=CALL, receipt_number="07")
    confirm_receipt(blind, by(STRANGER), confirm)
    own = own_report(blind, acting(STRANGER), REPORT, given.NOW)
    assert [each.receipt_number for each in own.calls] == ["07"]
    assert (own.reached, own.is_acknowledged, own.untold) == (None, False, ())


def test_a_damaged_file_of_the_child_keeps_nobody_from_reporting(office: Office) -> None:
    file = office.ledger.log.load([office.opened.mapper.stream_of(given.CARE_FILE_OPENED)])
    assert isinstance(file, History)
    spoil(office.databases, file.recorded[-1].position)
    reported(office)
    (suspected,) = (
        each.fact for each in history_of(office).recorded if isinstance(each.fact, HarmSuspected)
    )
    assert suspected == replace(SUSPECTED, class_id=None, village_id=None)


def test_a_report_goes_its_way_and_the_audit_is_told_only_when(office: Office) -> None:
    late_at = given.NOW + timedelta(hours=3)
    ledger = office.ledger
    report_harm(ledger, by(REPORTER, late_at), HARM)
    acknowledge_report(ledger, by(DUTY_OFFICER, late_at), REPORT)
    with pytest.raises(RuleBroken, match="report_already_acknowledged"):
        acknowledge_report(ledger, by(OTHER_OFFICER, late_at), REPORT)
    nothing = ReturnOutcome(
        report_id=REPORT,
        outcome_id=OUTCOME,
        body=Body.POLICE,
        outcome=ReportOutcome.NOTHING_FOUND,
        returned_on=given.TODAY,
    )
    return_outcome(ledger, by(DUTY_OFFICER, late_at), nothing)
    first = CloseReport(report_id=REPORT, closing_id=CLOSING, why=PROPOSED.why)
    close_report(ledger, by(DUTY_OFFICER, late_at), first)
    listed = reports_on_duty(ledger, acting(OTHER_OFFICER), late_at, read_id=look_id(OTHER_OFFICER))
    assert [(each.waits_for, each.is_closing_proposed) for each in listed.rows] == [
        (ReportStep.OUTCOME, True)
    ]
    second = CloseReport(report_id=REPORT, closing_id=OTHER_CLOSING, why="核对过。")
    close_report(ledger, by(OTHER_OFFICER, late_at), second)
    facts = [each.fact for each in history_of(office).recorded]
    assert facts[3] == ACKNOWLEDGED
    assert facts[4] == replace(FILED, outcome=ReportOutcome.NOTHING_FOUND)
    again = reports_on_duty(
        ledger, acting(OTHER_OFFICER), late_at, read_id=look_id(OTHER_OFFICER, 2)
    )
    assert again.rows == ()
    (line,) = audited_reports(ledger, acting(PRIVACY_OFFICER), late_at).rows
    assert (line.reported_at, line.acknowledged_at) == (late_at, late_at)
    assert (line.outcome_at, line.closed_at) == (late_at, late_at)
    assert (line.said_overdue, line.untold, line.recorded_late) == (0, 0, True)
    for person in (DUTY_OFFICER, LEADER, AUDITOR, REPORTER):
        with pytest.raises(NotPermitted):
            audited_reports(ledger, acting(person), late_at)
