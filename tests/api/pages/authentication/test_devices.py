"""A device that signs for a person: enrolled, asked for its PIN, locked, let go."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from domain.accounts.devices import message_of
from domain.accounts.facts import PasswordChanged
from domain.accounts.outside_facts import DeviceEnrolled, DeviceLocked, DeviceRevoked
from domain.errors import Unavailable
from domain.shared import DeviceId
from tests import examples as e
from tests.api.pages.site import SECURITY, TEACHER, Site
from tests.signing import next_code

DEVICE = DeviceId(e.example_id(1901))
PIN = "739204"


def encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


class Phone:
    """A browser with a key of its own, as the script of the page handles it."""

    def __init__(self, browser: TestClient, device_id: DeviceId = DEVICE) -> None:
        self.browser = browser
        self.device_id = device_id
        self.key = ec.generate_private_key(ec.SECP256R1())

    def enrol(self, pin: str = PIN) -> Response:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        form = {
            "device_id": str(self.device_id),
            "public_key": encoded(point),
            "pin": pin,
            "again": pin,
        }
        return self.browser.post(paths.ENROL_DEVICE, data=form)

    def asked(self) -> str:
        form = {"device_id": str(self.device_id)}
        return str(self.browser.post(paths.DEVICE_CHALLENGE, data=form).json()["challenge"])

    def signed(self, challenge: str) -> dict[str, str]:
        der = self.key.sign(message_of(self.device_id, challenge), ec.ECDSA(SHA256()))
        raw = b"".join(each.to_bytes(32) for each in decode_dss_signature(der))
        return {
            "device_id": str(self.device_id),
            "challenge": challenge,
            "signature": encoded(raw),
        }

    def sign_in(self, pin: str = PIN, **more: str) -> Response:
        return self.browser.post(
            paths.DEVICE_SIGN_IN, data=self.signed(self.asked()) | {"pin": pin} | more
        )


@pytest.fixture
def phone(site: Site) -> Phone:
    """Give the teacher's phone, enrolled, with nobody signed in."""
    phone = Phone(site.signed_in(TEACHER))
    answer = phone.enrol()
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        paths.filled(paths.ENROL_DEVICE, query={"done": "yes"}),
    )
    phone.browser = site.client()
    return phone


def test_a_device_signs_its_person_in_with_the_pin(site: Site, phone: Phone) -> None:
    answer = phone.sign_in(back=paths.DESK)
    assert (answer.status_code, answer.headers["location"]) == (303, paths.DESK)
    assert phone.browser.get(paths.DESK).status_code == 200
    (said,) = site.facts(DeviceEnrolled)
    assert (said.person_id, said.device_id) == (e.TEACHER, DEVICE)


def test_whoever_is_told_to_come_again_sends_the_same_once_more(
    site: Site, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = phone.signed(phone.asked()) | {"pin": PIN, "back": paths.DESK}
    with monkeypatch.context() as crowded:
        crowded.setattr(type(site.app.state.accounts), "turn", busy)
        answer = phone.browser.post(paths.DEVICE_SIGN_IN, data=typed)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "20")
    assert phone.browser.post(paths.DEVICE_SIGN_IN, data=typed).status_code == 303


def busy(_accounts: object) -> NoReturn:
    raise Unavailable("sign_in_busy")


def test_it_is_not_enough_for_what_is_dangerous(phone: Phone) -> None:
    phone.sign_in()
    answer = phone.browser.get(paths.ENROL_DEVICE)
    assert answer.headers["location"].startswith(paths.STEP_UP)


def test_whoever_signs_in_by_it_replaces_a_due_password_after_the_second_factor_alone(
    site: Site, phone: Phone
) -> None:
    since = datetime.now(UTC) - site.clock.now  # Its password is one of the real today.
    site.clock.move(days=since.days + e.RULES.password_valid_days + 1)
    answer = phone.sign_in(back=paths.DESK)
    assert answer.headers["location"].startswith(paths.SECOND_STEP)
    chosen = {"password": "Lamp-post 1977", "again": "Lamp-post 1977"}
    thief = phone.browser.post(paths.OWN_CHOICE, data=chosen)
    assert (thief.status_code, site.facts(PasswordChanged)) == (303, [])
    shown = phone.browser.post(paths.SECOND_STEP, data={"code": next_code(TEACHER)})
    assert shown.headers["location"].startswith(paths.OWN_CHOICE)
    assert phone.browser.post(paths.OWN_CHOICE, data=chosen).status_code == 303
    assert phone.browser.get(paths.DESK).status_code == 200
    assert len(site.facts(PasswordChanged)) == 1


def test_five_wrong_pins_lock_it_and_the_right_one_is_too_late(site: Site, phone: Phone) -> None:
    told = [phone.sign_in("000000") for _ in range(5)]
    assert [each.status_code for each in told] == [401] * 5
    assert "还可以试 1 次" in told[3].text
    assert "已锁定" in told[4].text
    assert phone.sign_in().status_code == 401
    assert [each.device_id for each in site.facts(DeviceLocked)] == [DEVICE]


