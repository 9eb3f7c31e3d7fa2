"""What goes out to a class teacher follows from their being told, once, and ends with it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from application.crisis.alert_links import Leads
from application.crisis.delivering import Message, Withheld, message_for
from application.crisis.followers import FOLLOWER
from application.crisis.outside_rows import delivery_of
from application.crisis.risk_notices import note_risk_notice_read
from domain.alerts.facts import ClassTeacherTold
from domain.alerts.outside import Channel
from infrastructure.log.tables import ALERTS
from tests import examples as given
from tests.application.casework import CASE
from tests.application.levels import assessed
from tests.application.noticing import (
    TEACHER,
    at_work,
    leave_class,
    look_round,
    said,
    told,
)
from tests.application.outside import LINK
from tests.application.telling import all_but, cause_of
from tests.application.test_escalating import follow
from tests.application.test_looked_up_when_sent import book, due
from tests.engines import FoundedLedger
from tests.office import Office, acting


@pytest.fixture
def office(founded_on_sqlite: FoundedLedger) -> Office:
    return at_work(founded_on_sqlite)


def test_a_process_that_died_over_it_tells_once_when_it_comes_back(office: Office) -> None:
    assessed(office)
    # It died after it told, and before the message: the other half follows, and nothing twice.
    assert look_round(office) == 1
    follow(office, 1)
    follow(office, 1)
    assert said(office) == [told(office, TEACHER)]
    place = office.opened.recorder.max_tracking_id(FOLLOWER)
    assert place == cause_of(office, ClassTeacherTold).position
    with office.opened.engine.connect() as connection:
        rows = connection.execute(
            select(ALERTS.c.case_id).where(ALERTS.c.addressee == TEACHER)
        ).all()
    assert [row.case_id for row in rows] == [CASE]


def _read(office: Office) -> None:
    note_risk_notice_read(office.ledger, acting(TEACHER), CASE, given.example_id(1), given.NOW)


def _left(office: Office) -> None:
    leave_class(office, TEACHER)


@pytest.mark.parametrize("end", [_read, _left])
def test_the_message_outside_ends_with_the_notice_or_its_reading(
    office: Office, end: Callable[[Office], None]
) -> None:
    assessed(office)
    follow(office, 1)
    cause = cause_of(office, ClassTeacherTold)
    message = due(office, TEACHER)._replace(
        delivery_id=delivery_of(cause.event_id, TEACHER, Channel.EMAIL)
    )
    ledger = replace(office.ledger, reachable=all_but())
    sent = message_for(ledger, book(), message, Leads(LINK), given.NOW)
    assert isinstance(sent, Message)
    end(office)
    sent = message_for(ledger, book(), message, Leads(LINK), given.NOW)
    assert sent is Withheld.DONE
