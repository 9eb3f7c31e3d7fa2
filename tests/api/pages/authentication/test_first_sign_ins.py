"""Whoever signs in by an invitation does nothing until a second person has made sure of them."""

import re

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import update

from api import paths
from application.authentication.account_notes import notes_of, say_all
from application.authentication.first_sign_ins import confirm_at_founding, first_sign_ins
from application.ports import Actor
from application.said_lately import SaidLately
from domain.accounts.facts import (
    AccountActivated,
    AccountDisabled,
    DisablingReason,
    FirstSignInConfirmed,
    FirstSignInConfirmedAtFounding,
    FirstSignInDenied,
)
from domain.accounts.outside_facts import IdentifiedBy
from domain.errors import RuleBroken
from domain.referrals.facts import ConcernRaised
from infrastructure.log.tables import ACCOUNTS
from tests import examples as e
from tests import office
from tests.api.pages.authentication.test_accounts import ACCOUNT, INVITE, codes_on, set_up
from tests.api.pages.crisis.test_worries import BY_HAND
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import (
    ADMINISTRATOR,
    AUDITOR,
    DIRECTOR,
    LEADER,
    LOGINS,
    OFFICER,
    SECURITY,
    SUPERVISOR,
    TEACHER,
    Site,
)
from tests.signing import HOST, opened_session

KEY = re.compile(r'name="first" value="([^"]+)"')
DENY = paths.filled(paths.DENY_FIRST_SIGN_IN, person_id=e.TEACHER)
JSON = "/api/v1"
SEEN = {"identified_by": "seen_in_person"}


def invited(site: Site, login: str = TEACHER) -> TestClient:
    """A browser in which whoever holds the code has set up the account of somebody."""
    accounts, whose, now = site.app.state.accounts, LOGINS[login], site.clock.now
    address = paths.filled(paths.INVITE_PERSON, person_id=whose)
    assert len(codes_on(send(site.signed_in(SECURITY), address, login=login))) == 1
    accounts.factors.pending(whose, now, now)
    notes = notes_of(
        [AccountActivated(person_id=whose)], accounts.chance.id(), Actor(person_id=whose)
    )
    accounts.factors.enrol(whose, [], now, notes)
    browser = site.client()
    token = opened_session(accounts, login, now)
    browser.cookies.set(site.app.state.session_cookie.name, token, domain=HOST)
    return browser


def waiting_for(site: Site, login: str) -> list[str]:
    page = site.signed_in(login).get(paths.FIRST_SIGN_INS)
    return KEY.findall(page.text) if page.status_code == 200 else []


def confirmed_by(site: Site, login: str, *keys: str) -> Response:
    data = {"first": list(keys), **SEEN}
    return site.signed_in(login).post(paths.CONFIRM_FIRST_SIGN_INS, data=data)


def test_duties_count_once_a_second_person_has_made_sure_who_signed_in(each_site: Site) -> None:
    site = each_site
    browser = site.client()
    (code,) = codes_on(send(site.signed_in(SECURITY), INVITE, login=TEACHER))
    assert set_up(site, browser, code).status_code == 200
    refused = browser.get(paths.DESK)
    assert (refused.status_code, "确认是您本人" in refused.text) == (403, True)
    assert "学校负责人" in refused.text
    (key,) = waiting_for(site, LEADER)
    assert confirmed_by(site, LEADER, key).headers["location"] == paths.FIRST_SIGN_INS
    assert browser.get(paths.DESK).status_code == 200
    assert site.facts(FirstSignInConfirmed) == [
        FirstSignInConfirmed(person_id=e.TEACHER, identified_by=IdentifiedBy.SEEN_IN_PERSON)
    ]
    assert waiting_for(site, LEADER) == []
    assert confirmed_by(site, LEADER, key).status_code == 303
    assert len(site.facts(FirstSignInConfirmed)) == 1


def test_until_then_there_is_nothing_but_what_anybody_may(site: Site) -> None:
    browser = invited(site)
    child = paths.filled(paths.CHILD, child_id=e.CHILD)
    for path in (paths.HOME, child, paths.GRANTS, f"{JSON}/children", f"{JSON}/me"):
        assert (path, browser.get(path).status_code) == (path, 403)
    for path in (paths.WORRY, paths.HELP_NUMBERS, paths.ACCOUNT, paths.RENEWAL):
        assert (path, browser.get(path).status_code) == (path, 200)
    problem = browser.get(f"{JSON}/children").json()
    assert problem["code"] == "first_sign_in_unconfirmed"


def test_an_emergency_never_waits_for_anybody_to_confirm(site: Site) -> None:
    browser = invited(site)
    filled = form_on(browser.get(paths.WORRY)).filled(**BY_HAND)
    answer = browser.post(paths.WORRY, data=filled)
    assert answer.status_code == 303
    assert len(site.facts(ConcernRaised)) == 1


@pytest.mark.parametrize("login", [LEADER, OFFICER])
def test_whoever_answers_for_the_place_is_told_and_asked(site: Site, login: str) -> None:
    invited(site)
    person = site.signed_in(login).get(paths.filled(paths.PERSON, person_id=e.TEACHER)).text
    assert paths.FIRST_SIGN_INS in person
    assert "等您确认是本人" in site.signed_in(login).get(paths.PEOPLE).text
    (key,) = waiting_for(site, login)
    asked = site.signed_in(login).get(paths.CONFIRM_FIRST_SIGN_INS, params={"first": key})
    assert (asked.status_code, "called_back" in asked.text) == (200, False)


