"""What a hospital says of a referral, through the API: each said once, nothing told to others."""

from tests import examples as e
from tests.api.routes.door import Door, path
from tests.api.routes.worries import CASE, DUTY, GIVER, LEAD, LIAISON, REFERRAL, WORDS, step, taking

DECLINE = step("declines", e.example_id(721))
SAID: dict[str, dict[str, object]] = {
    step("appointments", e.example_id(724)): {"at": "2026-03-12T09:00:00+08:00"},
    step("attendances", e.example_id(726)): {"attended_at": "2026-03-10T09:05:00+08:00"},
}


def referred(door: Door) -> None:
    lead = door.signed_in(LEAD)
    at = step("referrals", e.example_id(720))
    for answer in (lead.put(taking()), lead.put(at, json=REFERRAL)):
        assert answer.status_code == 201, answer.text


def test_each_sent_twice_is_recorded_once(raised: Door) -> None:
    referred(raised)
    liaison = raised.signed_in(LIAISON)
    missed = liaison.put(step("absences", e.example_id(725)))
    assert (missed.status_code, missed.json()["code"]) == (409, "receive_referral_first")
    assert liaison.put(step("acknowledgement")).status_code == 201
    for at, body in SAID.items():
        first, again = (liaison.put(at, json=body) for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json() == again.json()
    missed = liaison.put(step("absences", e.example_id(725)))
    assert (missed.status_code, missed.json()["code"]) == (409, "no_appointment_missed")
    declined = liaison.put(DECLINE, json={"reason": "no_bed"})
    assert (declined.status_code, declined.json()["code"]) == (409, "child_was_at_hospital")


def test_a_declined_referral_is_no_more_the_hospitals_and_no_refusal_repeats_words(
    raised: Door,
) -> None:
    referred(raised)
    lead, liaison = raised.signed_in(LEAD), raised.signed_in(LIAISON)
    refused = [
        lead.put(DECLINE, json={"reason": "no_bed"}),
        liaison.put(DECLINE, json={"reason": WORDS}),
        liaison.put(DECLINE, json={"reason": "other"}),
    ]
    assert [each.status_code for each in refused] == [403, 422, 422]
    assert [each for each in refused if WORDS in each.text] == []
    body = {"reason": "other", "why": "停电。"}
    first, again = (liaison.put(DECLINE, json=body) for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert first.json() == again.json()
    assert liaison.get(path("cases", CASE)).status_code == 404
    late = lead.put(step("referrals", e.example_id(720)), json=REFERRAL)
    other = lead.put(step("referrals", e.example_id(720)), json=REFERRAL | {"consent": None})
    assert (late.status_code, other.status_code) == (200, 422)
    earlier = {"hospital_id": REFERRAL["hospital_id"], "consent_id": str(e.example_id(702))}
    anew = lead.put(step("referrals", e.example_id(722)), json=earlier)
    assert (anew.status_code, liaison.get(path("cases", CASE)).status_code) == (201, 200)


def test_what_the_school_is_told_is_told_once_and_only_as_a_guardian_lets_it(raised: Door) -> None:
    referred(raised)
    lead, liaison = raised.signed_in(LEAD), raised.signed_in(LIAISON)
    feedback = step("feedbacks", e.example_id(727))
    seen = {"attended_at": "2026-03-10T09:05:00+08:00"}
    assert liaison.put(step("acknowledgement")).status_code == 201
    early = liaison.put(feedback, json={"fitness": "no_statement"})
    assert (early.status_code, early.json()["code"]) == (409, "child_not_seen_yet")
    assert liaison.put(step("attendances", e.example_id(726)), json=seen).status_code == 201
    let = {"name": GIVER, "relation_code": "52", "is_guardian": True, "means": "signed"}
    let |= {"authorised_at": "2026-03-10T09:10:00+08:00", "not_suspected": True}
    refused = [
        lead.put(feedback, json={"fitness": "no_statement"}),
        liaison.put(feedback, json={"fitness": "fit_to_attend"}),
        liaison.put(feedback, json={"fitness": "fit_to_attend", "diagnosis": WORDS}),
        liaison.put(
            feedback,
            json={"fitness": "fit_to_attend", "authorisation": let | {"means": "phone_two_staff"}},
        ),
        liaison.put(
            feedback,
            json={"fitness": "fit_to_attend", "authorisation": let | {"not_suspected": False}},
        ),
    ]
    assert [each.status_code for each in refused] == [403, 409, 422, 422, 409]
    assert refused[-1].json()["code"] == "make_sure_with_school"
    assert [each for each in refused if GIVER in each.text or WORDS in each.text] == []
    for at, body in (
        (feedback, {"fitness": "needs_support", "supports": ["talks"], "authorisation": let}),
        (step("restorations", e.example_id(728)), {"authorisation": let}),
    ):
        first, again = (liaison.put(at, json=body) for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json() == again.json()
    assert lead.get(path("cases", CASE)).json()["is_over"]


def test_a_follow_up_and_the_end_by_two_are_recorded_once(raised: Door) -> None:
    referred(raised)
    lead, duty, liaison = (raised.signed_in(each) for each in (LEAD, DUTY, LIAISON))
    seen = {"attended_at": "2026-03-10T09:05:00+08:00"}
    assert liaison.put(step("acknowledgement")).status_code == 201
    assert liaison.put(step("attendances", e.example_id(726)), json=seen).status_code == 201
    closing = step("closings", e.example_id(731))
    follow_up = {"done_at": "2026-03-10T09:20:00+08:00", "outcome": "steady", "child_seen": True}
    assert liaison.put(closing, json={"why": "好了。"}).status_code == 403
    for client, at, body in (
        (lead, step("follow-ups", e.example_id(732)), follow_up),
        (lead, closing, {"why": "三个月平稳。"}),
        (duty, f"{closing}/refusal", {"why": "再看一周。"}),
    ):
        first, again = (client.put(at, json=body) for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json() == again.json()
    settled = duty.put(f"{closing}/confirmation")
    assert (settled.status_code, settled.json()["code"]) == (409, "closing_settled")
    anew = step("closings", e.example_id(733))
    assert lead.put(anew, json={"why": "又一个月平稳。"}).status_code == 201
    assert lead.put(f"{anew}/confirmation").json()["code"] == "second_person_closes"
    assert [duty.put(f"{anew}/confirmation").status_code for _time in range(2)] == [201, 200]
    assert lead.get(path("cases", CASE)).json()["is_over"]
