"""The telephone of a person by the pages: proposed by one, confirmed by another, and told."""

from api import paths
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneDeclined,
    PersonTelephoneProposed,
    TelephoneDeclineReason,
)
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import ADMINISTRATOR, OFFICER, SECURITY, TEACHER, Site
from tests.office import ADMINISTRATOR as ADMINISTRATOR_ID
from tests.office import OFFICER as OFFICER_ID
from tests.signing import PASSWORD, led_to, next_code

TELEPHONE = paths.filled(paths.PERSON_TELEPHONE, person_id=given.TEACHER)
CONFIRM = paths.filled(paths.CONFIRM_TELEPHONE, person_id=given.TEACHER)
NUMBER = "13000000055"


def proposed(site: Site) -> None:
    page = site.signed_in(ADMINISTRATOR).get(TELEPHONE)
    form = form_on(page, TELEPHONE).filled(telephone=NUMBER)
    assert site.signed_in(ADMINISTRATOR).post(TELEPHONE, data=form).status_code == 303


def test_a_number_is_proposed_confirmed_by_another_and_told_at_each_sign_in_for_a_month(
    each_site: Site,
) -> None:
    site = each_site
    site.clock.move(minutes=1)
    proposed(site)
    (waits,) = site.facts(PersonTelephoneProposed)
    assert (waits.telephone, waits.proposed_by) == (NUMBER, ADMINISTRATOR_ID)
    officer = site.signed_in(OFFICER)
    assert (
        'href="' + TELEPHONE
        in officer.get(paths.filled(paths.PERSON, person_id=given.TEACHER)).text
    )
    assert send(officer, CONFIRM, officer.get(TELEPHONE)).status_code == 303
    assert site.facts(PersonTelephoneChanged) == [
        PersonTelephoneChanged(
            person_id=given.TEACHER,
            telephone_id=waits.telephone_id,
            telephone=NUMBER,
            proposed_by=ADMINISTRATOR_ID,
            confirmed_by=OFFICER_ID,
        )
    ]
    # Of two who sign in, the first may be whoever has the new number; the owner is told as well.
    for days, is_told in ((0, True), (1, True), (28, True), (2, False)):
        site.clock.move(minutes=days * 24 * 60)
        again = site.client()
        send(again, paths.SIGN_IN, login=TEACHER, password=PASSWORD)
        led = send(again, paths.SECOND_STEP, code=next_code(TEACHER))
        assert led_to(led) == paths.HOME
        for page in (led.headers["location"], paths.ACCOUNT):
            assert ("您登记的电话改" in again.get(page).text) is is_told


def test_whoever_proposed_it_is_offered_no_confirmation_and_refused_one(site: Site) -> None:
    proposed(site)
    browser = site.signed_in(OFFICER)
    page = browser.get(TELEPHONE)
    form = form_on(page, TELEPHONE).filled(telephone="13000000056")
    unasked = browser.post(TELEPHONE, data=form)
    assert (unasked.status_code, 'id="replaces"' in unasked.text) == (409, True)
    assert "13000000056" in unasked.text
    (of_another,) = site.facts(PersonTelephoneProposed)
    form = form_on(unasked, TELEPHONE).filled(replaces=str(of_another.telephone_id))
    assert browser.post(TELEPHONE, data=form).status_code == 303
    assert "已换成别的提议" in site.signed_in(ADMINISTRATOR).get(TELEPHONE).text
    shown = browser.get(TELEPHONE)
    assert ("要由另一位负责人在这一页确认" in shown.text, "确认改成" in shown.text) == (True, False)
    refused = send(browser, CONFIRM, shown)
    assert (refused.status_code, "要由另一位负责人确认" in refused.text) == (409, True)
    assert site.facts(PersonTelephoneChanged) == []


def test_a_wrong_number_comes_back_beside_its_field(site: Site) -> None:
    browser = site.signed_in(ADMINISTRATOR)
    page = send(browser, TELEPHONE, telephone="值班室")
    assert (page.status_code, 'id="telephone-error"' in page.text, "值班室" in page.text) == (
        422,
        True,
        True,
    )
    assert "值班电话" not in page.text


def test_what_waits_is_tagged_declined_with_a_reason_and_the_proposer_is_told(site: Site) -> None:
    proposed(site)
    officer, person = site.signed_in(OFFICER), paths.filled(paths.PERSON, person_id=given.TEACHER)
    assert "等确认" in officer.get(person).text
    (waits,) = site.facts(PersonTelephoneProposed)
    declining = paths.filled(
        paths.DECLINE_TELEPHONE, person_id=given.TEACHER, telephone_id=waits.telephone_id
    )
    assert declining in officer.get(TELEPHONE).text
    page = officer.get(declining)
    assert send(officer, declining, page).status_code == 422
    assert send(officer, declining, page, reason="not_asked_for").status_code == 303
    assert site.facts(PersonTelephoneDeclined) == [
        PersonTelephoneDeclined(
            person_id=given.TEACHER,
            telephone_id=waits.telephone_id,
            declined_by=OFFICER_ID,
            reason=TelephoneDeclineReason.NOT_ASKED_FOR,
        )
    ]
    assert "等确认" not in officer.get(person).text
    told = site.signed_in(ADMINISTRATOR).get(TELEPHONE).text
    assert all(each in told for each in ("您上次的提议", "未同意", "本人没有要改"))


