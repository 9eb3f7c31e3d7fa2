"""By its pages harm is reported, received, answered and ended, and the reporter follows it."""

from dataclasses import replace
from urllib.parse import urlsplit

from fastapi.testclient import TestClient

from api import paths
from application.reporting.permitted import Reporting
from application.reporting.recording import acknowledge_report
from domain.reporting.facts import (
    BodyNotified,
    HarmSuspected,
    ReceiptConfirmed,
    ReportClosed,
    ReportClosingProposed,
)
from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given
from tests import office
from tests.api.pages.duty import CASE, COUNTY, LEAD, POSTS, employ, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import LEADER, STRANGER, TEACHER, Site
from tests.office import acting
from tests.signing import give_account

DAY = given.TODAY.isoformat()
OF_CASE = paths.filled(paths.CASE_REPORT, case_id=CASE)
BY_HAND = {
    "child_id": "other",
    "described_as": "红书包的男孩",
    "harm_kind": "missing_or_trafficked",
    "at_school": "yes",
}


def civil_affairs(site: Site) -> TestClient:
    """Let in somebody who is told of reports of harm, and of no case."""
    person_id = PersonId(given.example_id(298))
    site.know(
        replace(given.TEACHER_REGISTERED, person_id=person_id, name="示例民政"),
        DutyAssigned(
            person_id=person_id,
            duty_id=DutyId(given.example_id(299)),
            role=Role.CIVIL_AFFAIRS_OFFICER,
            organisation_id=given.COUNTY_OFFICE,
            from_on=given.TODAY,
        ),
        number=61,
    )
    give_account(site.app.state.accounts, person_id, "civil")
    return site.signed_in("civil")


def test_anybody_reports_a_child_without_file_or_name_and_adds_what_follows(site: Site) -> None:
    stranger = site.signed_in(STRANGER)
    page = stranger.get(paths.REPORT)
    assert "不用等 24 小时" in page.text
    assert 'href="tel:110"' in page.text
    filled = form_on(page).filled(**{key: BY_HAND[key] for key in BY_HAND if key != "child_id"})
    first, again = (stranger.post(paths.REPORT, data=filled) for _time in range(2))
    assert first.status_code == again.status_code == 303
    (suspected,) = site.facts(HarmSuspected)
    assert [each.value for each in suspected.bodies] == ["police", "education"]
    own = stranger.get(first.headers["location"])
    assert "还没有报告：" in own.text
    assert "红书包" not in own.text
    address = urlsplit(first.headers["location"]).path
    call = {"body": "police", "called_on": DAY, "called_time": "09:05"}
    assert stranger.post(f"{address}/calls", data=call | {"called_time": ""}).status_code == 422
    assert stranger.post(f"{address}/calls", data=call).status_code == 303
    (told,) = site.facts(BodyNotified)
    number = {"call_id": str(told.call_id), "receipt_number": "示例 07"}
    assert stranger.post(f"{address}/receipts", data=number | {"receipt_number": " "}).is_error
    assert stranger.post(f"{address}/receipts", data=number).status_code == 303
    assert [each.receipt_number for each in site.facts(ReceiptConfirmed)] == ["示例 07"]
    assert "示例 07" in stranger.get(address).text
    assert address in stranger.get(paths.REPORT).text
    for login in (TEACHER, LEADER):
        assert site.signed_in(login).get(address).status_code == 404


def test_a_form_without_a_kind_or_child_comes_back_with_all_that_was_typed(site: Site) -> None:
    stranger = site.signed_in(STRANGER)
    wrong = {"child_id": "other", "called_on": DAY, "called_time": "后来", "harm_seen": "手上有伤"}
    page = send(stranger, paths.REPORT, **wrong)
    assert page.status_code == 422
    assert "手上有伤" in page.text
    assert site.facts(HarmSuspected) == []


