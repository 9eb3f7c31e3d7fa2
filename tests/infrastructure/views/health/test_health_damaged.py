"""Which cases are damaged is found by trying each once, not all of them for every page."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import Connection

from domain.shared import CaseId, Stream
from infrastructure.views.health.damaged import DamagedCases
from tests.hospital_examples import ATTENDED
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.infrastructure.views.worries import (
    CONCERN,
    CRISIS_LEAD,
    POSTS,
    TAKEN,
    case_number,
    raise_and_tell,
    rows,
)

CASES = tuple(case_number(number) for number in range(1, 6))


@pytest.fixture
def five_cases(views: OpenedViews) -> OpenedViews:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, *(replace(CONCERN, case_id=each) for each in CASES))
    return views


def damage(views: OpenedViews, case_id: CaseId) -> int:
    (spoilt,) = views.record(replace(TAKEN, case_id=case_id))
    spoil(views.databases, spoilt.position)
    assert views.projector.catch_up(wait_ms=10_000)
    return spoilt.position


def unreadable(views: OpenedViews) -> list[CaseId]:
    return [row.case_id for row in rows(views, CRISIS_LEAD) if row.unreadable]


def test_each_case_is_tried_once_for_the_same_damage(five_cases: OpenedViews) -> None:
    views, tried = five_cases, list[CaseId]()

    def stream_id(stream: Stream) -> UUID:
        tried.append(CaseId(stream.subject_id))
        return views.mapper.stream_id(stream)

    damaged = DamagedCases(stream_id)

    def known(connection: Connection) -> tuple[set[UUID], set[UUID]]:
        tried.clear()
        return set(damaged.known(connection)), set(tried)

    with views.databases.views_engine.connect() as connection:
        assert known(connection) == (set(), set())
    position = damage(views, CASES[0])
    with views.databases.views_engine.connect() as connection:
        assert known(connection) == ({CASES[0]}, set(CASES))
        assert known(connection) == ({CASES[0]}, set())
    views.know(replace(TAKEN, case_id=CASES[1]))
    with views.databases.views_engine.connect() as connection:
        assert known(connection) == ({CASES[0]}, {CASES[1]})
    damage(views, CASES[2])
    with views.databases.views_engine.connect() as connection:
        assert known(connection) == ({CASES[0], CASES[2]}, set(CASES))
    spoil(views.databases, position)
    views.projector.rebuild("health")
    with views.databases.views_engine.connect() as connection:
        assert known(connection) == ({CASES[2]}, set(CASES))


def test_only_cases_of_their_own_are_shown_to_people_as_damaged(five_cases: OpenedViews) -> None:
    damage(five_cases, CASES[3])
    assert unreadable(five_cases) == [CASES[3]]


@pytest.mark.parametrize("rebuilt", ["health", "clocks"])
def test_a_case_whose_deadlines_stand_still_is_shown_as_damaged_until_it_is_mended(
    five_cases: OpenedViews, rebuilt: str
) -> None:
    views = five_cases
    before = views.watch.now()
    came = replace(ATTENDED, case_id=CASES[1], child_id=CONCERN.child_id)
    (spoilt,) = views.record(came)
    spoil(views.databases, spoilt.position)
    assert views.projector.catch_up(wait_ms=10_000)
    # The health view knows nothing of visits, and goes on.
    assert {each.view for each in views.projector.quarantined()} == {"clocks"}
    assert unreadable(views) == [CASES[1]]
    changed = views.watch.changed_since(before)
    assert CRISIS_LEAD in changed.person_ids
    spoil(views.databases, spoilt.position)
    views.projector.rebuild(rebuilt)
    assert (views.projector.quarantined(), unreadable(views)) == ((), [])
    assert CRISIS_LEAD in views.watch.changed_since(changed.seen).person_ids


def test_a_view_is_filled_anew_with_the_other_that_set_streams_apart(
    five_cases: OpenedViews,
) -> None:
    damage(five_cases, CASES[3])
    filled = list[int]()
    five_cases.projector.rebuild("health", lambda done, _total: filled.append(done))
    assert filled.count(0) == 2
    assert five_cases.projector.quarantined() != ()
    filled.clear()
    five_cases.projector.rebuild("caseworker", lambda done, _total: filled.append(done))
    assert filled.count(0) == 1
