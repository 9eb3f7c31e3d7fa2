"""A child who is on no list of somebody's is named by a short number, or by name and school."""

import pytest

from domain.security.facts import RefusalKind
from tests import examples as e
from tests.api.routes.door import LEADER, Door
from tests.api.routes.test_grants import ASKED, EMERGENCY, at_work_with_a_child, see
from tests.api.routes.test_refused_requests import counted
from tests.crisis import CRISIS_LEAD

NAMED = {"name": e.CHILD_NAME, "school_id": str(e.SCHOOL)}
GLASS = {"glass_reason": EMERGENCY["reason"], "why": EMERGENCY["why"]}
NUMBER = e.CHILD.hex[:8]


def test_the_file_shows_the_number_that_the_forms_take(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    assert NUMBER in see(door.signed_in(LEADER), f"/children/{e.CHILD}")
    opened = door.signed_in("lead").post(
        "/access/emergency", data={**GLASS, "child_id": NUMBER.upper()}
    )
    assert (opened.status_code, opened.url.path) == (200, f"/children/{e.CHILD}")


def test_in_an_emergency_name_and_school_are_enough(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    lead = door.signed_in("lead")
    opened = lead.post("/access/emergency", data={**GLASS, **NAMED, "child_id": ""})
    assert (opened.status_code, opened.url.path) == (200, f"/children/{e.CHILD}")
    assert e.CHILD_NAME in opened.text


def test_nobody_of_that_name_is_the_one_refusal_that_betrays_nothing(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    refused = door.signed_in("lead").post(
        "/access/emergency", data={**GLASS, **NAMED, "name": "别人"}
    )
    assert refused.status_code == 409
    assert "没有可查的档案" in refused.text
    assert "别人" in refused.text
    assert counted(door) == {RefusalKind.EMERGENCY_REFUSED: (1, 1, (CRISIS_LEAD,))}


def test_access_is_asked_for_by_name_and_answered_alike_whoever_is_meant(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    lead, leader = door.signed_in("lead"), door.signed_in(LEADER)
    answers = [
        lead.post("/access/ask", data={**ASKED, **NAMED, "name": name})
        for name in (e.CHILD_NAME, "别人", "别人", e.CHILD_NAME)
    ]
    # Asked again while it waits, a child who is there is answered as one who is not.
    assert [each.status_code for each in answers] == [200, 200, 200, 200]
    to_decide = leader.get("/api/v1/grants/to-decide").json()["items"]
    assert [each["child_id"] for each in to_decide] == [str(e.CHILD)] * 2


def test_who_asked_learns_neither_who_is_on_file_nor_when_they_were_born(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    lead = door.signed_in("lead")
    born_on = {"born_on": e.CHILD_REGISTERED.born_on.isoformat()}
    form = {**ASKED, "grant_id": str(e.example_id(8_801))}
    told = [
        {**NAMED, **more} for more in ({}, born_on, {"born_on": "2014-01-01"}, {"name": "别人"})
    ]
    # The same form sent with other words is another request, also where both mean one child.
    for words in (*told, {"child_id": NUMBER}, {"child_id": "00000000"}):
        assert lead.post("/access/ask", data={**form, **words}).status_code == 200
    listed = lead.get("/api/v1/grants").json()["items"]
    assert [each["child_id"] for each in listed] == [None] * 6
    own = [see(lead, f"/access/own/{each['grant_id']}") for each in listed]
    pages = [see(lead, "/access"), *own]
    assert all(f"编号 {NUMBER}" not in page and str(e.CHILD) not in page for page in pages)
    assert all("您的申请" in page for page in pages[1:])


def test_who_asked_is_told_the_child_once_it_is_granted_and_may_take_it_back(
    at_work: Door,
) -> None:
    door = at_work_with_a_child(at_work)
    lead = door.signed_in("lead")
    lead.post("/access/ask", data={**ASKED, **NAMED})
    (mine,) = lead.get("/api/v1/grants").json()["items"]
    path = f"/api/v1/children/{e.CHILD}/access-requests/{mine['grant_id']}/approval"
    granting = {"compartments": ["care"], "until_on": ASKED["until_on"]}
    assert door.signed_in(LEADER).put(path, json=granting).status_code == 201
    assert f"编号 {NUMBER}" in see(lead, f"/access/own/{mine['grant_id']}")
    assert lead.get("/api/v1/grants").json()["items"][0]["child_id"] == str(e.CHILD)
    assert lead.post(f"/access/own/{mine['grant_id']}/give-back").status_code == 200
    assert "已结束" in see(lead, "/access")
    assert door.signed_in(LEADER).get(f"/access/own/{mine['grant_id']}").status_code == 404


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "不知道编号，就填姓名和学校"),
        ({"child_id": "垃圾"}, "编号不对"),
        ({"name": e.CHILD_NAME}, "请填写这一项"),
    ],
)
def test_what_names_nobody_is_told_beside_the_field(
    at_work: Door, told: dict[str, str], said: str
) -> None:
    door = at_work_with_a_child(at_work)
    lead = door.signed_in("lead")
    for path, rest in (("/access/ask", ASKED), ("/access/emergency", GLASS)):
        answer = lead.post(path, data={**rest, **told})
        assert answer.status_code == 422
        assert said in answer.text
        assert str(rest["why"]) in answer.text
