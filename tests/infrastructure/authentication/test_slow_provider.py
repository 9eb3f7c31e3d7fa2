"""A provider that is silent, slow or endless holds nobody for long, wherever it begins to be so."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from itertools import repeat
from time import monotonic, sleep

import httpx2
import pytest

from application.authentication.signing_in import SignInRefused
from domain.errors import Unavailable
from infrastructure.authentication import oidc
from infrastructure.authentication.oidc import AT_ONCE, OidcProvider
from tests.examples import NOW
from tests.infrastructure.authentication.outside import STARTED, plain_client, sent_back
from tests.provider import Provider, Sends, at_once, head

BETWEEN_SECONDS, READ_SECONDS, TALK_SECONDS = 0.02, 0.2, 0.4
METADATA = "/.well-known/openid-configuration"
STEPS = (METADATA, "/token", "/keys")


def silent(answering: BaseHTTPRequestHandler, _status: int, _body: bytes) -> None:
    # Until whoever asked has gone.
    answering.connection.recv(1)


def dripping_head(answering: BaseHTTPRequestHandler, _status: int, _body: bytes) -> None:
    answering.wfile.write(b"HTTP/1.0 200 OK\r\nX-More: ")
    drip(answering, repeat(b"x"))


def dripping_body(answering: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    head(answering, status)
    drip(answering, (body[at : at + 1] or b" " for at, _ in enumerate(repeat(None))))


def drip(answering: BaseHTTPRequestHandler, pieces: Iterator[bytes]) -> None:
    for each in pieces:
        answering.wfile.write(each)
        sleep(BETWEEN_SECONDS)


def endless(answering: BaseHTTPRequestHandler, status: int, _body: bytes) -> None:
    head(answering, status)
    while True:
        answering.wfile.write(b" " * 65_536)


def packed(answering: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    answering.send_response(status)
    answering.send_header("Content-Encoding", "gzip")
    answering.end_headers()
    answering.wfile.write(gzip.compress(body))


def led_on(answering: BaseHTTPRequestHandler, _status: int, _body: bytes) -> None:
    answering.send_response(307)
    answering.send_header("Location", "/elsewhere")
    answering.end_headers()


@pytest.fixture
def short_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc, "TIMEOUT", httpx2.Timeout(READ_SECONDS))
    monkeypatch.setattr(oidc, "TALK_SECONDS", TALK_SECONDS)


@pytest.fixture
def asked(provider: Provider) -> OidcProvider:
    return OidcProvider(plain_client(provider))


def coming_back(asked: OidcProvider, provider: Provider, step: str, sends: Sends) -> None:
    """Sign in at the provider, which from `step` on sends in that way."""
    if step == METADATA:
        provider.sends[step] = sends
        asked.address(STARTED)
    came = sent_back(asked._client)
    provider.sends[step] = sends
    asked.redeem(STARTED, came, NOW)


@pytest.mark.usefixtures("short_times")
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("sends", [silent, dripping_head, dripping_body])
def test_whoever_waits_for_it_is_told_so_in_time_and_the_turn_is_free_again(
    asked: OidcProvider, provider: Provider, step: str, sends: Sends
) -> None:
    began = monotonic()
    with pytest.raises(Unavailable, match="outside_unreachable"):
        coming_back(asked, provider, step, sends)
    assert monotonic() - began < TALK_SECONDS + 2 * READ_SECONDS + 1
    for _ in range(AT_ONCE):
        assert asked._turns.acquire(blocking=False)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("sends", "refusal"),
    [(endless, SignInRefused), (packed, SignInRefused), (led_on, (SignInRefused, Unavailable))],
)
def test_what_it_says_without_end_packed_or_elsewhere_is_not_believed(
    asked: OidcProvider,
    provider: Provider,
    step: str,
    sends: Sends,
    refusal: type[Exception] | tuple[type[Exception], ...],
) -> None:
    with pytest.raises(refusal, match="outside_"):
        coming_back(asked, provider, step, sends)
    assert "/elsewhere" not in provider.called


def test_a_provider_that_takes_its_time_and_comes_to_an_end_is_believed(
    asked: OidcProvider, provider: Provider
) -> None:
    def slowly(answering: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
        sleep(READ_SECONDS / 4)
        at_once(answering, status, body)

    came = sent_back(asked._client)
    provider.sends = dict.fromkeys(STEPS, slowly)
    assert asked.redeem(STARTED, came, NOW).subject == "u-1001"


def test_it_is_asked_for_its_keys_and_a_token_and_for_nothing_about_the_person(
    asked: OidcProvider, provider: Provider
) -> None:
    # What stands there is signed by nobody; an answer about another person would go unnoticed.
    provider.tells = {"userinfo_endpoint": f"{provider.issuer}/userinfo"}
    asked.redeem(STARTED, sent_back(asked._client), NOW)
    assert set(provider.called) == {METADATA, "/token", "/keys"}
