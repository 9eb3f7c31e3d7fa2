"""The clock of a step is paused through the API: by two people, each word said once."""

from fastapi.testclient import TestClient

from domain.referrals.school.pause_facts import PauseAgreed
from tests import examples as e
from tests.api.routes.door import Door, path
from tests.api.routes.test_levels import ASSESSMENT, RED
from tests.api.routes.worries import CASE, DUTY, LIAISON, RAISED, WORDS, refer, step

PAUSE = step("pauses", e.example_id(886))
OTHER = step("pauses", e.example_id(887))
BODY: dict[str, object] = {
    "step": "seen",
    "reason": "hospital_has_no_date",
    "until_on": "2026-03-20",
    "why": WORDS,
}


def test_a_pause_is_proposed_agreed_to_and_ended_and_no_refusal_repeats_words(
    raised: Door,
) -> None:
    lead, county = refer(raised), raised.signed_in(DUTY)
    assert raised.signed_in(LIAISON).put(step("acknowledgement")).status_code == 201
    early = lead.put(PAUSE, json=BODY)
    lead.put(ASSESSMENT, json=RED | {"level": "yellow"})
    first, again = (lead.put(PAUSE, json=BODY) for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert first.json() == again.json()
    refused = [
        early,
        lead.put(PAUSE, json=BODY | {"until_on": "2026-03-19"}),
        lead.put(OTHER, json=BODY | {"step": "taken"}),
        lead.put(OTHER, json=BODY | {"step": "given_away"}),
        lead.put(OTHER, json=BODY | {"step": "accompanied"}),
        county.put(OTHER, json=BODY),
        lead.put(PAUSE + "/agreement"),
        lead.put(OTHER + "/agreement"),
        lead.put(PAUSE + "/end"),
    ]
    assert [each.status_code for each in refused] == [409, 409, 409, 422, 409, 409, 409, 404, 404]
    assert [each.json()["code"] for each in refused if each.status_code == 409] == [
        "assess_crisis_first",
        "pause_already_recorded",
        "taking_never_pauses",
        "company_never_pauses",
        "take_it_first",
        "second_person_agrees_to_pause",
    ]
    assert [each for each in refused if WORDS in each.text] == []
    first, again = (county.put(PAUSE + "/agreement") for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert isinstance(raised.recorded(RAISED)[-1].fact, PauseAgreed)
    is_paused_until_ended(county)


def is_paused_until_ended(county: TestClient) -> None:
    (paused,) = county.get(path("cases")).json()["paused"]
    assert (paused["step"], paused["pauses"]) == ("seen", 1)
    deadlines = county.get(path("cases", CASE)).json()["deadlines"]
    assert [len(each["pauses"]) for each in deadlines if each["step"] == "seen"] == [1]
    late = county.put(PAUSE + "/refusal", json={"why": WORDS})
    assert (late.status_code, late.json()["code"]) == (409, "pause_settled")
    first, again = (county.put(PAUSE + "/end") for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert county.get(path("cases")).json()["paused"] == []
