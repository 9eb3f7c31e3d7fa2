"""Home visits and talks through the API: logged once, kept beside, corrected on what was seen."""

import json
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from domain.shared import PersonId
from domain.visits.facts import (
    ChildWordsRecorded,
    HomeVisitConflictKept,
    HomeVisitCorrected,
    HomeVisitLogged,
)
from tests import examples as e
from tests.api.routes.door import TEACHER, VOLUNTEER, Door, path, sent

VISIT = path("children", e.CHILD, "home-visits", e.VISIT_ID)
TALK = path("children", e.CHILD, "talks", e.TALK_ID)
BODY = sent(e.HOME_VISIT, words=e.CHILD_WORDS)
LOGGED = HomeVisitLogged(child_id=e.CHILD, visit_id=e.VISIT_ID, visit=e.HOME_VISIT)
CORRECTED = sent(replace(e.HOME_VISIT, minutes=30), why="时长记错了。")


@pytest.fixture
def teacher(door: Door) -> TestClient:
    door.know_child()
    return door.signed_in(TEACHER)


def facts_of_visits(door: Door) -> list[object]:
    return [each.fact for each in door.recorded(LOGGED)]


def test_the_same_visit_sent_twice_is_logged_once(door: Door, teacher: TestClient) -> None:
    first, again = teacher.put(VISIT, json=BODY), teacher.put(VISIT, json=BODY)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.headers["etag"] == again.headers["etag"]
    assert facts_of_visits(door) == [
        LOGGED,
        ChildWordsRecorded(child_id=e.CHILD, visit_id=e.VISIT_ID, words=e.CHILD_WORDS),
    ]


def test_the_same_visit_with_other_content_is_kept_and_refused_with_its_receipt(
    door: Door, teacher: TestClient
) -> None:
    first = teacher.put(VISIT, json=sent(e.HOME_VISIT)).json()
    other = replace(e.HOME_VISIT, note="奶奶住院了。")
    answer = teacher.put(VISIT, json=sent(other))
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict_kept")
    assert answer.json()["receipt"]["position"] == first["position"] + 1
    assert facts_of_visits(door)[-1] == HomeVisitConflictKept(
        child_id=e.CHILD, visit_id=e.VISIT_ID, visit=other
    )
    assert "住院" not in answer.text


def test_a_correction_is_made_on_the_version_that_was_seen(door: Door, teacher: TestClient) -> None:
    seen = teacher.put(VISIT, json=BODY).headers["etag"]
    correction = f"{VISIT}/corrections/{e.CORRECTION_ID}"
    first = teacher.put(correction, json=CORRECTED, headers={"if-match": seen})
    again = teacher.put(correction, json=CORRECTED, headers={"if-match": seen})
    assert (first.status_code, again.status_code) == (201, 200)
    assert facts_of_visits(door)[-1] == HomeVisitCorrected(
        child_id=e.CHILD,
        visit_id=e.VISIT_ID,
        correction_id=e.CORRECTION_ID,
        visit=replace(e.HOME_VISIT, minutes=30),
        why="时长记错了。",
    )
    later = teacher.put(
        f"{VISIT}/corrections/{e.TALK_ID}", json=CORRECTED, headers={"if-match": seen}
    )
    assert (later.status_code, later.json()["code"]) == (412, "changed_meanwhile")


def test_an_if_match_that_is_no_version_is_refused(teacher: TestClient) -> None:
    teacher.put(VISIT, json=BODY)
    correction = f"{VISIT}/corrections/{e.CORRECTION_ID}"
    for version in ("7", "*", 'W/"7"', '"7", "8"', '"seven"', '""'):
        answer = teacher.put(correction, json=CORRECTED, headers={"if-match": version})
        assert (answer.status_code, answer.json()["code"]) == (422, "not_a_version")


def test_a_talk_is_logged_corrected_and_its_notes_read(teacher: TestClient) -> None:
    body = sent(e.TALK, notes=e.TALK_NOTES, entered_at="2026-03-10T09:29:00+08:00")
    assert teacher.put(TALK, json=body).status_code == 201
    correction = f"{TALK}/corrections/{e.CORRECTION_ID}"
    corrected = sent(replace(e.TALK, minutes=25), why="时长记错了。")
    assert teacher.put(correction, json=corrected).status_code == 201
    notes = teacher.get(f"{TALK}/notes").json()
    assert [each["text"] for each in notes["words"]] == [e.TALK_NOTES]
    assert notes["words"][0]["by"] == str(e.TEACHER)


def test_a_field_of_another_kind_is_refused(teacher: TestClient) -> None:
    changes: list[tuple[dict[str, object], str, str]] = [
        ({"started_at": "2026-03-09T16:00:00"}, "body.started_at", "not_a_moment"),
        ({"started_at": 1773043200}, "body.started_at", "not_a_moment"),
        ({"next_visit_on": "2026-05-08T00:00:00Z"}, "body.next_visit_on", "not_a_date"),
        ({"child_seen": "yes"}, "body.child_seen", "bool_type"),
        ({"minutes": 40.5}, "body.minutes", "int_type"),
        ({"needs": ["money"]}, "body.needs.0", "enum"),
        ({"note": "奶" * 20_001}, "body.note", "string_too_long"),
    ]
    for change, field, code in changes:
        answer = teacher.put(VISIT, json=BODY | change)
        told = [(each["field"], each["code"]) for each in answer.json()["fields"]]
        assert (answer.status_code, told) == (422, [(field, code)])


def test_a_text_that_cannot_be_written_as_utf_8_is_refused(teacher: TestClient) -> None:
    content = json.dumps(BODY | {"note": "\ud800"}).encode()
    answer = teacher.put(VISIT, content=content, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, "body.note")


def test_a_visit_ahead_of_time_is_refused_by_the_rule(teacher: TestClient) -> None:
    answer = teacher.put(VISIT, json=BODY | {"started_at": "2026-03-10T09:36:00+08:00"})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["fields"]] == ["started_at"]


def test_a_visit_to_a_child_of_others_is_refused_as_if_there_were_none(
    door: Door, teacher: TestClient
) -> None:
    nowhere = path("children", e.OTHER_CHILD, "home-visits", e.VISIT_ID)
    answers = [
        teacher.put(nowhere, json=BODY),
        door.signed_in(VOLUNTEER).put(VISIT, json=BODY),
        teacher.put(path("children", "no-id", "home-visits", e.VISIT_ID), json=BODY),
    ]
    assert [each.status_code for each in answers] == [404, 404, 422]
    assert facts_of_visits(door) == []


def test_whoever_went_must_be_registered(teacher: TestClient) -> None:
    nobody = str(e.example_id(190))
    sentences = {
        "zh-CN": "登记的人员里没有这个人。请从列表里重新选。",
        "en": "There is no such person among those registered. Choose one from the list.",
    }
    for language, sentence in sentences.items():
        answer = teacher.put(
            VISIT, json=BODY | {"visited_by": nobody}, headers={"accept-language": language}
        )
        told = answer.json()
        assert (answer.status_code, told["code"]) == (409, "not_a_registered_human")
        assert sentence in (told.get("title"), told.get("detail"))
    talk = sent(replace(e.TALK, talked_by=PersonId(e.example_id(190))))
    assert teacher.put(TALK, json=talk).json()["code"] == "not_a_registered_human"
