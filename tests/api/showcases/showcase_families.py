"""Example values for the family in a crisis and who is with the child."""

from collections.abc import Mapping
from dataclasses import replace

from api.view_models.crisis.families import CompanyPage, EscortPage, GuardianPage
from api.view_models.crisis.family_lines import CompanyLine, FamilyLines
from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.shell import PageModel
from domain.shared import CompanyId
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_cases import (
    CASE_TAKEN,
    CASE_WITHDRAWN,
    HEAD,
    HOSPITAL,
    LEAD,
    entries,
)
from tests.api.showcases.showcase_clocks import OTHER_OWED, TO_SEEK, TO_STAY
from tests.api.showcases.showcase_duty import HOSPITAL_NAME
from tests.domain.clocks.test_search_clock import NOT_TOLD
from tests.domain.referrals.test_company import ACCOMPANIED, BY_FAMILY, ENDED, ESCORTED
from tests.domain.referrals.test_guardians import INFORMED, NOT_REACHED, REFUSAL, WITHHELD

PEOPLE = (
    Choice(value=str(LEAD), label="示例危机负责人"),
    Choice(value=str(e.VOLUNTEER), label=LONG_NAME),
)
FAMILY = FamilyLines(
    informed=INFORMED,
    told_name=LONG_NAME,
    company=(
        CompanyLine(company_id=ACCOMPANIED.company_id, since_at=e.NOW, name="示例老师"),
        CompanyLine(company_id=CompanyId(e.example_id(767)), since_at=e.NOW, relation_code="62"),
    ),
    may_tell=True,
    may_accompany=True,
)
GUARDIAN = GuardianPage(
    case=HEAD,
    now=e.NOW,
    telling_id=INFORMED.telling_id,
    form=Form(typed(told_on="2026-03-10", told_time="09:30")),
    witnesses=PEOPLE,
    may_withhold=True,
)
COMPANY = CompanyPage(
    case=HEAD,
    now=e.NOW,
    company_id=ACCOMPANIED.company_id,
    form=Form(typed(with_kind="staff", since_on="2026-03-10", since_time="09:30")),
    people=PEOPLE,
)
ESCORT = EscortPage(
    case=HEAD,
    now=e.NOW,
    escort_id=ESCORTED.escort_id,
    form=Form(typed(started_on="2026-03-10", started_time="09:30")),
    people=PEOPLE,
    hospitals=(Choice(value=str(HOSPITAL), label=HOSPITAL_NAME),),
)

PAGES: Mapping[str, PageModel] = {
    "case-family-told": replace(CASE_TAKEN, family=FAMILY),
    "case-family-refuses": replace(
        CASE_TAKEN,
        family=FamilyLines(
            not_reached=NOT_REACHED,
            withheld=replace(WITHHELD, why="身上有伤。" + MARKUP),
            refused=REFUSAL,
            refused_by="",
            escorted_by="",
            escort_hospital=HOSPITAL_NAME,
            escort_started_at=e.NOW,
            may_tell=True,
            may_accompany=True,
        ),
    ),
    "case-family-course": replace(
        CASE_WITHDRAWN,
        entries=entries(
            *(NOT_REACHED, INFORMED, WITHHELD, REFUSAL, ESCORTED),
            *(ACCOMPANIED, BY_FAMILY, ENDED),
        ),
    ),
    "guardian": GUARDIAN,
    "guardian-meant": replace(
        GUARDIAN,
        may_be_meant=True,
        form=Form(
            typed(telling_outcome="informed", family_name="示例", relation_code="51"),
            (FieldError(field="not_suspected", code="guardian_may_be_suspected"),),
        ),
    ),
    "guardian-refused-by-whom": replace(
        GUARDIAN,
        may_be_meant=True,
        form=Form(
            typed(telling_outcome="refused", family_name="示例", relation_code="51"),
            (FieldError(field="not_suspected", code="answer_may_be_of_suspect"),),
        ),
    ),
    "guardian-no-other": replace(
        GUARDIAN,
        is_other_owed=True,
        form=Form(
            typed(telling_outcome="other_not_told"),
            (FieldError(field="other_reason", code="required"),),
        ),
    ),
    "case-family-no-other": replace(
        CASE_TAKEN,
        family=FamilyLines(
            withheld=WITHHELD,
            omission=replace(NOT_TOLD, why="只有一部电话。" + MARKUP),
            may_tell=True,
            may_accompany=True,
        ),
        clocks=(TO_STAY, TO_SEEK, OTHER_OWED),
    ),
    "case-family-unsure": replace(CASE_TAKEN, family=FamilyLines(unsure=REFUSAL, may_tell=True)),
    "guardian-refused": replace(
        GUARDIAN,
        form=Form(
            typed(telling_outcome="refused", consent_means="phone_two_staff"),
            (
                FieldError(field="family_name", code="required"),
                FieldError(field="told_at", code="in_future"),
                FieldError(field="why", code="required"),
            ),
        ),
    ),
    "guardian-withheld": replace(GUARDIAN, form=Form(typed(telling_outcome="withheld"))),
    "company": COMPANY,
    "company-family": replace(
        COMPANY,
        may_be_meant=True,
        form=Form(
            typed(with_kind="family"),
            (
                FieldError(field="relation_code", code="required"),
                FieldError(field="since_at", code="not_a_time"),
            ),
        ),
    ),
    "escort": ESCORT,
    "escort-wrong": replace(
        ESCORT,
        form=Form(
            {},
            (
                FieldError(field="hospital_id", code="required"),
                FieldError(field="escorted_by", code="may_not_accompany"),
                FieldError(field="danger", code="required"),
            ),
        ),
    ),
}
