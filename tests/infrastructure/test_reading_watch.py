"""Readings that stand out are asked about once, wherever a process may die; on each engine."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from eventsourcing.persistence import OperationalError

from application.authorisation.shown_by import Access
from application.care_files.history import history
from application.ports import NO_CONTEXT, Commit, Context, History, StreamMoved
from application.reads.reading import Look, note_reading
from application.reads.reading_questions import answer_question, own_questions, question
from application.reads.reading_rows import QuestionStage
from application.reads.unusual_reading import FOLLOWER, ask
from application.states import staff_stream
from domain.reads.facts import Doubt, Explanation, Reading, ReadingQuestioned
from domain.reads.state import AnswerQuestion
from domain.shared import ChildId, Compartment, DutyId, PersonId, Purpose, RequestId
from domain.staff.facts import DutyEnded, DutyEndReason
from infrastructure import reading_watch
from infrastructure.opening import reading_watch_of
from infrastructure.reading_watch import ReadingWatch
from tests import examples as given
from tests.engines import FoundedLedger
from tests.office import Office, acting, open_office, read_id, reopen_office

NOON = datetime(2026, 3, 10, 4, tzinfo=UTC)
NIGHT = datetime(2026, 3, 10, 15, tzinfo=UTC)
TODAY = date(2026, 3, 10)
NOBODY = PersonId(given.example_id(699))


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return reopen_office(founded_ledger(open_office))


@pytest.fixture
def sqlite_office(founded_on_sqlite: FoundedLedger) -> Office:
    return reopen_office(founded_on_sqlite(open_office))


def watch(office: Office) -> ReadingWatch:
    return reading_watch_of(office.opened, lambda: given.NOW)


def read(
    office: Office,
    number: int,
    at: datetime = NOON,
    *,
    by: PersonId = given.TEACHER,
    children: int = 1,
    context: Context = NO_CONTEXT,
) -> UUID:
    """Record a reading without any use case; each child is another one."""
    look = Look(
        read_id=read_id(number),
        actor=acting(by),
        now=at,
        what=Reading.DESK,
        access=Access(context=context, purpose=Purpose.CARE),
    )
    first = 8_000 + 500 * number
    note_reading(
        office.ledger, look, [ChildId(given.example_id(first + n)) for n in range(children)]
    )
    return look.read_id


def asked(office: Office) -> list[tuple[PersonId, Doubt, date]]:
    recorder, mapper = office.opened.logs["reads"]
    facts = [each.fact for each in mapper.open_rows(recorder.rows_after(0, 5_000))]
    found = [each for each in facts if isinstance(each, ReadingQuestioned)]
    return [(each.reader_id, each.doubt, each.read_on) for each in found]


NIGHTLY = (given.TEACHER, Doubt.AT_NIGHT, TODAY)


def test_a_night_is_asked_about_once_also_by_another_process(office: Office) -> None:
    history(office.ledger, replace(office.asked(given.TEACHER), now=NIGHT))
    assert watch(office).follow()
    read(office, 2, NIGHT + timedelta(minutes=5))
    assert watch(office).follow()
    assert watch(office).follow()
    assert asked(office) == [NIGHTLY]
    (row,) = office.ledger.readings.waiting(TODAY, None, limit=9).rows
    assert (row.reader_id, row.doubt) == (given.TEACHER, Doubt.AT_NIGHT)


def test_children_of_a_day_are_counted_over_a_restart(office: Office) -> None:
    usual = given.RULES.reading.usual_for("mentor").a_day
    context = Context(duty="mentor")
    for number in range(3):
        at = NOON + timedelta(hours=2 * number)
        read(office, number, at, children=usual // 3, context=context)
        assert watch(office).follow()
    assert asked(office) == []
    read(office, 3, NOON + timedelta(hours=7), children=usual // 3, context=context)
    assert watch(office).follow()
    assert asked(office) == [(given.TEACHER, Doubt.MANY_CHILDREN, TODAY)]


def test_a_day_that_was_answered_for_is_asked_about_anew_at_twice_as_many(office: Office) -> None:
    usual, teacher = given.RULES.reading.usual_for("mentor").a_day, acting(given.TEACHER)
    context = Context(duty="mentor")
    read(office, 0, children=usual + 1, context=context)
    assert watch(office).follow()
    (first,) = own_questions(office.ledger, teacher).rows
    said = AnswerQuestion(question_id=first.question_id, explanation=Explanation.PREPARING)
    answer_question(office.ledger, teacher, said, given.example_id(951), NOON)
    read(office, 1, children=usual, context=context)
    assert watch(office).follow()
    (answered,) = own_questions(office.ledger, teacher).rows
    assert answered.stage is QuestionStage.ANSWERED
    last = read(office, 2, children=1, context=context)
    for _process in range(2):
        assert watch(office).follow()
    rows = own_questions(office.ledger, teacher).rows
    (again,) = (each for each in rows if each != answered)
    assert (again.child_count, again.stage) == (2 * (usual + 1), QuestionStage.OPEN)
    shown = question(office.ledger, teacher, again.question_id, NOON)
    assert [each.read_id for each in shown.rows] == [last, read_id(1), read_id(0)]
    (earlier,) = question(office.ledger, teacher, first.question_id, NOON).rows
    assert earlier.read_id == read_id(0)


def test_whoever_holds_no_duty_is_asked_but_no_program(sqlite_office: Office) -> None:
    office = sqlite_office
    before = given.NOW - timedelta(days=70)
    read(office, 1, before)
    read(office, 2, before, by=NOBODY)
    assert watch(office).follow()
    assert [each[:2] for each in asked(office)] == [(given.TEACHER, Doubt.WITHOUT_DUTY)]


def test_who_read_before_the_duty_was_ended_as_misused_is_not_asked_and_who_read_after_is(
    sqlite_office: Office,
) -> None:
    office = sqlite_office
    ended_at = NOON + timedelta(hours=1)
    read(office, 1, NOON)
    end_at_once(office, ended_at)
    assert watch(office).follow()
    assert asked(office) == []
    read(office, 2, ended_at + timedelta(minutes=1))
    assert watch(office).follow()
    assert asked(office) == [(given.TEACHER, Doubt.WITHOUT_DUTY, TODAY)]


def end_at_once(office: Office, at: datetime) -> None:
    """Record that the teacher's duty was misused and counts no more from that day on."""
    ended = DutyEnded(
        person_id=given.TEACHER,
        duty_id=DutyId(given.example_id(281)),
        ended_on=TODAY - timedelta(days=1),
        reason=DutyEndReason.MISUSED,
    )
    stream = staff_stream(given.TEACHER)
    history = office.ledger.log.load([stream])
    assert isinstance(history, History)
    office.ledger.log.append(
        Commit(
            facts=(ended,),
            expected=history.versions,
            request_id=RequestId(given.example_id(950)),
            actor_id=given.SUPERVISOR,
            recorded_at=at,
        )
    )


