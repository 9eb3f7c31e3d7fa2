"""Finds in the log which children are known, with what a list may tell of them."""

from collections.abc import Iterator
from dataclasses import replace

from application.known_children import KnownChild, KnownChildren
from application.ports import Recorded
from domain.children.facts import CarerRecorded, ChildRegistered
from domain.identity import read_id_number
from domain.matching import Described
from domain.shared import ChildId
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.names import NAMES
from infrastructure.log.recorder import LogRecorder
from infrastructure.views.pages import PageReader

_NAMES = frozenset(NAMES.stored_names([ChildRegistered, CarerRecorded]))


def known_children(recorder: LogRecorder, mapper: SealingMapper) -> KnownChildren:
    """Return every child whose registration can be read, each with the carer told of last."""
    found: dict[ChildId, Described] = {}
    for recorded in _facts(PageReader(recorder, mapper)):
        match recorded.fact:
            case ChildRegistered():
                found[recorded.fact.child_id] = _described(recorded.fact)
            case CarerRecorded() if recorded.fact.child_id in found:
                before = found[recorded.fact.child_id]
                carer = recorded.fact
                found[carer.child_id] = replace(before, carer_name=carer.name, phone=carer.phone)
            case _:
                continue
    return KnownChildren(
        KnownChild(child_id=child_id, described=each) for child_id, each in found.items()
    )


def _facts(pages: PageReader) -> Iterator[Recorded[object]]:
    position, head = 0, pages.head()
    while position < head:
        page = pages.read(position, _NAMES, head=head)
        yield from (row.content for row in page.rows if isinstance(row.content, Recorded))
        position = page.up_to


def _described(registered: ChildRegistered) -> Described:
    number = read_id_number(registered.id_number) if registered.id_number else None
    return Described(
        name=registered.name,
        born_on=registered.born_on,
        id_number=number.number if number else None,
        has_wrong_number=registered.id_number is not None and number is None,
    )
