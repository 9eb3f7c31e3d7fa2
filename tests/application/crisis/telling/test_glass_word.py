"""Of broken glass those told have a message, once: neutral, and not after it was reviewed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from application.authorisation.overdue import tell_of_overdue_access
from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, message_for
from application.crisis.telling.outside_rows import delivery_of
from application.ports import History
from application.said_lately import SaidLately
from application.states import grants_stream
from domain.alerts.outside import Channel, neutral_words
from domain.grants.facts import GlassBroken, GlassReviewOverdue
from domain.shared import CaseId, PersonId
from tests import examples as given
from tests.application.casework import WORRY, raised
from tests.application.crisis.telling.test_escalating import follow, machine
from tests.application.granting import (
    LAWYER,
    PRIVACY_OFFICER,
    broken,
    open_granting,
    reopen_granting,
    reviewed,
)
from tests.application.outside import LINK, queued, sending
from tests.engines import FoundedLedger
from tests.office import OFFICER, Office

A_DAY = timedelta(hours=24)
TOLD = (given.SUPERVISOR, PRIVACY_OFFICER)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return sending(reopen_granting(founded_ledger(open_granting)))


def messages(office: Office, kind: type[object], *people: PersonId) -> set[tuple[object, ...]]:
    """Return what goes out by mail because of the one fact of a kind."""
    history = office.ledger.log.load([grants_stream(given.CHILD)])
    assert isinstance(history, History)
    (fact,) = [each for each in history.recorded if isinstance(each.fact, kind)]
    return {(delivery_of(fact.event_id, who, Channel.EMAIL), who, "email", 0) for who in people}


def sent(
    office: Office,
    to: PersonId,
    kind: type[object] = GlassBroken,
    channel: Channel = Channel.EMAIL,
    shared: Mapping[PersonId, str] | None = None,
) -> Message | Withheld:
    """Try the message to somebody as it is tried when its turn comes."""
    history = office.ledger.log.load([grants_stream(given.CHILD)])
    assert isinstance(history, History)
    (fact,) = [each for each in history.recorded if isinstance(each.fact, kind)]
    due = Due(
        delivery_id=delivery_of(fact.event_id, to, channel),
        channel=channel,
        person_id=to,
        case_id=CaseId(given.CHILD),
        minutes=0,
        tries=0,
        waited=timedelta(seconds=1),
    )
    book = shared or {}

    def address(_channel: Channel, person_id: PersonId) -> str:
        return book.get(person_id, f"{person_id}@city.example")

    return message_for(office.ledger, address, due, Leads(LINK), given.NOW)


def test_supervisor_and_privacy_officer_have_a_message_once_whoever_follows(
    office: Office,
) -> None:
    broken(office)
    # The process that recorded it may die here: whoever comes next follows the log.
    again = sending(reopen_granting(office.databases))
    for each in (again, office, again):
        follow(each, 0)
    assert queued(office) == messages(office, GlassBroken, *TOLD)
    message = sent(office, PRIVACY_OFFICER)
    assert isinstance(message, Message)
    assert (message.address, message.words) == (
        f"{PRIVACY_OFFICER}@city.example",
        neutral_words(None, LINK),
    )


def test_what_nobody_reviewed_in_a_day_goes_out_to_those_above(office: Office) -> None:
    broken(office)
    follow(office, 0)
    before = queued(office)
    at = given.NOW + A_DAY
    assert tell_of_overdue_access(office.ledger, machine(office), at, SaidLately()) == 1
    follow(office, A_DAY / timedelta(minutes=1))
    after = queued(office) - before
    assert after == messages(office, GlassReviewOverdue, OFFICER, PRIVACY_OFFICER)


def test_once_it_is_reviewed_no_message_goes_out(office: Office) -> None:
    broken(office)
    follow(office, 0)
    assert isinstance(sent(office, given.SUPERVISOR), Message)
    reviewed(office)
    assert sent(office, given.SUPERVISOR) is Withheld.DONE


def test_whoever_may_be_involved_by_now_and_whoever_broke_it_get_none(office: Office) -> None:
    broken(office)
    follow(office, 0)
    raised(office, replace(WORRY, involved_ids=(given.SUPERVISOR,)))
    office.opened.projector.catch_up(wait_ms=5_000)
    assert sent(office, given.SUPERVISOR) is Withheld.KEPT_OUT
    same = "office@city.example"
    for who in (given.SUPERVISOR, LAWYER):
        shared = {who: same, PRIVACY_OFFICER: same}
        assert sent(office, PRIVACY_OFFICER, shared=shared) is Withheld.SHARED_WITH_KEPT_OUT
    assert isinstance(sent(office, PRIVACY_OFFICER), Message)


def test_whoever_is_accused_hears_nothing_by_a_mailbox_or_telephone_they_share(
    office: Office,
) -> None:
    broken(office)
    follow(office, 0)
    raised(office, replace(WORRY, involved_ids=(given.TEACHER,)))
    office.opened.projector.catch_up(wait_ms=5_000)
    same = {given.TEACHER: "office@city.example", PRIVACY_OFFICER: "Office@city.example"}
    assert sent(office, PRIVACY_OFFICER, shared=same) is Withheld.SHARED_WITH_KEPT_OUT
    assert isinstance(sent(office, PRIVACY_OFFICER), Message)


def test_no_group_is_told_and_of_another_child_there_is_nothing_to_send(office: Office) -> None:
    broken(office)
    assert sent(office, given.SUPERVISOR, channel=Channel.WECOM) is Withheld.KEPT_OUT
    due = Due(
        delivery_id=given.example_id(900),
        channel=Channel.EMAIL,
        person_id=given.SUPERVISOR,
        case_id=CaseId(given.CHILD),
        minutes=0,
        tries=0,
        waited=timedelta(0),
    )
    found = message_for(office.ledger, lambda _channel, who: str(who), due, Leads(LINK), given.NOW)
    assert found is Withheld.ERASED
