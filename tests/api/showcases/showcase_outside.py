"""Example values for the doors beside the password."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.authentication.outside import (
    ApiTokenPage,
    ApiTokensPage,
    DeviceSignInPage,
    EnrolDevicePage,
    EnrolledLine,
    FindLockedOutPage,
    GiveNightCodePage,
    NightCodePage,
    NightRecoveriesPage,
    NightSignInPage,
    ProviderInvitedPage,
    ProviderLinkPage,
    ProviderRefusedPage,
    RecoveryLine,
    RevokeTokenPage,
    TokenLine,
)
from api.view_models.crisis.alert_links import AcknowledgePage, Pressing
from api.view_models.forms import Choice, FieldError, Form, typed
from api.view_models.shell import PageModel, Shell
from domain.accounts.outside_facts import RecoveryFinding, TokenScope
from domain.shared import ApiTokenId, LinkId, PersonId, RecoveryId
from tests import examples as e
from tests.api.showcases.showcase import LONG_NAME

MACHINE = PersonId(e.example_id(1501))
TOKEN = TokenLine(
    token_id=ApiTokenId(e.example_id(1502)),
    person_id=MACHINE,
    machine="学籍系统接口",
    prefix="tongxin_1a2b3c4d",
    scopes=(TokenScope.LIST_CHILDREN, TokenScope.REGISTER_CHILD),
    expires_on=e.TODAY + timedelta(days=60),
    last_used_on=e.TODAY,
    opens=True,
)
TOKENS = ApiTokensPage(
    token_id=e.example_id(1503),
    lines=(
        TOKEN,
        replace(TOKEN, machine=LONG_NAME, scopes=tuple(TokenScope), last_used_on=None),
        replace(TOKEN, opens=False),
    ),
    machines=(Choice(value=str(MACHINE), label="学籍系统接口"),),
    last_on=e.TODAY + timedelta(days=90),
)
TOKENS_WRONG = replace(
    TOKENS,
    lines=(),
    form=Form(
        typed(scopes="list_children", expires_on="2027-01-01"),
        (
            FieldError(field="person_id", code="required"),
            FieldError(field="expires_on", code="token_lasts_too_long", parameters={"days": 90}),
        ),
    ),
)
NEW_TOKEN = ApiTokenPage(
    machine="学籍系统接口",
    token="tongxin_1a2b3c4d_" + "x" * 43,
    expires_on=e.TODAY + timedelta(days=60),
)
SHOWN_TOKEN = replace(NEW_TOKEN, token=None)
REVOKE = RevokeTokenPage(line=TOKEN)
REVOKE_WRONG = RevokeTokenPage(
    line=TOKEN, form=Form(errors=(FieldError(field="reason", code="required"),))
)

ENROL = EnrolDevicePage(device_id=e.example_id(1901), pin_at_least=6, wrong_pins_at_most=5)
ENROLLED = replace(
    ENROL,
    done=True,
    devices=(
        EnrolledLine(
            device_id=e.example_id(1902), device="phone", enrolled_at=e.NOW, last_used_at=e.NOW
        ),
        EnrolledLine(
            device_id=e.example_id(1903),
            device="computer",
            enrolled_at=e.NOW - timedelta(days=9),
            last_used_at=None,
        ),
    ),
)
ENROL_WRONG = replace(
    ENROL,
    form=Form(
        errors=(
            FieldError(field="pin", code="pin_not_usable", parameters={"minimum": 6}),
            FieldError(field="again", code="pins_differ"),
        )
    ),
)

LINK = ProviderLinkPage(
    person_id=e.TEACHER,
    link_id=e.example_id(1801),
    name="示例老师",
    issuer="https://login.example.gov.cn/realms/qinzhou",
    may_link=True,
)
LINK_WRONG = replace(
    LINK,
    form=Form(typed(subject="u-1001"), (FieldError(field="", code="identity_of_another"),)),
)
LINK_OF_ELSEWHERE = replace(LINK, may_link=False)
LINKED = replace(LINK, name=LONG_NAME, linked=LinkId(e.example_id(1802)))

GIVE = GiveNightCodePage(
    login="laoshi",
    person_id=e.TEACHER,
    recovery_id=e.example_id(2001),
    name="示例老师",
    phone=e.PHONE,
)
GIVE_WRONG = replace(
    GIVE,
    name=LONG_NAME,
    phone=None,
    form=Form(errors=(FieldError(field="identified_by", code="required"),)),
)
CODE = NightCodePage(
    name="示例老师",
    login="laoshi",
    code="7K3MPQ8XW2ND",
    expires_at=e.NOW + timedelta(minutes=10),
    ends_hour=8,
)
RECOVERY = RecoveryLine(
    recovery_id=RecoveryId(e.example_id(2001)),
    person="示例老师",
    given_by="示例值班员",
    given_at=e.NOW,
    used_at=e.NOW,
    finding=None,
)
NIGHTS = NightRecoveriesPage(
    lines=(
        RECOVERY,
        replace(RECOVERY, person=LONG_NAME, used_at=None),
        replace(RECOVERY, finding=RecoveryFinding.NOT_THE_PERSON),
    )
)

INVITED_WRONG = ProviderInvitedPage(
    form=Form(typed(login="laoshi"), (FieldError(field="code", code="invitation_wrong"),))
)

OUTSIDE_PAGES: Mapping[str, PageModel] = {
    "provider-down": ProviderRefusedPage(code="outside_unreachable", retry=True),
    "provider-invited": ProviderInvitedPage(),
    "provider-invited-wrong": INVITED_WRONG,
    "provider-invited-locked": ProviderInvitedPage(wait_minutes=12),
    "provider-not-confirmed": ProviderRefusedPage(code="roles_not_confirmed"),
    "device-sign-in": DeviceSignInPage(),
    "device-sign-in-wrong": DeviceSignInPage(refused="pin_wrong", left=3),
    "device-sign-in-locked": DeviceSignInPage(refused="sign_in_locked", minutes=12),
    **{f"acknowledge-{each}": AcknowledgePage(pressing=each) for each in Pressing},
    "night-sign-in": NightSignInPage(ends_hour=8),
    "night-sign-in-wrong": NightSignInPage(
        ends_hour=8, form=Form(typed(login="laoshi")), refused=True
    ),
    "night-sign-in-locked": NightSignInPage(ends_hour=8, wait_minutes=12),
}
INSIDE_PAGES: Mapping[str, PageModel] = {
    "api-tokens": TOKENS,
    "api-tokens-wrong": TOKENS_WRONG,
    "api-token": NEW_TOKEN,
    "api-token-shown": SHOWN_TOKEN,
    "revoke-token": REVOKE,
    "revoke-token-wrong": REVOKE_WRONG,
    "enrol-device": ENROL,
    "enrol-device-done": ENROLLED,
    "enrol-device-wrong": ENROL_WRONG,
    "provider-link": LINK,
    "provider-link-wrong": LINK_WRONG,
    "provider-linked": LINKED,
    "provider-link-of-elsewhere": LINK_OF_ELSEWHERE,
    "night-find": FindLockedOutPage(may_review=True),
    "night-find-wrong": FindLockedOutPage(
        form=Form(typed(login="nobody"), (FieldError(field="login", code="account_not_found"),))
    ),
    "night-give": GIVE,
    "night-give-wrong": GIVE_WRONG,
    "night-code": CODE,
    "night-code-shown": replace(CODE, code=None),
    "night-recoveries": NIGHTS,
    "night-recoveries-none": NightRecoveriesPage(),
}


def among(outside: Shell, inside: Shell) -> Mapping[str, tuple[PageModel, Shell]]:
    """Return them all, each in its frame."""
    return {
        **{name: (page, outside) for name, page in OUTSIDE_PAGES.items()},
        **{name: (page, inside) for name, page in INSIDE_PAGES.items()},
    }
