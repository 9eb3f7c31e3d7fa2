"""The latest statements of who looks after a child and where it lives and learns, by version."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from application.ports import History, Recorded
from domain.care.facts import ResidenceRecorded, SchoolingRecorded
from domain.children.facts import CarerRecorded
from domain.shared import CarerId

F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The versions of three statements as somebody saw them: 0 where none was there, None = any."""

    carer: int | None = None
    residence: int | None = None
    schooling: int | None = None


ANY = Versions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What was stated last of one carer, of where the child lives and of where it learns."""

    carer: CarerRecorded | None
    residence: ResidenceRecorded | None
    schooling: SchoolingRecorded | None
    versions: Versions


def statements_in(history: History, carer_id: CarerId | None, until: Versions = ANY) -> Statements:
    """Return the latest statements, or the latest up to the versions that somebody saw."""
    of_one = (each for each in _all(history, CarerRecorded) if each[0].carer_id == carer_id)
    carer, of_carer = _last(of_one, until.carer)
    residence, of_residence = _last(_all(history, ResidenceRecorded), until.residence)
    schooling, of_schooling = _last(_all(history, SchoolingRecorded), until.schooling)
    return Statements(
        carer=carer,
        residence=residence,
        schooling=schooling,
        versions=Versions(carer=of_carer, residence=of_residence, schooling=of_schooling),
    )


def stated_since(
    history: History, carer_id: CarerId | None, seen: Versions
) -> tuple[Recorded[object], ...]:
    """Return the statements behind the versions that somebody saw."""
    return tuple(
        each
        for each in history.recorded
        if each.version > _seen_of(each.fact, carer_id, seen, each.version)
    )


def carer_versions(history: History) -> Mapping[CarerId, int]:
    """Return the version of the latest statement on each carer."""
    return {fact.carer_id: version for fact, version in _all(history, CarerRecorded)}


def _seen_of(fact: object, carer_id: CarerId | None, seen: Versions, own: int) -> int:
    """Return the version that was seen of what a fact states, its own where nothing was."""
    match fact:
        case CarerRecorded() if fact.carer_id == carer_id:
            known = seen.carer
        case ResidenceRecorded():
            known = seen.residence
        case SchoolingRecorded():
            known = seen.schooling
        case _:
            known = None
    return own if known is None else known


def _all(history: History, kind: type[F]) -> Iterator[tuple[F, int]]:
    return ((each.fact, each.version) for each in history.recorded if isinstance(each.fact, kind))


def _last(stated: Iterable[tuple[F, int]], until: int | None) -> tuple[F | None, int]:
    found: tuple[F | None, int] = (None, 0)
    for fact, version in stated:
        if until is None or version <= until:
            found = fact, version
    return found
