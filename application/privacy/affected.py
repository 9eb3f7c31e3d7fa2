"""Whose data a breach concerns, as the readings tell it: proposed here, confirmed by hand."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from application.authorisation.permission import permit_at, permit_reading
from application.ports import Actor, Ledger, Receipt
from application.privacy.breach_steps import list_affected
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from application.reads.reading_rows import ShownTo
from domain.access.table import Request as Asking
from domain.breaches.rules import CHILDREN_A_LIST
from domain.breaches.state import ListAffected
from domain.errors import Invalid, RuleBroken
from domain.reads.facts import Reading
from domain.shared import BreachId, ChildId, OrganisationId, PersonId

READERS_AT_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAffected:
    """One question whom readings showed: by whom, when, for which breach, and which readings."""

    actor: Actor
    now: datetime
    read_id: UUID
    office: OrganisationId
    breach_id: BreachId
    chosen: ShownTo


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """The children whom readings showed, as numbers; `seen` stands for exactly these."""

    child_ids: tuple[ChildId, ...]

    @property
    def seen(self) -> str:
        """Return what a confirmation names, so that nobody confirms another list."""
        return sha256(b"".join(each.bytes for each in self.child_ids)).hexdigest()


def readers_between(ledger: Ledger, actor: Actor, now: datetime, first: date, last: date) -> Names:
    """Return who read anything on these days, to choose among. Raises: NotPermitted."""
    permit_reading(ledger, actor, Asking.WATCH_READS, now)
    return names_of(ledger, ledger.readings.readers_between(first, last, limit=READERS_AT_MOST), ())


def affected_by_readings(ledger: Ledger, asked: AskedAffected) -> Affected:
    """Return the children under the office whom these readings showed; recorded as a reading.

    Raises: NotPermitted, Unavailable; Invalid without a person or a grant, or for too many.
    """
    permit_at(ledger, asked.actor, Asking.HANDLE_BREACH, [asked.office], asked.now)
    access = permit_reading(ledger, asked.actor, Asking.WATCH_READS, asked.now)
    if asked.chosen.reader_id is None and asked.chosen.grant_id is None:
        raise Invalid("required", "reader")
    if asked.chosen.until_on < asked.chosen.since_on:
        raise Invalid("before_start", "until_on")
    shown = ledger.readings.children_shown(asked.chosen, limit=CHILDREN_A_LIST + 1)
    if len(shown) > CHILDREN_A_LIST:
        raise Invalid("too_many", "until_on", at_most=CHILDREN_A_LIST)
    found = ledger.access.children_under(asked.office, shown) if shown else frozenset()
    children = sorted(found, key=lambda each: each.bytes)
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.READINGS,
        access=access,
    )
    note_reading(ledger, look, children)
    return Affected(child_ids=tuple(children))


def list_found(ledger: Ledger, asked: AskedAffected, seen: str, request_id: UUID) -> Receipt:
    """Record the children that a person saw proposed and confirms.

    Raises: RuleBroken when by now it would be others; what `affected_by_readings` raises.
    """
    found = affected_by_readings(ledger, asked)
    if found.seen != seen:
        raise RuleBroken("affected_changed")
    request = ListAffected(breach_id=asked.breach_id, child_ids=found.child_ids)
    return list_affected(ledger, asked.actor, asked.office, request, request_id, asked.now)


def reader_of(names: Names) -> tuple[tuple[PersonId, str], ...]:
    """Return people with their names, in the order of names."""
    return tuple(sorted(names.people.items(), key=lambda each: (each[1], str(each[0]))))