def test_a_process_that_dies_before_the_commit_leaves_it_to_the_next(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sqlite_office
    read(office, 1, NIGHT)
    with monkeypatch.context() as dying:

        def die(*_: object, **__: object) -> bool:
            raise OperationalError("gone")

        dying.setattr(reading_watch, "ask", die)
        assert not watch(office).follow()
    assert asked(office) == []
    assert watch(office).follow()
    assert asked(office) == [NIGHTLY]


def test_the_place_and_the_question_are_one_commit(sqlite_office: Office) -> None:
    office = sqlite_office
    recorder, _ = office.opened.logs["reads"]
    read(office, 1)
    read(office, 2, NIGHT)
    assert watch(office).follow()
    assert (recorder.max_tracking_id(FOLLOWER), len(asked(office))) == (2, 1)


def test_two_processes_ask_once(sqlite_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office = sqlite_office
    read(office, 1, NIGHT)
    first, second = watch(office), watch(office)

    def late(*_: object, **__: object) -> bool:
        monkeypatch.setattr(reading_watch, "ask", ask)
        assert second.follow()
        raise StreamMoved

    monkeypatch.setattr(reading_watch, "ask", late)
    assert first.follow()
    assert asked(office) == [NIGHTLY]


def test_a_long_quiet_stretch_moves_the_place(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sqlite_office
    monkeypatch.setattr(reading_watch, "MOVED_OVER_AT_LEAST", 3)
    monkeypatch.setattr(reading_watch, "STEP_BACK", 2)
    for number in range(5):
        read(office, number, NOON - timedelta(days=1))
    read(office, 6)
    assert watch(office).follow()
    recorder, _ = office.opened.logs["reads"]
    assert recorder.max_tracking_id(FOLLOWER) == 6
    read(office, 7, NIGHT)
    assert watch(office).follow()
    assert asked(office) == [NIGHTLY]


def test_of_an_erased_reader_nothing_is_asked(sqlite_office: Office) -> None:
    office = sqlite_office
    read(office, 1, NIGHT)
    office.opened.vault.destroy(given.TEACHER, [Compartment.ORGANISATION], NIGHT)
    read(office, 2, NIGHT, by=given.SUPERVISOR)
    assert watch(office).follow()
    recorder, mapper = office.opened.logs["reads"]
    (question,) = (row for row in recorder.rows_after(0, 99) if "questioned" in row.name)
    opened = mapper.open_row(question).fact
    assert isinstance(opened, ReadingQuestioned)
    assert opened.reader_id == given.SUPERVISOR
