"""A machine's token: shown once, opening what it names and no more, shut at once."""

from datetime import timedelta
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete, select

from domain.access.table import Request
from domain.accounts.outside_facts import (
    ApiTokenIssued,
    ApiTokenRevoked,
    TokenRevokedReason,
    TokenScope,
)
from domain.shared import ApiTokenId, DutyId, OrganisationId, PersonId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from infrastructure.log.tables import API_TOKENS
from tests import examples as e
from tests.api.routes.door import OFFICER, TEACHER, Door, path

MACHINE, GUARD = PersonId(e.example_id(1501)), PersonId(e.example_id(1502))
TOKEN = e.example_id(1503)
ISSUING = path("people", MACHINE, "api-tokens", TOKEN)
REVOKING = f"{ISSUING}/revocation"
BODY = {
    "scopes": ["list_children", "read_care_file", "raise_concern"],
    "expires_on": str(e.TODAY + timedelta(days=30)),
}
STOLEN = {"reason": "maybe_stolen"}


def on_duty(person_id: PersonId, kind: PersonKind, role: Role, place: UUID) -> tuple[object, ...]:
    return (
        PersonRegistered(person_id=person_id, kind=kind, name="示例"),
        DutyAssigned(
            person_id=person_id,
            duty_id=DutyId(e.example_id(1510 + person_id.int % 7)),
            role=role,
            organisation_id=OrganisationId(place),
            from_on=e.TODAY - timedelta(days=9),
        ),
    )


@pytest.fixture
def guard(door: Door) -> TestClient:
    """Give a security administrator in a town with a machine on duty at the school."""
    door.know_child(
        *on_duty(MACHINE, PersonKind.MACHINE, Role.SCHOOL_LEADER, e.SCHOOL),
        *on_duty(GUARD, PersonKind.HUMAN, Role.SECURITY_ADMINISTRATOR, e.BUREAU),
    )
    return door.signed_in_as(GUARD, "guard")


def token_of(guard: TestClient) -> str:
    answer = guard.put(ISSUING, json=BODY)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


def machine(door: Door, token: str) -> TestClient:
    return door.client(authorization=f"Bearer {token}")


def test_every_scope_is_a_request_that_the_table_knows() -> None:
    assert {scope.value for scope in TokenScope} <= {request.value for request in Request}


def test_a_machine_is_let_in_by_its_token(door: Door, guard: TestClient) -> None:
    told = machine(door, token_of(guard)).get(path("children")).json()
    assert [each["child_id"] for each in told["items"]] == [str(e.CHILD)]
    assert door.readings()[-1].reader_id == MACHINE


def test_the_token_is_shown_once_and_kept_as_a_digest(door: Door, guard: TestClient) -> None:
    token = token_of(guard)
    prefix, secret = token[:16], token[17:]
    assert len(secret) == 43
    again = guard.put(ISSUING, json=BODY)
    assert (again.status_code, again.json()["token"]) == (200, None)
    assert again.json()["prefix"] == prefix
    listed = guard.get(path("api-tokens"))
    assert [each["prefix"] for each in listed.json()["items"]] == [prefix]
    assert secret not in listed.text
    with door.opened.engine.connect() as connection:
        row = connection.execute(select(API_TOKENS)).one()
    assert secret not in str(row)


def test_whoever_arranges_the_duties_of_a_machine_never_holds_its_token(
    door: Door, guard: TestClient
) -> None:
    token_of(guard)
    proposal = path("people", MACHINE, "duty-proposals", e.DUTY)
    duty = {
        "role": "county_officer",
        "organisation_id": str(e.COUNTY_OFFICE),
        "from_on": str(e.TODAY),
        "to_on": str(e.TODAY + timedelta(days=60)),
    }
    assert door.signed_in(OFFICER).put(proposal, json=duty).status_code == 201
    approved = guard.put(f"{proposal}/approval")
    assert (approved.status_code, approved.json()["code"]) == (409, "issued_its_token")
    assert guard.put(REVOKING, json=STOLEN).status_code == 201
    assert guard.put(f"{proposal}/approval").status_code == 201
    another = guard.put(path("people", MACHINE, "api-tokens", e.example_id(1504)), json=BODY)
    assert (another.status_code, another.json()["code"]) == (409, "arranged_its_duties")


