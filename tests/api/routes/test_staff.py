"""Organisations, people and duties through the API."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import (
    DutyAssigned,
    OrganisationKind,
    OrganisationRegistered,
    PersonKind,
    Role,
)
from tests import examples as e
from tests.api.routes.door import ADMINISTRATOR, OFFICER, TEACHER, Door, path, sent

VILLAGE = replace(e.VILLAGE_REGISTERED, organisation_id=e.OTHER_VILLAGE, name="另一村")
WORKER = replace(e.TEACHER_REGISTERED, person_id=e.COMMUNITY_WORKER)
DUTY = DutyAssigned(
    person_id=e.COMMUNITY_WORKER,
    duty_id=e.DUTY,
    role=Role.COMMUNITY_WORKER,
    organisation_id=e.VILLAGE,
    from_on=date(2026, 3, 1),
    to_on=date(2026, 12, 31),
)


def test_an_organisation_is_recorded_once_however_often_it_is_sent(door: Door) -> None:
    client = door.signed_in(ADMINISTRATOR)
    address, body = path("organisations", e.OTHER_VILLAGE), sent(VILLAGE, "organisation_id")
    first, again = client.put(address, json=body), client.put(address, json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.headers["location"] == address
    assert first.headers["etag"] == again.headers["etag"] == '"1"'
    (recorded,) = door.recorded(VILLAGE)
    assert recorded.fact == VILLAGE
    assert first.json() == {
        "position": recorded.position,
        "version": 1,
        "leaf_hash": recorded.leaf_hash.hex(),
        "recorded_at": "2026-03-10T01:30:00Z",
    }


def test_the_same_id_for_another_organisation_is_refused(door: Door) -> None:
    client = door.signed_in(ADMINISTRATOR)
    answer = client.put(path("organisations", e.VILLAGE), json=sent(VILLAGE, "organisation_id"))
    assert (answer.status_code, answer.json()["code"]) == (409, "organisation_already_registered")


def test_operators_and_reactions_are_not_registered_from_outside(door: Door) -> None:
    client, person = door.signed_in(ADMINISTRATOR), path("people", e.COMMUNITY_WORKER)
    for kind in (PersonKind.OPERATOR, PersonKind.REACTION):
        refused = client.put(person, json={"kind": kind.value, "name": "示例甲"})
        assert refused.status_code == 422
    assert client.put(person, json={"kind": "machine", "name": "示例"}).status_code == 201


def test_a_person_gets_a_duty_by_two_others_and_loses_it_by_one(door: Door) -> None:
    client, officer = door.signed_in(ADMINISTRATOR), door.signed_in(OFFICER)
    person = path("people", e.COMMUNITY_WORKER)
    assert client.put(person, json=sent(WORKER, "person_id")).status_code == 201
    proposal = f"{person}/duty-proposals/{e.DUTY}"
    body = sent(DUTY, "person_id", "duty_id")
    assert client.put(proposal, json=body).status_code == 201
    assert client.put(proposal, json=body).status_code == 200
    assert client.get(person).json()["duties"] == []
    own = client.put(f"{proposal}/approval")
    assert (own.status_code, own.json()["code"]) == (403, "standing_not_enough")
    answers = [officer.put(f"{proposal}/approval") for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 200]
    assert answers[0].json() == answers[1].json()
    end, ended = f"{person}/duties/{e.DUTY}/end", {"ended_on": str(e.TODAY), "reason": "moved"}
    assert client.put(end, json=ended).status_code == 201
    assert client.put(end, json=ended).status_code == 200
    assert client.get(person).json() == {
        "person_id": str(e.COMMUNITY_WORKER),
        "kind": "human",
        "name": WORKER.name,
        "duties": [
            {
                "duty_id": str(e.DUTY),
                "person_id": str(e.COMMUNITY_WORKER),
                "role": "community_worker",
                "organisation_id": str(e.VILLAGE),
                "from_on": "2026-03-01",
                "to_on": str(e.TODAY),
            }
        ],
    }


def test_what_waits_and_what_ends_soon_is_listed_where_one_may_decide(door: Door) -> None:
    client, officer = door.signed_in(ADMINISTRATOR), door.signed_in(OFFICER)
    door.know(WORKER)
    person = path("people", e.COMMUNITY_WORKER)
    proposal = f"{person}/duty-proposals/{e.DUTY}"
    body = sent(DUTY, "person_id", "duty_id", to_on="2026-04-01")
    receipt = client.put(proposal, json=body).json()
    waiting = officer.get(path("duty-proposals")).json()
    assert waiting == {
        "items": [
            {
                "duty_id": str(e.DUTY),
                "person_id": str(e.COMMUNITY_WORKER),
                "role": "community_worker",
                "organisation_id": str(e.VILLAGE),
                "employer_id": None,
                "from_on": "2026-03-01",
                "to_on": "2026-04-01",
                "proposed_by": str(e.OPERATOR),
                "proposed_as": "system_administrator",
                "proposed_on": str(e.TODAY),
                "position": receipt["position"],
            }
        ],
        "next_cursor": None,
    }
    assert client.get(path("duty-proposals")).json() == waiting
    assert door.signed_in(TEACHER).get(path("duty-proposals")).status_code == 403
    assert officer.get(path("duty-proposals"), params={"cursor": "x"}).status_code == 422
    officer.put(f"{proposal}/approval")
    ending = officer.get(path("duties-ending")).json()["items"]
    assert [each["duty_id"] for each in ending] == [str(e.DUTY)]
    assert door.signed_in(TEACHER).get(path("duties-ending")).status_code == 403


def test_a_declined_proposal_gives_nothing(door: Door) -> None:
    client, officer = door.signed_in(ADMINISTRATOR), door.signed_in(OFFICER)
    door.know(WORKER)
    proposal = f"{path('people', e.COMMUNITY_WORKER)}/duty-proposals/{e.DUTY}"
    client.put(proposal, json=sent(DUTY, "person_id", "duty_id"))
    answers = [officer.put(f"{proposal}/decline", json={"reason": "not_needed"}) for _ in "ab"]
    assert [each.status_code for each in answers] == [201, 200]
    assert officer.put(f"{proposal}/approval").json()["code"] == "proposal_already_declined"
    assert officer.get(path("duty-proposals")).json()["items"] == []


def test_a_duty_that_is_not_there_cannot_end(door: Door) -> None:
    answer = door.signed_in(ADMINISTRATOR).put(
        path("people", e.TEACHER, "duties", e.DUTY, "end"),
        json={"ended_on": str(e.TODAY), "reason": "moved"},
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "duty_not_found")


def test_a_health_vice_principal_is_proposed_with_an_employer_for_a_term(door: Door) -> None:
    hospital = OrganisationRegistered(
        organisation_id=OrganisationId(e.example_id(9)), kind=OrganisationKind.HOSPITAL, name="医院"
    )
    door.know(WORKER, hospital)
    client = door.signed_in(ADMINISTRATOR)
    duty_id = DutyId(e.example_id(209))
    address = path("people", e.COMMUNITY_WORKER, "duty-proposals", duty_id)
    body = {
        "role": "health_vice_principal",
        "organisation_id": str(e.SCHOOL),
        "employer_id": str(hospital.organisation_id),
        "from_on": "2026-03-01",
        "to_on": "2028-02-28",
    }
    assert client.put(address, json=body).status_code == 201
    assert door.signed_in(OFFICER).put(f"{address}/approval").status_code == 201
    (duty,) = client.get(path("people", e.COMMUNITY_WORKER)).json()["duties"]
    assert (duty["role"], duty["to_on"]) == ("health_vice_principal", "2028-02-28")
    too_long = client.put(f"{address[:-1]}8", json=body | {"to_on": "2036-02-28"})
    assert (too_long.status_code, too_long.json()["code"]) == (422, "term_too_long")
    refused = client.put(f"{address[:-1]}7", json=body | {"employer_id": None})
    assert (refused.status_code, refused.json()["code"]) == (422, "required")


def test_the_latest_telephone_answers_for_an_organisation(door: Door) -> None:
    client = door.signed_in(ADMINISTRATOR)
    address = path("organisations", e.SCHOOL, "duty-telephone")
    telephones = ["0777-2100000", "0777-2100000", "13000000003", "0777-2100000"]
    answers = [client.put(address, json={"telephone": each}) for each in telephones]
    assert [each.status_code for each in answers] == [201, 200, 201, 201]
    listed = client.get(path("organisations")).json()["items"]
    told = {each["organisation_id"]: each["duty_telephone"] for each in listed}
    assert told[str(e.SCHOOL)] == "07772100000"
    assert told[str(e.VILLAGE)] is None
    wrong = client.put(address, json={"telephone": "请打给我"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "not_a_phone")
    refused = door.signed_in(TEACHER).put(address, json={"telephone": "13000000003"})
    assert refused.status_code == 403


def test_an_office_answers_for_what_stands_below_it_alone(door: Door) -> None:
    """A number of another county, or the bureau's, is what people in need there would call."""
    other_county = OrganisationId(e.example_id(71))
    registered = replace(
        e.COUNTY_OFFICE_REGISTERED, organisation_id=other_county, name="示例邻县教育局"
    )
    door.know(registered)
    officer = door.signed_in(OFFICER)
    telephone = {"telephone": "0777-2100001"}
    below = {"kind": "school", "name": "示例邻小学", "parent_id": str(other_county)}
    for foreign in (e.BUREAU, other_county):
        refused = officer.put(path("organisations", foreign, "duty-telephone"), json=telephone)
        assert (refused.status_code, refused.json()["code"]) == (403, "no_standing")
    refused = officer.put(path("organisations", e.example_id(72)), json=below)
    assert (refused.status_code, refused.json()["code"]) == (403, "no_standing")
    alone = {"kind": "hospital", "name": "示例医院"}
    refused = officer.put(path("organisations", e.example_id(73)), json=alone)
    assert (refused.status_code, refused.json()["code"]) == (403, "no_standing")
    own = officer.put(path("organisations", e.SCHOOL, "duty-telephone"), json=telephone)
    assert own.status_code == 201


