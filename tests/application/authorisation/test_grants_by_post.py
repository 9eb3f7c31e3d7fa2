"""A grant opens something only to who might still ask for one: to no administrator or auditor."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.care_files.files import care_file
from application.crisis.reading import case_reading
from application.ports import Commit, History
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.grants.facts import AccessApproved, AccessRequested
from domain.shared import Compartment, DutyId, PersonId, Purpose, RequestId
from domain.staff.facts import DutyAssigned, DutyEnded, DutyEndReason, Role
from tests import examples as given
from tests.application.casework import asked as asked_case
from tests.application.casework import raised, told
from tests.application.granting import (
    DUTY_OF_LAWYER,
    GRANT,
    LAWYER,
    UNTIL_ON,
    approved,
    asked,
    look,
    open_granting,
    reopen_granting,
)
from tests.crisis import CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import AUDITOR, LEADER, Office

GUARDING = [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR]
ENDED = DutyEnded(
    person_id=LAWYER,
    duty_id=DUTY_OF_LAWYER,
    ended_on=given.TODAY - timedelta(days=1),
    reason=DutyEndReason.LEFT,
)
NEW_DUTY = DutyAssigned(
    person_id=LAWYER,
    duty_id=DutyId(given.example_id(391)),
    role=Role.AUDITOR,
    organisation_id=given.COUNTY_OFFICE,
    from_on=given.TODAY,
)
HEALTH = (Compartment.HEALTH,)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_granting(founded_ledger(open_granting))


def said(office: Office, *facts: object) -> None:
    """Put into the log what somebody said there, whatever the rules of today say to it."""
    stream = office.opened.mapper.stream_of(facts[0])
    history = office.ledger.log.load([stream])
    assert isinstance(history, History)
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected=history.versions,
            request_id=RequestId(given.example_id(906)),
            actor_id=LEADER,
            recorded_at=given.NOW,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)


@pytest.mark.parametrize("role", GUARDING)
def test_what_was_granted_opens_nothing_to_who_became_an_administrator_or_auditor(
    office: Office, role: Role
) -> None:
    asked(office)
    approved(office)
    care_file(office.ledger, look())
    said(office, ENDED, replace(NEW_DUTY, role=role))
    with pytest.raises(NotPermitted):
        care_file(office.ledger, look(number=2))


@pytest.mark.parametrize("role", GUARDING)
def test_what_waits_is_granted_to_nobody_who_became_an_administrator_or_auditor(
    office: Office, role: Role
) -> None:
    asked(office)
    said(office, ENDED, replace(NEW_DUTY, role=role))
    with pytest.raises(RuleBroken, match="no_grant_for_that_post"):
        approved(office)


def test_an_approval_is_repeated_also_when_the_post_is_over_since(office: Office) -> None:
    asked(office)
    first = approved(office)
    said(office, ENDED, NEW_DUTY)
    assert approved(office) == replace(first, fresh=False)


@pytest.mark.parametrize("opened", [(Compartment.CARE,), HEALTH])
def test_an_auditor_whom_an_earlier_version_granted_a_child_sees_neither_file_nor_case(
    office: Office, opened: tuple[Compartment, ...]
) -> None:
    raised(office)
    told(office)
    said(office, *granted(AUDITOR, opened))
    with pytest.raises(NotPermitted):
        care_file(office.ledger, look(AUDITOR))
    with pytest.raises(NotFound, match="case_not_found"):
        case_reading.case(office.ledger, asked_case(AUDITOR))


def granted(person: PersonId, opened: tuple[Compartment, ...]) -> tuple[object, ...]:
    """What the log holds of access that was asked for and granted."""
    requested = AccessRequested(
        child_id=given.CHILD,
        grant_id=GRANT,
        person_id=person,
        purpose=Purpose.AUDIT,
        compartments=opened,
        until_on=UNTIL_ON,
    )
    approval = AccessApproved(
        child_id=given.CHILD,
        grant_id=GRANT,
        person_id=person,
        approved_by=CRISIS_LEAD,
        purpose=Purpose.AUDIT,
        compartments=opened,
        until_on=UNTIL_ON,
    )
    return requested, approval
