"""Example values for sign-ins on record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from api.view_models.authentication.devices import Device
from api.view_models.authentication.sign_ins import SignInLine, SignInsPage
from api.view_models.shell import PageModel
from domain.reads.sign_ins import SessionEnd, SignInDoor
from tests import examples as e

SIGNED_IN = SignInLine(
    opened_at=e.NOW - timedelta(hours=2),
    door=SignInDoor.CREDENTIAL,
    device=Device.PHONE,
    is_known=True,
    is_open=True,
)
SIGN_INS = (
    SIGNED_IN,
    replace(
        SIGNED_IN,
        opened_at=e.NOW - timedelta(days=1),
        device=Device.COMPUTER,
        is_known=False,
        is_open=False,
        how=SessionEnd.BY_ADMINISTRATOR,
        ended_at=e.NOW - timedelta(hours=20),
        by="示例安全员",
    ),
    replace(
        SIGNED_IN,
        opened_at=e.NOW - timedelta(days=2),
        door=SignInDoor.NIGHT_CODE,
        is_known=None,
        is_open=False,
    ),
)
SIGN_INS_PAGE = SignInsPage(
    person_id=e.TEACHER, name="示例老师", lines=SIGN_INS, next_before=17, is_first_page=False
)
SIGN_INS_NONE = replace(SIGN_INS_PAGE, lines=(), next_before=None, is_first_page=True)
SIGN_IN_PAGES: Mapping[str, PageModel] = {
    "sign-ins": SIGN_INS_PAGE,
    "sign-ins-none": SIGN_INS_NONE,
}
