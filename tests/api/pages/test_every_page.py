"""Every page opens for whoever may see it, and refuses everybody else in the same calm way."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import urlencode
from uuid import uuid5

import pytest

from api import paths
from api.pages.every import PAGES
from tests import examples as given
from tests.api.pages import account_pages, duties, duty, granted, outside_pages
from tests.api.pages.forms import send
from tests.api.pages.privacy import privacy
from tests.api.pages.site import (
    ADMINISTRATOR,
    AUDITOR,
    DIRECTOR,
    LEADER,
    OFFICER,
    SECURITY,
    STRANGER,
    SUPERVISOR,
    TEACHER,
    VOLUNTEER,
    Site,
    open_site,
)
from tests.api.routes.door import embedded

IDS = {
    "child_id": given.CHILD,
    "visit_id": given.VISIT_ID,
    "talk_id": given.TALK_ID,
    "pairing_id": given.LEAD_PAIRING,
    "person_id": given.COMMUNITY_WORKER,
    "duty_id": given.example_id(282),
    "position": 1,
    "case_id": duty.CASE,
    "organisation_id": given.SCHOOL,
    "question_id": given.example_id(50),
    **(privacy.IDS | duties.IDS),
    **granted.IDS,
    "roster_id": uuid5(given.SUPERVISOR, str(given.example_id(889))),
}
# Path: who sees it, a sign that they do; who is refused, with which status.
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.DESK: (TEACHER, "我的孩子", {ADMINISTRATOR: 403, AUDITOR: 403}),
    paths.NEW_FILE: (SUPERVISOR, "照护人姓名", {VOLUNTEER: 403, ADMINISTRATOR: 403}),
    paths.CHILD: (TEACHER, given.CHILD_NAME, {STRANGER: 404, VOLUNTEER: 404, AUDITOR: 403}),
    paths.HISTORY: (TEACHER, "关爱档案建立", {STRANGER: 404, ADMINISTRATOR: 403}),
    paths.NEW_VISIT: (TEACHER, "见到谁", {STRANGER: 404, AUDITOR: 403}),
    paths.CORRECT_VISIT: (TEACHER, "为什么更正", {LEADER: 403, STRANGER: 404}),
    paths.CHILD_WORDS: (TEACHER, given.CHILD_WORDS, {LEADER: 403, SUPERVISOR: 403}),
    paths.NEW_TALK: (TEACHER, "谈了什么", {STRANGER: 404, ADMINISTRATOR: 403}),
    paths.CORRECT_TALK: (TEACHER, "为什么更正", {LEADER: 403, STRANGER: 404}),
    paths.TALK_NOTES: (TEACHER, given.TALK_NOTES, {LEADER: 403, SUPERVISOR: 403}),
    paths.PAIRINGS: (LEADER, "添加帮扶人", {STRANGER: 404, AUDITOR: 403}),
    paths.END_PAIRING: (LEADER, "最后一天", {STRANGER: 404, AUDITOR: 403}),
    paths.EXTEND_PAIRING: (LEADER, "从今天起最长", {STRANGER: 404, AUDITOR: 403}),
    paths.ENDING_PAIRINGS: (LEADER, "没有快到期的结对", {TEACHER: 403, ADMINISTRATOR: 403}),
    paths.ORGANISATIONS: (AUDITOR, "示例村", {TEACHER: 403, VOLUNTEER: 403}),
    paths.PEOPLE: (ADMINISTRATOR, "添加人员", {TEACHER: 403, VOLUNTEER: 403}),
    paths.STAFF_LISTS: (ADMINISTRATOR, "上传人员名单", {TEACHER: 403, OFFICER: 403}),
    paths.PERSON: (ADMINISTRATOR, "提议任职", {TEACHER: 403, VOLUNTEER: 403}),
    paths.END_DUTY: (ADMINISTRATOR, "最后一天", {TEACHER: 403, VOLUNTEER: 403}),
    paths.PERMISSIONS: (AUDITOR, "所有登录的人", {TEACHER: 403, LEADER: 403, VOLUNTEER: 403}),
    paths.PROPOSALS: (OFFICER, "没有待批准的任职", {TEACHER: 403, VOLUNTEER: 403}),
    paths.ENDING_DUTIES: (LEADER, "没有快到期的任职", {TEACHER: 403, VOLUNTEER: 403}),
    paths.ROSTERS: (LEADER, "上传名单", {TEACHER: 403, DIRECTOR: 403, ADMINISTRATOR: 403}),
    paths.ROSTER: (SUPERVISOR, "示例甲", {LEADER: 404, OFFICER: 404, TEACHER: 403}),
    paths.RECORD_ROSTER: (SUPERVISOR, "登记哪些行", {LEADER: 404, OFFICER: 404, TEACHER: 403}),
    paths.DELETE_ROSTER: (SUPERVISOR, "马上销毁", {LEADER: 404, OFFICER: 404, TEACHER: 403}),
    paths.WHO_LOOKED: (LEADER, "谁看过", {STRANGER: 404, TEACHER: 403}),
    paths.READINGS: (AUDITOR, "哪一天", {TEACHER: 403, LEADER: 403, ADMINISTRATOR: 403}),
    paths.SECURITY_EVENTS: (SECURITY, "哪一类", {TEACHER: 403, OFFICER: 403, ADMINISTRATOR: 403}),
    paths.READER: (AUDITOR, "只看夜间", {TEACHER: 403, LEADER: 403}),
}
SEEN |= duties.SEEN | privacy.SEEN | granted.SEEN | account_pages.SEEN
# A worry may be raised and a leak reported by anybody, and the numbers are for everybody.
OPEN = {paths.WORRY, paths.REPORT, paths.HELP_NUMBERS, paths.SERVICE_WORKER, paths.REPORT_BREACH}
ELSEWHERE = OPEN | {
    *(paths.HOME, paths.SIGN_IN, paths.RECEIPT, paths.UNTAKEN, paths.STREAM),
    *(paths.QUESTIONS, paths.QUESTION, paths.STILL_HERE, paths.RENEW_SLIPS, paths.REFERRAL_LETTER),
    *(paths.ROSTER_BACK, paths.DISCLOSURES_FILE, paths.STAFF_LIST, paths.STAFF_LIST_BACK),
}
ELSEWHERE |= (
    duties.ELSEWHERE | granted.ELSEWHERE | account_pages.OF_THE_STEPS | outside_pages.AT_A_PROVIDER
)
OF_STAFF = (
    *(paths.ORGANISATIONS, paths.PEOPLE, paths.STAFF_LISTS, paths.STAFF_LIST, paths.RENEW_SLIPS),
    *(paths.PERSON, paths.END_DUTY, paths.APPROVE_DUTIES),
)
OF_PAIRING = (paths.PAIRINGS, paths.HAND_OVER_LEAD, paths.END_PAIRING, paths.EXTEND_PAIRING)
OF_LISTS = (paths.STAFF_LIST, paths.RENEW_SLIPS, paths.DELETE_ROSTER)
# Path: who may not send what is asked there, and what they are told.
SENT: dict[str, dict[str, int]] = {
    paths.NEW_FILE: {VOLUNTEER: 403, ADMINISTRATOR: 403},
    paths.NEW_VISIT: {STRANGER: 404, AUDITOR: 403, OFFICER: 403},
    paths.CORRECT_VISIT: {LEADER: 403, STRANGER: 404},
    paths.NEW_TALK: {STRANGER: 404, AUDITOR: 403, OFFICER: 403},
    paths.CORRECT_TALK: {LEADER: 403, STRANGER: 404},
    **{path: {TEACHER: 403, STRANGER: 404} for path in OF_PAIRING},
    **{path: {TEACHER: 403, LEADER: 403} for path in OF_STAFF},
    paths.DECLINE_DUTY: {TEACHER: 403, LEADER: 404},
    paths.ROSTERS: {TEACHER: 403, DIRECTOR: 403, ADMINISTRATOR: 403},
    paths.RECORD_ROSTER: {LEADER: 404, OFFICER: 404, TEACHER: 403},
    paths.DELETE_ROSTER: {LEADER: 404, OFFICER: 404, TEACHER: 403},
    paths.QUESTION: {TEACHER: 404, AUDITOR: 404},
    paths.SETTLE_QUESTION: {TEACHER: 403, LEADER: 403},
}
SENT |= duties.SENT | privacy.SENT | granted.SENT | account_pages.SENT
SENT_BY_ANYBODY = {
    *(paths.SIGN_IN, paths.SIGN_OUT, paths.LANGUAGE),
    *(paths.WORRY, paths.CHILD_WORRY, paths.REPORT, paths.CASE_REPORT, paths.REPORT_BREACH),
}
SENT_BY_ANYBODY |= account_pages.SENT_BY_ANYBODY


@pytest.fixture(scope="module")
def site(office_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give an office where a visit and a talk were logged; the tests here only look."""
    folder = copytree(office_folder, tmp_path_factory.mktemp("worked") / "office")
    settings = embedded(folder / "data", folder / "keyfile.json")
    with open_site(settings) as opened:
        teacher = opened.signed_in(TEACHER)
        visit = {"visit_id": str(given.VISIT_ID), "words": given.CHILD_WORDS}
        talk = {"talk_id": str(given.TALK_ID), "notes": given.TALK_NOTES}
        met = {"outcome": "done", "child_seen": "yes"}
        assert send(teacher, at(paths.NEW_VISIT), **visit, **met).status_code == 303
        assert send(teacher, at(paths.NEW_TALK), **talk, outcome="done").status_code == 303
        uploaded = opened.signed_in(SUPERVISOR).post(
            paths.ROSTERS,
            data={"request_id": str(given.example_id(889))},
            files={"file": ("示例.csv", "姓名,性别,出生日期\n示例甲,男,2015-06-01\n")},
        )
        assert uploaded.headers["location"] == at(paths.ROSTER)
        privacy.employ(opened)
        duty.employ(opened)
        granted.ask(opened)
        duty.worry_and_report(opened)
        assert opened.signed_in(duty.LEAD).post(at(paths.TAKE_CASE)).status_code == 303
        yield opened


