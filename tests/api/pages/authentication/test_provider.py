"""Signing in by a provider, as a browser meets it: there, back, and let in as who is linked."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import UUID

import httpx2
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from application.authentication.links import KIND, link_own, subject_of
from application.ports import Actor
from domain.accounts.outside_facts import ExternalIdentityLinked, ExternalIdentityUnlinked
from domain.shared import LinkId
from infrastructure.settings import Settings
from tests import examples as e
from tests.api.pages.site import SECURITY, TEACHER, Site, found_office, office_settings, open_site
from tests.engines import FoundedLedger
from tests.provider import CLIENT_ID, SECRET, Provider, serving
from tests.signing import led_to, next_code

ADDRESS = "http://127.0.0.1"
LINK = paths.filled(paths.PROVIDER_LINK, person_id=e.TEACHER)
FORM = {"link_id": str(e.example_id(1801)), "subject": "u-1001"}
COOKIE = "tongxin-provider"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving(lambda: e.NOW, ADDRESS + paths.PROVIDER_BACK) as serving_now:
        yield serving_now


@pytest.fixture
def site(founded_ledger: FoundedLedger, provider: Provider) -> Iterator[Site]:
    """Give the office with a provider, on each engine in turn."""
    told = {
        "oidc_issuer": provider.issuer,
        "oidc_address": ADDRESS,
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret": SECRET,
        "oidc_roles_claim": "groups",
        "oidc_roles": {"jsz": "class_teacher", "xld": "school_leader"},
    }
    provider.more = {"groups": ["jsz"], "amr": ["pwd", "otp"]}
    known = office_settings(founded_ledger(found_office))
    with open_site(Settings.model_validate(known.model_dump() | told)) as opened:
        yield opened


@pytest.fixture
def linked(site: Site) -> Site:
    """Give an office in which the teacher linked the provider's name."""
    doors, subject = site.app.state.outside, FORM["subject"]
    value = subject_of(doors.issuer, subject)
    said = ExternalIdentityLinked(
        person_id=e.TEACHER,
        link_id=LinkId(UUID(FORM["link_id"])),
        issuer=doors.issuer,
        subject_digest=doors.digest(KIND, value).hex(),
    )
    link_own(site.opened.ledger, Actor(person_id=e.TEACHER), said, subject, site.clock.now)
    return site


def linked_by_another(site: Site) -> None:
    answer = site.signed_in(SECURITY).post(LINK, data=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, LINK)


def go_there(browser: TestClient, back: str = paths.HOME) -> str:
    """Go to the provider and sign in there; return where it sends the browser."""
    away = browser.get(paths.filled(paths.PROVIDER_SIGN_IN, query={"back": back}))
    assert away.status_code == 303, away.text
    with httpx2.Client() as there:
        sent = there.get(away.headers["location"]).headers["location"]
    parsed = urlsplit(sent)
    return f"{parsed.path}?{parsed.query}"


def sign_in(browser: TestClient, back: str = paths.HOME) -> Response:
    return browser.get(go_there(browser, back))


def refused(answer: Response, sentence: str) -> bool:
    return answer.status_code == 401 and sentence in answer.text


def test_the_sign_in_page_leads_to_the_provider_where_there_is_one(
    site: Site, kept_site: Site
) -> None:
    there = "用单位统一登录"
    assert there in site.client().get(paths.SIGN_IN).text
    assert there not in kept_site.client().get(paths.SIGN_IN).text
    assert kept_site.client().get(paths.PROVIDER_SIGN_IN).status_code == 404


def test_who_is_linked_is_let_in_and_led_on(linked: Site) -> None:
    browser = linked.client()
    answer = sign_in(browser, paths.DESK)
    assert (answer.status_code, answer.headers["location"]) == (303, paths.DESK)
    assert e.CHILD_NAME in browser.get(paths.DESK).text
    assert COOKIE not in browser.cookies
    assert sign_in(linked.client(), "/中").headers["location"] == "/%E4%B8%AD"


def test_nobody_is_let_in_who_is_not_linked(site: Site) -> None:
    browser = site.client()
    answer = sign_in(browser)
    assert answer.headers["location"] == paths.PROVIDER_INVITED
    assert "还没有关联" in browser.get(paths.PROVIDER_INVITED).text
    assert browser.get(paths.DESK).status_code == 303


