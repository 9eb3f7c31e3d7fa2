"""What the view `health` keeps: sealed, gone with the child, whole beside damage, the same anew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, insert, select

from application.ports import Recorded
from domain.alerts.facts import ConcernAlerted
from domain.referrals.facts import Involved
from domain.shared import CaseId, Compartment, Stream
from domain.staff.facts import Role
from infrastructure.database import writing
from infrastructure.keys.vault import KeyDestroyed
from infrastructure.log.tables import ALERTS
from infrastructure.views.bulk import upsert
from infrastructure.views.clocks.tables import STEPS
from infrastructure.views.health.tables import (
    CASES,
    KEPT_POSTS,
    PEOPLE,
    REACH,
    health_tables,
)
from infrastructure.views.pages import OpenedRow, sift
from tests.examples import CHILD, NOW, OTHER_CHILD, TODAY, example_id
from tests.infrastructure.views.cases import PLACES, STAFF, child_number
from tests.infrastructure.views.caseworker.test_sealing import stored_bytes
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.infrastructure.views.worries import (
    ACKNOWLEDGED,
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    ISSUED,
    PASSED_ON,
    POSTS,
    PROPOSED,
    TAKEN,
    case_number,
    cases,
    pass_on_and_tell,
    raise_and_tell,
    rows,
)

OF_A_CHILD = (Compartment.IDENTITY, Compartment.CARE, Compartment.HEALTH, Compartment.LEGAL)
OTHER_CASE = case_number(2)
OF_OTHER = replace(CONCERN, case_id=OTHER_CASE, child_id=OTHER_CHILD)
TOLD_AGAIN = ConcernAlerted(
    case_id=CASE, child_id=CHILD, cause_id=example_id(1_401), place_id=None, addressees=()
)
INVOLVED = (Involved.MENTOR, Involved.SCHOOL_LEADER)


def two_worries(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, replace(CONCERN, involved=INVOLVED), OF_OTHER)


def a_whole_case(views: OpenedViews) -> None:
    two_worries(views)
    views.know(TAKEN, PROPOSED, ISSUED)
    pass_on_and_tell(views, PASSED_ON)
    views.know(ACKNOWLEDGED)


def alerts(views: OpenedViews) -> int:
    with views.databases.views_engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(ALERTS)).scalar_one()


def left_of(views: OpenedViews, case_id: CaseId) -> set[str]:
    return {name for name, rows in views.contents().items() if any(case_id in row for row in rows)}


def unreadable(views: OpenedViews) -> dict[CaseId, bool]:
    return {row.case_id: row.unreadable for row in rows(views, DUTY_OFFICER)}


def test_nothing_that_describes_a_child_stands_in_clear(views: OpenedViews) -> None:
    a_whole_case(views)
    stored = stored_bytes(views.databases)
    assert Role.CRISIS_LEAD.value.encode() in stored
    for told in (
        *(CONCERN.situation.value, CONCERN.signs[0].value, "不想回家", "需要评估", "现实危险"),
        CONCERN.may_tell_guardian.value,
    ):
        assert told.encode() not in stored, told


def test_a_case_of_an_erased_child_is_gone_from_all_tables(views: OpenedViews) -> None:
    a_whole_case(views)
    assert left_of(views, CASE) == {CASES, PEOPLE, KEPT_POSTS, REACH, "clocks_cases", STEPS}
    kept = left_of(views, OTHER_CASE)
    views.vault.destroy(CHILD, OF_A_CHILD, NOW)
    assert cases(views, DUTY_OFFICER) == [OTHER_CASE]
    views.projector.forget([CHILD])
    assert left_of(views, CASE) == set()
    assert left_of(views, OTHER_CASE) == kept
    views.projector.rebuild("health")
    assert left_of(views, CASE) == set()
    assert left_of(views, OTHER_CASE) == kept
    assert views.projector.quarantined() == ()


def test_a_child_erased_before_the_view_came_by_leaves_no_case(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    views.record(CONCERN, OF_OTHER)
    views.vault.destroy(CHILD, OF_A_CHILD, NOW)
    assert views.projector.catch_up(wait_ms=10_000)
    assert left_of(views, CASE) == set()
    assert cases(views, DUTY_OFFICER) == [OTHER_CASE]


def test_what_was_opened_before_the_erasure_is_not_folded_after_it(
    views_on_sqlite: OpenedViews,
) -> None:
    views = views_on_sqlite
    raised, taken, other = views.record(CONCERN, TAKEN, OF_OTHER)
    stream = views.mapper.stream_id(Stream("referrals", CASE))

    def row(recorded: Recorded[object]) -> OpenedRow:
        return OpenedRow(recorded.position, stream, "referrals.concern_raised.1", recorded)

    erased = KeyDestroyed(CHILD, Compartment.HEALTH)
    destroyed = OpenedRow(taken.position, stream, "referrals.concern_taken.1", erased)
    sifted = sift([row(raised), destroyed, row(other)], ())
    assert sifted.erased == {CHILD}
    assert [fact.fact for _stream, fact in sifted.facts] == [OF_OTHER]


@pytest.mark.parametrize("spoilt_fact", [TAKEN, TOLD_AGAIN])
def test_a_case_that_cannot_be_read_is_shown_as_such_beside_the_others(
    views: OpenedViews, spoilt_fact: object
) -> None:
    two_worries(views)
    views.versions[Stream("alerts", CASE)] = 1
    (spoilt,) = views.record(spoilt_fact)
    spoil(views.databases, spoilt.position)
    assert views.projector.catch_up(wait_ms=10_000)
    assert unreadable(views) == {CASE: True, OTHER_CASE: False}
    page = views.health.page(DUTY_OFFICER, TODAY, limit=1)
    assert (page.total, page.unreadable) == (2, 1)
    hidden = next(row for row in rows(views, DUTY_OFFICER) if row.case_id == CASE)
    assert (hidden.situation, hidden.is_with_child) == (None, False)
    views.know(replace(TAKEN, case_id=OTHER_CASE, child_id=OTHER_CHILD, taken_by=DUTY_OFFICER))
    spoil(views.databases, spoilt.position)
    views.projector.rebuild("health")
    assert unreadable(views) == {CASE: False, OTHER_CASE: False}


def test_a_worry_whose_own_record_is_damaged_is_found_by_whoever_was_told(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN, OF_OTHER)
    position = next(row.position for row in rows(views, CRISIS_LEAD) if row.case_id == CASE)
    spoil(views.databases, position)
    views.projector.rebuild("health")
    assert unreadable(views) == {CASE: True, OTHER_CASE: False}
    assert views.health.page(CRISIS_LEAD, TODAY, limit=10).unreadable == 1


def test_rows_put_in_each_others_place_are_shown_as_unreadable(views: OpenedViews) -> None:
    two_worries(views)
    table = health_tables()[CASES]
    with writing(views.databases.views_engine) as connection:
        other = connection.execute(table.select().where(table.c.case_id == OTHER_CASE)).one()
        connection.execute(
            table.update().where(table.c.case_id == CASE).values(content=other.content)
        )
    assert unreadable(views) == {CASE: True, OTHER_CASE: False}
    assert views.health.page(DUTY_OFFICER, TODAY, limit=10).unreadable == 1


@pytest.mark.usefixtures("small_steps")
def test_a_rebuilt_view_holds_what_it_held_and_tells_nobody_again(views: OpenedViews) -> None:
    a_whole_case(views)
    for number in range(40):
        child_id = child_number(number)
        case_id = case_number(100 + number)
        views.record(replace(CONCERN, case_id=case_id, child_id=child_id, involved=INVOLVED))
        views.record(replace(TAKEN, case_id=case_id, child_id=child_id))
    assert views.projector.catch_up(wait_ms=10_000)
    before, told = views.contents(), alerts(views)
    views.projector.rebuild("health")
    views.projector.rebuild("health")
    assert views.contents() == before
    assert alerts(views) == told > 0
    assert views.projector.behind("health") == 0


def test_a_moment_is_written_as_it_is_read(views: OpenedViews) -> None:
    two_worries(views)
    table = health_tables()[CASES]
    beijing = datetime(2026, 3, 10, 9, 30, 0, 7, tzinfo=timezone(timedelta(hours=8)))
    with writing(views.databases.views_engine) as connection:
        row = connection.execute(table.select().where(table.c.case_id == CASE)).one()
        upsert(connection, table, [[beijing if each == NOW else each for each in row]])
        again = connection.execute(table.select().where(table.c.case_id == CASE)).one()
        assert again.raised_at == beijing.astimezone(UTC)
        by_the_library = {**row._asdict(), "raised_at": NOW, "case_id": case_number(9)}
        connection.execute(insert(table).values(by_the_library))
        equal = select(func.count()).where(table.c.raised_at == NOW)
        assert connection.execute(equal).scalar_one() == 2
