"""Ids of two children in one request: nothing of the second is shown, and nothing changes there."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from re import compile as pattern
from shutil import copytree
from urllib.parse import urlencode
from uuid import UUID

import pytest
from httpx2 import Response

from domain.referrals.levels.level_facts import CrisisAssessed
from domain.reporting.facts import BodyNotified, ReceiptConfirmed
from domain.staff.facts import Role
from tests.api.pages.all_ids import ALL_IDS
from tests.api.pages.furnishing import (
    DESCRIPTION,
    FORM,
    NEIGHBOURS,
    NOT_WALKED,
    STRANGERS,
    TYPED,
    furnished,
    ids_at,
    is_described,
)
from tests.api.pages.mirrored import SIGN, other, other_ids, tell_of_another
from tests.api.pages.site import Site
from tests.api.pages.test_every_page import SENT, valid
from tests.api.pages.test_walk import CALM, OPEN, ids_in
from tests.api.routes.door import embedded
from tests.api.walking import Bodies, Walker, routes_of
from tests.api.witness import text_of

Ids = Mapping[str, object]
NAME = pattern(r"{(\w+)}")
OF_ONE_SUBJECT = (CrisisAssessed, BodyNotified, ReceiptConfirmed)
"""Their ids are chosen by the caller and stand within one case or report: no other is meant."""

WIDE = {
    *(Role.CLASS_TEACHER, Role.SCHOOL_LEADER, Role.COUNTY_OFFICER, Role.CRISIS_LEAD),
    Role.PRIVACY_OFFICER,
}
"""Who may record most; the others send theirs by `make soak`."""

SENDING = [
    pytest.param(each, marks=() if each.role in WIDE else pytest.mark.soak, id=each.role)
    for each in NEIGHBOURS
]
SHOWN_TO_THEIR_OWN = 10
"""On so many kinds of pages at least something of the second child is to be seen."""


@pytest.fixture(scope="module")
def two_children(office_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give an office for two children, of whom the neighbours have to do with the first alone."""
    folder = copytree(office_folder, tmp_path_factory.mktemp("two") / "office")
    with furnished(embedded(folder / "data", folder / "keyfile.json")) as site:
        tell_of_another(site)
        yield site


@pytest.fixture(scope="module")
def theirs(two_children: Site) -> frozenset[UUID]:
    """Give every id that stands for somebody or something of the second child."""
    found = set[UUID]().union(*(ids_in(each) for each in facts_since(two_children, 0)))
    return frozenset(other(each) for each in found if other(each) in found)


@pytest.fixture(scope="module")
def other_bodies(two_children: Site) -> Bodies:
    """Give what makes a body that names what there is of the second child."""
    named = {name: _other(each) for name, each in ALL_IDS.items()}
    return Bodies(two_children.client().get(DESCRIPTION).json(), named)


def facts_since(site: Site, head: int) -> list[object]:
    rows = site.opened.recorder.rows_after(head, 10_000)
    return [each.fact for each in site.opened.mapper.open_rows(rows)]


@cache
def mixtures(path: str) -> tuple[Ids, ...]:
    """Return the ids that an address may bear: some of the first child, others of the second."""
    here, there = ids_at(path), other_ids(path)
    named = dict.fromkeys(each for each in NAME.findall(path) if each in here)
    names = [each for each in named if here[each] != there[each]]
    return tuple(
        {**here, **{name: there[name] for name in chosen}}
        for count in range(1, len(names))
        for chosen in combinations(names, count)
    )


def paths_of(site: Site, *, reading: bool) -> list[tuple[str, str]]:
    return [
        (method, path)
        for method, path in routes_of(site)
        if path not in NOT_WALKED and (method == "GET") is reading
    ]


def shown(site: Site, bodies: Bodies, walker: Walker, path: str, ids: Ids) -> str:
    """Return what somebody is shown there; whatever is asked is no fault."""
    query = bodies.query("GET", path) if is_described(path) else None
    answer = site.signed_in(walker.login).get(path.format(**ids), params=query)
    assert answer.status_code in CALM, (path, ids)
    return text_of(answer)


@pytest.mark.parametrize("walker", NEIGHBOURS, ids=lambda each: each.role)
def test_an_address_with_ids_of_two_children_shows_nothing_of_the_second(
    two_children: Site, bodies: Bodies, walker: Walker
) -> None:
    assert [
        (path, ids)
        for _, path in paths_of(two_children, reading=True)
        for ids in mixtures(path)
        if SIGN in shown(two_children, bodies, walker, path, ids)
    ] == []


def test_what_those_addresses_name_of_the_second_child_is_shown_to_whoever_has_to_do_with_it(
    two_children: Site, bodies: Bodies
) -> None:
    found = {
        path
        for walker in STRANGERS
        if walker.role in WIDE
        for _, path in paths_of(two_children, reading=True)
        if mixtures(path) and SIGN in shown(two_children, bodies, walker, path, other_ids(path))
    }
    assert len(found) >= SHOWN_TO_THEIR_OWN


@pytest.mark.parametrize("walker", SENDING)
def test_what_is_sent_with_ids_of_two_children_shows_and_changes_nothing_of_the_second(
    two_children: Site,
    bodies: Bodies,
    other_bodies: Bodies,
    theirs: frozenset[UUID],
    walker: Walker,
) -> None:
    for method, path in paths_of(two_children, reading=False):
        asked = [(ids, bodies) for ids in mixtures(path)]
        if is_described(path) and NAME.search(path):
            asked.append((ids_at(path), other_bodies))
        for ids, maker in asked:
            head = two_children.opened.recorder.head()
            answer = sent(two_children, walker, method, path, ids, maker)
            where = (method, path, ids, answer.status_code)
            assert answer.status_code in CALM, where
            assert SIGN not in text_of(answer), where
            written = facts_since(two_children, head)
            assert [each for each in written if is_of_another(each, theirs)] == [], where


def is_of_another(fact: object, theirs: frozenset[UUID]) -> bool:
    """Return whether something was recorded of the second child, which not everybody may."""
    return bool(theirs & ids_in(fact)) and not isinstance(fact, (*OPEN, *OF_ONE_SUBJECT))


def sent(site: Site, walker: Walker, method: str, path: str, ids: Ids, maker: Bodies) -> Response:
    """Return what somebody is answered who sends it there."""
    browser, address = site.signed_in(walker.login), path.format(**ids)
    if is_described(path):
        query, body = maker.query(method, path), maker.body(method, path)
        return browser.request(method, address, params=query, json=body)
    fields = TYPED | (valid(path) if path in SENT else {})
    return browser.post(address, content=urlencode(fields).encode(), headers={"content-type": FORM})


def _other(said: object) -> object:
    return other(said) if isinstance(said, UUID) else said
