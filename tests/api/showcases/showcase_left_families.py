"""Example values for families that a breach leaves to somebody: the list, one of them, told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.forms import FieldError, Form, typed
from api.view_models.privacy.left_families import LeftFamiliesPage, LeftFamilyLine, LeftFamilyPage
from api.view_models.shell import PageModel
from application.privacy.due_rows import FamilyLeft
from application.privacy.left_families import LeftFamily
from domain.breaches.facts import BreachKind, ToldBy
from tests import breach_examples as b
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME

_FAMILY = FamilyLeft(
    breach_id=b.ID, office=e.COUNTY_OFFICE, child_id=e.CHILD, told_by=ToldBy.HEALTH
)
TODAYS = LeftFamilyLine(
    left=LeftFamily(family=_FAMILY, reported=b.REPORTED, name="示例甲"),
    office="示例县教育局",
    days=0,
)
_SENT = replace(
    b.REPORTED, kind=BreachKind.SENT_WRONGLY, detected_at=b.FOUND_AT - timedelta(days=3)
)
_LATE = replace(
    TODAYS,
    left=LeftFamily(
        family=replace(_FAMILY, child_id=e.OTHER_CHILD), reported=_SENT, name=LONG_NAME
    ),
    days=3,
)
_NUMBER = replace(
    TODAYS,
    left=LeftFamily(family=replace(_FAMILY, told_by=ToldBy.OTHER_OFFICE), reported=b.REPORTED),
)
FAMILY = LeftFamilyPage(
    line=TODAYS,
    form=Form(typed(told_on="2026-03-10")),
    may_mean_family=True,
    may_leave_untold=True,
    may_ask_access=True,
)

PAGES: Mapping[str, PageModel] = {
    "left-families": LeftFamiliesPage(lines=(TODAYS, _LATE, _NUMBER), next_skip=50),
    "left-families-none": LeftFamiliesPage(lines=()),
    "left-families-damaged": LeftFamiliesPage(lines=(), unreadable=("示例县教育局",)),
    "left-family": FAMILY,
    "left-family-carers": replace(
        FAMILY,
        line=_LATE,
        carers=(e.CARER_RECORDED,),
        may_mean_family=False,
        may_leave_untold=False,
    ),
    "left-family-no-carers": replace(FAMILY, carers=(), left_untold=True),
    "left-family-number": replace(
        FAMILY, line=_NUMBER, may_mean_family=False, may_open_child=True, may_ask_access=False
    ),
    "left-family-told": replace(FAMILY, told=b.GUARDIAN),
    "left-family-wrong": replace(
        FAMILY,
        form=Form(
            typed(told_on="2026-03-10"),
            (
                FieldError(field="spoken_by", code="required"),
                FieldError(field="not_suspected", code="guardian_may_be_suspected"),
                FieldError(field="untold_reason", code="required"),
                FieldError(field="sure", code="required"),
            ),
        ),
    ),
}
