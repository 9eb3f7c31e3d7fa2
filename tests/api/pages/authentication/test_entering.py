"""Coming in and going out by the pages: where a sign-in leads, and what every page says on top."""

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from api.cookies import SessionCookie
from api.guards import queueing
from api.view_models.shell import Mode
from infrastructure.settings import Settings
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import (
    ADMINISTRATOR,
    AUDITOR,
    TEACHER,
    Site,
    open_site,
)
from tests.signing import CODES, PASSWORD, led_to, next_code, recovery_code

WHO = {"login": TEACHER, "password": PASSWORD}
PREVIEW, DEMO = "预览版:请勿录入真实儿童信息", "演示数据"
FILE = paths.filled(paths.CHILD, child_id=given.CHILD)


def second_step(browser: TestClient, led: Response) -> Response:
    """Follow to the page of the code and fill it in."""
    assert led.headers["location"].split("?")[0] == paths.SECOND_STEP
    form = form_on(browser.get(led.headers["location"]), paths.SECOND_STEP)
    code = next_code(TEACHER)
    return browser.post(paths.SECOND_STEP, data=form.filled(code=code))


def test_a_sign_in_leads_to_where_the_person_was_going(site: Site) -> None:
    browser = site.client()
    led = browser.get(FILE).headers["location"]
    form = form_on(browser.get(led), paths.SIGN_IN)
    answer = second_step(browser, browser.post(paths.SIGN_IN, data=form.filled(**WHO)))
    assert (answer.status_code, led_to(answer)) == (303, FILE)
    assert given.CHILD_NAME in browser.get(FILE).text


def test_whoever_used_up_a_recovery_code_is_told_when_few_are_left(site: Site) -> None:
    few = given.RULES.recovery_codes_few
    factors = site.app.state.accounts.factors
    code = recovery_code(TEACHER, CODES + 1)
    factors.replace_codes(given.TEACHER, [*(f"{code}{each}" for each in range(few)), code], [])
    browser = site.client()
    send(browser, paths.SIGN_IN, **WHO)
    led = send(browser, paths.SECOND_STEP, code=code).headers["location"]
    told = browser.get(led).text
    assert (f"还剩 {few} 个" in told, "恢复码不多了" in told) == (True, True)
    assert "请在下面换一批" in browser.get(paths.ACCOUNT).text


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org", "/\\example.org", "desk", "/a\nb", ""]
)
def test_a_sign_in_never_leads_to_another_site(site: Site, back: str) -> None:
    browser = site.client()
    shown = form_on(browser.get(paths.SIGN_IN, params={"back": back}))
    sent = {**shown.fields, "login": [TEACHER], "password": [PASSWORD], "back": [back]}
    answer = second_step(browser, browser.post(paths.SIGN_IN, data=sent))
    assert shown.fields["back"] == [paths.HOME]
    assert (answer.status_code, led_to(answer)) == (303, paths.HOME)


def test_a_wrong_password_keeps_the_login_and_never_the_password(site: Site) -> None:
    page = send(site.client(), paths.SIGN_IN, login=TEACHER, password="wrong horse battery")
    assert page.status_code == 401
    assert form_on(page).fields == {"back": [paths.HOME], "login": [TEACHER], "password": [""]}
    assert "账号或密码不对" in page.text
    assert "wrong horse" not in page.text
    assert "set-cookie" not in page.headers


def test_after_too_many_failures_the_page_says_how_long_to_wait(site: Site) -> None:
    browser = site.client()
    for _ in range(given.RULES.sign_in_failures_at_most):
        assert send(browser, paths.SIGN_IN, login=TEACHER, password="wrong").status_code == 401
    page = send(browser, paths.SIGN_IN, login=TEACHER, password=PASSWORD)
    assert page.status_code == 429
    assert f"请 {given.RULES.sign_in_locked_minutes} 分钟后再试" in page.text
    site.clock.move(minutes=given.RULES.sign_in_locked_minutes)
    assert send(browser, paths.SIGN_IN, login=TEACHER, password=PASSWORD).status_code == 303


