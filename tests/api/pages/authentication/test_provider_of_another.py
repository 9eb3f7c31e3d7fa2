"""A provider's name that another may have linked lets nobody in without the person's own factor."""

from fastapi.testclient import TestClient

from api import paths
from tests import examples as e
from tests.api.pages.authentication.test_accounts import INVITE, codes_on, set_up
from tests.api.pages.authentication.test_first_sign_ins import confirmed_by, waiting_for
from tests.api.pages.authentication.test_provider import (
    FORM,
    LINK,
    linked,
    linked_by_another,
    provider,
    sign_in,
    site,
)
from tests.api.pages.forms import send
from tests.api.pages.site import LEADER, SECURITY, TEACHER, Site
from tests.signing import led_to, next_code

__all__ = ["linked", "provider", "site"]

CHILDREN = "/api/v1/children"


def sees_children(browser: TestClient) -> bool:
    return browser.get(CHILDREN).status_code == 200


def set_up_and_confirmed(site: Site, owner: TestClient, code: str) -> None:
    assert set_up(site, owner, code).status_code == 200
    (key,) = waiting_for(site, LEADER)
    assert confirmed_by(site, LEADER, key).status_code == 303
    assert sees_children(owner)


def test_a_name_that_an_administrator_linked_opens_nothing_without_our_factor(site: Site) -> None:
    linked_by_another(site)
    thief = site.client()
    assert sign_in(thief, paths.DESK).headers["location"].startswith(paths.SECOND_STEP)
    assert not sees_children(thief)
    owner = site.client()
    sign_in(owner, paths.DESK)
    code = {"code": next_code(TEACHER), "back": paths.DESK}
    assert led_to(owner.post(paths.SECOND_STEP, data=code)) == paths.DESK
    assert e.CHILD_NAME in owner.get(paths.DESK).text


def test_whoever_shows_a_code_there_and_hands_it_on_is_not_let_in_later(site: Site) -> None:
    (code,) = codes_on(send(site.signed_in(SECURITY), INVITE, login=TEACHER))
    thief = site.client()
    sign_in(thief)
    shown = thief.post(paths.PROVIDER_INVITED, data={"login": TEACHER, "code": code})
    assert shown.headers["location"] == paths.OWN_CHOICE
    set_up_and_confirmed(site, site.client(), code)
    late = site.client()
    sign_in(late)
    assert not sees_children(late)
    assert not sees_children(thief)


def test_unlinking_ends_what_the_name_opened_and_no_other_session(linked: Site) -> None:
    stranger, own = linked.client(), linked.signed_in(TEACHER)
    sign_in(stranger)
    assert sees_children(stranger)
    undone = {"link_id": FORM["link_id"], "unlink": "yes"}
    assert linked.signed_in(SECURITY).post(LINK, data=undone).status_code == 303
    assert (sees_children(stranger), sees_children(own)) == (False, True)
    again = FORM | {"link_id": str(e.example_id(1803))}
    assert linked.signed_in(SECURITY).post(LINK, data=again).status_code == 303
    assert sign_in(stranger).headers["location"].startswith(paths.SECOND_STEP)
    assert not sees_children(stranger)


def test_an_invitation_voids_the_names_linked_before(linked: Site) -> None:
    before = linked.client()
    sign_in(before)
    assert sees_children(before)
    (code,) = codes_on(send(linked.signed_in(SECURITY), INVITE, login=TEACHER))
    assert sign_in(linked.client()).headers["location"] == paths.PROVIDER_INVITED
    set_up_and_confirmed(linked, linked.client(), code)
    late = linked.client()
    assert sign_in(late).headers["location"] == paths.PROVIDER_INVITED
    assert not sees_children(late)
    assert not sees_children(before)
