"""Lists uploaded, looked at, given back and deleted on their pages, on each engine."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from api import paths
from api.guards.security import MAX_UPLOAD_BYTES
from application.survey.staged_rosters import HELD_AT_MOST
from domain.reads.facts import Reading
from domain.shared import ChildId
from infrastructure.log.tables import STAGED_ROSTERS
from infrastructure.rosters.sheets import BYTES_AT_MOST
from tests import examples as given
from tests.api.pages.care_files.test_histories import readings
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import LEADER, OFFICER, SUPERVISOR, TEACHER, Site
from tests.infrastructure.rosters.lists import Rows, text_file
from tests.infrastructure.rosters.old_books import far_corner
from tests.rosters.recording import list_of, listed
from tests.tree import ROOT

REAL = sorted((ROOT / "tests" / "rosters").glob("*.[cx]*"))
HEADER = ["姓名", "性别", "出生日期", "身份证号", "监护人", "村"]
GOOD = ["示例甲", "男", "2015-06-01", "", "示例奶奶", "示例村"]
LISTED: Rows = [
    HEADER,
    GOOD,
    ["", "男", "2015-06-02", "", "示例爷爷", "示例村"],
    ["示例丙", "女", "2015-06-03", "999999201506030010", "示例爷爷", "示例村"],
    [given.CHILD_NAME, "男", given.BORN_ON.isoformat(), "", "示例外人", "示例村"],
]
NAME = "示例镇名单.csv"


def upload(browser: TestClient, content: bytes, name: str = NAME) -> Response:
    fields = form_on(browser.get(paths.ROSTERS), paths.ROSTERS).fields
    typed = {"request_id": fields["request_id"][0]}
    return browser.post(paths.ROSTERS, data=typed, files={"file": (name, content)})


def uploaded(site: Site, content: bytes, name: str = NAME) -> str:
    """Upload a list and return the address of its page."""
    answer = upload(site.signed_in(SUPERVISOR), content, name)
    assert answer.status_code == 303
    return answer.headers["location"]


def staged(site: Site) -> int:
    with site.opened.engine.connect() as connection:
        counted = select(func.count()).select_from(STAGED_ROSTERS)
        return connection.execute(counted).scalar_one()


def cells_of(answer: Response) -> list[list[str]]:
    (name,) = (book := CalamineWorkbook.from_filelike(io.BytesIO(answer.content))).sheet_names
    return [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]


def test_a_list_is_uploaded_looked_at_given_back_and_deleted(each_site: Site) -> None:
    browser = each_site.signed_in(SUPERVISOR)
    at = uploaded(each_site, text_file(LISTED))
    page = browser.get(at)
    assert page.status_code == 200
    for said in (NAME, "共 4 行", "没有姓名。", "末四位 0010", "示例奶奶", "同名同生日"):
        assert said in page.text
    assert "999999201506030010" not in page.text
    assert NAME in browser.get(paths.ROSTERS).text
    back = browser.get(f"{at}/untaken")
    assert [each.what for each in readings(each_site)[-2:]] == [Reading.ROSTER, Reading.EXPORT]
    assert [row[0] for row in cells_of(back)] == ["姓名", "", "示例丙", given.CHILD_NAME]
    sure = browser.get(f"{at}/delete")
    assert send(browser, f"{at}/delete", sure).headers["location"] == paths.ROSTERS
    assert (browser.get(at).status_code, staged(each_site)) == (404, 0)
    assert NAME not in browser.get(paths.ROSTERS).text


def test_a_list_is_gone_after_a_day(each_site: Site) -> None:
    at = uploaded(each_site, text_file(LISTED))
    each_site.clock.now += timedelta(hours=23, minutes=59)
    each_site.entered.clear()
    assert each_site.signed_in(SUPERVISOR).get(at).status_code == 200
    each_site.clock.now += timedelta(minutes=2)
    page = each_site.signed_in(SUPERVISOR).get(at)
    assert (page.status_code, "24 小时" in page.text, staged(each_site)) == (404, True, 0)


def test_of_a_child_on_file_nothing_is_shown_but_that_there_is_one(each_site: Site) -> None:
    page = each_site.signed_in(SUPERVISOR).get(uploaded(each_site, text_file(LISTED)))
    assert "有在册的孩子同名同生日" in page.text
    for secret in (str(given.CHILD), given.ID_NUMBER[-4:], given.PHONE):
        assert secret not in page.text


@pytest.mark.parametrize("who", [LEADER, OFFICER])
def test_somebody_elses_list_is_not_there(kept_site: Site, who: str) -> None:
    at = uploaded(kept_site, text_file(LISTED))
    other = kept_site.signed_in(who)
    for path in (at, f"{at}/untaken", f"{at}/delete"):
        page = other.get(path)
        assert (page.status_code, "示例" in page.text) == (404, False)
    assert other.post(f"{at}/delete").status_code == 404
    assert NAME not in other.get(paths.ROSTERS).text
    assert kept_site.signed_in(SUPERVISOR).get(at).status_code == 200


def test_a_list_sent_twice_is_kept_once(site: Site) -> None:
    browser = site.signed_in(SUPERVISOR)
    typed = {"request_id": str(uuid4())}
    answers = [
        browser.post(paths.ROSTERS, data=typed, files={"file": (NAME, text_file(rows))})
        for rows in (LISTED, [HEADER, GOOD])
    ]
    assert len({each.headers["location"] for each in answers}) == 1
    assert "共 4 行" in browser.get(answers[0].headers["location"]).text
    assert staged(site) == 1
    deleted = answers[0].headers["location"]
    assert browser.post(f"{deleted}/delete").status_code == 303
    again = browser.post(paths.ROSTERS, data=typed, files={"file": (NAME, text_file(LISTED))})
    assert (again.status_code, staged(site)) == (404, 0)


def test_a_list_sent_under_the_id_of_a_child_leaves_the_child_as_it_is(site: Site) -> None:
    browser = site.signed_in(SUPERVISOR)
    typed = {"request_id": str(given.CHILD)}
    answer = browser.post(paths.ROSTERS, data=typed, files={"file": (NAME, text_file(LISTED))})
    assert browser.post(f"{answer.headers['location']}/delete").status_code == 303
    file = browser.get(paths.filled(paths.CHILD, child_id=ChildId(given.CHILD)))
    assert given.CHILD_NAME in file.text


WRONG: dict[str, tuple[str, bytes, str]] = {
    "nothing chosen": ("", b"", "还没有选文件"),
    "an empty file": (NAME, b"", "文件是空的"),
    "another extension": ("list.xlsx", text_file(LISTED), "扩展名不符"),
    "no list": (NAME, text_file([["会议通知"], ["请准时参加"]]), "没有找到名单"),
    "just above 20 MB": (NAME, b"a" * (BYTES_AT_MOST + 1), "最多 20 MB"),
    "far above 20 MB": (NAME, b"a" * (MAX_UPLOAD_BYTES + 1), "最多 20 MB"),
    "too many rows": (NAME, text_file([HEADER, *([GOOD] * 20_001)]), "最多 20,000 行"),
    "one that asks for all memory": ("list.xls", far_corner(), "这个文件读不下来"),
}


@pytest.mark.parametrize(("name", "content", "said"), WRONG.values(), ids=WRONG)
def test_what_is_no_list_is_told_on_the_form_and_not_kept(
    kept_site: Site, name: str, content: bytes, said: str
) -> None:
    before = staged(kept_site)
    page = upload(kept_site.signed_in(SUPERVISOR), content, name)
    assert (page.status_code, said in page.text) == (422, True)
    assert "上传并预览" in page.text
    assert staged(kept_site) == before


def test_a_person_keeps_only_so_many_lists(site: Site) -> None:
    for _ in range(HELD_AT_MOST):
        uploaded(site, text_file(LISTED))
    page = upload(site.signed_in(SUPERVISOR), text_file(LISTED))
    assert (page.status_code, "请先删除一份" in page.text) == (409, True)
    assert staged(site) == HELD_AT_MOST


def test_a_file_is_never_written_to_the_disk(
    kept_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("a file was opened")

    rows = [HEADER, *([*GOOD[:5], "示例村" * 100] for _ in range(3_000))]
    content = text_file(rows)
    assert len(content) > 2 * 1024 * 1024
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    at = uploaded(kept_site, content)
    assert kept_site.signed_in(SUPERVISOR).get(f"{at}/untaken").status_code == 200


def test_a_long_list_is_shown_page_by_page(kept_site: Site) -> None:
    rows = [HEADER, *(["", "男", "2015-06-01", "", f"示例{n}号人", "村"] for n in range(230))]
    browser = kept_site.signed_in(SUPERVISOR)
    at = uploaded(kept_site, text_file(rows))
    first = browser.get(at).text
    last = browser.get(f"{at}?group=reject&page=3").text
    beyond = browser.get(f"{at}?group=reject&page=99").text
    assert ("示例99号人" in first, "示例100号人" in first) == (True, False)
    assert ("示例199号人" in last, "示例200号人" in last, "示例229号人" in last) == (
        False,
        True,
        True,
    )
    assert beyond == last


def test_the_rows_given_back_are_text_and_named_without_anybody(kept_site: Site) -> None:
    rows = [
        HEADER,
        ["", "男", "2015-06-01", "=1+1", '=HYPERLINK("http://x")', "@SUM(1)"],
        ["", "女", "2015-06-02", "012", "http://example.org", "+1"],
    ]
    at = uploaded(kept_site, text_file(rows))
    answer = kept_site.signed_in(SUPERVISOR).get(f"{at}/untaken")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="rows.xlsx"')
    assert "示例镇" not in str(answer.headers)
    header, first, second = cells_of(answer)
    assert header[-3:] == ["原行号", "结果", "原因"]
    assert first[:6] == rows[1]
    assert second[:6] == rows[2]
    assert (first[6], first[7], first[8]) == ("2", "不收", "没有姓名。请补上姓名再报。")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        sheets = [name for name in package.namelist() if "worksheets/" in name]
        told = b"".join(package.read(name) for name in sheets)
    assert all(name.count("_rels") == 0 for name in sheets)
    assert (b"<f>" in told, b"<f " in told, b"hyperlink" in told) == (False, False, False)
    assert b't="s"' in told


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.suffix + str(len(file.stem)))
def test_the_lists_of_offices_are_shown_whole(kept_site: Site, file: Path) -> None:
    at = uploaded(kept_site, file.read_bytes(), file.name)
    page = kept_site.signed_in(SUPERVISOR).get(at)
    assert (page.status_code, file.name in page.text) == (200, True)
    assert kept_site.signed_in(SUPERVISOR).get(f"{at}/untaken").status_code == 200


def test_a_teacher_is_refused_before_a_file_is_read(kept_site: Site) -> None:
    browser = kept_site.signed_in(TEACHER)
    broken = browser.post(
        paths.ROSTERS,
        content=b"not a form",
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert broken.status_code == 403
    assert paths.ROSTERS not in browser.get(paths.HOME).text


def test_digits_that_a_spreadsheet_lost_are_not_shown_as_if_they_were_known(site: Site) -> None:
    at = uploaded(site, list_of(listed(身份证号="999999201503050000")))
    page = site.signed_in(SUPERVISOR).get(at).text
    assert "末几位丢了" in page
    assert "末四位" not in page