def test_organisations_are_listed_parents_first(door: Door) -> None:
    told = door.signed_in(ADMINISTRATOR).get(path("organisations")).json()
    assert told["next_cursor"] is None
    met: set[str] = set()
    for each in told["items"]:
        assert each["parent_id"] is None or each["parent_id"] in met
        met.add(each["organisation_id"])
    assert len(met) == 6


def test_people_come_in_pages(door: Door) -> None:
    client = door.signed_in(ADMINISTRATOR)
    more = [
        replace(e.TEACHER_REGISTERED, person_id=PersonId(uuid5(e.BUREAU, str(number))))
        for number in range(e.RULES.page_size)
    ]
    door.know(*more)
    first = client.get(path("people")).json()
    assert len(first["items"]) == e.RULES.page_size
    second = client.get(path("people"), params={"cursor": first["next_cursor"]}).json()
    assert second["next_cursor"] is None
    listed = [each["person_id"] for each in first["items"] + second["items"]]
    assert len(set(listed)) == len(listed) == e.RULES.page_size + 5


def test_whoever_has_no_such_duty_is_refused_and_told_why(door: Door) -> None:
    client = door.signed_in(TEACHER)
    answers = [
        client.put(path("organisations", e.OTHER_VILLAGE), json=sent(VILLAGE, "organisation_id")),
        client.get(path("people")),
        client.get(path("people", e.OPERATOR)),
    ]
    assert [(each.status_code, each.json()["code"]) for each in answers] == [
        (403, "no_standing"),
        (403, "standing_not_enough"),
        (403, "standing_not_enough"),
    ]
    assert client.get(path("people", e.TEACHER)).status_code == 200
