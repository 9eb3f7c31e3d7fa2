"""Older payloads are brought to today's shape when read; a missing step stops the program."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from application.ports import Context
from domain.shared import Compartment
from infrastructure.log.codec import Undecodable, forms_of
from infrastructure.log.event_names import EventName, EventNames
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.names import NAMES
from infrastructure.log.upcasting import UPCASTERS, Upcasters
from tests.examples import CHILD
from tests.infrastructure.keys.stores import LEDGER_ID
from tests.infrastructure.log.sealing import memory_vault, reason, sealed_row


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstNoted:
    child_id: UUID
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondNoted:
    child_id: UUID
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    child_id: UUID
    places: tuple[str, ...]
    rainy: bool


def several_places(fact: dict[str, Any]) -> dict[str, Any]:
    return {"child_id": fact["child_id"], "places": [fact["place"]]}


def weather_unknown(fact: dict[str, Any]) -> dict[str, Any]:
    return {**fact, "rainy": False}


STEPS: Upcasters = {
    ("care.place_noted", 1): several_places,
    ("care.place_noted", 2): weather_unknown,
}
FIRST = b'{"fact":{"child_id":"%s","place":"p"},"context":{"rules":1}}' % str(CHILD).encode()
SECOND = b'{"fact":{"child_id":"%s","places":["p","q"]},"context":{}}' % str(CHILD).encode()


def names(version: int, fact: type[object]) -> EventNames:
    name = f"care.place_noted.{version}"
    return EventNames([EventName(name, fact, Compartment.CARE, "child_id", "child_id")])


def test_each_older_version_is_brought_to_todays_step_by_step() -> None:
    forms = forms_of(names(3, Noted), STEPS)
    assert forms["care.place_noted.1"].decode(FIRST) == (
        Noted(child_id=CHILD, places=("p",), rainy=False),
        Context(rules=1),
    )
    assert forms["care.place_noted.2"].decode(SECOND) == (
        Noted(child_id=CHILD, places=("p", "q"), rainy=False),
        Context(),
    )


def test_rows_written_by_older_programs_open_in_todays() -> None:
    vault = memory_vault()
    first = SealingMapper(LEDGER_ID, vault, names(1, FirstNoted))
    second = SealingMapper(LEDGER_ID, vault, names(2, SecondNoted), upcasters=STEPS)
    today = SealingMapper(LEDGER_ID, vault, names(3, Noted), upcasters=STEPS)
    rows = [
        sealed_row(first, FirstNoted(child_id=CHILD, place="p"), version=1),
        sealed_row(second, SecondNoted(child_id=CHILD, places=("q", "r")), version=2),
        sealed_row(today, Noted(child_id=CHILD, places=("s",), rainy=True), version=3),
    ]
    assert [row.name[-1] for row in rows] == ["1", "2", "3"]
    expected = [
        Noted(child_id=CHILD, places=("p",), rainy=False),
        Noted(child_id=CHILD, places=("q", "r"), rainy=False),
        Noted(child_id=CHILD, places=("s",), rainy=True),
    ]
    assert [each.fact for each in today.open_rows(rows)] == expected
    assert [today.open_row(row).fact for row in rows] == expected


def test_a_row_of_a_newer_program_is_unreadable_and_says_so() -> None:
    vault = memory_vault()
    newer = SealingMapper(LEDGER_ID, vault, names(3, Noted), upcasters=STEPS)
    older = SealingMapper(LEDGER_ID, vault, names(1, FirstNoted))
    row = sealed_row(newer, Noted(child_id=CHILD, places=(), rainy=True))
    assert reason(lambda: older.open_row(row)) == "newer_than_this_program"


@pytest.mark.parametrize(
    "payload",
    [
        FIRST.replace(b'"place":"p"', b'"place":1'),
        FIRST.replace(b'"place":"p"', b'"nothing":1'),
        FIRST.replace(b'{"child_id"', b'{"weather":"rain","child_id"').replace(b'"place"', b'"x"'),
        FIRST.replace(b'"rules":1', b'"mood":1'),
        FIRST.replace(b'"context"', b'"also":1,"context"'),
        b'{"fact":[],"context":{}}',
        b"{}",
        b"",
    ],
)
def test_an_older_payload_that_is_not_one_is_not_read(payload: bytes) -> None:
    with pytest.raises(Undecodable) as refusal:
        forms_of(names(3, Noted), STEPS)["care.place_noted.1"].decode(payload)
    assert refusal.value.__context__ is None


def test_an_unknown_field_is_refused_in_older_payloads_too() -> None:
    second = SECOND.replace(b'"places"', b'"weather":"rain","places"')
    with pytest.raises(Undecodable):
        forms_of(names(3, Noted), STEPS)["care.place_noted.2"].decode(second)


@pytest.mark.parametrize("missing", STEPS)
def test_a_version_without_a_way_to_the_next_stops_the_program(missing: tuple[str, int]) -> None:
    steps = {step: upcaster for step, upcaster in STEPS.items() if step != missing}
    with pytest.raises(ValueError, match="cannot be upcast"):
        forms_of(names(3, Noted), steps)


def test_every_upcaster_leads_from_an_older_version_of_a_name() -> None:
    older = {(row.stem, version) for row in NAMES.rows for version in range(1, row.version)}
    assert set(UPCASTERS) == older
