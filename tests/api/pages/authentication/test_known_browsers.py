"""Strangers who fail at somebody's login, and that person's own browser meanwhile."""

from fastapi.testclient import TestClient

from api import paths
from tests import examples as e
from tests.api.pages.site import TEACHER, Site
from tests.api.routes.door import PASSWORD
from tests.signing import next_code

KNOWN = "known"


def signed_in_with_code(site: Site) -> TestClient:
    browser = site.client()
    assert password_shown(browser) == 303
    browser.post(paths.SECOND_STEP, data={"code": next_code(TEACHER)})
    return browser


def password_shown(browser: TestClient, password: str = PASSWORD, login: str = TEACHER) -> int:
    return browser.post(paths.SIGN_IN, data={"login": login, "password": password}).status_code


def lock(site: Site, login: str = TEACHER) -> None:
    for _ in range(e.RULES.sign_in_failures_at_most):
        assert password_shown(site.client(), "wrong", login) == 401


def test_a_duty_officer_comes_in_while_strangers_keep_their_login_locked(site: Site) -> None:
    own = signed_in_with_code(site)
    own.post(paths.SIGN_OUT)
    lock(site)
    assert password_shown(site.client()) == 429
    before = own.cookies[KNOWN]
    assert password_shown(own) == 303
    assert own.cookies[KNOWN] == before, "the password alone renews nothing"
    entered = own.post(paths.SECOND_STEP, data={"code": next_code(TEACHER)})
    assert (entered.status_code, own.cookies[KNOWN] != before) == (303, True)
    assert own.get(paths.ACCOUNT).status_code == 200


def test_the_cookie_is_given_after_the_second_step_and_no_script_reads_it(site: Site) -> None:
    browser = site.client()
    password_shown(browser)
    assert KNOWN not in browser.cookies
    told = browser.post(paths.SECOND_STEP, data={"code": next_code(TEACHER)})
    (line,) = [each for each in told.headers.get_list("set-cookie") if each.startswith("known=")]
    days = e.RULES.password_valid_days
    assert line.split("; ")[1:] == ["HttpOnly", f"Max-Age={days * 86400}", "Path=/", "SameSite=lax"]


def test_what_a_browser_holds_changes_no_answer_about_a_login_that_is_not_there(
    site: Site,
) -> None:
    own = signed_in_with_code(site)
    answers = [
        each.post(paths.SIGN_IN, data={"login": login, "password": "wrong"})
        for each in (own, site.client())
        for login in ("nobody", "leader")
    ]
    assert {each.status_code for each in answers} == {401}
    told = {each.text.replace("nobody", "leader").partition("<main")[2] for each in answers}
    assert len(told) == 1


def test_in_an_open_session_the_code_is_taken_while_strangers_are_locked_out(site: Site) -> None:
    own = signed_in_with_code(site)
    own.cookies.delete(KNOWN)
    lock(site)
    again = own.post(paths.STEP_UP, data={"code": next_code(TEACHER), "next": paths.ACCOUNT})
    assert again.status_code == 303


def test_a_new_password_leaves_known_only_the_browser_it_was_chosen_in(site: Site) -> None:
    other, own = signed_in_with_code(site), signed_in_with_code(site)
    new = "better horse battery staple"
    typed = {"old": PASSWORD, "password": new, "again": new}
    assert own.post(paths.RENEWAL, data=typed).status_code == 303
    lock(site)
    assert password_shown(other, new) == 429
    assert password_shown(own, new) == 303