def test_a_report_of_a_case_goes_to_the_county_and_the_case_tells_nothing_of_it(site: Site) -> None:
    employ(site)
    worry(site)
    teacher, lead, county = (site.signed_in(each) for each in (TEACHER, LEAD, COUNTY))
    sent = teacher.get(paths.filled(paths.WORRY_SENT, case_id=CASE)).text
    case = paths.filled(paths.CASE, case_id=CASE)
    assert OF_CASE in sent
    before = lead.get(case).text
    assert OF_CASE in before
    filled = form_on(teacher.get(OF_CASE), paths.REPORT).filled(
        harm_kind="signs_of_violence", suspects="guardian", called_time="09:05"
    )
    answer = teacher.post(paths.REPORT, data=filled)
    assert answer.status_code == 303
    (suspected,) = site.facts(HarmSuspected)
    assert (suspected.case_id, suspected.child_id) == (CASE, given.CHILD)
    report = paths.filled(paths.REPORT_PAGE, report_id=suspected.report_id)
    assert "强制报告还没有人接收" in county.get(paths.HEALTH_DESK).text
    assert "强制报告还没有人接收" not in lead.get(paths.HEALTH_DESK).text
    assert report in county.get(paths.REPORTS).text
    shown = county.get(report).text
    assert given.CHILD_NAME in shown
    assert case in shown
    assert "示例老师" not in shown
    assert "用消息里的链接，没有登录" not in shown
    by_link = replace(acting(POSTS[COUNTY][0]), device="link/sms")
    asked = Reporting(actor=by_link, now=given.NOW)
    acknowledge_report(site.opened.ledger, asked, suspected.report_id)
    assert "用消息里的链接，没有登录" in county.get(report).text
    assert lead.get(report).status_code == 403
    # Every message leads to the desk, and from there whoever is told of reports goes on.
    desk = civil_affairs(site).get(paths.HEALTH_DESK)
    assert (desk.status_code, f'href="{paths.REPORTS}"' in desk.text) == (200, True)
    assert "报告的进展" not in lead.get(case).text
    assert str(suspected.report_id) not in lead.get(case).text


def test_a_report_is_received_answered_and_ended_by_two_where_nothing_came(site: Site) -> None:
    employ(site)
    teacher, county = site.signed_in(TEACHER), site.signed_in(COUNTY)
    typed = {"child_id": str(given.CHILD), "harm_kind": "other_harm"}
    called = {"called_on": DAY, "called_time": "09:05"}
    location = send(teacher, paths.REPORT, **typed, **called).headers["location"]
    report_id = location.rsplit("/", 1)[1]
    report = paths.filled(paths.REPORT_PAGE, report_id=report_id)
    assert county.post(f"{report}/close", data={"why": "没有结果"}).status_code == 409
    assert [county.post(f"{report}/receive").status_code for _time in range(2)] == [303, 303]
    assert "值班已接收" in teacher.get(location).text
    outcome = {"outcome_body": "police", "report_outcome": "nothing_found", "returned_on": DAY}
    assert county.post(f"{report}/outcomes", data=outcome | {"returned_on": ""}).is_error
    assert county.post(f"{report}/outcomes", data=outcome).status_code == 303
    assert "未发现侵害" in teacher.get(location).text
    assert county.post(f"{report}/close", data={"why": ""}).status_code == 422
    assert county.post(f"{report}/close", data={"why": "走访两次"}).status_code == 303
    assert len(site.facts(ReportClosingProposed)) == 1
    assert "等第二个人同意办结" in county.get(report).text
    assert county.post(f"{report}/close", data={"why": "还是我"}).status_code == 409
    assert site.facts(ReportClosed) == []


def test_whoever_reports_chooses_by_name_who_is_meant_and_that_one_hears_of_it_no_more(
    site: Site,
) -> None:
    employ(site)
    teacher, county = site.signed_in(TEACHER), site.signed_in(COUNTY)
    page = teacher.get(paths.REPORT)
    # Those in posts above, as with a worry: of colleagues at a school the kind tells.
    assert "示例值班county" in page.text
    assert "示例值班lead" not in page.text
    assert str(office.STRANGER) not in page.text
    meant = POSTS[COUNTY][0]
    filled = form_on(page).filled(
        child_id=str(given.CHILD), harm_kind="signs_of_violence", suspect_ids=str(meant)
    )
    assert teacher.post(paths.REPORT, data=filled).status_code == 303
    (suspected,) = site.facts(HarmSuspected)
    assert suspected.suspect_ids == (meant,)
    report = paths.filled(paths.REPORT_PAGE, report_id=suspected.report_id)
    assert county.get(report).status_code == 404
    assert report not in county.get(paths.REPORTS).text
