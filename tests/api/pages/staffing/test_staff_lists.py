"""Inviting many from a list on a page: looked at first, then taken in portions with slips."""

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from application.staffing import renewed_slips, staged_staff
from tests.api.pages.forms import form_on
from tests.api.pages.site import ADMINISTRATOR, SECURITY, SUPERVISOR, Site
from tests.api.pages.survey.test_rosters import cells_of
from tests.infrastructure.rosters.lists import text_file

HEADER = ["姓名", "单位", "岗位", "手机号", "账号"]
GENG = ["示例庚", "示例村", "儿童主任", "13000000099", "geng-lists"]
XIN = ["示例辛", "示例村", "社区工作者", "13000000098", "xin-lists"]
YI = ["示例乙", "示例村", "儿童主任", "13000000096", "yi-lists"]
BING = ["示例丙", "示例村", "儿童主任", "13000000095", "bing-lists"]
DING = ["示例丁", "示例村", "社区工作者", "13000000094", "ding-lists"]
WRONG = ["示例壬", "示例村", "大使", "13000000097", "ren-lists"]
NAME = "示例县人员.csv"
UNREADABLE = ("yesterday", "2026-11-27T00:00:00", "9999-12-31T23:59:59+00:00")
CODE = re.compile(r"secret-code\"><span>(\w{4})</span>-<span>(\w{4})</span>")


def upload(browser: TestClient, rows: Sequence[Sequence[str]], name: str = NAME) -> Response:
    fields = form_on(browser.get(paths.STAFF_LISTS), paths.STAFF_LISTS).fields
    typed = {"request_id": fields["request_id"][0]}
    content = text_file([HEADER, *map(list, rows)])
    return browser.post(paths.STAFF_LISTS, data=typed, files={"file": (name, content)})


def uploaded(browser: TestClient, *rows: Sequence[str]) -> str:
    answer = upload(browser, rows)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_a_list_is_looked_at_taken_in_portions_and_its_codes_are_told_once(
    each_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staged_staff, "PORTION_ROWS", 1)
    browser = each_site.signed_in(ADMINISTRATOR)
    head = each_site.opened.recorder.head()
    at = uploaded(browser, GENG, WRONG, XIN)
    page = browser.get(at)
    assert (NAME in page.text, "示例庚" in page.text, "示例壬" in page.text) == (True, True, False)
    assert "看不懂这个岗位" in browser.get(at, params={"refused": "true"}).text
    assert each_site.opened.recorder.head() == head

    first = browser.post(at, data={"from_row": "1"})
    assert ("geng-lists" in first.text, "xin-lists" in first.text) == (True, False)
    assert (len(CODE.findall(first.text)), "还有 1 行" in first.text) == (1, True)
    half = browser.get(at)
    assert ("已登记 1 行，还有 1 行" in half.text, "还没有登记" in half.text) == (True, False)
    assert form_on(half, at).fields["from_row"] == form_on(first, at).fields["from_row"]
    second = browser.post(at, data={"from_row": form_on(first, at).fields["from_row"][0]})
    assert ("xin-lists" in second.text, len(CODE.findall(second.text))) == (True, 1)
    assert "待批准的任职" in second.text

    done = browser.get(at).text
    assert ("已登记 2 行" in done, "还没有登记" in done, "登记并邀请" in done) == (
        True,
        False,
        False,
    )

    again = browser.post(at, data={"from_row": "1"})
    assert (CODE.findall(again.text), "没有新的邀请单" in again.text) == ([], True)
    assert ("打印，" in again.text, "不能再显示" in again.text) == (False, True)
    assert "示例庚" in browser.get(paths.PROPOSALS).text
    assert cells_of(browser.get(f"{at}/untaken"))[1][:5] == WRONG


def test_whoever_stands_in_two_rows_is_counted_as_one_person(kept_site: Site) -> None:
    browser = kept_site.signed_in(ADMINISTRATOR)
    at = uploaded(browser, GENG, [*GENG[:2], "社区工作者", *GENG[3:]])
    assert "新登记 1 人，" in browser.get(at).text


