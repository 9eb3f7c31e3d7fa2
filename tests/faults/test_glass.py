"""Whatever dies around broken glass: it is broken once, told, and each look is on record."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from httpx2 import Cookies, Response, TransportError

from domain.grants.facts import AccessReasonWritten, GlassBreakCounted, GlassBroken
from domain.reads.facts import RecordsRead
from domain.shared import GrantId
from infrastructure.authentication.accounts import Accounts
from tests import crisis, office, signing
from tests import examples as given
from tests.api.pages.site import office_settings
from tests.api.routes.door import CHEAP
from tests.engines import FoundedLedger, LedgerDatabases
from tests.faults.conftest import Scene, found_office_of_many
from tests.faults.dying_over_glass import MOMENTS, serve_and_die_over_glass
from tests.faults.serving import browser_on, served, served_by
from tests.faults.victims import CHILDREN
from tests.privacy import PRIVACY_OFFICER, employ_privacy_officer

EMERGENCY = {"reason": "child_missing", "why": "放学后没有到家。"}
LOGINS = ("lead", "adviser")
"""Each may have three open at a time, so that two come through all moments."""
GRANTS = tuple(GrantId(given.example_id(7_600 + number)) for number in range(len(MOMENTS)))
Jars = dict[str, Cookies]


@pytest.fixture
def glass_scene(founded_ledger: FoundedLedger) -> Scene:
    """Give the office with those who may break the glass and those who are told of it."""
    databases = founded_ledger(found_office_with_glass)
    return Scene(databases, office_settings(databases))


def found_office_with_glass(databases: LedgerDatabases) -> None:
    found_office_of_many(databases)
    opened = office.reopen_office(databases).opened
    crisis.put_on_duty(opened)
    employ_privacy_officer(opened)
    accounts = Accounts(opened.engine, CHEAP, opened.vault)
    signing.give_account(accounts, PRIVACY_OFFICER, "privacy")


def test_killed_around_broken_glass_it_is_broken_once_and_told_and_each_look_is_on_record(
    glass_scene: Scene, tmp_path: Path
) -> None:
    jars: Jars = {}
    for number in range(len(MOMENTS)):
        dying = served_by(serve_and_die_over_glass, glass_scene.settings, tmp_path, number)
        with dying as (address, server):
            assert answers(address, jars, number, ends=True) == acknowledged(number)
            assert server.died()
    assert broken_and_read(glass_scene) == (
        Counter(GRANTS[n] for n, moment in enumerate(MOMENTS) if moment.has_glass),
        Counter(GRANTS[n] for n, moment in enumerate(MOMENTS) if moment.has_reading),
    )
    with served(glass_scene.settings, tmp_path) as (address, _):
        for number, moment in enumerate(MOMENTS):
            told = [200 if moment.has_glass else 201, 200]
            assert answers(address, jars, number, ends=False) == told
    read_anew = Counter(GRANTS)
    read_anew.update(GRANTS[n] for n, moment in enumerate(MOMENTS) if moment.has_reading)
    assert broken_and_read(glass_scene) == (Counter(GRANTS), read_anew)
    assert waiting_for_review(glass_scene) == len(GRANTS)
    glass_scene.require_views_as_if_rebuilt()
    assert waiting_for_review(glass_scene) == len(GRANTS)


def acknowledged(number: int) -> list[int]:
    """Return what a server answers before it dies at that moment: the glass, never the child."""
    return [201] if MOMENTS[number].during == "reading" else []


def answers(address: str, jars: Jars, number: int, *, ends: bool) -> list[int]:
    """Break the glass and look at the child; return what was answered until the server died."""
    login, child_id = LOGINS[number % 2], CHILDREN[number]
    path = f"/api/v1/children/{child_id}"
    with browser_on(address, jars.get(login)) as browser:
        if login not in jars:
            signing.enter(browser, login)
            jars[login] = browser.cookies
        found = list[Response]()
        try:
            found.append(browser.put(f"{path}/break-glass/{GRANTS[number]}", json=EMERGENCY))
            found.append(browser.get(path))
        except TransportError:
            assert ends
        assert [given.CHILD_NAME in each.text for each in found] == [False, True][: len(found)]
        return [each.status_code for each in found]


def broken_and_read(scene: Scene) -> tuple[Counter[GrantId], Counter[GrantId | None]]:
    """Return how often each glass was broken, told in full, and how often it was looked through."""
    facts = [each.fact for each in scene.whole_log()]
    broken = Counter(each.grant_id for each in facts if isinstance(each, GlassBroken))
    for kind in (GlassBreakCounted, AccessReasonWritten):
        assert Counter(each.grant_id for each in facts if isinstance(each, kind)) == broken
    for each in facts:
        if isinstance(each, GlassBroken):
            told = (each.supervisor_ids, each.privacy_officer_ids)
            assert told == ((office.LEADER,), (PRIVACY_OFFICER,))
    with scene.reopened() as opened:
        recorder, mapper = opened.logs["reads"]
        reads = [each.fact for each in mapper.open_rows(recorder.rows_after(0, 1_000))]
    looks = [each for each in reads if isinstance(each, RecordsRead)]
    of_each = {grant: CHILDREN[number] for number, grant in enumerate(GRANTS)}
    for look in looks:
        assert look.grant_id is not None
        assert look.child_ids == (of_each[look.grant_id],)
    return broken, Counter(look.grant_id for look in looks)


def waiting_for_review(scene: Scene) -> int:
    """Return how many wait for the supervisor and, as many, for the privacy officer."""
    with scene.reopened() as opened:
        at = datetime.now(UTC)
        counts = [
            opened.ledger.grants.counts(each, at).to_review
            for each in (office.LEADER, PRIVACY_OFFICER)
        ]
    assert counts[0] == counts[1]
    return counts[0]
