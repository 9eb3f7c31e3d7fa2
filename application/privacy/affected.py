"""Whose data a breach concerns, as the readings tell it: proposed here, confirmed by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from application.authorisation.permission import permit_at, standings_of
from application.authorisation.reach import reach_of, reaches
from application.ports import Actor, Ledger, Receipt
from application.privacy.breach_steps import list_shown
from application.privacy.breaches import state_of
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from application.reads.reading_rows import ShownTo
from application.rows import ChildNumbered
from domain.access.table import Request as Asking
from domain.breaches.facts import ToldBy
from domain.breaches.rules import CHILDREN_A_LIST, require_open
from domain.breaches.state import ListAffected
from domain.errors import Invalid, RuleBroken
from domain.reads.facts import Reading
from domain.shared import BreachId, ChildId, OrganisationId

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
    """The children whom readings showed, as numbers; `seen` stands for exactly these.

    Of `left_to_others` nobody here is told which they are: who was shown by what tells of a case
    alone, or who belongs to another office by now.
    """

    child_ids: tuple[ChildId, ...]
    left_to_others: Mapping[ToldBy, tuple[ChildId, ...]]

    @property
    def seen(self) -> str:
        """Return what a confirmation names, so that nobody confirms another list."""
        parts = (self.child_ids, *(self.left_to_others.get(each, ()) for each in ToldBy))
        joined = (b"".join(each.bytes for each in part) for part in parts)
        return sha256(b"".join(sha256(part).digest() for part in joined)).hexdigest()


def readers_between(ledger: Ledger, actor: Actor, now: datetime, first: date, last: date) -> Names:
    """Return who within reach read anything on these days. Raises: NotPermitted."""
    places = reach_of(ledger, actor, (Asking.WATCH_READS,), now)
    found = ledger.readings.readers_between(first, last, places, limit=READERS_AT_MOST)
    return names_of(ledger, found, ())


def children_told(
    ledger: Ledger,
    actor: Actor,
    office: OrganisationId,
    told: Sequence[ChildId | ChildNumbered],
    now: datetime,
) -> tuple[ChildId, ...]:
    """Return whom somebody means by whole ids, and by the short numbers of an office's children.

    Raises: NotPermitted, Unavailable; Invalid for too many, or for a short number that stands for
    nobody under the office, or for more than one child.
    """
    permit_at(ledger, actor, Asking.HANDLE_BREACH, [office], now)
    if len(told) > CHILDREN_A_LIST:
        raise Invalid("too_many", "child_ids", at_most=CHILDREN_A_LIST)
    sharing = ledger.finder.sharing({e.number for e in told if isinstance(e, ChildNumbered)})
    asked = {child for found in sharing.values() for child in found}
    here = ledger.access.children_under(office, asked) if asked else frozenset()
    return tuple(
        _the_one(each.number, here.intersection(sharing[each.number]))
        if isinstance(each, ChildNumbered)
        else each
        for each in told
    )


def _the_one(number: str, found: frozenset[ChildId]) -> ChildId:
    if len(found) > 1:
        raise Invalid("number_shared", "child_ids", number=number)
    for each in found:
        return each
    raise Invalid("children_not_ours", "child_ids")


def affected_by_readings(ledger: Ledger, asked: AskedAffected) -> Affected:
    """Return the children under the office whom these readings showed; recorded as a reading.

    Raises: NotPermitted, Unavailable; NotFound without the breach; RuleBroken when it is closed;
    Invalid without a person or a grant, for a person beyond reach, or for too many.
    """
    permit_at(ledger, asked.actor, Asking.HANDLE_BREACH, [asked.office], asked.now)
    standings = standings_of(ledger, asked.actor, asked.now)
    access = standings.require_reading(Asking.WATCH_READS)
    require_open(state_of(ledger, asked.office, asked.breach_id))
    if asked.chosen.reader_id is None and asked.chosen.grant_id is None:
        raise Invalid("required", "reader")
    reader = asked.chosen.reader_id
    if reader and not reaches(ledger, standings, Asking.WATCH_READS, reader, asked.now):
        raise Invalid("reader_not_found", "reader")
    if asked.chosen.until_on < asked.chosen.since_on:
        raise Invalid("before_start", "until_on")
    shown = ledger.readings.children_shown(asked.chosen, limit=CHILDREN_A_LIST + 1)
    if len(shown) > CHILDREN_A_LIST:
        raise Invalid("too_many", "until_on", at_most=CHILDREN_A_LIST)
    found = _apart(ledger, asked, shown)
    look = Look(
        read_id=asked.read_id,
        actor=asked.actor,
        now=asked.now,
        what=Reading.READINGS,
        access=access,
    )
    note_reading(ledger, look, found.child_ids)
    return found


def _apart(ledger: Ledger, asked: AskedAffected, shown: Sequence[ChildId]) -> Affected:
    """Return the children as the asker may be told of them."""
    plainly = replace(asked.chosen, without_cases=True)
    plain = ledger.readings.children_shown(plainly, limit=CHILDREN_A_LIST + 1)
    # Not whoever stands in a case that names the asker: the gap would tell of the case.
    health = frozenset(shown) - frozenset(plain)
    here = ledger.access.children_under(asked.office, shown) if shown else frozenset()
    left = {
        ToldBy.HEALTH: _in_order(health),
        ToldBy.OTHER_OFFICE: _in_order(frozenset(shown) - health - here),
    }
    return Affected(
        child_ids=_in_order(here - health),
        left_to_others={told_by: children for told_by, children in left.items() if children},
    )


def _in_order(children: Iterable[ChildId]) -> tuple[ChildId, ...]:
    return tuple(sorted(children, key=lambda each: each.bytes))


def list_found(ledger: Ledger, asked: AskedAffected, seen: str, request_id: UUID) -> Receipt:
    """Record the children that a person saw proposed and confirms.

    Raises: RuleBroken when by now it would be others; what `affected_by_readings` raises.
    """
    found = affected_by_readings(ledger, asked)
    if found.seen != seen:
        raise RuleBroken("affected_changed")
    request = ListAffected(
        breach_id=asked.breach_id,
        child_ids=found.child_ids,
        left_to_others=found.left_to_others,
    )
    return list_shown(ledger, asked.actor, asked.office, request, request_id, asked.now)
