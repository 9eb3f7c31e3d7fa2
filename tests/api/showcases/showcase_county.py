"""Example values for the pages of a county's offices."""

from collections.abc import Mapping
from dataclasses import replace

from api.view_models.crisis.county import CountyCaseLine, CountyCasesPage, CountyNumbersPage
from api.view_models.crisis.referrals import ReferralsPage
from api.view_models.crisis.week import WeekLine, WeekPage
from api.view_models.shell import PageModel
from application.county.cases import PURPOSES
from application.county.numbers import (
    Answered,
    CountyNumbers,
    CountyStep,
    InTime,
    LevelOfCases,
    Refusal,
    Vacancy,
)
from application.crisis.desk.stages import CaseStage
from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import Purpose
from domain.small_numbers import SHOWN_FROM, untold, without_small
from domain.staff.facts import Role
from tests.api.showcases.showcase import MARKUP
from tests.api.showcases.showcase_clocks import TO_ASSESS
from tests.api.showcases.showcase_duty import HOSPITAL_NAME, ago, case_id
from tests.api.showcases.showcase_referrals import REFERRALS
from tests.case_examples import HOSPITAL, OTHER_HOSPITAL

_STEPS = (
    *((CountyStep.UNTAKEN, 2), (CountyStep.TAKEN, 31), (CountyStep.PROPOSED, 0)),
    *((CountyStep.REFERRED, 17), (CountyStep.DECLINED, 6)),
)
NUMBERS = CountyNumbers(
    levels=without_small(dict(zip(LevelOfCases, (5, 9, 40, 2), strict=True))),
    steps=without_small(dict(_STEPS)),
    in_time=without_small({InTime.OVERDUE: 12, InTime.IN_TIME: 44}),
    refusals=without_small({Refusal.REFUSED: 1, Refusal.NOT_REFUSED: 55}),
    hospitals=without_small({HOSPITAL: 9, OTHER_HOSPITAL: 8}),
    answered=without_small(dict(zip(Answered, (6, 11, 0, 0), strict=True))),
    leads=without_small({InTime.OVERDUE: 640, InTime.IN_TIME: 1_204}),
    vacancies=(
        Vacancy(role=Role.CRISIS_LEAD, vacant=0, schools=24),
        Vacancy(role=Role.PSYCHOLOGY_TEACHER, vacant=21, schools=24),
        Vacancy(role=Role.HEALTH_VICE_PRINCIPAL, vacant=5, schools=24),
    ),
    names={HOSPITAL: HOSPITAL_NAME},
    behind=0,
)
FEW = CountyNumbers(
    levels=without_small(dict(zip(LevelOfCases, (1, 0, 2, 0), strict=True))),
    steps=without_small({CountyStep.UNTAKEN: 3}),
    in_time=without_small({InTime.OVERDUE: 3, InTime.IN_TIME: 0}),
    refusals=without_small({Refusal.REFUSED: 0, Refusal.NOT_REFUSED: 3}),
    hospitals=untold({}),
    answered=without_small(dict.fromkeys(Answered, 0)),
    leads=without_small(dict.fromkeys(InTime, 0)),
    vacancies=(),
    names={},
    behind=3,
)
WEEK = WeekPage(
    lines=(
        WeekLine(
            case_id=case_id(1),
            stage=CaseStage.TAKEN,
            raised=ago(9_000),
            place="示例小学",
            owner="示例老师",
            clock=TO_ASSESS,
        ),
        WeekLine(case_id=case_id(2), stage=CaseStage.UNTAKEN, raised=ago(90), place=MARKUP),
        WeekLine(case_id=case_id(3), stage=CaseStage.ISSUED, raised=ago(3_000), owner=""),
    )
)
CASES = CountyCasesPage(
    purposes=PURPOSES,
    purpose=Purpose.SUPERVISION,
    lines=(
        CountyCaseLine(
            case_id=case_id(1),
            stage=CaseStage.TAKEN,
            raised=ago(90),
            level=CrisisLevel.RED,
            place="示例小学",
            is_overdue=True,
        ),
        CountyCaseLine(
            case_id=case_id(2),
            stage=CaseStage.PROPOSED,
            raised=ago(9_000),
            level=CrisisLevel.ORANGE,
            place=MARKUP,
            is_refused=True,
        ),
        CountyCaseLine(case_id=case_id(3), stage=CaseStage.ISSUED, raised=ago(3_000)),
    ),
    next_cursor="n",
)
PAGES: Mapping[str, PageModel] = {
    "referrals": REFERRALS,
    "referrals-empty": ReferralsPage(lines=()),
    "county-cases-asked": CountyCasesPage(purposes=PURPOSES),
    "county-cases": CASES,
    "county-cases-none": replace(CASES, lines=(), next_cursor=None, level=CrisisLevel.RED),
    "week": WEEK,
    "week-empty": WeekPage(lines=()),
    "county-numbers": CountyNumbersPage(numbers=NUMBERS, shown_from=SHOWN_FROM),
    "county-numbers-few": CountyNumbersPage(numbers=FEW, shown_from=SHOWN_FROM),
}
