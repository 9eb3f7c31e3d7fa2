"""What identifies or describes a person stands in views sealed, each value bound to its place."""

import sqlite3
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest

from domain.errors import Invalid
from domain.shared import Compartment, PersonId
from infrastructure.database import writing
from infrastructure.keys.vault import KeyDestroyed
from infrastructure.views.bulk import array_text
from infrastructure.views.caseworker.tables import CHILDREN, NAMES_TABLE, caseworker_tables
from infrastructure.views.cursors import SealedCursors
from infrastructure.views.sealed_columns import ColumnDamaged, Place, SealedColumn
from tests.engines import LedgerDatabases
from tests.examples import (
    CHILD,
    CHILD_REGISTERED,
    HOME_VISIT,
    LEVEL_ASSESSED,
    NOW,
    OTHER_CHILD,
    TEACHER,
    TEACHER_REGISTERED,
    TODAY,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF, on_file, paired, talked, visited
from tests.infrastructure.views.opened import OpenedViews

PLACE = Place(CHILD, 7)


def care(views: OpenedViews, *, view: str = "v", column: str = "c") -> SealedColumn:
    return SealedColumn(views.vault, view=view, column=column, compartment=Compartment.CARE)


def test_a_value_opens_in_its_own_place_only(views_on_sqlite: OpenedViews) -> None:
    sealed = care(views_on_sqlite).seal(PLACE, b"content")
    assert care(views_on_sqlite).open(PLACE, sealed) == b"content"
    of_identity = SealedColumn(
        views_on_sqlite.vault, view="v", column="c", compartment=Compartment.IDENTITY
    )
    for column, place in (
        (care(views_on_sqlite, view="w"), PLACE),
        (care(views_on_sqlite, column="d"), PLACE),
        (care(views_on_sqlite), Place(OTHER_CHILD, 7)),
        (care(views_on_sqlite), Place(CHILD, 8)),
        (of_identity, PLACE),
    ):
        with pytest.raises(ColumnDamaged):
            column.open(place, sealed)


def test_a_value_with_any_byte_changed_does_not_open(views_on_sqlite: OpenedViews) -> None:
    sealed = care(views_on_sqlite).seal(PLACE, b"content")
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(ColumnDamaged):
            care(views_on_sqlite).open(PLACE, changed)


def test_the_same_content_is_sealed_differently_and_lengths_say_little(
    views_on_sqlite: OpenedViews,
) -> None:
    short, again, longer = (care(views_on_sqlite).seal(PLACE, b"x" * n) for n in (1, 1, 60))
    assert short != again
    assert len(short) == len(longer)


def test_of_an_erased_subject_nothing_is_sealed_or_opened(views_on_sqlite: OpenedViews) -> None:
    sealed = care(views_on_sqlite).seal(PLACE, b"content")
    views_on_sqlite.vault.destroy(CHILD, [Compartment.CARE], NOW)
    with pytest.raises(KeyDestroyed):
        care(views_on_sqlite).open(PLACE, sealed)
    with pytest.raises(KeyDestroyed):
        care(views_on_sqlite).seal(PLACE, b"content")


def test_rows_put_in_each_others_place_are_shown_as_unreadable(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), *on_file(OTHER_CHILD))
    names = caseworker_tables()[NAMES_TABLE]
    with writing(views.databases.views_engine) as connection:
        other = connection.execute(names.select().where(names.c.child == OTHER_CHILD)).one()
        moved = names.update().where(names.c.child == CHILD)
        connection.execute(moved.values(identity=other.identity, identity_at=other.identity_at))
    page = views.desk.page(TEACHER, TODAY, limit=10, cursor=None)
    assert {row.child_id: row.unreadable for row in page.rows} == {CHILD: True, OTHER_CHILD: False}


