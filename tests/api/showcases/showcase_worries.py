"""Example values for the form of a worry, what became of it, and the numbers to call."""

from collections.abc import Mapping
from dataclasses import replace

from api.view_models.crisis.worries import (
    NO_ID,
    HelpNumbersPage,
    Offline,
    Standing,
    Telephone,
    WorryPage,
    WorrySentPage,
    new_worry_form,
)
from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.shell import PageModel, Shell
from domain.referrals.facts import Situation
from domain.shared import CaseId
from tests import examples as e
from tests.api.shells import COPIED, INSIDE, UNASSIGNED
from tests.api.showcases.showcase import CHILD, LONG_NAME, MARKUP
from tests.api.showcases.showcase_forms import SCHOOLS

TELEPHONES = (
    Telephone(number="0777-0000123", whose="示例小学"),
    Telephone(number="0777-0000456", whose="示例县教育局"),
)
CHILDREN = tuple(
    Choice(value=str(e.example_id(310 + number)), label=label)
    for number, label in enumerate(
        (
            "覃𠮷·示例 · 五(2)班 · 石塘村",
            "韦示例 · 三(1)班 · 石塘村",
            "韦示例 · 五(2)班 · 示例村",
            LONG_NAME + MARKUP,
        )
    )
)
CASE = CaseId(e.example_id(801))
WORRY = WorryPage(
    case_id=CASE,
    told_child_id=e.OTHER_CHILD,
    form=new_worry_form(e.SCHOOL),
    children=CHILDREN,
    has_more=True,
    schools=SCHOOLS,
    telephones=TELEPHONES,
)
WORRY_BY_HAND = replace(WORRY, children=(), has_more=False, form=new_worry_form(), telephones=())
WORRY_ABOUT = replace(WORRY, child_id=e.CHILD, child=CHILD, children=(), has_more=False)
WORRY_UNREADABLE = replace(WORRY_ABOUT, child=None)
WORRY_IN_DANGER = replace(
    WORRY_ABOUT,
    form=Form(
        typed(
            situation="life_in_danger",
            signs=("spoke_of_dying", "said_farewell"),
            heard="他说不想活了。",
            is_with_child="yes",
            involved="carer",
            may_tell_guardian="not_yet",
        )
    ),
)
WORRY_WRONG = replace(
    WORRY,
    form=Form(
        typed(child_id="other", signs="bullied", heard="放学被人堵。", may_tell_guardian="unknown"),
        (
            FieldError(field="name", code="required"),
            FieldError(field="situation", code="required"),
        ),
    ),
)
WORRY_COPY = replace(WORRY_BY_HAND, case_id=NO_ID, told_child_id=NO_ID, is_copy=True)

SENT = WorrySentPage(
    case_id=CASE,
    situation=Situation.LIFE_IN_DANGER,
    receipt="1284-7f3a9c02",
    raised_at=e.NOW,
    standing=Standing.SENT,
    is_with_child=True,
    telephones=TELEPHONES,
)
TOLD = replace(SENT, standing=Standing.TOLD, situation=Situation.SUSPECTED_HARM, came_again=True)
TAKEN = replace(SENT, standing=Standing.TAKEN, situation=Situation.NOBODY_CARING)
NOBODY = replace(SENT, standing=Standing.NOBODY, is_with_child=False)
OVER = replace(SENT, standing=Standing.OVER, situation=Situation.SOMEWHAT_WORRIED)

HELP = HelpNumbersPage()
HELP_INSIDE = HelpNumbersPage(telephones=TELEPHONES)
HELP_KEPT = HelpNumbersPage(telephones=TELEPHONES, offline=Offline.UNTOLD)
HELP_OFFLINE = replace(HELP_KEPT, offline=Offline.PAGE)
HELP_UNSENT = replace(HELP_KEPT, offline=Offline.WORRY)

FORMS: Mapping[str, tuple[PageModel, Shell]] = {
    "worry": (WORRY, INSIDE),
    "worry-by-hand": (WORRY_BY_HAND, UNASSIGNED),
    "worry-about": (WORRY_ABOUT, INSIDE),
    "worry-unreadable": (WORRY_UNREADABLE, INSIDE),
    "worry-in-danger": (WORRY_IN_DANGER, INSIDE),
    "worry-wrong": (WORRY_WRONG, INSIDE),
    "worry-copy": (WORRY_COPY, COPIED),
}
