"""Versions of the rules through the API: proposed, compared, settled by two people, seen."""

from tests import examples as e
from tests.api.routes.door import OFFICER, TEACHER, Door, path
from tests.rule_officers import OFFICERS, in_post

RED = "clocks.by_level.red.taken"
KEY, OTHER = e.example_id(973), e.example_id(979)
ADDRESS = path("rule-sets", KEY)
PROPOSAL = {
    "from_version": 1,
    "from_on": "2026-04-01",
    "values": [{"name": RED, "unit": "minutes", "numbers": [5]}],
    "why": "五分钟内都有人接手",
}
CHANGE = {
    "name": RED,
    "group": "crisis",
    "before": {"name": RED, "unit": "minutes", "numbers": [10]},
    "after": {"name": RED, "unit": "minutes", "numbers": [5]},
}


def test_a_version_is_proposed_compared_settled_and_seen(door: Door) -> None:
    door.know(*(fact for login in OFFICERS for fact in in_post(login)))
    first, second = (door.signed_in_as(person, login) for login, person in OFFICERS.items())
    made = first.put(ADDRESS, json=PROPOSAL)
    assert (made.status_code, made.headers["location"]) == (201, ADDRESS)
    again = first.put(ADDRESS, json=PROPOSAL)
    assert (again.status_code, again.json()) == (200, made.json())
    slow = {"name": RED, "unit": "minutes", "numbers": [11]}
    no_day = {"name": "terms.1", "unit": "month_days", "numbers": [9, 2**40, 1, 20]}
    for value in (slow, no_day):
        wrong = first.put(path("rule-sets", OTHER), json=PROPOSAL | {"values": [value]})
        assert (wrong.status_code, wrong.json()["fields"][0]["field"]) == (422, value["name"])
    compared = second.get(path("rule-sets", "comparison"), params={"one": 1, "other": 2})
    assert compared.json() == {"items": [CHANGE]}
    approval = {"from_on": "2026-04-01", "why": "同意"}
    own = first.put(f"{ADDRESS}/approval", json=approval)
    assert (own.status_code, own.json()["code"]) == (409, "rule_set_needs_another")
    assert second.put(f"{ADDRESS}/approval", json=approval).status_code == 201
    assert second.put(f"{ADDRESS}/approval", json=approval).status_code == 200
    assert second.put(f"{ADDRESS}/refusal", json={"why": "再议"}).status_code == 409
    seen = door.signed_in(OFFICER).get(ADDRESS).json()
    assert (seen["version"], seen["stage"], seen["changes"]) == (2, "approved", [CHANGE])
    assert first.put(f"{ADDRESS}/withdrawal", json={"why": "再议"}).status_code == 201
    every = first.get(path("rule-sets")).json()
    stages = [(each["version"], each["stage"]) for each in every["items"]]
    assert (stages, every["latest"]) == ([(2, "withdrawn"), (1, "in_force")], 1)
    assert door.signed_in(TEACHER).get(path("rule-sets")).status_code == 403
