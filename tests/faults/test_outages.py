"""Two processes see the same silence, one dies over it: it is told wholly, and once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection

import pytest
from sqlalchemy import select

from domain.outages.facts import OutageTold, WatchedPart
from domain.shared import PersonId
from infrastructure.following import outage_watch_of
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import ALERTS
from infrastructure.opening import open_ledger
from infrastructure.settings import Settings
from tests.api.pages.site import found_office_on_duty, office_settings
from tests.engines import FoundedLedger
from tests.faults.conftest import Scene
from tests.faults.victims import Victim, die, victim

LIVES, DIES_BEFORE, DIES_AFTER = range(3)
LATER = timedelta(minutes=1)


@pytest.fixture
def silent_scene(founded_ledger: FoundedLedger) -> Scene:
    """Give an office whose deadlines nobody ever swept."""
    databases = founded_ledger(found_office_on_duty)
    return Scene(databases, office_settings(databases))


def look(settings: Settings, ends: int, sending: Connection) -> None:
    """See the silence for long enough, and tell of it, or die over that."""
    with open_ledger(settings) as opened:
        watch, now = outage_watch_of(opened), datetime.now(UTC)
        assert watch.look(now) == []
        sending.send("seen")
        if ends != LIVES:
            _dying("write", after=ends == DIES_AFTER)
        sending.send(len(watch.look(now + LATER)))


def _dying(name: str, *, after: bool) -> None:
    write: Callable[..., object] = getattr(LogRecorder, name)

    def dying(*arguments: object, **more: object) -> object:
        if not after:
            die()
        write(*arguments, **more)
        die()
        return None

    setattr(LogRecorder, name, dying)


def told_in(scene: Scene) -> list[OutageTold]:
    return [each.fact for each in scene.whole_log() if isinstance(each.fact, OutageTold)]


def said_by(process: Victim) -> list[object]:
    return list(process.acknowledged())


def test_an_outage_is_told_once_whoever_sees_it_and_whoever_dies_over_it(
    silent_scene: Scene,
) -> None:
    with victim(look, silent_scene.settings, DIES_BEFORE) as process:
        assert said_by(process) == ["seen"]
        assert process.died()
    assert told_in(silent_scene) == []

    with victim(look, silent_scene.settings, DIES_AFTER) as process:
        assert said_by(process) == ["seen"]
        assert process.died()
    (told,) = told_in(silent_scene)
    assert (told.part, told.number, told.by) == (WatchedPart.SWEEPING, 1, ())

    with victim(look, silent_scene.settings, LIVES) as one:
        assert said_by(one) == ["seen", 0]
    assert told_in(silent_scene) == [told]
    with silent_scene.databases.engine.connect() as connection:
        woken = connection.scalars(select(ALERTS.c.addressee)).all()
    assert sorted(map(PersonId, woken)) == list(told.told_ids)


def test_of_two_that_see_it_at_once_one_tells(silent_scene: Scene) -> None:
    with (
        victim(look, silent_scene.settings, LIVES) as one,
        victim(look, silent_scene.settings, LIVES) as other,
    ):
        said = [said_by(each) for each in (one, other)]
    assert sorted(map(str, said)) == ["['seen', 0]", "['seen', 1]"]
    (told,) = told_in(silent_scene)
    assert told.number == 1
