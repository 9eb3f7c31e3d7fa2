"""A colleague who is locked out at night: made sure of, let in until the morning, reviewed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from httpx2 import Response

from api import paths
from domain.accounts.facts import SessionsEnded
from domain.accounts.outside_facts import (
    NightRecoveryGiven,
    NightRecoveryReviewed,
    NightRecoveryUsed,
    RecoveryFinding,
)
from infrastructure.authentication.night_recoveries import NightRecoveries
from infrastructure.settings import Settings
from tests import crisis
from tests import examples as e
from tests.api.pages.site import (
    SECURITY,
    TEACHER,
    Site,
    found_office_on_duty,
    office_settings,
    open_site,
)
from tests.engines import FoundedLedger

DUTY = "duty"
TWO_AT_NIGHT = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
RECOVERY = str(e.example_id(2001))
FOUND = {"login": TEACHER}
SURE = FOUND | {"recovery_id": RECOVERY, "identified_by": "seen_in_person"}


@pytest.fixture
def night(office_copy: Settings) -> Iterator[Site]:
    """Give the office at two in the morning, with an officer on duty."""
    with open_site(office_copy) as opened:
        crisis.put_on_duty(opened.opened)
        opened.clock.now = TWO_AT_NIGHT
        yield opened


def given_code(site: Site, by: str = DUTY, **more: str) -> str:
    answer = site.signed_in(by).post(paths.NIGHT_RECOVERY, data=SURE | more)
    assert answer.status_code == 200, answer.text
    found = re.search(r'secret-code">(.*?)</span></p>', answer.text)
    assert found is not None
    return re.sub(r"<[^>]*>|-", "", found[1])


def let_in(site: Site, code: str, login: str = TEACHER) -> Response:
    return site.client().post(paths.NIGHT_SIGN_IN, data={"login": login, "code": code})


def test_the_officer_is_shown_whom_to_call_back(night: Site) -> None:
    duty = night.signed_in(DUTY)
    assert duty.get(paths.NIGHT_RECOVERY).status_code == 200
    shown = duty.post(paths.NIGHT_RECOVERY, data=FOUND)
    assert (shown.status_code, "核实是不是" in shown.text) == (200, True)
    assert not night.facts(NightRecoveryGiven)


def test_a_code_opens_one_session_until_the_office_opens(night: Site) -> None:
    before = night.signed_in(TEACHER)
    code = given_code(night)
    browser = night.client()
    answer = browser.post(paths.NIGHT_SIGN_IN, data={"login": TEACHER, "code": code.lower()})
    assert (answer.status_code, answer.headers["location"]) == (303, paths.HOME)
    assert browser.get(paths.DESK).status_code == 200
    assert before.get(paths.DESK).status_code == 303
    (given,), (used,) = night.facts(NightRecoveryGiven), night.facts(NightRecoveryUsed)
    assert (given.person_id, given.identified_by) == (e.TEACHER, "seen_in_person")
    assert used.ends_at == datetime(2026, 3, 11, tzinfo=UTC)
    assert [each.count for each in night.facts(SessionsEnded)] == [1]
    for _ in range(13):
        night.clock.move(minutes=25)
        assert browser.get(paths.DESK).status_code == 200
    night.clock.now = used.ends_at
    assert browser.get(paths.DESK).status_code == 303


def test_a_code_holds_on_when_all_died_before_it_was_used_up(
    night: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = given_code(night)

    def died(*_args: object) -> bool:
        raise SystemError

    with monkeypatch.context() as patched:
        patched.setattr(NightRecoveries, "use", died)
        assert let_in(night, code).status_code == 500
    assert not night.facts(NightRecoveryUsed)
    assert let_in(night, code).status_code == 303
    assert len(night.facts(NightRecoveryUsed)) == 1


def test_a_code_is_good_once_and_for_ten_minutes(night: Site) -> None:
    code = given_code(night)
    assert let_in(night, code).status_code == 303
    assert let_in(night, code).status_code == 401
    late = given_code(night, recovery_id=str(e.example_id(2002)))
    night.clock.move(minutes=10)
    assert let_in(night, late).status_code == 401


def test_another_code_takes_the_place_of_the_first(night: Site) -> None:
    first = given_code(night)
    second = given_code(night, recovery_id=str(e.example_id(2002)))
    assert let_in(night, first).status_code == 401
    assert let_in(night, second).status_code == 303


def test_sending_the_form_again_gives_no_second_code(night: Site) -> None:
    given_code(night)
    again = night.signed_in(DUTY).post(paths.NIGHT_RECOVERY, data=SURE)
    assert (again.status_code, "已经显示过" in again.text) == (200, True)
    assert len(night.facts(NightRecoveryGiven)) == 1


def test_a_code_opens_nothing_dangerous(night: Site) -> None:
    browser = night.client()
    browser.post(paths.NIGHT_SIGN_IN, data={"login": TEACHER, "code": given_code(night)})
    assert browser.get(paths.ENROL_DEVICE).headers["location"].startswith(paths.STEP_UP)


def test_it_opens_a_login_that_wrong_guesses_have_locked(night: Site) -> None:
    wrong = {"login": TEACHER, "password": "wrong"}
    assert [night.client().post(paths.SIGN_IN, data=wrong).status_code for _ in range(6)][5] == 429
    assert let_in(night, given_code(night)).status_code == 303


def test_codes_cannot_be_tried_out(night: Site) -> None:
    code = given_code(night)
    at_most = e.RULES.sign_in_failures_per_address
    assert {let_in(night, "AAAABBBBCCCC").status_code for _ in range(at_most)} == {401}
    assert let_in(night, code).status_code == 429


def test_a_code_is_for_its_person_alone(night: Site) -> None:
    assert let_in(night, given_code(night), login="leader").status_code == 401


@pytest.mark.parametrize(
    "login", ["administrator", "security", "duty", "leader", "officer", "lead-of-nobody"]
)
def test_nobody_is_let_in_who_administers_decides_or_is_unknown(night: Site, login: str) -> None:
    answer = night.signed_in(SECURITY).post(paths.NIGHT_RECOVERY, data=SURE | {"login": login})
    assert answer.status_code in {409, 422}
    assert not night.facts(NightRecoveryGiven)


def test_how_it_was_made_sure_of_must_be_said(night: Site) -> None:
    unsaid = FOUND | {"recovery_id": RECOVERY}
    answer = night.signed_in(DUTY).post(paths.NIGHT_RECOVERY, data=unsaid)
    assert (answer.status_code, "identified_by-error" in answer.text) == (422, True)


def test_a_teacher_lets_nobody_in(night: Site) -> None:
    assert night.signed_in(TEACHER).get(paths.NIGHT_RECOVERY).status_code == 403
    assert night.signed_in(TEACHER).post(paths.NIGHT_RECOVERY, data=SURE).status_code == 403


def test_it_is_looked_into_by_somebody_else(night: Site) -> None:
    let_in(night, given_code(night))
    security = night.signed_in(SECURITY)
    assert "有 1 次夜间放行等您复查" in security.get(paths.GRANTS).text
    assert "夜间放行等您" not in night.signed_in(TEACHER).get(paths.GRANTS).text
    listed = security.get(paths.NIGHT_RECOVERIES)
    assert (listed.status_code, RECOVERY in listed.text) == (200, True)
    found = {"recovery_id": RECOVERY, "finding": "in_order"}
    assert security.post(paths.NIGHT_RECOVERIES, data=found).status_code == 303
    (reviewed,) = night.facts(NightRecoveryReviewed)
    assert (reviewed.person_id, reviewed.finding) == (e.TEACHER, RecoveryFinding.IN_ORDER)
    assert "是本人" in security.get(paths.NIGHT_RECOVERIES).text
    assert "夜间放行等您" not in security.get(paths.GRANTS).text
    assert night.signed_in(DUTY).get(paths.NIGHT_RECOVERIES).status_code == 403


def test_who_gave_the_code_does_not_look_into_it(night: Site) -> None:
    given_code(night, by=SECURITY)
    found = {"recovery_id": RECOVERY, "finding": "in_order"}
    assert night.signed_in(SECURITY).post(paths.NIGHT_RECOVERIES, data=found).status_code == 409
    assert not night.facts(NightRecoveryReviewed)


def test_rows_of_codes_do_the_same_on_each_engine(founded_ledger: FoundedLedger) -> None:
    with open_site(office_settings(founded_ledger(found_office_on_duty))) as site:
        code = given_code(site)
        assert let_in(site, "AAAABBBBCCCC").status_code == 401
        assert let_in(site, code).status_code == 303
        assert let_in(site, code).status_code == 401
        assert site.signed_in(SECURITY).get(paths.NIGHT_RECOVERIES).status_code == 200


def test_nobody_is_called_back_under_whose_name_no_telephone_is_registered(night: Site) -> None:
    duty = night.signed_in(DUTY)
    shown = duty.post(paths.NIGHT_RECOVERY, data=FOUND).text
    assert ("called_back" in shown, "seen_in_person" in shown) == (False, True)
    refused = duty.post(paths.NIGHT_RECOVERY, data=SURE | {"identified_by": "called_back"})
    assert (refused.status_code, "没有登记电话" in refused.text) == (409, True)
    assert not night.facts(NightRecoveryGiven)
