"""Whatever the description allows or forbids is sent as every role: no fault, no untold answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from re import compile as pattern
from typing import TYPE_CHECKING
from uuid import uuid5

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)

from tests import examples as e
from tests.api.pages.all_ids import ALL_IDS
from tests.api.pages.furnishing import NEIGHBOURS, furnished, ids_at
from tests.api.pages.site import Site, found_office
from tests.api.routes.cases import ALIKE, SCHEMA
from tests.api.routes.test_description import DOCUMENT, OPERATIONS, statuses
from tests.api.walking import Bodies
from tests.engines import SqliteLedgers

if TYPE_CHECKING:
    from schemathesis.specs.openapi.schemas import OpenApiCase, OpenApiOperation

Place = tuple[str, str]
CASES_EACH = 30
JSON = "application/json"
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
NAME = pattern(r"{(\w+)}")
BODIES = Bodies(DOCUMENT, ALL_IDS)
NOT_ASKED = {("/api/v1/sessions", "post")}
"""Guesses at passwords only lock: signing in has tests of its own."""

ROLES_DECIDED_ON = 10
"""The fewest roles whose asking is decided on for what it is, of each operation."""

CODES_WANTED = {("/api/v1/sessions/current/second-factor", "put")}
"""No code that is made up is ever right."""


@dataclass
class Everybody:
    """One application, and the tokens of somebody in each role and of nobody."""

    client: TestClient
    tokens: Sequence[str | None]
    turns: Iterator[str | None]
    met: dict[Place, dict[str | None, set[int]]] = field(default_factory=dict)

    def send(self, case: "OpenApiCase") -> None:
        """Send it as whoever is next; of an operation first what it takes, as everybody."""
        place = (case.operation.path, case.operation.method.lower())
        if place not in self.met:
            self.met[place] = {token: set() for token in self.tokens}
            for number, token in enumerate(self.tokens):
                self._send_as(token, plain_case(case.operation, place, number), place)
        self._send_as(next(self.turns), case, place)

    def _send_as(self, token: str | None, case: "OpenApiCase", place: Place) -> None:
        case.headers.pop("Authorization", None)
        sent = case.as_transport_kwargs(base_url="http://127.0.0.1")
        headers = dict(sent["headers"]) | ({"authorization": f"Bearer {token}"} if token else {})
        answer = self.client.request(
            sent["method"],
            sent["url"],
            params=sent.get("params"),
            json=sent.get("json"),
            content=sent.get("data"),
            headers=headers,
        )
        assert str(answer.status_code) in statuses(OPERATIONS[place]), (place, answer.text)
        self.met[place][token].add(int(answer.status_code))
        case.validate_response(answer, checks=CHECKS)


def plain_case(operation: "OpenApiOperation", place: Place, number: int) -> "OpenApiCase":
    """Return what the description asks for, about what there is; what a `PUT` makes is new."""
    path, method = place
    ids, body = named(path), BODIES.body(method, path)
    last = path.removesuffix("}").rpartition("{")[2]
    if method == "put" and path.endswith("}"):
        ids[last] = str(uuid5(e.TEACHER, f"{path} {number}"))
    query = BODIES.query(method, path)
    if not isinstance(body, dict):
        return operation.Case(path_parameters=ids, query=query)
    return operation.Case(path_parameters=ids, query=query, body=body, media_type=JSON)


def named(path: str) -> dict[str, str]:
    """Return what there is of what a path names."""
    ids = ids_at(path)
    return {name: str(ids[name]) for name in NAME.findall(path)}


@pytest.fixture(scope="module")
def everybody(
    sqlite_ledgers: SqliteLedgers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everybody]:
    folder = tmp_path_factory.mktemp("everybody")
    with sqlite_ledgers.fresh(folder) as databases:
        found_office(databases)
    with furnished(folder) as site:
        tokens = [None, *(token_of(site, each.login) for each in NEIGHBOURS)]
        yield Everybody(site.client(), tokens, cycle(tokens))


def token_of(site: Site, login: str) -> str:
    (token,) = [cookie.value for cookie in site.signed_in(login).cookies.jar]
    assert token is not None
    return token


@pytest.mark.parametrize("place", sorted(set(OPERATIONS) - NOT_ASKED), ids=" ".join)
def test_every_answer_is_told(everybody: Everybody, place: tuple[str, str]) -> None:
    path, method = place
    operation = SCHEMA[path][method.upper()]

    @settings(ALIKE, max_examples=CASES_EACH)
    @given(
        case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        is_known=st.booleans(),
    )
    def send(case: "OpenApiCase", is_known: bool) -> None:
        if is_known and case.path_parameters:
            case.path_parameters.update(named(path))
        everybody.send(case)

    send()
    # Neither who asks nor what is sent was the reason each time, nor the same answer for all.
    decided = [statuses - {400, 401, 422} for statuses in everybody.met[place].values()]
    assert place in CODES_WANTED or sum(map(bool, decided)) >= ROLES_DECIDED_ON
