"""What a family is told of who looked: offices and duties, never people, nothing of a crisis."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.care_files.files import care_file
from application.crisis.worries.worrying import worry_sheet
from application.reads.who_looked import FamilyLine, looked_for_family, who_looked
from domain.errors import NotFound, NotPermitted
from domain.reads.facts import Reading
from domain.shared import Purpose
from tests import examples as given
from tests.application.granting import ASK, GRANT, approved, asked
from tests.office import AUDITOR, LEADER, STRANGER, Office, acting, read_id


def test_a_family_is_told_by_day_office_and_duty_how_often_and_for_what(office: Office) -> None:
    yesterday = given.NOW - timedelta(days=1)
    care_file(office.ledger, replace(office.asked(given.TEACHER, 1), now=yesterday))
    care_file(office.ledger, office.asked(given.TEACHER, 2))
    care_file(office.ledger, office.asked(given.TEACHER, 3))
    worry_sheet(office.ledger, acting(given.TEACHER), given.NOW, read_id=read_id(4))
    found = looked_for_family(
        office.ledger, office.asked(LEADER, 5), since_on=given.TODAY, until_on=given.TODAY
    )
    by_teacher = FamilyLine(
        on=given.TODAY,
        organisation_id=given.SCHOOL_CLASS,
        duty="class_teacher",
        what=Reading.CARE_FILE,
        purpose=Purpose.CARE,
        times=2,
    )
    asked_now = FamilyLine(
        on=given.TODAY,
        organisation_id=given.SCHOOL,
        duty="school_leader",
        what=Reading.READINGS,
        purpose=Purpose.RIGHTS,
        times=1,
    )
    assert set(found.lines) == {by_teacher, asked_now}
    assert found.names.people == {}


def test_only_who_may_see_readings_of_the_child_is_told(office: Office) -> None:
    with pytest.raises(NotFound):
        who_looked(office.ledger, office.asked(STRANGER, 1))
    with pytest.raises(NotPermitted):
        who_looked(office.ledger, office.asked(given.TEACHER, 2))
    assert office.ledger.readings.of_child(given.CHILD, limit=9).rows == ()


def test_an_auditor_is_told_of_a_number(office: Office) -> None:
    found = who_looked(office.ledger, office.asked(AUDITOR, 1))
    assert found.head is None
    assert [row.what for row in found.rows] == [Reading.READINGS]


def test_whoever_decided_on_it_is_led_to_the_access_a_reading_rests_on(office: Office) -> None:
    asked(office, replace(ASK, purpose=Purpose.CARE), by=STRANGER)
    approved(office)
    care_file(office.ledger, office.asked(STRANGER, 1))
    found = who_looked(office.ledger, office.asked(LEADER, 2))
    assert [row.grant_id for row in found.rows] == [None, GRANT]
    assert found.may_open == {GRANT}
    # Whoever audits sees that it was by a grant, and has no part in deciding on it.
    assert who_looked(office.ledger, office.asked(AUDITOR, 3)).may_open == frozenset()
