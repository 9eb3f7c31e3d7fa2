"""The view `notices` finds which cases may be red and who was told, and forgets who was erased."""

from dataclasses import replace

from domain.alerts.facts import ClassTeacherTold
from domain.referrals.facts import ConcernWithdrawn, WithdrawalReason
from domain.referrals.level_facts import CrisisLevel, LevelDropConfirmed
from domain.shared import CaseId, DropId
from infrastructure.views.notices import TeachersNotices
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD
from tests.examples import CHILD, SCHOOL_CLASS, TEACHER, example_id
from tests.infrastructure.views.opened import OpenedViews
from tests.level_examples import FOUND_ORANGE, FOUND_RED

OTHER = CaseId(example_id(870))
TOLD = ClassTeacherTold(
    case_id=CASE,
    child_id=CHILD,
    cause_id=example_id(871),
    class_id=SCHOOL_CLASS,
    told_ids=(TEACHER,),
)
LOWERED = LevelDropConfirmed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DropId(example_id(872)),
    confirmed_by=CRISIS_LEAD,
    level=CrisisLevel.ORANGE,
)
WITHDRAWN = ConcernWithdrawn(
    case_id=OTHER,
    child_id=CHILD,
    withdrawn_by=CRISIS_LEAD,
    reason=WithdrawalReason.UNFOUNDED,
    why="误会。",
)


def test_a_case_is_found_from_its_red_level_until_that_falls_or_it_ends(
    views_on_sqlite: OpenedViews,
) -> None:
    views = views_on_sqlite
    notices = TeachersNotices(views.databases.views_engine, views.projector)
    views.know(CONCERN, FOUND_ORANGE)
    assert notices.acute() == ()
    views.know(FOUND_RED, FOUND_ORANGE, TOLD)
    views.know(replace(CONCERN, case_id=OTHER), replace(FOUND_RED, case_id=OTHER))
    assert (notices.acute(), notices.told(TEACHER)) == ((CASE, OTHER), (CASE,))
    views.know(LOWERED)
    assert (notices.acute(), notices.told(TEACHER)) == ((OTHER,), ())
    views.know(FOUND_RED)
    assert notices.told(TEACHER) == (CASE,)
    views.know(WITHDRAWN)
    assert notices.acute() == (CASE,)
