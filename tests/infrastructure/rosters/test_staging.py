"""Staged lists: sealed on each engine, gone when destroyed, and apart from every child's keys."""

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from uuid import UUID

import pytest
from sqlalchemy import select, update

from application.survey.staging_ports import KEPT, RosterHead, RosterId, StagedRoster
from domain.errors import NotFound, RecordDamaged
from domain.shared import Compartment
from infrastructure.database import open_engine, writing
from infrastructure.keys.opening import open_vault
from infrastructure.keys.vault import Vault
from infrastructure.log.tables import STAGED_ROSTERS
from infrastructure.migrating import ledger_id_of
from infrastructure.rosters.expiring import destroy_old_rosters
from infrastructure.rosters.staging import SealedRosters
from tests import examples as given
from tests.engines import LedgerDatabases
from tests.infrastructure.rosters.lists import text_file

NAME = "示例小学名单.csv"
MARK = "可辨认的示例甲"
CONTENT = text_file([["姓名", "性别", "出生日期"], [MARK, "男", "2015-06-01"]])
ROSTER = StagedRoster(
    head=RosterHead(
        roster_id=RosterId(given.example_id(801)),
        uploaded_by=given.SUPERVISOR,
        uploaded_at=given.NOW,
        file_name=NAME,
    ),
    content=CONTENT,
)
HEAD = ROSTER.head


def vault_of(ledger: LedgerDatabases) -> Vault:
    ledger_id = ledger_id_of(ledger.engine)
    return open_vault(ledger.keys_engine, ledger_id, ledger.tmp_path / "keyfile.json")


@pytest.fixture
def vault(ledger: LedgerDatabases) -> Vault:
    return vault_of(ledger)


@pytest.fixture
def store(ledger: LedgerDatabases, vault: Vault) -> SealedRosters:
    return SealedRosters(ledger.engine, vault)


def stored(ledger: LedgerDatabases) -> list[tuple[object, ...]]:
    with ledger.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(STAGED_ROSTERS))]


def test_a_list_comes_back_as_it_was_uploaded(store: SealedRosters) -> None:
    store.put(ROSTER)
    store.put(replace(ROSTER, content=b"other"))
    assert store.head(HEAD.roster_id) == HEAD
    assert store.heads_of(given.SUPERVISOR) == (HEAD,)
    assert store.heads_of(given.TEACHER) == ()
    assert store.content(HEAD) == CONTENT


def test_neither_name_nor_content_stands_in_the_database(
    ledger: LedgerDatabases, store: SealedRosters
) -> None:
    store.put(ROSTER)
    values = [each for row in stored(ledger) for each in row if isinstance(each, bytes)]
    assert len(values) >= 2
    for secret in (NAME.encode(), MARK.encode(), CONTENT):
        assert not any(secret in each for each in values)
    if ledger.dialect == "sqlite":
        file = ledger.tmp_path / "data" / "ledger.sqlite3"
        dumped = sqlite3.connect(file)
        lines = "\n".join(dumped.iterdump()).encode()
        dumped.close()
        files = b"".join(each.read_bytes() for each in file.parent.glob("ledger.sqlite3*"))
        assert not any(secret in lines + files for secret in (NAME.encode(), MARK.encode()))


def test_a_destroyed_list_is_gone_with_its_key_and_does_not_come_back(
    ledger: LedgerDatabases, store: SealedRosters
) -> None:
    store.put(ROSTER)
    (kept,) = stored(ledger)
    store.destroy(HEAD, given.NOW)
    assert (store.head(HEAD.roster_id), store.content(HEAD), stored(ledger)) == (None, None, [])
    with writing(ledger.engine) as connection:
        connection.execute(STAGED_ROSTERS.insert().values(kept))
    again = SealedRosters(ledger.engine, vault_of(ledger))
    assert (again.head(HEAD.roster_id), again.content(HEAD)) == (None, None)
    with pytest.raises(NotFound, match="roster_not_found"):
        again.put(ROSTER)


def test_lists_are_destroyed_when_their_day_is_over(store: SealedRosters) -> None:
    later = replace(
        ROSTER,
        head=replace(
            HEAD,
            roster_id=RosterId(given.example_id(802)),
            uploaded_at=given.NOW + timedelta(minutes=1),
        ),
    )
    store.put(ROSTER)
    store.put(later)
    assert store.heads_of(given.SUPERVISOR) == (later.head, HEAD)
    at = given.NOW + KEPT
    store.destroy_uploaded_until(at - KEPT - timedelta(seconds=1), at)
    assert store.heads_of(given.SUPERVISOR) == (later.head, HEAD)
    store.destroy_uploaded_until(at - KEPT, at)
    assert store.heads_of(given.SUPERVISOR) == (later.head,)
    assert store.content(HEAD) is None


def test_a_list_given_to_somebody_else_in_the_database_does_not_open(
    ledger: LedgerDatabases, store: SealedRosters
) -> None:
    store.put(ROSTER)
    owner = open_engine(ledger.owner_url, owner=True)
    with writing(owner) as connection:
        connection.execute(update(STAGED_ROSTERS).values(uploaded_by=given.TEACHER))
    owner.dispose()
    (head,) = store.heads_of(given.TEACHER)
    assert head.file_name == ""
    with pytest.raises(RecordDamaged, match="roster_damaged"):
        store.content(head)


def test_a_list_under_the_id_of_a_child_takes_no_key_of_the_child_along(
    store: SealedRosters, vault: Vault
) -> None:
    key_id = vault.for_sealing(given.CHILD, Compartment.IDENTITY).key_id
    head = replace(HEAD, roster_id=RosterId(UUID(int=given.CHILD.int)))
    store.put(replace(ROSTER, head=head))
    store.destroy(head, given.NOW)
    assert not vault.is_destroyed(given.CHILD, Compartment.IDENTITY)
    assert vault.for_sealing(given.CHILD, Compartment.IDENTITY).key_id == key_id


def test_old_lists_are_destroyed_without_anybody_asking(store: SealedRosters) -> None:
    store.put(ROSTER)
    stop = Event()
    stop.set()
    destroy_old_rosters(store, stop, lambda: given.NOW + KEPT - timedelta(seconds=1))
    assert store.content(HEAD) == CONTENT
    destroy_old_rosters(store, stop, lambda: given.NOW + KEPT)
    assert store.content(HEAD) is None


def test_trouble_with_old_lists_is_told_by_its_kind_alone(
    store: SealedRosters, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> datetime:
        raise RuntimeError(MARK)

    stop = Event()
    stop.set()
    destroy_old_rosters(store, stop, fail)
    assert caplog.messages == ["old lists cannot be destroyed for now: RuntimeError"]
