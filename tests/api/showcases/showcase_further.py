"""The gallery's cases with more than one worry about the child, and the page that parts one."""

from collections.abc import Mapping
from dataclasses import replace

from api.view_models.crisis.cases import CaseActions
from api.view_models.crisis.further_concerns import JoinConcernPage, OtherCaseLine, PartConcernPage
from api.view_models.crisis.further_lines import FurtherLine
from api.view_models.forms import FieldError, Form, typed
from api.view_models.shell import PageModel
from application.crisis.desk.stages import CaseStage
from domain.referrals.facts import Involved, Sign, Situation
from domain.shared import CaseId
from tests import examples as e
from tests.api.showcases.showcase_cases import CASE, CASE_TAKEN

MILD = FurtherLine(
    further_id=CaseId(e.example_id(771)),
    raised_at=e.NOW,
    reporter="示例村主任",
    situation=Situation.SOMEWHAT_WORRIED,
    signs=(Sign.WITHDRAWN,),
    heard="这几天不出门，也不和别的孩子玩。",
    noticed_at=e.NOW,
    keeps_from_guardian=True,
    involved=(Involved.PUPIL,),
    involved_people=("示例学生",),
    may_part=True,
)
GRAVE = replace(
    MILD,
    further_id=CaseId(e.example_id(772)),
    reporter="示例老师",
    situation=Situation.LIFE_IN_DANGER,
    signs=(),
    heard=None,
    is_unanswered=True,
    may_part=False,
)
UNREADABLE = FurtherLine(further_id=CaseId(e.example_id(773)), raised_at=e.NOW, reporter="")

WITH_ONE_MORE = replace(CASE_TAKEN, further=(MILD,))
WITH_A_GRAVER = replace(
    CASE_TAKEN,
    case=replace(CASE_TAKEN.case, stage=CaseStage.UNTAKEN),
    further=(replace(MILD, may_part=False), GRAVE, UNREADABLE),
    actions=CaseActions(take=True, pass_on=True),
)
JOINED = replace(
    CASE,
    case=replace(CASE.case, stage=CaseStage.JOINED),
    joined_to=CaseId(e.example_id(774)),
    actions=CaseActions(),
)
PART = PartConcernPage(case=CASE_TAKEN.case, now=e.NOW, further=MILD, form=Form())
PART_WRONG = replace(
    PART,
    further=UNREADABLE,
    form=Form(typed(why=" "), (FieldError(field="why", code="required"),)),
)
OTHERS = (
    OtherCaseLine(
        case_id=CaseId(e.example_id(775)),
        number="7B-04112",
        situation=Situation.SOMEWHAT_WORRIED,
        raised_at=e.NOW,
    ),
)
JOIN = JoinConcernPage(case=CASE_TAKEN.case, now=e.NOW, others=OTHERS, form=Form())
JOIN_WRONG = replace(
    JOIN,
    form=Form(
        typed(why=" "),
        (
            FieldError(field="further_id", code="required"),
            FieldError(field="why", code="required"),
        ),
    ),
)
PAGES: Mapping[str, PageModel] = {
    "case-with-one-more": WITH_ONE_MORE,
    "case-with-a-graver": WITH_A_GRAVER,
    "case-joined": JOINED,
    "case-look-again": replace(JOINED, case=replace(CASE.case, stage=CaseStage.LOOK_AGAIN)),
    "join-concern": JOIN,
    "join-concern-wrong": JOIN_WRONG,
    "join-concern-none": replace(JOIN, others=()),
    "part-concern": PART,
    "part-concern-wrong": PART_WRONG,
}
