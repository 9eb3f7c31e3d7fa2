"""How a child goes on leave and comes back to school, by JSON: each step once."""

from tests import examples as e
from tests.api.routes.door import Door
from tests.api.routes.test_hospital import referred
from tests.api.routes.worries import DUTY, LEAD, LIAISON, step
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER

DAY = e.TODAY.isoformat()
LEAVE = {
    "asked_by": "guardian",
    "from_on": DAY,
    "until_on": "2026-04-30",
    "relation_code": "52",
    "is_guardian": False,
    "agreed_on": DAY,
    "class_agreed_on": DAY,
    "not_suspected": True,
}


def test_a_leave_and_its_end_are_recorded_once(raised: Door) -> None:
    referred(raised)
    lead, liaison = raised.signed_in(LEAD), raised.signed_in(LIAISON)
    leave = step("leaves", e.example_id(741))
    assert liaison.put(leave, json=LEAVE).status_code == 403
    aunt = lead.put(leave, json=LEAVE | {"relation_code": "85"})
    unsure = lead.put(leave, json=LEAVE | {"not_suspected": False})
    assert (unsure.status_code, unsure.json()["code"]) == (409, "guardian_may_be_suspected")
    assert (aunt.status_code, aunt.json()["code"]) == (409, "guardian_decides_on_leave")
    longer = step("leaves", e.example_id(745))
    for at, body in (
        *((leave, LEAVE), (longer, LEAVE | {"prolongs": str(e.example_id(741))})),
        (f"{longer}/end", {"ended_on": DAY, "reason": "back_at_school"}),
    ):
        first, again = (lead.put(at, json=body) for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json() == again.json()


def test_a_return_its_deferral_and_the_appeal_are_recorded_once(raised: Door) -> None:
    referred(raised)
    lead, duty, liaison = (raised.signed_in(each) for each in (LEAD, DUTY, LIAISON))
    leave, back = step("leaves", e.example_id(741)), step("returns", e.example_id(742))
    review = f"{back}/reviews/{e.example_id(743)}"
    asked = {"relation_code": "52", "is_guardian": False, "on": DAY, "not_suspected": True}
    deferred = {
        "member_ids": [str(CRISIS_LEAD), str(ADVISER)],
        "met_at": "2026-03-10T09:20:00+08:00",
        "outcome": {
            "decision": "deferred",
            "reason": "support_not_arranged",
            "look_again_on": "2026-03-17",
        },
    }
    assert lead.put(back, json=asked).json()["code"] == "not_on_leave"
    for at, body in (
        *((leave, LEAVE), (back, asked), (review, deferred)),
        (f"{back}/appeal", asked),
    ):
        first, again = (lead.put(at, json=body) for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json() == again.json()
    county = f"{back}/reviews/{e.example_id(744)}"
    plan = {"decision": "agreed", "first_on": DAY, "met_by": str(ADVISER), "loads": ["half_days"]}
    agreed = deferred | {"outcome": plan}
    assert lead.put(county, json=agreed).json()["code"] == "county_decides_appeal"
    mixed = agreed | {"member_ids": [str(DUTY_OFFICER), str(ADVISER)]}
    assert duty.put(county, json=mixed).json()["code"] == "others_decide_appeal"
    letter = agreed | {"outcome": plan | {"letter": "示例"}}
    assert duty.put(county, json=letter).status_code == 422
    assert liaison.put(county, json=agreed).status_code == 403
