"""A worry from a teacher's phone to the crisis lead's open desk and back, without a reload."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api import paths
from tests import examples as given
from tests.api.pages import forms
from tests.api.pages.site import COMMUNITY_WORKER, LEADER, TEACHER
from tests.browser import worrying
from tests.browser.worrying import DESK_PX, HEARD, PHONE_PX, is_without_fault, window
from tests.engines import FoundedLedger
from tests.faults.listening import enter
from tests.faults.serving import browser_on, served

pytestmark = pytest.mark.browser

AT_ONCE_MS = 5_000
TELLING = (HEARD, "有生命危险", "接手", "个案", "上报")
MARKS = "window.openedOnce = true"
FILE = paths.filled(paths.CHILD, child_id=given.CHILD)


def test_a_worry_reaches_the_open_desk_and_the_phone_learns_that_it_is_taken(
    browser: Browser, founded_ledger: FoundedLedger, tmp_path: Path
) -> None:
    settings = worrying.office_on_duty(founded_ledger)
    with (
        served(settings, tmp_path) as (address, _),
        window(browser, width=PHONE_PX) as phone,
        window(browser, width=DESK_PX) as desk,
        window(browser, width=PHONE_PX) as mentor,
    ):
        pair_another_mentor(address)
        worrying.sign_in(desk, address, "lead")
        expect(desk.locator("[data-connection]")).to_have_text("连接正常")
        desk.evaluate(MARKS)
        raise_from_the_file(phone, address)
        take_on_the_desk(desk)
        expect(phone.locator(".standing h1")).to_have_text("已有人接手", timeout=AT_ONCE_MS)
        assert phone.evaluate("window.openedOnce") is True
        is_without_fault(phone)
        see_nothing_of_it(mentor, address)


def pair_another_mentor(address: str) -> None:
    with browser_on(address) as leader:
        enter(leader, LEADER)
        answer = forms.send(
            leader,
            paths.filled(paths.PAIRINGS, child_id=given.CHILD),
            mentor_id=str(given.COMMUNITY_WORKER),
            mentor_kind="community_worker",
        )
        assert answer.status_code in {200, 303}


def raise_from_the_file(phone: Page, address: str) -> None:
    worrying.sign_in(phone, address, TEACHER)
    phone.goto(address + FILE)
    phone.get_by_role("link", name="我担心这个孩子").first.click()
    expect(phone.get_by_text(given.CHILD_NAME).first).to_be_visible()
    is_without_fault(phone)
    phone.locator("label.situation", has_text="有生命危险").click()
    expect(phone.locator('main a[href="tel:120"]').first).to_be_visible()
    phone.get_by_label("我正陪着孩子").check()
    phone.get_by_label("原话").fill(HEARD)
    is_without_fault(phone)
    worrying.send(phone)
    expect(phone.locator(".standing h1")).to_have_text("已送达")
    assert phone.url.startswith(f"{address}/worries/")
    phone.evaluate(MARKS)
    is_without_fault(phone)


def take_on_the_desk(desk: Page) -> None:
    expect(desk).to_have_title("(1) 转介值班台 · 童心", timeout=AT_ONCE_MS)
    case = desk.locator(".case", has_text="有生命危险")
    expect(case).to_have_count(1)
    expect(case).not_to_contain_text(given.CHILD_NAME)
    assert desk.evaluate("window.openedOnce") is True
    is_without_fault(desk)
    case.get_by_role("button", name="我来处理").click()
    expect(desk.get_by_text(HEARD)).to_be_visible()
    expect(desk.get_by_text(given.CHILD_NAME).first).to_be_visible()
    is_without_fault(desk)


def see_nothing_of_it(mentor: Page, address: str) -> None:
    worrying.sign_in(mentor, address, COMMUNITY_WORKER)
    for path in (paths.DESK, FILE, paths.filled(paths.HISTORY, child_id=given.CHILD)):
        mentor.goto(address + path)
        expect(mentor.get_by_text(given.CHILD_NAME).first).to_be_visible()
        text = mentor.locator("main").inner_text()
        assert [each for each in TELLING if each in text] == []
        is_without_fault(mentor)