def test_the_page_names_who_may_confirm_and_lets_the_proposer_take_it_back(site: Site) -> None:
    proposed(site)
    browser = site.signed_in(ADMINISTRATOR)
    (waits,) = site.facts(PersonTelephoneProposed)
    shown = browser.get(TELEPHONE).text
    assert all(each in shown for each in ("可以确认的岗位", "安全管理员"))
    declining = paths.filled(
        paths.DECLINE_TELEPHONE, person_id=given.TEACHER, telephone_id=waits.telephone_id
    )
    assert send(browser, declining, browser.get(declining)).status_code == 303
    (declined,) = site.facts(PersonTelephoneDeclined)
    assert declined.reason is TelephoneDeclineReason.WITHDRAWN
    assert "已撤回" in browser.get(TELEPHONE).text


def declining(site: Site) -> str:
    *_before, waits = site.facts(PersonTelephoneProposed)
    return paths.filled(
        paths.DECLINE_TELEPHONE, person_id=given.TEACHER, telephone_id=waits.telephone_id
    )


def test_whoever_declines_what_waits_no_more_is_told_so_beside_the_number_that_holds(
    site: Site,
) -> None:
    proposed(site)
    officer, colleague, late = site.signed_in(OFFICER), site.signed_in(SECURITY), declining(site)
    page = officer.get(late)
    assert send(colleague, CONFIRM, colleague.get(TELEPHONE)).status_code == 303
    for reason, status, told in (
        ("not_asked_for", 409, "已经有人确认过了"),
        ("", 422, "已经不等确认了"),
    ):
        refused = send(officer, late, page, reason=reason)
        assert (refused.status_code, told in refused.text) == (status, True)
        assert all(each in refused.text for each in (NUMBER, "现在登记的电话"))
    asked = officer.get(late)
    assert (asked.status_code, "已经不等确认了" in asked.text) == (409, True)
    other = paths.filled(
        paths.DECLINE_TELEPHONE, person_id=given.TEACHER, telephone_id=given.example_id(978)
    )
    assert officer.get(other).status_code == 404


def test_what_a_colleague_declined_or_proposed_anew_is_told_to_whoever_declines_it(
    site: Site,
) -> None:
    proposed(site)
    officer, colleague, first = site.signed_in(OFFICER), site.signed_in(SECURITY), declining(site)
    page = officer.get(first)
    proposed(site)
    anew = send(officer, first, page, reason="not_asked_for")
    assert (anew.status_code, "后来又提议了别的号码" in anew.text) == (409, True)
    second = declining(site)
    page = officer.get(second)
    assert send(colleague, second, colleague.get(second), reason="wrong_number").status_code == 303
    declined = send(officer, second, page, reason="not_asked_for")
    assert (declined.status_code, "已经有人不同意" in declined.text) == (409, True)


def test_what_is_taken_back_twice_is_taken_back_once(site: Site) -> None:
    proposed(site)
    browser, own = site.signed_in(ADMINISTRATOR), declining(site)
    page = browser.get(own)
    for _time in range(2):
        assert send(browser, own, page).status_code == 303
    assert len(site.facts(PersonTelephoneDeclined)) == 1
    again = browser.get(own)
    assert (again.status_code, "已撤回" in again.text) == (409, True)


def test_nobody_changes_the_telephone_of_whom_they_do_not_answer_for(site: Site) -> None:
    for login in (TEACHER, SECURITY):
        page = site.signed_in(login).get(TELEPHONE)
        assert page.status_code == (403 if login == TEACHER else 200)
    alone = site.signed_in(SECURITY).get(TELEPHONE).text
    assert "提议改成这个号码" not in alone


def test_who_may_confirm_is_led_from_any_page_to_the_list_and_finds_no_number_there(
    site: Site,
) -> None:
    officer, waiting = site.signed_in(OFFICER), "有人提议改电话，等您确认。"
    assert waiting not in officer.get(paths.PEOPLE).text
    proposed(site)
    for login, is_told in ((OFFICER, True), (SECURITY, True), (ADMINISTRATOR, False)):
        page = site.signed_in(login).get(paths.PEOPLE).text
        assert (waiting in page, f'href="{paths.TELEPHONES_WAITING}"' in page) == (is_told, is_told)
    listed = officer.get(paths.TELEPHONES_WAITING).text
    assert (TELEPHONE in listed, "去确认" in listed, NUMBER in listed) == (True, True, False)
    own = site.signed_in(ADMINISTRATOR).get(paths.TELEPHONES_WAITING).text
    assert all(each in own for each in ("没有等您确认的新电话", "您提出的", TELEPHONE))
    assert send(officer, CONFIRM, officer.get(TELEPHONE)).status_code == 303
    assert waiting not in officer.get(paths.PEOPLE).text
    assert "已确认" in site.signed_in(ADMINISTRATOR).get(paths.TELEPHONES_WAITING).text
