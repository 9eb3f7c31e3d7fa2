"""Whose breaches somebody sees: of the offices below the duty by which they answer for them."""

from dataclasses import replace
from datetime import timedelta

from application.ports import Commit
from application.privacy.breaches import breaches, report_breach
from domain.breaches.facts import BreachKind
from domain.breaches.state import ReportBreach
from domain.shared import BreachId, DutyId, RequestId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given
from tests import privacy
from tests.api.pages.damaging import flip_a_byte
from tests.office import ADMINISTRATOR, WEEK_AGO, Office, acting

AT_COUNTY = ReportBreach(
    breach_id=BreachId(given.example_id(881)),
    organisation_id=given.COUNTY_OFFICE,
    kind=BreachKind.SENT_WRONGLY,
    detected_at=given.NOW - timedelta(hours=1),
    text="名单发到了家长群。",
)
AT_BUREAU = replace(
    AT_COUNTY, breach_id=BreachId(given.example_id(882)), organisation_id=given.BUREAU
)


def inspect_for_bureau(office: Office, role: Role = Role.INSPECTOR) -> None:
    """Let the county's privacy officer inspect for the bureau, too, or have another duty there."""
    duty = DutyAssigned(
        person_id=privacy.PRIVACY_OFFICER,
        duty_id=DutyId(given.example_id(272)),
        role=role,
        organisation_id=given.BUREAU,
        from_on=given.TODAY - timedelta(days=60),
    )
    office.ledger.log.append(
        Commit(
            facts=(duty,),
            expected={office.opened.mapper.stream_of(duty): 2},
            request_id=RequestId(given.example_id(972)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert office.opened.projector.catch_up(wait_ms=5_000)


def test_a_duty_that_answers_for_no_breach_opens_none(office: Office) -> None:
    privacy.employ_privacy_officer(office.opened)
    inspect_for_bureau(office)
    report_breach(office.ledger, acting(given.TEACHER), AT_COUNTY, given.NOW)
    report_breach(office.ledger, acting(ADMINISTRATOR), AT_BUREAU, given.NOW)
    found = breaches(office.ledger, acting(privacy.PRIVACY_OFFICER), given.NOW)
    assert [each.breach_id for each in found.breaches] == [AT_COUNTY.breach_id]


def test_a_damaged_record_of_one_office_hides_the_breaches_of_no_other(office: Office) -> None:
    privacy.employ_privacy_officer(office.opened)
    inspect_for_bureau(office, Role.PRIVACY_OFFICER)
    report_breach(office.ledger, acting(given.TEACHER), AT_COUNTY, given.NOW)
    flip_a_byte(office.databases.owner_url, office.opened.recorder.head())
    report_breach(office.ledger, acting(ADMINISTRATOR), AT_BUREAU, given.NOW)
    found = breaches(office.ledger, acting(privacy.PRIVACY_OFFICER), given.NOW)
    assert [each.breach_id for each in found.breaches] == [AT_BUREAU.breach_id]
    assert found.unreadable == (given.COUNTY_OFFICE,)