def test_when_all_died_before_the_row_the_repeat_makes_the_token(
    door: Door, guard: TestClient
) -> None:
    lost = token_of(guard)
    with door.opened.engine.begin() as connection:
        connection.execute(delete(API_TOKENS))
    assert machine(door, lost).get(path("children")).status_code == 401
    again = guard.put(ISSUING, json=BODY)
    assert again.status_code == 200
    assert machine(door, str(again.json()["token"])).get(path("children")).status_code == 200


def test_a_token_opens_nothing_that_it_does_not_name(door: Door, guard: TestClient) -> None:
    client = machine(door, token_of(guard))
    refused = client.get(path("people"))
    assert (refused.status_code, refused.json()["code"]) == (403, "outside_token_scope")
    history = client.get(path("children", e.CHILD, "history"))
    assert (history.status_code, history.json()["code"]) == (403, "outside_token_scope")


def test_a_scope_gives_nothing_that_the_duty_does_not(door: Door, guard: TestClient) -> None:
    client = machine(door, token_of(guard))
    other = client.get(path("children", e.OTHER_CHILD))
    assert other.status_code == 404


def test_a_token_opens_no_page_and_nothing_of_accounts(door: Door, guard: TestClient) -> None:
    client = machine(door, token_of(guard))
    page = client.get("/desk", follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/sign-in?back=%2Fdesk")
    for closed in (path("me"), path("api-tokens"), path("sessions", "anything")):
        assert client.get(closed).status_code in {401, 404, 405}
    assert client.get(path("me")).status_code == 401


def test_a_token_is_over_after_its_last_day(door: Door, guard: TestClient) -> None:
    client = machine(door, token_of(guard))
    door.clock.move(days=30)
    assert client.get(path("children")).status_code == 200
    door.clock.move(days=1)
    assert client.get(path("children")).status_code == 401


def test_a_token_is_shut_at_once_and_for_good(door: Door, guard: TestClient) -> None:
    client = machine(door, token_of(guard))
    assert client.get(path("children")).status_code == 200
    assert guard.put(REVOKING, json=STOLEN).status_code == 201
    assert client.get(path("children")).status_code == 401
    assert guard.put(REVOKING, json=STOLEN).status_code == 200
    again = guard.put(ISSUING, json=BODY)
    assert (again.status_code, again.json()["code"]) == (409, "token_already_revoked")


def test_a_token_is_shut_under_its_own_machine_alone(door: Door, guard: TestClient) -> None:
    client = machine(door, token_of(guard))
    under_another = path("people", GUARD, "api-tokens", TOKEN, "revocation")
    assert guard.put(under_another, json=STOLEN).status_code == 404
    assert client.get(path("children")).status_code == 200


def test_the_day_of_the_last_use_is_listed(door: Door, guard: TestClient) -> None:
    client = machine(door, token_of(guard))
    (unused,) = guard.get(path("api-tokens")).json()["items"]
    client.get(path("children"))
    (used,) = guard.get(path("api-tokens")).json()["items"]
    assert (unused["last_used_on"], used["last_used_on"]) == (None, str(e.TODAY))


def test_what_happened_to_a_token_is_on_record(door: Door, guard: TestClient) -> None:
    token_of(guard)
    guard.put(REVOKING, json=STOLEN)
    recorded = door.recorded(
        ApiTokenRevoked(
            person_id=MACHINE, token_id=ApiTokenId(TOKEN), reason=TokenRevokedReason.NOT_NEEDED
        )
    )
    assert [type(each.fact) for each in recorded] == [ApiTokenIssued, ApiTokenRevoked]
    assert {each.actor_id for each in recorded} == {GUARD}


def test_only_the_security_administrator_issues_tokens(door: Door, guard: TestClient) -> None:
    refused = door.signed_in(TEACHER).put(ISSUING, json=BODY)
    assert (refused.status_code, refused.json()["code"]) == (403, "no_standing")
    assert guard.put(path("people", e.TEACHER, "api-tokens", TOKEN), json=BODY).status_code == 409


def test_rows_are_kept_found_and_shut_on_each_engine(each_door: Door) -> None:
    door = each_door
    door.know(
        *on_duty(MACHINE, PersonKind.MACHINE, Role.SCHOOL_LEADER, e.SCHOOL),
        *on_duty(GUARD, PersonKind.HUMAN, Role.SECURITY_ADMINISTRATOR, e.BUREAU),
    )
    guard = door.signed_in_as(GUARD, "guard")
    client = machine(door, token_of(guard))
    assert client.get(path("children")).status_code == 200
    assert guard.put(REVOKING, json=STOLEN).status_code == 201
    assert client.get(path("children")).status_code == 401
