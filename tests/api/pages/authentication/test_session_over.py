"""A session that ended over a form loses nothing of it, and gives it to nobody else."""

from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from domain.visits.facts import TalkLogged
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import ADMINISTRATOR, LEADER, TEACHER, Site
from tests.signing import PASSWORD, next_code

NEW_TALK = paths.filled(paths.NEW_TALK, child_id=given.CHILD)
NOTES = "写了二十分钟的谈心记录"

EMERGENCY = {"child_id": "0e0e0e0e", "glass_reason": "child_missing", "why": NOTES}


def sign_in(browser: TestClient, login: str) -> None:
    """Go through both steps as people do, in the browser as it is."""
    led = send(browser, paths.SIGN_IN, login=login, password=PASSWORD)
    assert led.headers["location"].split("?")[0] == paths.SECOND_STEP
    send(browser, led.headers["location"], code=next_code(login))


def sent_too_late(site: Site, browser: TestClient) -> Response:
    """Fill in a talk, be called away for too long, and save it."""
    shown = browser.get(NEW_TALK)
    site.clock.move(minutes=given.RULES.session_idle_minutes)
    return send(browser, NEW_TALK, shown, outcome="done", notes=NOTES)


def test_what_was_typed_is_saved_after_signing_in_again(site: Site) -> None:
    browser = site.client()
    sign_in(browser, TEACHER)
    kept = sent_too_late(site, browser)
    assert (kept.status_code, "登录已过期，您写的还在" in kept.text) == (401, True)
    again = send(browser, NEW_TALK, kept)
    assert form_on(again, NEW_TALK).fields == form_on(kept, NEW_TALK).fields
    sign_in(browser, TEACHER)
    assert site.facts(TalkLogged) == []
    assert send(browser, NEW_TALK, again).status_code == 303
    (logged,) = site.facts(TalkLogged)
    assert logged.talk.talked_by == given.TEACHER


def test_nobody_else_saves_it_in_their_name(site: Site) -> None:
    """A telephone that is handed round in the staff room."""
    browser = site.client()
    sign_in(browser, TEACHER)
    kept = sent_too_late(site, browser)
    sign_in(browser, LEADER)
    refused = send(browser, NEW_TALK, kept)
    assert (refused.status_code, "这是另一位同事写的" in refused.text) == (403, True)
    assert form_on(refused, NEW_TALK).fields == form_on(kept, NEW_TALK).fields
    assert site.facts(TalkLogged) == []
    sign_in(browser, TEACHER)
    assert send(browser, NEW_TALK, refused).status_code == 303


def test_whose_a_form_is_was_decided_when_it_was_drawn(site: Site) -> None:
    """Several pages stand open in one browser, and people sign in and out beside them."""
    browser = site.client()
    sign_in(browser, TEACHER)
    drawn = browser.get(NEW_TALK)
    send(browser, paths.SIGN_OUT, drawn)
    kept = send(browser, NEW_TALK, drawn, outcome="done", notes=NOTES)
    assert kept.status_code == 401
    sign_in(browser, LEADER)
    # Neither what was kept nor the page itself becomes the leader's by the leader's session.
    for page in (kept, drawn):
        refused = send(browser, NEW_TALK, page, outcome="done", notes=NOTES)
        assert (refused.status_code, "这是另一位同事写的" in refused.text) == (403, True)
    site.clock.move(minutes=given.RULES.session_idle_minutes)
    kept = send(browser, NEW_TALK, drawn, outcome="done", notes=NOTES)
    assert kept.status_code == 401
    sign_in(browser, TEACHER)
    assert send(browser, NEW_TALK, kept).status_code == 303
    (logged,) = site.facts(TalkLogged)
    assert logged.talk.talked_by == given.TEACHER


def test_what_waited_for_the_code_outlives_the_session(site: Site) -> None:
    browser = site.client()
    sign_in(browser, LEADER)
    drawn = browser.get(paths.BREAK_GLASS)
    site.clock.move(minutes=given.RULES.factor_fresh_minutes + 1)
    asked = send(browser, paths.BREAK_GLASS, drawn, **EMERGENCY)
    assert (asked.status_code, "再确认一次是您" in asked.text) == (403, True)
    site.clock.move(minutes=given.RULES.session_idle_minutes)
    kept = send(browser, paths.STEP_UP, asked, code="654321")
    assert (kept.status_code, "登录已过期，您写的还在" in kept.text) == (401, True)
    fields = form_on(kept, paths.BREAK_GLASS).fields
    assert fields["why"] == [NOTES]
    assert not fields.keys() & {"code", "next", "resend"}


def test_passwords_and_codes_are_never_kept(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    site.clock.move(minutes=given.RULES.session_idle_minutes)
    typed = {"old": PASSWORD, "password": PASSWORD, "again": PASSWORD, "code": "123456"}
    kept = browser.post(NEW_TALK, data={"notes": NOTES, **typed})
    fields = form_on(kept, NEW_TALK).fields
    assert fields == {"notes": [NOTES], "written_by": ["nobody"]}
    assert browser.post(paths.RENEWAL, data=typed).headers["location"] == paths.SIGN_IN


def test_whoever_says_that_they_are_still_there_stays_signed_in(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    page = browser.get(NEW_TALK).text
    assert f'data-ending="{paths.STILL_HERE}" data-minutes="30"' in page
    for _ in range(3):
        site.clock.move(minutes=given.RULES.session_idle_minutes - 1)
        assert browser.get(paths.STILL_HERE).status_code == 204
    site.clock.move(minutes=given.RULES.session_idle_minutes)
    assert browser.get(paths.STILL_HERE).status_code == 303


def test_signing_out_and_files_lead_to_the_form(site: Site) -> None:
    browser = site.signed_in(ADMINISTRATOR)
    site.clock.move(minutes=given.RULES.session_idle_minutes)
    assert browser.post(paths.SIGN_OUT).headers["location"] == paths.SIGN_IN
    upload = browser.post(paths.ROSTERS, files={"file": ("a.csv", b"a")})
    assert upload.headers["location"] == paths.SIGN_IN
    assert "登录已经结束" not in browser.get(paths.SIGN_IN).text


def test_the_form_says_that_a_session_ended_where_one_did_and_no_reason(site: Site) -> None:
    browser = site.client()
    assert "登录已经结束" not in browser.get(paths.SIGN_IN).text
    sign_in(browser, TEACHER)
    assert "登录已经结束" not in browser.get(paths.SIGN_IN).text
    site.clock.move(minutes=given.RULES.session_idle_minutes)
    shown = browser.get(paths.SIGN_IN).text
    assert ("登录已经结束" in shown, "太久没有操作" in shown) == (True, False)


def test_a_page_is_come_back_to_with_what_was_asked_of_it(site: Site) -> None:
    browser = site.client()
    led = browser.get(paths.DESK, params={"due": "overdue"})
    assert led.headers["location"] == f"{paths.SIGN_IN}?back=%2Fdesk%3Fdue%3Doverdue"
