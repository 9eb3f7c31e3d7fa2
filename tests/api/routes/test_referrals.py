"""Worries and referrals through the API: raised once, taken by one person, referred on consent."""

from fastapi.testclient import TestClient

from domain.referrals.facts import ConcernConflictKept
from domain.shared import PassId
from tests import crisis
from tests import examples as e
from tests.api.routes.door import TEACHER, Door, path
from tests.api.routes.worries import (
    BODY,
    CASE,
    CONCERN,
    CONSENT,
    DUTY,
    GIVER,
    LEAD,
    LIAISON,
    PUPIL_NAME,
    RAISED,
    REFERRAL,
    WORDS,
    step,
    taking,
)


def test_the_same_worry_sent_twice_is_recorded_once(at_work: Door) -> None:
    teacher = at_work.signed_in(TEACHER)
    first, again = teacher.put(CONCERN, json=BODY), teacher.put(CONCERN, json=BODY)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.headers["location"] == CONCERN
    assert first.headers["etag"] == again.headers["etag"]
    recorded = at_work.recorded(RAISED)
    assert first.json()["position"] == recorded[-1].position
    assert len(recorded) == 2
    assert recorded[-1].context.entered_at is not None


def test_the_same_worry_with_other_content_is_kept_and_refused_with_its_receipt(
    raised: Door,
) -> None:
    teacher = raised.signed_in(TEACHER)
    first = teacher.put(CONCERN, json=BODY).json()
    answer = teacher.put(CONCERN, json=BODY | {"heard": "他拿着刀。"})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict_kept")
    kept = raised.recorded(RAISED)[-1]
    assert isinstance(kept.fact, ConcernConflictKept)
    assert answer.json()["receipt"] == {
        "position": kept.position,
        "leaf_hash": kept.leaf_hash.hex(),
    }
    assert kept.position > first["position"]


def test_no_refusal_repeats_what_was_sent(raised: Door) -> None:
    teacher, lead = raised.signed_in(TEACHER), raised.signed_in(LEAD)
    lead.put(taking())
    answers = [
        teacher.put(CONCERN, json=BODY | {"heard": WORDS * 2}),
        teacher.put(CONCERN, json=BODY | {"situation": PUPIL_NAME}),
        teacher.put(CONCERN, json=BODY | {PUPIL_NAME: WORDS}),
        teacher.put(CONCERN, json=BODY | {"child_id": str(e.CHILD)}),
        teacher.put(path("cases", e.TALK_ID, "concern"), json=BODY | {"name": PUPIL_NAME * 50}),
        lead.put(step("referrals", e.example_id(720)), json=REFERRAL | {"danger": WORDS}),
        lead.put(
            step("referrals", e.example_id(720)),
            json=REFERRAL | {"consent": CONSENT | {"relation_code": "83"}},
        ),
        lead.put(
            step("referrals", e.example_id(720)), json=REFERRAL | {"hospital_id": str(e.SCHOOL)}
        ),
        lead.put(step("passes", e.TALK_ID), json={"to_id": str(e.TEACHER), "why": WORDS}),
        teacher.put(step("proposal"), json={"why": WORDS}),
    ]
    assert [each.status_code for each in answers] == [
        *(409, 422, 422, 409, 422),
        *(422, 409, 409, 409, 403),
    ]
    for each in answers:
        assert each.headers["content-type"] == "application/problem+json"
        for secret in (PUPIL_NAME, WORDS, GIVER):
            assert secret not in each.text


def test_a_worry_about_an_unknown_pupil_needs_a_name_or_a_description(at_work: Door) -> None:
    body = BODY | {"name": None, "described_as": None}
    answer = at_work.signed_in(TEACHER).put(CONCERN, json=body)
    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["fields"]] == ["required"]


def test_nobody_raises_a_worry_without_signing_in(at_work: Door) -> None:
    assert at_work.client().put(CONCERN, json=BODY).status_code == 401


def test_a_case_is_taken_once_and_by_one_person(raised: Door) -> None:
    lead = raised.signed_in(LEAD)
    first, again = lead.put(taking()), lead.put(taking())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = raised.signed_in(DUTY).put(taking(2))
    assert (other.status_code, other.json()["code"]) == (409, "concern_already_taken")


def test_a_case_is_passed_on_and_withdrawn(at_work: Door) -> None:
    mild = BODY | {"situation": "somewhat_worried"}
    assert at_work.signed_in(TEACHER).put(CONCERN, json=mild).status_code == 201
    lead, duty = at_work.signed_in(LEAD), at_work.signed_in(DUTY)
    first = lead.put(taking()).json()
    passing = step("passes", PassId(e.example_id(703)))
    body = {"to_id": str(crisis.DUTY_OFFICER), "why": "他今天值班。"}
    answers = [lead.put(passing, json=body), lead.put(passing, json=body)]
    assert [each.status_code for each in answers] == [201, 200]
    assert lead.get(path("cases", CASE)).json()["owner_id"] is None
    assert lead.put(taking()).json() == first
    assert lead.get(path("cases", CASE)).json()["owner_id"] is None
    assert duty.put(taking()).json()["code"] == "taking_already_recorded"
    duty.put(taking(2))
    withdrawal = {"reason": "resolved", "why": "已和孩子谈过。"}
    answers = [duty.put(step("withdrawal"), json=withdrawal) for _time in range(2)]
    assert [each.status_code for each in answers] == [201, 200]
    assert duty.get(path("cases", CASE)).json()["is_over"]


def test_a_case_is_proposed_referred_and_received(raised: Door) -> None:
    lead, liaison = raised.signed_in(LEAD), raised.signed_in(LIAISON)
    lead.put(taking())
    steps: list[tuple[TestClient, str, dict[str, object] | None]] = [
        (lead, "proposal", {"why": "谈过三次，还是睡不着。"}),
        (lead, f"referrals/{e.example_id(720)}", REFERRAL),
        (liaison, "acknowledgement", None),
    ]
    for client, name, body in steps:
        first, again = (client.put(step(name), json=body) for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json() == again.json()
