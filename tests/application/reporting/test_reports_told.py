"""A report of harm reaches those on duty until somebody receives it, and nobody whom it names."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.authorisation.permission import standings_of
from application.crisis.clocks.sweeping import Sweep
from application.crisis.telling.outside_rows import Alert
from application.ports import Commit
from application.reporting.listing import unreceived_reports
from application.reporting.reactions import told_because
from application.reporting.reading import own_report, report
from application.reporting.recorded import alerts_of_report, recorded_report
from application.reporting.recording import (
    acknowledge_report,
    close_report,
    notify_body,
    return_outcome,
)
from application.staffing.reactions import introduce
from domain.alerts.facts import ReportAlerted
from domain.alerts.outside import Channel
from domain.codelists import Body, HarmKind
from domain.errors import NotFound
from domain.reporting.facts import HarmSuspected, ReportOutcome, ReportOverdue, ReportStep, Suspect
from domain.reporting.state import CloseReport, ReturnOutcome
from domain.ruleset import RuleSet
from domain.shared import PersonId, ReportId
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.application.reporting.reporting import (
    CIVIL_AFFAIRS,
    EDUCATION,
    REPORTER,
    by,
    looking,
    open_reporting,
    reported,
)
from tests.crisis import DUTY_OFFICER
from tests.engines import FoundedLedger
from tests.office import LEADER, OFFICER, Office, acting, reopen_office
from tests.report_examples import CALLED, CLOSING, HARM, OTHER_CALL, OTHER_OFFICER, OUTCOME, REPORT

HALF_AN_HOUR, THREE_DAYS = timedelta(minutes=30), timedelta(days=3)
ON_DUTY = {DUTY_OFFICER, OTHER_OFFICER}


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_reporting))


def follow(office: Office, at: datetime = given.NOW) -> list[set[PersonId]]:
    """Let what follows follow; return who was told each time so far."""
    assert reactions_of(office.opened, lambda: at).follow()
    return [{each.person_id for each in told.addressees} for told in alerts(office)]


def alerts(office: Office) -> tuple[ReportAlerted, ...]:
    return alerts_of_report(recorded_report(office.ledger, REPORT).history, REPORT)


def sweep(office: Office, at: datetime) -> int:
    """Say what is overdue by then, as the leader does."""
    actor = introduce(office.ledger, office.opened.ledger_id, given.NOW)
    assert office.opened.projector.catch_up(wait_ms=5_000)
    return Sweep(office.ledger, lambda: actor).round(at)


def said(office: Office) -> list[tuple[ReportStep, int]]:
    facts = recorded_report(office.ledger, REPORT).history.recorded
    found = (each.fact for each in facts)
    return [(each.step, each.tier) for each in found if isinstance(each, ReportOverdue)]


def test_those_on_duty_in_the_county_are_told_once_and_nobody_at_school(office: Office) -> None:
    reported(office)
    assert follow(office) == [ON_DUTY]
    assert follow(office) == [ON_DUTY]
    assert own_report(office.ledger, acting(REPORTER), REPORT, given.NOW).reached is True


def test_each_body_that_is_demanded_is_told_with_it_and_one_told_later_then(office: Office) -> None:
    reported(office, replace(HARM, kind=HarmKind.ABANDONED))
    assert follow(office) == [{*ON_DUTY, CIVIL_AFFAIRS}]
    told = replace(CALLED, call_id=OTHER_CALL, body=Body.EDUCATION)
    notify_body(office.ledger, by(REPORTER), told)
    assert follow(office) == [{*ON_DUTY, CIVIL_AFFAIRS}, {EDUCATION}]


def test_no_guardian_and_nobody_who_is_suspected_is_ever_told(office: Office) -> None:
    """Invariant 14: whoever may have done it hears of it by no way, whatever duty they hold."""
    named = (DUTY_OFFICER, EDUCATION)
    harm = replace(
        HARM,
        at_school=True,
        suspects=(Suspect.GUARDIAN, Suspect.OFFICIAL, Suspect.TEACHER),
        suspect_ids=named,
    )
    reported(office, harm)
    follow(office)
    for days in range(1, 9):
        sweep(office, given.NOW + timedelta(days=days))
        follow(office, given.NOW + timedelta(days=days))
    told = [who for each in alerts(office) for who in each.addressees]
    assert {each.person_id for each in told} == {OTHER_OFFICER, OFFICER}
    assert all(set(named) <= set(each.kept_out_ids) for each in alerts(office))
    with pytest.raises(NotFound):
        report(office.ledger, looking(DUTY_OFFICER))


def test_half_an_hour_later_the_next_in_line_is_told_and_may_receive_it(office: Office) -> None:
    reported(office)
    follow(office)
    with pytest.raises(NotFound):
        acknowledge_report(office.ledger, by(OFFICER), REPORT)
    assert sweep(office, given.NOW + HALF_AN_HOUR - timedelta(seconds=1)) == 0
    at = given.NOW + HALF_AN_HOUR
    assert [sweep(office, at), sweep(office, at)] == [1, 0]
    assert follow(office, at) == [ON_DUTY, {OFFICER}]
    assert said(office) == [(ReportStep.ACKNOWLEDGED, 1)]
    acknowledge_report(office.ledger, by(OFFICER, at), REPORT)
    assert sweep(office, at + THREE_DAYS - HALF_AN_HOUR - timedelta(seconds=1)) == 0
    assert sweep(office, given.NOW + THREE_DAYS) == 1
    assert said(office)[-1] == (ReportStep.OUTCOME, 1)
    answer = ReturnOutcome(
        report_id=REPORT,
        outcome_id=OUTCOME,
        body=Body.POLICE,
        outcome=ReportOutcome.CASE_FILED,
        returned_on=given.TODAY,
    )
    return_outcome(office.ledger, by(OFFICER, at), answer)
    # What one body made of it ends nothing: it is asked for until somebody ends the report.
    assert follow(office, given.NOW + THREE_DAYS) == [ON_DUTY, {OFFICER}, {OFFICER}]
    assert sweep(office, given.NOW + timedelta(days=4)) == 1
    ending = CloseReport(report_id=REPORT, closing_id=CLOSING, why="都办完了。")
    close_report(office.ledger, by(OFFICER, at), ending)
    assert sweep(office, given.NOW + timedelta(days=60)) == 0


def test_the_newest_that_waits_is_counted_however_many_were_received_before(
    office: Office,
) -> None:
    few = replace(office.ledger, rulebook=replace(office.ledger.rules, page_size=1))
    others = [ReportId(given.example_id(880 + each)) for each in range(3)]
    for each in others:
        reported(office, replace(HARM, report_id=each, called=None))
        acknowledge_report(office.ledger, by(DUTY_OFFICER), each)
    standings = standings_of(few, acting(DUTY_OFFICER), given.NOW)
    assert unreceived_reports(few, standings, given.NOW) == 0
    reported(office)
    assert unreceived_reports(few, standings, given.NOW) == 1


def test_a_report_that_is_received_in_time_is_never_said_to_be_late(office: Office) -> None:
    reported(office)
    follow(office)
    acknowledge_report(office.ledger, by(DUTY_OFFICER, given.NOW + timedelta(minutes=29)), REPORT)
    assert sweep(office, given.NOW + timedelta(hours=2)) == 0
    assert said(office) == []


def test_after_a_death_between_two_lines_it_is_told_once(office: Office) -> None:
    reported(office)
    found = recorded_report(office.ledger, REPORT)
    cause = next(e for e in found.history.recorded if isinstance(e.fact, HarmSuspected))
    telling = told_because(office.ledger, cause, given.NOW, frozenset)
    assert telling is not None
    office.ledger.log.append(
        Commit(
            facts=(telling.fact,),
            expected=telling.expected,
            request_id=cause.request_id,
            actor_id=acting(REPORTER).person_id,
            recorded_at=given.NOW,
        )
    )
    assert told_because(office.ledger, cause, given.NOW, frozenset) is None
    assert follow(office) == [ON_DUTY]


class TenLater:
    """Ten minutes are what others have who are told of a report after this one."""

    def at(self, moment: datetime | None) -> RuleSet:
        ten = replace(given.RULES.reporting, acknowledged_within=timedelta(minutes=10))
        return given.RULES if moment == given.NOW else replace(given.RULES, reporting=ten)


def test_what_goes_out_says_minutes_and_reaches_no_group(office: Office) -> None:
    def outlets(people: Collection[PersonId]) -> dict[PersonId, Collection[Channel]]:
        return dict.fromkeys(people, (Channel.EMAIL, Channel.WECOM, Channel.DINGTALK))

    reported(office)
    found = recorded_report(office.ledger, REPORT)
    cause = next(e for e in found.history.recorded if isinstance(e.fact, HarmSuspected))
    reaching = replace(office.ledger, outlets=outlets, rulebook=TenLater())
    telling = told_because(reaching, cause, given.NOW, frozenset)
    assert telling is not None
    rows: tuple[Alert, ...] = telling.alerts
    assert {each.addressee_id for each in rows} == ON_DUTY
    assert [(e.channel, e.minutes) for row in rows for e in row.outside] == [("email", 30)] * 2
    assert LEADER not in {each.addressee_id for each in rows}
