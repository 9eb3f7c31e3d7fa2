"""Desk, file, history and words through the API: on record before they are shown."""

import pytest
from fastapi.testclient import TestClient

from domain.reads.facts import Reading
from domain.shared import Purpose
from tests import examples as e
from tests.api.routes.door import ADMINISTRATOR, LEADER, TEACHER, Door, path, sent

CHILD = path("children", e.CHILD)
HISTORY = f"{CHILD}/history"
VISIT = f"{CHILD}/home-visits/{e.VISIT_ID}"
BODY = sent(e.HOME_VISIT, words=e.CHILD_WORDS, entered_at="2026-03-09T17:05:00+08:00")


@pytest.fixture
def teacher(door: Door) -> TestClient:
    door.know_child()
    client = door.signed_in(TEACHER)
    assert client.put(VISIT, json=BODY).status_code == 201
    return client


def seen(door: Door) -> list[tuple[Reading, Purpose, tuple[object, ...]]]:
    return [(each.what, each.purpose, each.child_ids) for each in door.readings()]


def test_the_desk_shows_my_children_and_is_one_reading(door: Door, teacher: TestClient) -> None:
    told = teacher.get(path("children")).json()
    assert (told["total"], told["behind"], told["next_cursor"]) == (1, 0, None)
    assert told["items"][0]["name"] == e.CHILD_NAME
    assert told["items"][0]["last_visit_on"] == "2026-03-09"
    assert seen(door) == [(Reading.DESK, Purpose.CARE, (e.CHILD,))]


def test_a_cursor_that_is_none_of_ours_is_refused(teacher: TestClient) -> None:
    answer = teacher.get(path("children"), params={"cursor": "made up"})
    assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, "cursor")
    assert "made up" not in answer.text


def test_the_care_file_shows_the_teacher_all_but_the_whole_number(
    door: Door, teacher: TestClient
) -> None:
    answer = teacher.get(CHILD)
    file = answer.json()
    assert file["registered"]["address"] == e.CHILD_REGISTERED.address
    assert file["registered"]["id_number"] == "*" * 14 + e.ID_NUMBER[-4:]
    assert file["carers"][0]["phone"] == e.PHONE
    assert file["contacts"]["last_visit"]["note"] == e.HOME_VISIT.note
    assert file["names"]["organisations"][str(e.SCHOOL)] == e.SCHOOL_REGISTERED.name
    assert file["names"]["people"][str(e.TEACHER)] == "示例人员"
    assert "log_contact" in file["may"]
    assert e.CHILD_WORDS not in answer.text
    assert seen(door) == [(Reading.CARE_FILE, Purpose.CARE, (e.CHILD,))]


def test_the_history_shows_when_it_happened_and_when_it_was_learned(
    door: Door, teacher: TestClient
) -> None:
    answer = teacher.get(HISTORY)
    told = answer.json()
    assert (told["child_name"], told["as_known_on"]) == (e.CHILD_NAME, None)
    words, visit = told["entries"][:2]
    assert (visit["kind"], visit["happened_at"]) == ("home_visit_logged", "2026-03-09T08:00:00Z")
    assert (visit["learned_at"], visit["late"]) == ("2026-03-10T01:30:00Z", False)
    assert (visit["by"], visit["device"]) == (str(e.TEACHER), "phone")
    assert visit["entered_at"] == "2026-03-09T09:05:00Z"
    assert visit["fact"]["visit"]["note"] == e.HOME_VISIT.note
    assert (words["kind"], words["withheld"], words["fact"]) == ("child_words_recorded", True, None)
    assert e.CHILD_WORDS not in answer.text
    assert f'"{e.ID_NUMBER}"' not in answer.text
    assert seen(door) == [(Reading.HISTORY, Purpose.CARE, (e.CHILD,))]


def test_the_history_as_known_on_a_day_ends_with_that_day(door: Door, teacher: TestClient) -> None:
    before = len(teacher.get(HISTORY).json()["entries"])
    door.clock.move(days=1)
    again = door.signed_in(TEACHER)
    talk = f"{CHILD}/talks/{e.TALK_ID}"
    assert again.put(talk, json=sent(e.TALK)).status_code == 201
    assert len(again.get(HISTORY).json()["entries"]) == before + 1
    told = again.get(HISTORY, params={"as_known_on": str(e.TODAY)}).json()
    assert (len(told["entries"]), told["as_known_on"]) == (before, str(e.TODAY))


def test_a_day_that_cannot_be_shown_is_refused(teacher: TestClient) -> None:
    days = {"2026-03-11": "as_known_on", "today": "query.as_known_on", "1": "query.as_known_on"}
    for day, field in days.items():
        answer = teacher.get(HISTORY, params={"as_known_on": day})
        assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, field)


def test_the_childs_words_are_for_the_lead_mentor_and_opened_apart(
    door: Door, teacher: TestClient
) -> None:
    told = teacher.get(f"{VISIT}/words").json()
    assert [each["text"] for each in told["words"]] == [e.CHILD_WORDS]
    refused = door.signed_in(LEADER).get(f"{VISIT}/words")
    assert (refused.status_code, refused.json()["code"]) == (403, "standing_not_enough")
    assert seen(door) == [(Reading.CHILD_WORDS, Purpose.CARE, (e.CHILD,))]


def test_words_that_were_not_kept_are_not_found(teacher: TestClient) -> None:
    answer = teacher.get(f"{CHILD}/home-visits/{e.TALK_ID}/words")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_words_kept")


def test_an_administrator_sees_no_child(door: Door, teacher: TestClient) -> None:
    assert teacher.get(CHILD).status_code == 200
    administrator = door.signed_in(ADMINISTRATOR)
    addresses = (CHILD, HISTORY, path("children"))
    assert [administrator.get(each).status_code for each in addresses] == [403, 403, 403]
    assert [each.reader_id for each in door.readings()] == [e.TEACHER]
