"""Access beyond a duty through the API and on the pages: asked for, granted, used, reviewed."""

import re
from uuid import uuid4

from fastapi.testclient import TestClient

from application.authorisation import glass
from application.authorisation.overdue import tell_of_overdue_access
from application.ports import Actor
from application.said_lately import SaidLately
from domain.grants.facts import GlassReason
from domain.grants.state import BreakGlass
from domain.shared import GrantId
from tests import examples as e
from tests.api.routes.door import LEADER, TEACHER, Door
from tests.crisis import CRISIS_LEAD

GRANT, GLASS = GrantId(e.example_id(851)), GrantId(e.example_id(852))
REQUEST = f"/api/v1/children/{e.CHILD}/access-requests/{GRANT}"
ASKED = {
    "purpose": "crisis",
    "compartments": ["care"],
    "until_on": "2026-03-17",
    "why": "要和帮扶人商量这学期的安排。",
}
FILE = f"/api/v1/children/{e.CHILD}"
PAGE = f"/children/{e.CHILD}/access/{GRANT}"
EMERGENCY = {"reason": "child_missing", "why": "放学后没有到家。"}


def at_work_with_a_child(at_work: Door) -> Door:
    at_work.know_child()
    return at_work


def broken(door: Door) -> None:
    """Break the glass for somebody who showed a second factor just now."""
    request = BreakGlass(
        child_id=e.CHILD,
        grant_id=GLASS,
        reason=GlassReason.CHILD_MISSING,
        why="放学后没有到家。",
    )
    actor = Actor(person_id=CRISIS_LEAD, factor_at=door.clock.now)
    glass.break_glass(door.opened.ledger, actor, request, door.clock.now)


