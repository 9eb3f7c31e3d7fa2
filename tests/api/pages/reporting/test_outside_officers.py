"""Somebody of a body that was told reads one report by link and code, and answers for that body."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from api import paths
from application.reporting.permitted import Reporting
from application.reporting.recording import report_harm
from domain.codelists import Body
from domain.errors import ConflictKept
from domain.reads.facts import Reading, RecordsRead
from domain.reporting.facts import OutcomeReturned, ReceiptConfirmed
from domain.reporting.officer_facts import (
    OfficerCodeRefused,
    OfficerEnd,
    OutsideOfficerEnded,
    OutsideOfficerEntered,
    OutsideOfficerNamed,
)
from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given
from tests.api.pages.duty import COUNTY, LEAD, POSTS, employ, report
from tests.api.pages.forms import Values, form_on, send
from tests.api.pages.site import AUDITOR, TEACHER, Site
from tests.office import acting
from tests.report_examples import CALL, HARM, REPORT, SEEN
from tests.signing import give_account

AT = {
    name: paths.filled(getattr(paths, name), report_id=REPORT)
    for name in (
        *("REPORT_PAGE", "NAME_OFFICER", "RECEIVE_REPORT", "CLOSE_REPORT"),
        *("TOLD_REPORT", "TOLD_RECEIPT", "TOLD_OUTCOME", "REPORT_SENT"),
    )
}
CONSTABLE = {
    "officer_body": "police",
    "officer_name": "示例警官",
    "officer_function": "示例派出所民警",
    "officer_phone": "0777-0000000",
}


def received(site: Site) -> None:
    """Let the teacher report harm, and the county receive it."""
    employ(site)
    report(site)
    county = site.signed_in(COUNTY)
    shut = county.get(AT["NAME_OFFICER"])
    assert ("才能给链接" in shut.text, CONSTABLE["officer_name"] in shut.text) == (True, False)
    assert county.post(AT["RECEIVE_REPORT"]).status_code == 303


def named(site: Site) -> tuple[str, str]:
    """Let the county name the constable; return the address and the code."""
    county = site.signed_in(COUNTY)
    assert AT["NAME_OFFICER"] in county.get(AT["REPORT_PAGE"]).text
    sent = form_on(county.get(AT["NAME_OFFICER"]), AT["NAME_OFFICER"]).filled(**CONSTABLE)
    untold = county.post(AT["NAME_OFFICER"], data={**sent, "officer_body": "education"})
    assert (untold.status_code, "还没有打过电话" in untold.text) == (409, True)
    shown = county.post(AT["NAME_OFFICER"], data=sent)
    assert "已经显示过" in county.post(AT["NAME_OFFICER"], data=sent).text
    link = re.search(r"/h/[\w-]{64}", shown.text)
    code = re.search(r"<span>(\w{4})</span>-<span>(\w{4})</span>", shown.text)
    assert link is not None
    assert code is not None
    return link[0], code[1] + code[2]


def came_in(site: Site, link: str, code: str) -> TestClient:
    browser = site.client()
    asked = browser.get(link)
    assert (asked.status_code, given.CHILD_NAME in asked.text) == (200, False)
    entered = browser.post(link, data={"code": code.lower()})
    assert (entered.status_code, entered.headers["location"]) == (303, AT["TOLD_REPORT"])
    return browser


def readings(site: Site) -> list[RecordsRead]:
    rows = site.opened.logs["reads"][0].rows_after(0, 1_000)
    found = [each.fact for each in site.opened.logs["reads"][1].open_rows(rows)]
    return [each for each in found if isinstance(each, RecordsRead)]


def test_a_constable_without_account_reads_the_report_and_answers_for_the_police(
    site: Site,
) -> None:
    received(site)
    for login in (TEACHER, LEAD):
        assert site.signed_in(login).get(AT["NAME_OFFICER"]).status_code in (403, 404)
    police = came_in(site, *named(site))
    (officer,) = site.facts(OutsideOfficerNamed)
    assert (officer.body, officer.named_by) == (Body.POLICE, POSTS[COUNTY][0])
    shown = police.get(AT["TOLD_REPORT"])
    assert str(HARM.name) in shown.text
    assert SEEN in shown.text
    for hidden in ("示例老师", "示例值班county", f'href="{paths.REPORTS}"'):
        assert hidden not in shown.text
    own = [each for each in readings(site) if each.reader_id == officer.officer_id]
    assert [(each.child_ids, each.what) for each in own] == [((given.CHILD,), Reading.REPORT)]
    assert send(police, AT["TOLD_RECEIPT"], shown, body_number=" ").status_code == 422
    for _time in range(2):
        told = send(police, AT["TOLD_RECEIPT"], shown, body_number="示例 08")
        assert told.headers["location"] == AT["TOLD_REPORT"]
    assert site.facts(ReceiptConfirmed) == [
        ReceiptConfirmed(
            report_id=REPORT, child_id=given.CHILD, call_id=CALL, receipt_number="示例 08"
        )
    ]
    outcome = form_on(police.get(AT["TOLD_REPORT"]), AT["TOLD_OUTCOME"])
    assert police.post(AT["TOLD_OUTCOME"], data=outcome.filled()).status_code == 422
    filled = outcome.filled(report_outcome="case_filed", outcome_words="已立案侦查。")
    for _time in range(2):
        assert police.post(AT["TOLD_OUTCOME"], data=filled).status_code == 303
    (said,) = site.facts(OutcomeReturned)
    assert (said.body, said.recorded_by) == (Body.POLICE, officer.officer_id)
    assert (said.outcome_id, said.words) == (UUID(filled["outcome_id"][0]), "已立案侦查。")
    seen = site.signed_in(COUNTY).get(AT["REPORT_PAGE"]).text
    assert "部门自己登记" in seen
    assert "示例警官（示例派出所民警）" in seen
    reaches_whoever_reported(site)
    are_named_to_auditors(site, officer.officer_id)
    opens_nothing_else(site, police, filled)


def reaches_whoever_reported(site: Site) -> None:
    """A message leads whoever made the report to theirs, where the answer stands."""
    reporter = site.signed_in(TEACHER)
    assert reporter.get(paths.HEALTH_DESK).headers["location"] == f"{paths.REPORT}#own"
    assert "立案" in reporter.get(AT["REPORT_SENT"]).text


def are_named_to_auditors(site: Site, officer_id: PersonId) -> None:
    """Of the child, among those who read on a day, and on the page of what that one read."""
    looked = paths.filled(paths.WHO_LOOKED, child_id=given.CHILD)
    assert "示例警官（示例派出所民警）" in site.signed_in(AUDITOR).get(looked).text
    of_city = PersonId(given.example_id(976))
    site.know(
        replace(given.TEACHER_REGISTERED, person_id=of_city, name="示例审计"),
        DutyAssigned(
            person_id=of_city,
            duty_id=DutyId(given.example_id(975)),
            role=Role.AUDITOR,
            organisation_id=given.BUREAU,
            from_on=given.TODAY,
        ),
        number=61,
    )
    give_account(site.app.state.accounts, of_city, "city-auditor")
    auditor = site.signed_in("city-auditor")
    for path in (paths.READINGS, paths.filled(paths.READER, person_id=officer_id)):
        assert "示例警官（示例派出所民警）" in auditor.get(path).text


def opens_nothing_else(site: Site, police: TestClient, sent: Values) -> None:
    """Neither another browser nor whoever has an account comes in, and its end shuts the link."""
    for path in (AT["REPORT_PAGE"], AT["NAME_OFFICER"], paths.REPORTS, paths.HOME):
        assert police.get(path).headers["location"].startswith(paths.SIGN_IN)
    another = paths.filled(paths.TOLD_REPORT, report_id=given.example_id(979))
    assert police.get(another).status_code == 403
    assert site.client().get(AT["TOLD_REPORT"]).status_code == 403
    county = site.signed_in(COUNTY)
    assert county.get(AT["TOLD_REPORT"]).status_code == 404
    assert "已用代码打开" in county.get(AT["NAME_OFFICER"]).text
    why = {"closing_id": str(given.example_id(978)), "why": "已立案。"}
    assert county.post(AT["CLOSE_REPORT"], data=why).status_code == 303
    shut = police.get(AT["TOLD_REPORT"])
    assert (shut.status_code, "这个链接打不开" in shut.text) == (403, True)
    # An answer may be lost, or come a moment after the report was closed.
    anew = {**sent, "outcome_id": str(given.example_id(974)), "report_outcome": "child_protected"}
    for answer in (sent, anew):
        assert (
            police.post(AT["TOLD_OUTCOME"], data=answer).headers["location"] == paths.LIAISON_DONE
        )
    assert len(site.facts(OutcomeReturned)) == 2


def accuse(site: Site) -> None:
    """Let the report come again, naming who gave the link among those who may have done it."""
    asked = Reporting(actor=acting(given.TEACHER), now=site.clock.now)
    with pytest.raises(ConflictKept):
        report_harm(site.opened.ledger, asked, replace(HARM, suspect_ids=(POSTS[COUNTY][0],)))
    assert site.opened.projector.catch_up(wait_ms=5_000)


def test_a_link_ends_by_wrong_codes_by_being_taken_back_and_with_who_gave_it(site: Site) -> None:
    received(site)
    link, code = named(site)
    stranger = site.client()
    tried = [stranger.post(link, data={"code": "WRONG234"}).status_code for _ in range(6)]
    assert (tried, stranger.post(link, data={"code": code}).status_code) == ([401] * 5 + [403], 403)
    assert len(site.facts(OfficerCodeRefused)) == 5
    police, county = came_in(site, *named(site)), site.signed_in(COUNTY)
    second = site.facts(OutsideOfficerNamed)[1].officer_id
    ended = paths.filled(paths.END_OFFICER, report_id=REPORT, officer_id=second)
    assert site.signed_in(LEAD).post(ended).status_code == 403
    for _time in range(2):
        assert county.post(ended).status_code == 303
    assert police.get(AT["TOLD_REPORT"]).status_code == 403
    ends = [each.reason for each in site.facts(OutsideOfficerEnded)]
    assert ends == [OfficerEnd.WRONG_CODES, OfficerEnd.WITHDRAWN]
    last = named(site)
    police = came_in(site, *last)
    assert police.get(AT["TOLD_REPORT"]).status_code == 200
    accuse(site)
    sent = {"body_number": "示例 09", "call_id": str(CALL)}
    told = {"report_outcome": "case_filed", "outcome_words": "已立案侦查。"}
    for shut in (
        police.get(AT["TOLD_REPORT"]),
        police.post(AT["TOLD_RECEIPT"], data=sent),
        police.post(AT["TOLD_OUTCOME"], data=told),
    ):
        assert (shut.status_code, "这个链接打不开" in shut.text) == (403, True)
        assert 'href="tel:110"' in shut.text
    assert site.client().post(last[0], data={"code": last[1]}).status_code == 403
    assert (site.facts(ReceiptConfirmed), len(site.facts(OutsideOfficerEntered))) == ([], 2)
