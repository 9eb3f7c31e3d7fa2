"""A list of results is sent as rows, looked at, recorded once, gone through again, destroyed."""

from uuid import UUID

from fastapi.testclient import TestClient

from domain.reads.facts import Reading
from domain.screening.facts import ScreeningLeadRecorded
from domain.shared import DutyId, PersonId, ScreeningListId
from domain.staff.facts import DutyAssigned, PersonKind, PersonRegistered, Role
from tests import examples as e
from tests.api.routes.door import LEADER, TEACHER, Door, path
from tests.screening_examples import AGREED, LEAD

PERSON, OTHER = PersonId(e.example_id(3831)), PersonId(e.example_id(3833))
UPLOAD = path("screening-list-uploads", e.example_id(3840))
LISTS = path("screening-lists")
DAY = LEAD.screened_on.isoformat()
SENT: dict[str, object] = {
    "name": "春季筛查",
    "header": ["姓名", "班级", "量表", "日期", "结果"],
    "rows": [
        [e.CHILD_NAME, "五（2）班", "MHT", DAY, "需关注"],
        ["示例甲", "五(2)班", "MHT", DAY, "正常"],
        ["示例乙", "五(2)班", "MHT", DAY, "需关注"],
        ["示例丙", "五(2)班", "MHT", DAY, "高危"],
        ["示例丁"],
    ],
}


def psychologist(door: Door, person_id: PersonId, login: str) -> TestClient:
    door.know(
        PersonRegistered(person_id=person_id, kind=PersonKind.HUMAN, name="示例心理老师"),
        DutyAssigned(
            person_id=person_id,
            duty_id=DutyId(e.example_id(3_890 + len(login))),
            role=Role.PSYCHOLOGY_TEACHER,
            organisation_id=e.SCHOOL,
            from_on=e.TODAY,
        ),
    )
    return door.signed_in_as(person_id, login)


def test_a_list_is_sent_looked_at_and_recorded_once_and_is_nobody_elses(door: Door) -> None:
    door.know_child(AGREED)
    me = psychologist(door, PERSON, "psychologist")
    answers = {"header": ["姓名", "量表", "日期", "结果", "总分"], "rows": [["甲"] * 5]}
    refused = me.put(UPLOAD, json=SENT | answers)
    assert (refused.status_code, refused.json()["code"]) == (422, "list_holds_answers")
    assert me.get(LISTS).json()["items"] == []
    first, again = (me.put(UPLOAD, json=SENT) for _time in range(2))
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert first.json() == again.json() == me.get(LISTS).json()["items"][0]
    at = first.headers["location"]
    before = len(door.readings())
    shown = me.get(at).json()
    assert [(each["row"], each["problem"], each["is_done"]) for each in shown["items"]] == [
        (2, None, False),
        (4, "nobody_called_so", False),
        (5, "speaks_of_danger", False),
        (6, "band_unread", False),
    ]
    assert (shown["waiting"], shown["no_talk"]) == (1, 1)
    (read,) = door.readings()[before:]
    assert (read.what, read.child_ids) == (Reading.SCREENING_LIST, (e.CHILD,))
    is_recorded_once(door, me, at)
    is_told_to_nobody_else(door, at)
    assert [me.delete(at).status_code, me.get(at).status_code] == [204, 404]
    assert me.get(LISTS).json()["items"] == []


def is_recorded_once(door: Door, me: TestClient, at: str) -> None:
    done = [me.post(f"{at}/portions") for _time in range(2)]
    assert [(each.status_code, each.json()["taken"], each.json()["left"]) for each in done] == [
        (200, 1, 0),
        (200, 0, 0),
    ]
    (lead,) = [
        each.fact for each in door.recorded(LEAD) if isinstance(each.fact, ScreeningLeadRecorded)
    ]
    assert (lead.child_id, lead.school_id, lead.talk_by_on) == (
        *(LEAD.child_id, LEAD.school_id, LEAD.talk_by_on),
    )
    assert lead.list_id == ScreeningListId(UUID(at.rsplit("/", 1)[1]))
    assert me.get(at).json()["items"][0]["is_done"] is True


def is_told_to_nobody_else(door: Door, at: str) -> None:
    colleague = psychologist(door, OTHER, "colleague")
    for address in (at, f"{LISTS}/{e.example_id(7_777)}"):
        for login, status in ((TEACHER, 403), (LEADER, 403)):
            assert door.signed_in(login).get(address).status_code == status
        answers = [
            colleague.get(address),
            colleague.post(f"{address}/portions"),
            colleague.delete(address),
        ]
        assert [(each.status_code, each.json()["code"]) for each in answers] == [
            (404, "roster_not_found")
        ] * 3
    assert colleague.get(LISTS).json()["items"] == []
