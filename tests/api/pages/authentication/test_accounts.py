"""From an invitation to a second factor, the account of one's own, and those of others."""

import re

import pyotp
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from application.authentication.account_notes import say_all
from application.said_lately import SaidLately
from domain.accounts.facts import (
    AccountActivated,
    AccountDisabled,
    AccountEnabled,
    AccountInvited,
    AccountLocked,
    AccountUnlocked,
    DisablingReason,
    FactorKind,
    PasswordChanged,
    PasswordChangeReason,
    RecoveryCodesIssued,
    SecondFactorEnrolled,
    SecondFactorRemoved,
    SessionsEnded,
)
from tests import examples as given
from tests.api.pages.forms import send
from tests.api.pages.site import ADMINISTRATOR, OFFICER, SECURITY, TEACHER, Site
from tests.signing import PASSWORD, next_code, opened_session

INVITE = paths.filled(paths.INVITE_PERSON, person_id=given.TEACHER)
ACCOUNT = paths.filled(paths.PERSON_ACCOUNT, person_id=given.TEACHER)
DISABLE = paths.filled(paths.DISABLE_ACCOUNT, person_id=given.TEACHER)
NEW_PASSWORD = "Lamp-post 1977"
CODE = re.compile(r"secret-code\">(.*?)</(?:span></span|li)>", re.DOTALL)


def codes_on(page: Response) -> list[str]:
    """The codes that a page shows, as they would be copied."""
    found = [re.sub(r"<[^>]+>", "", each) for each in re.findall(CODE, page.text)]
    return ["".join(each.split()) for each in found]


def accept(browser: TestClient, code: str, login: str = TEACHER) -> Response:
    return send(browser, paths.FIRST_SIGN_IN, login=login, code=code)


def set_up(site: Site, browser: TestClient, code: str) -> Response:
    """Choose a password and bind a telephone; the answer shows the recovery codes."""
    assert accept(browser, code).headers["location"] == paths.OWN_CHOICE
    chosen = send(browser, paths.OWN_CHOICE, password=NEW_PASSWORD, again=NEW_PASSWORD)
    assert chosen.headers["location"] == paths.ENROL
    (secret,) = codes_on(browser.get(paths.ENROL))
    return send(browser, paths.ENROL, code=pyotp.TOTP(secret).at(site.clock.now))


def test_who_is_invited_chooses_a_password_and_a_factor_that_nobody_else_knows(
    each_site: Site,
) -> None:
    site = each_site
    (code,) = codes_on(send(site.signed_in(SECURITY), INVITE, login=TEACHER))
    browser = site.client()
    shown = set_up(site, browser, code.lower())
    recovery = codes_on(shown)
    assert (shown.status_code, len(set(recovery))) == (200, 10)
    assert browser.get(paths.ACCOUNT).status_code == 200
    image = browser.get(paths.ENROL_IMAGE)
    assert image.headers["content-type"] == "image/svg+xml"
    again = site.client()
    send(again, paths.SIGN_IN, login=TEACHER, password=NEW_PASSWORD)
    entered = send(again, paths.SECOND_STEP, code=recovery[3])
    left = again.get(entered.headers["location"]).text
    assert (entered.status_code, "还剩 9 个" in left, "不多了" in left) == (303, True, False)
    assert accept(site.client(), code).status_code == 401
    told = [each for each in site.facts(object) if type(each).__module__.startswith("domain.acc")]
    me = given.TEACHER
    assert told[1:5] == [
        PasswordChanged(person_id=me, reason=PasswordChangeReason.FIRST),
        SecondFactorEnrolled(person_id=me, kind=FactorKind.TOTP),
        RecoveryCodesIssued(person_id=me, count=10),
        AccountActivated(person_id=me),
    ]
    assert isinstance(told[0], AccountInvited)


