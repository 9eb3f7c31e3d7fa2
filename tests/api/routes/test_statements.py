"""A carer, where a child lives and where it learns, stated anew through the API."""

from dataclasses import replace

from tests import examples as e
from tests.api.routes.door import OFFICER, TEACHER, Door, path, sent

CHILD = path("children", e.CHILD)
CARER = f"{CHILD}/carers/{e.GRANDMOTHER}"
RESIDENCE = f"{CHILD}/residences/{e.CORRECTION_ID}"
SCHOOLING = f"{CHILD}/schoolings/{e.example_id(893)}"
LIVES = {
    "village_id": str(e.VILLAGE),
    "from_on": "2026-03-05",
    "as_of_on": "2026-03-10",
    "verified_by": "saw_child",
}
GRANDMOTHER = sent(e.CARER_RECORDED, "child_id", "carer_id")
LEARNS = {
    "as_of_on": "2026-03-10",
    "not_in_school_reason": "postponed",
    "verified_by": "document",
}


def test_each_is_stated_anew_by_whoever_saw_the_latest(each_door: Door) -> None:
    each_door.know_child()
    teacher = each_door.signed_in(TEACHER)
    before = teacher.get(CHILD).json()
    for address, body, version in (
        (RESIDENCE, LIVES, before["residence_version"]),
        (SCHOOLING, LEARNS, before["schooling_version"]),
        (CARER, {**GRANDMOTHER, "phone": None}, before["carer_versions"][str(e.GRANDMOTHER)]),
    ):
        seen = {"if-match": f'"{version}"'}
        first, again = (teacher.put(address, json=body, headers=seen) for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json()
    late = teacher.put(
        f"{CHILD}/residences/{e.example_id(894)}",
        json={**LIVES, "from_on": None},
        headers={"if-match": f'"{before["residence_version"]}"'},
    )
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    after = teacher.get(CHILD).json()
    assert after["residence"] == {"child_id": str(e.CHILD), **LIVES}
    assert after["schooling"]["verified_by"] == "document"
    assert after["carers"][0]["phone"] is None


def test_how_it_is_known_must_be_told_and_a_far_place_is_refused(door: Door) -> None:
    door.know_child(replace(e.VILLAGE_REGISTERED, organisation_id=e.OTHER_VILLAGE))
    teacher = door.signed_in(TEACHER)
    untold = {key: each for key, each in LIVES.items() if key != "verified_by"}
    assert teacher.put(RESIDENCE, json=untold).status_code == 422
    far = teacher.put(RESIDENCE, json={**LIVES, "village_id": str(e.OTHER_VILLAGE)})
    assert (far.status_code, far.json()["code"]) == (409, "place_of_another_office")
    assert door.signed_in(OFFICER).put(SCHOOLING, json=LEARNS).status_code == 403
