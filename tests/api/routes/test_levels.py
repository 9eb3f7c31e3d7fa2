"""The level of a crisis through the API: assessed once, lowered by two."""

from domain.referrals.levels.level_facts import CrisisAssessed
from tests import crisis
from tests import examples as e
from tests.api.routes.door import TEACHER, Door, path
from tests.api.routes.worries import ADVISER, CASE, LEAD, RAISED, WORDS, step, taking

ASSESSMENT = step("assessments", e.example_id(706))
DROP = step("drops", e.example_id(705))
RED: dict[str, object] = {
    "level": "red",
    "methods": ["talk_with_child"],
    "child_seen": True,
    "assessed_at": "2026-03-10T09:20:00+08:00",
    "why": WORDS,
}


def test_an_assessment_sent_twice_is_recorded_once_and_the_case_tells_its_level(
    raised: Door,
) -> None:
    lead = raised.signed_in(LEAD)
    assert lead.get(path("cases", CASE)).json()["crisis"] == {
        "level": None,
        "assessed_at": None,
        "waiting_drop_id": None,
        "waiting_level": None,
        "waiting_error": None,
    }
    first, again = (lead.put(ASSESSMENT, json=RED) for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert first.json() == again.json()
    assert lead.get(path("cases", CASE)).json()["crisis"]["level"] == "red"
    (row,) = lead.get(path("cases")).json()["items"]
    assert row["level"] == "red"


def test_none_found_is_said_by_leaving_the_level_out(raised: Door) -> None:
    body = {name: value for name, value in RED.items() if name != "level"}
    assert raised.signed_in(LEAD).put(ASSESSMENT, json=body).status_code == 201
    found = raised.recorded(RAISED)[-1].fact
    assert isinstance(found, CrisisAssessed)
    assert found.level is None


def test_refusals_name_what_is_wrong_and_repeat_no_word(raised: Door) -> None:
    lead, adviser = raised.signed_in(LEAD), raised.signed_in(ADVISER)
    lead.put(ASSESSMENT, json=RED)
    answers = [
        lead.put(ASSESSMENT, json=RED | {"level": "yellow"}),
        lead.put(step("assessments", e.TALK_ID), json=RED | {"methods": ["screening_scale"]}),
        lead.put(step("assessments", e.TALK_ID), json=RED | {"level": "blue"}),
        lead.put(DROP, json={"why": WORDS}),
        lead.put(DROP + "/confirmation"),
        lead.put(DROP + "/refusal", json={"why": WORDS}),
        adviser.put(DROP + "/confirmation"),
        raised.signed_in(TEACHER).put(ASSESSMENT, json=RED),
    ]
    assert [each.status_code for each in answers] == [409, 422, 422, 409, 404, 404, 403, 403]
    assert [each.json()["code"] for each in answers if each.status_code in {404, 409}] == [
        "assessment_already_recorded",
        "nothing_less_severe_found",
        "level_drop_not_found",
        "level_drop_not_found",
    ]
    assert [each for each in answers if WORDS in each.text] == []


def test_a_panel_sent_twice_is_recorded_once(raised: Door) -> None:
    lead = raised.signed_in(LEAD)
    lead.put(taking())
    lead.put(ASSESSMENT, json=RED)
    body: dict[str, object] = {
        "member_ids": [str(crisis.CRISIS_LEAD), str(crisis.ADVISER)],
        "met_at": "2026-03-10T09:20:00+08:00",
        "decision": "withdraw",
        "why": WORDS,
        "withdrawal_reason": "unfounded",
    }
    panel = step("panels", e.example_id(708))
    wrong = lead.put(panel, json=body | {"member_ids": [str(crisis.CRISIS_LEAD)]})
    assert [each["code"] for each in wrong.json()["fields"]] == ["too_few_members"]
    held = lead.put(panel, json=body)
    assert (held.status_code, held.json()["code"]) == (409, "level_falls_first")
    refers = body | {"decision": "refer", "withdrawal_reason": None}
    first, again = (lead.put(panel, json=refers) for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert first.json() == again.json()
    assert not lead.get(path("cases", CASE)).json()["is_over"]


def test_a_level_set_by_error_is_taken_back_by_another_and_what_it_was_is_told(
    raised: Door,
) -> None:
    lead, adviser = raised.signed_in(LEAD), raised.signed_in(ADVISER)
    adviser.put(ASSESSMENT, json=RED | {"level": "orange"})
    error = {"error": "other_child", "why": WORDS}
    assert adviser.put(DROP, json=error | {"error": "none_of_these"}).status_code == 422
    assert [adviser.put(DROP, json=error).status_code for _time in range(2)] == [201, 200]
    assert lead.get(path("cases", CASE)).json()["crisis"]["waiting_error"] == "other_child"
    too_few = lead.put(DROP + "/panel", json={"member_ids": [str(crisis.CRISIS_LEAD)]})
    assert (too_few.status_code, too_few.json()["code"]) == (422, "too_few_settle")
    assert lead.put(DROP + "/confirmation").status_code == 201
    assert lead.get(path("cases", CASE)).json()["crisis"] == {
        "level": None,
        "assessed_at": None,
        "waiting_drop_id": None,
        "waiting_level": None,
        "waiting_error": None,
    }