def test_what_is_unlinked_lets_nobody_in(linked: Site) -> None:
    undone = {"link_id": FORM["link_id"], "unlink": "yes"}
    assert linked.signed_in(SECURITY).post(LINK, data=undone).status_code == 303
    assert sign_in(linked.client()).headers["location"] == paths.PROVIDER_INVITED
    assert len(linked.facts(ExternalIdentityLinked)) == 1
    assert len(linked.facts(ExternalIdentityUnlinked)) == 1


def test_a_name_stands_for_one_person_only(linked: Site) -> None:
    other = paths.filled(paths.PROVIDER_LINK, person_id=e.VOLUNTEER)
    form = FORM | {"link_id": str(e.example_id(1802))}
    answer = linked.signed_in(SECURITY).post(other, data=form)
    assert (answer.status_code, "已经关联到另一个人" in answer.text) == (409, True)


def test_nobody_but_who_manages_accounts_links_a_name(site: Site) -> None:
    assert site.signed_in(TEACHER).post(LINK, data=FORM).status_code == 403


def test_the_name_at_the_provider_is_nowhere_in_clear(linked: Site) -> None:
    (said,) = linked.facts(ExternalIdentityLinked)
    assert FORM["subject"] not in repr(said)
    assert len(said.subject_digest) == 64


def test_without_a_second_factor_there_ours_follows(linked: Site, provider: Provider) -> None:
    provider.more = {"groups": ["jsz"], "amr": ["pwd"]}
    browser = linked.client()
    answer = sign_in(browser, paths.DESK)
    assert answer.headers["location"].startswith(paths.SECOND_STEP)
    assert browser.get(paths.DESK).status_code == 303
    code = {"code": next_code(TEACHER), "back": paths.DESK}
    assert led_to(browser.post(paths.SECOND_STEP, data=code)) == paths.DESK
    assert browser.get(paths.DESK).status_code == 200


def test_what_a_provider_saw_is_not_enough_for_what_is_dangerous(linked: Site) -> None:
    browser = linked.client()
    sign_in(browser)
    answer = browser.get(paths.ENROL_DEVICE)
    assert answer.headers["location"].startswith(paths.STEP_UP)


def test_a_role_that_the_provider_does_not_confirm_keeps_the_door_shut(
    linked: Site, provider: Provider
) -> None:
    provider.more = {"groups": ["xld"], "amr": ["otp"]}
    assert refused(sign_in(linked.client()), "没有确认您的全部职责")


def test_a_role_that_only_the_provider_knows_gives_nothing(
    linked: Site, provider: Provider
) -> None:
    provider.more = {"groups": ["jsz", "xld"], "amr": ["otp"]}
    browser = linked.client()
    sign_in(browser)
    assert browser.get(paths.PEOPLE).status_code == 403


def test_what_came_back_once_is_worth_nothing_again(linked: Site) -> None:
    browser = linked.client()
    back = go_there(browser)
    assert browser.get(back).status_code == 303
    assert refused(browser.get(back), "不是从这个浏览器开始的")


def test_an_answer_brought_to_another_browser_lets_nobody_in(linked: Site) -> None:
    stolen = go_there(linked.client())
    assert refused(linked.client().get(stolen), "不是从这个浏览器开始的")
    other = linked.client()
    go_there(other)
    assert refused(other.get(stolen), "不是从这个浏览器开始的")


def test_a_provider_that_refuses_is_told(linked: Site) -> None:
    browser = linked.client()
    go_there(browser)
    refusing = f"{paths.PROVIDER_BACK}?error=access_denied&state=x"
    assert refused(browser.get(refusing), "单位统一登录没有放行")


def test_a_provider_that_is_down_is_told_with_another_way(linked: Site, provider: Provider) -> None:
    provider.port = 9
    answer = linked.client().get(paths.PROVIDER_SIGN_IN)
    assert answer.status_code in {401, 503}
    assert paths.SIGN_IN in answer.text


def test_nobody_is_led_to_another_site(linked: Site) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        assert sign_in(linked.client(), back).headers["location"] == paths.HOME
