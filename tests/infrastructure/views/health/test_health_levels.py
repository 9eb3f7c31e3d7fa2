"""The health desk shows the level that holds, and the column tells a thief nothing of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from application.crisis.desk.marks import GuardianMark
from domain.referrals.levels.level_facts import (
    AssessmentMethod,
    CrisisAssessed,
    CrisisLevel,
    LevelDropConfirmed,
    LevelDropProposed,
)
from domain.shared import AssessmentId, DropId, PersonId, TellingId
from infrastructure.views.health.tables import CASES, health_tables
from tests.case_examples import CONSENT_RECORDED, OTHER_HOSPITAL
from tests.domain.referrals import test_company as company
from tests.domain.referrals import test_guardians as guardians
from tests.examples import CHILD, NOW, example_id
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import (
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DUTY_OFFICER,
    ISSUED,
    LIAISON,
    POSTS,
    TAKEN,
    raise_and_tell,
    rows,
)

DROP = DropId(example_id(1_401))
RED = CrisisAssessed(
    case_id=CASE,
    child_id=CHILD,
    assessment_id=AssessmentId(example_id(1_402)),
    assessed_by=CRISIS_LEAD,
    level=CrisisLevel.RED,
    methods=(AssessmentMethod.TALK_WITH_CHILD,),
    child_seen=True,
    assessed_at=NOW - timedelta(days=20),
    why="有打算。",
)
YELLOW = replace(
    RED, assessment_id=AssessmentId(example_id(1_403)), level=CrisisLevel.YELLOW, assessed_at=NOW
)
PROPOSED = LevelDropProposed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DROP,
    proposed_by=CRISIS_LEAD,
    assessment_id=YELLOW.assessment_id,
    from_level=CrisisLevel.RED,
    to_level=CrisisLevel.YELLOW,
    why="平稳。",
)
CONFIRMED = LevelDropConfirmed(
    case_id=CASE, child_id=CHILD, drop_id=DROP, confirmed_by=DUTY_OFFICER, level=CrisisLevel.YELLOW
)

NOT_REACHED, INFORMED, WITHHELD, REFUSAL, ACCOMPANIED, ENDED, ESCORTED = (
    replace(each, case_id=CASE)
    for each in (
        *(guardians.NOT_REACHED, guardians.INFORMED, guardians.WITHHELD, guardians.REFUSAL),
        *(company.ACCOMPANIED, company.ENDED, company.ESCORTED),
    )
)
TRIED_AGAIN = replace(guardians.NOT_REACHED, case_id=CASE, telling_id=TellingId(example_id(1_404)))


def shown(views: OpenedViews) -> list[tuple[object, ...]]:
    found = rows(views, CRISIS_LEAD)
    return [(row.level, row.situation, row.is_with_child, row.unreadable) for row in found]


def know(views: OpenedViews, *facts: object) -> None:
    for fact in facts:
        views.record(fact, by=CRISIS_LEAD)
    assert views.projector.catch_up(wait_ms=10_000)


@pytest.fixture
def worried(views: OpenedViews) -> OpenedViews:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN)
    return views


def test_the_desk_shows_the_level_that_holds_and_all_else_as_before(worried: OpenedViews) -> None:
    the_rest = (CONCERN.situation, CONCERN.is_with_child, False)
    assert shown(worried) == [(None, *the_rest)]
    know(worried, RED)
    assert shown(worried) == [(CrisisLevel.RED, *the_rest)]
    know(worried, YELLOW, PROPOSED)
    assert shown(worried) == [(CrisisLevel.RED, *the_rest)]
    know(worried, CONFIRMED)
    assert shown(worried) == [(CrisisLevel.YELLOW, *the_rest)]


def marks(views: OpenedViews, who: PersonId = CRISIS_LEAD) -> tuple[object, ...]:
    (row,) = rows(views, who)
    return row.guardian, row.is_accompanied, row.is_escorted


def test_the_desk_marks_what_the_family_was_told_and_who_is_with_the_child(
    worried: OpenedViews,
) -> None:
    assert marks(worried) == (None, False, False)
    know(worried, NOT_REACHED, ACCOMPANIED)
    assert marks(worried) == (GuardianMark.NOT_REACHED, True, False)
    know(worried, INFORMED, TRIED_AGAIN, ENDED, ESCORTED)
    assert marks(worried) == (GuardianMark.INFORMED, False, True)
    know(worried, WITHHELD, TRIED_AGAIN)
    assert marks(worried) == (GuardianMark.WITHHELD, False, True)
    know(worried, REFUSAL, TRIED_AGAIN, INFORMED)
    assert marks(worried) == (GuardianMark.REFUSED, False, True)
    assert [row.was_accompanied for row in rows(worried, CRISIS_LEAD)] == [True]


def test_a_refusal_is_marked_until_somebody_agrees_after_it(worried: OpenedViews) -> None:
    agreed = replace(CONSENT_RECORDED, case_id=CASE, given_at=NOW - timedelta(hours=1))
    know(worried, WITHHELD, agreed, REFUSAL)
    assert marks(worried)[0] is GuardianMark.REFUSED
    know(worried, replace(agreed, given_at=guardians.REFUSAL.refused_at + timedelta(minutes=5)))
    assert marks(worried)[0] is GuardianMark.WITHHELD
    know(worried, REFUSAL)
    assert marks(worried)[0] is GuardianMark.WITHHELD
    worried.projector.rebuild("health")
    assert marks(worried)[0] is GuardianMark.WITHHELD


def test_a_hospital_is_marked_neither_what_the_family_was_told_nor_what_the_school_did_else(
    worried: OpenedViews,
) -> None:
    elsewhere = replace(company.ESCORTED, case_id=CASE, hospital_id=OTHER_HOSPITAL)
    here = replace(elsewhere, hospital_id=ISSUED.hospital_id)
    know(worried, TAKEN, ISSUED, RED, WITHHELD, ACCOMPANIED, here)
    assert marks(worried) == (GuardianMark.WITHHELD, True, True)
    assert marks(worried, LIAISON) == (None, False, True)
    # Brought to another hospital it is no matter of this one.
    know(worried, elsewhere)
    assert [marks(worried, who) for who in (CRISIS_LEAD, LIAISON)] == [
        (GuardianMark.WITHHELD, True, True),
        (None, False, False),
    ]
    assert [row.was_accompanied for row in rows(worried, LIAISON)] == [False]
    assert [row.level for row in rows(worried, LIAISON)] == [CrisisLevel.RED]


def test_rebuilt_it_shows_the_same(worried: OpenedViews) -> None:
    know(worried, RED, YELLOW, PROPOSED, CONFIRMED)
    before = shown(worried)
    worried.projector.rebuild("health")
    assert shown(worried) == before


def test_a_damaged_row_stays_damaged_when_a_level_comes(worried: OpenedViews) -> None:
    table = health_tables()[CASES]
    with worried.databases.views_engine.begin() as connection:
        connection.execute(update(table).values(content=b"\x00" * 120))
    know(worried, RED)
    with worried.databases.views_engine.connect() as connection:
        assert connection.scalars(select(table.c.content)).all() == [b"\x00" * 120]
    assert [row.unreadable for row in rows(worried, CRISIS_LEAD)] == [True]
