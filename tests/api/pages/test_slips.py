"""The slip of an invitation is shown once: loading its page again makes no other."""

from api import paths
from tests.api.pages.authentication.test_accounts import (
    INVITE,
    NEW_PASSWORD,
    accept,
    codes_on,
    set_up,
)
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import SECURITY, TEACHER, Site


def test_a_slip_that_is_loaded_again_makes_no_second_one_and_voids_none(site: Site) -> None:
    guard = site.signed_in(SECURITY)
    sent = form_on(guard.get(INVITE), INVITE).filled(login=TEACHER)
    (code,) = codes_on(guard.post(INVITE, data=sent))
    again = guard.post(INVITE, data=sent)
    assert (again.status_code, codes_on(again)) == (409, [])
    assert "刚刚发过邀请单" in again.text
    assert accept(site.client(), code).status_code == 303
    # Who is asked again knows of the first one and may void it.
    anew = guard.post(INVITE, data=form_on(again, INVITE).fields)
    assert len(codes_on(anew)) == 1


def test_a_slip_loaded_again_after_it_was_used_voids_nothing(site: Site) -> None:
    guard = site.signed_in(SECURITY)
    sent = form_on(guard.get(INVITE), INVITE).filled(login=TEACHER)
    (code,) = codes_on(guard.post(INVITE, data=sent))
    assert set_up(site, site.client(), code).status_code == 200
    assert guard.post(INVITE, data=sent).status_code == 409
    again = site.client()
    entered = send(again, paths.SIGN_IN, login=TEACHER, password=NEW_PASSWORD)
    assert entered.headers["location"] == paths.SECOND_STEP