def test_inviting_anew_voids_everything_that_was_signed_in_with(site: Site) -> None:
    before = site.signed_in(TEACHER)
    send(site.signed_in(SECURITY), INVITE, login=TEACHER)
    assert before.get(paths.DESK).status_code == 303
    refused = send(site.client(), paths.SIGN_IN, login=TEACHER, password=PASSWORD)
    assert refused.status_code == 401
    assert len(site.facts(AccountInvited)) == 1
    assert site.facts(SecondFactorRemoved) == []


def test_a_wrong_invitation_an_unknown_login_and_one_in_use_are_answered_alike(
    site: Site,
) -> None:
    answers = [accept(site.client(), "WRONG", login) for login in (TEACHER, "nobody")]
    assert [each.status_code for each in answers] == [401, 401]
    texts = [each.text.replace(TEACHER, "X").replace("nobody", "X") for each in answers]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        (("short", "short"), "密码太短"),
        (("teacher-Teacher-1", "teacher-Teacher-1"), "密码里不能有账号"),
        (("Password2026!", "Password2026!"), "太容易猜到"),
        (("abcdfghkmnp", "abcdfghkmnp"), "密码太简单"),
        ((NEW_PASSWORD, "another"), "两次输入的不一样"),
    ],
)
def test_a_password_that_will_not_do_is_refused_and_never_shown(
    site: Site, typed: tuple[str, str], sign: str
) -> None:
    (code,) = codes_on(send(site.signed_in(SECURITY), INVITE, login=TEACHER))
    browser = site.client()
    accept(browser, code)
    page = send(browser, paths.OWN_CHOICE, password=typed[0], again=typed[1])
    assert (page.status_code, sign in page.text) == (422, True)
    assert typed[0] not in page.text


def test_a_session_half_way_opens_nothing_else(site: Site) -> None:
    (code,) = codes_on(send(site.signed_in(SECURITY), INVITE, login=TEACHER))
    browser = site.client()
    accept(browser, code)
    for path in (paths.DESK, paths.ACCOUNT, paths.ENROL, paths.SECOND_STEP, paths.STEP_UP):
        answer = browser.get(path)
        assert (path, answer.status_code) == (path, 303)
        assert answer.headers["location"].startswith(paths.SIGN_IN)


# ── dangerous acts ───────────────────────────────────────────────────────────────────────────────


def test_a_factor_shown_too_long_ago_is_asked_for_again_and_what_was_typed_goes_on(
    site: Site,
) -> None:
    browser = site.signed_in(SECURITY)
    site.clock.move(minutes=given.RULES.factor_fresh_minutes + 1)
    led = browser.get(DISABLE)
    assert (led.status_code, "/step-up?next=" in led.headers["location"]) == (303, True)
    asked = browser.post(DISABLE, data={"reason": "left"})
    assert (asked.status_code, 'name="reason" value="left"' in asked.text) == (403, True)
    assert site.facts(AccountDisabled) == []
    shown = {"next": DISABLE, "resend": "yes", "reason": "left", "code": next_code(SECURITY)}
    resent = browser.post(paths.STEP_UP, data=shown)
    assert (resent.status_code, resent.headers["location"]) == (307, DISABLE)
    assert browser.post(DISABLE, data=shown).status_code == 303
    assert site.facts(AccountDisabled) == [
        AccountDisabled(person_id=given.TEACHER, reason=DisablingReason.LEFT)
    ]


def test_showing_the_factor_again_never_leads_to_another_site(site: Site) -> None:
    browser = site.signed_in(SECURITY)
    shown = {"next": "https://example.org/", "code": next_code(SECURITY)}
    assert browser.post(paths.STEP_UP, data=shown).headers["location"] == paths.HOME


