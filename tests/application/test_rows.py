"""A duty holds from its first day to its last one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.rows import DutyRow
from domain.shared import DutyId
from domain.staff.facts import Role
from tests import examples as given

DUTY = DutyRow(
    duty_id=DutyId(given.example_id(201)),
    person_id=given.TEACHER,
    role=Role.CLASS_TEACHER,
    organisation_id=given.SCHOOL_CLASS,
    from_on=given.TODAY,
    to_on=given.TODAY + timedelta(days=2),
)


@pytest.mark.parametrize(("after_days", "holds"), [(-1, False), (0, True), (2, True), (3, False)])
def test_a_duty_holds_on_its_first_and_its_last_day(after_days: int, holds: bool) -> None:
    assert DUTY.holds_on(given.TODAY + timedelta(days=after_days)) is holds


def test_a_duty_without_an_end_goes_on() -> None:
    assert replace(DUTY, to_on=None).holds_on(given.TODAY + timedelta(days=9_999))
