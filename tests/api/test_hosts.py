"""A request is answered only under a name of ours, and nothing is built from another."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.guards.hosts import host_of
from api.guards.rates import counting_of
from api.guards.security import guard
from infrastructure.settings import Settings


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app, settings = FastAPI(), Settings(https=True, hosts=("tongxin.example", "[::1]"))
    guard(app, settings, counting_of(settings))

    @app.get("/healthz")
    @app.get("/api/here")
    def here() -> str:
        return "here"

    with TestClient(app, base_url="http://tongxin.example") as opened:
        yield opened


@pytest.mark.parametrize(
    "host", ["tongxin.example", "TONGXIN.example", "tongxin.example:8443", "[::1]:8000"]
)
def test_our_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/here", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "tongxin.example.evil.example",
        "tongxin.example@evil.example",
        "tongxin.example:evil",
        "evil.example:80",
        "[::1].evil.example",
        "",
    ],
)
def test_a_foreign_name_is_misdirected(client: TestClient, host: str) -> None:
    answer = client.get("/api/here", headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "foreign_host")
    assert "evil" not in answer.text + str(answer.headers)


def test_two_names_are_none(client: TestClient) -> None:
    both = [(b"host", b"tongxin.example"), (b"host", b"evil.example")]
    assert client.get("/api/here", headers=both).status_code == 400


def test_a_name_that_a_proxy_was_told_is_never_believed(client: TestClient) -> None:
    answer = client.get("/api/here", headers={"x-forwarded-host": "evil.example"})
    assert answer.status_code == 200
    assert "evil" not in answer.text + str(answer.headers)


def test_a_probe_comes_by_whatever_address(client: TestClient) -> None:
    assert client.get("/healthz", headers={"host": "10.0.0.7:8000"}).status_code == 200


def test_a_port_that_is_none_makes_no_name() -> None:
    assert [host_of(each) for each in ("a:1", "a", "a:", "a:b", "[::1]:2", "[::1]", "[::1]x")] == [
        "a",
        "a",
        "a",
        "",
        "[::1]",
        "[::1]",
        "",
    ]
