"""Which messages carry a link that says "I have it": those to one reader who has to say so."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, message_for
from application.crisis.telling.outside_rows import delivery_of
from application.crisis.telling.same_address import Address
from application.ports import Unreadable
from domain.alerts.facts import ClassTeacherTold
from domain.alerts.outside import Channel
from domain.errors import RecordDamaged
from domain.referrals.facts import ReferralIssued
from domain.shared import PersonId
from tests import examples as given
from tests.application.at_hospital import received
from tests.application.casework import CASE, REPORTER, issued, raised, reopen_casework, taken
from tests.application.crisis.delivery.test_alert_links import further_told, telling
from tests.application.telling import all_but, know
from tests.crisis import ADVISER, CRISIS_LEAD, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office

DESK = "https://tongxin.example/duty"
TEACHES = PersonId(given.example_id(556))
LEADS = Leads(DESK, lambda delivery_id: f"https://tongxin.example/a/{delivery_id}")


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def book(**shared: str) -> Address:
    return lambda _channel, person_id: shared.get(str(person_id), f"{person_id}@city.example")


def book_with(whose: PersonId, damage: Exception) -> Address:
    """Return a book in which the address of one person cannot be read."""

    def address(_channel: Channel, person_id: PersonId) -> str:
        if person_id == whose:
            raise damage
        return str(person_id)

    return address


def sent(
    office: Office,
    cause_id: UUID,
    channel: Channel = Channel.EMAIL,
    address: Address | None = None,
    to: PersonId = CRISIS_LEAD,
) -> str:
    due = Due(
        delivery_id=delivery_of(cause_id, to, channel),
        channel=channel,
        person_id=to,
        case_id=CASE,
        minutes=10,
        tries=0,
        waited=timedelta(0),
    )
    ledger = replace(office.ledger, reachable=all_but())
    found = message_for(ledger, address or book(), due, LEADS, given.NOW)
    assert isinstance(found, Message)
    return found.words.link


def test_a_message_carries_a_link_for_its_one_reader_alone(at_work: Office) -> None:
    raised(at_work)
    cause_id = telling(at_work)
    own = LEADS.of(delivery_of(cause_id, CRISIS_LEAD, Channel.EMAIL), True)
    assert sent(at_work, cause_id) == own
    assert sent(at_work, cause_id, Channel.SMS) != DESK
    assert sent(at_work, cause_id, Channel.WECOM) == DESK
    office = {str(CRISIS_LEAD): "office@school.example", str(ADVISER): "Office@school.example"}
    assert sent(at_work, cause_id, address=book(**office)) == DESK
    assert sent(at_work, cause_id, Channel.WEBHOOK, book(**office)) == DESK


def test_whoever_raised_the_worry_or_teaches_the_class_presses_no_link_of_others(
    at_work: Office,
) -> None:
    raised(at_work)
    cause_id = telling(at_work)
    reporters, teachers = (
        book(**{str(each): "office@school.example" for each in (CRISIS_LEAD, whose)})
        for whose in (REPORTER, TEACHES)
    )
    assert sent(at_work, cause_id, address=reporters) == DESK
    assert sent(at_work, cause_id, address=teachers) != DESK
    know(
        at_work,
        ClassTeacherTold(
            case_id=CASE,
            child_id=given.CHILD,
            cause_id=cause_id,
            class_id=given.SCHOOL_CLASS,
            told_ids=(TEACHES,),
        ),
    )
    assert sent(at_work, cause_id, address=teachers) == DESK


def test_a_message_of_before_a_report_that_somebody_was_not_told_of_carries_none_for_them(
    at_work: Office,
) -> None:
    raised(at_work)
    cause_id = telling(at_work)
    further_told(at_work, all_but(CRISIS_LEAD))
    assert sent(at_work, cause_id) == DESK
    assert sent(at_work, cause_id, to=ADVISER) != DESK


def test_a_colleague_whose_address_cannot_be_read_stops_nobodys_message(at_work: Office) -> None:
    raised(at_work)
    cause_id = telling(at_work)

    for damage in (Unreadable(given.example_id(1), 1, "damaged"), RecordDamaged("damaged")):
        assert sent(at_work, cause_id, address=book_with(ADVISER, damage)) == DESK


def test_a_message_about_what_nobody_has_to_say_they_have_leads_to_the_desk(
    at_work: Office,
) -> None:
    raised(at_work)
    assert sent(at_work, given.example_id(1)) == DESK
    taken(at_work)
    issued(at_work)
    cause_id = telling(at_work, ReferralIssued)
    assert sent(at_work, cause_id, to=LIAISON) != DESK
    received(at_work)
    assert sent(at_work, cause_id, to=LIAISON) == DESK
