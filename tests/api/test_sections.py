"""Looking for a route in its section finds the same as looking among all of them."""

import re
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, APIRouter
from fastapi.testclient import TestClient
from starlette.routing import Match
from starlette.types import Scope

from api.pages.every import PAGES
from api.routes.v1 import CONTEXTS
from api.sections import put_in_sections, section_of, sections_of

ROUTES = [
    route
    for each in (*CONTEXTS, *PAGES)
    for route in each.router.routes
    if isinstance(route, APIRoute)
]
SECTIONS = sections_of(ROUTES)


def first_of(routes: list[APIRoute], path: str, method: str) -> APIRoute | None:
    scope: Scope = {"type": "http", "path": path, "method": method, "root_path": "", "headers": []}
    return next((each for each in routes if each.matches(scope)[0] is Match.FULL), None)


def found_in_sections(path: str, method: str) -> APIRoute | None:
    routes = SECTIONS[section_of(SECTIONS, path)]
    return first_of([each for each in routes if isinstance(each, APIRoute)], path, method)


def test_every_route_is_found_as_among_all_routes() -> None:
    for route in ROUTES:
        path = re.sub(r"\{[^}]*\}", lambda _: str(uuid4()), route.path)
        for method in route.methods or ():
            assert found_in_sections(path, method) is first_of(ROUTES, path, method), route.path


def test_no_request_is_compared_with_more_than_a_fifth_of_the_routes() -> None:
    assert max(map(len, SECTIONS.values())) < len(ROUTES) / 5


@pytest.mark.parametrize("path", ["/things/known", "/things/one/parts/two", "/things/one/known"])
def test_what_begins_with_a_parameter_is_found_in_every_section(path: str) -> None:
    router = APIRouter()
    router.get("/things/known")(lambda: "known")
    router.get("/things/{thing}/known")(lambda: "known of one")
    router.get("/{any}/{thing}/{part}")(lambda: "anything")
    router.get("/{any}/{thing}/{part}/{number}")(lambda: "part")
    flat, sectioned = FastAPI(), FastAPI()
    for app in (flat, sectioned):
        app.router.routes += router.routes
    put_in_sections(sectioned)
    expected = TestClient(flat).get(path)
    assert TestClient(sectioned).get(path).text == expected.text
    assert expected.status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/things/known/x/y", 404),
        ("POST", "/things/known", 405),
        ("GET", "/static/none.css", 404),
    ],
)
def test_what_is_nowhere_is_refused_as_without_sections(
    method: str, path: str, status: int
) -> None:
    app = FastAPI()
    app.get("/things/known")(lambda: "known")
    put_in_sections(app)
    assert TestClient(app).request(method, path).status_code == status
