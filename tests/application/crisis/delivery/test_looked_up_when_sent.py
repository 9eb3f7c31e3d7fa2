"""To whom a message goes, and what it says, is looked up when it is sent; in doubt to nobody."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

import pytest

from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, message_for
from application.crisis.telling.reached_by import address_book, outlets_of
from application.crisis.telling.same_address import Address, is_same
from application.ports import History, Unreadable
from application.states import staff_stream
from domain.alerts.outside import Channel, neutral_words, words_of_test, words_when_late
from domain.errors import ConflictKept
from domain.referrals.facts import ConcernRaised, Involved
from domain.shared import Compartment, PersonId
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, reopen_casework, taken
from tests.application.outside import LINK, telling
from tests.application.telling import all_but, cause_of
from tests.crisis import ADVISER, CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import LEADER, Office


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def due(office: Office, person_id: PersonId, channel: Channel = Channel.EMAIL) -> Due:
    del office
    return Due(
        delivery_id=given.example_id(900),
        channel=channel,
        person_id=person_id,
        case_id=CASE,
        minutes=10,
        tries=0,
        waited=timedelta(seconds=1),
    )


def book(**shared: str) -> Address:
    """Return an address of each person's own; those named here have another."""
    return lambda _channel, person_id: shared.get(str(person_id), f"{person_id}@city.example")


def sent(office: Office, what: Due, address: Address | None = None) -> Message | Withheld:
    ledger = replace(office.ledger, reachable=all_but())
    return message_for(ledger, address or book(), what, Leads(LINK), given.NOW)


def test_a_message_is_neutral_words_to_the_address_of_the_person(at_work: Office) -> None:
    raised(at_work)
    telling(at_work)
    assert sent(at_work, due(at_work, CRISIS_LEAD)) == Message(
        delivery_id=given.example_id(900),
        person_id=CRISIS_LEAD,
        address=f"{CRISIS_LEAD}@city.example",
        words=neutral_words(10, LINK),
    )


def test_whoever_may_be_involved_is_sent_nothing(at_work: Office) -> None:
    raised(at_work, replace(WORRY, involved_ids=(LEADER,)))
    telling(at_work)
    assert sent(at_work, due(at_work, LEADER)) is Withheld.KEPT_OUT


def test_nothing_goes_to_an_address_that_somebody_kept_out_has_too(at_work: Office) -> None:
    raised(at_work, replace(WORRY, involved_ids=(LEADER,)))
    telling(at_work)
    office = {str(CRISIS_LEAD): "Office@school.example", str(LEADER): "office@School.example"}
    assert sent(at_work, due(at_work, CRISIS_LEAD), book(**office)) is (
        Withheld.SHARED_WITH_KEPT_OUT
    )
    assert isinstance(sent(at_work, due(at_work, CRISIS_LEAD)), Message)


@pytest.mark.parametrize("shared", [Channel.SMS, Channel.EMAIL])
def test_a_gateway_that_routes_by_itself_rings_no_telephone_that_somebody_kept_out_has_too(
    at_work: Office, shared: Channel
) -> None:
    raised(at_work, replace(WORRY, involved_ids=(LEADER,)))
    telling(at_work)

    def address(channel: Channel, person_id: PersonId) -> str:
        return "13800000001" if channel is shared else str(person_id)

    told = due(at_work, CRISIS_LEAD, Channel.WEBHOOK)
    assert sent(at_work, told, address) is Withheld.SHARED_WITH_KEPT_OUT
    assert isinstance(sent(at_work, told), Message)


def test_whoever_is_kept_out_by_their_post_shares_no_address_either(at_work: Office) -> None:
    raised(at_work, replace(WORRY, involved=(Involved.SCHOOL_LEADER,)))
    telling(at_work)
    office = {str(ADVISER): "office@school.example", str(LEADER): "office@school.example"}
    assert sent(at_work, due(at_work, ADVISER), book(**office)) is Withheld.SHARED_WITH_KEPT_OUT


def test_telephones_are_the_same_however_they_are_written() -> None:
    assert is_same(Channel.SMS, "138 0000-0001", "+8613800000001")
    assert not is_same(Channel.SMS, "13800000001", "13800000002")


@pytest.mark.parametrize("channel", [Channel.WECOM, Channel.DINGTALK])
def test_a_group_is_withheld_as_soon_as_anybody_is_kept_out(
    at_work: Office, channel: Channel
) -> None:
    raised(at_work, replace(WORRY, involved_ids=(LEADER,)))
    telling(at_work)
    assert sent(at_work, due(at_work, CRISIS_LEAD, channel)) is Withheld.SHARED_WITH_KEPT_OUT


