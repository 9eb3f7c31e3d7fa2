"""What was handed to others by the pages: written down, told to the family, due on the desk."""

import re
from html import unescape

from httpx2 import Response

from api import paths
from api.view_models.numbers import child_number
from application.privacy.rights import request_rights
from domain.disclosures.facts import DataDisclosed, DisclosureTold
from infrastructure.rosters.sheets import read_sheets
from tests import examples as given
from tests import office, privacy
from tests.api.pages.damaging import execute
from tests.api.pages.forms import form_on, send
from tests.api.pages.privacy.privacy import PRIVACY, VALID, employ, employ_officer
from tests.api.pages.site import LEADER, Site, follow_views
from tests.office import acting

REGISTER = paths.filled(paths.DISCLOSURES, child_id=given.CHILD)
SPEAKER = ("spoken_by", "speaker_name", "relation_code", "consent_means")
NEW = paths.filled(paths.NEW_DISCLOSURE, child_id=given.CHILD)
STOP_THE_DUES = (
    "CREATE TRIGGER stopped BEFORE INSERT ON dues_rights BEGIN SELECT no_such_function(); END"
)
NOTHING_DUE = "现在没有要办的事"


def recipient_links(page: Response) -> list[str]:
    """Return the addresses under which a page leads to what one recipient was handed."""
    return [unescape(each) for each in re.findall(r'href="([^"]*recipient=[^"]*)" aria', page.text)]


def test_all_mistakes_are_told_at_once(site: Site) -> None:
    employ(site)
    leader = site.signed_in(LEADER)
    nothing = send(leader, NEW, disclosed_on="")
    assert "有 5 处需要修改" in nothing.text
    consent = send(leader, NEW, disclosed_on="", legal_basis="consent")
    assert "有 5 处需要修改" in consent.text
    assert 'href="#processing">家里同意的是哪一种' in consent.text


def test_what_was_handed_out_is_written_down_once_and_the_family_is_told(site: Site) -> None:
    employ(site)
    leader = site.signed_in(LEADER)
    typed: dict[str, str | list[str]] = {
        **VALID[paths.NEW_DISCLOSURE],
        "data_kinds": ["identity", "health"],
        "legal_basis": "consent",
        "processing": "sharing_with_hospital",
    }
    refused = send(leader, NEW, **typed)
    assert (refused.status_code, "家里没有同意" in refused.text) == (409, True)
    assert form_on(refused).fields["data_kinds"] == ["identity", "health"]
    for _ in range(2):
        taken = send(leader, NEW, refused, legal_basis="statutory_duty")
        assert (taken.status_code, taken.headers["location"]) == (303, REGISTER)
    assert len(site.facts(DataDisclosed)) == 2
    owed = site.facts(DataDisclosed)[0]
    tell = paths.filled(
        paths.TELL_DISCLOSURE, child_id=given.CHILD, disclosure_id=owed.disclosure_id
    )
    officer = site.signed_in(PRIVACY)
    assert "提供信息后要告知家里" in officer.get(paths.PRIVACY_DESK).text
    assert send(officer, tell, **VALID[paths.TELL_DISCLOSURE]).status_code == 303
    assert len(site.facts(DisclosureTold)) == 1
    assert "提供信息后要告知家里" not in officer.get(paths.PRIVACY_DESK).text


def test_a_recipient_who_is_in_no_list_is_refused_and_not_passed_over(site: Site) -> None:
    employ(site)
    typed = {**VALID[paths.NEW_DISCLOSURE], "recipient_id": "示例"}
    refused = site.signed_in(LEADER).post(NEW, data=typed)
    assert (refused.status_code, "没有这个选项" in refused.text) == (422, True)
    assert len(site.facts(DataDisclosed)) == 1


def test_the_desk_shows_each_request_until_it_is_answered(site: Site) -> None:
    employ(site)
    officer = site.signed_in(PRIVACY)
    typed = {name: VALID[paths.NEW_RIGHTS][name] for name in ("rights_kind", "asked_on", *SPEAKER)}
    asked = paths.filled(paths.NEW_RIGHTS, child_id=given.CHILD)
    assert "待核实身份" not in officer.get(paths.PRIVACY_DESK).text
    assert send(site.signed_in(LEADER), asked, **typed).status_code == 303
    desk = officer.get(paths.PRIVACY_DESK)
    assert ("复制" in desk.text, "待核实身份" in desk.text) == (True, True)
    assert given.CHILD_NAME not in desk.text
    assert str(given.CHILD)[-6:] in desk.text


def test_the_register_is_looked_at_by_recipient_and_taken_as_a_spreadsheet(site: Site) -> None:
    employ(site)
    # A name is what people type: no spreadsheet is to run it.
    formula = '=HYPERLINK("示例")'
    told = {**VALID[paths.NEW_DISCLOSURE], "recipient": formula}
    assert send(site.signed_in(LEADER), NEW, **told).status_code == 303
    officer = site.signed_in(PRIVACY)
    everyone = officer.get(paths.DISCLOSURE_REGISTER)
    assert ("示例医院" in everyone.text, given.CHILD_NAME in everyone.text) == (True, False)
    hospital = recipient_links(everyone)[0]
    one = officer.get(hospital)
    assert (child_number(given.CHILD) in one.text, given.CHILD_NAME in one.text) == (True, False)
    leaders = site.signed_in(LEADER).get(hospital)
    assert (given.CHILD_NAME in leaders.text, "下载表格" in leaders.text) == (True, False)
    wrong = officer.get(f"{paths.DISCLOSURE_REGISTER}?since_on=2026-03-09&until_on=2026-03-01")
    assert (wrong.status_code, "结束的日期不能早于开始的日期" in wrong.text) == (422, True)
    file = officer.get(paths.DISCLOSURES_FILE)
    (sheet,) = read_sheets(file.content, "disclosures.xlsx")
    assert (file.status_code, b"<f>" in file.content) == (200, False)
    assert {row[0] for row in sheet.rows[1:]} == {"示例医院", formula}
    assert {row[1] for row in sheet.rows[1:]} == {child_number(given.CHILD)}
    assert given.CHILD_NAME not in str(sheet.rows)
    refused = officer.get(f"{paths.DISCLOSURES_FILE}?since_on=0")
    assert (refused.status_code, "日期不对" in refused.text) == (422, True)


def test_while_its_view_stands_still_the_desk_does_not_say_that_nothing_is_due(site: Site) -> None:
    employ_officer(site)
    officer = site.signed_in(PRIVACY)
    assert NOTHING_DUE in officer.get(paths.PRIVACY_DESK).text
    execute(str(site.opened.engine.url), STOP_THE_DUES)
    request_rights(site.opened.ledger, acting(office.LEADER), privacy.ASK, given.NOW)
    desk = officer.get(paths.PRIVACY_DESK).text
    assert ("数据更新落后 1 条" in desk, NOTHING_DUE in desk) == (True, False)
    execute(str(site.opened.engine.url), "DROP TRIGGER stopped")
    follow_views(site.opened)
    desk = officer.get(paths.PRIVACY_DESK).text
    assert ("数据更新落后" in desk, "待核实身份" in desk) == (False, True)
