"""What let somebody in before lets nobody in after the account was closed or given anew."""

from collections.abc import Callable

import pytest

from api import paths
from application.authentication.accounts import set_password
from application.ports import Actor
from domain.accounts.facts import SessionsEnded
from domain.accounts.outside_facts import DeviceRevoked, NightRecoveryUsed
from tests import crisis
from tests import examples as e
from tests.api.pages.authentication.test_accounts import ACCOUNT, DISABLE, INVITE, codes_on, set_up
from tests.api.pages.authentication.test_devices import DEVICE, Phone
from tests.api.pages.authentication.test_nights import DUTY, given_code, let_in
from tests.api.pages.forms import send
from tests.api.pages.site import SECURITY, TEACHER, Site
from tests.signing import opened_session

NEW_PASSWORD = "Lamp-post 1977"


def enrolled_phone(site: Site) -> Phone:
    """The teacher's phone, enrolled, as whoever stole it has it."""
    phone = Phone(site.signed_in(TEACHER))
    assert phone.enrol().status_code == 303
    phone.browser = site.client()
    return phone


def invite_and_set_up(site: Site) -> None:
    (code,) = codes_on(send(site.signed_in(SECURITY), INVITE, login=TEACHER))
    assert set_up(site, site.client(), code).status_code == 200


def close_and_open_again(site: Site) -> None:
    assert send(site.signed_in(SECURITY), DISABLE, reason="device_lost").status_code == 303
    assert site.signed_in(SECURITY).post(ACCOUNT, data={"act": "enable"}).status_code == 303


def set_by_the_operator(site: Site) -> None:
    accounts, operator = site.app.state.accounts, Actor(person_id=e.OPERATOR)
    set_password(site.opened.ledger, accounts, operator, TEACHER, NEW_PASSWORD, site.clock.now)


def end_all(site: Site) -> None:
    assert site.signed_in(SECURITY).post(ACCOUNT, data={"act": "end_devices"}).status_code == 303


WAYS = [invite_and_set_up, close_and_open_again, set_by_the_operator, end_all]


@pytest.mark.parametrize("voided", WAYS)
def test_a_stolen_device_opens_nothing_any_more_and_the_log_says_so(
    site: Site, voided: Callable[[Site], None]
) -> None:
    phone = enrolled_phone(site)
    assert 'value="end_devices"' in site.signed_in(SECURITY).get(ACCOUNT).text
    voided(site)
    assert phone.sign_in().status_code == 401
    assert site.facts(DeviceRevoked) == [DeviceRevoked(person_id=e.TEACHER, device_id=DEVICE)]


@pytest.mark.parametrize("voided", WAYS)
def test_an_unused_night_code_opens_nothing_any_more(
    site: Site, voided: Callable[[Site], None]
) -> None:
    crisis.put_on_duty(site.opened)
    code = given_code(site)
    voided(site)
    assert let_in(site, code).status_code == 401
    assert not site.facts(NightRecoveryUsed)


def test_nobody_is_let_in_at_night_whose_account_waits_for_its_person(site: Site) -> None:
    crisis.put_on_duty(site.opened)
    send(site.signed_in(SECURITY), INVITE, login=TEACHER)
    asked = {
        "login": TEACHER,
        "recovery_id": str(e.example_id(2009)),
        "identified_by": "called_back",
    }
    assert site.signed_in(DUTY).post(paths.NIGHT_RECOVERY, data=asked).status_code in {404, 422}


def test_devices_and_codes_are_shut_on_each_engine(each_site: Site) -> None:
    crisis.put_on_duty(each_site.opened)
    phone, code = enrolled_phone(each_site), given_code(each_site)
    invite_and_set_up(each_site)
    assert phone.sign_in().status_code == 401
    assert let_in(each_site, code).status_code == 401
    assert len(each_site.facts(DeviceRevoked)) == 1


def test_half_open_sessions_end_with_the_others_and_are_counted(site: Site) -> None:
    half, whole = site.client(), site.signed_in(TEACHER)
    opened_session(site.app.state.accounts, TEACHER, site.clock.now)
    send(half, paths.SIGN_IN, login=TEACHER, password="right horse battery")
    assert half.get(paths.SECOND_STEP).status_code == 200
    site.signed_in(SECURITY).post(ACCOUNT, data={"act": "end_sessions"})
    assert [each.get(paths.SECOND_STEP).status_code for each in (half, whole)] == [303, 303]
    assert [each.count for each in site.facts(SessionsEnded)] == [3]