def see(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_access_is_asked_for_granted_used_and_revoked(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    lead, leader = door.signed_in("lead"), door.signed_in(LEADER)
    assert lead.get(FILE).status_code == 403
    assert [lead.put(REQUEST, json=ASKED).status_code for _time in range(2)] == [201, 200]
    (waiting,) = leader.get("/api/v1/grants/to-decide").json()["items"]
    assert (waiting["grant_id"], waiting["state"]) == (str(GRANT), "waiting")
    assert "有 1 份查阅申请等您审批" in see(leader, "/desk")
    assert "危机负责人" in see(leader, "/access/to-decide")
    shown = leader.get(f"/api/v1/children/{e.CHILD}/grants/{GRANT}").json()
    assert (shown["reason"], shown["child_name"]) == (ASKED["why"], e.CHILD_NAME)
    approval = {"compartments": ["care"], "until_on": "2026-03-17"}
    assert leader.put(REQUEST + "/approval", json=approval).status_code == 201
    assert "您的查阅有 1 个新答复" in see(lead, "/access")
    assert "新答复" in see(lead, "/access")
    see(lead, PAGE)
    assert "新答复" not in see(lead, "/access")
    may = lead.get(FILE).json()["may"]
    assert {"read_care_file", "read_history"} <= set(may)
    assert not {"read_identity", "log_contact", "record_care_fact", "read_child_words"} & set(may)
    assert "到 2026年3月17日 为止" in see(lead, f"/children/{e.CHILD}")
    assert [each["state"] for each in lead.get("/api/v1/grants").json()["items"]] == ["granted"]
    assert len(leader.get("/api/v1/grants/in-force").json()["items"]) == 1
    leader.post(PAGE + "/revoke", data={"revocation_reason": "misused"})
    assert lead.get(FILE).status_code == 403
    mine = see(lead, PAGE)
    assert "使用不当" in mine
    assert re.search("3月10日.* 由 .* 撤销", mine)
    assert "到 2026年3月17日 为止" not in mine
    assert "到 2026年3月17日 为止" not in see(lead, "/access")


def test_a_request_on_the_page_is_answered_the_same_whoever_is_meant(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    lead = door.signed_in("lead")
    pages = []
    for child_id in (e.CHILD, uuid4()):
        form = {**ASKED, "child_id": str(child_id), "grant_id": str(uuid4())}
        answer = lead.post("/access/ask", data=form)
        assert (answer.status_code, answer.url.path) == (200, "/access")
        assert "申请已送出" in answer.text
        pages.append(answer.text.count("等待审批"))
    assert pages == [1, 2]


def test_what_is_wrong_with_a_request_is_told_beside_the_field_and_nothing_is_lost(
    at_work: Door,
) -> None:
    door = at_work_with_a_child(at_work)
    form = {**ASKED, "child_id": str(e.CHILD), "compartments": ["care", "health"]}
    answer = door.signed_in("lead").post("/access/ask", data=form)
    assert answer.status_code == 422
    assert "请分开申请" in answer.text
    assert str(ASKED["why"]) in answer.text


def test_the_glass_needs_a_second_factor(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    path = f"/api/v1/children/{e.CHILD}/break-glass/{GLASS}"
    lead, teacher = door.signed_in("lead"), door.signed_in(TEACHER)
    door.clock.move(minutes=e.RULES.factor_fresh_minutes + 1)
    refused = lead.put(path, json=EMERGENCY)
    assert (refused.status_code, refused.json()["code"]) == (403, "step_up_needed")
    assert "再确认一次是您" in teacher.get("/access/emergency").text


def waiting(browser: TestClient) -> dict[str, int]:
    told: dict[str, int] = browser.get("/access/waiting").json()
    return told


NOTHING = {"decide": 0, "review": 0, "overdue": 0, "still_open": 0, "risk": 0, "outage": 0}


def test_broken_glass_shows_its_minutes_is_told_on_every_page_closed_and_reviewed(
    at_work: Door,
) -> None:
    door = at_work_with_a_child(at_work)
    lead, leader = door.signed_in("lead"), door.signed_in(LEADER)
    broken(door)
    door.clock.move(minutes=13)
    page = see(lead, f"/children/{e.CHILD}")
    assert "还有 47 分钟" in page
    assert "结束查阅" in page
    assert "记家访" not in page
    assert "结束查阅" in see(lead, f"/children/{e.CHILD}/history")
    assert "有 1 次紧急查阅正开着，结束以后等您复核" in see(leader, "/desk")
    # While it is open nobody can review it, and nobody is called to.
    assert waiting(leader) == {**NOTHING, "still_open": 1}
    glass_page = f"/children/{e.CHILD}/access/{GLASS}"
    lead.post(glass_page + "/close")
    assert "有 1 次紧急查阅等您复核" in see(leader, "/desk")
    assert waiting(leader) == {**NOTHING, "review": 1}
    assert lead.get(f"/children/{e.CHILD}").status_code == 403
    wrong = leader.post(glass_page + "/review", data={"verdict": "violation"})
    assert wrong.status_code == 422
    assert "请填写这一项" in wrong.text
    done = leader.post(glass_page + "/review", data={"verdict": "violation", "note": "无关。"})
    assert done.status_code == 200
    assert waiting(leader) == NOTHING
    assert "违规" in see(lead, "/access")


def test_what_nobody_reviewed_is_said_in_red_on_every_page_until_it_is_done(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    broken(door)
    opened = door.opened
    door.clock.move(minutes=24 * 60 + 1)
    by = Actor(person_id=e.TEACHER)
    assert tell_of_overdue_access(opened.ledger, by, door.clock.now, SaidLately()) == 1
    leader = door.signed_in(LEADER)
    assert "有 1 件查阅过了期限还没有人处理" in see(leader, "/desk")
    assert "已超过复核期限" in see(leader, "/access/overdue")
    leader.post(f"/children/{e.CHILD}/access/{GLASS}/review", data={"verdict": "compliant"})
    assert leader.get("/access/waiting").json()["overdue"] == 0
    assert "没有过了期限的查阅" in see(leader, "/access/overdue")


def test_who_may_not_open_a_file_is_led_to_asking_and_to_an_emergency_for_that_child(
    at_work: Door,
) -> None:
    door = at_work_with_a_child(at_work)
    lead, nobody = door.signed_in("lead"), uuid4()
    for child_id, status in ((e.CHILD, 403), (nobody, 404)):
        refused = lead.get(f"/children/{child_id}")
        assert refused.status_code == status
        for way in ("/access/ask", "/access/emergency"):
            assert f'href="{way}?child={child_id}"' in refused.text
            assert f'value="{child_id}"' in see(lead, f"{way}?child={child_id}")
    door.clock.move(minutes=e.RULES.factor_fresh_minutes + 1)
    asked_again = lead.get(f"/access/emergency?child={nobody}")
    assert f"/access/emergency?child={nobody}" in asked_again.text


def test_a_worry_from_a_file_seen_by_broken_glass_is_about_that_child(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    lead, worry = door.signed_in("lead"), f"/children/{e.CHILD}/worry"
    broken(door)
    assert e.CHILD_NAME in see(lead, worry)
    lead.post(f"/children/{e.CHILD}/access/{GLASS}/close")
    led = lead.get(worry)
    assert (led.status_code, led.url.path) == (200, "/worry")
    assert e.CHILD_NAME not in led.text


def test_only_what_the_own_duties_serve_can_be_asked_for(at_work: Door) -> None:
    door = at_work_with_a_child(at_work)
    lead = door.signed_in("lead")
    form = see(lead, "/access/ask")
    offered = re.findall('name="purpose" value="([a-z]*)"( checked)?', form)
    assert offered == [("crisis", " checked")]
    for_audit = {**ASKED, "purpose": "audit"}
    refused = lead.put(REQUEST, json=for_audit)
    assert (refused.status_code, refused.json()["fields"][0]["code"]) == (422, "not_your_purpose")
    again = lead.post("/access/ask", data={**for_audit, "child_id": str(e.CHILD)})
    assert again.status_code == 422
    assert "这个用途不在您的职责内" in again.text


def test_who_decides_on_nothing_is_refused_the_lists(at_work: Door) -> None:
    teacher = at_work.signed_in(TEACHER)
    for list_of in ("to-decide", "in-force", "to-review"):
        assert teacher.get(f"/api/v1/grants/{list_of}").status_code == 403
        assert teacher.get(f"/access/{list_of}").status_code == 403
    assert "还没有申请" in see(teacher, "/access")
