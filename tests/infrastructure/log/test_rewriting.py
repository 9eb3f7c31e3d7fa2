"""A database administrator rewrites rows: that stream is refused, all others go on.

What is not found yet is asserted too, so that nobody claims more.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import update

from application.ports import Commit, Context, History
from domain.shared import RequestId, Stream
from infrastructure.database import open_engine, writing
from infrastructure.keys.opening import open_vault
from infrastructure.log.log import SealedLog
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.rows import StoredRow
from infrastructure.log.tables import EVENTS
from tests.engines import LedgerDatabases
from tests.examples import CARE_FILE_OPENED, CHILD, HOME_VISIT, OTHER_CHILD, TEACHER, example_id
from tests.infrastructure.keys.stores import LEDGER_ID
from tests.infrastructure.log.sealing import LEARNED_AT, VISIT_LOGGED, reason

FILE, VISITS = Stream("care", CHILD), Stream("visits", CHILD)
OTHER_VISITS = Stream("visits", OTHER_CHILD)
SECOND_VISIT = replace(VISIT_LOGGED, visit=replace(HOME_VISIT, note="又去了一次。"))
OTHER_VISIT = replace(VISIT_LOGGED, child_id=OTHER_CHILD)

Rewrite = Callable[..., None]


@pytest.fixture
def rewrite(ledger: LedgerDatabases) -> Iterator[Rewrite]:
    """Set columns of the row at a position, past every trigger and grant."""
    engine = open_engine(ledger.owner_url, pool_size=1, owner=True)
    if ledger.dialect == "sqlite":
        with writing(engine) as connection:
            for kept in ("updated", "deleted", "replaced"):
                connection.exec_driver_sql(f"DROP TRIGGER events_never_{kept}")

    def set_columns(position: int, /, **columns: object) -> None:
        events = EVENTS.events
        with writing(engine) as connection:
            rewriting = update(events).where(events.c.position == position).values(columns)
            assert connection.execute(rewriting).rowcount == 1

    yield set_columns
    engine.dispose()


class OpenLog:
    """A ledger's log with one child's file and two visits, and one visit to another child."""

    def __init__(self, ledger: LedgerDatabases) -> None:
        vault = open_vault(ledger.keys_engine, LEDGER_ID, ledger.tmp_path / "keyfile.json")
        self.mapper = SealingMapper(LEDGER_ID, vault)
        self.recorder = LogRecorder(ledger.engine, EVENTS)
        self.log = SealedLog(self.recorder, self.mapper, vault)
        self.append(CARE_FILE_OPENED, 0)
        self.append(VISIT_LOGGED, 0)
        self.append(OTHER_VISIT, 0)
        self.append(SECOND_VISIT, 1)

    def append(self, fact: object, version: int) -> None:
        commit = Commit(
            facts=[fact],
            expected={self.mapper.stream_of(fact): version},
            request_id=RequestId(example_id(800 + version)),
            actor_id=TEACHER,
            recorded_at=LEARNED_AT,
            context=Context(),
        )
        self.log.append(commit)

    def row(self, position: int) -> StoredRow:
        return self.recorder.rows_after(position - 1, 1)[0]

    def facts(self, stream: Stream) -> list[object]:
        history = self.log.load([stream])
        assert isinstance(history, History)
        return [each.fact for each in history.recorded]

    def reason(self, stream: Stream) -> str:
        return reason(lambda: self.log.load([stream]))

    def require_others_readable_and_writable(self) -> None:
        """The other child's visits, and this child's file, are as they were, and can go on."""
        assert self.facts(FILE) == [CARE_FILE_OPENED]
        before = self.facts(OTHER_VISITS)
        self.append(OTHER_VISIT, len(before))
        assert self.facts(OTHER_VISITS) == [*before, OTHER_VISIT]


@pytest.fixture
def opened(ledger: LedgerDatabases) -> OpenLog:
    return OpenLog(ledger)


FIRST, OTHER, SECOND = 2, 3, 4


def test_what_nobody_touched_is_read(opened: OpenLog) -> None:
    assert opened.facts(VISITS) == [VISIT_LOGGED, SECOND_VISIT]
    opened.require_others_readable_and_writable()


def test_every_part_of_the_state_is_bound(opened: OpenLog, rewrite: Rewrite) -> None:
    state = opened.row(FIRST).state
    places = [0, 1, 2, 17, 18, 33, 34, 49, 50, 57, 58, 73, 74, 89, 90, 101, 102, 500]
    for at in [*places, len(state) - 16, len(state) - 1]:
        changed = state[:at] + bytes([state[at] ^ 0x80]) + state[at + 1 :]
        rewrite(FIRST, state=changed)
        assert opened.reason(VISITS) == said_of(at), at
    opened.require_others_readable_and_writable()
    rewrite(FIRST, state=state)
    assert opened.facts(VISITS) == [VISIT_LOGGED, SECOND_VISIT]


def said_of(at: int) -> str:
    changes = {0: "unknown_format", 1: "unknown_suite", 2: "other_ledger", 18: "not_authentic"}
    changes |= {74: "key_missing", 90: "not_authentic"}
    return [said for start, said in changes.items() if start <= at][-1]


def test_a_state_of_another_shape_is_refused(opened: OpenLog, rewrite: Rewrite) -> None:
    for state in (b"", b"\x01", bytes(101), bytes(102), bytes(700)):
        rewrite(FIRST, state=state)
        expected = "too_short" if len(state) < 102 else "unknown_format"
        assert opened.reason(VISITS) == expected, len(state)
    opened.require_others_readable_and_writable()


def test_the_name_is_bound(opened: OpenLog, rewrite: Rewrite) -> None:
    names = {
        "visits.home_visit_conflict_kept.1": "not_authentic",
        "visits.home_visit_logged.2": "newer_than_this_program",
        "visits.home_visit_logged.1\x7f": "unknown_name",
        "": "unknown_name",
    }
    for name, said in names.items():
        rewrite(FIRST, name=name)
        assert opened.reason(VISITS) == said, name
    opened.require_others_readable_and_writable()


def test_the_version_is_bound(opened: OpenLog, rewrite: Rewrite) -> None:
    for version in (3, 2**62, 0, -1):
        rewrite(FIRST, version=version)
        expected = "malformed" if version < 0 else "not_authentic"
        assert opened.reason(VISITS) == expected, version
    opened.require_others_readable_and_writable()


def test_an_event_moved_to_another_childs_stream_is_refused_there(
    opened: OpenLog, rewrite: Rewrite
) -> None:
    rewrite(SECOND, stream=opened.mapper.stream_id(OTHER_VISITS))
    assert opened.reason(OTHER_VISITS) == "not_authentic"
    assert opened.facts(FILE) == [CARE_FILE_OPENED]


def test_an_event_moved_to_another_stream_of_the_child_is_refused_there(
    opened: OpenLog, rewrite: Rewrite
) -> None:
    rewrite(SECOND, stream=opened.mapper.stream_id(FILE))
    assert opened.reason(FILE) == "not_authentic"
    assert opened.facts(OTHER_VISITS) == [OTHER_VISIT]


def test_states_swapped_between_children_are_refused(opened: OpenLog, rewrite: Rewrite) -> None:
    mine, theirs = opened.row(FIRST).state, opened.row(OTHER).state
    rewrite(FIRST, state=theirs)
    rewrite(OTHER, state=mine)
    assert [opened.reason(each) for each in (VISITS, OTHER_VISITS)] == ["not_authentic"] * 2
    assert opened.facts(FILE) == [CARE_FILE_OPENED]


def test_states_swapped_within_a_stream_are_refused(opened: OpenLog, rewrite: Rewrite) -> None:
    first, second = opened.row(FIRST).state, opened.row(SECOND).state
    rewrite(FIRST, state=second)
    rewrite(SECOND, state=first)
    assert opened.reason(VISITS) == "not_authentic"
    opened.require_others_readable_and_writable()


def test_versions_swapped_within_a_stream_are_refused(opened: OpenLog, rewrite: Rewrite) -> None:
    rewrite(FIRST, version=99)
    rewrite(SECOND, version=1)
    rewrite(FIRST, version=2)
    assert opened.reason(VISITS) == "not_authentic"
    opened.require_others_readable_and_writable()


def test_swapped_positions_are_not_found_yet(opened: OpenLog, rewrite: Rewrite) -> None:
    """The position is bound by no seal; density and, later, the tree are to find this."""
    rewrite(OTHER, position=99)
    rewrite(SECOND, position=OTHER)
    rewrite(99, position=SECOND)
    assert opened.facts(VISITS) == [VISIT_LOGGED, SECOND_VISIT]
    assert opened.facts(OTHER_VISITS) == [OTHER_VISIT]
    opened.require_others_readable_and_writable()


def test_swapped_positions_within_one_stream_are_found(opened: OpenLog, rewrite: Rewrite) -> None:
    rewrite(FIRST, position=99)
    rewrite(SECOND, position=FIRST)
    rewrite(99, position=SECOND)
    assert opened.reason(VISITS) == "version_missing"
    opened.require_others_readable_and_writable()


def test_an_event_that_is_gone_from_the_middle_of_a_stream_is_missed(
    opened: OpenLog, rewrite: Rewrite
) -> None:
    rewrite(FIRST, stream=example_id(998))
    assert opened.reason(VISITS) == "version_missing"
    opened.require_others_readable_and_writable()
