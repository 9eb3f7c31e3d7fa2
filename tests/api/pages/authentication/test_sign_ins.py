"""Sign-ins on one's own page and on that of a person; who is displaced is told so."""

import pytest

from api import paths
from application.authentication.account_notes import say_all
from application.said_lately import SaidLately
from domain.errors import Unavailable
from infrastructure.log.log import SealedLog
from tests import examples as given
from tests.api.pages.forms import send
from tests.api.pages.site import AUDITOR, SECURITY, TEACHER, Site
from tests.signing import PASSWORD, enter, next_code

OF_THE_TEACHER = paths.filled(paths.SIGN_INS, person_id=given.TEACHER)


def test_ones_own_page_tells_the_last_sign_ins_and_how_they_ended(site: Site) -> None:
    first, second = site.client(), site.client()
    enter(first, TEACHER)
    first.post(paths.SIGN_OUT)
    enter(second, TEACHER)
    page = second.get(paths.ACCOUNT).text
    assert "最近的登录" in page
    assert page.count("用密码 ·") == 2
    assert (page.count("还登录着"), page.count("</time></strong>")) == (1, 2)
    assert page.index("还登录着") < page.index("退出登录</p>")


def test_an_auditor_and_the_security_administrator_see_those_of_a_person(site: Site) -> None:
    browser = site.client()
    enter(browser, TEACHER)
    watching = site.signed_in(SECURITY)
    account = paths.filled(paths.PERSON_ACCOUNT, person_id=given.TEACHER)
    assert watching.post(account, data={"act": "end_sessions"}).status_code == 303
    person = paths.filled(paths.PERSON, person_id=given.TEACHER)
    for login in (AUDITOR, SECURITY):
        seen = site.signed_in(login)
        assert f'href="{OF_THE_TEACHER}"' in seen.get(person).text
        page = seen.get(OF_THE_TEACHER).text
        assert page.count("管理员让它退出") == 1
        nobodys = seen.get(paths.filled(paths.SIGN_INS, person_id=given.example_id(7_777)))
        assert nobodys.status_code == 404


def test_a_browser_that_is_displaced_is_told_why(site: Site) -> None:
    first = site.client()
    enter(first, TEACHER)
    for _other in range(given.RULES.sessions_open_at_most - 1):
        site.clock.move(minutes=1)
        enter(site.client(), TEACHER)
    enter(site.client(), TEACHER)
    led = first.get(paths.DESK)
    assert led.status_code == 303
    assert "在别处登录，这里已退出" in first.get(led.headers["location"]).text
    say_all(site.opened.ledger, site.app.state.accounts, site.clock.now, SaidLately())
    assert "被新的登录顶掉" in site.signed_in(SECURITY).get(OF_THE_TEACHER).text


def test_nobody_comes_in_while_sign_ins_cannot_be_recorded_but_whoever_leaves_is_out(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, outside = site.signed_in(TEACHER), site.client()
    send(outside, paths.SIGN_IN, login=TEACHER, password=PASSWORD)

    def away(_log: SealedLog, _asked: object) -> None:
        raise Unavailable("database_unreachable")

    with monkeypatch.context() as patched:
        patched.setattr(SealedLog, "note", away)
        assert send(outside, paths.SECOND_STEP, code=next_code(TEACHER)).status_code == 503
        assert outside.get(paths.DESK).status_code == 303
        assert inside.post(paths.SIGN_OUT).status_code == 303
        assert inside.get(paths.DESK).status_code == 303
