"""The leader is killed at work: another process sweeps within half a minute, and nothing twice."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from threading import Event
from time import monotonic, sleep

import pytest
from sqlalchemy import Row, select

from application.crisis.worries.referrals import raise_concern
from domain.clocks.facts import StepDueSoon, StepOverdue
from domain.shared import CaseId
from infrastructure.following import sweeping_of
from infrastructure.leases import SWEEPING
from infrastructure.log.tables import LEASES
from infrastructure.opening import open_ledger
from infrastructure.settings import Settings
from tests import crisis
from tests import examples as given
from tests.api.pages.site import found_office_on_duty, office_settings
from tests.engines import FoundedLedger
from tests.faults.conftest import Scene
from tests.faults.victims import victim
from tests.office import acting

TAKEN_OVER_WITHIN_SECONDS = 30
CASES = 16
APART_SECONDS = 1.5


@pytest.fixture
def crisis_scene(founded_ledger: FoundedLedger) -> Scene:
    databases = founded_ledger(found_office_on_duty)
    return Scene(databases, office_settings(databases))


def sweep_until_killed(settings: Settings, _sending: Connection) -> None:
    """Take part in sweeping as a process that serves does."""
    with open_ledger(settings) as opened:
        sweeping_of(opened).run(Event())


def worried(scene: Scene) -> set[CaseId]:
    """Raise worries that become overdue one after the other, from a few seconds from now on."""
    cases = [crisis.case_id("leader", number) for number in range(CASES)]
    first = datetime.now(UTC) - timedelta(minutes=10) + timedelta(seconds=5)
    with scene.reopened() as opened:
        for number, case in enumerate(cases):
            at = first + timedelta(seconds=number * APART_SECONDS)
            worry = crisis.worry_about(case)
            raise_concern(opened.ledger, acting(given.TEACHER), worry, at)
        assert opened.projector.catch_up(wait_ms=10_000)
    return set(cases)


def lease_of(scene: Scene) -> Row[tuple[object, ...]]:
    with scene.databases.engine.connect() as connection:
        return connection.execute(select(LEASES).where(LEASES.c.name == SWEEPING)).one()


def swept_since(scene: Scene, moment: datetime) -> bool:
    done_at = lease_of(scene).done_at
    return isinstance(done_at, datetime) and done_at > moment


def wait_for(condition: Callable[[], bool], seconds: float) -> float:
    began = monotonic()
    while not condition():
        assert monotonic() - began < seconds
        sleep(0.05)
    return monotonic() - began


def breaches(scene: Scene) -> int:
    with scene.databases.engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM events WHERE name = 'clocks.step_overdue.1'"
        )
        return int(found.scalar_one())


def test_a_leader_killed_at_work_is_followed_and_each_step_is_said_once(
    crisis_scene: Scene,
) -> None:
    cases = worried(crisis_scene)
    with victim(sweep_until_killed, crisis_scene.settings) as first:
        wait_for(lambda: breaches(crisis_scene) >= 3, 60)
        led = lease_of(crisis_scene)
        with victim(sweep_until_killed, crisis_scene.settings):
            sleep(2)
            assert lease_of(crisis_scene).number == led.number == 1
            first.kill()
            killed_at = datetime.now(UTC)
            assert first.died()
            wait_for(lambda: lease_of(crisis_scene).number == 2, TAKEN_OVER_WITHIN_SECONDS)
            wait_for(lambda: swept_since(crisis_scene, killed_at), 10)
            assert datetime.now(UTC) - killed_at < timedelta(seconds=TAKEN_OVER_WITHIN_SECONDS)
            wait_for(lambda: breaches(crisis_scene) >= CASES, 90)
    said = Counter(
        (type(each.fact), each.fact.case_id, each.fact.step, each.fact.due_at, each.fact.tier)
        if isinstance(each.fact, StepOverdue)
        else (type(each.fact), each.fact.case_id, each.fact.step, each.fact.due_at)
        for each in crisis_scene.whole_log()
        if isinstance(each.fact, StepDueSoon | StepOverdue)
    )
    assert set(said.values()) == {1}
    assert {each[1] for each in said if each[0] is StepOverdue} == cases
    crisis_scene.require_views_as_if_rebuilt()
