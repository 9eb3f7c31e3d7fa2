"""The description of the API is OpenAPI 3.1, served without a sign-in, and tells every refusal."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.cookies import SessionCookie
from api.guards.rates import counting_of
from api.guards.security import guard
from api.routes.v1 import PREFIX, add_routes, described
from infrastructure.settings import Settings

Tree = dict[str, object]

OPEN = {
    ("/api/v1/sessions", "post"),
    ("/api/v1/sessions/current", "delete"),
    ("/api/v1/sessions/current/second-factor", "put"),
}
WITHOUT_RECEIPT = {
    ("/api/v1/people/{person_id}/first-sign-in/confirmation", "put"),
    ("/api/v1/people/{person_id}/first-sign-in/denial", "put"),
}
SAY_NOTHING = {
    ("/api/v1/screening-lists/{list_id}/portions", "post"),
    ("/api/v1/cases/{case_id}/drops/{drop_id}/confirmation", "put"),
    ("/api/v1/cases/{case_id}/pauses/{pause_id}/agreement", "put"),
    ("/api/v1/cases/{case_id}/pauses/{pause_id}/end", "put"),
    ("/api/v1/cases/{case_id}/takings/{taking_id}", "put"),
    ("/api/v1/cases/{case_id}/acknowledgement", "put"),
    ("/api/v1/reports/{report_id}/acknowledgement", "put"),
    ("/api/v1/risk-notices/{case_id}/companies/{company_id}", "put"),
    ("/api/v1/risk-notices/{case_id}/companies/{company_id}/end", "put"),
    ("/api/v1/cases/{case_id}/absences/{attendance_id}", "put"),
    ("/api/v1/cases/{case_id}/closings/{closing_id}/confirmation", "put"),
    ("/api/v1/people/{person_id}/duty-proposals/{duty_id}/approval", "put"),
    ("/api/v1/people/{person_id}/telephones/{telephone_id}/confirmation", "put"),
    ("/api/v1/children/{child_id}/break-glass/{grant_id}/end", "put"),
    (
        "/api/v1/children/{child_id}/identity-corrections/{correction_id}/withdrawal",
        "put",
    ),
}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def bare_app() -> FastAPI:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    settings = Settings(https=True, hosts=("testserver",))
    guard(app, settings, counting_of(settings))
    add_routes(app)
    return app


def branch(tree: object, *names: str) -> Tree:
    for name in names:
        assert isinstance(tree, dict)
        tree = tree[name]
    assert isinstance(tree, dict)
    return tree


DOCUMENT = described(bare_app())
OPERATIONS = {
    (path, method): operation
    for path, operations in branch(DOCUMENT, "paths").items()
    for method, operation in branch(operations).items()
}


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(bare_app()) as opened:
        yield opened


def statuses(operation: object) -> set[str]:
    return set(branch(operation, "responses"))


def test_it_is_openapi_3_1_and_needs_no_sign_in(client: TestClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == DOCUMENT
    assert str(DOCUMENT["openapi"]).startswith("3.1.")


def test_each_application_tells_of_its_own_cookie_and_alike_of_all_else() -> None:
    app, schemes = bare_app(), ("components", "securitySchemes")
    app.state.session_cookie = SessionCookie(secure=False)
    other = described(app)
    assert branch(other, *schemes, "cookie")["name"] == SessionCookie(secure=False).name
    assert branch(DOCUMENT, *schemes, "cookie")["name"] == SessionCookie(secure=True).name
    branch(other, *schemes)["cookie"] = branch(DOCUMENT, *schemes, "cookie")
    assert other == DOCUMENT == described(bare_app())


def test_all_that_is_described_stands_under_the_prefix() -> None:
    assert [path for path, _method in OPERATIONS if not path.startswith(f"{PREFIX}/")] == []


def test_there_are_no_pages_that_show_it(client: TestClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json", "/api/v1/docs"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("place", OPERATIONS, ids=" ".join)
def test_every_refusal_is_a_problem(place: tuple[str, str]) -> None:
    responses = branch(OPERATIONS[place], "responses")
    refusals = {name: told for name, told in responses.items() if name >= "4"}
    assert "default" in refusals
    for told in refusals.values():
        assert branch(told)["content"] == PROBLEM


@pytest.mark.parametrize("place", OPERATIONS, ids=" ".join)
def test_every_operation_tells_the_refusals_that_can_occur(place: tuple[str, str]) -> None:
    path, method = place
    expected = {"403"} if place in OPEN else {"401", "403", "503"}
    if method == "put" and place not in OPEN:
        kept = {"204"} if place in WITHOUT_RECEIPT else {"200", "201"}
        expected |= kept | {"409", "422"}
    if (
        "{child_id}" in path
        or "{case_id}" in path
        or (path.endswith("/{person_id}") and method == "get")
    ):
        expected |= {"404", "422"}
    if "/corrections/" in path or path.endswith("/identity-corrections/{correction_id}"):
        expected |= {"412"}
    assert expected <= statuses(OPERATIONS[place])
    assert ("security" in branch(OPERATIONS[place])) is (place not in OPEN)


def test_signing_in_tells_what_locks_and_what_is_busy() -> None:
    assert {"401", "422", "429", "503"} <= statuses(OPERATIONS["/api/v1/sessions", "post"])


@pytest.mark.parametrize("place", OPERATIONS, ids=" ".join)
def test_bodies_take_no_unknown_field(place: tuple[str, str]) -> None:
    operation = branch(OPERATIONS[place])
    if "requestBody" not in operation:
        assert place[1] in {"get", "delete"} or place in SAY_NOTHING
        return
    schema = branch(operation, "requestBody", "content", "application/json", "schema")
    name = str(schema["$ref"]).rsplit("/", 1)[1]
    assert branch(DOCUMENT, "components", "schemas", name)["additionalProperties"] is False
