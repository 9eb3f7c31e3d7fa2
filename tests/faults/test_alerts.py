"""Whatever dies between a worry and its alert, everybody who must answer is told exactly once."""

import logging
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from httpx2 import Client, Cookies, TransportError
from sqlalchemy import select

from application.crisis.worries.referrals import raise_concern
from domain.alerts.facts import ConcernAlerted
from domain.referrals.facts import ConcernRaised
from domain.shared import CaseId
from infrastructure.log.tables import ALERTS
from infrastructure.opening import OpenLedger, reactions_of
from tests import crisis, signing
from tests import examples as given
from tests.api.pages.damaging import flip_a_byte
from tests.api.pages.site import TEACHER, found_office_on_duty, office_settings
from tests.engines import FoundedLedger
from tests.faults.conftest import Scene
from tests.faults.dying_points import POINTS, serve_and_die
from tests.faults.serving import browser_on, served, served_by
from tests.office import acting

WORRIES_EACH = 10
SENDERS = 4
TOLD = {crisis.CRISIS_LEAD, crisis.ADVISER, crisis.DUTY_OFFICER}


@pytest.fixture
def crisis_scene(founded_ledger: FoundedLedger) -> Scene:
    """Give the office with those who answer for worries, on each engine in turn."""
    databases = founded_ledger(found_office_on_duty)
    return Scene(databases, office_settings(databases))


def test_killed_at_twenty_points_between_commit_and_alert_each_is_told_exactly_once(
    crisis_scene: Scene, tmp_path: Path
) -> None:
    settings = crisis_scene.settings
    acknowledged: set[CaseId] = set()
    waiting: list[CaseId] = []
    cookies = Cookies()
    for point in range(len(POINTS)):
        waiting += [crisis.case_id(point, number) for number in range(WORRIES_EACH)]
        # Some die over the first worry, some with several told and several not.
        times = 1 + point % 4 * 2
        with (
            served_by(serve_and_die, settings, tmp_path, point, times) as (address, dying),
            browser_on(address, cookies) as browser,
        ):
            if not cookies:
                cookies = signed_in(browser)
            acknowledged |= sent_until_cut_off(browser, waiting)
            assert dying.died()
        waiting = [case for case in waiting if case not in acknowledged]
    with served(settings, tmp_path) as (address, _), browser_on(address, cookies) as browser:
        acknowledged |= sent_until_cut_off(browser, waiting)
    assert len(acknowledged) == len(POINTS) * WORRIES_EACH
    follow(crisis_scene)
    require_each_told_once(crisis_scene, acknowledged)


def signed_in(browser: Client) -> Cookies:
    """Sign in and return the session, which outlives the server that it was begun with."""
    signing.enter(browser, TEACHER)
    return browser.cookies


def sent_until_cut_off(browser: Client, waiting: Sequence[CaseId]) -> set[CaseId]:
    """Raise worries, several at a time, until the server is dead; return what it acknowledged."""
    cut_off = Event()

    def sent(case: CaseId) -> bool:
        if cut_off.is_set():
            return False
        try:
            answer = browser.put(f"/api/v1/cases/{case}/concern", json=body(case))
        except TransportError:
            cut_off.set()
            return False
        assert answer.status_code in (200, 201), answer.text
        return True

    with ThreadPoolExecutor(SENDERS) as senders:
        return {
            case for case, told in zip(waiting, senders.map(sent, waiting), strict=True) if told
        }


def body(case: CaseId) -> dict[str, object]:
    request = crisis.worry_about(case)
    return {
        "child_id": str(request.child_id),
        "situation": request.situation,
        "name": request.name,
        "school_id": str(request.school_id),
    }


def follow(scene: Scene) -> None:
    with scene.reopened() as opened:
        assert opened.projector.catch_up(wait_ms=10_000)
        assert reactions_of(opened).follow()


def require_each_told_once(scene: Scene, cases: set[CaseId]) -> None:
    log = scene.whole_log()
    raised = Counter(each.fact.case_id for each in log if isinstance(each.fact, ConcernRaised))
    told = Counter(each.fact.case_id for each in log if isinstance(each.fact, ConcernAlerted))
    assert raised == told == Counter(cases)
    assert Counter(rows_of(scene)) == Counter((case, who) for case in cases for who in TOLD)
    before = rows_of(scene)
    scene.require_views_as_if_rebuilt()
    assert rows_of(scene) == before


def rows_of(scene: Scene) -> list[tuple[UUID, UUID]]:
    rows = select(ALERTS.c.case_id, ALERTS.c.addressee).order_by(ALERTS.c.alert)
    with scene.databases.engine.connect() as connection:
        return [(case, addressee) for case, addressee in connection.execute(rows)]


def test_a_damaged_worry_does_not_hold_up_the_alert_of_another_child(
    crisis_scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    damaged, sound = crisis.case_id("damaged"), crisis.case_id("sound")
    with crisis_scene.reopened() as opened:
        receipt = raise_concern(
            opened.ledger, acting(given.TEACHER), crisis.worry_about(damaged), given.NOW
        )
        flip_a_byte(crisis_scene.databases.owner_url, receipt.position)
        raise_sound(opened, sound)
        with caplog.at_level(logging.ERROR):
            assert reactions_of(opened).follow()
    assert set(rows_of(crisis_scene)) == {(sound, who) for who in TOLD}
    assert f"nobody can be told of position {receipt.position}" in caplog.text


def raise_sound(opened: OpenLedger, case: CaseId) -> None:
    raise_concern(opened.ledger, acting(given.TEACHER), crisis.worry_about(case), given.NOW)
