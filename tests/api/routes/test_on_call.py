"""Who is on call at a place through the API: published, exchanged, and seen."""

from dataclasses import replace

from tests import examples as e
from tests.api.routes.door import ADMINISTRATOR, OFFICER, TEACHER, Door, path
from tests.crisis import CRISIS_LEAD
from tests.on_call_examples import AGAIN, EXCHANGE, EXCHANGED, PUBLISHED, ROSTER

PLACE = path("organisations", e.SCHOOL)
WEEK = {
    "first_on": "2026-03-10",
    "last_on": "2026-03-14",
    "shifts": [
        {
            "on": "2026-03-10",
            "kind": "night",
            "person_id": str(CRISIS_LEAD),
            "stand_in_id": str(e.SUPERVISOR),
        },
        {"on": "2026-03-14", "kind": "weekend", "person_id": str(e.SUPERVISOR)},
    ],
}
TAKEN = {
    "on": "2026-03-10",
    "kind": "night",
    "given_by": str(CRISIS_LEAD),
    "taken_by": str(e.SUPERVISOR),
}


def test_a_roster_is_published_put_right_and_exchanged(at_work: Door) -> None:
    officer, lead = at_work.signed_in(OFFICER), at_work.signed_in("lead")
    address = f"{PLACE}/duty-rosters/{ROSTER}"
    first = officer.put(address, json=WEEK)
    assert (first.status_code, first.headers["location"]) == (201, address)
    assert officer.put(address, json=WEEK).json() == first.json()
    changed = officer.put(address, json=WEEK | {"shifts": WEEK["shifts"][:1]})
    assert (changed.status_code, changed.json()["code"]) == (409, "duty_roster_already_published")
    anew = f"{PLACE}/duty-rosters/{AGAIN}"
    assert officer.put(anew, json=WEEK).json()["fields"][0]["field"] == "why"
    stale = officer.put(anew, json=WEEK | {"why": "错"}, headers={"If-Match": '"9"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_meanwhile")
    exchange = f"{PLACE}/exchanges/{EXCHANGE}"
    assert officer.put(exchange, json=TAKEN).status_code == 201
    assert officer.put(exchange, json=TAKEN).status_code == 200
    month = lead.get(f"{PLACE}/on-call?month=2026-03-01").json()
    tonight = month["days"][9]
    assert (tonight["kinds"], tonight["empty"]) == (["day", "night"], ["day"])
    assert [each["person_id"] for each in tonight["shifts"]] == [str(e.SUPERVISOR)]
    assert [each["taken_by"] for each in month["exchanged"]] == [str(e.SUPERVISOR)]
    tonight, saturday = PUBLISHED.shifts
    shifts = (
        replace(tonight, stand_in_id=e.SUPERVISOR),
        replace(saturday, person_id=e.SUPERVISOR),
    )
    assert [each.fact for each in at_work.recorded(PUBLISHED)] == [
        replace(PUBLISHED, shifts=shifts),
        replace(EXCHANGED, taken_by=e.SUPERVISOR),
    ]
    gaps = lead.get(path("on-call/gaps")).json()
    assert {"on": "2026-03-10", "kind": "day", "reason": "nobody", "person_id": None} in gaps[
        "items"
    ][0]["gaps"]
    assert lead.put(address, json=WEEK).status_code == 403
    assert at_work.signed_in(TEACHER).get(f"{PLACE}/on-call").status_code == 403


def test_a_shift_for_an_office_is_refused_whoever_holds_no_duty_of_it(at_work: Door) -> None:
    officer, address = at_work.signed_in(OFFICER), f"{PLACE}/duty-rosters/{ROSTER}"
    night = {"on": "2026-03-10", "kind": "night", "person_id": str(CRISIS_LEAD)}

    def asked(office: str) -> tuple[int, str]:
        shifts = [night | {"office": office}]
        answer = officer.put(address, json=WEEK | {"shifts": shifts})
        return answer.status_code, answer.json()["code"]

    assert asked("civil_affairs_officer") == (409, "not_in_post_on_that_day")
    assert asked("crisis_lead") == (422, "unknown_code")
    assert asked("nobody") == (422, "invalid_request")
    assert at_work.recorded(PUBLISHED) == ()


def test_a_number_is_tried_and_seen(at_work: Door) -> None:
    officer, admin = at_work.signed_in(OFFICER), at_work.signed_in(ADMINISTRATOR)
    assert admin.put(f"{PLACE}/duty-telephone", json={"telephone": "13000000077"}).is_success
    tried = {"telephone": "13000000077", "outcome": "not_reached", "called_on": "2026-03-10"}
    address = f"{PLACE}/test-calls/{e.example_id(964)}"
    assert officer.put(address, json=tried).status_code == 201
    assert officer.put(address, json=tried).status_code == 200
    stale = officer.put(f"{PLACE}/test-calls/{e.example_id(965)}", json=tried | {"telephone": "1"})
    assert (stale.status_code, stale.json()["code"]) == (409, "duty_telephone_changed")
    (school,) = at_work.signed_in("lead").get(path("on-call")).json()["items"]
    assert (school["is_failed"], school["last"]["outcome"]) == (True, "not_reached")
    assert at_work.signed_in(TEACHER).put(address, json=tried).status_code == 403
