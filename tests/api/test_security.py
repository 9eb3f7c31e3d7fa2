"""Headers, same-origin writes, small bodies and the session cookie, on an app of two routes."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient

from api import paths
from api.cookies import SessionCookie
from api.guards.rates import counting_of
from api.guards.security import MAX_BODY_BYTES, MAX_UPLOAD_BYTES, guard
from infrastructure.settings import Settings

HOST = "https://tongxin.example"
OURS = {"sec-fetch-site": "same-origin", "cookie": "__Host-tongxin=x"}


def small_app(*, https: bool) -> FastAPI:
    app = FastAPI()
    settings = Settings(https=https, hosts=("tongxin.example",) if https else ())
    guard(app, settings, counting_of(settings))

    @app.post("/api/written")
    async def write(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    @app.post(paths.ROSTERS)
    async def upload(request: Request, unread: bool = False) -> PlainTextResponse:
        return PlainTextResponse("" if unread else str(len(await request.body())))

    @app.get("/static/page.css")
    async def style() -> PlainTextResponse:
        return PlainTextResponse("", headers={"Cache-Control": "max-age=31536000, immutable"})

    @app.get("/cached")
    async def cached() -> PlainTextResponse:
        return PlainTextResponse("", headers={"Cache-Control": "max-age=60"})

    return app


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(small_app(https=True), base_url=HOST) as opened:
        yield opened


def test_every_answer_carries_the_strict_headers(client: TestClient) -> None:
    for answer in (client.get("/cached"), client.get("/nowhere"), client.post("/api/written")):
        headers = answer.headers
        assert headers["content-security-policy"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_an_address_that_is_a_secret_is_told_to_nothing_that_its_page_asks_for(
    client: TestClient,
) -> None:
    for place in ("/a/some", "/h/some"):
        assert client.get(place).headers["referrer-policy"] == "strict-origin"


def test_only_static_files_may_be_kept(client: TestClient) -> None:
    kept = client.get("/static/page.css")
    assert kept.headers["cache-control"] == "max-age=31536000, immutable"
    assert kept.headers["x-content-type-options"] == "nosniff"


def test_plain_http_promises_no_https() -> None:
    with TestClient(small_app(https=False), base_url="http://127.0.0.1") as client:
        assert "strict-transport-security" not in client.get("/cached").headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OURS, 200),
        (OURS | {"sec-fetch-site": "cross-site"}, 403),
        (OURS | {"sec-fetch-site": "same-site"}, 403),
        (OURS | {"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": HOST}, 403),
        ({"origin": HOST, "cookie": "a=b"}, 200),
        ({"origin": "http://tongxin.example", "cookie": "a=b"}, 403),
        ({"origin": "https://tongxin.example.net", "cookie": "a=b"}, 403),
        ({"origin": "null", "cookie": "a=b"}, 403),
        ({"origin": "null"}, 403),
        ({"cookie": "a=b"}, 403),
        ({}, 200),
    ],
)
def test_writes_come_from_our_own_pages_or_from_programs_without_cookies(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/api/written", headers=headers)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "cross_site"


def test_reading_is_not_asked_where_it_comes_from(client: TestClient) -> None:
    answer = client.get("/cached", headers={"sec-fetch-site": "cross-site", "cookie": "a=b"})
    assert answer.status_code == 200


def test_a_body_above_the_limit_is_refused_by_what_it_announces(client: TestClient) -> None:
    assert client.post("/api/written", content=b"x" * MAX_BODY_BYTES).status_code == 200
    answer = client.post("/api/written", content=b"x" * (MAX_BODY_BYTES + 1))
    assert answer.status_code == 413
    assert answer.json()["code"] == "body_too_large"


def test_a_body_above_the_limit_is_refused_by_what_comes(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(17):
            yield b"x" * (MAX_BODY_BYTES // 16)

    answer = client.post("/api/written", content=pieces())
    assert answer.status_code == 413
    assert answer.json()["code"] == "body_too_large"


def test_an_address_that_takes_files_takes_larger_bodies(client: TestClient) -> None:
    assert client.post(paths.ROSTERS, content=b"x" * MAX_UPLOAD_BYTES).status_code == 200
    elsewhere = client.post(f"{paths.ROSTERS}/other", content=b"x" * (MAX_BODY_BYTES + 1))
    assert elsewhere.status_code == 413


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_above_the_limit_is_refused_when_the_page_asks_for_it(
    client: TestClient, announced: bool
) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(65):
            yield b"x" * (MAX_UPLOAD_BYTES // 64)

    whole = b"".join(pieces())
    unread = client.post(paths.ROSTERS, params={"unread": "yes"}, content=whole)
    read = client.post(paths.ROSTERS, content=whole if announced else pieces())
    assert (unread.status_code, read.status_code) == (200, 413)


def cookie_header(cookie: SessionCookie) -> set[str]:
    response = Response()
    cookie.put(response, "token")
    return set(response.headers["set-cookie"].split("; "))


def test_over_https_the_cookie_is_bound_to_this_host() -> None:
    assert cookie_header(SessionCookie(secure=True)) == {
        "__Host-tongxin=token",
        "HttpOnly",
        "Path=/",
        "SameSite=lax",
        "Secure",
    }


def test_over_plain_http_the_cookie_has_a_plain_name() -> None:
    assert cookie_header(SessionCookie(secure=False)) == {
        "tongxin=token",
        "HttpOnly",
        "Path=/",
        "SameSite=lax",
    }


@pytest.mark.parametrize(
    ("header", "token"),
    [
        ((b"cookie", b"__Host-tongxin=one"), "one"),
        ((b"cookie", b"tongxin=one"), None),
        ((b"authorization", b"Bearer two"), "two"),
        ((b"authorization", b"bearer  two "), "two"),
        ((b"authorization", b"Basic dHdv"), None),
    ],
)
def test_a_token_comes_as_our_cookie_or_as_a_bearer_token(
    header: tuple[bytes, bytes], token: str | None
) -> None:
    request = Request({"type": "http", "headers": [header]})
    assert SessionCookie(secure=True).token(request) == token


def test_whatever_hashes_before_anybody_is_signed_in_waits_in_one_queue() -> None:
    app, settings = FastAPI(), Settings()
    guard(app, settings, counting_of(settings))
    queues = [each.kwargs for each in app.user_middleware if "paths" in each.kwargs]
    queued = [each["paths"] for each in queues if "method" not in each]
    assert queued == [(paths.SIGN_IN, paths.SESSIONS, paths.DEVICE_SIGN_IN, paths.OWN_CHOICE)]