def test_signing_out_ends_the_session_for_good(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    (token,) = [cookie.value for cookie in browser.cookies.jar]
    answer = browser.post(paths.SIGN_OUT)
    assert (answer.status_code, answer.headers["location"]) == (303, paths.SIGN_IN)
    other = site.client(cookie=f"{SessionCookie(secure=False).name}={token}")
    assert other.get(paths.DESK).status_code == 303


def test_a_session_left_alone_ends_and_leads_back(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    site.clock.move(minutes=given.RULES.session_idle_minutes)
    led = browser.get(FILE).headers["location"]
    form = form_on(browser.get(led), paths.SIGN_IN)
    again = second_step(browser, browser.post(paths.SIGN_IN, data=form.filled(**WHO)))
    assert led_to(again) == FILE
    assert browser.get(FILE).status_code == 200


def test_home_leads_to_the_desk_or_welcomes_whoever_has_none(site: Site) -> None:
    assert site.signed_in(TEACHER).get(paths.HOME).headers["location"] == paths.DESK
    for login in (ADMINISTRATOR, AUDITOR):
        page = site.signed_in(login).get(paths.HOME)
        assert page.status_code == 200
        assert f'href="{paths.PEOPLE}"' in page.text
        assert f'href="{paths.DESK}"' not in page.text


def test_a_language_once_chosen_stays(site: Site) -> None:
    browser = site.client()
    assert "登录童心" in browser.get(paths.SIGN_IN).text
    answer = browser.post(paths.LANGUAGE, data={"language": "en", "back": paths.SIGN_IN})
    assert (answer.status_code, answer.headers["location"]) == (303, paths.SIGN_IN)
    assert '<html lang="en">' in browser.get(paths.SIGN_IN).text
    astray = browser.post(paths.LANGUAGE, data={"language": "xx", "back": "https://example.org"})
    assert astray.headers["location"] == paths.HOME
    assert '<html lang="en">' in browser.get(paths.SIGN_IN).text


def test_every_page_of_a_preview_says_that_it_is_one(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    for path in (paths.SIGN_IN, paths.DESK, FILE, paths.PEOPLE, "/nowhere"):
        assert PREVIEW in browser.get(path).text
        assert DEMO not in browser.get(path).text


def test_every_page_of_the_demo_says_that_it_is_one(office_copy: Settings) -> None:
    with open_site(office_copy, Mode.DEMO) as site:
        browser = site.signed_in(TEACHER)
        for path in (paths.SIGN_IN, paths.DESK, FILE, paths.PEOPLE, "/nowhere"):
            assert DEMO in browser.get(path).text
            assert PREVIEW not in browser.get(path).text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "", "origin": "https://example.org"},
    ],
)
def test_what_another_site_sends_is_refused(site: Site, headers: dict[str, str]) -> None:
    browser = site.signed_in(TEACHER)
    path, head = f"{FILE}/visits/new", site.opened.recorder.head()
    sent = form_on(browser.get(path)).filled(outcome="not_at_home")
    page = browser.post(path, data=sent, headers=headers)
    assert (page.status_code, site.opened.recorder.head()) == (403, head)
    assert "请求不是从本系统的页面发出的" in page.text
    assert browser.post(path, data=sent).status_code == 303


def test_a_page_that_is_not_there_says_so_to_everybody(site: Site) -> None:
    for browser in (site.client(), site.signed_in(TEACHER)):
        for path in ("/nowhere", "/children/"):
            page = browser.get(path)
            assert (page.status_code, page.headers["content-type"].split(";")[0]) == (
                404,
                "text/html",
            )
        assert browser.put(paths.DESK).status_code == 405
    page = browser.get("/children/not-an-id")
    assert (page.status_code, "没有找到" in page.text) == (404, True)


def test_who_finds_the_queue_full_is_told_when_to_come_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "WAITING_AT_MOST", 0)
    browser = site.client()
    for _ in range(2):
        page = send(browser, paths.SIGN_IN, login=TEACHER, password=PASSWORD)
        assert (page.status_code, page.headers["retry-after"]) == (503, "20")
        assert "现在登录的人太多" in page.text
    english = browser.post(paths.SIGN_IN, headers={"accept-language": "en"}, data={"login": "a"})
    assert "Too many people are signing in" in english.text
    told = browser.post("/api/v1/sessions", json={"login": TEACHER, "password": PASSWORD})
    assert (told.status_code, told.json()["code"]) == (503, "sign_in_busy")
    assert told.headers["retry-after"] == "20"
