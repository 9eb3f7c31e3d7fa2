"""What is recorded beside a fact: by which duty somebody asked, and at which place."""

from dataclasses import replace
from datetime import timedelta

from application.authorisation.permission import permit, permit_at
from application.ports import Commit
from domain.access.table import Request
from domain.shared import DutyId, RequestId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given
from tests.office import OFFICER, Office, acting

EARLIER = DutyAssigned(
    person_id=OFFICER,
    duty_id=DutyId(given.example_id(299)),
    role=Role.COUNTY_OFFICER,
    organisation_id=given.OTHER_VILLAGE,
    from_on=given.TODAY - timedelta(days=900),
    to_on=given.TODAY - timedelta(days=500),
)
ELSEWHERE = replace(EARLIER, duty_id=DutyId(given.example_id(298)), to_on=None)


def know(office: Office, fact: DutyAssigned) -> None:
    stream = office.opened.mapper.stream_of(fact)
    history = office.ledger.log.load([stream])
    office.ledger.log.append(
        Commit(
            facts=[fact],
            expected={stream: len(getattr(history, "recorded", ()))},
            request_id=RequestId(fact.duty_id),
            actor_id=given.SUPERVISOR,
            recorded_at=given.NOW,
        )
    )


def test_the_place_of_a_duty_that_is_over_is_never_the_one_by_which_somebody_asks(
    office: Office,
) -> None:
    know(office, EARLIER)
    context = permit(office.ledger, acting(OFFICER), Request.READ_STAFF, given.NOW)
    assert context.organisation == given.COUNTY_OFFICE


def test_of_two_duties_in_one_role_it_is_the_one_above_the_place_concerned(
    office: Office,
) -> None:
    know(office, ELSEWHERE)
    context = permit_at(
        office.ledger, acting(OFFICER), Request.REGISTER_ORGANISATION, [given.VILLAGE], given.NOW
    )
    assert context.organisation == given.COUNTY_OFFICE
