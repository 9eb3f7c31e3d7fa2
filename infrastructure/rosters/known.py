"""Finds in the log which children are known, and which rows of lists were received before."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from application.ports import Recorded
from application.survey.known_children import KnownChild, KnownChildren
from application.survey.known_places import KnownPlaces
from application.survey.rosters import Received
from domain.children.facts import CarerRecorded, ChildRegistered
from domain.identity import read_id_number
from domain.matching import Described
from domain.shared import ChildId
from domain.survey.facts import ChildLeadReported, RosterRowReceived
from domain.survey.outcomes import RowOutcome, RowReason, Verdict
from domain.survey.rules import own_child
from infrastructure.log.names import NAMES
from infrastructure.opening import OpenLedger
from infrastructure.views.pages import PageReader

_NAMES = frozenset(
    NAMES.stored_names([ChildRegistered, CarerRecorded, RosterRowReceived, ChildLeadReported])
)


@dataclass(slots=True)
class KnownBefore:
    """What the log tells before a list is read; empty where there is no log yet.

    `received` says of each row that was recorded what became of it, by the id of its own child.
    """

    children: KnownChildren = field(default_factory=KnownChildren)
    places: KnownPlaces = field(default_factory=KnownPlaces)
    received: dict[ChildId, Received] = field(default_factory=dict)
    erased: frozenset[UUID] = frozenset()


def known_before(opened: OpenLedger) -> KnownBefore:
    """Return what is known of children, places and rows as of the end of the log."""
    pages = PageReader(opened.recorder, opened.mapper)
    found: dict[ChildId, Described] = {}
    received: dict[ChildId, Received] = {}
    for fact in _facts(pages):
        match fact:
            case ChildRegistered():
                found[fact.child_id] = _described(fact)
            case CarerRecorded() if fact.child_id in found:
                found[fact.child_id] = _with_carer(found[fact.child_id], fact)
            case RosterRowReceived():
                received[own_child(fact.origin)] = _received(fact)
            case ChildLeadReported():
                received[fact.child_id] = _lead(fact)
            case _:
                continue
    children = (KnownChild(child_id=each, described=found[each]) for each in found)
    places = KnownPlaces(opened.ledger.directory.organisations())
    return KnownBefore(KnownChildren(children), places, received, pages.erased(_NAMES))


def _facts(pages: PageReader) -> Iterator[object]:
    position, head = 0, pages.head()
    while position < head:
        page = pages.read(position, _NAMES, head=head)
        yield from (row.content.fact for row in page.rows if isinstance(row.content, Recorded))
        position = page.up_to


def _described(registered: ChildRegistered) -> Described:
    number = read_id_number(registered.id_number) if registered.id_number else None
    return Described(
        name=registered.name,
        born_on=registered.born_on,
        id_number=number.number if number else None,
        has_wrong_number=registered.id_number is not None and number is None,
    )


def _with_carer(child: Described, carer: CarerRecorded) -> Described:
    return replace(child, carer_name=carer.name, phone=carer.phone or child.phone)


def _received(row: RosterRowReceived) -> Received:
    child_id = row.like_child_id if row.outcome is RowOutcome.REVIEW else row.child_id
    return Received(Verdict(outcome=row.outcome, why=row.why), child_id or row.child_id)


def _lead(lead: ChildLeadReported) -> Received:
    why = RowReason.MATCHES_KNOWN_CHILD if lead.like_child_id else RowReason.NEW_CHILD
    verdict = Verdict(outcome=RowOutcome.LEAD, why=why)
    return Received(verdict, lead.like_child_id or lead.child_id)
