"""How a child goes on leave and comes back to school, by JSON: each step once."""

from tests import examples as e
from tests.api.routes.door import Door
from tests.api.routes.test_hospital import referred
from tests.api.routes.worries import LEAD, LIAISON, step

DAY = e.TODAY.isoformat()
LEAVE = {
    "asked_by": "guardian",
    "from_on": DAY,
    "until_on": "2026-04-30",
    "relation_code": "52",
    "is_guardian": False,
    "agreed_on": DAY,
    "class_agreed_on": DAY,
}


def test_a_leave_and_its_end_are_recorded_once(raised: Door) -> None:
    referred(raised)
    lead, liaison = raised.signed_in(LEAD), raised.signed_in(LIAISON)
    leave = step("leaves", e.example_id(741))
    assert liaison.put(leave, json=LEAVE).status_code == 403
    aunt = lead.put(leave, json=LEAVE | {"relation_code": "85"})
    assert (aunt.status_code, aunt.json()["code"]) == (409, "guardian_decides_on_leave")
    for at, body in (
        (leave, LEAVE),
        (f"{leave}/end", {"ended_on": DAY, "reason": "back_at_school"}),
    ):
        first, again = (lead.put(at, json=body) for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json() == again.json()
