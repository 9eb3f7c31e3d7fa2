"""Who may not know a child is answered alike for its id and for one that nobody has."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid5

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from schemathesis import GenerationMode

from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from tests import examples as e
from tests.api.routes.cases import ALIKE, SCHEMA
from tests.api.routes.door import Door, open_door, settings_of
from tests.api.routes.test_description import OPERATIONS
from tests.engines import SqliteLedgers

if TYPE_CHECKING:
    from schemathesis.specs.openapi.schemas import OpenApiCase

CASES_EACH = 6
FREE = e.example_id(7_777)
"""An id that no child has."""
NEW = ("/api/v1/children/{child_id}", "put")
"""Under a free id a child is registered."""
EMERGENCY = ("/api/v1/children/{child_id}/break-glass/{grant_id}", "put")
"""Whoever breaks the glass is shown the child there is: recorded, told of and looked into."""
OF_A_CHILD = sorted(
    place for place in OPERATIONS if "{child_id}" in place[0] and place not in {NEW, EMERGENCY}
)
ROLES = (Role.VILLAGE_DIRECTOR, Role.COMMUNITY_WORKER)


@pytest.fixture(scope="module")
def strangers(
    sqlite_ledgers: SqliteLedgers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Role, TestClient]]:
    """Give who works in a village where the child neither lives nor learns."""
    folder = tmp_path_factory.mktemp("strangers")
    unbounded = {"reads_a_minute": 10**9, "writes_a_minute": 10**9}
    with (
        sqlite_ledgers.fresh(folder) as databases,
        open_door(settings_of(databases).model_copy(update=unbounded)) as door,
    ):
        door.found_town()
        door.know_child(replace(e.VILLAGE_REGISTERED, organisation_id=e.OTHER_VILLAGE))
        yield {role: stranger(door, role) for role in ROLES}


def stranger(door: Door, role: Role) -> TestClient:
    person_id = PersonId(uuid5(e.TEACHER, f"stranger/{role}"))
    door.know(
        PersonRegistered(person_id=person_id, kind=PersonKind.HUMAN, name="示例人员"),
        DutyAssigned(
            person_id=person_id,
            duty_id=DutyId(uuid5(person_id, "duty")),
            role=role,
            organisation_id=e.OTHER_VILLAGE,
            from_on=e.TODAY - timedelta(days=30),
        ),
    )
    return door.signed_in_as(person_id, f"stranger.{role}")


@pytest.mark.parametrize("place", OF_A_CHILD, ids=" ".join)
def test_whatever_is_asked(strangers: dict[Role, TestClient], place: tuple[str, str]) -> None:
    operation = SCHEMA[place[0]][place[1].upper()]

    @settings(ALIKE, max_examples=CASES_EACH)
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def ask(case: "OpenApiCase") -> None:
        for client in strangers.values():
            assert answer(client, case, e.CHILD) == answer(client, case, FREE)

    ask()


def answer(client: TestClient, case: "OpenApiCase", child_id: object) -> tuple[int, object]:
    case.path_parameters["child_id"] = str(child_id)
    sent = case.as_transport_kwargs(base_url="http://127.0.0.1")
    told = client.request(
        sent["method"],
        sent["url"],
        params=sent.get("params"),
        json=sent.get("json"),
        content=sent.get("data"),
        headers={name: value for name, value in sent["headers"].items() if name != "Authorization"},
    )
    return told.status_code, told.json().get("code")
