"""Whoever can mend it is told of an outage, by what works, once whoever sees it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.channel_rows import ChannelHealth, NoMessages
from application.crisis.delivery.delivering import Due, Message, Withheld
from application.outages.messages import outage_message
from application.outages.watching import OutageWatch
from application.ports import Actor
from application.staffing.reactions import introduce
from domain.alerts.outside import Channel
from domain.outages.facts import OutageEvent, OutageOverTold, OutageTold, WatchedPart
from domain.shared import CaseId, PersonId
from infrastructure.log.tables import ALERTS, DELIVERIES
from tests import examples as given
from tests.crisis import DUTY_OFFICER
from tests.office import ADMINISTRATOR, SECURITY, Office

TOLD_IDS = tuple(sorted((ADMINISTRATOR, SECURITY, DUTY_OFFICER)))
SEEN_AT = given.NOW + timedelta(seconds=30)
LEADS = Leads("https://t.example/duty", None, "https://t.example/channels")
WORDS = "值班提醒可能送不到·请打开系统查看"


@dataclass(slots=True)
class Failing(NoMessages):
    """Two channels, of which those named are silent."""

    silent: set[Channel] = field(default_factory=set)

    def health(self) -> Sequence[ChannelHealth]:
        return [
            ChannelHealth(
                channel=each, waiting=0, dead=0, waits_seconds=0.0, is_silent=each in self.silent
            )
            for each in (Channel.EMAIL, Channel.SMS)
        ]


class Swept:
    """Clocks that were looked at just now."""

    def silent_for(self) -> float:
        return 0.0


def by_both(people: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
    return {each: {Channel.EMAIL, Channel.SMS} for each in people}


def a_watch(office: Office, messages: Failing) -> tuple[OutageWatch, Actor]:
    """Return one process's look at these channels."""
    actor = introduce(office.ledger, office.opened.ledger_id, given.NOW)
    clocks: object = Swept()
    ledger = replace(office.ledger, messages=messages, outlets=by_both, reachable=frozenset)
    object.__setattr__(ledger, "clocks", clocks)
    return OutageWatch(ledger, lambda: actor), actor


def told(recorder: Actor, by: tuple[Channel, ...], number: int = 1) -> OutageTold:
    return OutageTold(
        recorder_id=recorder.person_id,
        part=WatchedPart.EMAIL,
        number=number,
        first_seen_at=given.NOW,
        told_ids=TOLD_IDS,
        by=by,
    )


def looks(watch: OutageWatch, *at: datetime) -> list[OutageEvent]:
    return [fact for each in at for fact in watch.look(each)]


def queued(office: Office) -> list[Due]:
    with office.opened.engine.connect() as connection:
        rows = connection.execute(select(DELIVERIES).order_by(DELIVERIES.c.person_id)).all()
    return [
        Due(
            delivery_id=row.delivery,
            channel=Channel(row.channel),
            person_id=PersonId(row.person_id),
            case_id=CaseId(row.case_id),
            minutes=row.minutes,
            tries=0,
            waited=timedelta(),
        )
        for row in rows
    ]


def sent(watch: OutageWatch, due: Due) -> tuple[str, str] | Withheld:
    recorder = watch.actor().person_id
    found = outage_message(watch.ledger, lambda *_who: "at", due, recorder, LEADS, SEEN_AT)
    assert found is not None
    if isinstance(found, Message):
        return found.words.chinese, found.words.link
    return found


def test_an_outage_is_told_once_by_what_works_and_so_is_its_end(at_work_on_each: Office) -> None:
    office, messages = at_work_on_each, Failing({Channel.EMAIL})
    watch, recorder = a_watch(office, messages)
    other, _same = a_watch(office, messages)
    # For half a minute it may be no more than a process that takes up the work.
    assert looks(watch, given.NOW, given.NOW + timedelta(seconds=20)) == []
    assert looks(other, given.NOW) == []

    assert looks(watch, SEEN_AT) == [told(recorder, (Channel.SMS,))]
    assert looks(other, SEEN_AT) == []
    due = queued(office)
    assert [(each.person_id, each.channel) for each in due] == [
        (each, Channel.SMS) for each in TOLD_IDS
    ]
    with office.opened.engine.connect() as connection:
        woken = connection.scalars(select(ALERTS.c.addressee)).all()
    assert sorted(map(PersonId, woken)) == list(TOLD_IDS)
    leads = {each.person_id: sent(watch, each) for each in due}
    assert leads == {
        ADMINISTRATOR: (WORDS, LEADS.channels),
        SECURITY: (WORDS, LEADS.channels),
        DUTY_OFFICER: (WORDS, LEADS.desk),
    }

    messages.silent.clear()
    works_since = SEEN_AT + timedelta(seconds=10)
    over_at = works_since + timedelta(minutes=given.RULES.on_call.outage_over_minutes)
    assert looks(watch, works_since, over_at) == [
        OutageOverTold(
            recorder_id=recorder.person_id,
            part=WatchedPart.EMAIL,
            works_since=works_since,
            told_ids=TOLD_IDS,
            by=(Channel.EMAIL, Channel.SMS),
        )
    ]
    # What was not sent before is not sent any more, and the end of it is.
    assert {sent(watch, each) for each in due} == {Withheld.OVER}
    assert len(queued(office)) == 9


def test_where_all_is_silent_it_is_said_on_the_pages_alone(at_work_on_each: Office) -> None:
    messages = Failing({Channel.EMAIL, Channel.SMS})
    watch, recorder = a_watch(at_work_on_each, messages)
    looks(watch, given.NOW)
    by_mail, by_sms = looks(watch, SEEN_AT)
    assert by_mail == told(recorder, ())
    assert by_sms == replace(told(recorder, ()), part=WatchedPart.SMS)
    assert queued(at_work_on_each) == []
    with at_work_on_each.opened.engine.connect() as connection:
        assert len(connection.scalars(select(ALERTS.c.addressee)).all()) == 6


def test_another_message_is_none_of_an_outage(at_work_on_each: Office) -> None:
    watch, recorder = a_watch(at_work_on_each, Failing())
    due = Due(given.example_id(1), Channel.SMS, DUTY_OFFICER, None, 0, 0, timedelta())
    to = recorder.person_id
    assert outage_message(watch.ledger, lambda *_: "at", due, to, LEADS, given.NOW) is None
    of_none = due._replace(case_id=CaseId(to))
    assert sent(watch, of_none) is Withheld.ERASED