def test_slips_that_were_lost_are_made_anew_for_whoever_never_came_and_only_once(
    each_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewed_slips, "PORTION_ROWS", 1)
    browser = each_site.signed_in(ADMINISTRATOR)
    at = uploaded(browser, GENG, XIN)
    printed = CODE.findall(browser.post(at, data={"from_row": "1"}).text)
    assert len(printed) == 2
    renew = f"{at}/slips"
    assert "没有要重新发的" in browser.get(renew).text
    each_site.clock.move(minutes=1)
    asked = browser.get(renew)
    assert ("有 2 人邀请过" in asked.text, renew in browser.get(at).text) == (True, True)
    sent = form_on(asked, renew).fields
    first = browser.post(renew, data=sent)
    assert ("geng-lists" in first.text, "xin-lists" in first.text) == (True, False)
    renewed = CODE.findall(first.text)
    assert (len(renewed), renewed[0] in printed) == (1, False)
    loaded_again = browser.post(renew, data=sent)
    assert (CODE.findall(loaded_again.text), "没有新的邀请单" in loaded_again.text) == ([], True)
    for page in (first, loaded_again):
        assert form_on(page, renew).fields == form_on(first, renew).fields
    assert "也没有作废邀请码" in loaded_again.text
    second = browser.post(renew, data=form_on(first, renew).fields)
    assert ("xin-lists" in second.text, len(CODE.findall(second.text))) == (True, 1)
    assert "已打印，回到名单" in second.text


def test_a_moment_that_is_unreadable_or_still_to_come_renews_nothing(kept_site: Site) -> None:
    browser = kept_site.signed_in(ADMINISTRATOR)
    at = uploaded(browser, YI)
    assert len(CODE.findall(browser.post(at, data={"from_row": "1"}).text)) == 1
    kept_site.clock.move(minutes=1)
    renew = f"{at}/slips"
    now, to_come = (kept_site.clock.now + timedelta(seconds=each) for each in (0, 1))
    sent = [("1", now.isoformat()), *(("1-9", each) for each in UNREADABLE)]
    for rows, before in (*sent, ("1-9", to_come.isoformat())):
        answer = browser.post(renew, data={"rows": rows, "before": before})
        assert answer.headers["location"] == renew
    long_ago = browser.post(renew, data={"rows": "1-9", "before": "0001-01-01T00:00:00+23:59"})
    assert (long_ago.status_code, CODE.findall(long_ago.text)) == (200, [])


def test_a_portion_that_was_lost_is_made_anew_and_the_slips_of_the_others_hold(
    kept_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewed_slips, "PORTION_ROWS", 1)
    browser = kept_site.signed_in(ADMINISTRATOR)
    at, logins = uploaded(browser, BING, DING), (BING[4], DING[4])
    browser.post(at, data={"from_row": "1"})
    kept_site.clock.move(minutes=1)
    accounts, renew = kept_site.app.state.accounts, f"{at}/slips"
    before = {login: accounts.account_of(login) for login in logins}
    asked = browser.get(renew)
    assert ("第 2 行，示例丙" in asked.text, "第 3 行，示例丁" in asked.text) == (True, True)
    sent = {"rows": "3-3", "before": form_on(asked, renew).fields["before"]}
    answer = browser.post(renew, data=sent)
    assert (DING[4] in answer.text, BING[4] in answer.text) == (True, False)
    assert [accounts.account_of(each) == before[each] for each in logins] == [True, False]


def test_what_is_no_list_of_staff_is_told_on_the_form(kept_site: Site) -> None:
    browser = kept_site.signed_in(ADMINISTRATOR)
    for rows, name, said in (
        ([], NAME, "没有找到人员名单"),
        ([GENG], "list.xlsx", "扩展名不符"),
        ([GENG], "", "还没有选文件"),
    ):
        page = upload(browser, rows, name)
        assert (page.status_code, said in page.text) == (422, True)
        assert "上传并预览" in page.text


def test_a_list_is_shown_to_whoever_sent_it_alone_and_apart_from_lists_of_children(
    kept_site: Site,
) -> None:
    at = uploaded(kept_site.signed_in(ADMINISTRATOR), GENG)
    assert kept_site.signed_in(SUPERVISOR).get(at).status_code == 403
    other = kept_site.signed_in(SECURITY)
    for path in (at, f"{at}/untaken"):
        page = other.get(path)
        assert (page.status_code in {403, 404}, "示例庚" in page.text) == (True, False)
    roster = paths.filled(paths.ROSTER, roster_id=at.rsplit("/", 1)[1])
    assert kept_site.signed_in(SUPERVISOR).get(roster).status_code == 404