def at(path: str) -> str:
    return path.format(**IDS)


def routes(method: str) -> set[str]:
    return {
        route.path
        for module in PAGES
        for route in module.router.routes
        if method in getattr(route, "methods", ())
    }


def test_the_tables_name_every_page() -> None:
    assert routes("GET") == SEEN.keys() | ELSEWHERE
    assert routes("POST") == SENT.keys() | SENT_BY_ANYBODY


@pytest.mark.parametrize("path", SEEN)
def test_a_page_opens_for_whoever_may_see_it(site: Site, path: str) -> None:
    who, sign, _ = SEEN[path]
    page = site.signed_in(who).get(at(path))
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert sign in page.text
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", SEEN)
def test_a_page_refuses_whoever_may_not_see_it(site: Site, path: str) -> None:
    _, sign, refused = SEEN[path]
    for who, status in refused.items():
        page = site.signed_in(who).get(at(path))
        assert (who, page.status_code) == (who, status)
        assert sign not in page.text
        assert given.CHILD_NAME not in page.text
        assert "返回" in page.text


@pytest.mark.parametrize("path", SENT)
def test_nothing_is_recorded_for_whoever_may_not_send_it(site: Site, path: str) -> None:
    head = site.opened.recorder.head()
    for who, status in SENT[path].items():
        page = site.signed_in(who).post(at(path), data=valid(path))
        assert (who, page.status_code) == (who, status)
        assert given.CHILD_NAME not in page.text
    assert site.opened.recorder.head() == head


