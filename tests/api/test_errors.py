"""Every refusal has a status and a problem; nothing that was sent comes back or is logged."""

import logging
from collections.abc import Iterator
from uuid import UUID

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from fastapi.testclient import TestClient

from api.cookies import SessionCookie
from api.errors import STATUSES, register_error_handlers
from api.problems import Problem
from api.routes.fields import Body, Day, Moment, Number
from application.authentication.signing_in import NotSignedIn, SignInLocked, SignInRefused
from application.ports import Unreadable
from domain.errors import (
    ConflictKept,
    DomainError,
    Invalid,
    NotFound,
    NotPermitted,
    RuleBroken,
    Unavailable,
)

SECRET = "覃小明"
LEAF = "ab" * 32

REFUSED: dict[str, Exception] = {
    "rule": RuleBroken("care_file_already_open"),
    "changed": RuleBroken("changed_meanwhile"),
    "kept": ConflictKept("conflict_kept", position=41, leaf_hash_hex=LEAF),
    "invalid": Invalid("too_long", "name", at_most=30),
    "permitted": NotPermitted("no_duty"),
    "found": NotFound("child_not_found"),
    "busy": Unavailable("busy"),
    "nobody": NotSignedIn("not_signed_in"),
    "wrong": SignInRefused("sign_in_failed"),
    "locked": SignInLocked("sign_in_locked", minutes=15),
    "unreadable": Unreadable(UUID(int=5), 3, "tag"),
    "fault": ValueError(SECRET),
}


class Sent(Body):
    name: str
    minutes: Number = 0
    born_on: Day | None = None
    at: Moment | None = None
    nested: tuple["Sent", ...] = ()


def app_that_refuses() -> FastAPI:
    app = FastAPI()
    app.state.session_cookie = SessionCookie(secure=False)

    async def html(_request: Request, problem: Problem) -> Response:
        return HTMLResponse(f"<p>{problem.code}</p>", status_code=problem.status)

    register_error_handlers(app, html)

    @app.get("/{door}/{which}")
    def refuse(door: str, which: str) -> None:
        assert door in {"api", "pages"}
        raise REFUSED[which]

    @app.get("/api/begun/then/broken")
    def begin() -> StreamingResponse:
        def pieces() -> Iterator[bytes]:
            yield b"x"
            raise ValueError(SECRET)

        return StreamingResponse(pieces())

    @app.put("/api/sent")
    def take(body: Sent) -> Sent:
        return body

    return app


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(app_that_refuses()) as opened:
        yield opened


def kinds_of_refusal(kind: type[DomainError]) -> set[type[DomainError]]:
    return {kind}.union(*(kinds_of_refusal(each) for each in kind.__subclasses__()))


def test_the_table_of_statuses_is_total() -> None:
    assert set(STATUSES) == kinds_of_refusal(DomainError) - {DomainError}


@pytest.mark.parametrize(
    ("which", "status", "headers"),
    [
        ("rule", 409, {}),
        ("changed", 412, {}),
        ("kept", 409, {}),
        ("invalid", 422, {}),
        ("permitted", 403, {}),
        ("found", 404, {}),
        ("busy", 503, {"retry-after": "2"}),
        ("nobody", 401, {"www-authenticate": "Bearer"}),
        ("wrong", 401, {"www-authenticate": "Bearer"}),
        ("locked", 429, {"retry-after": "900"}),
    ],
)
def test_a_refusal_is_told_as_a_problem(
    client: TestClient, which: str, status: int, headers: dict[str, str]
) -> None:
    answer = client.get(f"/api/{which}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert headers.items() <= dict(answer.headers).items()
    told = answer.json()
    assert isinstance(told["title"], str)
    assert told["status"] == status
    assert told["type"] == f"/problems/{told['code'].replace('_', '-')}"


def test_a_conflict_that_was_kept_carries_its_receipt(client: TestClient) -> None:
    told = client.get("/api/kept").json()
    assert told["code"] == "conflict_kept"
    assert told["receipt"] == {"position": 41, "leaf_hash": LEAF}
    assert "parameters" not in told


def test_a_field_that_a_rule_refuses_is_named(client: TestClient) -> None:
    told = client.get("/api/invalid").json()
    assert told["fields"] == [{"field": "name", "code": "too_long", "parameters": {"at_most": 30}}]


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({}, [{"field": "body.name", "code": "missing"}]),
        ({"name": {SECRET: 1}}, [{"field": "body.name", "code": "string_type"}]),
        ({"name": "", SECRET: 1}, [{"field": "body", "code": "extra_forbidden"}]),
        ({"name": "", "minutes": SECRET}, [{"field": "body.minutes", "code": "int_type"}]),
        ({"name": "", "born_on": SECRET}, [{"field": "body.born_on", "code": "not_a_date"}]),
        ({"name": "", "born_on": 20260301}, [{"field": "body.born_on", "code": "not_a_date"}]),
        (
            {"name": "", "born_on": "2026-02-30"},
            [{"field": "body.born_on", "code": "date_from_datetime_parsing"}],
        ),
        (
            {"name": "", "at": "2026-03-01T08:00:00"},
            [{"field": "body.at", "code": "not_a_moment"}],
        ),
        (
            {"name": "", "at": "0001-01-01T00:00:00+08:00"},
            [{"field": "body.at", "code": "not_our_time"}],
        ),
        ({"name": "", "nested": [{}]}, [{"field": "body.nested.0.name", "code": "missing"}]),
    ],
)
def test_what_cannot_be_read_is_told_by_field_and_code_never_by_what_was_sent(
    client: TestClient, sent: dict[str, object], fields: list[dict[str, object]]
) -> None:
    answer = client.put("/api/sent", json=sent)
    assert answer.status_code == 422
    assert answer.json()["fields"] == fields
    assert SECRET not in answer.text


