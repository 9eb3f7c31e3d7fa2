"""The family in a crisis, and who is with the child, through the API: each said once."""

from domain.referrals.family.guardian_facts import GuardianInformed
from tests import crisis
from tests import examples as e
from tests.api.routes.door import Door, path
from tests.api.routes.worries import ADVISER, CASE, GIVER, LEAD, RAISED, WORDS, step

AT = "2026-03-10T09:20:00+08:00"
TOLD: dict[str, object] = {
    "name": GIVER,
    "relation_code": "62",
    "is_guardian": False,
    "means": "phone",
    "informed_at": AT,
    "not_suspected": True,
}
SAID: dict[str, dict[str, object]] = {
    step("tries", e.example_id(711)): {"relation_code": "51", "means": "phone", "tried_at": AT},
    step("tellings", e.example_id(712)): TOLD,
    step("withholding"): {"reason": "suspected_of_harm", "why": WORDS},
    step("other-guardians", e.example_id(716)): {"reason": "only_through_them", "why": WORDS},
    step("refusals", e.example_id(713)): {
        "name": GIVER,
        "relation_code": "62",
        "is_guardian": False,
        "means": "phone_two_staff",
        "refused_at": AT,
        "why": WORDS,
        "witness_id": str(crisis.ADVISER),
        "not_suspected": True,
    },
    step("companies", e.example_id(714)): {"since_at": AT, "with_id": str(crisis.CRISIS_LEAD)},
    step("companies", e.example_id(714), "end"): {"ended_at": AT},
    step("escorts", e.example_id(715)): {
        "escorted_by": str(crisis.CRISIS_LEAD),
        "hospital_id": str(crisis.HOSPITAL),
        "started_at": AT,
        "danger": WORDS,
    },
}


OMITTED = {"reason": "nobody_else", "why": WORDS}


def test_each_sent_twice_is_recorded_once(raised: Door) -> None:
    lead = raised.signed_in(LEAD)
    for at, body in SAID.items():
        first, again = (lead.put(at, json=body) for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json() == again.json()


def test_a_carer_whom_the_report_means_is_not_told_and_no_refusal_names_anybody(
    raised: Door,
) -> None:
    lead, adviser = raised.signed_in(LEAD), raised.signed_in(ADVISER)
    telling = step("tellings", e.example_id(712))
    answers = [
        lead.put(telling, json=TOLD | {"not_suspected": False}),
        lead.put(telling, json=TOLD | {"relation_code": "x"}),
        adviser.put(step("withholding"), json={"reason": "suspected_of_harm", "why": WORDS}),
        lead.put(step("companies", e.example_id(714)), json={"since_at": AT}),
        adviser.put(step("other-guardians", e.example_id(716)), json=OMITTED),
        lead.put(step("other-guardians", e.example_id(716)), json=OMITTED),
    ]
    assert [each.status_code for each in answers] == [409, 422, 403, 422, 403, 409]
    assert answers[0].json()["code"] == "guardian_may_be_suspected"
    assert [each for each in answers if WORDS in each.text or GIVER in each.text] == []
    found = [each.fact for each in raised.recorded(RAISED)]
    assert [each for each in found if isinstance(each, GuardianInformed)] == []
    assert lead.get(path("cases", CASE)).status_code == 200
