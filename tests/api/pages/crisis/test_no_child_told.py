"""Whoever may not know a child sees the same page for its id and for one that nobody has."""

import re

import pytest
from httpx2 import Response

from domain.staff.facts import Role
from tests import examples as given
from tests.api.pages.furnishing import NOT_WALKED, STRANGERS, TYPED, ids_at, is_described
from tests.api.pages.site import Site
from tests.api.pages.test_every_page import SENT, valid
from tests.api.walking import routes_of

FREE = given.example_id(7_778)
"""An id that no child has."""
ROLES = {Role.CLASS_TEACHER, Role.VILLAGE_DIRECTOR, Role.COUNTY_OFFICER, Role.PRIVACY_OFFICER}
IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Each page makes some for what its forms will send."""
FEWEST_PAGES = 50
LED_ON = 303
"""Anybody may report a worry: its page is led on to the one that asks for a name."""


def pages_of_a_child(site: Site) -> list[tuple[str, str]]:
    return [
        (method, path)
        for method, path in routes_of(site)
        if "{child_id}" in path and not is_described(path) and path not in NOT_WALKED
    ]


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_page_of_a_child(walked_site: Site, role: Role) -> None:
    (stranger,) = [each for each in STRANGERS if each.role is role]
    pages = pages_of_a_child(walked_site)
    assert len(pages) >= FEWEST_PAGES
    for method, path in pages:
        there, not_there = (
            told(answer(walked_site, stranger.login, method, path, child_id))
            for child_id in (given.CHILD, FREE)
        )
        assert there == not_there, f"{method} {path}"
        assert method != "GET" or there[0] in {LED_ON, 403, 404}, f"{method} {path}"


def answer(site: Site, login: str, method: str, path: str, child_id: object) -> Response:
    address = path.format(**{**ids_at(path), "child_id": child_id})
    browser = site.signed_in(login)
    if method == "GET":
        return browser.get(address)
    return browser.post(address, data=TYPED | (valid(path) if path in SENT else {}))


def told(response: Response) -> tuple[int, str, str]:
    """Return what is told by a status, where it leads and what is read, whichever ids are made."""
    leads = response.headers.get("location", "")
    return response.status_code, IDS.sub("", leads), IDS.sub("", response.text)
