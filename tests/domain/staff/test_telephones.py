"""The telephones that answer for places day and night."""

from dataclasses import replace

from domain.staff.facts import DutyTelephonePublished, StaffEvent
from domain.staff.state import NO_STAFF, PublishDutyTelephone, StaffState, evolve
from domain.staff.telephones import publish_duty_telephone
from tests.examples import COUNTY_OFFICE, COUNTY_OFFICE_REGISTERED
from tests.spec import Rule, Spec

STAFF: Spec[StaffState, StaffEvent] = Spec(evolve, NO_STAFF)
PUBLISHED = DutyTelephonePublished(organisation_id=COUNTY_OFFICE, telephone="07779999001")


def publishing(telephone: str) -> Rule[StaffState, StaffEvent]:
    request = PublishDutyTelephone(organisation_id=COUNTY_OFFICE, telephone=telephone)
    return lambda state: publish_duty_telephone(state, request)


def test_a_duty_telephone_is_published() -> None:
    STAFF.given(COUNTY_OFFICE_REGISTERED).when(publishing("0777-9999 001")).then(PUBLISHED)


def test_the_latest_telephone_holds_and_the_same_again_is_known() -> None:
    other = replace(PUBLISHED, telephone="13000000007")
    STAFF.given(COUNTY_OFFICE_REGISTERED, PUBLISHED).when(publishing("07779999001")).then_known(
        PUBLISHED
    )
    STAFF.given(COUNTY_OFFICE_REGISTERED, PUBLISHED, other).when(publishing("07779999001")).then(
        PUBLISHED
    )


def test_a_telephone_of_nobody_or_that_nobody_can_dial_is_refused() -> None:
    STAFF.given().when(publishing("07779999001")).then_refused("organisation_not_registered")
    known = STAFF.given(COUNTY_OFFICE_REGISTERED)
    known.when(publishing(" ")).then_refused("required", field="telephone")
    known.when(publishing("值班室")).then_refused("not_a_phone", field="telephone")
