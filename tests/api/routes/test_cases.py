"""What of a case the API shows to whom; most people find that there is none."""

import anyio.to_thread
import pytest

from api.guards import apart
from tests import crisis
from tests import examples as e
from tests.api.routes.door import LEADER, TEACHER, VOLUNTEER, Door, path
from tests.api.routes.worries import (
    BODY,
    CASE,
    CONCERN,
    GIVER,
    LEAD,
    LIAISON,
    PUPIL_NAME,
    WORDS,
    refer,
    step,
    taking,
)


def test_whoever_answers_sees_the_case_with_its_history(raised: Door) -> None:
    told = refer(raised).get(path("cases", CASE)).json()
    assert (told["pupil_name"], told["described_as"]) == (PUPIL_NAME, "短头发")
    assert told["concern"]["involved_ids"] == [str(e.SUPERVISOR)]
    assert told["raised_by"] == str(e.TEACHER)
    assert told["owner_id"] == str(crisis.CRISIS_LEAD)
    assert [each["kind"] for each in told["entries"]] == [
        "pupil_named",
        "concern_raised",
        "concern_taken",
        "consent_giver_named",
        "consent_recorded",
        "referral_issued",
    ]
    assert {each["learned_at"] for each in told["entries"]} == {"2026-03-10T01:30:00Z"}
    assert told["entries"][-1]["duty"] == "crisis_lead"
    assert "withdraw_concern" in told["may"]
    assert told["clocks_are_damaged"] is False
    assert str(e.TEACHER) in told["names"]["people"]


def test_a_hospital_learns_of_a_case_by_the_referral_and_never_who_raised_it(raised: Door) -> None:
    liaison = raised.signed_in(LIAISON)
    address = path("cases", CASE)
    assert liaison.get(address).status_code == 404
    refer(raised)
    answer = liaison.get(address)
    told = answer.json()
    assert (told["is_for_hospital"], told["concern"]["heard"]) == (True, WORDS)
    assert (told["raised_by"], told["concern"]["involved"]) == (None, [])
    assert str(e.TEACHER) not in answer.text
    assert str(e.SUPERVISOR) not in answer.text


@pytest.mark.parametrize("login", [LEADER, VOLUNTEER, LIAISON])
def test_whoever_need_not_answer_finds_no_case(raised: Door, login: str) -> None:
    client = raised.signed_in(login)
    answers = [
        client.get(path("cases", CASE)),
        client.get(step("own")),
        client.put(taking()),
        client.put(step("withdrawal"), json={"reason": "resolved", "why": "没事。"}),
    ]
    assert {(each.status_code, each.json()["code"]) for each in answers} == {
        (404, "case_not_found")
    }
    assert raised.readings() == []


def test_a_class_teacher_and_mentor_finds_no_case_that_another_raised(at_work: Door) -> None:
    at_work.know_child()
    body = BODY | {"child_id": str(e.CHILD), "school_id": None}
    assert at_work.signed_in(VOLUNTEER).put(CONCERN, json=body).status_code == 201
    teacher = at_work.signed_in(TEACHER)
    assert teacher.get(path("cases", CASE)).status_code == 404
    assert teacher.get(step("own")).status_code == 404
    assert teacher.get(path("cases")).status_code == 403


def test_whoever_raised_a_worry_sees_only_how_it_stands(raised: Door) -> None:
    teacher = raised.signed_in(TEACHER)
    assert teacher.get(path("cases", CASE)).status_code == 403
    receipt = teacher.put(CONCERN, json=BODY).json()
    told = teacher.get(step("own")).json()
    assert (told["position"], told["leaf_hash"]) == (receipt["position"], receipt["leaf_hash"])
    assert (told["reached"], told["is_taken"], told["is_over"]) == (None, False, False)
    refer(raised)
    answer = teacher.get(step("own"))
    assert answer.json()["is_taken"]
    assert GIVER not in answer.text
    assert str(crisis.HOSPITAL) not in answer.text


def test_each_look_at_a_case_is_one_record(raised: Door) -> None:
    raised.signed_in(LEAD).get(path("cases", CASE))
    raised.signed_in(TEACHER).get(step("own"))
    raised.signed_in(LEAD).get(path("cases"))
    found = [(each.reader_id, each.what, each.purpose) for each in raised.readings()]
    assert found == [
        (crisis.CRISIS_LEAD, "case", "crisis"),
        (e.TEACHER, "own_concern", "crisis"),
        (crisis.CRISIS_LEAD, "health_desk", "crisis"),
    ]


def test_the_health_desk_tells_what_nobody_has_taken(raised: Door) -> None:
    told = raised.signed_in(LEAD).get(path("cases")).json()
    (row,) = told["items"]
    assert (row["case_id"], row["stage"], row["situation"]) == (
        str(CASE),
        "untaken",
        "life_in_danger",
    )
    assert (told["untaken"], told["total"], told["next_cursor"]) == (1, 1, None)
    counselling = {"organisation_id": str(e.SCHOOL), "role": "psychology_teacher"}
    assert (told["behind"], told["unreadable"], told["empty_posts"]) == (0, 0, [counselling])
    assert PUPIL_NAME not in str(told)
    assert [(each["case_id"], each["step"]) for each in told["next_steps"]] == [
        (str(CASE), "taken")
    ]
    assert told["years_unknown"] == []


def test_a_cursor_that_is_not_ours_is_refused(raised: Door) -> None:
    answer = raised.signed_in(LEAD).get(path("cases"), params={"cursor": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_invalid")


def test_worries_have_threads_of_their_own(raised: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    limiters: list[object] = []
    run_sync = anyio.to_thread.run_sync

    async def noting(*args: object, **kwargs: object) -> object:
        limiters.append(kwargs.get("limiter"))
        return await run_sync(*args, **kwargs)  # type: ignore[arg-type]

    lead = raised.signed_in(LEAD)
    monkeypatch.setattr(anyio.to_thread, "run_sync", noting)
    assert lead.get(path("cases", CASE)).status_code == 200
    # What follows the log for open screens has threads of its own as well.
    assert apart._threads in limiters
    assert None not in limiters
