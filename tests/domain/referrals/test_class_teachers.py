"""Which class teachers are told of a danger, since when it holds, and that each reads it once."""

from dataclasses import dataclass, replace

import pytest

from domain.alerts.class_teachers import class_teachers, read_risk_notice, still_told, to_tell
from domain.alerts.facts import ClassTeacherTold, RiskNoticeRead
from domain.referrals.facts import ReferralsEvent
from domain.referrals.joining.joining_facts import ConcernJoined, ConcernParted, PartingReason
from domain.referrals.levels.acute import acute_since
from domain.referrals.levels.level_facts import CrisisLevel, LevelDropConfirmed
from domain.referrals.returning.aftercare_facts import FollowUpDone, FollowUpOutcome
from domain.shared import CaseId, DropId, FollowUpId, Known, OrganisationId, PersonId
from domain.staff.facts import Role
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD, DOCTOR, WITHDRAWN
from tests.examples import CHILD, NOW, SCHOOL, SCHOOL_CLASS, TEACHER, example_id
from tests.level_examples import FOUND_ORANGE as ORANGE
from tests.level_examples import FOUND_RED as RED

STAND_IN = PersonId(example_id(140))
CAUSE = example_id(141)
LOWERED = LevelDropConfirmed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DropId(example_id(142)),
    confirmed_by=CRISIS_LEAD,
    level=CrisisLevel.ORANGE,
)
JOINED = ConcernJoined(
    case_id=CASE, child_id=CHILD, joined_to=CaseId(example_id(143)), kept_out_ids=()
)
PARTED = ConcernParted(
    case_id=CASE,
    child_id=CHILD,
    parted_from=CaseId(example_id(143)),
    reason=PartingReason.ANOTHER_MATTER,
    why="另一件事。",
)
WORSE = FollowUpDone(
    case_id=CASE,
    child_id=CHILD,
    follow_up_id=FollowUpId(example_id(144)),
    done_by=DOCTOR,
    done_at=NOW,
    outcome=FollowUpOutcome.NEEDS_ASSESSMENT,
    child_seen=True,
)
TOLD = ClassTeacherTold(
    case_id=CASE, child_id=CHILD, cause_id=CAUSE, class_id=SCHOOL_CLASS, told_ids=(TEACHER,)
)
NOBODY = replace(TOLD, told_ids=())
BOTH = tuple(sorted((TEACHER, STAND_IN)))


@dataclass(frozen=True)
class Held:
    person_id: PersonId
    role: Role = Role.CLASS_TEACHER
    organisation_id: OrganisationId = SCHOOL_CLASS


def test_whoever_teaches_the_class_is_its_class_teacher_but_who_is_kept_out() -> None:
    posts = [
        *(Held(TEACHER), Held(STAND_IN), Held(DOCTOR, Role.TEACHER)),
        Held(CRISIS_LEAD, organisation_id=SCHOOL),
    ]
    assert class_teachers(posts, SCHOOL_CLASS, frozenset()) == {TEACHER, STAND_IN}
    assert class_teachers(posts, SCHOOL_CLASS, {TEACHER}) == {STAND_IN}
    assert class_teachers(posts, None, frozenset()) == frozenset()


@pytest.mark.parametrize(
    ("teachers", "before", "expected"),
    [
        ({TEACHER}, [], (TEACHER,)),
        ({TEACHER, STAND_IN}, [], BOTH),
        ({TEACHER}, [TOLD], None),
        ({TEACHER, STAND_IN}, [TOLD], (STAND_IN,)),
        (set(), [], ()),
        (set(), [NOBODY], None),
        (set(), [TOLD], ()),
        ({TEACHER}, [TOLD, NOBODY], (TEACHER,)),
    ],
)
def test_each_is_told_once_and_that_nobody_can_be_is_said_once(
    teachers: set[PersonId],
    before: list[ClassTeacherTold],
    expected: tuple[PersonId, ...] | None,
) -> None:
    assert to_tell(teachers, before) == expected


def test_who_was_told_before_nobody_could_be_is_told_no_more() -> None:
    later = replace(TOLD, told_ids=(STAND_IN,))
    assert still_told([TOLD, later]) == {TEACHER, STAND_IN}
    assert still_told([TOLD, NOBODY, later]) == {STAND_IN}


@pytest.mark.parametrize(
    ("facts", "since"),
    [
        ([CONCERN], None),
        ([CONCERN, ORANGE], None),
        ([CONCERN, RED], 1),
        ([CONCERN, ORANGE, RED], 2),
        ([CONCERN, RED, RED], 1),
        ([CONCERN, RED, ORANGE], 1),
        ([CONCERN, RED, LOWERED], None),
        ([CONCERN, RED, LOWERED, RED], 3),
        ([CONCERN, RED, WORSE], 1),
        ([CONCERN, RED, WITHDRAWN], None),
        ([CONCERN, RED, JOINED], None),
        ([CONCERN, RED, JOINED, PARTED], 3),
    ],
)
def test_a_case_is_acute_from_its_red_level_until_that_falls_or_it_is_over(
    facts: list[ReferralsEvent], since: int | None
) -> None:
    assert acute_since(enumerate(facts)) == since


def test_of_one_danger_each_teacher_says_once_that_they_read_it() -> None:
    read = RiskNoticeRead(case_id=CASE, child_id=CHILD, cause_id=CAUSE, read_by=TEACHER)
    assert read_risk_notice(read, []) == (read,)
    assert read_risk_notice(read, [read]) == Known((read,))
    assert read_risk_notice(read, [replace(read, read_by=STAND_IN)]) == (read,)
    assert read_risk_notice(read, [replace(read, cause_id=example_id(145))]) == (read,)
