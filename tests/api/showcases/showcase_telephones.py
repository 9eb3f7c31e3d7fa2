"""Example values for the page about the telephone of a person: none, one, one that waits."""

from dataclasses import replace

from api.view_models.authentication.accounts import OwnAccountPage, SignedInBeforePage
from api.view_models.authentication.telephones import (
    DeclineTelephonePage,
    PersonTelephonePage,
    TelephoneToldLine,
)
from api.view_models.forms import FieldError, Form, typed
from api.view_models.staffing.proposed_numbers import NumberLine, NumbersPage
from application.proposed_numbers import NumberKind, NumberStage
from application.staffing.telephones import OwnProposal
from domain.shared import PersonId, TelephoneId
from domain.staff.facts import Role
from domain.staff.telephone_facts import PersonTelephoneProposed, TelephoneDeclineReason
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME, MARKUP
from tests.api.showcases.showcase_accounts import BEFORE, CODE_USED, OWN

NONE = PersonTelephonePage(
    person_id=e.TEACHER, name="示例老师", telephone_id=e.example_id(940), may_propose=True
)
SET = replace(NONE, phone="13000000001")
PROPOSED = PersonTelephoneProposed(
    person_id=e.TEACHER,
    telephone_id=TelephoneId(e.example_id(941)),
    telephone="13000000055",
    proposed_by=PersonId(e.example_id(942)),
    proposed_on=e.TODAY,
)
WAITS = replace(
    SET,
    name=LONG_NAME + MARKUP,
    waits=PROPOSED,
    proposed_by="示例校长",
    may_confirm=True,
    confirmers=(Role.COUNTY_OFFICER, Role.BUREAU_OFFICER, Role.SECURITY_ADMINISTRATOR),
    until=e.TODAY,
)
DECLINE = DeclineTelephonePage(
    person_id=e.TEACHER,
    name=LONG_NAME + MARKUP,
    waits=PROPOSED,
    proposed_by="示例校长",
    is_mine=False,
)
TOLD = TelephoneToldLine(
    telephone="13000000055", proposed_by="示例校长", confirmed_by="示例县区干部", on=e.TODAY
)
LINE = NumberLine(
    subject_id=e.TEACHER,
    name=LONG_NAME + MARKUP,
    proposed_by="示例校长",
    proposed_on=e.TODAY,
    until=e.TODAY,
    stage=NumberStage.WAITING,
)
WAITING = NumbersPage(
    kind=NumberKind.TELEPHONE,
    lines=(LINE, replace(LINE, name="")),
    own=tuple(replace(LINE, name="示例老师", stage=stage) for stage in NumberStage),
    total=42,
    next_cursor="2026-03-01",
)
OF_CHILD = replace(LINE, subject_id=e.CHILD, until=None)
OF_ID_NUMBERS = [
    each for each in NumberStage if each not in (NumberStage.REPLACED, NumberStage.LAPSED)
]
PAGES: dict[
    str,
    PersonTelephonePage | DeclineTelephonePage | SignedInBeforePage | OwnAccountPage | NumbersPage,
] = {
    "telephones-waiting": WAITING,
    "telephones-waiting-none": NumbersPage(kind=NumberKind.TELEPHONE),
    "corrections-waiting": NumbersPage(
        kind=NumberKind.ID_NUMBER,
        lines=(OF_CHILD, replace(OF_CHILD, name="")),
        own=tuple(replace(OF_CHILD, stage=stage) for stage in OF_ID_NUMBERS),
        total=2,
        cursor="2026-03-01",
    ),
    "corrections-waiting-none": NumbersPage(kind=NumberKind.ID_NUMBER),
    "person-telephone-none": NONE,
    "person-telephone": SET,
    "person-telephone-wrong": replace(
        SET,
        form=Form(typed(telephone="值班室"), (FieldError(field="telephone", code="not_a_phone"),)),
    ),
    "person-telephone-settled-meanwhile": replace(
        SET, form=Form({}, (FieldError(field="", code="telephone_confirmed_already"),))
    ),
    "person-telephone-to-confirm": WAITS,
    "person-telephone-mine-waits": replace(WAITS, may_confirm=False, is_mine=True),
    "person-telephone-of-others": replace(WAITS, may_confirm=False, may_propose=False),
    "person-telephone-declined": replace(
        SET,
        last=OwnProposal(
            proposed=PROPOSED,
            stage=NumberStage.DECLINED,
            settled_by=e.TEACHER,
            reason=TelephoneDeclineReason.NOT_ASKED_FOR,
        ),
        settled_by="示例县区干部",
    ),
    "person-telephone-over-another": replace(
        WAITS,
        form=Form(
            typed(telephone="13000000056"), (FieldError(field="replaces", code="telephone_waits"),)
        ),
    ),
    "person-telephone-decline": replace(
        DECLINE, form=Form({}, (FieldError(field="reason", code="required"),))
    ),
    "person-telephone-take-back": replace(DECLINE, is_mine=True),
    "person-telephone-told": replace(CODE_USED, codes_left=None, telephone=TOLD),
    "account-telephone-changed": replace(OWN, telephone=TOLD),
    "person-telephone-told-with-failures": replace(BEFORE, codes_left=1, telephone=TOLD),
}
