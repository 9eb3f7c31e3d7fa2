"""A worry whose key is missing for a while is told of when the key is back, exactly once."""

from collections.abc import Sequence
from time import monotonic

import pytest
from sqlalchemy import delete, insert, select, update

from application.crisis.worries.referrals import raise_concern
from domain.referrals.state import RaiseConcern
from domain.shared import Compartment, PersonId
from infrastructure.keys.opening import open_vault
from infrastructure.keys.tables import DATA_KEYS, open_keys_engine
from infrastructure.log.tables import ALERTS
from infrastructure.opening import reactions_of, wire
from infrastructure.reacting import AGAIN_EVERY_SECONDS, Reactions
from tests import crisis
from tests import examples as given
from tests.api.pages.damaging import flip_a_byte
from tests.application.casework import reopen_casework
from tests.crisis import ADDRESSEES
from tests.engines import FoundedLedger
from tests.office import Office, acting

WORRY = crisis.worry_about(crisis.case_id("waiting"))
OTHERS = crisis.worry_about(crisis.case_id("other"))

Keys = Sequence[tuple[object, ...]]


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def worried(office: Office, worry: RaiseConcern = WORRY) -> int:
    return raise_concern(office.ledger, acting(given.TEACHER), worry, given.NOW).position


def another(office: Office) -> Office:
    """Open the same ledger as another process does, which holds no keys yet."""
    databases = office.databases
    ledger_id = office.opened.ledger_id
    vault = open_vault(databases.keys_engine, ledger_id, databases.tmp_path / "keyfile.json")
    return Office(wire(ledger_id, databases.engine, databases.views_engine, vault), databases)


def reactions(office: Office) -> Reactions:
    return reactions_of(office.opened, lambda: given.NOW)


def health_keys_taken(office: Office) -> Keys:
    """Take away all health keys there are, as an older backup of the key store lacks them."""
    key = DATA_KEYS.c.compartment == Compartment.HEALTH.value
    owner = open_keys_engine(office.databases.keys_owner_url)
    with owner.begin() as connection:
        taken = connection.execute(select(DATA_KEYS).where(key)).all()
        connection.execute(delete(DATA_KEYS).where(key))
    owner.dispose()
    assert taken
    return taken


def brought_back(office: Office, keys: Keys) -> None:
    with office.databases.keys_engine.begin() as connection:
        for key in keys:
            connection.execute(insert(DATA_KEYS).values(key))


def health_keys_damaged(office: Office, wrapped: bytes | None = None) -> bytes:
    """Put other bytes in the place of the one health key there is, and return what stood there."""
    key = DATA_KEYS.c.compartment == Compartment.HEALTH.value
    with office.databases.keys_engine.begin() as connection:
        before = connection.execute(select(DATA_KEYS.c.wrapped).where(key)).scalar_one()
        connection.execute(update(DATA_KEYS).where(key).values(wrapped=wrapped or before[::-1]))
    return bytes(before)


def told(office: Office) -> list[PersonId]:
    with office.opened.engine.connect() as connection:
        return sorted(map(PersonId, connection.scalars(select(ALERTS.c.addressee))))


def alerts(office: Office) -> int:
    rows = office.opened.recorder.rows_after(0, 1_000, ["alerts.concern_alerted.1"])
    return len(rows)


def waiting(office: Office) -> list[str]:
    return office.opened.recorder.unmoved("alerts/waiting/")


def test_it_is_told_of_once_when_the_key_is_back_whoever_else_worries(at_work: Office) -> None:
    position = worried(at_work)
    keys = health_keys_taken(at_work)
    office = another(at_work)
    assert reactions(office).follow()
    assert (told(office), waiting(office)) == ([], [f"alerts/waiting/{position}"])
    worried(office, OTHERS)
    assert reactions(office).follow()
    assert told(office) == sorted(ADDRESSEES)
    brought_back(office, keys)
    for process in (office, another(office)):
        assert reactions(process).follow()
        assert told(office) == sorted([*ADDRESSEES, *ADDRESSEES])
    assert (alerts(office), waiting(office)) == (2, [])


def test_so_is_one_whose_key_was_damaged_for_a_while(at_work: Office) -> None:
    worried(at_work)
    wrapped = health_keys_damaged(at_work)
    office = another(at_work)
    assert reactions(office).follow()
    assert (told(office), len(waiting(office))) == ([], 1)
    health_keys_damaged(office, wrapped)
    assert reactions(office).follow()
    assert (told(office), waiting(office)) == (sorted(ADDRESSEES), [])


def test_it_is_tried_again_every_minute_and_not_at_each_look(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    worried(at_work)
    keys = health_keys_taken(at_work)
    office = another(at_work)
    following = reactions(office)
    assert following.follow()
    brought_back(office, keys)
    assert following.follow()
    assert told(office) == []
    later = monotonic() + AGAIN_EVERY_SECONDS
    monkeypatch.setattr("infrastructure.reacting.monotonic", lambda: later)
    assert following.follow()
    assert told(office) == sorted(ADDRESSEES)


def test_many_that_wait_are_tried_some_at_each_look(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infrastructure.reacting.AGAIN_AT_ONCE", 2)
    for number in range(3):
        worried(at_work, crisis.worry_about(crisis.case_id("many", number)))
    keys = health_keys_taken(at_work)
    office = another(at_work)
    assert reactions(office).follow()
    brought_back(office, keys)
    following = reactions(office)
    assert following.follow()
    assert (alerts(office), len(waiting(office))) == (2, 1)
    assert following.follow()
    assert (alerts(office), len(waiting(office))) == (3, 0)


def test_one_that_is_damaged_as_well_is_given_up(
    at_work: Office, caplog: pytest.LogCaptureFixture
) -> None:
    position = worried(at_work)
    keys = health_keys_taken(at_work)
    office = another(at_work)
    assert reactions(office).follow()
    flip_a_byte(office.databases.owner_url, position)
    brought_back(office, keys)
    caplog.clear()
    assert reactions(office).follow()
    assert (told(office), waiting(office)) == ([], [])
    assert f"position {position}" in caplog.text
    assert "again each minute" not in caplog.text


def test_one_whose_child_was_erased_meanwhile_waits_no_longer(at_work: Office) -> None:
    worried(at_work)
    keys = health_keys_taken(at_work)
    office = another(at_work)
    assert reactions(office).follow()
    brought_back(office, keys)
    office.opened.vault.destroy(WORRY.child_id, tuple(Compartment), given.NOW)
    assert reactions(office).follow()
    assert (told(office), alerts(office), waiting(office)) == ([], 0, [])


def test_a_process_that_dies_while_it_sets_one_aside_leaves_it_to_be_told_once(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    worried(at_work)
    keys = health_keys_taken(at_work)
    office = another(at_work)

    def die(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as dying:
        dying.setattr("application.crisis.telling.followers.pass_over", die)
        assert not reactions(office).follow()
    assert len(waiting(office)) == 1
    brought_back(office, keys)
    for _ in range(2):
        assert reactions(office).follow()
        assert (told(office), alerts(office)) == (sorted(ADDRESSEES), 1)
    assert waiting(office) == []
