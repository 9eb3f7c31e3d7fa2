"""What a grant or broken glass opens: the pages of one child and of its parts, until its end."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from api import paths
from application.authorisation.glass import break_glass
from application.authorisation.grants import approve_access, request_access, revoke_access
from domain.access.table import Request as Asking
from domain.grants.facts import GlassReason, RevocationReason
from domain.grants.state import ApproveAccess, BreakGlass, RequestAccess, RevokeAccess
from domain.shared import Compartment, GrantId, PersonId, Purpose
from tests import examples as given
from tests import office
from tests.api.crawling import offered_by
from tests.api.pages import duty
from tests.api.pages.furnishing import NOT_WALKED, furnished, ids_at, is_described
from tests.api.pages.mirrored import SIGN, other_ids, tell_of_another
from tests.api.pages.site import STRANGER, Site
from tests.api.pages.test_mixed_ids import mixtures
from tests.api.routes.door import embedded
from tests.api.walking import SECRETS, Bodies, routes_of
from tests.api.witness import text_of
from tests.office import with_factor

HOLDER = office.STRANGER
"""Works in a village to which neither child belongs."""

LEAD = duty.POSTS[duty.LEAD][0]
CARE, IDENTITY, HEALTH = Compartment.CARE, Compartment.IDENTITY, Compartment.HEALTH
FILE = {
    "/api/v1/children/{child_id}",
    "/api/v1/children/{child_id}/history",
    paths.CHILD,
    paths.HISTORY,
    paths.CHILD_WORRY,
}
CASES = {"/api/v1/cases/{case_id}", paths.CASE}
OF_FILE = {given.CHILD_NAME, *SECRETS[Asking.READ_CARE_FILE]}
OF_IDENTITY = {*SECRETS[Asking.READ_IDENTITY], *SECRETS[Asking.READ_CARERS]}
OF_CASE = {given.CHILD_NAME, *SECRETS[Asking.READ_CASE]}
EVERYTHING = {given.CHILD_NAME, *(secret for each in SECRETS.values() for secret in each)}
GRANTED = {
    "care": ((CARE,), office.LEADER, FILE, OF_FILE),
    "identity": ((IDENTITY, CARE), office.LEADER, FILE, OF_FILE | OF_IDENTITY),
    "health": ((HEALTH,), LEAD, CASES, OF_CASE),
}


@pytest.fixture(scope="module")
def two_children(office_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = copytree(office_folder, tmp_path_factory.mktemp("granted") / "office")
    with furnished(embedded(folder / "data", folder / "keyfile.json")) as site:
        tell_of_another(site)
        yield site


def shown(site: Site, bodies: Bodies) -> dict[str, set[str]]:
    """Return where something of the child is shown to the holder, and what."""
    browser, found = site.signed_in(STRANGER), dict[str, set[str]]()
    for method, path in routes_of(site):
        if method != "GET" or path in NOT_WALKED:
            continue
        query = bodies.query(method, path) if is_described(path) else None
        others = (*mixtures(path), other_ids(path)) if "{" in path else ()
        for ids in (ids_at(path), *others):
            answer = browser.get(path.format(**ids), params=query)
            text = text_of(answer)
            assert answer.status_code < 500, (path, ids)
            assert SIGN not in text, (path, ids)
            found[path] = found.get(path, set()) | {each for each in EVERYTHING if each in text}
    return {path: secrets for path, secrets in found.items() if secrets}


def granted(site: Site, number: int, parts: tuple[Compartment, ...], by: PersonId) -> GrantId:
    """Let the holder ask for these parts of the child, for today, and somebody grant them."""
    ledger, grant_id = site.opened.ledger, GrantId(given.example_id(number))
    asked = RequestAccess(
        child_id=given.CHILD,
        grant_id=grant_id,
        purpose=Purpose.CRISIS,
        compartments=parts,
        until_on=given.TODAY,
        why="要和帮扶人商量安排。",
    )
    given_to = ApproveAccess(
        child_id=given.CHILD, grant_id=grant_id, compartments=parts, until_on=given.TODAY
    )
    request_access(ledger, with_factor(HOLDER), asked, given.NOW)
    approve_access(ledger, with_factor(by), given_to, given.NOW)
    return grant_id


@pytest.mark.parametrize("kind", GRANTED)
def test_a_grant_opens_its_parts_of_that_child_is_found_from_its_own_page_and_ends(
    two_children: Site, bodies: Bodies, kind: str
) -> None:
    parts, by, opened, told = GRANTED[kind]
    site = two_children
    grant_id = granted(site, 8_810 + len(parts) + len(kind), parts, by)
    found = shown(site, bodies)
    assert found.keys() == opened
    assert set[str]().union(*found.values()) == told
    own = site.signed_in(STRANGER).get(paths.filled(paths.OWN_GRANT, grant_id=grant_id))
    (leads_to,) = opened & {paths.CHILD, paths.CASE}
    assert leads_to.format(**ids_at(leads_to)) in offered_by(own.text)
    misused = RevokeAccess(child_id=given.CHILD, grant_id=grant_id, reason=RevocationReason.MISUSED)
    revoke_access(site.opened.ledger, with_factor(by), misused, given.NOW)
    assert shown(site, bodies) == {}


def test_broken_glass_opens_file_and_cases_of_that_child_for_its_hour(
    two_children: Site, bodies: Bodies
) -> None:
    site = two_children
    broken = BreakGlass(
        child_id=given.CHILD,
        grant_id=GrantId(given.example_id(8_899)),
        reason=GlassReason.CHILD_MISSING,
        why="放学后没有到家。",
    )
    break_glass(site.opened.ledger, with_factor(HOLDER), broken, given.NOW)
    found = shown(site, bodies)
    assert found.keys() == FILE | CASES
    assert set[str]().union(*found.values()) == OF_FILE | OF_IDENTITY | OF_CASE
    site.clock.now += timedelta(minutes=given.RULES.glass_minutes_at_most)
    site.entered.pop(STRANGER)
    assert shown(site, bodies) == {}
