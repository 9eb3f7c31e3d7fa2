"""Tells the pages everything personal that they ask for, marked so that it can be found again."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from httpx2 import Client

from api import paths
from domain.days import local_day
from tests import examples as given
from tests.api.pages.forms import send
from tests.api.routes.door import PASSWORD, sent
from tests.searching import Search

MARK = "鸢尾𠮷暗号"
ID_NUMBER, BORN_ON = "999999201306071362", "2013-06-07"
PHONE, STAFF_PHONE = "13077079431", "13077079432"
WRONG_PASSWORD = "velvet giraffe 79431"
PERSONAL = Search.of(
    text=MARK,
    id_number=ID_NUMBER,
    born_on=BORN_ON,
    phone=PHONE,
    staff_phone=STAFF_PHONE,
    password=PASSWORD,
    wrong_password=WRONG_PASSWORD,
)
CHILD = str(given.example_id(990))
VISIT, TALK = str(given.example_id(991)), str(given.example_id(992))
SHOWN = ("CHILD", "HISTORY", "CHILD_WORDS", "TALK_NOTES")

TODAY = local_day(datetime.now(UTC))
OPENED: dict[str, str | list[str]] = {
    "child_id": CHILD,
    "name": f"覃{MARK}",
    "born_on": BORN_ON,
    "sex": "female",
    "village_id": str(given.VILLAGE),
    "id_number": ID_NUMBER,
    "student_number": f"G{ID_NUMBER}",
    "address": f"{MARK}一组",
    "carer_name": f"{MARK}奶奶",
    "relation_code": "62",
    "standing": "close_relative",
    "verified_by": "saw_child",
    "carer_phone": PHONE,
    "carer_as_of_on": "2026-03-09",
    "school_id": str(given.SCHOOL),
    "class_id": str(given.SCHOOL_CLASS),
    "category_1": "left_behind",
    "standard_1": "civil_affairs",
    "stated_by_1": "village",
    "evidence_1": "survey_form",
    "category_from_on_1": "2026-02-01",
    "level": "4",
    "basis": f"{MARK}无人辅导",
    "next_review_on": "2036-04-09",
}
PAIRED: dict[str, str | list[str]] = {
    "mentor_id": str(given.TEACHER),
    "mentor_kind": "teacher",
    # The server of this test goes by the real day.
    "from_on": TODAY.isoformat(),
    "until_on": (TODAY + timedelta(days=90)).isoformat(),
    "is_lead": "yes",
}
MADE: dict[str, str | list[str]] = {
    "outcome": "done",
    "child_seen": "yes",
    "words": f"{MARK}想妈妈",
    "note": f"{MARK}身体还好",
}
WORRIED: dict[str, str | list[str]] = {
    "name": f"{MARK}同学",
    "described_as": f"{MARK}短头发",
    "situation": "suspected_harm",
    "heard": f"{MARK}不敢回家",
}


def tell_everything(supervisor: Client, teacher: Client, administrator: Client) -> None:
    """Enter everything personal that the pages ask for, and look at all of it."""
    at = {
        name: paths.filled(getattr(paths, name), child_id=CHILD, visit_id=VISIT, talk_id=TALK)
        for name in ("PAIRINGS", "NEW_VISIT", "CORRECT_VISIT", "NEW_TALK", *SHOWN)
    }
    told = [
        send(supervisor, paths.NEW_FILE, **OPENED),
        send(supervisor, at["PAIRINGS"], **PAIRED),
        send(teacher, at["NEW_VISIT"], **MADE, visit_id=VISIT),
        send(teacher, at["CORRECT_VISIT"], why=f"{MARK}记错", note=MARK),
        send(teacher, at["NEW_TALK"], outcome="done", notes=f"{MARK}期中", talk_id=TALK),
        send(administrator, paths.PEOPLE, name=f"{MARK}老师", phone=STAFF_PHONE),
        send(teacher, paths.WORRY, **WORRIED),
        teacher.put(
            f"/api/v1/children/{CHILD}/home-visits/{uuid4()}",
            json=sent(given.HOME_VISIT, note=f"{MARK}接口", words=MARK),
        ),
    ]
    assert [each.status_code for each in told] == [303] * 7 + [201]
    upload_a_list(supervisor)
    for name in SHOWN:
        assert MARK in teacher.get(at[name]).text
    assert MARK in teacher.get(paths.DESK).text
    assert MARK in administrator.get(paths.PEOPLE).text


def upload_a_list(supervisor: Client) -> None:
    """Upload a list so long that it would be put aside on the disk, look at it, have it back."""
    row = f",{BORN_ON},{ID_NUMBER},{MARK}奶奶,{PHONE},{MARK}村\n"
    content = ("姓名,出生日期,身份证号,监护人,联系电话,村\n" + row * 15_000).encode()
    file = {"file": (f"{MARK}{ID_NUMBER}.csv", content)}
    answer = supervisor.post(paths.ROSTERS, data={"request_id": str(uuid4())}, files=file)
    assert (answer.status_code, len(content) > 1024 * 1024) == (303, True)
    assert MARK in supervisor.get(answer.headers["location"]).text
    assert supervisor.get(f"{answer.headers['location']}/untaken").status_code == 200


def mistype_everything(teacher: Client, nobody: Client) -> None:
    """Send what is refused in every way there is: what was sent must not be remembered."""
    visit = paths.filled(paths.NEW_VISIT, child_id=CHILD)
    api = f"/api/v1/children/{CHILD}/home-visits/{uuid4()}"
    refused = [
        send(nobody, paths.SIGN_IN, login=MARK, password=WRONG_PASSWORD),
        send(teacher, visit, minutes=f"{MARK}{PHONE}"),
        send(teacher, visit, **{**MADE, "note": MARK * 2_000}),
        send(teacher, paths.WORRY, **{**WORRIED, "situation": ""}),
        teacher.put(api, json=sent(given.HOME_VISIT, minutes=MARK, **{MARK: ID_NUMBER})),
        teacher.put(api, content=f"{{{MARK}", headers={"content-type": "application/json"}),
        teacher.get("/nowhere", params={"name": MARK, "id": ID_NUMBER}),
        teacher.get(paths.DESK, params={"cursor": MARK}),
        teacher.post(visit, data={"note": MARK}, headers={"sec-fetch-site": "cross-site"}),
        teacher.post(visit, data={"note": MARK * 100_000}),
    ]
    statuses = [each.status_code for each in refused]
    assert statuses == [401, 422, 422, 422, 422, 422, 404, 422, 403, 413]
    for each in refused[4:]:
        assert PERSONAL.found_in(each.content) == []
