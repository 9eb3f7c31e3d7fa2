"""Which cases are damaged is found by trying each once, not all of them for every page."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import Connection

from domain.shared import CaseId, Stream
from infrastructure.views.health_damaged import DamagedCases
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
    assert [row.case_id for row in rows(five_cases, CRISIS_LEAD) if row.unreadable] == [CASES[3]]