def test_a_device_whose_last_guess_broke_off_is_locked_by_the_next(
    site: Site, phone: Phone
) -> None:
    devices = site.app.state.outside.devices
    for _ in range(e.RULES.doors.wrong_pins_at_most):
        assert devices.guess(DEVICE, e.RULES.doors.wrong_pins_at_most) is not None
    assert "已锁定" in phone.sign_in().text
    assert [each.device_id for each in site.facts(DeviceLocked)] == [DEVICE]
    assert devices.of_person(e.TEACHER) == []


def test_a_right_pin_begins_the_count_anew(phone: Phone) -> None:
    for _ in range(2):
        assert [phone.sign_in("000000").status_code for _ in range(4)] == [401] * 4
        assert phone.sign_in().status_code == 303


def test_the_pin_alone_is_worth_nothing_and_counts_for_nothing(site: Site, phone: Phone) -> None:
    thief = Phone(site.client())
    assert [thief.sign_in().status_code for _ in range(4)] == [401] * 4
    assert phone.sign_in().status_code == 303


def test_strangers_who_lock_the_address_keep_nobody_out_whose_device_signs(
    site: Site, phone: Phone
) -> None:
    stranger = Phone(site.client(), DeviceId(e.example_id(1902)))
    for number in range(e.RULES.sign_in_failures_per_address):
        form = {"login": f"guess{number}", "password": "wrong"}
        site.client().post(paths.SIGN_IN, data=form)
    assert [stranger.sign_in().status_code, Phone(site.client()).sign_in().status_code] == [429] * 2
    assert phone.sign_in("000000").status_code == 401
    assert phone.sign_in().status_code == 303


def test_what_was_signed_once_is_worth_nothing_again(phone: Phone) -> None:
    shown = phone.signed(phone.asked()) | {"pin": PIN}
    answers = [phone.browser.post(paths.DEVICE_SIGN_IN, data=shown) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 401]


def test_what_was_asked_long_ago_is_not_signed_any_more(site: Site, phone: Phone) -> None:
    shown = phone.signed(phone.asked()) | {"pin": PIN}
    site.clock.move(seconds=e.RULES.doors.device_challenge_seconds + 1)
    assert phone.browser.post(paths.DEVICE_SIGN_IN, data=shown).status_code == 401


def test_nobody_learns_whether_a_device_is_known(site: Site, phone: Phone) -> None:
    unknown = Phone(site.client(), DeviceId(e.example_id(1902)))
    assert len(unknown.asked()) == len(phone.asked()) == 43
    assert unknown.sign_in().text == Phone(site.client()).sign_in().text


def test_letting_a_device_go_ends_what_it_opened(site: Site, phone: Phone) -> None:
    phone.sign_in()
    assert phone.browser.get(paths.DESK).status_code == 200
    listed = site.signed_in(TEACHER).get(paths.ACCOUNT).text
    assert (str(DEVICE) in listed, "解除绑定" in listed) == (True, True)
    gone = site.signed_in(TEACHER).post(paths.REVOKE_DEVICE, data={"device_id": str(DEVICE)})
    assert gone.headers["location"] == paths.ACCOUNT
    assert phone.browser.get(paths.DESK).status_code == 303
    assert phone.sign_in().status_code == 401
    assert len(site.facts(DeviceRevoked)) == 1


def test_nobody_lets_another_persons_device_go(site: Site, phone: Phone) -> None:
    answer = site.signed_in(SECURITY).post(paths.REVOKE_DEVICE, data={"device_id": str(DEVICE)})
    assert answer.status_code == 404
    assert phone.sign_in().status_code == 303


def test_whoever_administers_enrols_no_device(site: Site) -> None:
    assert site.signed_in(SECURITY).get(paths.ENROL_DEVICE).status_code == 409
    assert Phone(site.signed_in(SECURITY)).enrol().status_code == 409


def test_enrolling_asks_for_a_second_factor_shown_just_now(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    site.clock.move(minutes=e.RULES.factor_fresh_minutes + 1)
    answer = Phone(teacher).enrol()
    assert answer.status_code == 403
    assert PIN not in answer.text
    assert not site.facts(DeviceEnrolled)


@pytest.mark.parametrize("pin", ["12345", "123456", "111111"])
def test_a_pin_that_will_not_do_is_told_beside_the_field(site: Site, pin: str) -> None:
    answer = Phone(site.signed_in(TEACHER)).enrol(pin)
    assert (answer.status_code, 'id="pin-error"' in answer.text) == (422, True)
    assert ("请重新输入" in answer.text, "已填的都还在" in answer.text) == (True, False)
    assert pin not in answer.text


def test_a_key_that_is_none_is_refused(site: Site) -> None:
    form = {"device_id": str(DEVICE), "public_key": "AAAA", "pin": PIN, "again": PIN}
    assert site.signed_in(TEACHER).post(paths.ENROL_DEVICE, data=form).status_code == 422


def test_rows_of_devices_do_the_same_on_each_engine(each_site: Site) -> None:
    phone = Phone(each_site.signed_in(TEACHER))
    assert phone.enrol().status_code == 303
    phone.browser = each_site.client()
    assert phone.sign_in("000000").status_code == 401
    assert phone.sign_in().status_code == 303
    each_site.clock.move(seconds=int(timedelta(minutes=1).total_seconds()))
    assert [phone.sign_in("000000").status_code for _ in range(5)] == [401] * 5
    assert phone.sign_in().status_code == 401
