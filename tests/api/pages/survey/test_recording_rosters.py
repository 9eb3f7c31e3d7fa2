"""Rows of a list chosen and recorded from its page, once, and only where they are one's own."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic, sleep

import pytest
from fastapi.testclient import TestClient

from api import paths
from application.survey.staged_recording import RECORDABLE
from domain.children.facts import CarerRecorded, ChildRegistered
from domain.shared import OrganisationId
from domain.survey.facts import RosterRowReceived
from infrastructure.rosters.recording import RosterRecorder
from tests import examples as given
from tests.api.pages.approving import approve_all
from tests.api.pages.forms import send
from tests.api.pages.site import ADMINISTRATOR, LEADER, LOGINS, OFFICER, STRANGER, SUPERVISOR, Site
from tests.api.pages.survey.test_rosters import upload
from tests.rosters.recording import list_of, listed

OVER_WITHIN_SECONDS = 20
ALL = [each.value for each in RECORDABLE]
OTHER = {"姓名": "示例小白", "村": "另一示例村", "就读学校": ""}
NOWHERE = {"乡镇": "", "村": "", "就读学校": ""}


def over(browser: TestClient, at: str) -> str:
    """Wait for the end of recording and return what the page says then."""
    deadline = monotonic() + OVER_WITHIN_SECONDS
    while "正在登记" in (page := browser.get(f"{at}/record").text):
        assert "data-progress" in page
        assert monotonic() < deadline
        sleep(0.05)
    return page


def recorded(site: Site, who: str, content: bytes) -> str:
    """Upload a list, record all rows that can be, and return what the page says at the end."""
    browser = site.signed_in(who)
    at = upload(browser, content).headers["location"]
    answer = send(browser, f"{at}/record", outcome=[*ALL])
    assert answer.headers["location"] == f"{at}/record"
    return over(browser, at)


def names(site: Site) -> list[str]:
    return [each.name for each in site.facts(ChildRegistered) if each.name != given.CHILD_NAME]


def test_the_rows_that_were_chosen_are_recorded_once(each_site: Site) -> None:
    browser = each_site.signed_in(SUPERVISOR)
    at = upload(browser, list_of(listed(), listed(姓名="", 监护人="示例人"))).headers["location"]
    page = browser.get(f"{at}/record")
    assert "收下（1 行）" in page.text
    assert "不收" not in page.text
    assert send(browser, f"{at}/record", page).status_code == 303
    assert "新登记 1 行" in over(browser, at)
    assert names(each_site) == ["示例小红"]
    (row,) = each_site.facts(RosterRowReceived)
    assert row.origin.row_number == 2
    asked = browser.get(f"{at}/record?again=true").text
    assert "没有要登记的行" in asked
    assert browser.post(f"{at}/record", data={"outcome": ALL}).status_code == 303
    assert "新登记 0 行" in over(browser, at)
    assert names(each_site) == ["示例小红"]


def test_what_was_recorded_bears_the_name_of_who_did_it(site: Site) -> None:
    recorded(site, OFFICER, list_of(listed()))
    rows = site.opened.mapper.open_rows(site.opened.recorder.rows_after(0, 1_000))
    (row,) = [each for each in rows if isinstance(each.fact, RosterRowReceived)]
    assert (row.actor_id, row.context.duty) == (LOGINS[OFFICER], "county_officer")


def test_nothing_chosen_is_told_and_nothing_recorded(site: Site) -> None:
    browser = site.signed_in(SUPERVISOR)
    at = upload(browser, list_of(listed())).headers["location"]
    page = browser.post(f"{at}/record", data={})
    assert (page.status_code, "请填写这一项" in page.text) == (422, True)
    assert names(site) == []
    assert "登记哪些行" in browser.get(f"{at}/record").text


def test_rows_of_places_that_are_not_ones_own_are_left_out(site: Site) -> None:
    said = recorded(site, LEADER, list_of(listed(), listed(**OTHER)))
    assert ("新登记 1 行" in said, "有 1 行不归您管" in said) == (True, True)
    assert names(site) == ["示例小红"]


def test_of_a_known_child_only_who_answers_for_it_tells_anything_new(site: Site) -> None:
    lead_another_school(site)
    row = listed(
        **NOWHERE,
        姓名=given.CHILD_NAME,
        性别="男",
        出生日期=given.BORN_ON.isoformat(),
        身份证号=given.ID_NUMBER,
        监护人="示例外人",
    )
    said = recorded(site, STRANGER, list_of(row))
    assert ("有 1 行不归您管" in said, carers(site)) == (True, ["示例奶奶"])
    recorded(site, SUPERVISOR, list_of(row))
    assert carers(site) == ["示例奶奶", "示例外人"]


def lead_another_school(site: Site) -> None:
    """Let the stranger lead a school to which the child does not go."""
    school_id = OrganisationId(given.example_id(870))
    site.know(replace(given.SCHOOL_REGISTERED, organisation_id=school_id, name="另一小学"))
    duty = {
        "role": "school_leader",
        "organisation_id": str(school_id),
        "from_on": "2026-03-10",
        "to_on": "2027-03-09",
    }
    person = paths.filled(paths.PERSON, person_id=LOGINS[STRANGER])
    assert send(site.signed_in(ADMINISTRATOR), person, **duty).status_code == 303
    approve_all(site.signed_in(OFFICER))


def carers(site: Site) -> list[str]:
    return [each.name for each in site.facts(CarerRecorded)]


def test_a_child_of_two_lists_that_are_recorded_at_once_is_one_child(site: Site) -> None:
    browser = site.signed_in(SUPERVISOR)
    lists = [list_of(listed()), list_of(listed(), listed(姓名="示例小蓝"))]
    at = [upload(browser, content).headers["location"] for content in lists]
    for each in at:
        assert browser.get(each).status_code == 200
    for each in at:
        assert browser.post(f"{each}/record", data={"outcome": ALL}).status_code == 303
    assert all("登记结束" in over(browser, each) for each in at)
    assert sorted(names(site)) == ["示例小红", "示例小蓝"]


def test_a_list_that_broke_off_goes_on_where_it_was(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = site.signed_in(SUPERVISOR)
    content = list_of(listed(), listed(姓名="示例小蓝", 出生日期="2014-05-07"))
    at = upload(browser, content).headers["location"]
    record: Callable[..., object] = RosterRecorder.record

    def fail(*_given: object) -> None:
        raise OSError("示例")

    monkeypatch.setattr(RosterRecorder, "record", fail)
    send(browser, f"{at}/record", outcome=[*ALL])
    assert "登记中断了" in over(browser, at)
    assert names(site) == []
    monkeypatch.setattr(RosterRecorder, "record", record)
    assert browser.post(f"{at}/record", data={"outcome": ALL}).status_code == 303
    assert "新登记 2 行" in over(browser, at)
    assert sorted(names(site)) == ["示例小红", "示例小蓝"]