def test_two_administrators_together_have_no_account_that_sees_children(site: Site) -> None:
    browser = invited(site)
    (key,) = waiting_for(site, LEADER)
    for login in (SECURITY, ADMINISTRATOR, AUDITOR, DIRECTOR):
        assert waiting_for(site, login) == []
        assert confirmed_by(site, login, key).status_code in {403, 409}
        answer = site.signed_in(login).post(DENY, data={"first": key})
        assert answer.status_code in {403, 404}
    assert not site.facts(FirstSignInConfirmed)
    assert browser.get(paths.DESK).status_code == 403
    assert browser.get(f"{JSON}/children").status_code == 403


def test_whoever_signed_in_confirms_nobody_and_not_themselves(site: Site) -> None:
    invited(site)
    leader = invited(site, LEADER)
    (of_teacher, of_leader) = sorted(
        waiting_for(site, OFFICER), key=lambda key: str(office.LEADER) in key
    )
    site.entered[LEADER] = leader
    assert confirmed_by(site, LEADER, of_teacher).status_code == 403
    assert confirmed_by(site, LEADER, of_leader).status_code == 403
    assert confirmed_by(site, OFFICER, of_leader).status_code == 303
    assert confirmed_by(site, LEADER, of_teacher).status_code == 303


def test_a_sign_in_after_another_invitation_is_not_the_one_that_was_looked_at(site: Site) -> None:
    invited(site)
    (seen,) = waiting_for(site, LEADER)
    site.clock.move(minutes=1)
    thief = invited(site)
    page = confirmed_by(site, LEADER, seen)
    assert (page.status_code, "重新邀请" in page.text) == (409, True)
    assert thief.get(paths.DESK).status_code == 403
    assert not site.facts(FirstSignInConfirmed)


def test_whoever_was_not_the_person_is_out_at_once(site: Site) -> None:
    thief = invited(site)
    (key,) = waiting_for(site, LEADER)
    assert "马上停用" in site.signed_in(LEADER).get(DENY).text
    assert site.signed_in(LEADER).post(DENY, data={"first": key}).status_code == 303
    assert thief.get(paths.ACCOUNT).status_code == 303
    assert site.facts(FirstSignInDenied) == [FirstSignInDenied(person_id=e.TEACHER)]
    assert site.facts(AccountDisabled) == [
        AccountDisabled(person_id=e.TEACHER, reason=DisablingReason.MISUSED)
    ]
    assert "不是" in site.signed_in(SECURITY).get(paths.SECURITY_EVENTS).text
    assert "已停用" in site.signed_in(SECURITY).get(ACCOUNT).text


def test_machines_of_colleagues_list_confirm_and_deny(site: Site) -> None:
    browser = invited(site)
    leader = site.signed_in(LEADER)
    (row,) = leader.get(f"{JSON}/first-sign-ins").json()["items"]
    about = f"{JSON}/people/{row['person_id']}/first-sign-in"
    said = {"set_up_at": row["set_up_at"], "identified_by": "called_back"}
    refused = leader.put(f"{about}/confirmation", json=said)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_telephone_registered")
    said["identified_by"] = "seen_in_person"
    assert leader.put(f"{about}/confirmation", json=said).status_code == 204
    assert leader.put(f"{about}/confirmation", json=said).status_code == 204
    assert browser.get(f"{JSON}/children").status_code == 200
    late = leader.put(f"{about}/denial", json={"set_up_at": row["set_up_at"]})
    assert (late.status_code, late.json()["code"]) == (409, "first_sign_in_confirmed")


def test_a_confirmation_that_broke_off_before_the_log_is_said_later(site: Site) -> None:
    invited(site)
    accounts, now, leader = site.app.state.accounts, site.clock.now, Actor(person_id=office.LEADER)
    (first,) = first_sign_ins(site.opened.ledger, accounts, leader, now).rows
    said = FirstSignInConfirmed(person_id=e.TEACHER, identified_by=IdentifiedBy.SEEN_IN_PERSON)
    assert accounts.first_sign_ins.confirm(
        first, now, notes_of([said], accounts.chance.id(), leader)
    )
    assert not site.facts(FirstSignInConfirmed)
    say_all(site.opened.ledger, accounts, now, SaidLately())
    assert site.facts(FirstSignInConfirmed) == [said]
    assert not accounts.first_sign_ins.confirm(first, now, ())


def test_the_operator_vouches_for_the_first_and_for_nobody_once_others_can(site: Site) -> None:
    accounts, ledger = site.app.state.accounts, site.opened.ledger
    operator, now = Actor(person_id=e.OPERATOR), site.clock.now
    invited(site)
    with pytest.raises(RuleBroken, match="others_may_confirm"):
        confirm_at_founding(ledger, accounts, operator, e.TEACHER, now)
    vouching = [LOGINS[each] for each in (LEADER, SUPERVISOR, OFFICER)]
    with site.opened.engine.begin() as connection:
        closed = update(ACCOUNTS).where(ACCOUNTS.c.person_id.in_(vouching))
        connection.execute(closed.values(disabled_at=now))
    confirm_at_founding(ledger, accounts, operator, e.TEACHER, now)
    assert len(site.facts(FirstSignInConfirmedAtFounding)) == 1


def test_who_ticks_nobody_is_told_so_before_any_second_factor(site: Site) -> None:
    invited(site)
    site.clock.move(minutes=e.RULES.factor_fresh_minutes + 1)
    leader = site.signed_in(LEADER)
    site.clock.move(minutes=e.RULES.factor_fresh_minutes + 1)
    sent = leader.get(paths.CONFIRM_FIRST_SIGN_INS)
    assert sent.status_code == 303
    assert "请先勾选要确认的人。" in leader.get(sent.headers["location"]).text
