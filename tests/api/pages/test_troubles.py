"""What the pages say when a record is damaged, a view stands still, or the program is at fault."""

import logging
from dataclasses import replace

import pytest

from api import paths
from application.care_files.visits import log_home_visit
from application.crisis.worries.referrals import raise_concern
from application.ports import Actor
from domain.shared import ChildId, PairingId
from domain.visits.state import LogHomeVisit
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.api.pages.damaging import execute, flip_a_byte
from tests.api.pages.duty import COUNTY, LEAD, LIAISON, WORRY, employ
from tests.api.pages.forms import send
from tests.api.pages.site import (
    ADMINISTRATOR,
    LEADER,
    OFFICER,
    TEACHER,
    Site,
    follow_views,
    found_office,
    office_settings,
    open_site,
)
from tests.engines import FoundedLedger
from tests.office import acting

OTHER = ChildId(given.example_id(760))
OTHER_NAME = "施海月"
SECRET = "覃小荷住在二组七号"
STOP_THE_DESK = (
    "CREATE TRIGGER stopped BEFORE UPDATE ON caseworker_children "
    "BEGIN SELECT no_such_function(); END"
)
STOP_THE_NUMBERS = STOP_THE_DESK.replace("caseworker_children", "numbers_proposed")
TELEPHONE = paths.filled(paths.PERSON_TELEPHONE, person_id=given.TEACHER)
FILE = paths.filled(paths.CHILD, child_id=given.CHILD)
OTHER_FILE = paths.filled(paths.CHILD, child_id=OTHER)


def know_another_child(site: Site) -> None:
    site.know(
        replace(given.CHILD_REGISTERED, child_id=OTHER, name=OTHER_NAME),
        replace(given.CARE_FILE_OPENED, child_id=OTHER),
        replace(given.SCHOOLING_RECORDED, child_id=OTHER),
        replace(given.MENTOR_PAIRED, child_id=OTHER, pairing_id=PairingId(given.example_id(761))),
    )


def position_of(site: Site, kind: type) -> int:
    """Where the first fact of this kind about the child stands."""
    rows = site.opened.recorder.rows_after(0, 1_000)
    return next(
        each.position
        for each in site.opened.mapper.open_rows(rows)
        if isinstance(each.fact, kind) and getattr(each.fact, "child_id", None) == given.CHILD
    )


def log_a_visit_before_the_views(site: Site) -> None:
    request = LogHomeVisit(
        child_id=given.CHILD, visit_id=given.VISIT_ID, visit=given.HOME_VISIT, words=None
    )
    resting = replace(site.opened.ledger, catch_up=lambda: None)
    log_home_visit(resting, Actor(person_id=given.TEACHER), request, site.clock())


def test_a_damaged_record_is_told_and_the_other_children_are_read_and_written(
    founded_ledger: FoundedLedger, caplog: pytest.LogCaptureFixture
) -> None:
    databases = founded_ledger(found_office)
    with open_site(office_settings(databases)) as site:
        know_another_child(site)
        log_a_visit_before_the_views(site)
        flip_a_byte(databases.owner_url, site.opened.recorder.head())
        assert site.opened.projector.catch_up(wait_ms=5_000)
        browser = site.signed_in(TEACHER)
        desk = browser.get(paths.DESK)
        assert desk.status_code == 200
        assert ("档案暂时无法读取" in desk.text, OTHER_NAME in desk.text) == (True, True)
        assert (given.CHILD_NAME in desk.text, "有 1 份记录暂时无法读取" in desk.text) == (
            False,
            True,
        )
        for path in (FILE, paths.filled(paths.HISTORY, child_id=given.CHILD)):
            page = browser.get(path)
            assert (page.status_code, "没有通过完整性检查" in page.text) == (500, True)
        assert OTHER_NAME in browser.get(OTHER_FILE).text
        new_visit = paths.filled(paths.NEW_VISIT, child_id=OTHER)
        assert send(browser, new_visit, outcome="not_at_home").status_code == 303
        assert "2026年3月10日" in browser.get(OTHER_FILE).text
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert any("cannot be read from position" in each for each in said)
    assert any("is unreadable" in each for each in said)


