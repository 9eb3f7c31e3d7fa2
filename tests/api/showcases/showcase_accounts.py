"""Example values for signing in by two steps, one's own account, and those of others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.authentication.accounts import (
    ChoosePasswordPage,
    DeviceLine,
    EnrolPage,
    FirstSignInPage,
    OwnAccountPage,
    PasswordRules,
    RecoveryCodesPage,
    SecondStepPage,
    SignedInBeforePage,
    StepUpPage,
)
from api.view_models.authentication.devices import Device
from api.view_models.authentication.outside import EnrolledLine
from api.view_models.authentication.person_account import (
    AccountStanding,
    DisableAccountPage,
    InvitationPage,
    InvitePage,
    PersonAccountPage,
)
from api.view_models.authentication.sign_in import KeptFormPage, SignInPage
from api.view_models.authentication.work_address import WorkAddressPage
from api.view_models.forms import FieldError, Form, typed
from api.view_models.shell import PageModel, Shell
from tests import examples as e
from tests.api.showcases import showcase_office, showcase_outside
from tests.api.showcases.showcase import LONG_NAME
from tests.api.showcases.showcase_channels import CHANNEL_PAGES
from tests.api.showcases.showcase_sign_ins import SIGN_IN_PAGES, SIGN_INS

RULES = PasswordRules(length=10, kinds=3, sentence_length=16, not_reused=5)
WRONG_CODE = Form({}, (FieldError(field="code", code="code_wrong"),))

SECOND_STEP = SecondStepPage()
SECOND_STEP_WRONG = SecondStepPage(form=WRONG_CODE)
SECOND_STEP_LOCKED = SecondStepPage(wait_minutes=12)
STEP_UP = StepUpPage(next="/people")
STEP_UP_TYPED = StepUpPage(
    next="/people", form=WRONG_CODE, kept=typed(reason="left", role=LONG_NAME), is_form=True
)
STEP_UP_DEMO = StepUpPage(next="/people", asks_password=True)
SIGN_IN_AGAIN = SignInPage(has_ended=True, back="/desk")
KEPT_FORM = KeptFormPage(
    action="/worry",
    kept={"words": ("写了一半的话",)},
    written_by="mark",
)
FIRST_SIGN_IN = FirstSignInPage()
FIRST_SIGN_IN_WRONG = FirstSignInPage(
    form=Form(typed(login="laoshi"), (FieldError(field="code", code="invitation_wrong"),))
)
FIRST_SIGN_IN_LOCKED = FirstSignInPage(form=Form(typed(login="laoshi")), wait_minutes=12)
FIRST_PASSWORD = ChoosePasswordPage(rules=RULES, login="laoshi", is_first=True)
DUE_PASSWORD = replace(
    FIRST_PASSWORD,
    is_first=False,
    is_due=True,
    form=Form(
        {},
        (
            FieldError(
                field="password", code="password_too_plain", parameters={"kinds": 3, "length": 16}
            ),
        ),
    ),
)
CHANGED_PASSWORD = replace(
    FIRST_PASSWORD,
    is_first=False,
    form=Form({}, (FieldError(field="old", code="old_password_wrong"),)),
)
ENROL = EnrolPage(secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", login="laoshi")
ENROL_AGAIN = replace(ENROL, is_first=False, form=WRONG_CODE)
CODES = RecoveryCodesPage(
    codes=tuple(f"K7QX4M2P{number}RTZ" for number in range(10)), login="laoshi"
)

THIS = DeviceLine(
    session_id=e.example_id(971),
    device=Device.PHONE,
    since=e.NOW,
    last_seen_at=e.NOW,
    is_this=True,
)
OTHER = replace(
    THIS,
    session_id=e.example_id(972),
    device=Device.COMPUTER,
    since=e.NOW - timedelta(hours=7),
    is_this=False,
)
ENROLLED = (
    EnrolledLine(
        device_id=e.example_id(1901), device="phone", enrolled_at=e.NOW, last_used_at=e.NOW
    ),
)
OWN = OwnAccountPage(
    login="laoshi",
    devices=(THIS, OTHER),
    has_factor=True,
    codes_left=9,
    previous_at=e.NOW - timedelta(hours=7),
    failed_before=2,
    password_until=e.NOW + timedelta(days=80),
    enrolled=ENROLLED,
    sign_ins=SIGN_INS,
)
OWN_WITH_MAIL = replace(OWN, work_address="laoshi@example.org", mail_goes_out=True)
ADDRESS = WorkAddressPage(code_minutes=20)
ADDRESS_WAITS = replace(ADDRESS, waits="laoshi@example.org")
ADDRESS_HELD = replace(ADDRESS, address="laoshi@example.org", done=True)
ADDRESS_UNUSED = replace(ADDRESS_HELD, done=False, mail_goes_out=False)
OWN_ALONE = replace(OWN, devices=(THIS,), previous_at=None, failed_before=0)
OWN_IN_DEMO = replace(OWN_ALONE, has_factor=False, codes_left=0, is_demo=True)
OWN_OF_AN_ADMINISTRATOR = replace(OWN_ALONE, may_enrol=False)
BEFORE = SignedInBeforePage(failed=3, previous_at=e.NOW - timedelta(hours=7))
CODE_USED = SignedInBeforePage(failed=0, previous_at=e.NOW - timedelta(hours=7), codes_left=2)

NONE = PersonAccountPage(
    person_id=e.TEACHER, name="示例老师", standing=AccountStanding.NONE, may_invite=True
)
INVITED = replace(
    NONE, standing=AccountStanding.INVITED, login="laoshi", until=e.NOW + timedelta(hours=72)
)
IN_USE = replace(
    INVITED,
    standing=AccountStanding.IN_USE,
    until=None,
    has_factor=True,
    signed_in_at=e.NOW,
    sessions=2,
    may_manage=True,
    may_close=True,
    pin_devices=1,
)
LOCKED = replace(
    IN_USE, standing=AccountStanding.LOCKED, until=e.NOW + timedelta(minutes=12), sessions=0
)
UNCONFIRMED = replace(IN_USE, standing=AccountStanding.UNCONFIRMED)
SHUT_OUT_ONLY = replace(LOCKED, may_invite=False, may_manage=False)
DISABLED = replace(IN_USE, standing=AccountStanding.DISABLED, sessions=0, name=LONG_NAME)
INVITE = InvitePage(person_id=e.TEACHER, name="示例老师")
INVITE_ANEW = InvitePage(
    person_id=e.TEACHER,
    name="示例老师",
    voids=True,
    form=Form(typed(login="laoshi"), (FieldError(field="login", code="account_exists"),)),
)
INVITE_EARLY = replace(
    INVITE, without_duty="duty_begins_later", begins_on=e.TODAY + timedelta(days=9)
)
INVITE_UNAPPROVED = replace(INVITE, without_duty="duty_awaits_approval")
INVITE_IDLE = replace(INVITE, without_duty="duty_over")
SLIP = InvitationPage(
    person_id=e.TEACHER,
    name="示例老师",
    login="laoshi",
    code="K7QX4M2P9RTZ3HWV",
    expires_at=e.NOW + timedelta(hours=72),
    address="https://tongxin.example/first-sign-in",
)
DISABLE = DisableAccountPage(
    person_id=e.TEACHER,
    name="示例老师",
    form=Form(errors=(FieldError(field="reason", code="required"),)),
)

OUTSIDE_PAGES: Mapping[str, PageModel] = {
    "sign-in": showcase_office.SIGN_IN,
    "sign-in-again": SIGN_IN_AGAIN,
    "sign-in-displaced": replace(SIGN_IN_AGAIN, was_displaced=True),
    "kept-form": KEPT_FORM,
    "kept-form-of-another": replace(KEPT_FORM, by_another=True),
    "sign-in-refused": showcase_office.SIGN_IN_REFUSED,
    "sign-in-locked": showcase_office.SIGN_IN_LOCKED,
    "second-step": SECOND_STEP,
    "second-step-wrong": SECOND_STEP_WRONG,
    "second-step-locked": SECOND_STEP_LOCKED,
    "first-sign-in": FIRST_SIGN_IN,
    "first-sign-in-wrong": FIRST_SIGN_IN_WRONG,
    "first-sign-in-locked": FIRST_SIGN_IN_LOCKED,
    "password-first": FIRST_PASSWORD,
    "password-due": DUE_PASSWORD,
    "enrol": ENROL,
    "recovery-codes": CODES,
}
INSIDE_PAGES: Mapping[str, PageModel] = {
    "step-up": STEP_UP,
    "step-up-typed": STEP_UP_TYPED,
    "step-up-demo": STEP_UP_DEMO,
    "password-change": CHANGED_PASSWORD,
    "enrol-again": ENROL_AGAIN,
    "account": OWN,
    "account-with-mail": OWN_WITH_MAIL,
    "work-address": ADDRESS,
    "work-address-waits": ADDRESS_WAITS,
    "work-address-held": ADDRESS_HELD,
    "work-address-unused": ADDRESS_UNUSED,
    "account-alone": OWN_ALONE,
    "account-demo": OWN_IN_DEMO,
    "account-administrator": OWN_OF_AN_ADMINISTRATOR,
    "signed-in-before": BEFORE,
    "recovery-code-used": CODE_USED,
    **SIGN_IN_PAGES,
    **CHANNEL_PAGES,
    "person-account-none": NONE,
    "person-account-invited": INVITED,
    "person-account": IN_USE,
    "person-account-locked": LOCKED,
    "person-account-shut-out-only": SHUT_OUT_ONLY,
    "person-account-unconfirmed": UNCONFIRMED,
    "person-account-disabled": DISABLED,
    "invite-person": INVITE,
    "invite-person-anew": INVITE_ANEW,
    "invite-person-early": INVITE_EARLY,
    "invite-person-unapproved": INVITE_UNAPPROVED,
    "invite-person-idle": INVITE_IDLE,
    "invitation": SLIP,
    "disable-account": DISABLE,
}


def among(outside: Shell, inside: Shell) -> Mapping[str, tuple[PageModel, Shell]]:
    """Return them all, each in its frame."""
    return {
        **{name: (page, outside) for name, page in OUTSIDE_PAGES.items()},
        **{name: (page, inside) for name, page in INSIDE_PAGES.items()},
        **showcase_outside.among(outside, inside),
    }
