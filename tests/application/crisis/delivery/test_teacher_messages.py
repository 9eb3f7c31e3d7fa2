"""What goes out to a class teacher follows from their being told, once, and ends with it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from application.crisis.clocks.case_clocks import clocks_stream
from application.crisis.delivery.alert_links import Leads
from application.crisis.delivery.delivering import Due, Message, Withheld, message_for
from application.crisis.reading.risk_notices import note_risk_notice_read
from application.crisis.telling.followers import FOLLOWER
from application.crisis.telling.outside_rows import delivery_of
from application.crisis.telling.same_address import Address
from application.ports import Commit, History, Recorded, StreamMoved, Unreadable
from application.reporting.recording import report_harm
from application.states import care_stream
from domain.alerts.facts import ClassTeacherTold, ConcernAlerted, RiskNoticeRead
from domain.alerts.outside import Channel
from domain.errors import RecordDamaged, Unavailable
from domain.referrals.joining.joining_facts import TakingAskedAnew
from domain.referrals.levels.level_facts import CrisisAssessed
from domain.shared import Erased, PersonId, RequestId, Stream
from domain.staff.facts import Role
from infrastructure.log.tables import ALERTS
from infrastructure.opening import reactions_of
from infrastructure.views.access.grants import Grants
from tests import crisis
from tests import examples as given
from tests.application.casework import CASE, raised
from tests.application.crisis.delivery.test_looked_up_when_sent import book, due
from tests.application.crisis.telling.test_escalating import follow
from tests.application.levels import assessed
from tests.application.noticing import (
    SUCCESSOR,
    TEACHER,
    at_work,
    is_closed_to,
    leave_class,
    look_round,
    said,
    told,
)
from tests.application.outside import LINK
from tests.application.reporting.reporting import by
from tests.application.telling import all_but, cause_of, employ
from tests.engines import FoundedLedger
from tests.office import Office, acting
from tests.report_examples import HARM


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
    assert place == cause_of(office, TakingAskedAnew).position
    with office.opened.engine.connect() as connection:
        rows = connection.execute(
            select(ALERTS.c.case_id).where(ALERTS.c.addressee == TEACHER)
        ).all()
    assert [row.case_id for row in rows] == [CASE]


def queued(office: Office) -> Due:
    """Return the message to the class teacher of what they were told last."""
    cause = cause_of(office, ClassTeacherTold)
    return due(office, TEACHER)._replace(
        delivery_id=delivery_of(cause.event_id, TEACHER, Channel.EMAIL)
    )


def sent_to_teacher(office: Office, address: Address | None = None) -> Message | Withheld:
    ledger = replace(office.ledger, reachable=all_but())
    return message_for(ledger, address or book(), queued(office), Leads(LINK), given.NOW)


def _read(office: Office) -> None:
    me, cause_id = acting(TEACHER), cause_of(office, CrisisAssessed).event_id
    note_risk_notice_read(office.ledger, me, CASE, cause_id, given.example_id(1), given.NOW)


def _left(office: Office) -> None:
    leave_class(office, TEACHER)


@pytest.mark.parametrize(("end", "why"), [(_read, Withheld.DONE), (_left, Withheld.OVER)])
def test_the_message_outside_ends_with_the_notice_or_its_reading(
    office: Office, end: Callable[[Office], None], why: Withheld
) -> None:
    assessed(office)
    follow(office, 1)
    assert isinstance(sent_to_teacher(office), Message)
    end(office)
    assert sent_to_teacher(office) is why


def without(office: Office, monkeypatch: pytest.MonkeyPatch, missing: Stream) -> None:
    """Let one stream be such that it cannot be read."""
    load = office.ledger.log.load

    def load_but_one(streams: Sequence[Stream]) -> History | Erased:
        if missing in streams:
            raise Unreadable(given.CHILD, 1, "tag")
        return load(streams)

    monkeypatch.setattr(office.ledger.log, "load", load_but_one)


def _is_behind(*_anything: object) -> frozenset[PersonId]:
    raise Unavailable("access_view_behind")


def _unreadable(*_anything: object) -> frozenset[PersonId]:
    raise RecordDamaged("access_view_damaged")


def test_a_message_is_not_given_up_for_what_cannot_be_read_just_then(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessed(office)
    follow(office, 1)
    with monkeypatch.context() as troubled:
        troubled.setattr(Grants, "kept_out", _unreadable)
        with pytest.raises(RecordDamaged):
            sent_to_teacher(office)
        # What is shown meanwhile is nothing: who is named nobody knows.
        assert is_closed_to(office)
    assert isinstance(sent_to_teacher(office), Message)
    without(office, monkeypatch, care_stream(given.CHILD))
    with pytest.raises(Unreadable):
        sent_to_teacher(office)


def test_nothing_goes_to_a_mailbox_of_whoever_is_named_in_another_report_of_the_child(
    office: Office,
) -> None:
    assessed(office)
    follow(office, 1)
    office_box = {str(each): "office@school.example" for each in (TEACHER, SUCCESSOR)}
    employ(office, SUCCESSOR, Role.CLASS_TEACHER, given.SCHOOL_CLASS)
    assert isinstance(sent_to_teacher(office, book(**office_box)), Message)
    harm = replace(HARM, suspect_ids=(SUCCESSOR,))
    report_harm(office.ledger, by(given.COMMUNITY_WORKER), harm)
    assert isinstance(sent_to_teacher(office), Message)
    assert sent_to_teacher(office, book(**office_box)) is Withheld.SHARED_WITH_KEPT_OUT


def test_a_message_ends_though_what_was_said_of_the_clocks_cannot_be_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessed(office)
    follow(office, 1)
    without(office, monkeypatch, clocks_stream(CASE))
    assert isinstance(sent_to_teacher(office), Message)
    leave_class(office, TEACHER)
    assert sent_to_teacher(office) is Withheld.OVER


def test_a_red_level_of_which_nobody_knows_who_may_hear_holds_up_no_other_worry(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessed(office)
    other = crisis.case_id("another")
    raised(office, crisis.worry_about(other), by=given.TEACHER)
    reactions = reactions_of(office.opened, lambda: given.NOW)
    with monkeypatch.context() as behind:
        behind.setattr(Grants, "kept_out", _is_behind)
        reactions.follow()
        assert isinstance(cause_of(office, ConcernAlerted, other).fact, ConcernAlerted)
        assert said(office) == []
    # The round of each minute tells it.
    assert look_round(office) == 1
    assert said(office) == [told(office, TEACHER)]


def test_who_presses_twice_at_once_has_read_it_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessed(office)
    follow(office, 1)
    append = office.ledger.log.append

    def beaten(commit: Commit) -> tuple[Recorded[object], ...]:
        monkeypatch.undo()
        append(replace(commit, request_id=RequestId(given.example_id(2))))
        raise StreamMoved

    monkeypatch.setattr(office.ledger.log, "append", beaten)
    _read(office)
    assert [type(each) for each in said(office)] == [ClassTeacherTold, RiskNoticeRead]
