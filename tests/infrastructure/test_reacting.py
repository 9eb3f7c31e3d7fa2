"""No trouble elsewhere keeps whoever must answer from being told of a worry."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event, Thread
from uuid import UUID

import pytest
from eventsourcing.persistence import OperationalError, StoredEvent, Tracking
from sqlalchemy import select

from application.crisis import reactions
from application.crisis.telling.followers import FOLLOWER
from application.crisis.worries.referrals import raise_concern
from application.ports import Commit, StreamMoved
from application.states import pairing_stream, staff_stream
from domain.referrals.facts import Involved
from domain.referrals.state import RaiseConcern
from domain.shared import DutyId, PersonId, RequestId, Stream
from domain.staff.facts import DutyAssigned, Role
from infrastructure import reacting
from infrastructure.log.tables import ALERTS
from infrastructure.opening import reactions_of
from tests import crisis
from tests import examples as given
from tests.api.pages.damaging import flip_a_byte
from tests.application.casework import WORRY, reopen_casework
from tests.crisis import ADDRESSEES, ADVISER, CRISIS_LEAD, LIAISON
from tests.engines import FoundedLedger
from tests.office import DIRECTOR, Office, acting

WORRY_AT_SCHOOL = crisis.worry_about(crisis.case_id("reacting"))


@pytest.fixture
def at_work(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_casework(founded_on_sqlite)


def worried(
    office: Office, worry: RaiseConcern = WORRY_AT_SCHOOL, by: PersonId = given.TEACHER
) -> None:
    raise_concern(office.ledger, acting(by), worry, given.NOW)


def follows(office: Office) -> bool:
    return reactions_of(office.opened, lambda: given.NOW).follow()


def told(office: Office) -> frozenset[PersonId]:
    with office.opened.engine.connect() as connection:
        return frozenset(map(PersonId, connection.scalars(select(ALERTS.c.addressee))))


def damage(office: Office, stream: Stream) -> None:
    """Damage the last event of a stream, as the view of who is on duty finds it."""
    *_, last = office.opened.recorder.rows_of([office.opened.mapper.stream_id(stream)])
    flip_a_byte(office.databases.owner_url, last.position)
    office.opened.projector.rebuild("access")


def failing(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_a_database_that_is_away_for_a_moment_loses_no_alert(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    worried(at_work)
    with monkeypatch.context() as away:
        away.setattr(reactions, "react", failing(OperationalError("away")))
        assert not follows(at_work)
    assert follows(at_work)
    assert told(at_work) == ADDRESSEES


def failing_first(times: int, error: Exception) -> Callable[..., None]:
    """Fail so many times, then react as always."""
    left = iter(range(times))
    react: Callable[..., None] = reactions.react

    def failing_at_first(*arguments: object, **named: object) -> None:
        if next(left, None) is not None:
            raise error
        react(*arguments, **named)

    return failing_at_first


def test_a_fault_of_the_moment_loses_no_alert(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    worried(at_work)
    monkeypatch.setattr(reactions, "react", failing_first(2, RuntimeError("for once")))
    assert follows(at_work)
    assert told(at_work) == ADDRESSEES


def test_a_fault_that_lasts_holds_up_nobody_and_is_answered_when_it_is_over(
    at_work: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worried(at_work)
    with monkeypatch.context() as lasting:
        fails = failing_first(3, RuntimeError("for a while"))
        for each in ("react", "react_alone"):
            lasting.setattr(reactions, each, fails)
        worried(at_work, replace(WORRY_AT_SCHOOL, case_id=crisis.case_id("after")))
        assert follows(at_work)
    assert "(RuntimeError)" in caplog.text
    assert "is tried again each minute" in caplog.text
    # One of the two was told of, and the other as soon as it was tried again.
    assert len(alert_rows(at_work)) == 2 * len(ADDRESSEES)


def test_a_race_that_is_lost_again_and_again_is_told_and_waited_out(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    worried(at_work)
    with monkeypatch.context() as moving:
        for each in ("react", "react_alone"):
            moving.setattr(reactions, each, failing(StreamMoved()))
        ended = Event()

        def follow() -> None:
            assert not follows(at_work)
            ended.set()

        Thread(target=follow, daemon=True).start()
        assert ended.wait(5)
    assert follows(at_work)
    assert told(at_work) == ADDRESSEES


def test_the_damaged_record_of_the_reaction_itself_silences_nobody(at_work: Office) -> None:
    worried(at_work, replace(WORRY_AT_SCHOOL, case_id=crisis.case_id("before")))
    assert follows(at_work)
    (actor_id,) = {
        each.actor_id
        for each in at_work.opened.mapper.open_rows(at_work.opened.recorder.rows_after(0, 1_000))
        if type(each.fact).__name__ == "ConcernAlerted"
    }
    damage(at_work, staff_stream(actor_id))
    before = len(alert_rows(at_work))
    worried(at_work)
    assert follows(at_work)
    assert len(alert_rows(at_work)) == 2 * before


def alert_rows(office: Office) -> list[UUID]:
    with office.opened.engine.connect() as connection:
        return list(connection.scalars(select(ALERTS.c.alert)))


def test_the_damaged_record_of_a_school_silences_nobody(at_work: Office) -> None:
    damage(at_work, staff_stream(given.SCHOOL))
    worried(at_work)
    assert follows(at_work)
    assert {CRISIS_LEAD, ADVISER} <= told(at_work)


def test_the_damaged_record_of_whoever_raised_it_silences_nobody(at_work: Office) -> None:
    damage(at_work, staff_stream(given.TEACHER))
    worried(at_work, replace(WORRY_AT_SCHOOL, school_id=None))
    assert follows(at_work)


def test_the_damaged_record_of_the_mentors_silences_nobody(at_work: Office) -> None:
    worried(at_work, replace(WORRY, involved=(Involved.MENTOR,)))
    damage(at_work, pairing_stream(given.CHILD))
    assert follows(at_work)
    assert told(at_work) == {CRISIS_LEAD, ADVISER}


def test_a_worry_from_a_hospital_of_its_own_comes_to_the_bureau(at_work: Office) -> None:
    duty = DutyAssigned(
        person_id=DIRECTOR,
        duty_id=DutyId(given.example_id(298)),
        role=Role.BUREAU_OFFICER,
        organisation_id=given.BUREAU,
        from_on=given.TODAY,
    )
    append(at_work, duty, after=2)
    worried(at_work, replace(WORRY_AT_SCHOOL, school_id=None), by=LIAISON)
    assert follows_reaching_everybody(at_work)
    assert told(at_work) == {DIRECTOR}


@pytest.mark.parametrize("name", ["referrals.concern_raised.2", "alerts.concern_alerted.2"])
def test_what_a_newer_program_wrote_is_left_to_it(at_work: Office, name: str) -> None:
    """A worry itself, or what stands before another worry in the same case."""
    context = name.split(".")[0]
    case_id = crisis.case_id("reacting" if context == "alerts" else "newer")
    stream = at_work.opened.mapper.stream_id(Stream(context, case_id))
    newer = StoredEvent(stream, 1, name, b"of another day")
    at_work.opened.recorder.insert_events([newer])
    worried(at_work)
    assert not follows(at_work)
    assert not follows(at_work)
    assert (told(at_work), place(at_work)) == (frozenset(), None)


def test_it_goes_on_when_the_newer_program_has_answered(
    at_work: Office, caplog: pytest.LogCaptureFixture
) -> None:
    newer = StoredEvent(crisis.case_id("newer"), 1, "referrals.concern_raised.2", b"another day")
    (position,) = at_work.opened.recorder.insert_events([newer]) or [0]
    worried(at_work)
    following = reactions_of(at_work.opened, lambda: given.NOW)
    assert not following.follow()
    at_work.opened.recorder.insert_tracking(Tracking(FOLLOWER, position))
    assert following.follow()
    assert told(at_work) == ADDRESSEES
    said = [each.getMessage() for each in caplog.records]
    assert [each for each in said if each.startswith("alerts")] == [
        "alerts cannot be sent for now: WrittenByNewerProgram",
        "alerts are sent again",
    ]


def place(office: Office) -> int | None:
    return office.opened.recorder.max_tracking_id(FOLLOWER)


def append(office: Office, fact: object, *, after: int) -> None:
    office.ledger.log.append(
        Commit(
            facts=(fact,),
            expected={office.opened.mapper.stream_of(fact): after},
            request_id=RequestId(given.example_id(908)),
            actor_id=given.SUPERVISOR,
            recorded_at=given.NOW,
        )
    )
    office.ledger.catch_up()


def follows_reaching_everybody(office: Office) -> bool:
    opened = office.opened
    return reacting.Reactions(
        opened.ledger,
        opened.recorder,
        opened.mapper,
        actor=lambda: acting(CRISIS_LEAD),
        reachable=frozenset,
        clock=lambda: given.NOW,
    ).follow()
