"""Wherever a sent form leads afterwards is on this site, whatever address it brings along."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from httpx2 import Response

from api import paths
from tests.api.pages.authentication.test_devices import Phone
from tests.api.pages.site import TEACHER, Site
from tests.signing import PASSWORD, next_code

AWAY = ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/desk"]
WHO = {"login": TEACHER, "password": PASSWORD}
AFTER_CODE = paths.filled(paths.SIGNED_IN_BEFORE, query={"code_used": "true"})


def led(answer: Response, status: int = 303) -> str:
    assert answer.status_code == status, answer.text
    return answer.headers["location"]


@pytest.fixture(params=AWAY)
def away(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_sign_in_leads_on_here_after_each_of_its_steps(site: Site, away: str) -> None:
    browser = site.client()
    refused = browser.post(paths.SIGN_IN, data={**WHO, "password": "wrong", "back": away})
    assert (refused.status_code, away in refused.text) == (401, False)
    assert led(browser.post(paths.SIGN_IN, data={**WHO, "back": away})) == paths.SECOND_STEP
    code = {"code": next_code(TEACHER), "back": away}
    wrong = browser.post(paths.SECOND_STEP, data={**code, "code": "wrong"})
    assert (wrong.status_code, away in wrong.text) == (401, False)
    assert led(browser.post(paths.SECOND_STEP, data=code)) == AFTER_CODE


@pytest.mark.parametrize(("more", "status"), [({}, 303), ({"resend": "yes"}, 307)])
def test_showing_the_factor_again_leads_on_here_also_with_what_was_typed(
    site: Site, away: str, more: dict[str, str], status: int
) -> None:
    code = {"code": next_code(TEACHER), "next": away}
    answer = site.signed_in(TEACHER).post(paths.STEP_UP, data={**code, **more})
    assert led(answer, status) == paths.HOME


def test_a_device_and_a_choice_of_language_lead_on_here(site: Site, away: str) -> None:
    phone = Phone(site.signed_in(TEACHER))
    led(phone.enrol())
    phone.browser = site.client()
    assert led(phone.sign_in(back=away)) == paths.HOME
    chosen = phone.browser.post(paths.LANGUAGE, data={"language": "en", "back": away})
    assert led(chosen) == paths.HOME


def test_what_is_of_this_site_is_kept_on_the_way(site: Site) -> None:
    browser = site.client()
    first = led(browser.post(paths.SIGN_IN, data={**WHO, "back": paths.DESK}))
    assert first == paths.filled(paths.SECOND_STEP, query={"back": paths.DESK})
    last = led(
        browser.post(paths.SECOND_STEP, data={"code": next_code(TEACHER), "back": paths.DESK})
    )
    assert dict(parse_qsl(urlsplit(last).query))["back"] == paths.DESK
