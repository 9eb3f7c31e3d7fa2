"""The view `notices` finds which cases may be red and who was told, and forgets who was erased."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from domain.alerts.facts import ClassTeacherTold
from domain.referrals.facts import ConcernWithdrawn, WithdrawalReason
from domain.referrals.levels.level_facts import CrisisLevel, LevelDropConfirmed, LevelDropProposed
from domain.reporting.facts import ReportClosed
from domain.shared import CaseId, DropId, PauseId
from infrastructure.views.notices.answers import TeachersNotices
from infrastructure.views.notices.fold import notices_tables
from infrastructure.views.notices.waiting import WAITING
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD
from tests.examples import CHILD, SCHOOL_CLASS, TEACHER, example_id
from tests.infrastructure.views.opened import OpenedViews
from tests.level_examples import FOUND_ORANGE, FOUND_RED
from tests.pause_examples import DECLINED, PAUSE, PROPOSED
from tests.report_examples import PROPOSED as CLOSING_PROPOSED

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
SECOND = PauseId(example_id(893))
DROP_PROPOSED = LevelDropProposed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DropId(example_id(874)),
    proposed_by=CRISIS_LEAD,
    assessment_id=FOUND_ORANGE.assessment_id,
    from_level=CrisisLevel.RED,
    to_level=CrisisLevel.ORANGE,
    why="平稳。",
)
LOWERED_SO = replace(LOWERED, drop_id=DROP_PROPOSED.drop_id)


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


def test_a_proposal_is_found_until_it_is_settled_or_its_case_ends(
    views_on_sqlite: OpenedViews,
) -> None:
    views = views_on_sqlite

    def waiting() -> list[tuple[UUID, UUID]]:
        table = notices_tables()[WAITING].c
        with views.databases.views_engine.connect() as connection:
            rows = connection.execute(select(table.matter, table.proposal)).all()
        return [(row.matter, row.proposal) for row in rows]

    views.know(CONCERN, PROPOSED)
    views.know(replace(CONCERN, case_id=OTHER), replace(PROPOSED, case_id=OTHER, pause_id=SECOND))
    views.know(CLOSING_PROPOSED)
    report = CLOSING_PROPOSED.report_id
    assert set(waiting()) == {
        *((CASE, PAUSE), (OTHER, SECOND), (report, CLOSING_PROPOSED.closing_id)),
    }
    views.know(DECLINED, WITHDRAWN)
    assert waiting() == [(report, CLOSING_PROPOSED.closing_id)]
    notices = TeachersNotices(views.databases.views_engine, views.projector)
    assert notices.reports_waiting(limit=9) == (report,)
    views.know(
        ReportClosed(
            report_id=report,
            child_id=CHILD,
            closing_id=CLOSING_PROPOSED.closing_id,
            closed_by=CRISIS_LEAD,
            why="无",
        ),
        DROP_PROPOSED,
    )
    assert waiting() == [(CASE, DROP_PROPOSED.drop_id)]
    # What is proposed and settled in one batch never stands here.
    views.know(LOWERED_SO, replace(PROPOSED, pause_id=SECOND), replace(DECLINED, pause_id=SECOND))
    assert waiting() == []
