"""Whatever the description allows or forbids is sent as every role: no fault, no untold answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING
from uuid import uuid5

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)

from application.authentication.accounts import create_account
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from tests import crisis
from tests import examples as e
from tests.api.routes.door import PASSWORD, Door, open_door, settings_of
from tests.api.routes.test_description import DOCUMENT, OPERATIONS, statuses
from tests.api.routes.worries import BODY, CASE, CONCERN
from tests.engines import SqliteLedgers

if TYPE_CHECKING:
    from schemathesis.specs.openapi.schemas import OpenApiCase

Place = tuple[str, str]
CASES_EACH = 30
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
PLACES: Mapping[Role, OrganisationId] = {
    Role.CLASS_TEACHER: e.SCHOOL_CLASS,
    Role.TEACHER: e.SCHOOL_CLASS,
    Role.VILLAGE_DIRECTOR: e.VILLAGE,
    Role.COMMUNITY_WORKER: e.VILLAGE,
    Role.VOLUNTEER: e.VILLAGE,
    Role.TOWNSHIP_SUPERVISOR: e.TOWNSHIP,
    Role.COUNTY_OFFICER: e.COUNTY_OFFICE,
    Role.COUNTY_DUTY_OFFICER: e.COUNTY_OFFICE,
    Role.HOSPITAL_LIAISON: crisis.HOSPITAL,
    Role.BUREAU_OFFICER: e.BUREAU,
    Role.SYSTEM_ADMINISTRATOR: e.BUREAU,
    Role.SECURITY_ADMINISTRATOR: e.BUREAU,
}
"""Where each role is held; all others at the school."""
KNOWN: Mapping[str, object] = {
    "child_id": e.CHILD,
    "case_id": CASE,
    "person_id": e.TEACHER,
    "organisation_id": e.SCHOOL,
    "pairing_id": e.LEAD_PAIRING,
    "visit_id": e.VISIT_ID,
    "talk_id": e.TALK_ID,
    "carer_id": e.GRANDMOTHER,
}
"""What there is of what a path names."""
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
NOT_ASKED = {("/api/v1/sessions", "post")}
"""Guesses at passwords only lock: signing in has tests of its own."""

CODES_WANTED = {("/api/v1/sessions/current/second-factor", "put")}
"""No code that is made up is ever right."""


@dataclass
class Everybody:
    """One application, and the tokens of somebody in each role and of nobody."""

    client: TestClient
    tokens: Sequence[str | None]
    turns: Iterator[str | None]
    met: dict[Place, set[int]] = field(default_factory=dict)

    def send(self, case: "OpenApiCase") -> None:
        """Send it as whoever is next; the first of an operation as everybody."""
        place = (case.operation.path, case.operation.method.lower())
        for token in [next(self.turns)] if place in self.met else self.tokens:
            self._send_as(token, case, place)

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
        self.met.setdefault(place, set()).add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)


def employed(role: Role) -> tuple[object, ...]:
    person_id = PersonId(uuid5(e.TEACHER, role))
    return (
        PersonRegistered(person_id=person_id, kind=PersonKind.HUMAN, name="示例人员"),
        DutyAssigned(
            person_id=person_id,
            duty_id=DutyId(uuid5(person_id, "duty")),
            role=role,
            organisation_id=PLACES.get(role, e.SCHOOL),
            from_on=e.TODAY - timedelta(days=30),
        ),
    )


@pytest.fixture(scope="module")
def everybody(
    sqlite_ledgers: SqliteLedgers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everybody]:
    folder = tmp_path_factory.mktemp("everybody")
    unbounded = {"reads_a_minute": 10**9, "writes_a_minute": 10**9}
    with (
        sqlite_ledgers.fresh(folder) as databases,
        open_door(settings_of(databases).model_copy(update=unbounded)) as door,
    ):
        door.found_town()
        crisis.put_on_duty(door.opened)
        door.know_child()
        door.know(*(fact for role in Role for fact in employed(role)))
        door.signed_in("lead").put(CONCERN, json=BODY)
        tokens = [None, *(token_of(door, role) for role in Role)]
        yield Everybody(door.client(), tokens, cycle(tokens))


def token_of(door: Door, role: Role) -> str:
    person_id, accounts = PersonId(uuid5(e.TEACHER, role)), door.app.state.accounts
    create_account(accounts, person_id, f"in.{role}", PASSWORD, now=e.NOW, rules=e.RULES)
    client = door.signed_in(f"in.{role}")
    (token,) = [cookie.value for cookie in client.cookies.jar]
    assert token is not None
    return token


@pytest.mark.parametrize("place", sorted(set(OPERATIONS) - NOT_ASKED), ids=" ".join)
def test_every_answer_is_told(everybody: Everybody, place: tuple[str, str]) -> None:
    path, method = place
    operation = SCHEMA[path][method.upper()]

    @settings(
        max_examples=CASES_EACH,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        is_known=st.booleans(),
    )
    def send(case: "OpenApiCase", is_known: bool) -> None:
        if is_known and case.path_parameters:
            known = {name: str(KNOWN[name]) for name in case.path_parameters if name in KNOWN}
            case.path_parameters.update(known)
        everybody.send(case)

    send()
    # Neither who asks nor what is sent was the reason each time.
    assert place in CODES_WANTED or everybody.met[place] - {400, 401, 422}
