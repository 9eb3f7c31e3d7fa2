"""Behind https every cookie is bound to the host, and every answer says that there is no other."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from infrastructure.settings import Settings
from tests import examples as given
from tests.api.in_process import InProcess
from tests.api.pages.authentication.test_devices import Phone
from tests.api.pages.site import OURS, TEACHER, Site, open_site
from tests.provider import CLIENT_ID, SECRET, serving
from tests.signing import PASSWORD, next_code

HOST = "tongxin.example"
ADDRESS = f"https://{HOST}"
WHO = {"login": TEACHER, "password": PASSWORD}
BOUND = ["HttpOnly", "Path=/", "SameSite=lax", "Secure"]


@pytest.fixture
def site(office_copy: Settings) -> Iterator[Site]:
    """Give the office behind https, with a provider."""
    with serving(lambda: given.NOW, ADDRESS + paths.PROVIDER_BACK) as provider:
        told = {
            "https": True,
            "hosts": (HOST,),
            "oidc_issuer": provider.issuer,
            "oidc_address": ADDRESS,
            "oidc_client_id": CLIENT_ID,
            "oidc_client_secret": SECRET,
        }
        known = office_copy.model_dump()
        with open_site(Settings.model_validate(known | told)) as opened:
            yield opened


@pytest.fixture
def browser(site: Site) -> TestClient:
    return a_browser(site)


def a_browser(site: Site) -> TestClient:
    client = InProcess(
        site.app,
        site.portal,
        base_url=ADDRESS,
        headers=OURS,
        follow_redirects=False,
        told_of_faults=False,
    )
    return site.closing.enter_context(client)


def put(answer: Response) -> set[str]:
    """Return the names of the cookies that an answer puts, each of them bound to this host."""
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    lines = answer.headers.get_list("set-cookie")
    for line in lines:
        _value, *said = line.split("; ")
        assert sorted(each for each in said if not each.startswith(("Max-Age", "expires"))) == BOUND
    return {line.split("=", 1)[0] for line in lines}


def signed_in(browser: TestClient) -> list[set[str]]:
    return [
        put(browser.post(paths.SIGN_IN, data=WHO)),
        put(browser.post(paths.SECOND_STEP, data={"code": next_code(TEACHER)})),
    ]


def test_the_cookies_of_a_session_are_bound_to_this_host_from_the_first_step_to_the_last(
    browser: TestClient,
) -> None:
    session, writer, known = "__Host-tongxin", "__Host-writer", "__Host-known"
    assert signed_in(browser) == [{session, writer}, {session, writer, known}]
    assert put(browser.get(paths.DESK)) == set()
    assert put(browser.post(paths.SIGN_OUT)) == {session, writer}
    assert browser.get(paths.DESK).status_code == 303


def test_so_are_those_of_a_device_of_a_provider_and_of_the_language(
    site: Site, browser: TestClient
) -> None:
    signed_in(browser)
    phone = Phone(browser)
    assert put(phone.enrol()) == set()
    phone.browser = a_browser(site)
    assert {"__Host-tongxin", "__Host-writer"} <= put(phone.sign_in())
    away = phone.browser.get(paths.PROVIDER_SIGN_IN)
    assert put(away) == {"__Host-tongxin-provider"}
    assert put(phone.browser.get(paths.PROVIDER_BACK)) == {"__Host-tongxin-provider"}
    chosen = phone.browser.post(paths.LANGUAGE, data={"language": "en", "back": "/"})
    assert put(chosen) == {"__Host-language"}


def test_every_answer_says_that_the_host_is_reached_over_https_alone(browser: TestClient) -> None:
    for answer in (
        browser.get(paths.SIGN_IN),
        browser.get("/nowhere"),
        browser.post(paths.SIGN_IN, data={**WHO, "password": "wrong"}),
        browser.get("/api/v1/children", headers={"host": "evil.example"}),
    ):
        assert put(answer) == set()