def test_a_spoilt_row_is_set_apart_when_it_is_to_be_folded_on(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), *on_file(OTHER_CHILD))
    children = caseworker_tables()[CHILDREN]
    with writing(views.databases.views_engine) as connection:
        spoilt = children.update().where(children.c.child == CHILD)
        connection.execute(spoilt.values(care=b"spoilt"))
    views.know(visited(CHILD, 1), visited(OTHER_CHILD, 2))
    assert [each.reason for each in views.projector.quarantined()] == ["fold_ColumnDamaged"]
    page = views.desk.page(TEACHER, TODAY, limit=10, cursor=None)
    assert {row.child_id: row.unreadable for row in page.rows} == {CHILD: True, OTHER_CHILD: False}
    views.projector.rebuild("caseworker")
    page = views.desk.page(TEACHER, TODAY, limit=10, cursor=None)
    assert not any(row.unreadable for row in page.rows)


MARK = "可辨认的标记"


def stored_bytes(databases: LedgerDatabases) -> bytes:
    """Every value of every table of the ledger's database, and on SQLite its files as well."""
    if databases.dialect == "postgresql":
        return b"\n".join(_copied(databases))
    file = databases.tmp_path / "data" / "ledger.sqlite3"
    dumped = sqlite3.connect(file)
    lines = "\n".join(dumped.iterdump()).encode()
    dumped.close()
    return lines + b"".join(each.read_bytes() for each in file.parent.glob("ledger.sqlite3*"))


def _copied(databases: LedgerDatabases) -> list[bytes]:
    with psycopg.connect(databases.owner_url) as owner:
        tables = owner.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        copied = []
        for (name,) in tables:
            with owner.cursor().copy(f"COPY public.{name} TO STDOUT".encode()) as copy:
                copied += [bytes(part) for part in copy]
    return copied


def test_nothing_that_says_who_or_what_stands_in_clear(views: OpenedViews) -> None:
    marked_visit = visited(CHILD, 1)
    views.know(
        *PLACES,
        *STAFF,
        replace(TEACHER_REGISTERED, person_id=PersonId(example_id(150)), name=f"{MARK}甲"),
        replace(CHILD_REGISTERED, name=f"{MARK}乙", address=f"{MARK}丙"),
        *on_file(CHILD)[1:],
        replace(LEVEL_ASSESSED, basis=f"{MARK}丁"),
        paired(CHILD, TEACHER),
        replace(marked_visit, visit=replace(HOME_VISIT, note=f"{MARK}戊")),
        talked(CHILD, 2),
    )
    assert views.desk.page(TEACHER, TODAY, limit=10, cursor=None).rows[0].name == f"{MARK}乙"
    stored = stored_bytes(views.databases)
    assert PLACES[0].name.encode() in stored
    born_on = CHILD_REGISTERED.born_on.isoformat()
    for told in (MARK, born_on, "left_behind", "at_home"):
        assert told.encode() not in stored, told
    assert MARK.encode().hex().encode() not in stored


def test_a_cursor_of_another_list_is_refused(views_on_sqlite: OpenedViews) -> None:
    cursor = SealedCursors(views_on_sqlite.vault, "desk").seal(TEACHER, TODAY, CHILD)
    assert SealedCursors(views_on_sqlite.vault, "desk").open(TEACHER, cursor) == (TODAY, CHILD)
    with pytest.raises(Invalid):
        SealedCursors(views_on_sqlite.vault, "other").open(TEACHER, cursor)


def test_arrays_are_written_as_postgresql_reads_them() -> None:
    assert array_text([UUID(int=1), None]) == "{00000000000000000000000000000001,NULL}"
    assert array_text([TODAY, True, False, -7]) == "{2026-03-10,t,f,-7}"
    assert array_text([b"\x00\xff"]) == '{"\\\\x00ff"}'
    assert array_text(['a"b\\c,{}', "NULL", ""]) == '{"a\\"b\\\\c,{}","NULL",""}'
    assert array_text([NOW]) == "{2026-03-10T01:30:00+00:00}"
    assert array_text([]) == "{}"
