"""Linked by an invitation: whom the provider named, and who holds a code from here."""

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from application.authentication.account_ports import InvitePerson
from application.authentication.accounts import Invited, invite_as_operator
from application.ports import Actor
from domain.accounts.outside_facts import ExternalIdentityLinked
from domain.shared import PersonId
from domain.staff.facts import PersonKind, PersonRegistered
from tests import examples as e
from tests.api.pages.authentication.test_provider import FORM, LINK, provider, sign_in, site
from tests.api.pages.site import SECURITY, Site

__all__ = ["provider", "site"]

NEWCOMER, ANOTHER = PersonId(e.example_id(1811)), PersonId(e.example_id(1812))
PROVEN = "tongxin-proven"


def invited(site: Site, person: PersonId, login: str) -> Invited:
    """Register somebody and give them a code."""
    kind, number = PersonKind.HUMAN, person.int % 10
    site.know(PersonRegistered(person_id=person, kind=kind, name="示例壬"), number=number)
    accounts, by = site.app.state.accounts, Actor(person_id=e.SUPERVISOR)
    request = InvitePerson(person_id=person, login=login, seen=None)
    return invite_as_operator(site.opened.ledger, accounts, by, request, site.clock.now)


@pytest.fixture
def newcomer(site: Site) -> tuple[Site, Invited]:
    return site, invited(site, NEWCOMER, "ren")


def from_there(site: Site) -> TestClient:
    browser = site.client()
    assert sign_in(browser).headers["location"] == paths.PROVIDER_INVITED
    return browser


def shown(browser: TestClient, login: str, code: str) -> Response:
    return browser.post(paths.PROVIDER_INVITED, data={"login": login, "code": code})


def test_who_comes_from_the_provider_with_a_code_is_linked_and_chooses_a_password(
    newcomer: tuple[Site, Invited],
) -> None:
    site, slip = newcomer
    browser = from_there(site)
    answer = shown(browser, slip.login, slip.code)
    assert (answer.status_code, answer.headers["location"]) == (303, paths.OWN_CHOICE)
    assert PROVEN not in browser.cookies
    assert "密码" in browser.get(paths.OWN_CHOICE).text
    (said,) = site.facts(ExternalIdentityLinked)
    assert said.person_id == NEWCOMER


def test_what_broke_off_before_there_was_a_password_is_done_again_and_said_once(
    newcomer: tuple[Site, Invited],
) -> None:
    site, slip = newcomer
    first, again = from_there(site), from_there(site)
    assert shown(first, slip.login, slip.code).status_code == 303
    assert shown(again, slip.login, slip.code).status_code == 303
    assert len(site.facts(ExternalIdentityLinked)) == 1


def test_a_wrong_code_and_a_login_that_is_not_there_are_answered_alike_and_counted(
    newcomer: tuple[Site, Invited],
) -> None:
    site, slip = newcomer
    browser = from_there(site)
    wrong, nobody = shown(browser, slip.login, "A" * 16), shown(browser, "nobody", slip.code)
    assert (wrong.status_code, nobody.status_code) == (401, 401)
    assert wrong.text.replace(f'"{slip.login}"', '"nobody"') == nobody.text
    for _ in range(e.RULES.sign_in_failures_per_address):
        shown(browser, slip.login, "A" * 16)
    assert shown(browser, slip.login, slip.code).status_code == 429
    assert site.facts(ExternalIdentityLinked) == []


def test_a_name_that_stands_for_somebody_is_nobody_elses(
    newcomer: tuple[Site, Invited],
) -> None:
    site, slip = newcomer
    other = invited(site, ANOTHER, "gui")
    first, second = from_there(site), from_there(site)
    assert shown(first, slip.login, slip.code).status_code == 303
    answer = shown(second, other.login, other.code)
    assert (answer.status_code, "已经关联到另一个人" in answer.text) == (401, True)
    assert [each.person_id for each in site.facts(ExternalIdentityLinked)] == [NEWCOMER]


def test_nothing_is_linked_without_coming_from_the_provider_just_now(
    newcomer: tuple[Site, Invited],
) -> None:
    site, slip = newcomer
    assert shown(site.client(), slip.login, slip.code).headers["location"] == paths.SIGN_IN
    browser = from_there(site)
    proof = browser.cookies[PROVEN]
    until, name, seal = proof.split(".")
    for forged in (f"{until}.{name[:-4]}AAAA.{seal}", f"{int(until) + 1}.{name}.{seal}", "x.y"):
        other = site.client()
        other.cookies.set(PROVEN, forged, domain="127.0.0.1")
        assert shown(other, slip.login, slip.code).headers["location"] == paths.SIGN_IN
    site.clock.move(minutes=10)
    assert shown(browser, slip.login, slip.code).headers["location"] == paths.SIGN_IN
    assert site.facts(ExternalIdentityLinked) == []


def test_whoever_manages_accounts_links_as_before(newcomer: tuple[Site, Invited]) -> None:
    site, _slip = newcomer
    assert site.signed_in(SECURITY).post(LINK, data=FORM).status_code == 303
    assert len(site.facts(ExternalIdentityLinked)) == 1
