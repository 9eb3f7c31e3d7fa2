"""Signing in by a provider that others wrote: its own forms, and back with its proofs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from application.authentication.outside_sign_in import CameBack, Said, Started, said_by
from application.authentication.signing_in import SignInRefused
from infrastructure.authentication.oidc import Client, OidcProvider
from infrastructure.settings import Settings
from tests import examples as e
from tests.api.pages.site import SECURITY, TEACHER, Site, found_office, office_settings, open_site
from tests.engines import FoundedLedger, free_port
from tests.foreign.independent import Foreign, Told, environment, new_key, serving, signed_in_there
from tests.signing import led_to, next_code

ADDRESS = "http://127.0.0.1"
LINK = paths.filled(paths.PROVIDER_LINK, person_id=e.TEACHER)
FORM = {"link_id": str(e.example_id(1801)), "subject": "u-1001"}


@pytest.fixture(scope="module")
def python(request: pytest.FixtureRequest) -> Path:
    return environment(request.config.cache.mkdir("foreign"))


@pytest.fixture(scope="module")
def told() -> Told:
    return Told(port=free_port(), redirect=ADDRESS + paths.PROVIDER_BACK, key=new_key())


@pytest.fixture(scope="module")
def foreign(python: Path, told: Told) -> Iterator[Foreign]:
    with serving(python, told) as serving_now:
        yield serving_now


def settings_with(known: Settings, told: Told, role: str = "class_teacher") -> Settings:
    said = {
        "oidc_issuer": told.issuer,
        "oidc_address": ADDRESS,
        "oidc_client_id": told.client_id,
        "oidc_client_secret": told.secret,
        "oidc_scopes": ["groups"],
        "oidc_roles_claim": "groups",
        "oidc_roles": {told.group: role},
    }
    return Settings.model_validate(known.model_dump() | said)


@contextmanager
def linked(known: Settings) -> Iterator[Site]:
    """Open the office by the provider's clock, with its name standing for the teacher."""
    with open_site(known) as opened:
        opened.clock.now = datetime.now(UTC)
        answer = opened.signed_in(SECURITY).post(LINK, data=FORM)
        assert (answer.status_code, answer.headers["location"]) == (303, LINK)
        yield opened


@pytest.fixture
def known(founded_ledger: FoundedLedger) -> Settings:
    """Give the settings of the office on each engine."""
    return office_settings(founded_ledger(found_office))


def back_from(address: str, told: Told) -> str:
    """Sign in with the provider's own forms; return where it sends the browser back to."""
    with httpx2.Client() as there:
        back = urlsplit(signed_in_there(told, address, there))
    return f"{back.path}?{back.query}"


def sign_in(browser: TestClient, told: Told) -> Response:
    away = browser.get(paths.PROVIDER_SIGN_IN)
    assert away.status_code == 303, away.text
    return browser.get(back_from(away.headers["location"], told))


def test_whoever_signs_in_there_shows_our_factor_is_let_in_and_signs_out(
    known: Settings, foreign: Foreign
) -> None:
    with linked(settings_with(known, foreign.told)) as site:
        browser = site.client()
        answer = sign_in(browser, foreign.told)
        assert answer.headers["location"].startswith(paths.SECOND_STEP)
        assert browser.get(paths.DESK).status_code == 303
        shown = {"code": next_code(TEACHER), "back": paths.DESK}
        assert led_to(browser.post(paths.SECOND_STEP, data=shown)) == paths.DESK
        assert e.CHILD_NAME in browser.get(paths.DESK).text
        assert browser.post(paths.SIGN_OUT).status_code == 303
        assert browser.get(paths.DESK).status_code == 303


def test_groups_of_the_provider_are_compared_with_the_roles_held_here(
    known: Settings, foreign: Foreign
) -> None:
    with linked(settings_with(known, foreign.told, role="school_leader")) as site:
        answer = sign_in(site.client(), foreign.told)
        assert (answer.status_code, "没有确认您的全部职责" in answer.text) == (401, True)


@dataclass(frozen=True, slots=True)
class OtherNonce(Started):
    """A sign-in that was begun elsewhere, but for everything except its nonce."""

    @property
    def nonce(self) -> str:
        return f"{self.verifier[:-1]}-"


def client_of(told: Told) -> Client:
    return Client(
        issuer=told.issuer,
        client_id=told.client_id,
        secret=told.secret,
        redirect_address=told.redirect,
        scopes=("groups",),
        skew_seconds=e.RULES.doors.clock_skew_seconds,
        roles_claim="groups",
        roles={told.group: "class_teacher"},
    )


def said_to(client: Client, told: Told, *, other_nonce: bool = False, **changed: str) -> Said:
    # Begun anew each time: this provider takes no nonce twice.
    started, provider = Started(token_urlsafe()), OidcProvider(client)
    begun = OtherNonce(started.secret) if other_nonce else started
    query = parse_qs(urlsplit(back_from(provider.address(begun), told)).query)
    came = CameBack(state=query["state"][0], code=query["code"][0], issuer=query["iss"][0])
    return said_by(provider, started, replace(came, **changed), datetime.now(UTC))


def test_name_and_groups_are_what_it_says_of_a_person(foreign: Foreign) -> None:
    told = foreign.told
    assert said_to(client_of(told), told) == Said(
        issuer=told.issuer,
        subject=told.login,
        roles=frozenset({"class_teacher"}),
        factor_shown=False,
    )


def test_another_key_of_the_provider_is_believed_from_the_moment_it_signs(foreign: Foreign) -> None:
    client = client_of(foreign.told)
    said_to(client, foreign.told)
    foreign.rotate()
    assert said_to(client, foreign.told).subject == foreign.told.login


def test_a_nonce_an_issuer_or_an_audience_that_is_not_ours_is_refused(foreign: Foreign) -> None:
    told = foreign.told
    ours, misled = client_of(told), replace(client_of(told), client_id="misled")
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        said_to(ours, told, other_nonce=True)
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        said_to(ours, told, issuer="http://127.0.0.1:9")
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        said_to(misled, told)
    with pytest.raises(SignInRefused, match="outside_not_proven"):
        OidcProvider(replace(ours, issuer=f"{told.issuer}/")).address(Started("secret"))
