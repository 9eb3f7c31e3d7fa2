"""To whom a case was brought, and until when it is open to them: by rule, never by a post alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.alerts.facts import ConcernAlerted
from domain.alerts.rules import MAY_ANSWER
from domain.referrals.facts import ConcernPassedOn
from domain.referrals.returning.leave_facts import StudyLeaveEnded
from domain.referrals.returning.return_facts import (
    ReturnAppealed,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from domain.referrals.school.panel_facts import PanelDecided
from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """On which local day a case was brought to somebody last, and its last day for them by rule."""

    on: date
    until_on: date

    def and_again(self, other: "Brought | None") -> "Brought":
        """Return it with another time that the same case was brought to them."""
        if other is None:
            return self
        return Brought(on=max(self.on, other.on), until_on=max(self.until_on, other.until_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """To whom a case was brought so far; `appealed_on` is when an appeal came that still waits."""

    brought: Mapping[PersonId, Brought]
    appealed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoHas:
    """Who answers for a case now; `waits` where nobody does, or one more report asks for somebody.

    `over_until_on` is the last day by rule of whoever had a case that is over, None while it is
    not.
    """

    owner_id: PersonId | None
    waits: bool
    over_until_on: date | None = None


NOTHING_BROUGHT = Bringing(brought={})


def brought_by(fact: object, on: date, days: int) -> Iterator[tuple[PersonId, Brought]]:
    """Yield to whom a fact that was learned `on` that day brings a case, and until when.

    Who was given something to do by a later day has it until then, and so many days more.
    """
    match fact:
        case ConcernAlerted():
            # A hospital is told of a referral, and comes in by that alone.
            told = (each.person_id for each in fact.addressees if each.role in MAY_ANSWER)
            yield from _each(told, on, on, days)
        case ConcernPassedOn():
            # Whoever had it may have to hand it over in words, too.
            yield from _each(dict.fromkeys((fact.passed_to, fact.passed_by)), on, on, days)
        case PanelDecided() if fact.supported_by is not None:
            yield from _each([fact.supported_by], on, fact.review_on or on, days)
        case ReturnPlanned():
            yield from _each([fact.met_by], on, fact.first_on, days)


def appealed_after(before: date | None, fact: object, on: date) -> date | None:
    """Return since when an appeal waits, None where none does, after one more fact of a case."""
    match fact:
        case ReturnAppealed():
            return on
        case ReturnReviewed() | ReturnRequested() | StudyLeaveEnded():
            return None
        case _:
            return before


def bringing_of(facts: Iterable[tuple[object, date, int]]) -> Bringing:
    """Return to whom a case was brought by its facts, each with its day and the days by rule."""
    brought: dict[PersonId, Brought] = {}
    appealed_on = None
    for fact, on, days in facts:
        appealed_on = appealed_after(appealed_on, fact, on)
        for person_id, each in brought_by(fact, on, days):
            brought[person_id] = each.and_again(brought.get(person_id))
    return Bringing(brought=brought, appealed_on=appealed_on)


def is_open_to(person_id: PersonId, known: Bringing, now: WhoHas, on: date) -> bool:
    """Return whether a case is open on a day to somebody because it was brought to them.

    While nobody has it, it stays open to all of them, since any of them may be who answers; to
    whoever has it until it is over, and while the county has an appeal to decide to those who were
    told of that. Else for the days of the rules.
    """
    brought = known.brought.get(person_id)
    if brought is None:
        return False
    if on <= brought.until_on:
        return True
    return _is_open_longer(person_id, brought, known.appealed_on, now, on)


def open_until(person_id: PersonId, known: Bringing, now: WhoHas, on: date) -> date | None:
    """Return the last day on which it is open to them as things stand, None for no such day."""
    brought = known.brought[person_id]
    if now.over_until_on is not None and now.owner_id == person_id:
        return max(brought.until_on, now.over_until_on)
    is_longer = _is_open_longer(person_id, brought, known.appealed_on, now, on)
    return None if is_longer else brought.until_on


def _is_open_longer(
    person_id: PersonId, brought: Brought, appealed_on: date | None, now: WhoHas, on: date
) -> bool:
    if now.over_until_on is not None:
        return now.owner_id == person_id and on <= now.over_until_on
    is_appealed = appealed_on is not None and brought.on >= appealed_on
    return now.waits or now.owner_id == person_id or is_appealed


def _each(
    people: Iterable[PersonId], on: date, last_on: date, days: int
) -> Iterator[tuple[PersonId, Brought]]:
    until_on = max(on, last_on) + timedelta(days=days)
    for person_id in people:
        yield person_id, Brought(on=on, until_on=until_on)
