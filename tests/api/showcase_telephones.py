"""Example values for the page about the telephone of a person: none, one, one that waits."""

from dataclasses import replace

from api.view_models.accounts import OwnAccountPage, SignedInBeforePage
from api.view_models.forms import FieldError, Form, typed
from api.view_models.telephones import PersonTelephonePage, TelephoneToldLine
from domain.shared import PersonId, TelephoneId
from domain.staff.telephone_facts import PersonTelephoneProposed
from tests import examples as e
from tests.api.showcase import LONG_NAME, MARKUP
from tests.api.showcase_accounts import BEFORE, CODE_USED, OWN

NONE = PersonTelephonePage(
    person_id=e.TEACHER, name="示例老师", telephone_id=e.example_id(940), may_propose=True
)
SET = replace(NONE, phone="13000000001")
WAITS = replace(
    SET,
    name=LONG_NAME + MARKUP,
    waits=PersonTelephoneProposed(
        person_id=e.TEACHER,
        telephone_id=TelephoneId(e.example_id(941)),
        telephone="13000000055",
        proposed_by=PersonId(e.example_id(942)),
        proposed_on=e.TODAY,
    ),
    proposed_by="示例校长",
    may_confirm=True,
)
TOLD = TelephoneToldLine(
    telephone="13000000055", proposed_by="示例校长", confirmed_by="示例县区干部", on=e.TODAY
)
PAGES: dict[str, PersonTelephonePage | SignedInBeforePage | OwnAccountPage] = {
    "person-telephone-none": NONE,
    "person-telephone": SET,
    "person-telephone-wrong": replace(
        SET,
        form=Form(typed(telephone="值班室"), (FieldError(field="telephone", code="not_a_phone"),)),
    ),
    "person-telephone-to-confirm": WAITS,
    "person-telephone-mine-waits": replace(WAITS, may_confirm=False, is_mine=True),
    "person-telephone-of-others": replace(WAITS, may_confirm=False, may_propose=False),
    "person-telephone-told": replace(CODE_USED, codes_left=None, telephone=TOLD),
    "account-telephone-changed": replace(OWN, telephone=TOLD),
    "person-telephone-told-with-failures": replace(BEFORE, codes_left=1, telephone=TOLD),
}
