"""Example values for the forms by which a case moves on, and for posts and telephones."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.cases import Answerer, HandOnPage, ProposePage, WithdrawPage
from api.view_models.crisis.hospitals import HospitalLine, HospitalNote
from api.view_models.crisis.referring import ReferPage
from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.shell import PageModel
from api.view_models.staffing.staff import AppointPage, DutyTelephonePage
from domain.oncall.opening import Opening
from domain.shared import PersonId
from domain.staff.facts import OrganisationKind, Role
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME
from tests.api.showcases.showcase_cases import HEAD, HOSPITAL, LEAD, LEAD_TOLD
from tests.api.showcases.showcase_duty import HOSPITAL_NAME
from tests.api.showcases.showcase_further import PAGES as FURTHER
from tests.api.showcases.showcase_involved import NOW_REGISTERED
from tests.api.showcases.showcase_office import PLACES, TEACHER
from tests.api.showcases.showcase_redirecting import PAGES as REDIRECTING

HAND_ON = HandOnPage(
    case=HEAD,
    now=e.NOW,
    pass_id=e.example_id(760),
    form=Form(),
    people=(
        Answerer(value=str(LEAD), name="示例危机负责人", posts=(LEAD_TOLD,)),
        Answerer(
            value=str(PersonId(e.example_id(122))),
            name=LONG_NAME,
            posts=(replace(LEAD_TOLD, role=Role.COUNTY_DUTY_OFFICER, place="示例县教育局"),),
        ),
    ),
)
HAND_ON_WRONG = replace(
    HAND_ON,
    form=Form(
        typed(to_id=str(LEAD), why="我在外地。"),
        (
            FieldError(field="to_id", code="may_not_answer_for_it"),
            FieldError(field="why", code="too_long", parameters={"at_most": 200}),
        ),
    ),
)
NOBODY_ELSE = replace(HAND_ON, people=())
PROPOSE = ProposePage(case=replace(HEAD, now=NOW_REGISTERED), now=e.NOW, form=Form())
PROPOSE_WRONG = replace(
    PROPOSE, form=Form(typed(why=" "), (FieldError(field="why", code="required"),))
)
KNOWN = (
    HospitalLine(
        name=HOSPITAL_NAME,
        telephone="0777-0000004",
        opening=Opening(is_open=True, until_at=e.NOW + timedelta(hours=9)),
    ),
    HospitalLine(name=LONG_NAME, hears=False, goes_past=True),
    HospitalLine(
        name="示例市妇幼保健院",
        telephone="0777-0000005",
        opening=Opening(is_open=False, from_at=e.NOW + timedelta(hours=9)),
    ),
    HospitalLine(name="示例县人民医院", hears=False, opening=Opening(is_open=False)),
)
"""One that hears and is open, one of which nobody hears, one that is closed, and one of neither."""
REFER = ReferPage(
    case=HEAD,
    now=e.NOW,
    referral_id=e.example_id(748),
    consent_id=e.example_id(761),
    form=Form(typed(referral_basis="consent", given_on="2026-03-10", given_time="09:30")),
    hospitals=(
        Choice(value=str(HOSPITAL), label=HOSPITAL_NAME),
        Choice(value=str(e.example_id(68)), label=LONG_NAME, note=HospitalNote.NOBODY_HEARS),
    ),
    known=KNOWN,
)
REFER_WRONG = replace(
    REFER,
    form=Form(
        typed(
            hospital_id=str(HOSPITAL),
            referral_basis="consent",
            consent_name="示例叔叔",
            relation_code="83",
            consent_means="in_person",
            given_on="2026-03-11",
            given_time="09:30",
        ),
        (
            FieldError(field="relation_code", code="consent_not_theirs_to_give"),
            FieldError(field="given_at", code="in_future"),
        ),
    ),
)
REFER_IN_DANGER = replace(
    REFER,
    form=Form(
        typed(referral_basis="emergency"),
        (
            FieldError(field="hospital_id", code="required"),
            FieldError(field="danger", code="required"),
        ),
    ),
)
WITHDRAW = WithdrawPage(case=HEAD, now=e.NOW, form=Form())
WITHDRAW_WRONG = replace(
    WITHDRAW,
    form=Form(typed(why="问过了。"), (FieldError(field="withdrawal_reason", code="required"),)),
)
APPOINT = AppointPage(
    person=TEACHER,
    duty_id=e.example_id(762),
    form=Form(typed(from_on="2026-03-10")),
    schools=PLACES,
    employers=PLACES,
)
APPOINT_WRONG = replace(
    APPOINT,
    form=Form(
        typed(from_on="2026-03-10", to_on="2036-03-10"),
        (FieldError(field="to_on", code="term_too_long", parameters={"years": 3}),),
    ),
)
TELEPHONE = DutyTelephonePage(
    organisation_id=e.SCHOOL,
    kind=OrganisationKind.SCHOOL,
    name="示例小学",
    form=Form(typed(telephone="0777-0000000")),
    published="0777-0000000",
)
TELEPHONE_WRONG = replace(
    TELEPHONE,
    published=None,
    form=Form(typed(telephone="12"), (FieldError(field="telephone", code="not_a_phone"),)),
)
APPOINTING: Mapping[str, PageModel] = {
    "appoint": APPOINT,
    "appoint-wrong": APPOINT_WRONG,
    "telephone": TELEPHONE,
    "telephone-wrong": TELEPHONE_WRONG,
}

PAGES: Mapping[str, PageModel] = {
    "hand-on": HAND_ON,
    "hand-on-wrong": HAND_ON_WRONG,
    "hand-on-nobody": NOBODY_ELSE,
    "propose": PROPOSE,
    "propose-wrong": PROPOSE_WRONG,
    "refer": REFER,
    "refer-wrong": REFER_WRONG,
    "refer-family-meant": replace(
        REFER,
        may_be_meant=True,
        form=Form(
            typed(referral_basis="consent"),
            (FieldError(field="not_suspected", code="answer_may_be_of_suspect"),),
        ),
    ),
    "refer-in-danger": REFER_IN_DANGER,
    "withdraw": WITHDRAW,
    "withdraw-wrong": WITHDRAW_WRONG,
    **FURTHER,
    **REDIRECTING,
}
