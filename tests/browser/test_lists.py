"""A list from an office in a browser: uploaded, looked at, given back, recorded, deleted."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, expect
from python_calamine import CalamineWorkbook

from api import paths
from api.guards.security import MAX_UPLOAD_BYTES
from tests.api.pages.site import SUPERVISOR
from tests.browser.site import Served
from tests.browser.walking import Walk, walking
from tests.tree import ROOT

pytestmark = pytest.mark.browser

(LIST,) = (ROOT / "tests" / "rosters").glob("*登记表.xlsx")


def choose(walk: Walk, file: Path | FilePayload) -> None:
    walk.page.get_by_label("名单文件").set_input_files(file)
    walk.page.get_by_role("button", name="上传并预览").click()


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])
def test_a_list_is_uploaded_given_back_recorded_and_deleted(
    browser: Browser, embedded_site: Served, width: int, scripts: bool
) -> None:
    with walking(browser, embedded_site, width=width, closely=scripts, scripts=scripts) as walk:
        walk.let_in(SUPERVISOR)
        walk.go(paths.ROSTERS)
        expect(walk.page.get_by_text("还没有上传名单")).to_be_visible()
        if scripts:
            walk.look("no list")
        choose(walk, LIST)
        expect(walk.page.get_by_role("heading", level=1)).to_have_text(LIST.name)
        expect(walk.page.get_by_text("共 183 行")).to_be_visible()
        if scripts:
            walk.look("a list")
        ignored = walk.page.locator("details#ignore")
        expect(ignored.get_by_role("listitem").first).to_be_hidden()
        ignored.locator("summary").click()
        expect(ignored.get_by_role("listitem").first).to_be_visible()
        flagged = walk.page.locator("section#accept_flagged")
        flagged.get_by_role("link", name="下一页").click()
        expect(flagged.get_by_text("第 2 页")).to_be_visible()
        with walk.page.expect_download() as waiting:
            walk.page.get_by_role("link", name="下载没有收下的行").click()
        given_back = waiting.value
        assert given_back.suggested_filename == "没有收下的行.xlsx"
        book = CalamineWorkbook.from_filelike(io.BytesIO(given_back.path().read_bytes()))
        assert "原因" in str(book.get_sheet_by_index(0).to_python())
        walk.follow("选择要登记的行", "登记名单")
        if scripts:
            walk.look("which rows")
        walk.press("登记选中的行", "登记名单")
        expect(walk.page.get_by_role("heading", name="登记结束")).to_be_visible()
        if scripts:
            walk.look("recorded")
        walk.follow("回到名单", LIST.name)
        walk.follow("删除这份名单", "删除名单")
        walk.press("确认删除", "名单")
        expect(walk.page.get_by_text("还没有上传名单")).to_be_visible()


def test_a_file_that_is_too_large_is_told_on_the_page(
    browser: Browser, embedded_site: Served, tmp_path: Path
) -> None:
    large = tmp_path / "list.csv"
    large.write_bytes(b"x" * (MAX_UPLOAD_BYTES * 2))
    with walking(browser, embedded_site, width=390) as walk:
        walk.let_in(SUPERVISOR)
        walk.go(paths.ROSTERS)
        choose(walk, large)
        expect(walk.page.get_by_role("alert").filter(has_text="最多 20 MB")).to_be_visible()
        walk.look("a list, refused")
        assert walk.refusals == ["422"]