def test_moments_are_read_with_their_zone(client: TestClient) -> None:
    answer = client.put("/api/sent", json={"name": "", "at": "2026-03-01T08:00:00+08:00"})
    assert answer.json()["at"] == "2026-03-01T00:00:00Z"


@pytest.mark.parametrize(
    "content", [b"{" + SECRET.encode(), b"\xff", b'"\\ud800"', b'{"name": "\\ud800"}']
)
def test_a_body_that_is_no_json_is_told_without_repeating_it(
    client: TestClient, content: bytes
) -> None:
    answer = client.put("/api/sent", content=content, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert SECRET not in answer.text


def test_a_body_that_does_not_say_it_is_json_is_not_read_as_json(client: TestClient) -> None:
    answer = client.put(
        "/api/sent", content=b'{"name": ""}', headers={"content-type": "text/plain"}
    )
    assert answer.status_code == 422


def test_addresses_and_methods_that_do_not_exist_are_problems_too(client: TestClient) -> None:
    nowhere, wrong = client.get("/api/v1/no/where"), client.post("/api/rule")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "no_such_address")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "no_such_method")
    assert wrong.headers["allow"] == "GET"


def test_a_fault_is_logged_by_type_and_place_and_told_by_number(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/api/fault")
    told = answer.json()
    assert (answer.status_code, told["code"]) == (500, "fault")
    faults = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert [each.name for each in faults] == ["api.errors"]
    message = faults[0].getMessage()
    assert message.startswith(f"fault {told['number']}: builtins.ValueError at ")
    assert "tests.api.test_errors:" in message
    assert faults[0].exc_info is None
    assert SECRET not in answer.text + caplog.text


def test_a_record_that_cannot_be_read_is_logged_with_its_place(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    told = client.get("/api/unreadable").json()
    assert (told["status"], told["code"]) == (500, "unreadable")
    assert caplog.messages == [
        f"fault {told['number']}: event 3 of stream {UUID(int=5)} is unreadable: tag"
    ]


def test_an_answer_that_breaks_off_says_nothing_of_why(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Exception) as broken:  # noqa: PT011  whatever gets past is what a server logs
        client.get("/api/begun/then/broken")
    assert SECRET not in f"{broken.value!r} {broken.value.__cause__!r}" + caplog.text
    assert broken.value.__suppress_context__


def test_pages_are_answered_by_their_own_drawing(client: TestClient) -> None:
    answer = client.get("/pages/rule")
    assert (answer.status_code, answer.text) == (409, "<p>care_file_already_open</p>")
    assert client.get("/pages/fault").text == "<p>fault</p>"


def test_the_title_is_chinese_unless_english_is_asked_for(client: TestClient) -> None:
    titles = {
        client.get("/api/fault", headers={"accept-language": language}).json()["title"]
        for language in ("zh-CN", "de", "")
    }
    assert len(titles) == 1
    assert any("\u4e00" <= each <= "\u9fff" for each in titles.pop())