def test_a_closed_account_is_out_and_may_be_opened_again(site: Site) -> None:
    teacher, security = site.signed_in(TEACHER), site.signed_in(SECURITY)
    assert send(security, DISABLE, reason="device_lost").status_code == 303
    assert teacher.get(paths.DESK).status_code == 303
    assert "已停用" in security.get(ACCOUNT).text
    assert security.post(ACCOUNT, data={"act": "enable"}).status_code == 303
    assert site.facts(AccountEnabled) == [AccountEnabled(person_id=given.TEACHER)]


def test_a_locked_login_is_told_of_in_the_log_and_unlocked(site: Site) -> None:
    for _ in range(given.RULES.sign_in_failures_at_most):
        send(site.client(), paths.SIGN_IN, login=TEACHER, password="wrong")
    assert site.facts(AccountLocked) == []
    say_all(site.opened.ledger, site.app.state.accounts, site.clock.now, SaidLately())
    assert [each.person_id for each in site.facts(AccountLocked)] == [given.TEACHER]
    security = site.signed_in(SECURITY)
    assert "已锁定" in security.get(ACCOUNT).text
    security.post(ACCOUNT, data={"act": "unlock"})
    assert site.facts(AccountUnlocked) == [AccountUnlocked(person_id=given.TEACHER)]
    entered = send(site.client(), paths.SIGN_IN, login=TEACHER, password=PASSWORD)
    assert entered.headers["location"] == paths.SECOND_STEP


def test_an_administrator_invites_and_does_not_take_over_who_signs_in_already(
    site: Site,
) -> None:
    page = site.signed_in(ADMINISTRATOR).post(INVITE, data={"login": TEACHER})
    assert (page.status_code, site.facts(AccountInvited)) == (403, [])


def test_nor_while_somebody_who_lost_their_phone_waits_for_a_new_code(site: Site) -> None:
    invited = send(site.signed_in(SECURITY), INVITE, login=TEACHER)
    assert set_up(site, site.client(), codes_on(invited)[0]).status_code == 200
    send(site.signed_in(SECURITY), INVITE, login=TEACHER)
    site.clock.move(hours=given.RULES.invitation_valid_hours)
    page = site.signed_in(ADMINISTRATOR).post(INVITE, data={"login": "another"})
    assert (page.status_code, len(site.facts(AccountInvited))) == (403, 2)


@pytest.mark.parametrize(
    ("login", "is_led"), [(SECURITY, True), (ADMINISTRATOR, True), (OFFICER, False)]
)
def test_the_page_of_a_person_leads_to_the_account_whoever_may_see_it(
    site: Site, login: str, is_led: bool
) -> None:
    page = site.signed_in(login).get(paths.filled(paths.PERSON, person_id=given.TEACHER))
    assert page.status_code == 200
    assert (f'href="{ACCOUNT}"' in page.text) is is_led


# ── one's own account ────────────────────────────────────────────────────────────────────────────


def test_other_devices_are_listed_and_signed_out(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    other = opened_session(site.app.state.accounts, TEACHER, site.clock.now, "computer")
    assert "电脑" in browser.get(paths.ACCOUNT).text
    assert browser.post(paths.END_SESSIONS).status_code == 303
    assert site.app.state.accounts.sessions.of(other) is None
    assert browser.get(paths.ACCOUNT).status_code == 200
    assert site.facts(SessionsEnded) == [SessionsEnded(person_id=given.TEACHER, count=1)]


def test_a_new_password_keeps_this_device_and_is_none_of_the_last(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    other = opened_session(site.app.state.accounts, TEACHER, site.clock.now)
    typed = {"old": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert "现在的密码不对" in send(browser, paths.RENEWAL, **{**typed, "old": "wrong"}).text
    assert send(browser, paths.RENEWAL, **typed).status_code == 303
    assert browser.get(paths.ACCOUNT).status_code == 200
    assert site.app.state.accounts.sessions.of(other) is None
    back = {"old": NEW_PASSWORD, "password": PASSWORD, "again": PASSWORD}
    assert "用过这个密码" in send(browser, paths.RENEWAL, **back).text
