"""What somebody invited is told and may do who waits to be confirmed, and for a duty perhaps."""

from datetime import timedelta

from api import paths
from api.view_models.shell import Mode
from domain.accounts.facts import AccountActivated
from infrastructure.settings import Settings
from tests import examples as e
from tests.api.pages.authentication.test_accounts import INVITE, NEW_PASSWORD, accept, codes_on
from tests.api.pages.authentication.test_first_sign_ins import confirmed_by, invited, waiting_for
from tests.api.pages.crisis.test_duty_over import end_duty
from tests.api.pages.forms import send
from tests.api.pages.site import ADMINISTRATOR, LEADER, SECURITY, TEACHER, Site, open_site


def test_in_the_demo_a_password_alone_sets_an_account_up_that_is_then_confirmed(
    office_copy: Settings,
) -> None:
    with open_site(office_copy, Mode.DEMO) as site:
        browser = site.client()
        (code,) = codes_on(send(site.signed_in(SECURITY), INVITE, login=TEACHER))
        assert accept(browser, code).headers["location"] == paths.OWN_CHOICE
        chosen = send(browser, paths.OWN_CHOICE, password=NEW_PASSWORD, again=NEW_PASSWORD)
        assert chosen.headers["location"] == paths.HOME
        assert browser.get(paths.DESK).status_code == 403
        (key,) = waiting_for(site, LEADER)
        assert confirmed_by(site, LEADER, key).status_code == 303
        assert browser.get(paths.DESK).status_code == 200
        assert site.facts(AccountActivated) == [AccountActivated(person_id=e.TEACHER)]


def test_who_waits_for_both_is_told_both_and_has_their_own_account(site: Site) -> None:
    end_duty(site)
    person = paths.filled(paths.PERSON, person_id=e.TEACHER)
    duty = {
        "role": "teacher",
        "organisation_id": str(e.SCHOOL),
        "from_on": e.TODAY.isoformat(),
        "to_on": (e.TODAY + timedelta(days=90)).isoformat(),
    }
    assert send(site.signed_in(ADMINISTRATOR), person, **duty).is_redirect
    browser = invited(site)
    told = browser.get(paths.HOME)
    assert told.status_code == 403
    for sentence in ("确认是您本人", "还差两步", "任职得到批准"):
        assert sentence in told.text
    assert browser.get(paths.ACCOUNT).status_code == 200
    assert len(waiting_for(site, LEADER)) == 1
    shown = site.signed_in(LEADER).get(paths.FIRST_SIGN_INS).text
    assert "等批准" in shown
    assert "没有任职" not in shown
