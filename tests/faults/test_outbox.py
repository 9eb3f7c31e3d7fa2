"""Killed between an alert and its message, or between sending and noting it: nothing is lost."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing.connection import Connection

import pytest
from sqlalchemy import update

from application.authentication.work_addresses import CodeLimits
from application.crisis.worries.referrals import raise_concern
from application.ports import Actor
from domain.shared import PersonId
from infrastructure.database import writing
from infrastructure.delivery.email import EmailSender
from infrastructure.delivery.outbox import Outbox
from infrastructure.delivery.settings import SmtpSecurity
from infrastructure.log.tables import DELIVERIES, LEASES
from infrastructure.opening import open_ledger, reactions_of
from infrastructure.settings import Settings
from tests import crisis
from tests import examples as given
from tests.api.pages.site import found_office_on_duty, office_settings
from tests.engines import FoundedLedger
from tests.faults.conftest import Scene
from tests.faults.dying_points import AFTER, BEFORE
from tests.faults.victims import die, victim
from tests.infrastructure.delivery.mailbox import Mailbox, mail_server
from tests.infrastructure.delivery.sending import told
from tests.office import acting

Moment = tuple[type[object], str, bool]

BEFORE_IT_IS_CLAIMED: Moment = (Outbox, "claim", BEFORE)
BEFORE_IT_IS_NOTED: Moment = (EmailSender, "send", AFTER)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server(None) as served:
        yield served


@pytest.fixture
def crisis_scene(founded_ledger: FoundedLedger, box: Mailbox) -> Scene:
    databases = founded_ledger(found_office_on_duty)
    reached = {
        "address": "http://localhost:8000",
        "smtp_host": "127.0.0.1",
        "smtp_port": box.port,
        "smtp_security": SmtpSecurity.NONE,
        "smtp_from": "tongxin@city.example",
    }
    return Scene(databases, office_settings(databases).model_copy(update=reached))


def deliver(settings: Settings, moment: Moment | None, sending: Connection) -> None:
    """Follow the log and send once, as a process that serves does; die at the moment."""
    if moment is not None:
        _dying(*moment)
    with open_ledger(settings) as opened:
        reactions_of(opened).follow()
        for each in opened.ways_out.delivering(opened.ledger, opened.engine, nobody):
            each._renew()
            sending.send(each.round())


def nobody() -> Actor:
    """Return somebody of whom no message is: none here is of an outage or a hospital's link."""
    return Actor(person_id=PersonId(given.example_id(999)))


def _dying(owner: type[object], name: str, after: bool) -> None:
    original = getattr(owner, name)

    def dying(*arguments: object) -> None:
        if after:
            original(*arguments)
        die()

    setattr(owner, name, dying)


def worried(scene: Scene) -> None:
    """Give the crisis lead an address, and raise a worry that nobody was told of yet."""
    at = datetime.now(UTC)
    with scene.reopened() as opened:
        addresses = opened.ways_out.addresses
        limits = CodeLimits(none_since=at, day_since=at, at_most=1)
        assert addresses.wait(crisis.CRISIS_LEAD, "lead@school.example", "AAAA2222", at, limits)
        assert addresses.confirm(crisis.CRISIS_LEAD, "AAAA2222", given.NOW, 5, ())
        worry = crisis.worry_about(crisis.case_id("leader", 1))
        raise_concern(opened.ledger, acting(given.TEACHER), worry, at)
        assert opened.projector.catch_up(wait_ms=10_000)


def sent_by(scene: Scene, moment: Moment | None) -> list[object]:
    """Let one process send, and return what it says; whatever it claimed has run out before."""
    with writing(scene.databases.engine) as connection:
        connection.execute(update(LEASES).values(held_until=None))
        connection.execute(update(DELIVERIES).values(next_at=DELIVERIES.c.queued_at))
    with victim(deliver, scene.settings, moment) as process:
        said = list(process.acknowledged())
        assert process.died() == (moment is not None)
    return said


def arrived(box: Mailbox) -> Counter[str]:
    assert {mail["To"] for mail in box.mails} <= {"lead@school.example"}
    return Counter(str(mail["Message-ID"]) for mail in box.mails)


def test_killed_around_sending_nothing_is_lost_and_what_comes_twice_has_the_same_id(
    crisis_scene: Scene, box: Mailbox
) -> None:
    worried(crisis_scene)
    assert sent_by(crisis_scene, BEFORE_IT_IS_CLAIMED) == []
    assert arrived(box) == Counter()
    assert told(crisis_scene.databases.engine) == [("waiting", 0, None)]
    assert sent_by(crisis_scene, BEFORE_IT_IS_NOTED) == []
    assert list(arrived(box).values()) == [1]
    assert sent_by(crisis_scene, None) == [1]
    assert list(arrived(box).values()) == [2]
    assert told(crisis_scene.databases.engine) == [("sent", 2, None)]
    assert sent_by(crisis_scene, None) == [0]
    assert list(arrived(box).values()) == [2]
