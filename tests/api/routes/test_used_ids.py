"""Whoever sends an id again for somebody else gets nothing by it and takes nothing away."""

from dataclasses import replace
from uuid import UUID, uuid4, uuid5

import pytest
from httpx2 import Response

from application.authorisation import glass
from application.ports import Actor
from domain.grants.facts import GlassReason
from domain.grants.state import BreakGlass
from domain.pairing.facts import PairingEndReason
from domain.shared import GrantId
from domain.staff.facts import Role
from tests import crisis
from tests import examples as e
from tests.api.routes.door import ADMINISTRATOR, LEADER, OFFICER, PEOPLE, Door, path, sent
from tests.api.routes.test_grants import ASKED

GRANT = GrantId(e.example_id(861))
USED = (409, "id_already_used")
OTHER_FILE = tuple(
    replace(fact, child_id=e.OTHER_CHILD)
    for fact in (
        replace(e.CHILD_REGISTERED, id_number=None),
        e.CARE_FILE_OPENED,
        e.RESIDENCE_RECORDED,
        e.SCHOOLING_RECORDED,
    )
)
PAIRING = sent(e.VOLUNTEER_PAIRED, "child_id", "pairing_id", "is_lead", "paired_by")
LEADERS_DUTY = uuid5(PEOPLE[LEADER][0], PEOPLE[LEADER][1])


def told(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


@pytest.fixture
def town(each_door: Door) -> Door:
    """Give a town with two children on file, and with somebody who answers for worries."""
    crisis.put_on_duty(each_door.opened)
    each_door.know_child(*OTHER_FILE)
    return each_door


def request_for(child_id: UUID) -> str:
    return path("children", child_id, "access-requests", GRANT)


def test_a_request_for_one_child_does_not_become_access_to_another(town: Door) -> None:
    lead, leader = town.signed_in("lead"), town.signed_in(LEADER)
    assert lead.put(request_for(e.CHILD), json=ASKED).status_code == 201
    assert told(lead.put(request_for(e.OTHER_CHILD), json=ASKED)) == USED
    approval = {"compartments": ["care"], "until_on": "2026-03-17"}
    approved = leader.put(f"{request_for(e.CHILD)}/approval", json=approval)
    assert approved.status_code == 201
    assert lead.get(path("children", e.CHILD)).status_code == 200
    assert lead.get(path("children", e.OTHER_CHILD)).status_code == 403


def test_broken_glass_stays_in_review_whatever_is_asked_under_its_id(town: Door) -> None:
    actor = Actor(person_id=crisis.CRISIS_LEAD, factor_at=town.clock.now)
    broken = BreakGlass(
        child_id=e.CHILD, grant_id=GRANT, reason=GlassReason.CHILD_MISSING, why="没有到家。"
    )
    glass.break_glass(town.opened.ledger, actor, broken, town.clock.now)
    before = town.opened.ledger.grants.own(crisis.CRISIS_LEAD, town.clock.now, limit=9)
    lead = town.signed_in("lead")
    for child_id in (uuid4(), e.OTHER_CHILD):
        assert told(lead.put(request_for(child_id), json=ASKED)) == USED
    after = town.opened.ledger.grants.own(crisis.CRISIS_LEAD, town.clock.now, limit=9)
    assert [each.is_glass for each in after.rows] == [True]
    assert after == before


def test_the_id_of_a_pairing_is_not_taken_for_another_child(town: Door) -> None:
    leader = town.signed_in(LEADER)
    own, others = (
        path("children", child, "pairings", e.SECOND_PAIRING) for child in (e.CHILD, e.OTHER_CHILD)
    )
    assert leader.put(own, json=PAIRING).status_code == 201
    assert told(leader.put(others, json=PAIRING)) == USED
    assert leader.put(own, json=PAIRING).status_code == 200


def test_the_id_of_a_pairing_from_before_ids_were_claimed_takes_no_mentor_away(town: Door) -> None:
    leader = town.signed_in(LEADER)
    child = path("children", e.CHILD)
    stolen = path("children", e.OTHER_CHILD, "pairings", e.LEAD_PAIRING)
    assert leader.put(stolen, json=PAIRING).status_code == 201
    (lead,) = town.opened.ledger.access.relations(e.TEACHER, e.CHILD).pairings
    assert (lead.pairing_id, lead.is_lead) == (e.LEAD_PAIRING, True)
    end = {"ended_on": str(e.TODAY), "reason": PairingEndReason.CHILD_ASKED}
    answer = leader.put(f"{child}/pairings/{e.LEAD_PAIRING}/end", json=end)
    assert answer.status_code == 201
    assert leader.get(child).status_code == 200


@pytest.mark.parametrize("was_claimed", [True, False])
def test_the_duty_of_another_is_not_given_away_with_its_id(town: Door, was_claimed: bool) -> None:
    administrator, officer = town.signed_in(ADMINISTRATOR), town.signed_in(OFFICER)
    duty_id = e.DUTY if was_claimed else LEADERS_DUTY
    body = {
        "role": Role.VOLUNTEER,
        "organisation_id": str(e.VILLAGE),
        "from_on": "2026-03-11",
        "to_on": "2026-12-31",
    }
    person = path("people", e.COMMUNITY_WORKER)
    administrator.put(person, json=sent(e.TEACHER_REGISTERED, "person_id"))
    if was_claimed:
        first = path("people", e.TEACHER, "duty-proposals", duty_id)
        assert administrator.put(first, json=body).status_code == 201
    stolen = f"{person}/duty-proposals/{duty_id}"
    assert told(administrator.put(stolen, json=body)) == (USED if was_claimed else (201, ""))
    approved = officer.put(f"{stolen}/approval")
    assert approved.status_code == (404 if was_claimed else 201)
    held = administrator.get(path("people", PEOPLE[LEADER][0])).json()["duties"]
    assert [each["duty_id"] for each in held] == [str(LEADERS_DUTY)]