def test_a_worry_that_nobody_can_read_is_counted_for_whoever_may_have_to_act(
    founded_ledger: FoundedLedger,
) -> None:
    databases = founded_ledger(found_office)
    with open_site(office_settings(databases)) as site:
        employ(site)
        resting = replace(site.opened.ledger, catch_up=lambda: None)
        receipt = raise_concern(resting, acting(given.TEACHER), WORRY, given.NOW)
        flip_a_byte(databases.owner_url, receipt.position)
        assert reactions_of(site.opened, lambda: given.NOW).follow()
        assert site.opened.projector.catch_up(wait_ms=5_000)
        for login, number in ((COUNTY, 1), (OFFICER, 1), (LEAD, 0), (LEADER, 0), (LIAISON, 0)):
            browser = site.signed_in(login)
            assert browser.get(paths.UNTAKEN).json() == {"untaken": number, "reports": 0}
            page = browser.get(paths.HEALTH_DESK).text
            assert (f'data-untaken="{number}"' in page, "逐所打电话" in page) == (True, number == 1)
            assert ("有 1 个个案读不出来" in page) == (number == 1)


def test_a_view_that_stands_still_is_told_and_loses_nothing(
    founded_on_sqlite: FoundedLedger,
) -> None:
    databases = founded_on_sqlite(found_office)
    with open_site(office_settings(databases)) as site:
        browser = site.signed_in(TEACHER)
        execute(databases.owner_url, STOP_THE_DESK)
        new_visit = paths.filled(paths.NEW_VISIT, child_id=given.CHILD)
        saved = send(browser, new_visit, outcome="done", child_seen="yes")
        assert "已保存" in browser.get(saved.headers["location"]).text
        behind = browser.get(paths.DESK)
        assert (behind.status_code, "数据更新落后 1 条" in behind.text) == (200, True)
        assert (given.CHILD_NAME in behind.text, "还没有家访" in behind.text) == (True, True)
        execute(databases.owner_url, "DROP TRIGGER stopped")
        follow_views(site.opened)
        caught_up = browser.get(paths.DESK)
        assert ("数据更新落后" in caught_up.text, "上次 3月10日" in caught_up.text) == (False, True)


def test_lists_of_numbers_that_stand_still_say_so(founded_on_sqlite: FoundedLedger) -> None:
    databases = founded_on_sqlite(found_office)
    with open_site(office_settings(databases)) as site:
        officer, leader = site.signed_in(OFFICER), site.signed_in(LEADER)
        proposing = send(site.signed_in(ADMINISTRATOR), TELEPHONE, telephone="13000000055")
        assert proposing.status_code == 303
        execute(databases.owner_url, STOP_THE_NUMBERS)
        confirm = paths.filled(paths.CONFIRM_TELEPHONE, person_id=given.TEACHER)
        assert send(officer, confirm, officer.get(TELEPHONE)).status_code == 303
        listed = officer.get(paths.TELEPHONES_WAITING).text
        assert ("数据更新落后 1 条" in listed, TELEPHONE in listed) == (True, True)
        assert "数据更新落后 1 条" in leader.get(paths.CORRECTIONS_WAITING).text
        execute(databases.owner_url, "DROP TRIGGER stopped")
        follow_views(site.opened)
        listed = officer.get(paths.TELEPHONES_WAITING).text
        assert ("数据更新落后" in listed, TELEPHONE in listed) == (False, False)


def test_a_fault_of_the_program_is_told_by_a_number_and_nothing_else(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    browser = site.signed_in(TEACHER)

    def break_down() -> object:
        raise RuntimeError(SECRET)

    site.app.state.quarantined = break_down
    page = browser.get(paths.DESK)
    assert (page.status_code, "系统出了问题" in page.text) == (500, True)
    assert SECRET not in page.text
    (record,) = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert SECRET not in caplog.text
    number = record.getMessage().split()[1].rstrip(":")
    assert number in page.text
    assert "RuntimeError" in record.getMessage()


def test_while_permission_cannot_be_told_nobody_is_let_in(site: Site) -> None:
    administrator, teacher = site.signed_in(ADMINISTRATOR), site.signed_in(TEACHER)
    leader = site.signed_in(LEADER)
    flip_a_byte(str(site.opened.engine.url), position_of(site, type(given.MENTOR_PAIRED)))
    site.opened.projector.rebuild("access")
    page = teacher.get(FILE)
    assert (page.status_code, page.headers["retry-after"]) == (503, "2")
    assert (given.CHILD_NAME in page.text, 'href="">再试一次' in page.text) == (False, True)
    form = paths.filled(paths.NEW_VISIT, child_id=given.CHILD)
    assert f'href="{paths.HOME}">返回' in teacher.post(form, data={"note": "还好"}).text
    assert leader.get(paths.PEOPLE).status_code == 200
    assert administrator.get(paths.ORGANISATIONS).status_code == 200
