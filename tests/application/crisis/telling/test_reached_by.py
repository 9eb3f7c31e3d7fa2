"""By which channels a person is reached: those set up for which there is an address."""

from dataclasses import replace

from application.authentication.work_addresses import NO_ADDRESS, WorkAddress
from application.crisis.telling.reached_by import address_book, outlets_of
from application.ports import Commit
from domain.alerts.outside import Channel
from domain.shared import Compartment, PersonId, RequestId
from infrastructure.authentication.work_addresses import WorkAddresses
from tests import examples as given
from tests.application.casework import reopen_casework
from tests.crisis import ADVISER, CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import WEEK_AGO, Office

WITH_TELEPHONE = PersonId(given.example_id(960))
NUMBER = "13800000001"
MAIL = WorkAddress(address="lead@school.example")


class Entered(WorkAddresses):
    """The crisis lead alone entered an address."""

    def __init__(self) -> None:
        return

    def of_person(self, person_id: PersonId) -> WorkAddress:
        return MAIL if person_id == CRISIS_LEAD else NO_ADDRESS

    def known(self, person_ids: object) -> frozenset[PersonId]:
        del person_ids
        return frozenset({CRISIS_LEAD})


def at_work(founded_ledger: FoundedLedger) -> Office:
    """Open the office with somebody in it whose telephone is registered."""
    office = reopen_casework(founded_ledger)
    registered = replace(given.TEACHER_REGISTERED, person_id=WITH_TELEPHONE, phone=NUMBER)
    office.ledger.log.append(
        Commit(
            facts=[registered],
            expected={office.opened.mapper.stream_of(registered): 0},
            request_id=RequestId(given.example_id(961)),
            actor_id=given.OPERATOR,
            recorded_at=WEEK_AGO,
        )
    )
    return office


def test_each_person_is_reached_by_what_is_set_up_and_known_of_them(
    founded_ledger: FoundedLedger,
) -> None:
    office = at_work(founded_ledger)
    people = (CRISIS_LEAD, ADVISER, WITH_TELEPHONE)
    every = outlets_of(office.ledger, Entered(), tuple(Channel))
    shared = {Channel.WEBHOOK, Channel.WECOM, Channel.DINGTALK}
    assert every(people) == {
        CRISIS_LEAD: shared | {Channel.EMAIL},
        ADVISER: shared,
        WITH_TELEPHONE: shared | {Channel.SMS},
    }
    by_mail = outlets_of(office.ledger, Entered(), (Channel.EMAIL,))
    assert by_mail(people) == {CRISIS_LEAD: {Channel.EMAIL}, ADVISER: set(), WITH_TELEPHONE: set()}
    address = address_book(office.ledger, Entered())
    assert [address(each, WITH_TELEPHONE) for each in (Channel.SMS, Channel.EMAIL)] == [
        NUMBER,
        None,
    ]
    assert address(Channel.EMAIL, CRISIS_LEAD) == "lead@school.example"
    assert address(Channel.WEBHOOK, ADVISER) == str(ADVISER)
    office.opened.vault.destroy(WITH_TELEPHONE, (Compartment.ORGANISATION,), given.NOW)
    assert address(Channel.SMS, WITH_TELEPHONE) is None
