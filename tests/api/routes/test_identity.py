"""Who a child is, put right through the API."""

from tests import examples as e
from tests.api.routes.door import LEADER, TEACHER, Door
from tests.api.routes.test_children import CARE_FILE, CHILD, REGISTERED
from tests.identity_examples import CORRECTION, LATER, OTHER_NUMBER

CORRECTED = f"{CHILD}/identity-corrections/{CORRECTION}"
NUMBERED = f"{CHILD}/identity-corrections/{LATER}"
NAME = {"name": "覃示例", "rests_on": "document_seen", "words": "户口本上是这个字。"}
NUMBER = {"id_number": OTHER_NUMBER, "rests_on": "school_register"}


def test_a_name_at_once_and_a_number_by_two(each_door: Door) -> None:
    teacher, leader = each_door.signed_in(TEACHER), each_door.signed_in(LEADER)
    teacher.put(CHILD, json=REGISTERED)
    teacher.put(f"{CHILD}/care-file", json=CARE_FILE)
    first, again = (teacher.put(CORRECTED, json=NAME) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    stale = teacher.put(NUMBERED, json=NUMBER, headers={"if-match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_meanwhile")
    version = teacher.get(CHILD).json()["identity_version"]
    seen = {"if-match": f'"{version}"'}
    assert seen["if-match"] == first.headers["etag"]
    assert teacher.put(NUMBERED, json=NUMBER, headers=seen).status_code == 201
    waiting = leader.get(CHILD).json()
    assert (waiting["correction_waits"], waiting["waiting_correction"]) == (True, str(LATER))
    assert waiting["registered"]["id_number"].endswith(e.ID_NUMBER[-4:])
    own = teacher.put(f"{NUMBERED}/confirmation", json={"id_number": OTHER_NUMBER})
    assert own.json()["code"] == "correction_confirmed_by_another"
    other = leader.put(f"{NUMBERED}/confirmation", json={"id_number": e.ID_NUMBER})
    assert (other.status_code, e.ID_NUMBER in other.text) == (422, False)
    for status in (201, 200):
        done = leader.put(f"{NUMBERED}/confirmation", json={"id_number": OTHER_NUMBER})
        assert done.status_code == status
    late = leader.put(f"{NUMBERED}/decline", json={"why": "proof_missing"})
    assert (late.status_code, late.json()["code"]) == (409, "correction_settled")
    assert teacher.put(f"{NUMBERED}/withdrawal").status_code == 409
    file = leader.get(CHILD).json()
    assert (file["registered"]["name"], file["correction_waits"]) == ("覃示例", False)
    assert (file["waiting_correction"], file["identity_version"] > version) == (None, True)
    assert file["registered"]["id_number"].endswith(OTHER_NUMBER[-4:])
