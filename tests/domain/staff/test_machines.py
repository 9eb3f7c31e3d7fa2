"""Who arranged the duties of a machine, and so issues none of its tokens."""

from datetime import timedelta

import pytest

from domain.errors import RuleBroken
from domain.staff.facts import DutyApproved, DutyDeclined, DutyDeclineReason, DutyProposed, Role
from domain.staff.machines import arranged_by, require_arranged_by_others
from domain.staff.state import fold
from tests.domain.two_people import LEADER, OFFICER, SECURITY
from tests.examples import DUTY_ASSIGNED, TODAY

LAST_ON = DUTY_ASSIGNED.to_on or TODAY
PROPOSED = DutyProposed(
    person_id=DUTY_ASSIGNED.person_id,
    duty_id=DUTY_ASSIGNED.duty_id,
    role=DUTY_ASSIGNED.role,
    organisation_id=DUTY_ASSIGNED.organisation_id,
    from_on=DUTY_ASSIGNED.from_on,
    to_on=LAST_ON,
    proposed_by=LEADER.person_id,
    proposed_as=Role.SCHOOL_LEADER,
    proposed_on=TODAY,
)
APPROVED = DutyApproved(
    person_id=PROPOSED.person_id,
    duty_id=PROPOSED.duty_id,
    proposed_by=LEADER.person_id,
    approved_by=OFFICER.person_id,
    approved_as=Role.COUNTY_OFFICER,
)
DECLINED = DutyDeclined(
    person_id=PROPOSED.person_id,
    duty_id=PROPOSED.duty_id,
    declined_by=OFFICER.person_id,
    reason=DutyDeclineReason.NOT_NEEDED,
)


def test_who_arranged_a_duty_is_told_until_it_is_over_or_declined() -> None:
    assert arranged_by(fold([PROPOSED]), TODAY) == {LEADER.person_id}
    assert arranged_by(fold([PROPOSED, DECLINED]), TODAY) == frozenset()
    given = fold([PROPOSED, APPROVED, DUTY_ASSIGNED])
    assert arranged_by(given, LAST_ON) == {LEADER.person_id, OFFICER.person_id}
    assert arranged_by(given, LAST_ON + timedelta(days=1)) == frozenset()


def test_whoever_arranged_a_duty_issues_no_token() -> None:
    given = fold([PROPOSED, APPROVED, DUTY_ASSIGNED])
    with pytest.raises(RuleBroken, match="arranged_its_duties"):
        require_arranged_by_others(given, by=OFFICER.person_id, today=LAST_ON)
    require_arranged_by_others(given, by=SECURITY.person_id, today=LAST_ON)
