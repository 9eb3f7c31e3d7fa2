"""Whatever the description allows or forbids is sent as every role: no fault, no untold answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
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

from domain.accounts.outside_facts import TokenScope
from domain.staff.facts import PersonKind, Role
from tests import examples as e
from tests.api.pages.all_ids import ALL_IDS
from tests.api.pages.furnishing import NEIGHBOURS, furnished, ids_at
from tests.api.pages.site import SECURITY, Site, found_office, office_settings, open_site
from tests.api.routes.cases import ALIKE, SCHEMA
from tests.api.routes.test_api_tokens import BODY, ISSUING, MACHINE, on_duty
from tests.api.routes.test_description import DOCUMENT, OPERATIONS, statuses
from tests.api.walking import Bodies
from tests.engines import PostgresLedgers, SqliteLedgers

if TYPE_CHECKING:
    from schemathesis.specs.openapi.schemas import OpenApiCase, OpenApiOperation

Place = tuple[str, str]
CASES_EACH = 12
CASES_WITH_BODY, CASES_WITHOUT = (8, 6), (4, 7)
"""How many cases are drawn of an operation, and as how many of the roles each of them is sent.

To draw one costs as much as to send it five times. So fewer are drawn than could be sent, and each
role sends at least one that was drawn of every operation, beside the plain one.
"""

JSON = "application/json"
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
NAME = pattern(r"{(\w+)}")
BODIES = Bodies(DOCUMENT, ALL_IDS)
SIGNING_IN = ("/api/v1/sessions", "post")
"""Asked by nobody alone, elsewhere: guesses lock the address for everybody."""
CASES_SOAKED = 150
"""So that of each operation every role sends some five."""

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

    def send(self, case: "OpenApiCase", as_many: int = 1) -> None:
        """Send it as the next so many; of an operation first what it takes, as everybody."""
        place = (case.operation.path, case.operation.method.lower())
        if place not in self.met:
            self.met[place] = {token: set() for token in self.tokens}
            for number, token in enumerate(self.tokens):
                self._send_as(token, plain_case(case.operation, place, number), place)
        for _ in range(as_many):
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


@contextmanager
def gathered(ledgers: SqliteLedgers | PostgresLedgers, folder: Path) -> Iterator[Everybody]:
    """Give an application with the tokens of each role, of a machine and of nobody."""
    with ledgers.fresh(folder) as databases:
        found_office(databases)
        with furnished(office_settings(databases)) as site:
            people = (token_of(site, each.login) for each in NEIGHBOURS)
            tokens = [None, machine_token(site), *people]
            yield Everybody(site.client(), tokens, cycle(tokens))


@pytest.fixture(scope="module")
def everybody(
    sqlite_ledgers: SqliteLedgers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everybody]:
    with gathered(sqlite_ledgers, tmp_path_factory.mktemp("everybody")) as found:
        yield found


@pytest.fixture(scope="module")
def everybody_on_postgresql(
    postgres_ledgers: PostgresLedgers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everybody]:
    with gathered(postgres_ledgers, tmp_path_factory.mktemp("everybody")) as found:
        yield found


@pytest.fixture
def nobody(sqlite_ledgers: SqliteLedgers, tmp_path: Path) -> Iterator[Everybody]:
    """Give an application of its own at which nobody is signed in."""
    with (
        sqlite_ledgers.fresh(tmp_path, found_office) as databases,
        open_site(office_settings(databases)) as site,
    ):
        yield Everybody(site.client(), [None], cycle([None]))


def machine_token(site: Site) -> str:
    """Issue a machine on duty at the school a token that opens all a token can open."""
    site.know(*on_duty(MACHINE, PersonKind.MACHINE, Role.SCHOOL_LEADER, e.SCHOOL), number=90)
    body = BODY | {"scopes": list(TokenScope)}
    issued = site.signed_in(SECURITY).put(ISSUING, json=body)
    assert issued.status_code == 201, issued.text
    return str(issued.json()["token"])


def token_of(site: Site, login: str) -> str:
    (token,) = [cookie.value for cookie in site.signed_in(login).cookies.jar]
    assert token is not None
    return token


def draw(everybody: Everybody, place: Place, cases: int, as_many: int = 1) -> None:
    path, method = place
    operation = SCHEMA[path][method.upper()]

    @settings(ALIKE, max_examples=cases)
    @given(
        case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        is_known=st.booleans(),
    )
    def send(case: "OpenApiCase", is_known: bool) -> None:
        if is_known and case.path_parameters:
            case.path_parameters.update(named(path))
        everybody.send(case, as_many)

    send()


ASKED_BY_ALL = pytest.mark.parametrize("place", sorted({*OPERATIONS} - {SIGNING_IN}), ids=" ".join)


@ASKED_BY_ALL
def test_every_answer_is_told(everybody: Everybody, place: Place) -> None:
    takes_body = isinstance(BODIES.body(place[1], place[0]), dict)
    cases, as_many = CASES_WITH_BODY if takes_body else CASES_WITHOUT
    assert cases * as_many >= len(everybody.tokens)
    draw(everybody, place, cases, as_many)
    assert place in CODES_WANTED or decided_on(everybody, place) >= ROLES_DECIDED_ON


@pytest.mark.soak
@pytest.mark.postgres
@ASKED_BY_ALL
def test_every_answer_is_told_on_postgresql_to_many_more_questions(
    everybody_on_postgresql: Everybody, place: Place
) -> None:
    draw(everybody_on_postgresql, place, CASES_SOAKED)
    decided = decided_on(everybody_on_postgresql, place)
    assert place in CODES_WANTED or decided >= ROLES_DECIDED_ON


def test_a_machine_is_answered_for_what_it_asks(everybody: Everybody) -> None:
    machine = everybody.tokens[1]
    for place in (("/api/v1/children", "get"), ("/api/v1/children/{child_id}", "get")):
        draw(everybody, place, 1)
        assert 200 in everybody.met[place][machine], place


def test_every_answer_to_whoever_signs_in_is_told(nobody: Everybody) -> None:
    draw(nobody, SIGNING_IN, CASES_EACH)
    # What can be read is looked at, until the address has guessed too often.
    assert nobody.met[SIGNING_IN][None] >= {401, 422}


def decided_on(everybody: Everybody, place: Place) -> int:
    """Return for how many roles neither who asks nor what is sent was the reason each time."""
    met = everybody.met[place].values()
    return sum(bool(statuses - {400, 401, 422}) for statuses in met)
