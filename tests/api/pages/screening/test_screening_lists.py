"""Lists of results by the pages: looked at first, taken row by row, given back, deleted."""

from collections.abc import Sequence

from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from domain.screening.facts import ScreeningLeadRecorded
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.forms import form_on
from tests.api.pages.screening.test_screening import PSYCHOLOGIST, employed
from tests.api.pages.site import Site
from tests.api.pages.survey.test_rosters import cells_of
from tests.infrastructure.rosters.lists import text_file
from tests.screening_examples import LEAD

HEADER = ["姓名", "班级", "量表", "日期", "结果", "学籍号"]
DAY = LEAD.screened_on.isoformat()
MATCHED = [given.CHILD_NAME, "五（2）班", "MHT", DAY, "需关注"]
UNASKED = ["示例甲", "五(2)班", "MHT", DAY, "正常"]
UNKNOWN = ["示例乙", "五(2)班", "MHT", DAY, "需关注"]
TWICE = [["示例丁", *MATCHED[1:]], ["示例丁", *MATCHED[1:4], "正常"]]
"""Which of two pupils of one name it is nobody can tell, whether or not one has a file."""
NUMBERED = ["示例丁", *MATCHED[1:], "G450702201503120017"]
IN_DANGER = ["示例丙", "五(2)班", "MHT", DAY, "高危"]


def upload(browser: TestClient, *rows: Sequence[str], header: Sequence[str] = HEADER) -> Response:
    fields = form_on(browser.get(paths.SCREENING_LISTS), paths.SCREENING_LISTS).fields
    typed = {"request_id": fields["request_id"][0]}
    content = text_file([list(header), *map(list, rows)])
    files = {"file": ("示例筛查.csv", content)}
    return browser.post(paths.SCREENING_LISTS, data=typed, files=files)


def test_a_list_is_looked_at_taken_once_and_goes_back_with_what_nobody_matches(
    site: Site,
) -> None:
    employed(site)
    me = site.signed_in(PSYCHOLOGIST)
    refused = upload(me, [*MATCHED, "", "66"], header=[*HEADER, "总分"])
    assert (refused.status_code, "先删掉" in refused.text) == (422, True)
    head = site.opened.recorder.head()
    at = upload(me, MATCHED, UNASKED, UNKNOWN, IN_DANGER, *TWICE, NUMBERED).headers["location"]
    page = me.get(at).text
    for said in (
        "1 行能登记",
        "2 行不需要访谈",
        "有 1 行提到危险",
        "没有这个姓名的档案",
        "有同名的学生",
    ):
        assert said in page
    # Of the one whose number is told it is known that nobody of them has a file.
    assert (page.count("有同名的学生"), page.count("没有这个姓名的档案")) == (1, 2)
    assert ("示例甲" in page, "示例丙" in page) == (False, True)
    assert site.opened.recorder.head() == head
    assert me.post(at).status_code == 200
    (lead,) = site.facts(ScreeningLeadRecorded)
    roster_id = at.rsplit("/", 1)[1]
    assert (lead.child_id, lead.school_id, lead.talk_by_on, str(lead.list_id)) == (
        *(LEAD.child_id, LEAD.school_id, LEAD.talk_by_on),
        roster_id,
    )
    again = me.post(at).text
    assert ("登记了 0 行" in again, "已在访谈名单" in again) == (True, True)
    assert site.facts(ScreeningLeadRecorded) == [lead]
    assert given.CHILD_NAME in me.get(paths.INTERVIEWS).text
    back = cells_of(me.get(f"{at}/untaken"))
    assert [row[0] for row in back] == ["姓名", "示例乙", "示例丙", "示例丁", "示例丁"]
    others = site.signed_in(duty.LEAD)
    assert [others.get(at).status_code, others.post(at).status_code] == [404, 404]
    assert me.post(f"{at}/delete").headers["location"] == paths.SCREENING_LISTS
    assert me.get(at).status_code == 404