def test_nothing_is_sent_of_a_child_who_was_erased(at_work: Office) -> None:
    raised(at_work)
    telling(at_work)
    at_work.opened.vault.destroy(given.CHILD, tuple(Compartment), given.NOW)
    assert sent(at_work, due(at_work, CRISIS_LEAD)) is Withheld.ERASED


def test_nothing_is_sent_to_whoever_has_no_address_or_cannot_sign_in(at_work: Office) -> None:
    raised(at_work)
    telling(at_work)
    asked = due(at_work, CRISIS_LEAD)
    assert sent(at_work, asked, lambda _channel, _person: None) is Withheld.NO_ADDRESS
    closed = replace(at_work.ledger, reachable=all_but(CRISIS_LEAD))
    assert message_for(closed, book(), asked, Leads(LINK), given.NOW) is Withheld.UNREACHABLE


def test_a_test_says_that_it_is_one(at_work: Office) -> None:
    found = sent(at_work, due(at_work, CRISIS_LEAD)._replace(case_id=None, minutes=0))
    assert isinstance(found, Message)
    assert found.words == words_of_test(LINK)


# ── where it is not known, and where it is over ──────────────────────────────────────────────────


@pytest.mark.parametrize("involved", [Involved.GUARDIAN, Involved.OTHER])
def test_a_group_hears_nothing_where_somebody_unknown_may_be_involved(
    at_work: Office, involved: Involved
) -> None:
    raised(at_work, replace(WORRY, involved=(involved,)))
    telling(at_work)
    asked = due(at_work, CRISIS_LEAD, Channel.WECOM)
    assert sent(at_work, asked) is Withheld.SHARED_WITH_KEPT_OUT
    assert isinstance(sent(at_work, due(at_work, CRISIS_LEAD)), Message)


def test_whoever_a_repeat_names_by_their_post_is_sent_nothing_before_that_is_told(
    at_work: Office,
) -> None:
    raised(at_work)
    telling(at_work)
    assert isinstance(sent(at_work, due(at_work, LEADER)), Message)
    with pytest.raises(ConflictKept):
        raised(at_work, replace(WORRY, involved=(Involved.SCHOOL_LEADER,)))
    assert sent(at_work, due(at_work, LEADER)) is Withheld.KEPT_OUT


def test_nothing_is_sent_where_the_worry_cannot_be_read(at_work: Office) -> None:
    raised(at_work)
    cause = telling(at_work)
    spoil(at_work.databases, cause.position)
    with pytest.raises(Unreadable):
        sent(at_work, due(at_work, CRISIS_LEAD))


def test_no_short_message_goes_where_a_telephone_of_somebody_kept_out_cannot_be_read(
    at_work: Office,
) -> None:
    raised(at_work, replace(WORRY, involved_ids=(LEADER,)))
    telling(at_work)
    staff = at_work.ledger.log.load([staff_stream(LEADER)])
    assert isinstance(staff, History)
    spoil(at_work.databases, staff.recorded[0].position)
    addresses = at_work.opened.ways_out.addresses
    read = address_book(at_work.ledger, addresses)

    def of_others(channel: Channel, person_id: PersonId) -> str | None:
        return read(channel, person_id) if person_id == LEADER else "13800000009"

    with pytest.raises(Unreadable):
        sent(at_work, due(at_work, CRISIS_LEAD, Channel.SMS), of_others)
    outlets = outlets_of(at_work.ledger, addresses, [Channel.SMS])
    assert outlets([LEADER]) == {LEADER: {Channel.SMS}}


def test_once_the_case_is_taken_nobody_is_called_to_take_it(at_work: Office) -> None:
    raised(at_work)
    telling(at_work)
    cause = cause_of(at_work, ConcernRaised)
    asked = due(at_work, CRISIS_LEAD)._replace(
        delivery_id=uuid5(uuid5(cause.event_id, str(CRISIS_LEAD)), "email")
    )
    assert isinstance(sent(at_work, asked), Message)
    taken(at_work)
    assert sent(at_work, asked) is Withheld.DONE
    assert isinstance(sent(at_work, due(at_work, CRISIS_LEAD)), Message)


def test_what_comes_after_its_minutes_names_none(at_work: Office) -> None:
    raised(at_work)
    telling(at_work)
    for minutes, words in ((10, neutral_words(10, LINK)), (11, words_when_late(LINK))):
        asked = due(at_work, CRISIS_LEAD)._replace(waited=timedelta(minutes=minutes))
        found = sent(at_work, asked)
        assert isinstance(found, Message)
        assert found.words == words
