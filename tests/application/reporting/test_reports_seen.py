"""A report of harm is seen by those on duty for it alone, and by nobody whom it names."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.reading.case_reading import case
from application.reporting.listing import reports_on_duty
from application.reporting.reading import own_report, own_reports, report
from application.reporting.recording import (
    acknowledge_report,
    notify_body,
)
from domain.codelists import Body
from domain.errors import NotFound, NotPermitted
from domain.reporting.facts import ReportStep, Suspect
from domain.reporting.state import ReportHarm
from domain.shared import PersonId
from tests import examples as given
from tests.application.casework import CASE, WORRY, asked, raised, taken, told
from tests.application.reporting.reporting import (
    CIVIL_AFFAIRS,
    EDUCATION,
    REPORTER,
    TEACHER_AT_SCHOOL,
    by,
    look_id,
    looking,
    open_reporting,
    reading,
    readings_of,
    reported,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.office import AUDITOR, DIRECTOR, LEADER, OFFICER, STRANGER, Office, acting, reopen_office
from tests.privacy import PRIVACY_OFFICER
from tests.report_examples import (
    CALLED,
    HARM,
    OTHER_CALL,
    OTHER_OFFICER,
    REPORT,
)

OUTSIDE = (
    *(given.TEACHER, given.VOLUNTEER, given.SUPERVISOR, LEADER, DIRECTOR, OFFICER, AUDITOR),
    *(STRANGER, CRISIS_LEAD, ADVISER, LIAISON, TEACHER_AT_SCHOOL, PRIVACY_OFFICER),
    *(CIVIL_AFFAIRS, EDUCATION, REPORTER),
)
"""Everybody else there: school, mentors, village, township, audit, and bodies not named."""


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_reporting))


def sees(office: Office, person: PersonId) -> bool:
    """Return whether somebody is shown the report; it is on the list then, and nowhere else."""
    try:
        report(office.ledger, looking(person))
    except (NotFound, NotPermitted):
        seen = False
    else:
        seen = True
    try:
        listed = reports_on_duty(
            office.ledger, acting(person), given.NOW, read_id=look_id(person, 9)
        )
    except NotPermitted:
        on_list = False
    else:
        on_list = [each.report_id for each in listed.rows] == [REPORT]
    assert seen == on_list
    return seen


def test_those_on_duty_in_the_county_see_it_and_nobody_else(office: Office) -> None:
    reported(office)
    assert sees(office, DUTY_OFFICER)
    assert sees(office, OTHER_OFFICER)
    assert [person for person in OUTSIDE if sees(office, person)] == []
    assert readings_of(office, DUTY_OFFICER) == [reading(DUTY_OFFICER)]
    assert readings_of(office, LEADER) == []


@pytest.mark.parametrize(
    ("body", "office_of"), [(Body.CIVIL_AFFAIRS, CIVIL_AFFAIRS), (Body.EDUCATION, EDUCATION)]
)
def test_the_office_of_a_body_sees_it_once_that_was_told(
    office: Office, body: Body, office_of: PersonId
) -> None:
    reported(office)
    assert not sees(office, office_of)
    notify_body(office.ledger, by(REPORTER), replace(CALLED, call_id=OTHER_CALL, body=body))
    assert sees(office, office_of)
    own = own_report(office.ledger, acting(REPORTER), REPORT, given.NOW)
    assert [each.called.body for each in own.calls] == [Body.POLICE, body]


@pytest.mark.parametrize(
    "request_",
    [
        replace(HARM, suspect_ids=(DUTY_OFFICER,)),
        replace(HARM, suspects=(Suspect.TEACHER,), suspect_ids=(DUTY_OFFICER, given.TEACHER)),
    ],
)
def test_who_is_suspected_sees_nothing_of_it_whatever_their_duty(
    office: Office, request_: ReportHarm
) -> None:
    reported(office, request_)
    assert not sees(office, DUTY_OFFICER)
    assert sees(office, OTHER_OFFICER)
    with pytest.raises(NotFound):
        acknowledge_report(office.ledger, by(DUTY_OFFICER), REPORT)


def test_who_is_kept_out_of_a_case_of_the_child_is_kept_out_of_the_report(office: Office) -> None:

    raised(office, replace(WORRY, involved_ids=(DUTY_OFFICER,)))
    reported(office)
    assert not sees(office, DUTY_OFFICER)
    assert sees(office, OTHER_OFFICER)


def test_the_case_beside_it_goes_on_untouched_and_the_link_is_for_who_may_see_both(
    office: Office,
) -> None:
    raised(office)
    told(office)
    taken(office)
    before = case(office.ledger, asked(CRISIS_LEAD)).entries
    reported(office, replace(HARM, case_id=CASE, suspect_ids=(OTHER_OFFICER,)))
    assert case(office.ledger, asked(CRISIS_LEAD, 2)).entries == before
    assert report(office.ledger, looking(DUTY_OFFICER)).case_id == CASE
    assert not sees(office, CRISIS_LEAD)
    notify_body(
        office.ledger, by(REPORTER), replace(CALLED, call_id=OTHER_CALL, body=Body.EDUCATION)
    )
    assert report(office.ledger, looking(EDUCATION)).case_id is None


def test_whoever_reported_is_told_how_far_it_is_and_nobody_that_it_was_they(
    office: Office,
) -> None:
    reported(office)
    own = own_report(office.ledger, acting(REPORTER), REPORT, given.NOW)
    assert (own.is_acknowledged, own.is_closed, own.outcomes) == (False, False, ())
    assert [each.report_id for each in own_reports(office.ledger, acting(REPORTER), given.NOW)] == [
        REPORT
    ]
    assert own_reports(office.ledger, acting(DUTY_OFFICER), given.NOW) == ()
    with pytest.raises(NotFound):
        own_report(office.ledger, acting(DUTY_OFFICER), REPORT, given.NOW)
    page = report(office.ledger, looking(DUTY_OFFICER))
    assert REPORTER not in page.names.people
    assert str(REPORTER) not in repr(page)
    assert page.due[ReportStep.ACKNOWLEDGED] == given.NOW + timedelta(minutes=30)
    # Nothing of the child was shown to them, so no reading tells an auditor who they are.
    shown = office.ledger.readings.of_child(given.CHILD, limit=50).rows
    assert {each.reader_id for each in shown} == {DUTY_OFFICER}
