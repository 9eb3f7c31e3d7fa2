"""Every route asks for the permission that stands beside it, before anything else is decided."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from api import paths
from api.routes.v1 import PREFIX
from domain.access import table
from domain.access.table import Permission, Request
from domain.staff.facts import Role
from tests.api.pages.furnishing import NEIGHBOURS, NOT_WALKED, asked
from tests.api.pages.site import Site
from tests.api.walking import Bodies, routes_of
from tests.tree import ROOT

WRITTEN = ROOT / "tests/api/pages/asked_permissions.txt"
NOTHING = "nothing"
SHOWN_BY_FRAMES = frozenset({Request.ANSWER_QUESTION, Request.LIST_CASES})
"""What each page asks so that it can say what waits, whatever else it shows."""
OF_CASES = {
    paths.HEALTH_DESK,
    paths.UNTAKEN,
    paths.THIS_WEEK,
    f"{PREFIX}/cases",
    f"{PREFIX}/questions/own",
}
WALK = {Role.COUNTY_OFFICER, Role.CRISIS_LEAD, Role.PRIVACY_OFFICER, Role.SECURITY_ADMINISTRATOR}
"""Between them they come everywhere: whoever has nothing to do with a child is told of none."""
ONES_OWN = {
    "POST /access/own/{grant_id}/give-back",
    "POST /children/{child_id}/access/{grant_id}/close",
    "PUT /api/v1/children/{child_id}/break-glass/{grant_id}/end",
    "POST /api/v1/sessions",
    "POST /language",
    "POST /risk-notices/{case_id}/company/{company_id}/end",
    "PUT /api/v1/risk-notices/{case_id}/companies/{company_id}/end",
}
"""To stop reading, to say that one left a child, to sign in and to choose a language is free."""


@dataclass
class Witness:
    """What was required of somebody since the last question; what is only offered is not noted."""

    required: list[Request] = field(default_factory=list)

    def first(self, *, but: frozenset[Request]) -> set[str]:
        """Return what was required first, if anything was, and forget all of it."""
        found = [each.value for each in self.required if each not in but]
        self.required.clear()
        return set(found[:1])


@pytest.fixture(scope="module")
def witness() -> Iterator[Witness]:
    """Note what is required, and let it be decided as always."""
    noted = Witness()
    decide: Callable[..., Permission] = table.permit

    def permit(request: Request, *standings: object, **known: object) -> Permission:
        noted.required.append(request)
        return decide(request, *standings, **known)

    with pytest.MonkeyPatch.context() as patched:
        # `require` alone asks by this name; whoever only wants to know has it by another.
        patched.setattr(table, "permit", permit)
        yield noted


def written() -> Mapping[str, set[str]]:
    lines = WRITTEN.read_text("utf-8").splitlines()
    parts = [line.rsplit(": ", 1) for line in lines if line and not line.startswith("#")]
    return {route: set(requests.split(", ")) for route, requests in parts}


def test_every_route_asks_for_what_is_written_beside_it(
    walked_site: Site, bodies: Bodies, witness: Witness
) -> None:
    found: dict[str, set[str]] = {}
    walkers = [each.login for each in NEIGHBOURS if each.role in WALK]
    for method, path in routes_of(walked_site):
        if path in NOT_WALKED:
            continue
        but = SHOWN_BY_FRAMES if method == "GET" and path not in OF_CASES else frozenset()
        firsts = set[str]()
        for login in walkers:
            asked(walked_site, bodies, login, method, path)
            firsts |= witness.first(but=but)
        found[f"{method} {path}"] = firsts or {NOTHING}
    assert found == written()


def test_what_changes_something_without_a_permission_concerns_whoever_sends_it_alone() -> None:
    silent = {route for route, requests in written().items() if NOTHING in requests}
    assert {each for each in silent if not each.startswith("GET ")} == ONES_OWN