@pytest.mark.parametrize("path", sorted(SEEN | {paths.RECEIPT: ()}))
def test_who_is_not_signed_in_is_led_to_the_form_and_back(site: Site, path: str) -> None:
    answer = site.client().get(at(path))
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{paths.SIGN_IN}?{urlencode({'back': at(path)})}"


@pytest.mark.parametrize("path", SENT)
def test_what_is_sent_without_a_session_is_not_recorded(site: Site, path: str) -> None:
    head = site.opened.recorder.head()
    answer = site.client().post(at(path), data=valid(path))
    # What was typed is kept on a form to sign in, unless a form of that kind never is.
    asked_to_sign_in = {401: None, 303: paths.SIGN_IN}
    assert asked_to_sign_in[answer.status_code] == answer.headers.get("location")
    assert site.opened.recorder.head() == head


def valid(path: str) -> dict[str, str]:
    """What somebody else could send there with success."""
    new_id, day = str(given.example_id(888)), given.TODAY.isoformat()
    contact = {"started_on": day, "started_time": "08:00", "outcome": "done", "version": "1"}
    told: dict[str, dict[str, str]] = {
        paths.NEW_FILE: {"child_id": new_id, "name": "示例"},
        paths.NEW_VISIT: {**contact, "visit_id": new_id, "means": "at_home", "child_seen": "yes"},
        paths.CORRECT_VISIT: {**contact, "correction_id": new_id, "means": "at_home", "why": "错"},
        paths.NEW_TALK: {**contact, "talk_id": new_id, "means": "in_person"},
        paths.CORRECT_TALK: {**contact, "correction_id": new_id, "means": "in_person", "why": "错"},
        paths.PAIRINGS: {
            "pairing_id": new_id,
            "mentor_id": str(given.COMMUNITY_WORKER),
            "mentor_kind": "community_worker",
            "from_on": day,
            "until_on": day,
        },
        paths.HAND_OVER_LEAD: {},
        paths.END_PAIRING: {"ended_on": day, "reason": "not_suitable"},
        paths.ORGANISATIONS: {"organisation_id": new_id, "kind": "bureau", "name": "示例"},
        paths.PEOPLE: {"person_id": new_id, "name": "示例"},
        paths.PERSON: {
            "duty_id": new_id,
            "role": "volunteer",
            "organisation_id": str(given.VILLAGE),
            "from_on": day,
            "to_on": day,
        },
        paths.END_DUTY: {"ended_on": day, "reason": "left"},
        **{path: {} for path in (*paths.UPLOADS, *OF_LISTS)},
        paths.RECORD_ROSTER: {"outcome": "accept"},
        paths.QUESTION: {"explanation": "urgent"},
        paths.SETTLE_QUESTION: {"finding": "in_order"},
        **duties.VALID,
        **privacy.VALID,
        **(granted.VALID | account_pages.VALID),
    }
    return told[path]
