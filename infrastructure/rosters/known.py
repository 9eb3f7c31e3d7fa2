"""Finds in the log which children are known, and which rows of lists were received before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from uuid import UUID

from application.ports import Recorded
from application.survey.known_children import KnownChild, KnownChildren
from application.survey.known_places import KnownPlaces
from application.survey.rosters import Received
from domain.children.facts import (
    CarerRecorded,
    ChildIdentity,
    ChildRegistered,
    IdentityCorrected,
)
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
    NAMES.stored_names(
        [ChildRegistered, IdentityCorrected, CarerRecorded, RosterRowReceived, ChildLeadReported]
    )
)

KEPT_AT_MOST = 500_000
"""Children and rows of lists: some four prefecture-level cities' children who need somebody."""


@dataclass(slots=True)
class KnownBefore:
    """What the log tells before a list is read; empty where there is no log yet.

    `received` says of each row that was recorded what became of it, by the id of its own child.
    """

    children: KnownChildren = field(default_factory=KnownChildren)
    places: KnownPlaces = field(default_factory=KnownPlaces)
    received: Mapping[ChildId, Received] = field(default_factory=dict)
    erased: frozenset[UUID] = frozenset()


def known_before(opened: OpenLedger) -> KnownBefore:
    """Return what is known of children, places and rows as of the end of the log."""
    return KnownSoFar(opened)()


class KnownSoFar:
    """Keeps what the log told, and reads on from there whenever it is asked.

    What it gives is used by one list at a time, until it is asked again. A city's children take
    some hundred megabytes; what is more than the bound is read anew each time.
    """

    def __init__(self, opened: OpenLedger, *, kept_at_most: int = KEPT_AT_MOST) -> None:
        self._opened = opened
        self._kept_at_most = kept_at_most
        self._pages = PageReader(opened.recorder, opened.mapper)
        self._kept = _Kept()
        self._lock = Lock()

    def __call__(self) -> KnownBefore:
        """Return what is known of children, places and rows as of the end of the log.

        Raises: WrittenByNewerProgram; Unavailable without the key store.
        """
        places = KnownPlaces(self._opened.ledger.directory.organisations())
        with self._lock:
            kept = self._kept
            kept.read_on(self._pages, frozenset())
            erased = self._pages.erased(_NAMES)
            if kept.tells_of(erased):
                kept = self._kept = _Kept()
                kept.read_on(self._pages, erased)
            if len(kept) > self._kept_at_most:
                self._kept = _Kept()
        return KnownBefore(KnownChildren(beside=kept.children), places, kept.received, erased)


class _Kept:
    """What the log told up to a position."""

    def __init__(self) -> None:
        self.children = KnownChildren()
        self.received: dict[ChildId, Received] = {}
        self._position = 0

    def __len__(self) -> int:
        return len(self.children) + len(self.received)

    def tells_of(self, subjects: Iterable[UUID]) -> bool:
        ids = map(ChildId, subjects)
        return any(self.children.child(each) or each in self.received for each in ids)

    def read_on(self, pages: PageReader, erased: Collection[UUID]) -> None:
        """Know what stands behind the position; of those who are erased nothing."""
        head = pages.head()
        while self._position < head:
            page = pages.read(self._position, _NAMES, head=head)
            for row in page.rows:
                if isinstance(row.content, Recorded) and not _is_of(erased, row.content.fact):
                    self._know(row.content.fact)
            self._position = page.up_to

    def _know(self, fact: object) -> None:
        match fact:
            case ChildRegistered():
                described = _described(fact)
                self.children.add(KnownChild(child_id=fact.child_id, described=described))
            case IdentityCorrected() if (child := self.children.child(fact.child_id)) is not None:
                described = _as_corrected(child.described, fact.identity)
                self.children.correct(KnownChild(child_id=fact.child_id, described=described))
            case CarerRecorded() if (child := self.children.child(fact.child_id)) is not None:
                described = _with_carer(child.described, fact)
                self.children.put(KnownChild(child_id=fact.child_id, described=described))
            case RosterRowReceived():
                self.received[own_child(fact.origin)] = _received(fact)
            case ChildLeadReported():
                self.received[fact.child_id] = _lead(fact)
            case _:
                return


def _is_of(subjects: Collection[UUID], fact: object) -> bool:
    """Return whether a fact is sealed under the key of one of them."""
    return bool(subjects) and getattr(fact, NAMES.by_class(type(fact)).key_field) in subjects


def _described(registered: ChildRegistered | ChildIdentity) -> Described:
    number = read_id_number(registered.id_number) if registered.id_number else None
    return Described(
        name=registered.name,
        born_on=registered.born_on,
        id_number=number.number if number else None,
        has_wrong_number=registered.id_number is not None and number is None,
    )


def _as_corrected(child: Described, identity: ChildIdentity) -> Described:
    now = _described(identity)
    return replace(now, carer_name=child.carer_name, phone=child.phone)


def _with_carer(child: Described, carer: CarerRecorded) -> Described:
    return replace(child, carer_name=carer.name, phone=carer.phone or child.phone)


def _received(row: RosterRowReceived) -> Received:
    child_id = row.like_child_id if row.outcome is RowOutcome.REVIEW else row.child_id
    return Received(Verdict(outcome=row.outcome, why=row.why), child_id or row.child_id)


def _lead(lead: ChildLeadReported) -> Received:
    why = RowReason.MATCHES_KNOWN_CHILD if lead.like_child_id else RowReason.NEW_CHILD
    verdict = Verdict(outcome=RowOutcome.LEAD, why=why)
    return Received(verdict, lead.like_child_id or lead.child_id)
