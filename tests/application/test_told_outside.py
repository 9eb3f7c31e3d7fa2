"""Whoever is told of a case is told outside, too, where they can be, and nobody who must not."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as having
from hypothesis import strategies as st
from sqlalchemy import select

from application.crisis.delivering import Address, Due, Message, Withheld, is_same, message_for
from application.crisis.outside import alerts_for
from application.crisis.outside_rows import Outlets
from application.crisis.reactions import react
from application.ports import Recorded
from application.staffing.reactions import introduce
from domain.alerts.facts import ConcernAlerted
from domain.alerts.outside import Channel, neutral_words, words_of_test
from domain.clocks.facts import Step, StepOverdue
from domain.referrals.facts import ConcernRaised, Involved, Situation
from domain.referrals.level_facts import CrisisLevel
from domain.shared import Compartment, PersonId
from infrastructure.log.tables import DELIVERIES
from tests import examples as given
from tests.application.casework import CASE, WORRY, raised, reopen_casework
from tests.application.telling import all_but, cause_of, history_of
from tests.crisis import ADVISER, CRISIS_LEAD
from tests.engines import FoundedLedger
from tests.office import LEADER, Office

LINK = "https://tongxin.example/duty"
EVERYWHERE = frozenset(Channel)


def by_mail(person_ids: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
    return {each: {Channel.EMAIL} for each in person_ids}


def everywhere(person_ids: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
    return dict.fromkeys(person_ids, EVERYWHERE)


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def telling(office: Office, outlets: Outlets = by_mail) -> Recorded[object]:
    """Let the worry be followed by an office that sends outside, and return the worry."""
    ledger = replace(office.ledger, outlets=outlets)
    cause = cause_of(office, ConcernRaised)
    actor = introduce(ledger, office.opened.ledger_id, given.NOW)
    react(ledger, actor, cause, given.NOW, all_but())
    return cause


def queued(office: Office) -> set[tuple[UUID, UUID, str, int]]:
    table = DELIVERIES.c
    wanted = select(table.delivery, table.person_id, table.channel, table.minutes)
    with office.databases.engine.connect() as connection:
        return {(row[0], row[1], row[2], row[3]) for row in connection.execute(wanted)}


def test_each_person_told_is_sent_one_message_by_each_of_their_channels(at_work: Office) -> None:
    raised(at_work, replace(WORRY, situation=Situation.LIFE_IN_DANGER))
    cause = telling(at_work)
    people = {row[1] for row in queued(at_work)}
    assert {CRISIS_LEAD, ADVISER} <= people
    assert queued(at_work) == {
        (uuid5(uuid5(cause.event_id, str(each)), "email"), each, "email", 10) for each in people
    }


def test_without_a_channel_nothing_is_queued(at_work: Office) -> None:
    raised(at_work)
    telling(at_work, at_work.ledger.outlets)
    assert queued(at_work) == set()


def test_a_group_is_told_once_however_many_people_are(at_work: Office) -> None:
    raised(at_work)
    telling(at_work, everywhere)
    by_channel = [channel for _, _, channel, _ in queued(at_work)]
    assert {each: by_channel.count(each) for each in by_channel} == {
        "email": 2,
        "sms": 2,
        "webhook": 2,
        "wecom": 1,
        "dingtalk": 1,
    }


def test_a_group_hears_nothing_of_a_case_that_somebody_must_not_hear_of(at_work: Office) -> None:
    raised(at_work, replace(WORRY, involved_ids=(LEADER,)))
    telling(at_work, everywhere)
    assert {channel for _, _, channel, _ in queued(at_work)} == {"email", "sms", "webhook"}
    assert LEADER not in {person_id for _, person_id, _, _ in queued(at_work)}


def test_days_are_said_as_no_minutes_and_what_is_overdue_by_when_more_are_told(
    at_work: Office,
) -> None:
    raised(at_work)
    history, cause = history_of(at_work), cause_of(at_work, ConcernRaised)
    ledger = replace(at_work.ledger, outlets=by_mail)
    telling(at_work)
    assert {minutes for *_, minutes in queued(at_work)} == {0}
    overdue = StepOverdue(
        case_id=CASE,
        child_id=given.CHILD,
        step=Step.TAKEN,
        level=CrisisLevel.ORANGE,
        is_provisional=True,
        began_at=given.NOW,
        due_at=given.NOW + timedelta(hours=2),
        tier=1,
    )
    rows = alerts_for(ledger, cause._replace(fact=overdue), alerted(at_work), history)
    assert {each.minutes for row in rows for each in row.outside} == {60}


def alerted(office: Office) -> ConcernAlerted:
    fact = history_of(office).recorded[-1].fact
    assert isinstance(fact, ConcernAlerted)
    return fact


MARKED = st.text("春夏秋冬甲乙丙丁", min_size=2, max_size=8).map(lambda text: f"标记{text}")


@having(heard=MARKED, situation=st.sampled_from(Situation))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_of_a_case_reaches_a_message(
    at_work: Office, heard: str, situation: Situation
) -> None:
    if not queued(at_work):
        raised(at_work)
        telling(at_work)
    cause, history = cause_of(at_work, ConcernRaised), history_of(at_work)
    assert isinstance(cause.fact, ConcernRaised)
    concern = replace(cause.fact, heard=heard, situation=situation)
    ledger = replace(at_work.ledger, outlets=everywhere)
    rows = alerts_for(ledger, cause._replace(fact=concern), alerted(at_work), history)
    for each in (each for row in rows for each in row.outside):
        words = neutral_words(each.minutes, LINK).text
        assert "标记" not in f"{each}{words}"
        for hidden in (heard, situation.value, str(CASE), str(given.CHILD)):
            assert hidden not in words
        assert all(str(level.value) not in words for level in CrisisLevel)


# ── looked up when it is sent ────────────────────────────────────────────────────────────────────


def due(office: Office, person_id: PersonId, channel: Channel = Channel.EMAIL) -> Due:
    del office
    return Due(
        delivery_id=given.example_id(900),
        channel=channel,
        person_id=person_id,
        case_id=CASE,
        minutes=10,
        tries=0,
    )


def book(**shared: str) -> Address:
    """Return an address of each person's own; those named here have another."""
    return lambda _channel, person_id: shared.get(str(person_id), f"{person_id}@city.example")


def sent(office: Office, what: Due, address: Address | None = None) -> Message | Withheld:
    ledger = replace(office.ledger, reachable=all_but())
    return message_for(ledger, address or book(), what, LINK)


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
    assert message_for(closed, book(), asked, LINK) is Withheld.UNREACHABLE


def test_a_test_says_that_it_is_one(at_work: Office) -> None:
    found = sent(at_work, due(at_work, CRISIS_LEAD)._replace(case_id=None, minutes=0))
    assert isinstance(found, Message)
    assert found.words == words_of_test(LINK)
