"""Who together may give a duty, and that administrators hold one role alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.staff.facts import (
    DutyAssigned,
    DutyEnded,
    DutyEndReason,
    DutyProposed,
    Role,
)
from tests.domain.staff.test_proposing import (
    ANOTHER,
    APPROVED,
    IN_OFFICE,
    PROPOSE,
    PROPOSED,
    STAFF,
    approving,
    proposing,
)
from tests.domain.two_people import ADMINISTRATOR, LEADER, SECURITY
from tests.examples import (
    COUNTY_OFFICE,
    DUTY,
    DUTY_ASSIGNED,
    TEACHER,
    TEACHER_REGISTERED,
    TODAY,
)

ADMINISTER = replace(
    PROPOSE,
    role=Role.SYSTEM_ADMINISTRATOR,
    organisation_id=COUNTY_OFFICE,
    from_on=TODAY,
    to_on=TODAY.replace(year=2027),
)


def test_one_of_the_two_is_responsible_for_the_place_unless_an_administrator_is_given() -> None:
    by_administrator = replace(
        PROPOSED,
        proposed_by=ADMINISTRATOR.person_id,
        proposed_as=Role.SYSTEM_ADMINISTRATOR,
    )
    known = STAFF.given(TEACHER_REGISTERED, by_administrator)
    known.when(approving(by=SECURITY)).then_refused("needs_one_responsible")
    known.when(approving()).then(
        replace(APPROVED, proposed_by=ADMINISTRATOR.person_id), DUTY_ASSIGNED
    )
    by_leader = STAFF.given(TEACHER_REGISTERED, PROPOSED)
    by_security = replace(
        APPROVED, approved_by=SECURITY.person_id, approved_as=Role.SECURITY_ADMINISTRATOR
    )
    by_leader.when(approving(by=SECURITY)).then(by_security, DUTY_ASSIGNED)
    an_administrator = replace(
        by_administrator,
        role=Role.AUDITOR,
        organisation_id=COUNTY_OFFICE,
        to_on=date(2026, 8, 31),
    )
    given = DutyAssigned(
        person_id=TEACHER,
        duty_id=DUTY,
        role=Role.AUDITOR,
        organisation_id=COUNTY_OFFICE,
        from_on=date(2025, 9, 1),
        to_on=date(2026, 8, 31),
    )
    STAFF.given(TEACHER_REGISTERED, an_administrator).when(
        approving(by=SECURITY, at=IN_OFFICE)
    ).then(replace(by_security, proposed_by=ADMINISTRATOR.person_id), given)


# ── administrators hold one role alone ───────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SECURITY_ADMINISTRATOR, Role.INSPECTOR])
def test_a_second_role_of_an_administrator_is_refused_and_says_what_stands_in_the_way(
    role: Role,
) -> None:
    held = replace(
        DUTY_ASSIGNED, role=role, organisation_id=COUNTY_OFFICE, duty_id=ANOTHER, to_on=None
    )
    refused = STAFF.given(TEACHER_REGISTERED, held).when(proposing(ADMINISTER, at=IN_OFFICE))
    assert refused.then_refused("administrators_hold_one_role").parameters == {
        "role": role,
        "from_on": "2025-09-01",
        "to_on": "",
    }


def test_whoever_opens_records_is_no_administrator_nor_the_other_way_round() -> None:
    teaches = STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED)
    teaches.when(proposing(replace(ADMINISTER, duty_id=ANOTHER), at=IN_OFFICE)).then_refused(
        "administrators_hold_one_role"
    )
    audits = replace(DUTY_ASSIGNED, role=Role.AUDITOR, organisation_id=COUNTY_OFFICE)
    STAFF.given(TEACHER_REGISTERED, audits).when(
        proposing(replace(PROPOSE, duty_id=ANOTHER))
    ).then_refused("administrators_hold_one_role")


def test_on_other_days_an_administrator_may_hold_another_role() -> None:
    ended = DutyEnded(
        person_id=TEACHER,
        duty_id=DUTY,
        ended_on=TODAY - timedelta(days=1),
        reason=DutyEndReason.MOVED,
    )
    request = replace(ADMINISTER, duty_id=ANOTHER)
    said = DutyProposed(
        person_id=TEACHER,
        duty_id=ANOTHER,
        role=Role.SYSTEM_ADMINISTRATOR,
        organisation_id=COUNTY_OFFICE,
        from_on=request.from_on,
        to_on=request.to_on,
        proposed_by=LEADER.person_id,
        proposed_as=Role.SCHOOL_LEADER,
        proposed_on=TODAY,
    )
    STAFF.given(TEACHER_REGISTERED, DUTY_ASSIGNED, ended).when(
        proposing(request, at=IN_OFFICE)
    ).then(said)


def test_what_was_held_meanwhile_stands_in_the_way_of_an_approval() -> None:
    waiting = replace(
        PROPOSED,
        role=Role.AUDITOR,
        organisation_id=COUNTY_OFFICE,
        duty_id=ANOTHER,
        from_on=TODAY,
        to_on=TODAY + timedelta(days=30),
    )
    STAFF.given(TEACHER_REGISTERED, waiting, DUTY_ASSIGNED).when(
        approving(duty_id=ANOTHER, at=IN_OFFICE)
    ).then_refused("administrators_hold_one_role")
