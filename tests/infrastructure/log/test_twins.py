"""What facts may be made of: only what can be read in one way, and built as it was read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import pytest

from application.ports import Context
from domain.children.facts import ChildRegistered
from domain.visits.facts import HomeVisitLogged
from infrastructure.log.twins import twin_of
from tests.examples import CHILD, CHILD_REGISTERED
from tests.infrastructure.log.sealing import VISIT_LOGGED, form_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WithUnion:
    child_id: UUID
    level: int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithMapping:
    child_id: UUID
    answers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithFactory:
    child_id: UUID
    answers: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithMomentsInAList:
    child_id: UUID
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithNumbersOfAnyKind:
    child_id: UUID
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WithMore:
    child_id: UUID

    def __post_init__(self) -> None:
        raise AssertionError("such a fact is never built")


@pytest.mark.parametrize(
    "fact",
    [WithUnion, WithMapping, WithFactory, WithMomentsInAList, WithNumbersOfAnyKind, WithMore],
)
def test_a_fact_that_could_not_be_read_for_certain_is_refused_at_start(fact: type[object]) -> None:
    with pytest.raises(TypeError):
        form_of(fact)


def test_only_dataclasses_are_facts() -> None:
    with pytest.raises(TypeError):
        twin_of(int)


def test_facts_that_hold_others_or_nothing_are_built_like_by_their_constructors() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Holding:
        child_id: UUID
        registered: ChildRegistered | None
        visits: tuple[HomeVisitLogged, ...] | None = None

    for each in (
        Holding(child_id=CHILD, registered=None),
        Holding(child_id=CHILD, registered=CHILD_REGISTERED, visits=(VISIT_LOGGED, VISIT_LOGGED)),
    ):
        form = form_of(Holding)
        read, _context = form.decode(form.encode(each, Context()))
        assert read == each
        assert hash(read) == hash(each)


def test_a_field_added_with_a_default_is_read_from_what_was_written_before_it() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Noted:
        child_id: UUID
        noted_on: date
        place: str | None = None

    old = b'{"fact":{"child_id":"%s","noted_on":"2026-03-09"},"context":{}}' % str(CHILD).encode()
    expected = Noted(child_id=CHILD, noted_on=date(2026, 3, 9))
    assert form_of(Noted).decode(old) == (expected, Context())
