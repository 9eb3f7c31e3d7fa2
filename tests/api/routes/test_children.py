"""Children, care files and mentors through the API."""

from dataclasses import replace

from domain.children.facts import ChildRegisteredConflictKept
from domain.pairing.facts import PairingEndReason
from domain.reads.facts import Reading
from domain.shared import Purpose
from tests import examples as e
from tests.api.routes.door import LEADER, TEACHER, VOLUNTEER, Door, path, sent

CHILD = path("children", e.CHILD)
REGISTERED = sent(e.CHILD_REGISTERED, "child_id")
CARE_FILE = sent(
    e.CARE_FILE_OPENED,
    "child_id",
    residence=sent(e.RESIDENCE_RECORDED, "child_id", "as_of_on", "verified_by"),
    schooling=sent(e.SCHOOLING_RECORDED, "child_id", "verified_by"),
    categories=[sent(e.LEFT_BEHIND_STATED, "child_id")],
    assessment=sent(e.LEVEL_ASSESSED, "child_id", "assessed_by"),
)


def test_a_child_is_registered_with_carer_file_and_mentor(each_door: Door) -> None:
    teacher, leader = each_door.signed_in(TEACHER), each_door.signed_in(LEADER)
    carer = sent(e.CARER_RECORDED, "child_id", "carer_id")
    pairing = sent(e.MENTOR_PAIRED, "child_id", "pairing_id", "is_lead", "paired_by")
    requests = [
        (teacher, CHILD, REGISTERED),
        (teacher, f"{CHILD}/carers/{e.GRANDMOTHER}", carer),
        (teacher, f"{CHILD}/care-file", CARE_FILE),
        (leader, f"{CHILD}/pairings/{e.LEAD_PAIRING}", pairing),
    ]
    for status in (201, 200):
        for client, address, body in requests:
            answer = client.put(address, json=body)
            assert (answer.status_code, answer.headers["location"]) == (status, address)
    file = teacher.get(CHILD).json()
    assert file["registered"]["name"] == e.CHILD_NAME
    assert file["lead_pairing_id"] == str(e.LEAD_PAIRING)
    assert file["level"]["level"] == 4


def test_the_same_child_with_other_content_is_kept_and_refused_with_its_receipt(
    door: Door,
) -> None:
    client = door.signed_in(TEACHER)
    client.put(CHILD, json=REGISTERED)
    other = replace(e.CHILD_REGISTERED, address="别处")
    answers = [client.put(CHILD, json=sent(other, "child_id")) for _ in range(2)]
    assert [each.status_code for each in answers] == [409, 409]
    assert answers[0].json() == answers[1].json()
    kept = door.recorded(e.CHILD_REGISTERED)[-1]
    assert kept.fact == ChildRegisteredConflictKept(child_id=e.CHILD, kept=other)
    assert answers[0].json()["receipt"] == {
        "position": kept.position,
        "leaf_hash": kept.leaf_hash.hex(),
    }
    assert "别处" not in answers[0].text


def test_an_id_number_belongs_to_one_child(door: Door) -> None:
    client = door.signed_in(TEACHER)
    client.put(CHILD, json=REGISTERED)
    answer = client.put(path("children", e.OTHER_CHILD), json=REGISTERED)
    assert (answer.status_code, answer.json()["code"]) == (409, "id_number_already_registered")
    assert e.ID_NUMBER not in answer.text
    told = door.readings()[-1]
    assert (told.reader_id, told.child_ids, told.what, told.purpose) == (
        e.TEACHER,
        (e.CHILD,),
        Reading.KNOWN_NUMBER,
        Purpose.CARE,
    )


def test_a_field_that_a_rule_refuses_is_named_without_its_content(door: Door) -> None:
    answer = door.signed_in(TEACHER).put(CHILD, json=REGISTERED | {"name": "  "})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["fields"]] == ["name"]


def test_a_level_is_assessed_and_the_lead_passes_on(door: Door) -> None:
    door.know_child(e.VOLUNTEER_PAIRED)
    leader = door.signed_in(LEADER)
    assessment = sent(e.LEVEL_ASSESSED, "child_id", "assessed_by") | {"level": 5}
    second = f"{CHILD}/pairings/{e.SECOND_PAIRING}"
    today = str(e.TODAY)
    requests = [
        (f"{CHILD}/assessments/{e.CORRECTION_ID}", assessment),
        (f"{second}/lead", {"changed_on": today}),
        (f"{CHILD}/pairings/{e.LEAD_PAIRING}/lead", {"changed_on": today}),
        (f"{second}/end", {"ended_on": today, "reason": PairingEndReason.CHILD_ASKED}),
    ]
    assert [leader.put(address, json=body).status_code for address, body in requests] == [201] * 4
    file = leader.get(CHILD).json()
    assert file["level"]["level"] == 5
    assert [each["pairing_id"] for each in file["mentors"]] == [str(e.LEAD_PAIRING)]


def test_whoever_has_nothing_to_do_with_a_child_is_told_that_there_is_nothing(door: Door) -> None:
    door.know_child()
    client = door.signed_in(VOLUNTEER)
    for address in (CHILD, path("children", e.OTHER_CHILD), f"{CHILD}/history"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "child_not_found")
