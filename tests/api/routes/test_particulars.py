"""What else a child is registered with, put right through the API."""

from tests import examples as e
from tests.api.routes.door import LEADER, TEACHER, Door
from tests.api.routes.test_children import CARE_FILE, CHILD, REGISTERED
from tests.particulars_examples import CORRECTION, HOLDS_OTHER, LATER, OF_SCHOOL

CORRECTED = f"{CHILD}/particulars-corrections/{CORRECTION}"
NUMBERED = f"{CHILD}/particulars-corrections/{LATER}"
ADDRESS = {"address": "示例镇示例村二组", "rests_on": "guardians_word", "words": "搬了家。"}
NUMBER = {"student_number": OF_SCHOOL, "rests_on": "school_register"}


def test_each_is_put_right_at_once_where_nobody_was_quicker(each_door: Door) -> None:
    teacher, leader = each_door.signed_in(TEACHER), each_door.signed_in(LEADER)
    teacher.put(CHILD, json=REGISTERED)
    teacher.put(f"{CHILD}/care-file", json=CARE_FILE)
    before = teacher.get(CHILD).json()
    first, again = (teacher.put(CORRECTED, json=ADDRESS) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = leader.put(CORRECTED, json=ADDRESS)
    assert (other.status_code, other.json()["code"]) == (409, "correction_already_made")
    seen = {"if-match": f'"{before["particulars_version"]}"'}
    stale = teacher.put(NUMBERED, json=NUMBER, headers=seen)
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_meanwhile")
    file = teacher.get(CHILD).json()
    assert f'"{file["particulars_version"]}"' == first.headers["etag"]
    assert file["identity_version"] == before["identity_version"]
    assert file["registered"]["address"] == ADDRESS["address"]
    wrong = teacher.put(NUMBERED, json={**NUMBER, "student_number": HOLDS_OTHER})
    assert (wrong.status_code, HOLDS_OTHER in wrong.text) == (422, False)
    both = teacher.put(NUMBERED, json={**NUMBER, "removes_student_number": True})
    assert (both.status_code, both.json()["code"]) == (422, "new_and_none")
    now = {"if-match": first.headers["etag"]}
    assert teacher.put(NUMBERED, json=NUMBER, headers=now).status_code == 201
    shown = leader.get(CHILD).json()["registered"]
    assert shown["student_number"] == "*" * 11 + OF_SCHOOL[-4:]
    assert shown["id_number"].endswith(e.ID_NUMBER[-4:])
