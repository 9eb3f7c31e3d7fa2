"""A worry as a program sends it, and the steps of its case, for the tests of the API."""

from uuid import UUID

from fastapi.testclient import TestClient

from domain.referrals.facts import ConcernRaised, MayTellGuardian, Situation
from domain.shared import CaseId, ConsentId, TakingId
from tests import crisis
from tests import examples as e
from tests.api.routes.door import Door, path

LEAD, ADVISER, DUTY, LIAISON = "lead", "adviser", "duty", "liaison"
"""The logins of those who answer for worries."""

CASE = CaseId(e.example_id(701))
CONCERN = path("cases", CASE, "concern")
PUPIL_NAME, WORDS, GIVER = "示例学生", "他说不想活了。", "示例奶奶"
BODY: dict[str, object] = {
    "child_id": str(e.OTHER_CHILD),
    "situation": "life_in_danger",
    "signs": ["spoke_of_dying"],
    "heard": WORDS,
    "is_with_child": True,
    "involved": ["carer"],
    "involved_ids": [str(e.SUPERVISOR)],
    "may_tell_guardian": "not_yet",
    "noticed_at": "2026-03-10T09:00:00+08:00",
    "name": PUPIL_NAME,
    "described_as": "短头发",
    "school_id": str(e.SCHOOL),
    "entered_at": "2026-03-10T09:10:00+08:00",
}
RAISED = ConcernRaised(
    case_id=CASE,
    child_id=e.OTHER_CHILD,
    situation=Situation.LIFE_IN_DANGER,
    signs=(),
    heard=None,
    is_with_child=False,
    involved=(),
    involved_ids=(),
    may_tell_guardian=MayTellGuardian.UNKNOWN,
)
CONSENT: dict[str, object] = {
    "consent_id": str(ConsentId(e.example_id(702))),
    "name": GIVER,
    "relation_code": "62",
    "is_guardian": False,
    "not_suspected": True,
    "wish": "does_not_want",
    "means": "in_person",
    "given_at": "2026-03-10T09:20:00+08:00",
}
REFERRAL: dict[str, object] = {"hospital_id": str(crisis.HOSPITAL), "consent": CONSENT}


def step(name: str, *more: str | UUID) -> str:
    return path("cases", CASE, name, *more)


def taking(number: int = 1) -> str:
    """Return the address of a taking; the same number is the same press."""
    return step("takings", TakingId(e.example_id(760 + number)))


def refer(door: Door) -> TestClient:
    lead = door.signed_in(LEAD)
    for answer in (
        lead.put(taking()),
        lead.put(step("referrals", e.example_id(720)), json=REFERRAL),
    ):
        assert answer.status_code == 201, answer.text
    return lead
